"""Agreements, acts and conventions that notes name: the PNR agreement, the Umbrella Agreement, the CLOUD Act."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.addresses import address
from meetings.models.agenda import Paragraph
from meetings.models.found import Found


class Instrument(models.Model):
    """One instrument and the ways in which papers write it."""

    KINDS = [
        ("agreement", _("EU–US agreement")),
        ("convention", _("International convention")),
        ("eu-act", _("Act of the Union")),
        ("us-act", _("Act of the United States")),
    ]

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    name = models.CharField(_("name"))
    kind = models.CharField(max_length=12, choices=KINDS)
    description = models.TextField(blank=True)
    forms = ArrayField(models.CharField(), help_text=_("How papers write it; short forms in capitals match only so."))
    near_misses = ArrayField(
        models.CharField(),
        default=list,
        blank=True,
        help_text=_("Longer names of something else: EU–Canada PNR agreement."),
    )
    source_url = models.TextField(_("address of its text"), blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                name="instrument_has_a_form",
                condition=Q(forms__len__gte=1),
                violation_error_message=_("An instrument needs at least one form in which papers write it."),
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("instrument", self.slug)


class InstrumentMention(Found):
    """The words of a paragraph that name an instrument; ``paragraph.text[start:end]`` are the words."""

    instrument = models.ForeignKey(Instrument, models.CASCADE, related_name="mentions")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="instrument_mentions")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()

    class Meta:
        ordering = ["paragraph", "start"]
        constraints = [
            models.UniqueConstraint(
                name="instrument_mention_once",
                fields=["instrument", "paragraph", "start"],
                violation_error_message=_("This mention is recorded already."),
            ),
            models.CheckConstraint(
                name="instrument_mention_has_words",
                condition=Q(end__gt=F("start")),
                violation_error_message=_("A mention must end after it begins."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.instrument}: {self.words}"

    @property
    def words(self) -> str:
        return self.paragraph.text[self.start : self.end]
