"""What a person adds to a file: the text of a scan, or which version or copy of a held paper it is."""

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile

from meetings.ingest import (
    NotInQuarantine,
    TextMissing,
    VersionUnfit,
    decide_line,
    retry_line,
    send_files,
    send_typed,
    type_page,
)
from meetings.ingest.again import reread_note
from meetings.ingest.by_hand import fingerprint, next_revision, page_of
from meetings.ingest.tasks import read_waiting
from meetings.models import OutcomeNote, Proposal, Source, UploadLine
from meetings.review import ChangedMeanwhile
from tests.ingest.conftest import lying
from tests.ingest.papers import note_text
from tests.reading.odd_files import drawn_pdf, locked_pdf

pytestmark = pytest.mark.django_db
SCAN = drawn_pdf(*[lambda canvas: canvas.rect(100, 100, 50, 50)] * 2)
COVER, BODY = note_text().decode().split("## ", 1)
OTHER_WORDS = "Quite another matter was discussed by everybody there at length. " * 9


def sent(name: str, data: bytes) -> UploadLine:
    """One file, sent and read."""
    upload = send_files(files=[ContentFile(data, name)], by=None)
    read_waiting.enqueue()
    return upload.lines.select_related("note").get()


def typed(line: UploadLine, page: int, words: str, by: User) -> UploadLine:
    line.refresh_from_db()
    return type_page(line=line, by=by, page=page, words=words, seen=fingerprint(page_of(line, page)))


def read(line: UploadLine) -> UploadLine:
    read_waiting.enqueue()
    return UploadLine.objects.select_related("note").get(pk=line.pk)


def test_a_scan_is_kept_and_flagged_with_the_count_of_its_pages() -> None:
    line = sent("scan.pdf", SCAN)
    assert (line.state, line.reason, line.pages, line.in_quarantine) == (UploadLine.NO_TEXT, "no-text", 2, True)
    assert lying() == [line.file.name]


def test_a_locked_file_is_refused_with_words() -> None:
    line = sent("locked.pdf", locked_pdf())
    assert (line.state, line.reason) == (UploadLine.REFUSED, "encrypted")
    assert "locked with a password" in line.sentence


def test_the_typed_text_of_a_scan_is_read_like_any_other_and_says_who_typed_it(archivist: User) -> None:
    line = sent("scan.pdf", SCAN)
    typed(line, 2, f"## {BODY}", archivist)
    typed(line, 1, COVER, archivist)
    send_typed(line=line, by=archivist)
    line = read(line)
    assert (line.state, line.typed) == (UploadLine.ADDED, [])
    note = line.note
    assert (note.number, str(note.meeting.city)) == ("99010/19", "Tampere")
    assert [paragraph.page for paragraph in note.paragraphs.filter(part="topic")] == [2, 2]
    text, scan = note.sources.order_by("-leads")
    assert (text.leads, text.typed_from, text.received_by) == (True, scan, archivist)
    assert (scan.is_pdf, scan.pages) == (True, 2)
    with scan.file.open("rb") as kept:
        assert kept.read() == SCAN
    assert lying() == []


def test_a_note_that_was_typed_is_read_again_from_its_typed_text(archivist: User) -> None:
    line = sent("scan.pdf", SCAN)
    typed(line, 1, note_text().decode(), archivist)
    send_typed(line=line, by=archivist)
    assert reread_note(note=read(line).note, by=archivist).changes == ()


def test_nothing_typed_is_read_before_the_person_says_so(archivist: User) -> None:
    line = sent("scan.pdf", SCAN)
    with pytest.raises(TextMissing):
        send_typed(line=line, by=archivist)
    typed(line, 1, COVER, archivist)
    retry_line(line=line, by=archivist)
    line = read(line)
    assert (line.state, line.typed_pages) == (UploadLine.NO_TEXT, 1)
    assert not OutcomeNote.objects.exists()


