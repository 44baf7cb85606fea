"""``manage.py ingest_notes PATH…``: receive files or whole folders, one line a file.

The same deed as behind the upload page, with the same history: the run is an upload, listed among the others.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.files.base import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from meetings.ingest import note_unopened, receive_now
from meetings.ingest.reasons import CANNOT_OPEN, OTHER_TEXT
from meetings.ingest.uploads import cannot_keep, digest_of
from meetings.models import Source, Upload, UploadLine

# In a folder, what stands beside the papers: descriptions and expected findings.
BESIDE = ("README*", "*.json", "*.py", ".*")


@dataclass(frozen=True)
class Row:
    """One line of the report."""

    file: str
    outcome: str
    reason: str | None
    note: str | None
    sentence: str
    published: bool


class Command(BaseCommand):
    help = "Receive outcome notes: read each file and keep it whole, or refuse it with a sentence."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="A file, or a folder of files.")
        parser.add_argument("--publish", action="store_true", help="Publish each note against which nothing stands.")
        parser.add_argument("--new", action="store_true", help="Pass over files that the archive holds already.")
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="Write one record a file as JSON.")
        parser.add_argument("--bar", action=argparse.BooleanOptionalAction, default=None, help="Show progress.")

    def handle(
        self, *args: Any, paths: list[Path], publish: bool, new: bool, report: Path | None, **options: Any
    ) -> None:
        files = [file for path in paths for file in files_under(path) if not (new and is_held(file))]
        if not files and not new:
            raise CommandError("No files to read were found there. Name a file, or a folder that holds notes.")
        if not files:
            return
        bar = options["bar"] if options["bar"] is not None else sys.stderr.isatty()
        rows = []
        upload = Upload.objects.create(way=Upload.COMMAND)
        for done, file in enumerate(files):
            if bar:
                self.show_bar(done, len(files), file.name)
            rows.append(receive(file, upload=upload, position=done + 1, publish=publish))
        if bar:
            self.show_bar(len(files), len(files), "")
        for row in rows:
            self.stdout.write(f"{row.file}: {row.sentence}")
        if report is not None:
            self.write_report(report, rows)
        if refused := sum(row.note is None or row.outcome == OTHER_TEXT for row in rows):
            raise CommandError(
                f"{refused} of {len(rows)} {pluralize(rows, 'file was,files were')} not kept; the lines above say why."
            )

    def show_bar(self, done: int, whole: int, name: str) -> None:
        """Draw how far it is, over the last drawing where the output is a terminal."""
        filled = round(24 * done / whole)
        drawn = f"Reading notes [{'█' * filled}{'·' * (24 - filled)}] {done}/{whole} {name[:40]}".rstrip()
        if self.stderr.isatty():
            self.stderr.write(f"\r\033[K{drawn}", ending="\n" if done == whole else "")
        else:
            self.stderr.write(drawn)
        self.stderr.flush()

    def write_report(self, report: Path, rows: list[Row]) -> None:
        try:
            report.write_text(
                json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
            )
        except OSError as error:
            raise CommandError(f"The report could not be written to {report}: {error.strerror}.") from None


def files_under(path: Path) -> Iterator[Path]:
    """The file itself, or the papers in a folder and its folders, by name. Raises CommandError."""
    if path.is_dir():
        for file in sorted(path.rglob("*")):
            if file.is_file() and not any(file.match(beside) for beside in BESIDE):
                yield file
    elif path.exists():
        yield path
    else:
        raise CommandError(f"There is no file or folder {path}.")


def is_held(file: Path) -> bool:
    """Whether the archive holds these very bytes; a file that cannot be opened is not passed over."""
    try:
        with file.open("rb") as opened:
            return Source.objects.filter(sha256=digest_of(File(opened))).exists()
    except OSError:
        return False


def receive(file: Path, *, upload: Upload, position: int, publish: bool) -> Row:
    """Receive one file and say what became of it; only a broken database stops the others."""
    try:
        with file.open("rb") as opened:
            line = receive_now(file=File(opened, name=file.name), upload=upload, position=position, publish=publish)
    except OSError as error:
        if cannot_keep(error):
            raise CommandError(
                f"{file.name} and the files after it were not kept: {error.strerror}. Make room, then run this again "
                "with --new."
            ) from None
        line = note_unopened(name=file.name, why=error.strerror or "unknown", upload=upload, position=position)
    return row_of(file, line)


def row_of(file: Path, line: UploadLine) -> Row:
    """The line as a record of the report. There, what cannot be opened counts as refused."""
    outcome, reason = line.state, line.reason or None
    if reason == OTHER_TEXT:
        outcome, reason = OTHER_TEXT, None
    elif reason == CANNOT_OPEN:
        outcome = UploadLine.REFUSED
    note = line.note
    return Row(str(file), outcome, reason, note and note.name, line.sentence, bool(note and note.is_published))
