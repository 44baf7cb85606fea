"""``manage.py dump_archive FILE``: the whole archive as one file, for an empty installation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from meetings import dump
from meetings.sharing.records import record_dump


class Command(BaseCommand):
    help = "Write the whole archive, rows and original files, into one new ZIP file (docs/dump.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="The new file, such as archive-2027-03-01.zip")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            written = dump.write(options["file"])
        except dump.DumpRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        record_dump(file=options["file"].name)
        self.stdout.write(
            f"Wrote {written['rows']} row{pluralize(written['rows'])} and {written['files']} "
            f"file{pluralize(written['files'])} to {options['file']}. "
            "It holds LIMITE papers and private folders: keep it as you keep those."
        )
