"""``manage.py ingest_notes PATH…``: receive files or whole folders, one line a file."""

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from meetings.ingest import OtherTextHeld, receive_source
from meetings.reading.limits import LIMITS
from meetings.reading.refusals import SourceRefused

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
        parser.add_argument("--report", type=Path, metavar="FILE.json", help="Write one record a file as JSON.")
        parser.add_argument("--bar", action=argparse.BooleanOptionalAction, default=None, help="Show progress.")

    def handle(self, *args: Any, paths: list[Path], publish: bool, report: Path | None, **options: Any) -> None:
        files = [file for path in paths for file in files_under(path)]
        if not files:
            raise CommandError("No files to read were found there. Name a file, or a folder that holds notes.")
        bar = options["bar"] if options["bar"] is not None else sys.stderr.isatty()
        rows = []
        for done, file in enumerate(files):
            if bar:
                self.show_bar(done, len(files), file.name)
            rows.append(receive(file, publish=publish))
        if bar:
            self.show_bar(len(files), len(files), "")
        for row in rows:
            self.stdout.write(f"{row.file}: {row.sentence}")
        if report is not None:
            self.write_report(report, rows)
        if refused := sum(row.outcome in {"refused", "other-text-held"} for row in rows):
            raise CommandError(f"{refused} of {len(rows)} files were not kept; the lines above say why.")

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


def receive(file: Path, *, publish: bool) -> Row:
    """Receive one file and say what became of it; only a broken database stops the others."""
    try:
        with file.open("rb") as opened:
            data = opened.read(LIMITS.file_bytes + 1)  # one byte too many is enough for the reader to refuse it
        receipt = receive_source(data=data, name=file.name, by=None, publish=publish)
    except OSError as error:
        return Row(str(file), "refused", "unreadable", None, f"The file cannot be opened: {error.strerror}.", False)
    except SourceRefused as refusal:
        return Row(str(file), "refused", refusal.reason, None, refusal.detail, False)
    except OtherTextHeld as held:
        return Row(str(file), "other-text-held", None, held.note.name, str(held), False)
    sentence = receipt.sentence
    if receipt.unpublished:
        sentence += " Not published: " + " ".join(receipt.unpublished)
    return Row(str(file), receipt.outcome, None, receipt.note.name, sentence, receipt.note.is_published)
