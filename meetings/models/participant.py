"""Persons, offices and institutions, and where they took part."""

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from meetings.council.sides import Side
from meetings.models.agenda import Paragraph
from meetings.models.meeting import Meeting
from meetings.models.note import OutcomeNote


class Participant(models.Model):
    """A person, an office or an institution, with the forms in which it is named."""

    PERSON, INSTITUTION = "person", "institution"
    KINDS = [(PERSON, "Person or office"), (INSTITUTION, "Institution")]

    name = models.CharField()
    kind = models.CharField(max_length=12, choices=KINDS)
    variants = ArrayField(models.CharField(), default=list, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="participant_once",
                fields=["name", "kind"],
                violation_error_message="This participant is in the archive already.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class ParticipationQuerySet(models.QuerySet["Participation"]):
    def visible_to(self, user: Any) -> "ParticipationQuerySet":
        """Participations that a note readable by ``user`` reports."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))


class Participation(models.Model):
    """A participant at one meeting, in the words of the note."""

    SIDES = [(Side.EU.value, "EU side"), (Side.US.value, "US side")]

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="participations")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="participations", null=True, blank=True)
    participant = models.ForeignKey(Participant, models.PROTECT, related_name="participations")
    side = models.CharField(max_length=4, choices=SIDES, blank=True)
    office = models.CharField(blank=True)
    as_named = models.CharField()
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="participations", null=True, blank=True)

    objects = ParticipationQuerySet.as_manager()

    class Meta:
        ordering = ["note", "side", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="participation_once_a_note",
                fields=["note", "participant", "office"],
                violation_error_message="This participant is recorded for that note already.",
            ),
            models.CheckConstraint(
                name="participation_has_words",
                condition=~Q(as_named=""),
                violation_error_message="A participation needs the words of the note.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant}, {self.office}" if self.office else str(self.participant)
