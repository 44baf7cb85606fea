"""Holds what the reader finds against gold records: precision, recall and F1 for every field and finder."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from meetings.reading.as_json import as_json, refused_json
from meetings.reading.child import read_in_child
from meetings.reading.progress import as_lines, as_record, progress
from meetings.reading.refusals import SourceRefused
from meetings.reading.report import Tallies, compare

ENDING = ".gold.json"


class Command(BaseCommand):
    help = "Compare what the reader finds with the gold records in folders. Exit 1 when a find was lost (--against)."
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER", help="holds papers and NAME.gold.json")
        parser.add_argument("--json", action="store_true", help="print the figures and finds as JSON")
        parser.add_argument("--brief", action="store_true", help="print the figures only")
        parser.add_argument("--against", type=Path, metavar="FILE", help="an earlier report; exit 1 for lost finds")
        parser.add_argument("--write", type=Path, metavar="FILE", help="write the report to FILE")

    def handle(self, *args: Any, folders: list[Path], **options: Any) -> None:
        papers = {name: tallies for folder in folders for name, tallies in compared(folder)}
        if not papers:
            raise CommandError(f"No paper with a {ENDING} record beside it in {', '.join(map(str, folders))}.")
        record = as_record(papers)
        if options["json"]:
            self.stdout.write(json.dumps(record, ensure_ascii=False, indent=1))
        else:
            self.stdout.write("\n".join(as_lines(papers, details=not options["brief"])))
        if options["write"]:
            options["write"].write_text(json.dumps(record, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if options["against"] and self.has_lost(record, options["against"]):
            sys.exit(1)

    def has_lost(self, record: dict[str, Any], against: Path) -> bool:
        """Say what was gained and lost against an earlier report; whether anything was lost."""
        try:
            change = progress(record, json.loads(against.read_text(encoding="utf-8")))
        except (OSError, ValueError, KeyError) as error:
            raise CommandError(f"{against} is not a report written with --write: {error}") from None
        for words, finds in (("gained", change.gained), ("invented", change.newly_invented), ("LOST", change.lost)):
            self.stderr.write(f"{words}: {len(finds)}")
            for find in finds:
                self.stderr.write(f"  {find}")
        return bool(change.lost)


def compared(folder: Path) -> Iterator[tuple[str, Tallies]]:
    """Each paper of the folder that has a gold record, by its name, with how its reading compares."""
    if not folder.is_dir():
        raise CommandError(f"{folder} is no folder.")
    for record in sorted(folder.glob(f"*{ENDING}")):
        gold = json.loads(record.read_text(encoding="utf-8"))
        stem = record.name.removesuffix(ENDING)
        beside = sorted(path for path in folder.glob(f"{stem}.*") if not path.name.endswith(ENDING))
        named = folder / Path(gold.get("file", "")).name
        for paper in beside or ([named] if named.is_file() else []):
            try:
                reading = as_json(read_in_child(paper.read_bytes(), paper.name))
            except SourceRefused as refusal:
                reading = refused_json(refusal)
            yield paper.name, compare(reading, gold)
