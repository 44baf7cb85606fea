"""Real workers, killed and set side by side: nothing is lost, nothing doubled."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.db import connection, connections

from meetings.ingest import send_files, take_up_again
from meetings.ingest.locks import let_go
from meetings.ingest.tasks import start_reading
from meetings.ingest.uploads import claim_next, read_line
from meetings.models import OutcomeNote, Paragraph, Source, Upload, UploadLine
from tests.ingest.conftest import lying
from tests.ingest.papers import note_text

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@contextmanager
def worker(*options: str) -> Iterator[subprocess.Popen[str]]:
    """The worker as it runs in production, on the database of the tests."""
    connection.ensure_connection()
    info = connection.connection.info
    address = f"postgresql://{info.user}@/{info.dbname}?host={info.host}&port={info.port}"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}
    told = {
        "DATABASE_URL": address,
        "DJANGO_SECRET_KEY": "only-for-the-tests-" + "x" * 40,
        "ARCHIVE_ORIGINALS": str(settings.MEDIA_ROOT),
        "ARCHIVE_UPLOADS": str(settings.UPLOADS_ROOT),
    }
    command = [sys.executable, "manage.py", "read_uploads", *options]
    with subprocess.Popen(command, cwd=ROOT, env=kept | told, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def until(happened: Callable[[], bool], within: float = 40) -> None:
    end = time.monotonic() + within
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def send(*files: tuple[str, bytes]) -> Upload:
    return send_files(files=[ContentFile(data, name) for name, data in files], by=None)


@contextmanager
def nobody_writes_sources() -> Iterator[None]:
    """While this holds, a worker stops in the middle of writing a note: its paragraphs are written, its file is not."""
    other = connections.create_connection("default")
    other.set_autocommit(False)
    try:
        with other.cursor() as cursor:
            cursor.execute("LOCK TABLE meetings_source IN SHARE MODE")
        yield
    finally:
        other.rollback()
        other.close()


def stopped_in_the_middle() -> bool:
    """Whether a session waits to write a source."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = 'meetings_source'::regclass AND database ="
            " (SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        return cursor.fetchone()[0] > 0


def test_a_worker_killed_in_the_middle_of_a_note_loses_and_doubles_nothing() -> None:
    files = [(f"{number}.txt", note_text(number=f"{number}/19")) for number in (99010, 99011, 99012)]
    upload = send(*files)
    with worker("--once") as first:
        with nobody_writes_sources():
            until(stopped_in_the_middle)
            assert upload.lines.get(position=1).state == UploadLine.READING
            assert take_up_again() == 0  # its reader lives
            first.send_signal(signal.SIGKILL)
            first.wait()
        until(lambda: take_up_again() == 1)
    assert [line.state for line in upload.lines.all()] == [UploadLine.WAITING] * 3
    assert not Paragraph.objects.exists()
    with worker("--once") as second:
        assert second.wait(timeout=60) == 0
    lines = list(upload.lines.all())
    assert [(line.state, line.attempts) for line in lines] == [("added", 2), ("added", 1), ("added", 1)]
    assert OutcomeNote.objects.count() == Source.objects.count() == 3
    assert lying() == []


def test_a_worker_that_starts_takes_up_what_a_killed_one_left() -> None:
    upload = send(("note.txt", note_text()))
    with worker("--once") as first, nobody_writes_sources():
        until(stopped_in_the_middle)
        first.send_signal(signal.SIGKILL)
        first.wait()
    time.sleep(0.5)  # the server notices that its client is gone when the lock is free
    with worker("--once") as second:
        assert second.wait(timeout=60) == 0
    assert upload.lines.get().state == UploadLine.ADDED
    assert OutcomeNote.objects.count() == Source.objects.count() == 1


def test_two_workers_share_the_work_and_no_line_is_read_twice() -> None:
    upload = send(*[(f"{number}.txt", note_text(number=f"{number}/19")) for number in range(99010, 99018)])
    with worker("--once") as one, worker("--once") as two:
        assert (one.wait(timeout=90), two.wait(timeout=90)) == (0, 0)
    assert set(upload.lines.values_list("state", "attempts")) == {("added", 1)}
    assert OutcomeNote.objects.count() == Source.objects.count() == 8


def test_a_worker_stays_and_reads_what_is_sent_later(settings: Any) -> None:
    """The queue is in the database: an upload page in another process asks, the worker answers."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with worker():
        upload = send(("note.txt", note_text()))
        start_reading()
        until(lambda: upload.lines.get().state == UploadLine.ADDED)


def test_two_uploads_of_one_file_in_the_same_second_are_one_note() -> None:
    ready = threading.Barrier(2)
    outcomes: list[str] = []

    def upload_and_read(name: str) -> None:
        try:
            upload = send((name, note_text()))
            ready.wait(timeout=20)  # both files are there before either is read
            line = claim_next()
            ready.wait(timeout=20)  # both are being read
            read_line(line)
            let_go(line.pk)
            outcomes.append(UploadLine.objects.get(pk=line.pk).state)
            assert upload.lines.count() == 1
        finally:
            connection.close()

    people = [threading.Thread(target=upload_and_read, args=(name,)) for name in ("mine.txt", "yours.txt")]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes) == [UploadLine.ADDED, UploadLine.ALREADY_HELD]
    assert OutcomeNote.objects.count() == Source.objects.count() == 1
    assert lying() == []


def test_reading_goes_on_after_the_database_broke_the_connection() -> None:
    upload = send(*[(f"{number}.txt", note_text(number=f"{number}/19")) for number in (99010, 99011)])
    with worker("--once") as reading:
        with nobody_writes_sources():
            until(stopped_in_the_middle)
            with connection.cursor() as cursor:  # what a restart of the server does to every session
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_locks WHERE NOT granted AND relation ="
                    " 'meetings_source'::regclass"
                )
        assert reading.wait(timeout=60) == 0
    assert [(line.state, line.attempts) for line in upload.lines.all()] == [("added", 2), ("added", 1)]
    assert OutcomeNote.objects.count() == Source.objects.count() == 2
