"""The embedded PostgreSQL: one server a folder, kept alive while anybody uses it, and no longer.

Every process that uses the server holds a shared lock on ``users.lock``; the kernel lets go of it however the
process ends. A small keeper process (``python -m archive.database.keeper``) owns the server. Once it can take that
lock alone, nobody is left, and it stops the server. So neither Ctrl-C nor kill -9 leaves a server behind, and a
killed keeper is replaced by the next process that needs the database.
"""

import fcntl
import os
import subprocess
import sys
import time
from pathlib import Path

START_SECONDS = 60
MOST_STARTS = 3
DATABASE = "archive"
CREATE_DATABASE = (
    f"CREATE DATABASE {DATABASE} TEMPLATE template0 ENCODING 'UTF8' "
    "LOCALE 'C' LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8'"  # the same order and case on every machine
)

_held: dict[Path, int] = {}  # file descriptors, open until the process ends


class ServerNotStarted(RuntimeError):
    """The embedded server did not come up. The message says where its log is and what to do."""


def socket_folder(home: Path) -> Path:
    """Make sure that the server under ``home`` runs for as long as this process does; return its socket folder.

    Raises ServerNotStarted with a sentence for the operator.
    """
    home = home.resolve()
    home.mkdir(parents=True, exist_ok=True)
    if home not in _held:
        _held[home] = _hold_shared(home / "users.lock")
    deadline = time.monotonic() + START_SECONDS
    starts = 0
    while time.monotonic() < deadline:
        if (folder := _ready_socket(home)) is not None:
            return folder
        if not is_locked(home / "keeper.lock"):
            if starts == MOST_STARTS:
                break
            starts += 1
            _start_keeper(home)
        time.sleep(0.05)
    raise ServerNotStarted(
        f"The embedded PostgreSQL did not start. Its log is {home / 'keeper.log'}. "
        "Free some disk space or set DATABASE_URL to a PostgreSQL server of yours, then try again."
    )


def is_locked(path: Path) -> bool:
    """Whether some living process holds ``path``, shared or alone."""
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _hold_shared(path: Path) -> int:
    handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(handle, fcntl.LOCK_SH)  # waits out a keeper that is just stopping the server
    return handle


def _start_keeper(home: Path) -> None:
    """Start a keeper that outlives this process; returns once it has taken its lock or given up."""
    with (home / "keeper.log").open("ab") as log:
        subprocess.run(
            [sys.executable, "-m", "archive.database.keeper", str(home)],
            cwd=Path(__file__).resolve().parents[2],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            check=False,
        )


def _ready_socket(home: Path) -> Path | None:
    """The socket folder once a keeper has said that the server is ready, else None."""
    if not is_locked(home / "keeper.lock"):
        return None
    try:
        folder = Path((home / "socket").read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    return folder if (folder / ".s.PGSQL.5432").exists() else None
