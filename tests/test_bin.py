"""Deleting: into the bin and back as it was; for good without a trace of its words, and a tombstone where it stood."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import review
from meetings.ingest import InTheBin, receive_source
from meetings.models import Commitment, OutcomeNote, Participation, StatusChange, Tombstone
from meetings.review.bin import NotInBin, StillNeeded, delete_note, deleted_rows, destroy_note, restore_note
from meetings.review.record import changes_of_row
from tests import make
from tests.canaries import Hidden, hide, shared_world
from tests.ingest.papers import note_text

Capture = Callable[..., AbstractContextManager[Any]]


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return make.note("Both sides agreed to meet again.")


def tables_holding(word: str) -> Iterator[str]:
    """The tables of the database in which some row, in any column, holds ``word``."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(
                f'SELECT EXISTS (SELECT 1 FROM "{table}" t WHERE t::text ILIKE %s)',  # noqa: S608
                [f"%{word}%"],
            )
            if cursor.fetchone()[0]:
                yield table


# Into the bin and back ------------------------------------------------------------------------------------------------


def test_a_deleted_note_is_read_by_nobody_and_comes_back_as_it_was(
    note: OutcomeNote, reader: User, archivist: User
) -> None:
    paragraph = note.paragraphs.get()
    commitment = make.commitment(paragraph)
    delete_note(note=note, by=archivist, reason="Sent by mistake")
    for person in (reader, archivist):
        assert not OutcomeNote.objects.visible_to(person).exists()
        assert not Commitment.objects.visible_to(person).exists()
    assert list(OutcomeNote.objects.in_bin_for(archivist)) == [note]
    assert not OutcomeNote.objects.in_bin_for(reader).exists()
    restored = restore_note(note=note, by=archivist)
    assert restored in OutcomeNote.objects.visible_to(reader)
    assert commitment in Commitment.objects.visible_to(reader)
    whys = [change.why for change in changes_of_row(restored)]
    assert whys == ["Restored from the bin.", "Put into the bin. Reason: “Sent by mistake”."]


def test_deleting_needs_a_reason(note: OutcomeNote, archivist: User) -> None:
    with pytest.raises(review.ReasonMissing):
        delete_note(note=note, by=archivist, reason=" ")


def test_a_note_that_was_changed_meanwhile_is_not_deleted_unseen(note: OutcomeNote, archivist: User) -> None:
    review.set_cover(note=note, by=archivist, place="Valletta")
    with pytest.raises(review.ChangedMeanwhile):
        delete_note(note=note, by=archivist, reason="A slip", revision=0)


def test_what_is_not_in_the_bin_is_neither_restored_nor_destroyed(note: OutcomeNote, administrator: User) -> None:
    with pytest.raises(NotInBin):
        restore_note(note=note, by=administrator)
    with pytest.raises(NotInBin):
        destroy_note(note=note, by=administrator, reason="Personal data")


def test_a_paper_in_the_bin_is_not_received_again_behind_its_back(archivist: User) -> None:
    data = note_text("The EU side agreed to report.", number="8123/16")
    kept = receive_source(data=data, name="paper.md", by=archivist).note
    delete_note(note=kept, by=archivist, reason="A slip")
    for again in (data, data + b"\n"):
        with pytest.raises(InTheBin, match="lies in the bin"):
            receive_source(data=again, name="paper.md", by=archivist)
    assert kept.sources.count() == 1


# For good -------------------------------------------------------------------------------------------------------------


@pytest.fixture
def gone(
    archivist: User, administrator: User, django_capture_on_commit_callbacks: Capture
) -> Callable[..., tuple[Hidden, Path]]:
    """``gone(kind)``: a paper with a word of its own everywhere, worked on by people, then deleted for good."""

    def destroyed(kind: str) -> tuple[Hidden, Path]:
        shared_world()
        paper = hide(kind, at_shared_meeting=True)
        paper.meeting.delete()
        OutcomeNote.objects.filter(pk=paper.note.pk).update(deleted_at=None)
        review.set_cover(note=paper.note, by=archivist, subject="Mended", sent_to="Mended")
        review.reject_commitment(commitment=paper.commitment, by=archivist, reason=paper.words["text"])
        delete_note(note=paper.note, by=archivist, reason=paper.words["subject"])
        with django_capture_on_commit_callbacks(execute=True):
            destroy_note(note=paper.note, by=administrator, reason="Personal data")
        return paper, Path(paper.source.file.path)

    return destroyed


