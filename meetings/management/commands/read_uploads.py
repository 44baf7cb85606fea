"""``manage.py read_uploads``: the worker that reads what was sent; it stays until it is stopped."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.tasks import default_task_backend
from django.template.defaultfilters import pluralize

from meetings.ingest.tasks import keep_reading, read_waiting, start_reading


class Command(BaseCommand):
    help = "Read the files that were sent, and those that a killed worker left half-way; then wait for more."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Read what waits now, then stop.")
        parser.add_argument("--beside", action="store_true", help="Only ask for it, as the upload page does.")

    def handle(self, *args: Any, once: bool, beside: bool, verbosity: int, **options: Any) -> None:
        if beside:
            start_reading()
            return
        if once or not default_task_backend.supports_get_result:  # a queue that does not outlive this process
            read = read_waiting.call()
            self.stdout.write(f"{read} {pluralize(read, 'file was,files were')} read.")
        else:
            keep_reading(lambda: call_command("db_worker", verbosity=verbosity, reload=False))
