"""Put a backup into an empty installation of the version that wrote it, or of a newer one."""

import gzip
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tarfile import TarError
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction

from archive.backup import target
from archive.backup.refusals import BackupRefused
from archive.backup.sealed import CHUNK, Member, check_seal, members
from archive.backup.tables import MIGRATIONS, left_out, quoted, tables, without_limits
from archive.backup.writing import FORMAT, VERSION, Say

ONE_AT_A_TIME = 2_021_0617  # the number of the lock that a restore holds
A_FILE = "files/"
KEPT_IN_MEMORY = 4 * 1024 * 1024  # of an original; the rest of a larger one goes to the folder for such files


def restore(path: Path, say: Say) -> dict[str, int]:
    """Restore the backup at ``path``; how many rows and files came in. ``say`` is told how far it is.

    Everything is checked first. Then the database is brought to the version in which the backup was written, filled
    in one transaction, and brought up to date. From the first change to the last the database carries a mark, so that
    a restore which was stopped half-way is known as such and can be run again. Raises BackupRefused.
    """
    try:
        file = path.open("rb")
    except OSError as missing:
        raise BackupRefused(f"{path} cannot be read: {missing.strerror}.") from missing
    with file:
        said = _contents(file)
        stamped = {(app, name) for app, name in said["migrations"]}
        target.check_migrations(stamped)
        say("The file is being checked.")
        check_seal(file)
        with _alone():
            target.check_empty()
            say("The database is being prepared.")
            target.prepare(stamped)
            counts = _fill(file, said, say)
            os.sync()  # the originals are on the disk before the rows that name them are given out
            say("The database is being brought up to date.")
            call_command("migrate", verbosity=0, interactive=False)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            target.finish()
    return counts


def _contents(file: IO[bytes]) -> dict[str, Any]:
    """What the file says of itself, when it is a backup that this version can read."""
    first = next(members(file), None)
    try:
        said = json.loads(first.data.read()) if first and first.name == "backup.json" else {}
    except (ValueError, TarError) as damaged:
        raise BackupRefused("The file is only half a backup, or damaged: its beginning cannot be read.") from damaged
    if said.get("format") != FORMAT:
        raise BackupRefused("The file is no backup of an archive like this one.")
    if said["version"] > VERSION:
        raise BackupRefused(
            f"The backup has format {said['version']}; this version reads up to {VERSION}. Install a newer one first."
        )
    file.seek(0)
    return dict(said)


@contextmanager
def _alone() -> Iterator[None]:
    """Two restores into one database would destroy each other's work."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        if not cursor.fetchone()[0]:
            raise BackupRefused("Another restore into this database is running. Wait until it is done.")
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ONE_AT_A_TIME])


def _fill(file: IO[bytes], said: dict[str, Any], say: Say) -> dict[str, int]:
    """Take in all files and all rows, or no row at all."""
    held: dict[str, list[str]] = said["tables"]
    rows, files = dict.fromkeys(held, 0), 0
    with transaction.atomic(), connection.cursor() as cursor:
        without_limits(cursor)
        _make_room(cursor, held)
        for member in members(file):
            if member.name.startswith(A_FILE):
                _take_file(member)
                files += 1
                if files % 500 == 0:
                    say(f"originals: {files}")
            elif member.name.startswith("rows/"):
                table = member.name.split("/")[1]
                rows[table] += _take_rows(cursor, member, table, held[table])
                say(f"rows of {table}: {rows[table]}")
            elif member.name == "counts.json" and json.loads(member.data.read()) != {"rows": rows, "files": files}:
                raise BackupRefused("The backup holds other numbers of rows or files than it says.")
        for name, (number, given) in said["sequences"].items():
            cursor.execute("SELECT setval(%s::regclass, %s, %s)", [quoted(name), number, given])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in held:
            cursor.execute(f"ALTER TABLE {quoted(table)} ENABLE TRIGGER USER")
    return {"rows": sum(rows.values()), "files": files}


def _make_room(cursor: Any, held: dict[str, list[str]]) -> None:
    """Empty what the migrations filled, and keep the database from writing history and search words of its own."""
    found, left = tables(), left_out()
    here = {name: columns for name, columns in found.items() if name not in left | {target.MARK}}
    if differing := sorted(n for n in here.keys() | held.keys() if sorted(here.get(n, ())) != sorted(held.get(n, ()))):
        raise BackupRefused(f"The backup has another layout than this version knows: {', '.join(differing[:3])}.")
    for table in held:
        cursor.execute(f"ALTER TABLE {quoted(table)} DISABLE TRIGGER USER")
    emptied = [name for name in found if name not in {MIGRATIONS, target.MARK}]  # sessions name people
    cursor.execute(f"TRUNCATE {', '.join(map(quoted, emptied))}")


def _take_rows(cursor: Any, member: Member, table: str, columns: list[str]) -> int:
    statement = f"COPY {quoted(table)} ({', '.join(map(quoted, columns))}) FROM STDIN"
    with cursor.copy(statement) as copy:
        copy.write(gzip.decompress(member.data.read()))
    return int(cursor.rowcount)


def _take_file(member: Member) -> None:
    """Put an original where this installation keeps them. Not straight from the tar archive: a store of files asks for
    its bytes twice, which a tar archive that is read front to back cannot give.
    """
    wanted = member.name.removeprefix(A_FILE)
    with SpooledTemporaryFile(max_size=KEPT_IN_MEMORY) as copy:
        shutil.copyfileobj(member.data, copy, CHUNK)
        copy.seek(0)
        name = default_storage.save(wanted, File(copy, name=wanted))
    if name != wanted:
        raise BackupRefused(f"The place of the originals cannot keep a file as {wanted}.")