def test_nothing_of_its_words_is_left_anywhere(gone: Callable[..., tuple[Hidden, Path]]) -> None:
    paper, file = gone("limite")
    left = {field: list(tables_holding(word)) for field, word in paper.words.items()}
    assert left.pop("number") == ["meetings_tombstone"]
    assert left.pop("code") == ["meetings_topiccode"]  # the code remains, only not on this note
    left.pop("city")
    assert left.pop("text") == ["meetings_folder"]  # how a person called a folder of theirs
    assert not any(left.values()), left
    assert not file.exists()


def test_the_bytes_go_when_it_is_certain_and_not_before(
    note: OutcomeNote, administrator: User, django_capture_on_commit_callbacks: Capture
) -> None:
    path = Path(make.source(note).file.path)
    delete_note(note=note, by=administrator, reason="A slip")
    with django_capture_on_commit_callbacks() as callbacks:
        tombstone = destroy_note(note=note, by=administrator, reason="Personal data")
        assert path.exists()
    for callback in callbacks:
        callback()
    assert not path.exists()
    assert path.name in tombstone.hashes


def test_bytes_received_anew_are_kept(
    note: OutcomeNote, administrator: User, django_capture_on_commit_callbacks: Capture
) -> None:
    path = Path(make.source(note).file.path)
    delete_note(note=note, by=administrator, reason="A slip")
    with django_capture_on_commit_callbacks() as callbacks:
        destroy_note(note=note, by=administrator, reason="Personal data")
    make.source(make.note("Again."))  # the same bytes
    for callback in callbacks:
        callback()
    assert path.exists()


def bare(page: str, path: str) -> str:
    """``page`` without what differs between two requests: its address, and the token of its forms."""
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page.replace(path, ""))


@pytest.mark.parametrize(
    ("kind", "role", "status"),
    [
        ("deleted", "reader", 410),  # a public paper that was published
        ("deleted", "limite", 410),
        ("limite", "limite", 410),
        ("limite", "reader", 404),
        ("unpublished", "limite", 404),
        ("withdrawn", "limite", 404),
        ("embargoed", "limite", 404),
        ("unpublished", "archivist", 410),
    ],
)
def test_only_who_could_read_it_is_told_that_it_is_gone(
    kind: str,
    role: str,
    status: int,
    gone: Callable[..., tuple[Hidden, Path]],
    as_user: Callable[[User], Client],
) -> None:
    paper, _ = gone(kind)
    browser = as_user(make.user(role))
    path = reverse("note", args=[paper.note.slug])
    answer = browser.get(path)
    page = answer.content.decode()
    assert answer.status_code == status
    assert ("Personal data" in page) == (role == "archivist")
    if status == 410:
        assert paper.note.name in page
    else:
        assert bare(page, path) == bare(browser.get("/notes/00000-00/").content.decode(), "/notes/00000-00/")


def test_a_new_note_at_the_address_is_read_there(note: OutcomeNote, administrator: User, reader: User) -> None:
    delete_note(note=note, by=administrator, reason="A slip")
    destroy_note(note=note, by=administrator, reason="Personal data")
    again = make.note("Received again.", number=note.number)
    browser = Client()
    browser.force_login(reader)
    assert again.slug == note.slug
    assert browser.get(again.get_absolute_url()).status_code == 200


def test_a_note_that_is_evidence_elsewhere_stays_in_the_bin(note: OutcomeNote, administrator: User) -> None:
    evidence = make.note("The waiver was granted.")
    commitment = make.commitment(note.paragraphs.get())
    StatusChange.objects.create(
        commitment=commitment,
        status="delivered",
        since=date(2018, 1, 1),
        passage=evidence.paragraphs.get(),
        decided_by=administrator,
        decided_at=timezone.now(),
    )
    delete_note(note=evidence, by=administrator, reason="A slip")
    with pytest.raises(StillNeeded, match="Give that commitment other evidence first"):
        destroy_note(note=evidence, by=administrator, reason="Personal data")
    delete_note(note=note, by=administrator, reason="A slip")
    destroy_note(note=note, by=administrator, reason="Personal data")  # its own status goes with it
    destroy_note(note=evidence, by=administrator, reason="Personal data")
    assert Tombstone.objects.count() == 2


