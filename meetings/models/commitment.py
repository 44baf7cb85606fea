"""What a side undertakes: a passage with its exact words."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Count, F, Q
from django.db.models.functions import Length
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from meetings import names
from meetings.addresses import address
from meetings.council.sides import Strength
from meetings.models.agenda import SIDES, Paragraph
from meetings.models.found import Found, FoundQuerySet

NEWEST_NOTE = (F("note__meeting__opened_on").desc(nulls_last=True), "note")
OLDEST_NOTE = (F("note__meeting__opened_on").asc(nulls_last=True), "note")
WITHIN_A_NOTE = ("paragraph__position", "start")


class CommitmentQuerySet(FoundQuerySet):
    def visible_to(self, user: Any) -> "CommitmentQuerySet":
        """Commitments in notes that ``user`` may read, without those that a reviewer rejected."""
        return super().visible_to(user).exclude(state=Commitment.REJECTED)

    def leading_for(self, user: Any) -> "CommitmentQuerySet":
        """Those that ``user`` may read, without what only an earlier version of a paper says."""
        return super().leading_for(user).exclude(state=Commitment.REJECTED)

    def newest_first(self) -> "CommitmentQuerySet":
        return self.order_by(*NEWEST_NOTE, *WITHIN_A_NOTE)

    def oldest_first(self) -> "CommitmentQuerySet":
        """Those of the earliest meeting first; of no known meeting last."""
        return self.order_by(*OLDEST_NOTE, *WITHIN_A_NOTE)

    def first_of(self, few: int, *, oldest: bool) -> "tuple[CommitmentQuerySet, int]":
        """The first ``few``, the oldest or the newest, and how many there are in all. One query now, one when they are
        read: notes are put in order first, and only those passages are looked up that may be among the few.
        """
        in_order = self.order_by(*(OLDEST_NOTE if oldest else NEWEST_NOTE))
        notes = dict(in_order.values_list("note_id").annotate(Count("pk")))
        found = self.filter(note__in=list(notes)[:few])  # each of which has one at least
        return (found.oldest_first() if oldest else found.newest_first())[:few], sum(notes.values())


class Commitment(Found):
    """A passage in which a side, or both, undertakes something; ``paragraph.text[start:end] == quote``."""

    FOUND, ENTERED = "found", "entered"
    PROPOSED, CONFIRMED, REJECTED = "proposed", "confirmed", "rejected"
    STRENGTHS = [(strength.value, names.STRENGTHS[strength.value]) for strength in reversed(Strength)]
    ORIGINS = [(FOUND, _("Found by the reader")), (ENTERED, _("Entered by a person"))]
    STATES = [
        (PROPOSED, _("Proposed")),
        (CONFIRMED, pgettext_lazy("commitment", "Confirmed")),
        (REJECTED, pgettext_lazy("commitment", "Rejected")),
    ]

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="commitments")
    side = models.CharField(max_length=4, choices=SIDES, blank=True, help_text=_("Empty when nobody is named."))
    strength = models.CharField(max_length=10, choices=STRENGTHS)
    quote = models.TextField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    rule = models.CharField(blank=True)
    origin = models.CharField(max_length=10, choices=ORIGINS, default=FOUND)
    state = models.CharField(max_length=10, choices=STATES, default=PROPOSED)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)
    revision = models.PositiveIntegerField(default=0, editable=False)  # goes up with each judgement of a person
    as_found = models.JSONField(
        null=True, blank=True, editable=False, help_text=_("What the reader had found before a person corrected it.")
    )

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ["paragraph", "start", "side"]
        constraints = [
            models.UniqueConstraint(
                name="commitment_once_a_side",
                fields=["paragraph", "start", "side"],
                violation_error_message=_("This passage is recorded as a commitment of that side already."),
            ),
            models.CheckConstraint(
                name="commitment_quote_fits_its_place",
                condition=Q(end=F("start") + Length("quote")) & ~Q(quote=""),
                violation_error_message=_("The quotation must be the words between its beginning and its end."),
            ),
            models.CheckConstraint(
                name="reviewed_commitment_has_a_time",
                condition=Q(state="proposed") | Q(reviewed_at__isnull=False),
                violation_error_message=_("A confirmed or rejected commitment needs the time of the review."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paragraph.citation}: {self.quote}"

    def get_absolute_url(self) -> str:
        return f"{self.paragraph.note.get_absolute_url()}#{self.anchor}"

    @property
    def permanent_address(self) -> str:
        """``/notes/10483-17/4.2/c17/``: the last part alone decides, so it answers wherever its words are put."""
        return address("commitment", self.paragraph.note.slug, self.paragraph.address, self.pk)

    @property
    def anchor(self) -> str:
        """Where its words begin on the page of its note."""
        return f"c{self.pk}"

    @property
    def findings(self) -> dict[str, Any]:
        """What a reading says of the passage, as kept in ``as_found``."""
        return {name: getattr(self, name) for name in ("side", "strength", "quote", "start", "end")}
