"""The embedded server lives exactly as long as somebody uses it; DATABASE_URL is read as operators write it."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

from archive.database import UnusableDatabaseUrl, embedded, from_environment, of_the_pages, parse_url

ROOT = Path(__file__).resolve().parents[2]
USER = """
import sys, time
from pathlib import Path
import psycopg
from archive.database import embedded
home = Path(sys.argv[1])
with psycopg.connect(host=str(embedded.socket_folder(home)), user="postgres", dbname="archive") as connection:
    connection.execute("SELECT pg_advisory_lock(1)")  # held to the end of the session: users count one after the other
    connection.execute("CREATE TABLE IF NOT EXISTS kept (word text)")
    connection.execute("INSERT INTO kept VALUES ('word')")
    connection.commit()
    print(connection.execute("SELECT count(*) FROM kept").fetchone()[0], flush=True)
time.sleep(float(sys.argv[2]))
"""


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    # a socket's path may have at most some 100 characters, and pytest's folders are long
    yield tmp_path
    for process in servers(tmp_path):
        process.kill()


@contextmanager
def use(home: Path, seconds: float) -> Iterator[subprocess.Popen[str]]:
    """A process that uses the server under ``home`` for some seconds after it has written its row."""
    command = [sys.executable, "-c", USER, str(home), str(seconds)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as user:
        try:
            yield user
        finally:
            user.kill()


def servers(home: Path) -> list[psutil.Process]:
    found = []
    for process in psutil.process_iter(["cmdline"]):
        if any(part.startswith(str(home)) for part in process.info["cmdline"] or []):
            found.append(process)
    return found


def gone(home: Path, within: float) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        if not servers(home):
            return True
        time.sleep(0.2)
    return False


def counted(user: subprocess.Popen[str]) -> str:
    assert user.stdout is not None
    return user.stdout.readline().strip()


def test_the_server_stops_when_its_user_ends_and_keeps_what_was_written(home: Path) -> None:
    with use(home, 0) as first:
        assert counted(first) == "1"
        first.wait()
    assert gone(home, within=20)
    with use(home, 0) as second:
        assert counted(second) == "2"


def test_a_killed_user_leaves_no_server_behind(home: Path) -> None:
    with use(home, 60) as user:
        assert counted(user) == "1"
        user.send_signal(signal.SIGKILL)
    assert gone(home, within=20)


def test_a_killed_keeper_is_replaced_by_the_next_user(home: Path) -> None:
    with use(home, 60) as user, use_after_kill(home, user) as other:
        assert counted(other) == "2"
    assert gone(home, within=20)


@contextmanager
def use_after_kill(home: Path, user: subprocess.Popen[str]) -> Iterator[subprocess.Popen[str]]:
    assert counted(user) == "1"
    next(process for process in servers(home) if "archive.database.keeper" in process.cmdline()).kill()
    with use(home, 0) as other:
        yield other


def test_two_users_at_once_share_one_server(home: Path) -> None:
    with use(home, 30) as one, use(home, 30) as other:
        assert sorted([counted(one), counted(other)]) == ["1", "2"]
        assert len([p for p in servers(home) if "archive.database.keeper" in p.cmdline()]) == 1


def test_a_first_start_killed_half_way_begins_anew(home: Path) -> None:
    (home / "postgres").mkdir()
    (home / "postgres" / "PG_VERSION").write_text("18\n")
    with use(home, 0) as user:
        assert counted(user) == "1"


def test_a_server_that_cannot_start_is_reported_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "postgres").write_text("a file where the server's folder should be")
    with pytest.raises(embedded.ServerNotStarted, match=r"keeper\.log"):
        embedded.socket_folder(tmp_path)
    os.close(embedded._held.pop(tmp_path))


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("postgresql://host/archive", {"HOST": "host", "NAME": "archive", "USER": "", "PORT": ""}),
        ("postgres://me:p%40ss@host:5433/archive", {"USER": "me", "PASSWORD": "p@ss", "PORT": "5433"}),
        ("postgresql:///archive?host=/run/postgresql", {"HOST": "/run/postgresql", "OPTIONS": {}}),
        ("postgresql://%2Frun%2Fpostgresql/archive", {"HOST": "/run/postgresql"}),
        ("postgresql://host/archive?sslmode=require", {"OPTIONS": {"sslmode": "require"}}),
    ],
)
def test_database_url_is_read(url: str, expected: dict[str, object]) -> None:
    assert expected.items() <= parse_url(url).items()


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("sqlite:///archive.db", "postgresql://"),
        ("postgresql://host", "name of a database"),
        ("postgresql://host:port/archive", "port"),
    ],
)
def test_an_unusable_database_url_is_refused_without_showing_it(url: str, says: str) -> None:
    with pytest.raises(UnusableDatabaseUrl, match=says):
        parse_url(url)


def test_database_url_is_used_when_it_is_set(tmp_path: Path) -> None:
    chosen = from_environment({"DATABASE_URL": "postgresql://host/archive"}, tmp_path)
    assert "server_home" not in chosen["OPTIONS"]
    assert from_environment({}, tmp_path)["OPTIONS"]["server_home"] == str(tmp_path)


def test_the_pages_are_served_by_another_login_than_the_owner() -> None:
    both = {"DATABASE_URL": "postgresql://pages@host/archive", "DATABASE_OWNER_URL": "postgresql://owner@host/archive"}
    assert from_environment(both, Path())["USER"] == "owner"
    assert of_the_pages(both)["USER"] == "pages"
    assert of_the_pages({})["USER"] != from_environment({}, Path())["USER"]
    assert of_the_pages({"DATABASE_URL": "postgresql://both@host/archive"}) == {}
    with pytest.raises(UnusableDatabaseUrl, match="not DATABASE_URL"):
        of_the_pages({"DATABASE_OWNER_URL": "postgresql://owner@host/archive"})
