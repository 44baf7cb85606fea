"""``manage.py find_subjects``: find themes, instruments and days to come again in every note."""

from typing import Any

from django.core.management.base import BaseCommand
from django.template.defaultfilters import pluralize

from meetings.ingest.subjects import find_subjects_anew
from meetings.models import OutcomeNote


class Command(BaseCommand):
    help = "Find themes, instruments and days to come again in every note; needed after their terms were changed."

    def handle(self, *args: Any, **options: Any) -> None:
        notes = OutcomeNote.objects.only("pk").order_by("pk")
        for note in notes.iterator():
            find_subjects_anew(note)
        count = notes.count()
        self.stdout.write(f"Looked through {count} note{pluralize(count)}.")
