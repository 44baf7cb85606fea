"""Installations of their own for the tests: a database each, and a folder for originals; real processes at work."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg
from django.db import connection
from psycopg import sql

from archive.database.embedded import CREATE_DATABASE

ROOT = Path(__file__).resolve().parents[1]
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}


@dataclass(frozen=True)
class Place:
    """One installation: its database on the server of the tests, and its folder."""

    name: str
    folder: Path
    server: dict[str, Any]
    settings: dict[str, str] = field(default_factory=dict)

    @property
    def environ(self) -> dict[str, str]:
        return (
            BARE
            | {
                "DATABASE_URL": self.address(self.server["user"]),
                "DJANGO_SECRET_KEY": "only-for-the-tests-" + "x" * 40,
                "ARCHIVE_PLAIN_HTTP": "1",
                "ARCHIVE_VAR": str(self.folder),
            }
            | self.settings
        )

    def address(self, login: str) -> str:
        """The address of the database for ``login``."""
        return (
            f"postgresql://{login}@/{self.name}?host={quote(self.server['host'], safe='')}&port={self.server['port']}"
        )

    def told(self, **settings: str) -> "Place":
        """The same installation, whose commands are told these settings besides."""
        return replace(self, settings=self.settings | settings)

    def connect(self) -> psycopg.Connection[Any]:
        return psycopg.connect(dbname=self.name, autocommit=True, **self.server)

    def start(self, *command: str, **given: Any) -> subprocess.Popen[str]:
        """A command of manage.py in a process of its own."""
        full = [sys.executable, "manage.py", *command]
        environ = self.environ | given.pop("environ", {})
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | given
        return subprocess.Popen(full, cwd=ROOT, env=environ, text=True, **pipes)

    def run(self, *command: str, **environ: str) -> subprocess.CompletedProcess[str]:
        with self.start(*command, environ=environ) as process:
            out, err = process.communicate(timeout=300)
        return subprocess.CompletedProcess(command, process.returncode, out, err)

    def done(self, *command: str) -> str:
        """What a command says that must succeed."""
        ended = self.run(*command)
        assert ended.returncode == 0, ended.stdout + ended.stderr
        return ended.stdout

    def shell(self, code: str) -> str:
        return self.done("shell", "--no-imports", "-c", code)

    def rows(self) -> dict[str, list[str]]:
        """Every table, each row as text, in an order of their own; without what restoring leaves out on purpose."""
        with self.connect() as session:
            names = [
                name
                for (name,) in session.execute(
                    "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace"
                )
                if name not in {"django_session", "meetings_session", "django_migrations"}
            ]
            return {name: [row for (row,) in session.execute(_rows_of(name))] for name in sorted(names)}

    def files(self) -> dict[str, bytes]:
        originals = self.folder / "originals"
        return {str(p.relative_to(originals)): p.read_bytes() for p in originals.rglob("*") if p.is_file()}


def _rows_of(name: str) -> sql.Composed:
    return sql.SQL("SELECT t::text FROM {} t ORDER BY 1").format(sql.Identifier(name))


@contextmanager
def place(folder: Path, name: str, like: Place | None = None) -> Iterator[Place]:
    """A new database without tables, or with those of ``like``, in which nobody may be at work; dropped at the end."""
    connection.ensure_connection()
    info = connection.connection.info
    server = {"user": info.user, "host": info.host, "port": info.port}
    full = f"keep_{name}_{os.getpid()}"
    folder.mkdir(exist_ok=True)
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as session:
        session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(full)))
        if like is None:
            session.execute(CREATE_DATABASE.replace("DATABASE archive ", f"DATABASE {full} "))
        else:
            copied = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            session.execute(copied.format(sql.Identifier(full), sql.Identifier(like.name)))
    try:
        yield Place(full, folder, server)
    finally:
        with psycopg.connect(dbname="postgres", autocommit=True, **server) as session:
            session.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(full)))
