"""Participants that a curator found to be one."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from meetings.models.participant import Participant, Participation, PublicParticipation


class ParticipantMerge(models.Model):
    """That one participant was found to be another: who said so, when and why, and all that is needed to split them.

    ``slug`` and ``name`` are of the one that was merged away. Its address leads on, its name is known as the other's.
    """

    kept = models.ForeignKey(Participant, models.CASCADE, related_name="merges")
    name = models.CharField()
    slug = models.SlugField(max_length=120, unique=True)
    variants = ArrayField(models.CharField(), default=list, blank=True, help_text="Of the one merged away.")
    learnt = ArrayField(models.CharField(), default=list, blank=True, help_text="Forms that the kept one had not had.")
    noted = ArrayField(models.BigIntegerField(), default=list, help_text="Participations that were moved.")
    public = ArrayField(models.BigIntegerField(), default=list, help_text="Public participations that were moved.")
    sent = ArrayField(models.BigIntegerField(), default=list, help_text="Public participations of whom it had sent.")
    merged_at = models.DateTimeField(auto_now_add=True)
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    why = models.TextField()

    class Meta:
        ordering = ["-merged_at"]
        constraints = [
            models.CheckConstraint(
                name="participant_merge_has_a_reason",
                condition=~Q(why=""),
                violation_error_message="Say in a few words why the two are one.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} is {self.kept}"

    def is_known_to(self, user: Any) -> bool:
        """Whether ``user`` may know of the one merged away: from a readable note, or from a public source."""
        return (
            Participation.objects.visible_to(user).filter(pk__in=self.noted).exists()
            or PublicParticipation.objects.visible_to(user).filter(pk__in=[*self.public, *self.sent]).exists()
        )
