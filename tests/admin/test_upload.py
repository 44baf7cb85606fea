"""The upload page: one line a file, whatever the file is, and readers see nothing before it is published."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings import forms
from meetings.models import OutcomeNote, Source, Upload
from meetings.reading.limits import Limits

SPECIMENS = Path(__file__).resolve().parent.parent / "specimens" / "dev"
NOTE = SPECIMENS / "99318-03.txt"
CLASSIFIED = SPECIMENS / "99640-16.pdf"


def sent(desk: Client, *files: tuple[str, bytes]) -> str:
    """The page that the browser is led to after sending files given as (name, bytes)."""
    uploads = [SimpleUploadedFile(name, data) for name, data in files]
    return desk.post(reverse("admin:upload"), {"files": uploads}, follow=True).content.decode()


def test_the_page_says_the_limits_before_anything_is_sent(desk: Client) -> None:
    page = desk.get(reverse("admin:upload")).content.decode()
    assert "up to 40.0\xa0MB each" in page
    assert f"up to {forms.FILES_AT_ONCE} files at a time" in page


def test_an_uploaded_note_waits_for_review_and_its_uploader_sees_what_was_read(
    desk: Client, archivist: User, limite_reader: User
) -> None:
    page = sent(desk, (NOTE.name, NOTE.read_bytes()))
    note = OutcomeNote.objects.get()
    assert (note.number, note.state) == ("99318/03", OutcomeNote.IN_REVIEW)
    assert note.sources.get().received_by == archivist
    assert "Added" in page
    assert str(note.meeting) in page
    assert reverse("admin:review", args=[note.pk]) in page
    assert note not in OutcomeNote.objects.visible_to(limite_reader)


def test_each_file_gets_its_line(desk: Client) -> None:
    data = NOTE.read_bytes()
    page = sent(
        desk,
        (NOTE.name, data),
        ("the same again.txt", data),
        ("empty.txt", b""),
        ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100)),
        (CLASSIFIED.name, CLASSIFIED.read_bytes()),
    )
    assert page.count("<tr>") == 6  # the head and five lines
    assert page.count(">Added<") == 1
    assert page.count(">Already held<") == 1
    assert page.count(">Refused<") == 3
    assert "1 files" not in page
    assert "2 of 5 files are in the archive" in page


def test_nothing_of_a_classified_file_is_kept(desk: Client) -> None:
    page = sent(desk, (CLASSIFIED.name, CLASSIFIED.read_bytes()))
    assert "Nothing of it was kept here." in page
    assert not OutcomeNote.objects.exists()
    assert not Source.objects.exists()


def test_a_file_over_the_limit_is_refused_in_words_without_being_read(
    desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.ingest.uploads.LIMITS", Limits(file_bytes=100))
    page = sent(desk, ("large.txt", b"x" * 101))
    assert "The file has 101\xa0bytes; the archive takes up to 100\xa0bytes." in page
    assert not Source.objects.exists()


def test_too_many_files_are_refused_before_any_is_kept(desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forms, "FILES_AT_ONCE", 1)
    page = sent(desk, ("one.txt", NOTE.read_bytes()), ("two.txt", b"two"))
    assert "These are 2 files; send at most 1 at a time. Nothing was kept." in page
    assert not Source.objects.exists()


def test_sending_no_file_says_so(desk: Client) -> None:
    answer = desk.post(reverse("admin:upload"))
    assert answer.status_code == 400
    assert "Choose one or more files first." in answer.content.decode()


def test_another_text_under_a_held_number_is_refused_with_a_link_to_the_held_note(desk: Client) -> None:
    sent(desk, (NOTE.name, NOTE.read_bytes()))
    note = OutcomeNote.objects.get()
    OutcomeNote.objects.update(text="Quite another text stands in the archive under this number. " * 50)
    page = sent(desk, (NOTE.name, NOTE.read_bytes() + b"\n"))
    assert ">Refused<" in page
    assert reverse("admin:review", args=[note.pk]) in page
    assert Source.objects.count() == 1


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd.txt",  # a way out of the folder
        "C:\\temp\\note.txt",  # a whole path from Windows
        "<script>alert(1)</script>.txt",
        "note\u202etxt.exe.txt",  # reads backwards on the screen
        "a" * 300 + ".txt",
        "'; DROP TABLE meetings_source; --.txt",
    ],
)
def test_a_hostile_file_name_is_only_text(desk: Client, name: str) -> None:
    page = sent(desk, (name, NOTE.read_bytes()))
    source = Source.objects.get()
    assert "<script>alert(1)" not in page
    assert source.file.name == f"{source.sha256[:2]}/{source.sha256}"
    assert "/" not in source.name
    assert source.served_name == "99318-03-REV-1.txt"
    assert "<script>alert(1)" not in desk.get(reverse("admin:review", args=[source.note_id])).content.decode()


def test_far_too_many_files_are_refused_in_words_before_they_are_taken(desk: Client, settings: Any) -> None:
    assert settings.DATA_UPLOAD_MAX_NUMBER_FILES > forms.FILES_AT_ONCE
    settings.DATA_UPLOAD_MAX_NUMBER_FILES = 2
    uploads = [SimpleUploadedFile(f"{place}.txt", b"words") for place in range(3)]
    answer = desk.post(reverse("admin:upload"), {"files": uploads})
    assert answer.status_code == 400
    assert f"send at most {forms.FILES_AT_ONCE} at a time" in answer.content.decode()
    assert not Upload.objects.exists()


def test_uploads_go_to_the_disk_and_not_into_memory(desk: Client, settings: Any) -> None:
    """Three hundred files of two megabytes each would otherwise lie in the memory of one web worker."""
    assert settings.FILE_UPLOAD_HANDLERS == ["django.core.files.uploadhandler.TemporaryFileUploadHandler"]
