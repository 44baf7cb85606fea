"""What was sent stays to be looked up: the table of an upload, its CSV, the list of uploads, and the quarantine."""

import csv
import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.desk.outcomes import as_cell
from meetings.ingest.locks import held_by_this_session
from meetings.models import Upload, UploadLine
from meetings.review.bin import delete_note, restore_note
from tests import make

NoQuery = Callable[[], AbstractContextManager[None]]


def page(desk: Client, name: str, *args: object, **asked: str) -> str:
    answer = desk.get(reverse(f"admin:{name}", args=args), asked)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def upload(archivist: User) -> Upload:
    """Three files: one in the archive, one refused, one that waits."""
    sent = Upload.objects.create(way=Upload.PAGE, sent_by=archivist)
    note = make.note("Both sides agreed.", number="10483/17", marking="LIMITE", published=False)
    make.line(note, upload=sent, name="good.txt", sentence="10483/17 was added.")
    make.line(upload=sent, position=2, name="bad.pdf")
    waiting = make.line(upload=sent, position=3, name="later.pdf")
    UploadLine.objects.filter(pk=waiting.pk).update(state="waiting", reason="", sentence="", finished_at=None)
    return sent


def test_the_table_says_what_became_of_each_file_and_what_to_do(desk: Client, upload: Upload) -> None:
    shown = page(desk, "upload-table", upload.pk)
    assert "1 of 3 files are in the archive" in shown
    assert "10483/17 was added." in shown
    assert reverse("admin:review", args=[upload.lines.first().note_id]) in shown
    assert "The file is damaged." in shown
    assert "Fetch the file again" in shown
    assert f"#line-{upload.lines.get(position=2).pk}" in shown
    assert "Waiting" in shown


def test_a_file_whose_paper_lies_in_the_bin_keeps_its_place_without_its_words(
    desk: Client, upload: Upload, archivist: User
) -> None:
    line = upload.lines.get(position=1)
    delete_note(note=line.note, by=archivist, reason="A slip")
    table, rows = page(desk, "upload-table", upload.pk), b"".join(desk.get(f"/admin/uploads/{upload.pk}/table.csv"))
    for shown in (table, rows.decode()):
        assert "The note of this file lies in the bin." in shown
        assert "File 1" in shown
        assert "good.txt" not in shown
        assert "10483/17 was added" not in shown
    assert "1 of 3 files are in the archive" in table
    assert reverse("admin:bin") in table
    assert line not in UploadLine.objects.visible_to(archivist)
    restore_note(note=line.note, by=archivist)
    assert "good.txt" in page(desk, "upload-table", upload.pk)


def test_an_upload_is_found_by_the_name_of_a_file_unless_its_paper_lies_in_the_bin(
    desk: Client, upload: Upload, archivist: User
) -> None:
    register = reverse("admin:meetings_upload_changelist")
    row = reverse("admin:meetings_upload_change", args=[upload.pk])
    assert row in desk.get(register, {"q": "good.txt"}).content.decode()
    assert row in desk.get(register, {"q": archivist.username}).content.decode()
    assert row not in desk.get(register, {"q": "elsewhere.txt"}).content.decode()
    delete_note(note=upload.lines.get(position=1).note, by=archivist, reason="A slip")
    assert row not in desk.get(register, {"q": "good.txt"}).content.decode()
    assert row in desk.get(register, {"q": "bad.pdf"}).content.decode()


def test_while_files_wait_the_page_shows_progress_and_loads_itself_without_scripts(
    desk: Client, upload: Upload
) -> None:
    shown = page(desk, "upload-table", upload.pk)
    assert '<progress class="progress" value="2" max="3"' in shown
    assert '<noscript><meta http-equiv="refresh"' in shown
    upload.lines.filter(position=3).update(state="added", finished_at=timezone.now())
    shown = page(desk, "upload-table", upload.pk)
    assert "<progress" not in shown
    assert 'http-equiv="refresh"' not in shown


def test_one_result_can_be_looked_at_alone(desk: Client, upload: Upload) -> None:
    shown = page(desk, "upload-table", upload.pk, result="refused")
    assert "bad.pdf" in shown
    assert "good.txt" not in shown
    assert "1 of 3 files are in the archive" in shown


def test_when_nobody_reads_the_page_says_so_and_offers_a_way(desk: Client, upload: Upload) -> None:
    assert "Nobody is reading" not in page(desk, "upload-table", upload.pk)  # a worker may be about to begin
    UploadLine.objects.update(waits_since=timezone.now() - timedelta(minutes=2))
    assert "Nobody is reading" in page(desk, "upload-table", upload.pk)
    with held_by_this_session(upload.lines.get(position=3).pk):
        assert "Nobody is reading" not in page(desk, "upload-table", upload.pk)
    answer = desk.post(reverse("admin:upload-resume", args=[upload.pk]), follow=True)
    assert "Nobody is reading" not in answer.content.decode()
    assert upload.lines.get(position=3).is_finished


