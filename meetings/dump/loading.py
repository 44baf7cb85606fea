"""Take a dump into an empty installation: all of it, or nothing."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

from django.contrib.auth.hashers import make_password
from django.core.files import File
from django.core.files.storage import Storage
from django.core.management.color import no_style
from django.db import connection, transaction

from meetings.dump.refusals import DumpRefused
from meetings.dump.tables import FORMAT, PASSWORD, VERSION, Table, named_rows, tables
from meetings.dump.writing import CHUNK

AT_A_TIME = 500  # rows
CONTENTS = "contents.json"


def load(path: Path) -> dict[str, int]:
    """Take in the dump at ``path``; how many rows and files came in.

    Everything is checked before anything is written. Raises DumpRefused for a file that is half, foreign, newer, of
    another layout or changed, and when this installation is not empty.
    """
    try:
        dump = ZipFile(path)
    except FileNotFoundError as missing:
        raise DumpRefused(f"There is no file {path}.") from missing
    except (BadZipFile, OSError) as broken:
        raise DumpRefused(f"{path} is no dump of an archive, or only a half one. Fetch it again.") from broken
    with dump:
        said = _contents(dump, path)
        held = tables()
        _check_layout(said, held)
        _check_members(dump, said)
        _check_empty(held)
        return _load(dump, said, held)


def _contents(dump: ZipFile, path: Path) -> dict[str, Any]:
    """What the dump says that it holds, when it is one of ours that this version can read."""
    try:
        written = dump.read(CONTENTS)
        said = json.loads(written)
        ours = said["format"] == FORMAT
        version = int(said["version"])
    except (KeyError, TypeError, ValueError, BadZipFile) as foreign:
        raise DumpRefused(f"{path} is no dump of an archive like this one.") from foreign
    if not ours:
        raise DumpRefused(f"{path} is no dump of an archive like this one.")
    if version > VERSION:
        raise DumpRefused(
            f"The dump has format {version}; this installation reads up to {VERSION}. Install a newer version first."
        )
    if hashlib.sha256(written).hexdigest().encode() != dump.comment:
        raise DumpRefused("The list of contents was changed after the dump was written. Fetch the dump again.")
    return dict(said)


def _check_layout(said: dict[str, Any], held: list[Table]) -> None:
    """Refuse a dump whose tables or columns are not those of this version."""
    theirs = {name: sorted(table["columns"]) for name, table in said["tables"].items()}
    ours = {table.name: sorted(table.columns) for table in held}
    if differing := sorted(name for name in theirs.keys() | ours.keys() if theirs.get(name) != ours.get(name)):
        raise DumpRefused(
            f"The dump was written by another version of the archive: {', '.join(differing[:3])} differ. "
            "Load it with the version that wrote it, then install the newer one."
        )


def _check_members(dump: ZipFile, said: dict[str, Any]) -> None:
    """Refuse a dump of which something is missing, was added, or is not as it was written."""
    wanted = {f"rows/{name}.jsonl": table for name, table in said["tables"].items()} | said["files"]
    names = dump.namelist()
    if len(names) != len(set(names)) or set(names) != wanted.keys() | {CONTENTS}:
        raise DumpRefused("Something was added to the dump or taken out of it. Fetch the dump again.")
    for name, told in wanted.items():
        digest = hashlib.sha256()
        try:
            with dump.open(name) as member:
                while data := member.read(CHUNK):
                    digest.update(data)
        except (BadZipFile, OSError) as broken:
            raise DumpRefused(f"{name} in the dump cannot be read. Fetch the dump again.") from broken
        if digest.hexdigest() != told["sha256"]:
            raise DumpRefused(f"{name} was changed after the dump was written. Fetch the dump again.")


def _check_empty(held: list[Table]) -> None:
    """Refuse an installation that holds anything."""
    for table in held:
        if table.model._base_manager.exists():
            raise DumpRefused(
                f"This installation is not empty: {table.name} has rows. Load the dump into a new database, after "
                "“migrate” and before anything else."
            )


def _load(dump: ZipFile, said: dict[str, Any], held: list[Table]) -> dict[str, int]:
    """Files first: without the rows that name them nobody can reach them, and they are removed when the rows fail."""
    saved: list[tuple[Storage, str]] = []
    try:
        storages = {(table.name, column.column): column.storage for table in held for column in table.files}
        for member_name, told in said["files"].items():
            _load_file(dump, member_name, told, storages[told["table"], told["column"]], saved)
        with transaction.atomic():
            ours = named_rows()
            rows = sum(_load_rows(dump, table, said, ours) for table in held)
            with connection.cursor() as cursor:
                cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
                for statement in connection.ops.sequence_reset_sql(no_style(), [table.model for table in held]):
                    cursor.execute(statement)
    except BaseException:
        for storage, name in saved:
            storage.delete(name)
        raise
    return {"rows": rows, "files": len(said["files"])}


def _load_file(
    dump: ZipFile, member_name: str, told: dict[str, Any], storage: Storage, saved: list[tuple[Storage, str]]
) -> None:
    if storage.exists(told["name"]):
        raise DumpRefused(f"The folder of files holds {told['name']} already. Empty it, then load the dump.")
    with dump.open(member_name) as member:
        name = storage.save(told["name"], File(member, name=told["name"]))
    saved.append((storage, name))
    if name != told["name"]:
        raise DumpRefused(f"The folder of files cannot keep a file as {told['name']}.")


def _load_rows(dump: ZipFile, table: Table, said: dict[str, Any], ours: dict[str, dict[str, int]]) -> int:
    """Write the rows of one table with the keys that they had; what PostgreSQL wrote as JSON it reads back itself."""
    quote = connection.ops.quote_name
    columns = ", ".join(quote(name) for name in table.columns)
    # The names are those of the models; the rows are a parameter.
    statement = (
        f"INSERT INTO {quote(table.name)} ({columns}) SELECT {columns} "  # noqa: S608
        f"FROM json_populate_recordset(NULL::{quote(table.name)}, %s::json)"
    )
    count = 0
    with connection.cursor() as cursor:
        for rows in _batches(dump, table, said, ours):
            cursor.execute(statement, [f"[{','.join(rows)}]"])
            count += len(rows)
    if count != said["tables"][table.name]["rows"]:
        raise DumpRefused(f"{table.name} has not as many rows in the dump as its list of contents says, but {count}.")
    return count


def _batches(dump: ZipFile, table: Table, said: dict[str, Any], ours: dict[str, dict[str, int]]) -> Iterator[list[str]]:
    refers = {
        column: ({pk: name for name, pk in said["named"][to._meta.db_table].items()}, ours[to._meta.db_table])
        for column, to in table.refers.items()
    }
    batch: list[str] = []
    with dump.open(f"rows/{table.name}.jsonl") as member:
        for line in member:
            row = line.decode().rstrip("\n")
            batch.append(_numbered(row, table, refers) if refers or PASSWORD in table.columns else row)
            if len(batch) == AT_A_TIME:
                yield batch
                batch = []
    if batch:
        yield batch


def _numbered(written: str, table: Table, refers: dict[str, tuple[dict[int, str], dict[str, int]]]) -> str:
    """A row with the numbers of this installation, and an account without any password."""
    row = json.loads(written)
    for column, (names, numbers) in refers.items():
        if row[column] is not None:
            name = names[row[column]]
            if name not in numbers:
                raise DumpRefused(f"This installation does not know {name}, which {table.name} names.")
            row[column] = numbers[name]
    if PASSWORD in row:
        row[PASSWORD] = make_password(None)
    return json.dumps(row, ensure_ascii=False)
