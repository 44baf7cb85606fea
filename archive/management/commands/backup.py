"""``manage.py backup FILE``: the whole installation as one file, while people work."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from archive import backup
from archive.backup.writing import write_to


class Command(BaseCommand):
    help = "Write database and originals, as they stand at one moment, into one new file (docs/operate.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", help="The new file, such as archive-2027-03-01.tar; - writes to a pipe")

    def handle(self, *args: Any, **options: Any) -> None:
        given = options["file"]
        say = self.stderr.write if options["verbosity"] > 1 else lambda _: None
        self.stderr.style_func = None
        try:
            written = write_to(sys.stdout.buffer, say) if given == "-" else backup.write(Path(given), say)
        except backup.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as broken:
            raise CommandError(f"The backup was not written to its end: {broken.strerror}.") from broken
        told = (
            f"Wrote {written['rows']} row{pluralize(written['rows'])} and {written['files']} "
            f"original{pluralize(written['files'])}, {written['bytes'] / 1e6:.1f} MB. It holds "
            "LIMITE papers and what lets people sign in: keep it as you keep those."
        )
        if left := written["left"]:
            told += f" Left out, as ever: {left} uploaded file{pluralize(left)}, waiting or refused."
        (self.stderr if given == "-" else self.stdout).write(told)