def test_the_table_of_a_long_upload_takes_few_queries(
    desk: Client, archivist: User, no_query_in_a_template: NoQuery, django_assert_max_num_queries: object
) -> None:
    sent = Upload.objects.create(way=Upload.PAGE, sent_by=archivist)
    for place in range(1, 31):
        note = make.note("Both sides agreed.", published=False) if place % 2 else None
        make.line(note, upload=sent, position=place)
    with no_query_in_a_template(), django_assert_max_num_queries(12):
        page(desk, "upload-table", sent.pk)
    with no_query_in_a_template(), django_assert_max_num_queries(12):
        page(desk, "quarantine")
    with no_query_in_a_template(), django_assert_max_num_queries(12):
        page(desk, "uploads")


def test_the_table_as_csv_is_complete_and_runs_no_formula(desk: Client, upload: Upload) -> None:
    upload.lines.filter(position=2).update(name='=HYPERLINK("http://example.org")')
    answer = desk.get(reverse("admin:upload-csv", args=[upload.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="upload-{upload.pk}.csv"'
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(text))
    assert head[:4] == ["File", "Result", "What was found", "Next"]
    assert [row[1] for row in rows] == ["Added", "Refused", "Waiting"]
    assert rows[0][4:8] == ["10483/17", str(upload.lines.first().note.meeting), "2017-06-29", "LIMITE"]
    assert rows[1][0] == '\'=HYPERLINK("http://example.org")'


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+32", "'+32"),
        ("-1", "'-1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),  # some programs leave the space out
        ("＝1", "'＝1"),  # the full-width sign counts in East Asian versions
        ("10483/17", "10483/17"),
        ("a=b", "a=b"),
        (None, ""),
        (12, "12"),
    ],
)
def test_no_cell_is_taken_for_a_formula(value: object, cell: str) -> None:
    assert as_cell(value) == cell


def test_the_list_shows_every_upload_with_its_sender_and_result(desk: Client, upload: Upload, archivist: User) -> None:
    Upload.objects.create(way=Upload.COMMAND)
    shown = page(desk, "uploads")
    assert archivist.username in shown
    assert "the operator" in shown
    assert "Quarantine (1)" in shown
    assert upload.get_absolute_url() in page(desk, "upload")


# Quarantine -----------------------------------------------------------------------------------------------------------


def test_a_file_in_quarantine_is_tried_again(desk: Client, upload: Upload) -> None:
    line = upload.lines.get(position=2)
    assert "The file is damaged." in page(desk, "quarantine")
    answer = desk.post(reverse("admin:quarantine-retry", args=[line.pk]))
    assert answer.url == upload.get_absolute_url()
    line.refresh_from_db()
    assert line.is_finished
    assert line.attempts == 1


def test_all_are_tried_again(desk: Client, upload: Upload) -> None:
    answer = desk.post(reverse("admin:quarantine-retry-all"), follow=True)
    assert "1 file is being read again." in answer.content.decode()
    assert not upload.lines.unfinished().exists()


def test_a_file_is_deleted_with_a_reason_only(desk: Client, upload: Upload, archivist: User) -> None:
    line = upload.lines.get(position=2)
    answer = desk.post(reverse("admin:quarantine-delete", args=[line.pk]), {"reason": " "})
    assert answer.status_code == 400
    assert "Say why the file is deleted" in answer.content.decode()
    answer = desk.post(reverse("admin:quarantine-delete", args=[line.pk]), {"reason": "A scan"}, follow=True)
    assert "bad.pdf was deleted" in answer.content.decode()
    shown = page(desk, "upload-table", upload.pk)
    assert f"Deleted by {archivist.username}" in shown
    assert "A scan" in shown
    assert "A scan" in b"".join(desk.get(reverse("admin:upload-csv", args=[upload.pk])).streaming_content).decode()


@pytest.mark.parametrize("deed", ["retry", "delete"])
def test_what_somebody_else_did_meanwhile_is_said_in_words(desk: Client, upload: Upload, deed: str) -> None:
    line = upload.lines.get(position=1)  # in the archive: not in quarantine
    answer = desk.post(reverse(f"admin:quarantine-{deed}", args=[line.pk]), {"reason": "A slip"})
    assert answer.status_code == 409
    assert "is no longer in quarantine" in answer.content.decode()


def test_nothing_is_changed_by_looking(desk: Client, upload: Upload) -> None:
    assert desk.get(reverse("admin:upload-resume", args=[upload.pk])).status_code == 405
    for name in ("quarantine-retry", "quarantine-delete"):
        assert desk.get(reverse(f"admin:{name}", args=[upload.lines.get(position=2).pk])).status_code == 405
    assert desk.get(reverse("admin:quarantine-retry-all")).status_code == 405


def test_the_quarantine_of_one_upload_holds_all_its_files(desk: Client, upload: Upload) -> None:
    make.line(name="of another upload.pdf")
    shown = page(desk, "quarantine", upload=str(upload.pk))
    assert "bad.pdf" in shown
    assert "of another upload.pdf" not in shown
    assert "of another upload.pdf" in page(desk, "quarantine", upload="no number")
