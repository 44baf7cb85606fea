"""``manage.py restore FILE``: a backup into an empty installation of the same or a newer version."""

from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import Error
from django.template.defaultfilters import pluralize

from archive import backup


class Command(BaseCommand):
    help = "Restore a file of backup into an empty installation, and check the archive (docs/operate.md)."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path, help="A file that backup wrote")

    def handle(self, *args: Any, **options: Any) -> None:
        say = self.stdout.write if options["verbosity"] > 1 else lambda _: None
        try:
            counts = backup.restore(options["file"], say)
        except backup.BackupRefused as refusal:
            raise CommandError(str(refusal)) from refusal
        except (Error, OSError) as broken:
            reason = getattr(broken, "strerror", None) or broken
            raise CommandError(
                f"The restore stopped: {reason}\nMend that and run it again; it begins anew. If it had begun to change "
                "the installation, that is only half restored until then, and is not served."
            ) from broken
        rows, files = counts["rows"], counts["files"]
        self.stdout.write(f"Restored {rows} row{pluralize(rows)} and {files} original{pluralize(files)}.")
        try:
            call_command("check_archive", stdout=self.stdout, stderr=self.stderr)
        except CommandError as faults:
            raise CommandError(f"The backup was restored. {faults} They are named above.") from faults
