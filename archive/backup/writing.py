"""Write a backup: every row as it stood at one moment, and every original that those rows name, while people work."""

import fcntl
import gzip
import hashlib
import json
import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.recorder import MigrationRecorder

from archive.backup.refusals import BackupRefused
from archive.backup.sealed import CHUNK, SealedWriter
from archive.backup.tables import left_out, naming_files, quoted, sequences, tables, without_limits
from archive.backup.target import half_restored

FORMAT, VERSION = "EU-US outcomes backup", 1
ROWS_CHUNK = 4 * 1024 * 1024  # of a table, before it is compressed
AT_A_TIME = 500  # names of files
HASH = re.compile(r"[0-9a-f]{64}")
Say = Callable[[str], object]


def write(path: Path, say: Say) -> dict[str, Any]:
    """Write a backup to the new file ``path``; what it holds. ``say`` is told how far it is.

    The file gets its name when it is whole and on the disk, not before. Only its owner may read it. Raises
    BackupRefused when there is such a file, when the disk is full, and when an original is missing or damaged.
    """
    if path.exists():
        raise BackupRefused(f"{path} is there already. Choose another name, or move it away.")
    if not path.parent.is_dir():
        raise BackupRefused(f"{path.parent} is no folder. Make it first, or choose another place.")
    with _unfinished(path) as file:
        return write_to(file, say)


@contextmanager
def _unfinished(path: Path) -> Iterator[IO[bytes]]:
    """A file that becomes ``path`` when the block ends well, and is removed when it does not."""
    aside = path.with_name(f"{path.name}.unfinished")
    try:
        with os.fdopen(os.open(aside, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as held:
                raise BackupRefused(f"Another backup is being written to {path}. Wait until it is done.") from held
            os.fchmod(file.fileno(), 0o600)
            file.truncate(0)  # of one that was killed
            try:
                yield file
                file.flush()
                os.fsync(file.fileno())
                os.rename(aside, path)
            except BaseException:
                aside.unlink(missing_ok=True)
                raise
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        raise BackupRefused(f"{path} could not be written: {error.strerror}. Nothing is left of it.") from error


def write_to(file: IO[bytes], say: Say) -> dict[str, Any]:
    """Write a backup to ``file``, front to back; what it holds."""
    sealed = SealedWriter(file)
    found = _found()
    with transaction.atomic(durable=True):
        held = _one_moment(found)
        stamp = sorted(MigrationRecorder(connection).applied_migrations())
        _add_json(
            sealed,
            "backup.json",
            {
                "format": FORMAT,
                "version": VERSION,
                "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
                "migrations": stamp,
                "tables": held,
                "sequences": sequences(),
            },
        )
        # The originals first: the sooner after that moment, the less likely that one was deleted for good meanwhile.
        originals, waiting = naming_files()
        files = sum(_add_files(sealed, table, column, say) for table, column in originals if table in held)
        rows = {table: _add_rows(sealed, table, columns, say) for table, columns in held.items()}
        left = sum(_count_named(table, column) for table, column in waiting if table in held)
        _add_json(sealed, "counts.json", {"rows": rows, "files": files})
    sealed.seal()
    return {"rows": sum(rows.values()), "files": files, "left": left, "bytes": sealed.size}


def _found() -> list[str]:
    """The tables that there are; they must be held before the moment begins at which they are read."""
    if said := half_restored():
        raise BackupRefused(said)
    if found := sorted(tables()):
        return found
    raise BackupRefused("The database has no tables: there is nothing to back up.")


def _one_moment(found: list[str]) -> dict[str, list[str]]:
    """All that this transaction reads, it reads as it stands now, and nobody alters a table meanwhile."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute(f"LOCK TABLE {', '.join(map(quoted, found))} IN ACCESS SHARE MODE")
        without_limits(cursor)
    held = tables()
    if sorted(held) != found:
        raise BackupRefused("The database is being brought up to date at this moment. Try again when it is done.")
    left = left_out()
    return {name: columns for name, columns in held.items() if name not in left}


def _add_json(sealed: SealedWriter, name: str, said: dict[str, Any]) -> None:
    data = json.dumps(said, indent=1, ensure_ascii=False).encode()
    sealed.add(name, len(data), [data])


def _add_rows(sealed: SealedWriter, table: str, columns: list[str], say: Say) -> int:
    """The rows as PostgreSQL writes them for itself, in members of a few MB each."""
    # The names are those of the catalogue.
    statement = f"COPY (SELECT {', '.join(map(quoted, columns))} FROM {quoted(table)}) TO STDOUT"  # noqa: S608
    part = bytearray()
    number = count = 0
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in copy:
            part += row
            count += 1
            if len(part) >= ROWS_CHUNK:
                number += 1
                _add_part(sealed, f"rows/{table}/{number:06}.gz", part)
                part.clear()
    if part:
        _add_part(sealed, f"rows/{table}/{number + 1:06}.gz", part)
    if count:
        say(f"rows of {table}: {count}")
    return count


def _add_part(sealed: SealedWriter, name: str, rows: bytearray) -> None:
    data = gzip.compress(rows, compresslevel=6, mtime=0)
    sealed.add(name, len(data), [data])


def _add_files(sealed: SealedWriter, table: str, column: str, say: Say) -> int:
    count = 0
    with connection.chunked_cursor() as cursor:
        cursor.execute(_named("DISTINCT {column}", table, column) + " ORDER BY 1")
        while names := cursor.fetchmany(AT_A_TIME):
            for (name,) in names:
                _add_file(sealed, name)
            count += len(names)
            say(f"originals: {count}")
    return count


def _add_file(sealed: SealedWriter, name: str) -> None:
    """An original, byte for byte. Its name is its SHA-256 (settings.STORAGES), so that damage is noticed here."""
    digest = hashlib.sha256()
    try:
        with default_storage.open(name) as original:
            sealed.add(f"files/{name}", original.size, _hashed(original, name, digest))
    except FileNotFoundError as missing:
        raise BackupRefused(
            f"The original {name} is missing. If its note was deleted for good while the backup was written, write it "
            "again; else put the file back from an earlier backup."
        ) from missing
    base = name.rpartition("/")[2]
    if HASH.fullmatch(base) and digest.hexdigest() != base:
        raise BackupRefused(
            f"The original {name} is damaged: its SHA-256 is another. Put it back from an earlier backup."
        )


def _hashed(original: Any, name: str, digest: Any) -> Iterator[bytes]:
    while True:
        try:
            part = original.read(CHUNK)
        except OSError as unreadable:
            raise BackupRefused(f"The original {name} cannot be read: {unreadable}.") from unreadable
        if not part:
            return
        digest.update(part)
        yield part


def _count_named(table: str, column: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(_named("count({column})", table, column))
        return int(cursor.fetchone()[0])


def _named(what: str, table: str, column: str) -> str:
    # The names are those of the models.
    return f"SELECT {what.format(column=quoted(column))} FROM {quoted(table)} WHERE {quoted(column)} <> ''"  # noqa: S608
