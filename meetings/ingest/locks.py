"""Who reads which line: locks of PostgreSQL's sessions. They end with the process that holds them, however it ends."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import Error, connection

READING = 0x4A4842  # an arbitrary number for pg_advisory_lock, beside that of meetings/ingest/receive.py
SENDING = 0x4A4843  # and another


def take(pk: int) -> bool:
    """Take the lock of the line ``pk`` for this session; False when another session has it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [READING, pk])
        return bool(cursor.fetchone()[0])


def let_go(pk: int) -> None:
    """Give the lock back. A broken connection has lost it already, and is closed."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [READING, pk])
    except Error:
        connection.close()


@contextmanager
def held_by_this_session(pk: int) -> Iterator[bool]:
    """The lock of the line ``pk`` for the length of the block, if nobody has it: True then, else False."""
    got = take(pk)
    try:
        yield got
    finally:
        if got:
            let_go(pk)


def somebody_reads() -> bool:
    """Whether any process reads a file now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND granted AND classid = %s"
            " AND database = (SELECT oid FROM pg_database WHERE datname = current_database()))",
            [READING],
        )
        return bool(cursor.fetchone()[0])


def sending() -> None:
    """From here to the end of the transaction this session lays down bytes whose lines are not written yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [SENDING])


def nobody_sends() -> bool:
    """Whether nobody is ``sending``; if so, whoever would begin waits for the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [SENDING])
        return bool(cursor.fetchone()[0])
