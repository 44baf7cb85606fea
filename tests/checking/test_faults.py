"""Each fault that check_archive knows is made on purpose, behind the back of the archive, and is found."""

import json
import os
import time
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage, storages
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from meetings import checking, review
from meetings.models import Commitment, OutcomeNote, Paragraph, Participant, SearchWord, Source, UploadLine
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings: Any, tmp_path: Path) -> None:
    """Other tests leave originals behind; here there are only those of this test."""
    settings.MEDIA_ROOT = str(tmp_path / "originals")


@pytest.fixture
def note() -> OutcomeNote:
    """A published note with its file, a commitment, and a topic."""
    made = make.note("Both sides agreed to meet.", "The US side took note of it.", codes="VISA 1")
    make.commitment(made.paragraphs.first(), "agreed to meet")
    make.source(made, data=b"The words of the file")
    return made


def sql(statement: str, *values: Any) -> None:
    """Straight into the database, as somebody does who has no business there."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute(statement, values or None)


def found() -> dict[str, list[str]]:
    """The faults of each check that has any."""
    return {
        result.check.name: [f"{fault.address}: {fault.sentence} {fault.remedy}" for fault in result.faults]
        for result in checking.check(most=20, progress=lambda _: None)
        if result.count
    }


def only(name: str) -> str:
    """The one fault there is, of the check of that name."""
    faults = found()
    assert set(faults) == {name}, faults
    (fault,) = faults[name]
    return fault


def mend(fault: str) -> None:
    """Do what the fault says, where that is a statement for the database."""
    words = ("UPDATE", "ALTER TABLE", "SELECT setval", "REINDEX")
    start = min(fault.index(word) for word in words if word in fault)
    sql(fault[start:])
    assert not found()


def test_a_sound_archive_has_no_fault(note: OutcomeNote) -> None:
    out = StringIO()
    call_command("check_archive", stdout=out)
    assert "The archive is sound." in out.getvalue()
    assert "notes: 1; published: 1; paragraphs: 2; commitments: 1; originals: 1; waiting: 0" in out.getvalue()


def test_a_quotation_that_is_not_in_its_paragraph(note: OutcomeNote) -> None:
    sql("UPDATE meetings_commitment SET quote = 'agreed to part'")
    commitment = Commitment.objects.get()
    fault = only("quotations")
    assert fault.startswith(
        f"{commitment.permanent_address}: The commitment quotes “agreed to part”, but the paragraph"
    )
    assert "says “agreed to meet” there" in fault


def test_a_sentence_that_ends_behind_its_paragraph(note: OutcomeNote) -> None:
    note.paragraphs.first().statements.create(start=0, end=4, kind="other")
    sql('UPDATE meetings_statement SET "end" = 400')
    assert "A sentence is said to end at character 400" in only("places")


def test_a_search_vector_that_is_not_what_it_would_be(note: OutcomeNote) -> None:
    sql(
        "CREATE OR REPLACE FUNCTION fold(words text) RETURNS text LANGUAGE sql IMMUTABLE STRICT RETURN words || ' visa'"
    )
    faults = found()["computed"]
    assert {fault.partition(":")[0] for fault in faults} == {
        note.get_absolute_url(),
        *(paragraph.permanent_address for paragraph in note.paragraphs.all()),
    }
    assert all("Its vector is not what the database would compute now" in fault for fault in faults)
    for fault in faults:
        sql(fault[fault.index("UPDATE") :])
    assert not found()


def test_a_word_that_is_missing_from_the_list(note: OutcomeNote) -> None:
    SearchWord.objects.filter(lexeme="agre").delete()
    fault = only("words")
    assert "“agre” stands in a paragraph" in fault
    mend(fault)


def test_paragraphs_with_a_gap(note: OutcomeNote) -> None:
    sql("UPDATE meetings_paragraph SET position = 7 WHERE position = 2")
    assert only("counts").startswith(f"{note.get_absolute_url()}: It has 2 paragraphs, but the last of them says")


def test_a_published_note_without_a_paragraph(note: OutcomeNote) -> None:
    Paragraph.objects.all().delete()
    assert "It is published, but has no paragraph." in only("counts")


def test_a_paragraph_under_the_topic_of_another_note(note: OutcomeNote) -> None:
    other = make.note("Other words.")
    make.source(other, data=b"Other bytes")
    sql(
        "UPDATE meetings_paragraph SET topic_id = (SELECT id FROM meetings_agendatopic WHERE note_id = %s) "
        "WHERE position = 1 AND note_id = %s",
        other.pk,
        note.pk,
    )
    assert "The paragraph stands under an agenda topic of another note." in only("belonging")


def test_a_previous_document_that_is_none_or_itself(note: OutcomeNote) -> None:
    sql("UPDATE meetings_outcomenote SET previous_documents = '{nonsense}'")
    assert "Its previous document “nonsense” is no document number." in only("previous")
    sql("UPDATE meetings_outcomenote SET previous_documents = ARRAY[number]")
    assert "It names itself as the previous document." in only("previous")


def test_a_merged_row_that_stands_in_the_register_again(note: OutcomeNote, archivist: User) -> None:
    kept, merged = (Participant.objects.create(name=name, kind=Participant.PERSON) for name in ("Jane Doe", "J. Doe"))
    key = merged.pk
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="One person")
    Participant.objects.create(pk=key, name="J. Doe again", kind=Participant.PERSON)
    assert "“J. Doe” was merged into “Jane Doe”, but stands in the register" in only("merges")


def test_an_original_that_is_damaged_short_or_missing(note: OutcomeNote) -> None:
    path = Path(default_storage.path(Source.objects.get().file.name))
    path.write_bytes(b"The words of the fire")
    assert "was changed: its SHA-256 is another. Put it back from a backup: tar xOf BACKUP files/" in only("originals")
    path.write_bytes(b"The words")
    assert "has 9 bytes instead of 21" in only("originals")
    path.unlink()
    assert "is missing" in only("originals")


def test_a_note_without_its_file(note: OutcomeNote) -> None:
    Source.objects.all().delete()
    for path in Path(settings.MEDIA_ROOT).rglob("*"):
        if path.is_file():
            path.unlink()
    assert "the archive holds no file from which it was read" in only("without")


@pytest.mark.parametrize("room", ["default", "uploads"])
def test_a_file_that_no_row_names_once_it_is_old(note: OutcomeNote, room: str) -> None:
    name = storages[room].save("ab/stray", ContentFile(b"?"))
    assert not found()  # it may belong to an upload under way
    past = time.time() - 2 * 3600
    os.utime(storages[room].path(name), (past, past))
    try:
        assert "no row names it" in only("nobodys")
    finally:
        storages[room].delete(name)


def test_an_upload_that_waits_for_a_worker_that_does_not_run(note: OutcomeNote) -> None:
    line = make.line(state=UploadLine.WAITING, reason="", sentence="", finished_at=None)
    assert not found()
    UploadLine.objects.filter(pk=line.pk).update(waits_since=timezone.now() - timezone.timedelta(hours=2))
    assert "File 1 of the upload has waited to be read since" in only("waiting")


def test_an_upload_that_waits_without_its_bytes(note: OutcomeNote) -> None:
    line = make.line(state=UploadLine.WAITING, reason="", sentence="", finished_at=None)
    storages["uploads"].delete(line.file.name)
    assert "waits to be read, but its bytes are gone" in only("without")


def test_a_rule_that_was_never_checked(note: OutcomeNote) -> None:
    sql("ALTER TABLE meetings_paragraph DROP CONSTRAINT paragraph_is_not_empty")
    sql("ALTER TABLE meetings_paragraph ADD CONSTRAINT paragraph_is_not_empty CHECK (text <> '') NOT VALID")
    fault = only("rules")
    assert "The rule paragraph_is_not_empty was never checked" in fault
    mend(fault)


def test_a_trigger_that_is_switched_off(note: OutcomeNote) -> None:
    sql("ALTER TABLE meetings_paragraph DISABLE TRIGGER stamp_archive")
    fault = only("rules")
    assert "The trigger stamp_archive is switched off." in fault
    mend(fault)


def test_a_trigger_of_the_history_that_is_gone(note: OutcomeNote) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgname FROM pg_trigger WHERE tgrelid = 'meetings_commitment'::regclass AND tgname ~ '^pgt'"
        )
        name = cursor.fetchone()[0]
    sql(f'DROP TRIGGER "{name}" ON meetings_commitment')
    assert "which writes the history, is uninstalled" in only("history")


def test_a_row_that_names_one_that_is_not_there(note: OutcomeNote) -> None:
    sql("SET CONSTRAINTS ALL IMMEDIATE")
    sql("ALTER TABLE meetings_notecode DISABLE TRIGGER ALL")
    sql("UPDATE meetings_notecode SET code_id = 999999")
    sql("ALTER TABLE meetings_notecode ENABLE TRIGGER ALL")
    assert "A row names meetings_topiccode 999999 in code_id, which is not there" in only("references")


def test_a_sequence_that_lags_behind(note: OutcomeNote) -> None:
    sql("SELECT setval('meetings_outcomenote_id_seq', 1, false)")
    sql("UPDATE meetings_outcomenote SET id = id")
    fault = only("numbers")
    assert "has only given numbers up to 0" in fault
    mend(fault)


def test_a_database_that_was_not_brought_up_to_date(note: OutcomeNote) -> None:
    sql("DELETE FROM django_migrations WHERE app = 'sessions'")
    assert "migration sessions.0001_initial" in only("migrations")


def test_the_command_bounds_what_it_says_and_fails(note: OutcomeNote) -> None:
    for number in range(5):
        path = Path(default_storage.save(f"cd/stray-{number}", ContentFile(b"?")))
        past = time.time() - 2 * 3600
        os.utime(default_storage.path(str(path)), (past, past))
    out = StringIO()
    with pytest.raises(CommandError, match="The archive has 5 faults"):
        call_command("check_archive", "--most", "2", stdout=out)
    assert "… and 3 more" in out.getvalue()
    assert out.getvalue().count("no row names it") == 2
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("check_archive", "--json", "--most", "2", stdout=out)
    told = json.loads(out.getvalue())
    assert (told["faults"], told["checks"]["nobodys"]["count"], len(told["checks"]["nobodys"]["faults"])) == (5, 5, 2)
    assert told["held"]["notes"] == 1


def test_every_check_is_broken_on_purpose_here() -> None:
    text = Path(__file__).read_text(encoding="utf-8")
    assert {each.name for each in checking.CHECKS} == {
        each.name for each in checking.CHECKS if f'"{each.name}"' in text.split("def test_the_command")[0]
    }
