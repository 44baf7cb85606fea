"""``manage.py load_reference``: add the facts that public sources tell of meetings, people, codes and themes."""

from typing import Any

from django.core.management.base import BaseCommand

from meetings.reference import load_reference


class Command(BaseCommand):
    help = "Add the known meetings, people, codes, themes and instruments that are missing; change nothing."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_reference()
        if any(added.values()):
            self.stdout.write("Added: " + ", ".join(f"{what} {count}" for what, count in added.items() if count) + ".")
        else:
            self.stdout.write("All reference facts are in the archive already.")