def test_two_who_type_one_page_do_not_overwrite_each_other_and_different_pages_both_stay(archivist: User) -> None:
    line = sent("scan.pdf", SCAN)
    typed(line, 1, "First words", archivist)
    type_page(line=line, by=archivist, page=2, words="Of the second page", seen=fingerprint(""))
    with pytest.raises(ChangedMeanwhile) as refused:
        type_page(line=line, by=archivist, page=1, words="Other words", seen=fingerprint(""))
    assert str(archivist) in str(refused.value)
    assert refused.value.held.typed == ["First words", "Of the second page"]


def test_a_typed_text_with_a_classification_takes_the_scan_with_it(archivist: User) -> None:
    line = sent("99077-19 scan.pdf", SCAN)
    typed(line, 1, note_text(marking="RESTREINT UE/EU RESTRICTED").decode(), archivist)
    send_typed(line=line, by=archivist)
    line = read(line)
    assert (line.reason, line.name, line.typed, line.sha256) == ("classified", "", [], "")
    assert lying() == []


def test_a_typed_text_that_is_refused_stays_to_be_mended(archivist: User) -> None:
    line = sent("scan.pdf", SCAN)
    typed(line, 1, '{"this": "is no note"}', archivist)
    send_typed(line=line, by=archivist)
    line = read(line)
    assert (line.state, line.typed, line.typed_whole) == (UploadLine.NO_TEXT, ['{"this": "is no note"}'], False)
    assert "data file" in line.sentence
    typed(line, 1, note_text().decode(), archivist)
    send_typed(line=line, by=archivist)
    assert read(line).state == UploadLine.ADDED


@pytest.fixture
def other_text() -> UploadLine:
    """A file under the number of a held note, with another text."""
    sent("one.txt", note_text())
    return sent("two.txt", note_text(OTHER_WORDS))


def test_same_number_with_another_text_can_be_taken_in_as_a_version(other_text: UploadLine, archivist: User) -> None:
    assert next_revision(other_text) == "REV 1"
    decide_line(line=other_text, by=archivist, taken_as=UploadLine.AS_REVISION, version="rev 1")
    line = read(other_text)
    assert (line.state, line.note.name, line.note.slug) == (UploadLine.REVISION, "99010/19 REV 1", "99010-19-rev-1")
    assert OutcomeNote.objects.filter(number="99010/19").count() == 2
    reread_note(note=line.note, by=archivist)
    assert not Proposal.objects.exists()  # the cover still prints no version; a person has said which it is


def test_same_number_with_another_text_can_be_another_file_of_the_paper(
    other_text: UploadLine, archivist: User
) -> None:
    held = other_text.note
    decide_line(line=other_text, by=archivist, taken_as=UploadLine.AS_COPY)
    line = read(other_text)
    assert (line.state, line.note) == (UploadLine.ATTACHED, held)
    assert [source.leads for source in held.sources.all()] == [True, False]
    held.refresh_from_db()
    assert "Quite another matter" not in held.text


@pytest.mark.parametrize("version", ["", "INIT", "second", "REV"])
def test_a_version_that_is_none_is_refused_with_words(other_text: UploadLine, archivist: User, version: str) -> None:
    with pytest.raises(VersionUnfit, match="such as REV 1"):
        decide_line(line=other_text, by=archivist, taken_as=UploadLine.AS_REVISION, version=version)
    other_text.refresh_from_db()
    assert other_text.state == UploadLine.REFUSED


def test_a_version_that_is_held_is_refused_with_words(other_text: UploadLine, archivist: User) -> None:
    sent("three.txt", note_text("The US side agreed to look again.", number="99010/1/19 REV 1"))
    assert next_revision(other_text) == "REV 2"
    with pytest.raises(VersionUnfit, match="99010/1/19 REV 1 is in the archive already"):
        decide_line(line=other_text, by=archivist, taken_as=UploadLine.AS_REVISION, version="REV 1")


def test_a_decision_is_made_once(other_text: UploadLine, archivist: User) -> None:
    decide_line(line=other_text, by=archivist, taken_as=UploadLine.AS_COPY)
    with pytest.raises(NotInQuarantine):
        decide_line(line=other_text, by=archivist, taken_as=UploadLine.AS_REVISION, version="REV 1")
    assert read(other_text).state == UploadLine.ATTACHED
    assert Source.objects.count() == 2
