"""What is public already: a passage of an outcome note and the passage of a public paper that says the same."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from meetings.access import may_review
from meetings.council.markings import Marking
from meetings.models.agenda import Paragraph
from meetings.models.note import OutcomeNote


class PublicTwinQuerySet(models.QuerySet["PublicTwin"]):
    def visible_to(self, user: Any) -> "PublicTwinQuerySet":
        """Twins of which ``user`` may read BOTH passages; proposed and rejected ones only for who reviews them.

        So that nobody learns from a public passage that a note they may not read exists. What is no longer public,
        or no longer of the same meeting, is no twin.
        """
        readable = OutcomeNote.objects.visible_to(user)
        both = self.still_public().filter(passage__note__in=readable, public_passage__note__in=readable)
        return both if may_review(user) else both.confirmed()

    def still_public(self) -> "PublicTwinQuerySet":
        """Those whose public paper is open to every reader and reports the meeting that the note reports."""
        return self.filter(
            public_passage__note__deleted_at=None,
            public_passage__note__state=OutcomeNote.PUBLISHED,
            public_passage__note__published_at__lte=Now(),
            public_passage__note__marking=Marking.PUBLIC.value,
            public_passage__note__meeting=F("passage__note__meeting"),
        )

    def confirmed(self) -> "PublicTwinQuerySet":
        return self.filter(state=PublicTwin.CONFIRMED)

    def proposed(self) -> "PublicTwinQuerySet":
        return self.filter(state=PublicTwin.PROPOSED)

    def in_order(self) -> "PublicTwinQuerySet":
        """As the note reads, the likeliest twin of each passage first."""
        return self.order_by(
            "passage__note", "passage__position", F("score").desc(nulls_first=True), "public_passage__position", "pk"
        )


class PublicTwin(models.Model):
    """A pair that was proposed by shared words or entered by a person, and what a person decided about it.

    A rejected pair stays as a row, so that it is not proposed again.
    """

    FOUND, ENTERED = "found", "entered"
    PROPOSED, CONFIRMED, REJECTED = "proposed", "confirmed", "rejected"
    ORIGINS = [(FOUND, _("Found by shared words")), (ENTERED, _("Entered by a person"))]
    STATES = [(PROPOSED, _("Proposed")), (CONFIRMED, _("Confirmed")), (REJECTED, _("Rejected"))]

    passage = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="public_twins", verbose_name=_("passage of the note")
    )
    public_passage = models.ForeignKey(
        Paragraph, models.CASCADE, related_name="twins_in_notes", verbose_name=_("public passage")
    )
    score = models.FloatField(null=True, blank=True, help_text=_("From 0 to 1; none when a person entered the pair."))
    shared = ArrayField(models.CharField(), default=list, blank=True, help_text=_("The rarest words that both share."))
    origin = models.CharField(max_length=10, choices=ORIGINS, default=FOUND)
    state = models.CharField(max_length=10, choices=STATES, default=PROPOSED)
    why = models.TextField(blank=True, help_text=_("The reason given by the person who decided."))
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)  # goes up with each judgement of a person

    objects = PublicTwinQuerySet.as_manager()

    class Meta:
        verbose_name = _("public twin")
        ordering = ["passage", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="public_twin_once",
                fields=["passage", "public_passage"],
                violation_error_message=_("These two passages are recorded as a pair already."),
            ),
            models.CheckConstraint(
                name="public_twin_of_another_passage",
                condition=~Q(passage=F("public_passage")),
                violation_error_message=_("A passage is not its own twin."),
            ),
            models.CheckConstraint(
                name="decided_twin_has_a_time",
                condition=Q(state="proposed") | Q(decided_at__isnull=False),
                violation_error_message=_("A confirmed or rejected pair needs the time of the decision."),
            ),
            models.CheckConstraint(
                name="found_twin_has_a_score",
                condition=Q(origin="entered", score__isnull=True)
                | Q(origin="found", score__isnull=False, score__gte=0, score__lte=1),
                violation_error_message=_(
                    "A pair that was found needs its score from 0 to 1; an entered one has none."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.passage.citation} = {self.public_passage.citation}"

    def get_absolute_url(self) -> str:
        return self.passage.get_absolute_url()

    @property
    def both(self) -> tuple[Paragraph, Paragraph]:
        return self.passage, self.public_passage
