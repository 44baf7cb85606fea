"""Sent files: each gets its line, what cannot come in lies in quarantine, and nothing of a classified file stays."""

import logging
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import connections

from meetings.ingest import DeletionNeedsReason, NotInQuarantine, delete_line, retry_line, send_files, uploads
from meetings.ingest.locks import SENDING
from meetings.ingest.tasks import read_waiting, sweep
from meetings.models import OutcomeNote, Source, Upload, UploadLine
from tests.ingest.conftest import lying
from tests.ingest.papers import note_text

pytestmark = pytest.mark.django_db
NO_NOTE = b"\x89PNG\r\n\x1a\n" + bytes(200)
CLASSIFIED = note_text(marking="RESTREINT UE/EU RESTRICTED", number="99077/19")


def send(*files: tuple[str, bytes], by: User | None = None) -> Upload:
    return send_files(files=[ContentFile(data, name) for name, data in files], by=by)


def sent(*files: tuple[str, bytes], by: User | None = None) -> list[UploadLine]:
    """The lines after the files were read."""
    upload = send(*files, by=by)
    read_waiting.enqueue()
    return list(upload.lines.all())


def refused(by: User | None = None) -> UploadLine:
    return sent(("picture.png", NO_NOTE), by=by)[0]


def test_a_file_waits_and_then_is_in_the_archive(archivist: User) -> None:
    upload = send(("note.txt", note_text()), by=archivist)
    line = upload.lines.get()
    assert (line.state, line.note, len(lying())) == (UploadLine.WAITING, None, 1)
    assert not OutcomeNote.objects.exists()
    read_waiting.enqueue()
    line.refresh_from_db()
    assert (line.state, line.note.number, line.attempts) == (UploadLine.ADDED, "99010/19", 1)
    assert Source.objects.get().received_by == archivist
    assert lying() == []


def test_the_same_file_twice_in_one_upload_is_one_note() -> None:
    first, second = sent(("one.txt", note_text()), ("two.txt", note_text()))
    assert (first.state, second.state) == (UploadLine.ADDED, UploadLine.ALREADY_HELD)
    assert second.note == first.note
    assert lying() == []


def test_a_held_file_is_recognised_when_it_is_sent_and_not_kept_again() -> None:
    sent(("one.txt", note_text()))
    line = send(("again.txt", note_text())).lines.get()
    assert (line.state, line.note.number) == (UploadLine.ALREADY_HELD, "99010/19")
    assert lying() == []


def test_a_revision_names_the_note_it_revises() -> None:
    sent(("one.txt", note_text()))
    (line,) = sent(("two.txt", note_text("The EU side agreed to look again.", number="99010/1/19 REV 1")))
    assert line.result == "Revision of 99010/19"


