"""Operators see whether the archive is well, what it does and how long it takes; never what anybody reads in it."""

import io
import json
import logging
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.files.storage import storages
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client, override_settings
from prometheus_client.parser import text_string_to_metric_families
from psycopg import sql

from archive.insight.queries import without_values
from archive.logs import InRequest, JsonLines, Lines, WithoutKeys, WithoutWords
from meetings.models import Meeting, UploadLine
from meetings.reading.child import where
from tests import make

ROOT = Path(__file__).resolve().parents[2]
CANARY = "wumbrel"


class Log(io.StringIO):
    """What production writes while a test runs."""

    @property
    def lines(self) -> list[dict]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of(self, logger: str) -> list[dict]:
        return [line for line in self.lines if line["logger"] == logger]


@pytest.fixture
def log() -> Iterator[Log]:
    kept = Log()
    handler, root, requests = logging.StreamHandler(kept), logging.getLogger(), logging.getLogger("archive.requests")
    handler.setFormatter(JsonLines())
    for part in (WithoutWords(), WithoutKeys(), InRequest()):
        handler.addFilter(part)
    level = requests.level
    root.addHandler(handler)
    requests.setLevel(logging.INFO)
    yield kept
    root.removeHandler(handler)
    requests.setLevel(level)


# Health --------------------------------------------------------------------------------------------------------------


def test_a_living_process_says_so_without_asking_the_database(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        answer = client.get("/health/live/")
    assert (answer.status_code, answer.json()) == (200, {"live": True})


def test_an_archive_that_can_serve_is_ready(client, db):
    answer = client.get("/health/ready/")
    assert answer.json() == {"ready": True, "database": True, "migrations": True, "restored": True, "originals": True}
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]


def test_a_missing_migration_is_not_ready(client, db):
    MigrationRecorder.Migration.objects.filter(app="meetings").order_by("-id").first().delete()
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["migrations"], answer.json()["database"]) == (503, False, True)


def test_originals_that_cannot_be_written_are_not_ready(client, db, tmp_path, monkeypatch, log):
    in_the_way = tmp_path / "a file where the folder should be"
    in_the_way.touch()
    monkeypatch.setattr(storages["default"], "location", str(in_the_way))
    answer = client.get("/health/ready/")
    assert (answer.status_code, answer.json()["originals"], answer.json()["database"]) == (503, False, True)
    assert [line["message"] for line in log.of("archive.health")] == ["Not ready, originals: FileExistsError"]


def test_a_database_that_is_away_is_not_ready_and_is_not_named(client, db, monkeypatch, log):
    def away() -> None:
        raise OperationalError('connection to server at "db.council.internal" failed for user "archive_web"')

    with monkeypatch.context() as outage:
        outage.setattr(connection, "cursor", away)
        answer = client.get("/health/ready/")
    assert answer.status_code == 503
    assert answer.json() == {
        "ready": False,
        "database": False,
        "migrations": False,
        "restored": False,
        "originals": True,
    }
    assert "council" not in log.getvalue()


@override_settings(SECURE_SSL_REDIRECT=True)
def test_the_machine_itself_asks_without_a_certificate(db):
    assert Client(headers={"host": "127.0.0.1"}).get("/health/live/").status_code == 200
    assert Client(headers={"host": "127.0.0.1"}).get("/meetings/").status_code == 301


# Log lines -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("given", ["0a1b2c3d4e5f", "7d7f0d38-4f0c-4b1f-9a7b-0d5b6c1c2b3a", "A_trace-1234"])
def test_a_well_formed_request_id_is_kept(given, client, db):
    assert client.get("/sign-in/", headers={"X-Request-ID": given})["X-Request-ID"] == given


@pytest.mark.parametrize(
    "given",
    [
        "",
        "short",
        "a" * 65,
        "two words here",
        "id;drop",
        "-begins-so",
        "wörter-nicht",
        '{"level":"ERROR"}',
        "a\tb4567890",
    ],
)
def test_any_other_is_replaced(given, client, db):
    answered = client.get("/sign-in/", headers={"X-Request-ID": given})["X-Request-ID"]
    assert answered != given
    assert len(answered) == 32
    assert answered != client.get("/sign-in/")["X-Request-ID"]


