"""Prints what the reader finds in a file, as JSON; nothing is stored and no database is touched."""

import json
import os
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from meetings.reading.as_json import as_json, refused_json
from meetings.reading.child import read_in_child
from meetings.reading.limits import LIMITS
from meetings.reading.refusals import Reason, SourceRefused, UnreadableSource

READ, REFUSED = 0, 2


class Command(BaseCommand):
    help = "Print what the reader finds in a file, as JSON (docs/read_note.md). Exit 0 when read, 2 when refused."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="a PDF, Word, HTML, Markdown or text file")
        parser.add_argument("--indent", type=int, default=2, metavar="N", help="spaces of indentation (default 2)")

    def handle(self, *args: Any, file: str, indent: int, **options: Any) -> None:
        try:
            note = read_in_child(bytes_of(Path(file)), Path(file).name)
        except SourceRefused as refusal:
            self.print(refused_json(refusal), indent)
            self.stderr.write(refusal.detail)
            sys.exit(REFUSED)
        self.print(as_json(note), indent)

    def print(self, found: dict[str, Any], indent: int) -> None:
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=indent if indent > 0 else None))


def bytes_of(path: Path) -> bytes:
    """The bytes of the file, one more than may be read at most. Raises UnreadableSource with one sentence."""
    name = os.fsencode(path).decode("utf-8", "replace")
    try:
        with path.open("rb") as file:
            return file.read(LIMITS.file_bytes + 1)
    except FileNotFoundError:
        detail = f"There is no file {name}; check the path."
    except IsADirectoryError:
        detail = f"{name} is a folder; name one file in it."
    except PermissionError:
        detail = f"The file {name} may not be read by this user; ask its owner for leave to read it."
    except (OSError, ValueError):
        detail = f"The file {name} could not be opened; check the path and the disk."
    raise UnreadableSource(Reason.NO_FILE, detail)