@pytest.mark.parametrize(("data", "reason"), [(b"", "empty"), (b"x" * 101, "too-large")])
def test_what_is_empty_or_too_large_is_refused_at_once_and_not_kept(
    data: bytes, reason: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(uploads, "LIMITS", uploads.LIMITS.__class__(file_bytes=100))
    line = send(("note.txt", data)).lines.get()
    assert (line.state, line.reason) == (UploadLine.REFUSED, reason)
    assert line.sentence.endswith(".")
    assert lying() == []


def test_a_refused_file_lies_in_quarantine_with_its_reason() -> None:
    line = refused()
    assert (line.state, line.reason) == (UploadLine.REFUSED, "wrong-type")
    assert "PNG" in line.sentence
    assert list(UploadLine.objects.in_quarantine()) == [line]
    assert lying() == [line.file.name]
    assert not Source.objects.exists()


def test_nothing_of_a_classified_file_remains_not_even_its_name(
    archivist: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        (line,) = sent(("99077-19 secret.txt", CLASSIFIED), by=archivist)
    assert (line.state, line.reason, line.size, line.sha256) == (UploadLine.REFUSED, "classified", None, "")
    assert lying() == []
    assert not UploadLine.objects.in_quarantine().exists()
    remains = " ".join(str(value) for value in UploadLine.objects.values().get(pk=line.pk).values())
    assert "99077" not in remains + caplog.text
    assert f"(line {line.pk})" in caplog.text  # which says when it came, and from whom
    assert archivist.username not in caplog.text
    assert line.upload.sent_by == archivist


def test_other_text_under_a_held_number_lies_in_quarantine_with_a_link_to_the_held_note() -> None:
    (first,) = sent(("one.txt", note_text()))
    (second,) = sent(("two.txt", note_text("Quite another matter was discussed by everybody there at length. " * 9)))
    assert (second.state, second.reason, second.note) == (UploadLine.REFUSED, "other-text-held", first.note)
    assert second.in_quarantine


def test_a_mistake_of_ours_is_a_failed_line_and_the_other_files_come_in(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = uploads.receive_source

    def sometimes(*, name: str, **given: object) -> object:
        if name == "bad.txt":
            raise ValueError("a slip")
        return whole(name=name, **given)

    monkeypatch.setattr(uploads, "receive_source", sometimes)
    bad, good = sent(("bad.txt", note_text()), ("good.txt", note_text(number="99011/19")))
    assert (bad.state, bad.reason, bad.in_quarantine) == (UploadLine.FAILED, "archive-failed", True)
    assert good.state == UploadLine.ADDED


def test_bytes_that_are_gone_are_said_to_be_gone() -> None:
    line = send(("note.txt", note_text())).lines.get()
    storages["uploads"].delete(line.file.name)
    read_waiting.enqueue()
    line.refresh_from_db()
    assert (line.state, line.reason) == (UploadLine.FAILED, "unreadable")
    assert "send it again" in line.sentence


# Left half-way --------------------------------------------------------------------------------------------------------


def test_a_line_over_which_its_reader_died_is_read_again() -> None:
    line = send(("note.txt", note_text())).lines.get()
    UploadLine.objects.update(state=UploadLine.READING, attempts=1)
    assert uploads.take_up_again() == 1
    read_waiting.enqueue()
    line.refresh_from_db()
    assert (line.state, line.attempts) == (UploadLine.ADDED, 2)


def test_a_file_that_kills_its_reader_every_time_is_put_aside() -> None:
    line = send(("note.txt", note_text())).lines.get()
    UploadLine.objects.update(state=UploadLine.READING, attempts=uploads.MOST_ATTEMPTS)
    uploads.take_up_again()
    line.refresh_from_db()
    assert (line.state, line.reason, line.in_quarantine) == (UploadLine.FAILED, "broke-off", True)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_bytes_that_no_line_knows_are_swept_away_unless_somebody_is_sending() -> None:
    kept = refused().file.name
    storages["uploads"].save("left", ContentFile(b"left by a process that was killed"))
    other = connections.create_connection("default")
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [SENDING])
        assert sweep() == 0  # perhaps its line is being written
    finally:
        other.rollback()
        other.close()
    assert sweep() == 1
    assert lying() == [kept]


def test_when_the_lines_cannot_be_written_no_bytes_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the database is full")

    monkeypatch.setattr(UploadLine.objects, "bulk_create", fail)
    with pytest.raises(RuntimeError):
        send(("note.txt", note_text()), ("picture.png", NO_NOTE))
    assert lying() == []


# Quarantine -----------------------------------------------------------------------------------------------------------


def test_a_refused_file_is_read_again_after_the_reader_improved(
    archivist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    def not_yet(**given: object) -> None:
        raise uploads.SourceRefused(uploads.Reason.DAMAGED, "The file cannot be read.")

    with monkeypatch.context() as earlier:
        earlier.setattr(uploads, "receive_source", not_yet)
        (line,) = sent(("note.txt", note_text()))
    assert line.reason == "damaged"
    retry_line(line=line, by=archivist)
    read_waiting.enqueue()
    line.refresh_from_db()
    assert (line.state, line.reason, line.note.number) == (UploadLine.ADDED, "", "99010/19")
    with pytest.raises(NotInQuarantine):
        retry_line(line=line, by=archivist)


def test_a_file_is_deleted_with_a_reason_that_stays(archivist: User) -> None:
    line = refused()
    with pytest.raises(DeletionNeedsReason):
        delete_line(line=line, by=archivist, why=" \n")
    assert lying() == [line.file.name]
    delete_line(line=line, by=archivist, why="A holiday picture")
    line.refresh_from_db()
    assert (line.result, line.deleted_by, line.deleted_why) == ("Deleted", archivist, "A holiday picture")
    assert "PNG" in line.sentence
    assert lying() == []
    with pytest.raises(NotInQuarantine):
        delete_line(line=line, by=archivist, why="Again")


def test_a_path_in_the_name_of_a_file_is_left_out() -> None:
    (line,) = sent((str(Path("/home/somebody/note.txt")), note_text()))
    assert line.name == "note.txt"
