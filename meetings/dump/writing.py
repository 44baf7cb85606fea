"""Write the whole archive into one ZIP file: rows as JSON Lines, files as they are, and a list of it all."""

import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from django.db import connection, transaction

from meetings.dump.refusals import DumpRefused
from meetings.dump.tables import FORMAT, VERSION, Table, named_rows, tables
from meetings.models import OutcomeNote, UploadLine

CHUNK = 1024 * 1024
AT_A_TIME = 500  # rows


class Measured:
    """Writes on to ``file`` and keeps the hash and the size of what went through."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash, self.size = file, hashlib.sha256(), 0

    def write(self, data: bytes) -> None:
        self.file.write(data)
        self.hash.update(data)
        self.size += len(data)

    @property
    def said(self) -> dict[str, Any]:
        return {"sha256": self.hash.hexdigest(), "size": self.size}


def write(path: Path) -> dict[str, int]:
    """Write the archive, as it stands at one moment, to the new file ``path``; how many rows and files it holds.

    The file gets its name only when it is whole. Only its owner may read it: it holds LIMITE papers and people's
    private folders. Raises DumpRefused when there is such a file, or when an original is missing.
    """
    if path.exists():
        raise DumpRefused(f"{path} is there already. Choose another name, or move it away.")
    if not path.parent.is_dir():
        raise DumpRefused(f"{path.parent} is no folder. Make it first, or choose another place.")
    unfinished = path.with_name(f"{path.name}.unfinished")
    opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        connection.cursor().close()  # tells the session who reads, which nothing may do before the level is set
        with os.fdopen(opened, "wb") as file, transaction.atomic():
            _one_moment()
            if waiting := UploadLine.objects.unfinished().count():
                raise DumpRefused(f"Uploaded files are still waiting to be read: {waiting}. Let them be read first.")
            counts = _write(file)
        unfinished.rename(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return counts


def _one_moment() -> None:
    """All that is read in this transaction is read as it stood at its beginning."""
    with connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")


def _write(file: IO[bytes]) -> dict[str, int]:
    rows: dict[str, Any] = {}
    files: dict[str, Any] = {}
    with ZipFile(file, "w", ZIP_DEFLATED, allowZip64=True) as dump:
        for table in tables():
            measured, count = _write_rows(dump, table)
            rows[table.name] = {"rows": count, "columns": table.columns, **measured.said}
            for column in table.files:
                files |= _write_files(dump, table, column)
        listed = {
            "format": FORMAT,
            "version": VERSION,
            "written_at": datetime.now(UTC).isoformat(timespec="seconds"),
            "reader_versions": sorted(set(OutcomeNote.objects.values_list("reader_version", flat=True))),
            "tables": rows,
            "files": files,
            "named": named_rows(),
        }
        contents = json.dumps(listed, indent=1, ensure_ascii=False).encode()
        dump.writestr("contents.json", contents)
        dump.comment = hashlib.sha256(contents).hexdigest().encode()
    return {"rows": sum(each["rows"] for each in rows.values()), "files": len(files)}


def _write_rows(dump: ZipFile, table: Table) -> tuple[Measured, int]:
    count = 0
    with dump.open(ZipInfo(f"rows/{table.name}.jsonl"), "w", force_zip64=True) as member:
        measured = Measured(member)
        for row in _rows(table):
            measured.write(row.encode() + b"\n")
            count += 1
    return measured, count


def _rows(table: Table) -> Iterator[str]:
    """Each row as PostgreSQL itself writes it as JSON: it reads it back without any loss."""
    quote = connection.ops.quote_name
    columns = [f"'' AS {quote(name)}" if name in table.emptied else quote(name) for name in table.columns]
    # The names are those of the models.
    statement = (
        f"SELECT row_to_json(r)::text FROM (SELECT {', '.join(columns)} FROM {quote(table.name)}"  # noqa: S608
        f" ORDER BY {quote(table.key)}) r"
    )
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement)
        while rows := cursor.fetchmany(AT_A_TIME):
            for (row,) in rows:
                yield row


def _write_files(dump: ZipFile, table: Table, column: Any) -> dict[str, Any]:
    """The files that a column names, under the table and the name that it gives them."""
    held = table.model._base_manager.exclude(**{column.name: ""}).exclude(**{column.name: None})
    said = {}
    for name in sorted(set(held.values_list(column.name, flat=True))):
        member_name = f"files/{table.name}/{column.column}/{name}"
        try:
            original = column.storage.open(name)
        except FileNotFoundError as missing:
            raise DumpRefused(
                f"The file {name} is missing from the folder of files. Put it back from a backup, then write the dump."
            ) from missing
        info = ZipInfo(member_name)
        info.compress_type = ZIP_STORED  # most are compressed already
        with original, dump.open(info, "w", force_zip64=True) as member:
            measured = Measured(member)
            while data := original.read(CHUNK):
                measured.write(data)
        said[member_name] = {"table": table.name, "column": column.column, "name": name, **measured.said}
    return said
