"""Passages of a note that say the same as a passage of the public joint statement of that meeting."""

from typing import Any

from django.conf import settings
from django.db import models

from meetings.models.agenda import Paragraph
from meetings.models.note import OutcomeNote


class PublicTwinQuerySet(models.QuerySet["PublicTwin"]):
    def visible_to(self, user: Any) -> "PublicTwinQuerySet":
        """Pairs of which ``user`` may read both passages, without those that a curator rejected."""
        readable = OutcomeNote.objects.visible_to(user)
        pairs = self.filter(passage__note__in=readable, public_passage__note__in=readable)
        return pairs.filter(state=PublicTwin.CONFIRMED)


class PublicTwin(models.Model):
    """A curator's judgement of a pair that likeness proposed: the same thing said in both papers, or not."""

    CONFIRMED, REJECTED = "confirmed", "rejected"
    STATES = [(CONFIRMED, "Confirmed"), (REJECTED, "Rejected")]

    passage = models.ForeignKey(Paragraph, models.CASCADE, related_name="public_twins")
    public_passage = models.ForeignKey(Paragraph, models.CASCADE, related_name="twins_of")
    state = models.CharField(max_length=10, choices=STATES)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = PublicTwinQuerySet.as_manager()

    class Meta:
        ordering = ["passage", "public_passage"]
        constraints = [
            models.UniqueConstraint(
                name="public_twin_once",
                fields=["passage", "public_passage"],
                violation_error_message="This pair was judged already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.passage.citation} and {self.public_passage.citation}"
