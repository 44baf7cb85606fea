"""The database is really stopped and started while files arrive, are read and are reviewed.

A PostgreSQL of its own, the site under gunicorn and the worker of production. It is stopped as a crash stops it:
nothing is finished, no session is told goodbye.
"""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import psycopg
import pytest
from psycopg import sql

from tests.ingest.papers import note_text

ROOT = Path(__file__).resolve().parents[2]
PREPARE = """
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.test import Client
from meetings import access
person = User.objects.create_user(username="archivist", password=None)
person.groups.add(Group.objects.get(name=access.ARCHIVISTS))
client = Client()
client.force_login(person)
print("session", client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
AWAY = "The archive is away for a moment"
FILES = 6


@dataclass(frozen=True)
class Answer:
    """What the site answered: its status, its page, and the address that the browser was led to."""

    status: int
    page: str
    address: str


@dataclass
class Place:
    """The server, the site before it, and an archivist's browser."""

    server: Any
    environ: dict[str, str]
    site: str = ""
    session: str = ""

    def ask(self, path: str, body: bytes | None = None, kind: str = "") -> Answer:
        asked = urllib.request.Request(urllib.parse.urljoin(self.site, path), data=body)  # noqa: S310  # our own site
        asked.add_header("Cookie", f"sessionid={self.session}; csrftoken={'c' * 32}")
        if body is not None:
            asked.add_header("Content-Type", kind or "application/x-www-form-urlencoded")
        try:
            with urllib.request.urlopen(asked, timeout=60) as answer:  # noqa: S310
                return Answer(answer.status, answer.read().decode(), answer.url)
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.read().decode(), error.url)

    def send(self, path: str, **fields: Any) -> Answer:
        return self.ask(path, urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": "c" * 32}).encode())

    def upload(self, files: dict[str, bytes]) -> Answer:
        edge = uuid.uuid4().hex
        parts = [
            f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{"c" * 32}\r\n'.encode()
        ]
        for name, data in files.items():
            head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            parts += [f"{head}Content-Type: text/plain\r\n\r\n".encode(), data, b"\r\n"]
        parts.append(f"--{edge}--\r\n".encode())
        return self.ask("/admin/upload/", b"".join(parts), f"multipart/form-data; boundary={edge}")

    def stop(self) -> None:
        """Stop the server at once, as a crash does."""
        process = psutil.Process(self.server.get_pid())
        process.send_signal(signal.SIGQUIT)
        process.wait(timeout=30)

    def start(self) -> None:
        self.server.ensure_postgres_running()

    def rows(self, question: str, *given: Any) -> list[tuple[Any, ...]]:
        with psycopg.connect(self.environ["DATABASE_URL"], autocommit=True) as connection:
            return connection.execute(question, given).fetchall()

    @contextmanager
    def nobody_writes(self, table: str) -> Iterator[Callable[[], None]]:
        """Whoever writes to ``table`` stops in the middle; what is given waits until somebody has come so far."""
        connection = psycopg.connect(self.environ["DATABASE_URL"])
        connection.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = to_regclass(%s)"
        try:
            yield lambda: until(lambda: self.rows(waiting, table)[0][0] > 0)
        finally:
            connection.close()  # its session went with the server


def until(happened: Callable[[], bool], within: float = 90) -> None:
    end = time.monotonic() + within
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


def run(place: Place, *words: str) -> str:
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(command, cwd=ROOT, env=place.environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    home = tmp_path_factory.mktemp("r")
    with warnings.catch_warnings():  # the package complains of the machine when it is imported
        warnings.simplefilter("ignore")
        from archive.database.keeper import start
    server = start(home)
    folder = server.get_postmaster_info().socket_dir
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}
    environ = kept | {
        "DATABASE_URL": f"postgresql://postgres@/archive?host={folder}",
        "DJANGO_SECRET_KEY": "only-for-the-tests-" + "x" * 40,
        "ARCHIVE_PLAIN_HTTP": "1",
        "ARCHIVE_VAR": str(home / "var"),
    }
    place = Place(server, environ)
    run(place, "migrate", "--verbosity=0")
    run(place, "collectstatic", "--no-input", "--verbosity=0")
    place.session = re.search(r"session (\w+)", run(place, "shell", "--no-imports", "-c", PREPARE))[1]
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    place.site = f"http://127.0.0.1:{port}"
    bind = f"--bind=127.0.0.1:{port}"
    serving = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--workers=1", "--threads=4", "--timeout=120", bind]
    with (
        (home / "site.log").open("wb") as log,
        subprocess.Popen(serving, cwd=ROOT, env=environ, stderr=log) as site,
    ):
        try:
            until(lambda: _answers(place))
            yield place
        finally:
            site.terminate()
            site.wait()
            server.cleanup()


def _answers(place: Place) -> bool:
    try:
        return place.ask("/admin/").status == 200
    except urllib.error.URLError:
        return False


def lying(place: Place) -> list[str]:
    room = Path(place.environ["ARCHIVE_VAR"]) / "uploads"
    return os.listdir(room) if room.exists() else []


def answer_of(deed: Callable[[], Answer]) -> tuple[threading.Thread, list[Answer]]:
    """``deed`` on its way, as a person's browser waits for it."""
    answers: list[Answer] = []
    waiting = threading.Thread(target=lambda: answers.append(deed()))
    waiting.start()
    return waiting, answers


def test_stopped_while_files_arrive_and_while_they_are_read_nothing_is_lost_or_doubled(place: Place) -> None:
    files = {f"{number}.txt": note_text(number=f"{number}/19") for number in range(99010, 99010 + FILES)}
    with place.nobody_writes("meetings_uploadline") as somebody_waits:  # the files are there, their lines not yet
        waiting, answers = answer_of(lambda: place.upload(files))
        somebody_waits()
        place.stop()
        waiting.join(60)
    assert answers[0].status == 503
    assert AWAY in answers[0].page
    assert "probably not kept" in answers[0].page
    place.start()
    assert place.rows("SELECT count(*) FROM meetings_upload") == [(0,)]
    assert lying(place) == []

    table = place.upload(files).address  # as the page said: look, and send again
    worker = [sys.executable, "manage.py", "read_uploads", "--once"]
    with subprocess.Popen(worker, cwd=ROOT, env=place.environ, stderr=subprocess.DEVNULL) as reading:
        with place.nobody_writes("meetings_source") as somebody_waits:  # a note is written but for its file
            somebody_waits()
            place.stop()
            away = place.ask(table)
        assert (away.status, AWAY in away.page) == (503, True)
        place.start()
        assert reading.wait(timeout=120) == 0
    lines = place.rows("SELECT state, attempts FROM meetings_uploadline ORDER BY position")
    assert lines == [("added", 2), *[("added", 1)] * (FILES - 1)]
    counted = "SELECT (SELECT count(*) FROM meetings_outcomenote), (SELECT count(*) FROM meetings_source)"
    assert place.rows(counted) == [(FILES, FILES)]
    assert lying(place) == []
    assert f"{FILES} of {FILES} files are in the archive" in place.ask(table).page


def test_stopped_in_the_middle_of_a_judgement_it_is_done_once_or_not_at_all(place: Place) -> None:
    assert "Upload of" in place.upload({"99100.txt": note_text(number="99100/19")}).page
    run(place, "read_uploads", "--once")
    note, commitment = place.rows(
        "SELECT n.id, min(c.id) FROM meetings_commitment c JOIN meetings_paragraph p ON p.id = c.paragraph_id"
        " JOIN meetings_outcomenote n ON n.id = p.note_id WHERE n.number = '99100/19' GROUP BY n.id"
    )[0]
    judge = f"/admin/review/{note}/commitments/{commitment}/"
    held = "SELECT state, revision FROM meetings_commitment WHERE id = %s"
    with place.nobody_writes("django_admin_log") as somebody_waits:  # it is written but for its line of history
        waiting, answers = answer_of(lambda: place.send(judge, deed="confirm", revision=0))
        somebody_waits()
        place.stop()
        waiting.join(60)
    assert answers[0].status == 503
    assert "look whether it is there" in answers[0].page
    place.start()
    assert place.rows(held, commitment) == [("proposed", 0)]
    assert place.ask(f"/admin/review/{note}/").status == 200
    for _ in range(2):  # sent twice, it is done once
        place.send(judge, deed="confirm", revision=0)
    assert place.rows(held, commitment) == [("confirmed", 1)]
    said = "SELECT count(*) FROM django_admin_log WHERE position(%s in change_message) > 0"
    assert place.rows(said, "Commitment confirmed") == [(1,)]
