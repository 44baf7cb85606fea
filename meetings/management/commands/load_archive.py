"""``manage.py load_archive FILE``: take a dump into an empty installation."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.template.defaultfilters import pluralize

from meetings import dump


class Command(BaseCommand):
    help = "Take a file of dump_archive into an empty installation: all of it, or nothing (docs/dump.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A file that dump_archive wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = dump.load(options["file"])
        except dump.DumpRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Took in {loaded['rows']} row{pluralize(loaded['rows'])} and {loaded['files']} "
            f"file{pluralize(loaded['files'])}. Accounts came without passwords: "
            "set one for an administrator with “changepassword NAME”."
        )
