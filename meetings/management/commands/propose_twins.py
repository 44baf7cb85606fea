"""``manage.py propose_twins``: look for public twins at every meeting; safe to run again."""

from typing import Any

from django.core.management.base import BaseCommand
from django.template.defaultfilters import pluralize

from meetings.models import Meeting, OutcomeNote
from meetings.review.twins import STATEMENTS, propose_twins


class Command(BaseCommand):
    help = "Propose public twins at every meeting with both a note and a public paper; what is decided stays decided."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        public = OutcomeNote.objects.filter(kind__in=STATEMENTS).order_by().values("meeting")
        added = dropped = 0
        meetings = Meeting.objects.filter(pk__in=public).order_by("pk")
        for meeting in meetings:
            done = propose_twins(meeting)
            added, dropped = added + done.added, dropped + done.dropped
        self.stdout.write(
            f"Looked at {len(meetings)} meeting{pluralize(meetings)} with a public paper: "
            f"{added} pair{pluralize(added)} proposed, {dropped} dropped."
        )
