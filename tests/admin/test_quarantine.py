"""At the desk: a file in quarantine is looked at, decided about, and the text of a scan is typed."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse

from meetings.ingest import send_files
from meetings.ingest.by_hand import fingerprint
from meetings.ingest.tasks import read_waiting
from meetings.models import OutcomeNote, UploadLine
from meetings.review.bin import delete_note
from tests import make
from tests.ingest.papers import note_text
from tests.ingest.test_by_hand import OTHER_WORDS, SCAN

pytestmark = pytest.mark.django_db
PAGE = "<html><script>alert(1)</script></html>"


def line_with(data: bytes) -> UploadLine:
    """A refused file of these bytes, sent under a name that must not come back."""
    line = make.line(name='evil"\r\nname.html')
    line.file.save("sent", ContentFile(data))
    return line


def sent(name: str, data: bytes) -> UploadLine:
    upload = send_files(files=[ContentFile(data, name)], by=None)
    read_waiting.enqueue()
    return upload.lines.get()


@pytest.mark.parametrize(
    ("data", "kind", "ending", "shown"),
    [
        (SCAN, "application/pdf", "pdf", "inline"),
        (PAGE.encode(), "text/plain; charset=utf-8", "txt", "inline"),
        (b"MZ\x00\x01program", "application/octet-stream", "bin", "attachment"),
    ],
)
def test_a_file_in_quarantine_opens_as_nothing_that_runs_and_under_our_name(
    desk: Client, data: bytes, kind: str, ending: str, shown: str
) -> None:
    line = line_with(data)
    answer = desk.get(reverse("admin:quarantine-file", args=[line.pk]))
    assert answer["Content-Type"] == kind
    assert answer["Content-Disposition"] == f'{shown}; filename="quarantine-{line.pk}.{ending}"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert ("sandbox" in answer["Content-Security-Policy"]) == (ending != "pdf")  # no viewer shows a sandboxed PDF
    assert b"".join(answer) == data


def test_what_is_not_in_quarantine_cannot_be_opened_from_there(desk: Client) -> None:
    came_in = make.line(make.note("Both sides agreed."))
    assert desk.get(reverse("admin:quarantine-file", args=[came_in.pk])).status_code == 404


@pytest.mark.parametrize("role", ["reader", "limite"])
def test_readers_open_nothing_of_the_quarantine(as_user: Callable[[User], Client], role: str) -> None:
    client, line = as_user(make.user(role)), line_with(b"Some words")
    for address in (reverse("admin:quarantine-file", args=[line.pk]), reverse("admin:scan-text", args=[line.pk, 1])):
        assert client.get(address).status_code == 404


def test_the_text_of_a_scan_is_typed_page_by_page_and_read(desk: Client, archivist: User) -> None:
    line = sent("scan.pdf", SCAN)
    first, second = (reverse("admin:scan-text", args=[line.pk, page]) for page in (1, 2))
    assert first in desk.get(reverse("admin:quarantine")).content.decode()
    shown = desk.get(first).content.decode()
    assert f"{reverse('admin:quarantine-file', args=[line.pk])}#page=1" in shown
    assert "classification marking" in shown
    assert desk.get(reverse("admin:scan-text", args=[line.pk, 3])).status_code == 404
    cover, body = note_text().decode().split("## ", 1)
    given = {"words": cover, "seen": fingerprint(""), "deed": "next"}
    assert desk.post(first, given).url == second
    assert "1 page is typed so far" in desk.get(second).content.decode()
    desk.post(second, {"words": f"## {body}", "seen": fingerprint(""), "deed": "read"})
    note = OutcomeNote.objects.get(number="99010/19")
    review = desk.get(reverse("admin:review", args=[note.pk])).content.decode()
    assert f"The file is a scan; {archivist} typed its text by hand." in review
    assert "<iframe" in review
    assert "typed by hand from the scan" in desk.get(note.get_absolute_url()).content.decode()


def test_who_was_slower_sees_both_texts_and_nothing_is_overwritten(desk: Client) -> None:
    line = sent("scan.pdf", SCAN)
    address = reverse("admin:scan-text", args=[line.pk, 1])
    desk.post(address, {"words": "The words of a colleague", "seen": fingerprint("")})
    answer = desk.post(address, {"words": "Words of my own", "seen": fingerprint("")})
    shown = answer.content.decode()
    assert answer.status_code == 409
    assert "The words of a colleague" in shown
    assert "Words of my own" in shown
    line.refresh_from_db()
    assert line.typed == ["The words of a colleague"]


def test_reading_a_scan_without_a_word_is_refused_in_a_sentence(desk: Client) -> None:
    line = sent("scan.pdf", SCAN)
    answer = desk.post(
        reverse("admin:scan-text", args=[line.pk, 1]), {"words": "", "seen": fingerprint(""), "deed": "read"}
    )
    assert answer.status_code == 400
    assert "No word was typed yet" in answer.content.decode()


def test_what_a_file_with_a_held_number_is_can_be_decided(desk: Client) -> None:
    sent("one.txt", note_text())
    line = sent("two.txt", note_text(OTHER_WORDS))
    shown = desk.get(reverse("admin:quarantine")).content.decode()
    assert "99010/19 is held with another text" in shown
    assert 'value="REV 1"' in shown
    decide = reverse("admin:quarantine-decide", args=[line.pk])
    for given, said in (
        ({}, "Choose what the file is"),
        ({"choice": "revision", "version": "second"}, "such as REV 1"),
        ({"choice": "delete"}, "Say why the file is deleted"),
    ):
        answer = desk.post(decide, given)
        assert answer.status_code == 400
        assert said in answer.content.decode()
    assert desk.post(decide, {"choice": "revision", "version": "REV 1"}).url == line.upload.get_absolute_url()
    assert OutcomeNote.objects.filter(number="99010/19", version="REV 1").exists()
    assert desk.post(decide, {"choice": "copy"}).status_code == 409


def test_a_file_of_a_paper_in_the_bin_leads_there(desk: Client, archivist: User) -> None:
    """And not to a page that is not there."""
    held = sent("one.txt", note_text()).note
    delete_note(note=held, by=archivist, reason="A slip")
    assert sent("two.txt", note_text(OTHER_WORDS)).reason == "in-the-bin"
    shown = desk.get(reverse("admin:quarantine")).content.decode()
    assert f'<a href="{reverse("admin:bin")}">In the bin</a>' in shown
    assert reverse("admin:review", args=[held.pk]) not in shown


def test_a_file_with_a_held_number_can_be_deleted_where_it_is_decided(desk: Client) -> None:
    sent("one.txt", note_text())
    line = sent("two.txt", note_text(OTHER_WORDS))
    desk.post(reverse("admin:quarantine-decide", args=[line.pk]), {"choice": "delete", "reason": "A draft"})
    line.refresh_from_db()
    assert (line.deleted_why, bool(line.file)) == ("A draft", False)
