"""``manage.py remove_old_access_records``: what the register of access has kept long enough goes, and failed tries."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.template.defaultfilters import pluralize
from django.utils import timezone

from meetings.entrance.tries import KEPT_FOR, remove_old_tries
from meetings.sharing.records import remove_old_records


class Command(BaseCommand):
    help = (
        "Remove the lines of the register of access that are older than ARCHIVE_ACCESS_RECORD_DAYS, "
        f"and failed tries to sign in older than {KEPT_FOR.days} days."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        removed = remove_old_records(now=timezone.now())
        days = settings.ACCESS_RECORD_DAYS
        self.stdout.write(f"Removed {removed} line{pluralize(removed)} older than {days} day{pluralize(days)}.")
        remove_old_tries(now=timezone.now())