def test_a_tombstone_needs_a_reason(db: None) -> None:
    with pytest.raises(IntegrityError, match="tombstone_has_a_reason"), transaction.atomic():
        Tombstone.objects.create(slug="x", name="x", was_readable=False, deleted_at=timezone.now(), reason="")


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_restoring_and_destroying_in_the_same_moment_one_is_refused() -> None:
    people = [make.user("archivist"), make.user("administrator")]
    note = make.note("Both sides agreed.")
    delete_note(note=note, by=people[0], reason="A slip")
    start = threading.Barrier(2)
    refused: list[Exception] = []

    def decide(deed: Callable[..., Any], **given: Any) -> None:
        try:
            start.wait(timeout=10)
            deed(note=note, **given)
        except NotInBin as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [
        threading.Thread(target=decide, args=[restore_note], kwargs={"by": people[0]}),
        threading.Thread(target=decide, args=[destroy_note], kwargs={"by": people[1], "reason": "Personal data"}),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert len(refused) == 1
    assert OutcomeNote.objects.count() + Tombstone.objects.count() == 1


# The page -------------------------------------------------------------------------------------------------------------


def test_archivists_restore_and_administrators_destroy(
    note: OutcomeNote, as_user: Callable[[User], Client], archivist: User, administrator: User
) -> None:
    desk = as_user(archivist)
    put = desk.post(reverse("admin:put-into-bin", args=[note.pk]), {"revision": note.revision, "reason": "A slip"})
    assert put.url == reverse("admin:bin")
    destroy = reverse("admin:destroy", args=[note.pk])
    page = desk.get(reverse("admin:bin")).content.decode()
    assert "Reason: “A slip”" in page
    assert destroy not in page
    assert desk.post(destroy, {"reason": "x"}).status_code == 404
    assert desk.post(reverse("admin:restore", args=[note.pk])).status_code == 302
    delete_note(note=note, by=archivist, reason="A slip")
    above = as_user(administrator)
    refused = above.post(destroy, {"reason": " "})
    assert refused.status_code == 400
    assert "Say why in a few words" in refused.content.decode()
    assert above.post(destroy, {"reason": "Personal data"}).status_code == 302
    assert "Personal data" in above.get(reverse("admin:bin")).content.decode()
    assert not OutcomeNote.objects.exists()


def test_a_person_deleted_from_a_note_goes_to_the_bin_and_comes_back(
    note: OutcomeNote, as_user: Callable[[User], Client], administrator: User
) -> None:
    row = make.participation(note, name="Duke")
    browser = as_user(administrator)
    path = reverse("admin:meetings_participation_delete", args=[row.pk])
    assert "Reason" in browser.get(path).content.decode()
    browser.post(path, {"post": "yes", "reason": "Not a person"})
    assert not Participation.objects.exists()
    page = browser.get(reverse("admin:bin")).content.decode()
    assert "Not a person" in page
    [earlier] = deleted_rows(administrator)
    restore = reverse("admin:restore-row", args=["participation", earlier.pk])
    assert restore in page
    assert browser.post(restore).status_code == 302
    assert Participation.objects.get() == row
    assert not deleted_rows(administrator)
    assert browser.post(restore).status_code == 404


def test_a_row_does_not_come_back_against_a_rule(
    note: OutcomeNote, as_user: Callable[[User], Client], administrator: User
) -> None:
    row = make.participation(note, name="Duke")
    browser = as_user(administrator)
    browser.post(
        reverse("admin:meetings_participation_delete", args=[row.pk]), {"post": "yes", "reason": "Not a person"}
    )
    make.participation(note, name="Duke")  # read again meanwhile
    [earlier] = deleted_rows(administrator)
    answer = browser.post(reverse("admin:restore-row", args=["participation", earlier.pk]))
    assert answer.status_code == 409
    assert "recorded for that note already" in answer.content.decode()


# Holding and publishing later -----------------------------------------------------------------------------------------


def test_a_note_is_read_from_its_time_on_without_anybody_doing_anything(archivist: User, reader: User) -> None:
    note = make.note("Both sides agreed.", published=False)
    moment = timezone.now() + timedelta(days=2)
    held = review.publish_note(note=note, by=archivist, at=moment)
    assert held.is_scheduled
    assert held.standing.startswith("To be published ")
    assert held not in OutcomeNote.objects.visible_to(reader)
    assert held in OutcomeNote.objects.visible_to(archivist)
    OutcomeNote.objects.update(published_at=timezone.now() - timedelta(seconds=1))  # time passes
    held.refresh_from_db()
    assert held.is_published
    assert held in OutcomeNote.objects.visible_to(reader)


def test_a_time_that_has_passed_or_a_note_that_is_read_already_is_refused(archivist: User) -> None:
    note = make.note("Both sides agreed.", published=False)
    with pytest.raises(review.WrongMoment, match="has passed"):
        review.publish_note(note=note, by=archivist, at=timezone.now() - timedelta(hours=1))
    review.publish_note(note=note, by=archivist)
    with pytest.raises(review.WrongMoment, match="see the note already"):
        review.publish_note(note=note, by=archivist, at=timezone.now() + timedelta(hours=1))


@pytest.mark.parametrize("deed", [review.hold_note, review.withdraw_note])
def test_a_time_that_never_came_leaves_nothing_behind(deed: Callable[..., OutcomeNote], archivist: User) -> None:
    note = make.note("Both sides agreed.", published=False)
    review.publish_note(note=note, by=archivist, at=timezone.now() + timedelta(days=2))
    kept = deed(note=note, by=archivist, reason="Not before the Council")
    assert kept.published_at is None
    assert review.resume_review(note=kept, by=archivist).state == OutcomeNote.IN_REVIEW


def test_what_readers_see_goes_back_to_review_only_through_withdrawal(note: OutcomeNote, archivist: User) -> None:
    with pytest.raises(review.WrongMoment, match="Withdraw it"):
        review.resume_review(note=note, by=archivist)


def test_the_desk_holds_schedules_and_previews(as_user: Callable[[User], Client], archivist: User) -> None:
    secret = make.note("Unpublished.", published=False, number="9/17")
    note = make.note("Both sides agreed.", published=False, previous_documents=[secret.number])
    browser = as_user(archivist)
    hold = browser.post(reverse("admin:hold", args=[note.pk]), {"revision": 0, "reason": "Asked by the Legal Service"})
    assert hold.status_code == 302
    queue = browser.get(reverse("admin:queue")).content.decode()
    assert "On hold" in queue
    stale = browser.post(reverse("admin:withdraw", args=[note.pk]), {"revision": 0, "reason": "My words"})
    assert stale.status_code == 409
    assert "My words" in stale.content.decode()
    when = timezone.localtime(timezone.now() + timedelta(days=3)).strftime("%Y-%m-%dT%H:%M")
    assert browser.post(reverse("admin:publish", args=[note.pk]), {"revision": 1, "at": when}).status_code == 302
    assert "To be published" in browser.get(reverse("admin:queue")).content.decode()
    preview = browser.get(reverse("admin:preview", args=[note.pk])).content.decode()
    assert "will see this note" in preview
    assert secret.get_absolute_url() not in preview
    assert secret.get_absolute_url() in browser.get(note.get_absolute_url()).content.decode()
    publish = reverse("admin:publish", args=[note.pk])
    forgotten = browser.post(publish, {"revision": 2, "deed": "time", "at": ""})
    assert forgotten.status_code == 400
    assert "Give the day and the hour." in forgotten.content.decode()
    past = browser.post(publish, {"revision": 2, "deed": "time", "at": "2017-06-15T09:00"})
    assert past.status_code == 400
    assert "That time has passed" in past.content.decode()
    assert 'value="2017-06-15T09:00"' in past.content.decode()
    assert browser.post(reverse("admin:resume", args=[note.pk])).status_code == 302
    note.refresh_from_db()
    assert (note.state, note.published_at) == (OutcomeNote.IN_REVIEW, None)


def test_the_names_of_a_person_merged_before_go_with_the_note_that_alone_named_them(administrator: User) -> None:
    note = make.note("Mr Glimtwark took the floor.", marking="LIMITE")
    kept = make.participation(note, name="Glimtwark").participant
    merged = make.participation(note, name="Mr Glimtwark Esq", office="Envoy").participant
    review.merge_rows(kept=kept, merged=merged, by=administrator, why="One Glimtwark")
    delete_note(note=note, by=administrator, reason="A slip")
    destroy_note(note=note, by=administrator, reason="Personal data")
    assert list(tables_holding("Glimtwark")) == []


def test_a_person_merged_into_one_whom_others_name_goes_with_the_note_that_alone_named_them(
    administrator: User,
) -> None:
    kept = make.participation(make.note("Ms Known took the floor."), name="Known").participant
    notes = [make.note("Mr Glimtwark took the floor.") for _ in range(2)]
    participations = [make.participation(note, name="Glimtwark") for note in notes]
    also = make.participation(make.note("Ms Knowen took the floor."), name="Knowen").participant
    for merged in (participations[0].participant, also):
        review.merge_rows(kept=kept, merged=merged, by=administrator, why="One person")
    for note, left in zip(notes, (True, False), strict=True):  # the second note still tells of the name
        delete_note(note=note, by=administrator, reason="A slip")
        destroy_note(note=note, by=administrator, reason="Personal data")
        assert ("meetings_merge" in tables_holding("Glimtwark")) == left
    assert list(tables_holding("Glimtwark")) == []
    kept.refresh_from_db()
    assert kept.variants == ["Knowen"]
    assert [merge.name for merge in kept.merges.all()] == ["Knowen"]
    assert kept.participations.count() == 2
