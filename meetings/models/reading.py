"""What a reading said, so that the next one can be told from what a person decided; and where paragraphs have gone."""

import re
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import Paragraph
from meetings.models.note import OutcomeNote


class LastReading(models.Model):
    """What the reader last said of the cover and the participants of a note, and the words in which the cover says it.

    A value that differs from it was set by a person. Notes received before this was kept have none: there, every
    value counts as a person's.
    """

    note = models.OneToOneField(OutcomeNote, models.CASCADE, related_name="last_reading")
    said = models.JSONField(default=dict)
    cover = models.JSONField(
        default=list, help_text=_("The lines of the cover: text, page and values, each with name, start and end.")
    )
    read_with = models.CharField(max_length=20)
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("last reading")
        verbose_name_plural = _("last readings")

    def __str__(self) -> str:
        return f"{self.note}, read with version {self.read_with}"


class Proposal(models.Model):
    """A value for the cover that a newer reading found, beside the one that is held. A person takes or declines it."""

    PROPOSED, TAKEN, DECLINED = "proposed", "taken", "declined"
    STATES = [(PROPOSED, _("Proposed")), (TAKEN, _("Taken")), (DECLINED, _("Declined"))]

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="proposals")
    field = models.CharField(max_length=20, help_text=_("The name of the field of the cover, or codes."))
    value = models.TextField()
    read_with = models.CharField(max_length=20)
    proposed_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=STATES, default=PROPOSED)
    reviewed_at = models.DateTimeField(null=True, blank=True)
    reviewed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)

    class Meta:
        verbose_name = _("proposal for a cover")
        verbose_name_plural = _("proposals for covers")
        ordering = ["note", "pk"]
        constraints = [
            models.UniqueConstraint(
                name="proposal_once",
                fields=["note", "field", "value"],
                violation_error_message=_("This value was proposed for that field already."),
            ),
            models.CheckConstraint(
                name="reviewed_proposal_has_a_time",
                condition=Q(state="proposed") | Q(reviewed_at__isnull=False),
                violation_error_message=_("A proposal that was taken or declined needs the time of the review."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field}: {self.value}"


# "t4", "tII", "tt3" (a heading without number); not "4.2" nor "t3.1", which are paragraphs.
TOPIC = re.compile(r"t[^.]+")


class FormerAddressQuerySet(models.QuerySet["FormerAddress"]):
    def visible_to(self, user: Any) -> "FormerAddressQuerySet":
        """The former addresses in notes that ``user`` may read."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))


class FormerAddress(models.Model):
    """An address that a paragraph or an agenda topic once had.

    That of a paragraph is never given to other words, so that what cites it stays true. That of a topic (``t4``) leads
    to its first paragraph, until a topic has that number again: printed numbers are not ours to keep free.
    Without a paragraph, a newer reading found nothing more of the words.
    """

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="former_addresses")
    address = models.CharField()
    paragraph = models.ForeignKey(Paragraph, models.SET_NULL, related_name="former_addresses", null=True, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    objects = FormerAddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("former address of a paragraph")
        verbose_name_plural = _("former addresses of paragraphs")
        ordering = ["note", "address"]
        constraints = [
            models.UniqueConstraint(
                name="former_address_once",
                fields=["note", "address"],
                violation_error_message=_("This address belonged to another paragraph of that note already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.note} §{self.address}"

    @property
    def anchor(self) -> str:
        """Where the page of the note answers to it, as it did then."""
        return self.address if TOPIC.fullmatch(self.address) else f"p{self.address}"