def test_every_line_of_a_request_carries_its_id_and_view(client, db, log, settings):
    settings.SLOW_QUERY_MS = 0
    client.force_login(make.user("reader"))
    client.get("/people/nobody/", headers={"X-Request-ID": "0a1b2c3d4e5f"})
    lines = [line for line in log.lines if line.get("request")]
    assert {line["logger"] for line in lines} == {"archive.queries", "archive.requests", "django.request"}
    assert {line["request"] for line in lines} == {"0a1b2c3d4e5f"}
    assert {line["view"] for line in lines if line["logger"] != "archive.queries"} == {"person"}


def test_each_request_is_one_line_with_its_status_and_time(client, db, log):
    client.get("/meetings/")
    (line,) = log.of("archive.requests")
    assert (line["message"], line["status"], line["view"]) == ("GET meetings: 302", 302, "meetings")
    assert line["ms"] >= 0
    assert line["time"].endswith("+00:00")


def test_no_line_belongs_to_a_request_that_is_over(client, db, log):
    client.get("/sign-in/")
    logging.getLogger("meetings").error("Done in a worker.")
    assert "request" not in log.lines[-1]


def test_no_log_has_words_of_searches_notes_people_or_keys(db, log, as_user, settings):
    settings.SLOW_QUERY_MS = 0
    note = make.note(f"Both sides agreed on {CANARY}.", subject=CANARY)
    make.participation(note, note.paragraphs.get(), name=f"Mr {CANARY}")
    browser = as_user(make.user("archivist"))
    for path in (
        f"/search/?q={CANARY}",
        f"/people/mr-{CANARY}/",
        f"/people/{CANARY}/",
        f"/notes/{note.slug}/",
        f"/documents/{CANARY}/",
        f"/feeds/{CANARY}/search.atom?q={CANARY}",
        f"/admin/meetings/outcomenote/?q={CANARY}",
        f"/api/v1/search?q={CANARY}",
        f"/{CANARY}",
    ):
        browser.get(path)
    browser.post("/sign-in/", {"username": CANARY, "password": CANARY})
    Client(headers={"host": f"{CANARY}.example.org"}).get("/")
    written = log.getvalue()
    assert len(log.of("archive.requests")) == 11
    assert {line["status"] for line in log.of("archive.requests")} >= {200, 302, 400, 404}
    assert CANARY not in written
    assert note.slug not in written


def test_of_what_others_write_the_sentence_is_kept_and_not_what_was_put_into_it(log):
    logging.getLogger("django_tasks").error("Task %(id)s ran for %(time).1f s", {"id": CANARY, "time": 1.0})
    assert [line["message"] for line in log.of("django_tasks")] == ["Task … ran for … s"]


def test_an_error_is_written_with_its_way_but_without_its_words(db, log, monkeypatch, as_user):
    def slip(*args: object, **given: object) -> None:
        try:
            Meeting.objects.create(slug=CANARY, opened_on=CANARY)
        except Exception as error:
            raise ValueError(f"cannot show {CANARY}") from error

    monkeypatch.setattr("meetings.views.meetings.held_of", slip)
    browser = as_user(make.user("reader"))
    browser.raise_request_exception = False
    assert browser.get("/meetings/").status_code == 500
    (line,) = log.of("django.request")
    assert line["message"] == "Internal Server Error"
    assert [error["kind"] for error in line["error"]] == [
        "builtins.ValueError",
        "django.core.exceptions.ValidationError",
    ]
    assert any("test_insight.py" in frame for frame in line["error"][0]["at"])
    assert CANARY not in log.getvalue()


def test_the_failure_of_a_reading_is_written_without_the_words_of_the_note():
    said = f'Traceback:\n  File "/a/pdf.py", line 7, in read\n    x\nKeyError: {CANARY!r}\n{CANARY}'
    assert where(said) == 'File "/a/pdf.py", line 7, in read, KeyError'
    assert where(CANARY) == "it said nothing"


def test_sign_ins_are_written_by_number_and_refusals_without_what_was_typed(db, log):
    person = make.user("reader")
    browser = Client()
    browser.post("/sign-in/", {"username": person.username, "password": f"{CANARY} a wrong phrase"})
    browser.post("/sign-in/", {"username": person.username, "password": "a long pass phrase"})
    browser.post("/sign-out/")
    assert [line["message"] for line in log.of("archive.entrance")] == [
        "A sign-in was refused.",
        "Somebody signed in.",
        "Somebody signed out.",
    ]
    assert [line.get("account") for line in log.of("archive.entrance")] == [None, person.pk, person.pk]
    assert all(line["request"] for line in log.of("archive.entrance"))
    assert person.username not in log.getvalue()
    assert CANARY not in log.getvalue()


# Slow queries --------------------------------------------------------------------------------------------------------


def test_a_slow_query_is_written_without_what_was_asked(client, db, log, settings):
    settings.SLOW_QUERY_MS = 20
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_sleep(%s), %s, 'a quoted word'", [0.03, CANARY])
        cursor.execute("SELECT 1")
    (line,) = log.of("archive.queries")
    assert line["sql"] == "SELECT pg_sleep(%s), %s, '…'"
    assert line["ms"] >= 20
    assert CANARY not in log.getvalue()


def test_a_long_list_of_keys_is_shortened():
    assert without_values("SELECT a WHERE b IN (%s, %s, %s, %s) AND c = %s") == "SELECT a WHERE b IN (%s, …) AND c = %s"
    assert without_values("SELECT 'it''s' WHERE b IN (%s, %s)") == "SELECT '…' WHERE b IN (%s, %s)"


def test_of_a_statement_put_together_no_value_is_written_whatever_is_in_it():
    for password in ("plain", "it's", 'two "words"', "a\\'b"):
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier("web"), sql.Literal(password))
        assert without_values(statement).replace(" E'", " '") == """ALTER ROLE "web" PASSWORD '…'"""


# Metrics -------------------------------------------------------------------------------------------------------------


def samples(answer: str) -> dict[tuple, float]:
    """Name and labels of each number → the number."""
    return {
        (sample.name, *sorted(sample.labels.values())): sample.value
        for family in text_string_to_metric_families(answer)
        for sample in family.samples
    }


def test_metrics_count_answers_the_queue_and_connections(client, db, as_user):
    before = samples(client.get("/metrics/").content.decode())
    line = make.line(make.note("A note."))
    UploadLine.objects.filter(pk=line.pk).update(state=UploadLine.FAILED)
    waiting = make.line(make.note("Another."))
    UploadLine.objects.filter(pk=waiting.pk).update(state=UploadLine.WAITING, file="waits")
    browser = as_user(make.user("reader"))
    browser.get("/meetings/")
    browser.generic("BREW", "/meetings/")
    after = samples(client.get("/metrics/").content.decode())
    counted = ("archive_requests_total", "200", "GET", "meetings")
    assert after[counted] == before.get(counted, 0) + 1
    assert [key for key in after if key[0] == "archive_requests_total" and {"OTHER", "meetings"} <= set(key)]
    assert not [key for key in after if "BREW" in key]
    assert after["archive_request_seconds_count", "meetings"] >= 2
    assert after["archive_upload_files", "failed"] == 1
    assert after["archive_upload_files", "waiting"] == 1
    assert after["archive_upload_files", "added"] == 0
    assert after["archive_upload_oldest_seconds",] >= 0
    assert after["archive_database_up",] == 1
    assert sum(n for key, n in after.items() if key[0] == "archive_database_connections") >= 1
    assert after["archive_database_connections_most",] > 1


def test_no_label_names_a_paper_a_word_or_a_person(client, db, as_user):
    note = make.note("A note.", number="76123/17")
    browser = as_user(make.user("reader"))
    for path in (f"/notes/{note.slug}/", f"/search/?q={CANARY}", f"/{CANARY}/", f"/people/{CANARY}/"):
        browser.get(path)
    told = client.get("/metrics/").content.decode()
    assert 'view="note"' in told
    assert not {word for word in (CANARY, "76123/17", note.slug, "reader-") if word in told}


@pytest.mark.parametrize(
    ("token", "proxied", "asked", "answers"),
    [
        ("", False, {}, 200),
        ("", False, {"REMOTE_ADDR": "10.0.0.7"}, 404),
        ("", False, {"HTTP_X_FORWARDED_FOR": "10.0.0.7"}, 404),
        ("", True, {}, 404),
        ("a-long-token", False, {}, 404),
        ("a-long-token", False, {"HTTP_AUTHORIZATION": "Bearer another"}, 404),
        ("a-long-token", False, {"HTTP_AUTHORIZATION": "Bearer é"}, 404),
        ("a-long-token", True, {"HTTP_AUTHORIZATION": "Bearer a-long-token", "REMOTE_ADDR": "10.0.0.7"}, 200),
    ],
)
def test_metrics_are_told_by_token_or_on_this_machine(token, proxied, asked, answers, client, db, settings):
    settings.METRICS_TOKEN, settings.BEHIND_PROXY = token, proxied
    assert client.get("/metrics/", **asked).status_code == answers


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """gunicorn with two workers, as in production, and a database that nobody answers for."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}
    environment = bare | {
        "DJANGO_SECRET_KEY": "x" * 60,
        "ARCHIVE_VAR": str(tmp_path),
        "DATABASE_URL": "postgresql://web:secret@127.0.0.1:1/archive",
        "ARCHIVE_METRICS_TOKEN": "a-long-token",
        "ARCHIVE_WEB_WORKERS": "2",
        "ARCHIVE_BIND": f"127.0.0.1:{port}",
    }
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "staticfiles.json").write_text('{"paths": {}, "version": "1.1", "hash": ""}')
    written = tmp_path / "log"
    with written.open("wb") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", "--config", "python:archive.serving", "archive.wsgi"],
            cwd=ROOT,
            env=environment,
            stderr=log,
        )
    try:
        yield f"http://127.0.0.1:{port}", written
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def ask(address: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=10) as answer:  # noqa: S310
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as refused:
        return refused.code, refused.read().decode()
    except OSError:
        return 0, ""


def until(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.1)


def test_under_gunicorn_one_worker_tells_what_all_counted(served):
    address, written = served
    until(lambda: ask(f"{address}/health/live/")[0] == 200)
    first = samples(ask(f"{address}/metrics/", Authorization="Bearer a-long-token")[1])
    for _ in range(30):
        ask(f"{address}/health/live/")
    status, told = ask(f"{address}/metrics/", Authorization="Bearer a-long-token")
    counted, live = samples(told), ("archive_requests_total", "200", "GET", "live")
    assert status == 200
    assert counted[live] == first[live] + 30
    assert counted["archive_database_up",] == 0
    status, said = ask(f"{address}/health/ready/")
    assert (status, json.loads(said)["database"]) == (503, False)
    lines = [json.loads(line) for line in written.read_text().splitlines()]
    assert {line["logger"] for line in lines} >= {"gunicorn.error", "archive.requests", "archive.health"}
    assert len([line for line in lines if line.get("view") == "live"]) == counted[live]
    assert "secret" not in written.read_text()


def test_an_unknown_kind_of_log_stops_the_start():
    ended = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_DEBUG": "1", "ARCHIVE_LOG": "xml"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "ARCHIVE_LOG must be json or lines, not 'xml'." in ended.stderr
    assert "Traceback" not in ended.stderr


def test_a_line_for_a_person_tells_its_facts_too():

    record = logging.LogRecord("archive.queries", logging.WARNING, __file__, 1, "A query took long.", (), None)
    record.facts = {"ms": 640, "sql": "SELECT %s"}
    assert Lines("{levelname}: {message}", style="{").format(record) == (
        "WARNING: A query took long. (ms 640, sql SELECT %s)"
    )
