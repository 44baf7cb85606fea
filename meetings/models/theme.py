"""What returns from meeting to meeting: visa reciprocity, PNR, e-evidence."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from meetings.addresses import address
from meetings.models.agenda import Paragraph
from meetings.models.found import Found
from meetings.models.meeting import Meeting
from meetings.models.note import TopicCode


class Theme(models.Model):
    """A subject, and the words by which a passage about it is recognised."""

    slug = models.SlugField(_("address"), max_length=60, unique=True)
    label = models.CharField(_("name"))
    description = models.TextField(_("description"), blank=True)
    terms = ArrayField(models.CharField(), verbose_name=_("terms"), default=list)
    codes = models.ManyToManyField(TopicCode, related_name="themes", blank=True, verbose_name=_("related topic codes"))
    first_named = models.ForeignKey(
        Meeting,
        models.SET_NULL,
        related_name="+",
        null=True,
        blank=True,
        help_text=_("The first meeting for which a public source names it; it may be older."),
    )

    class Meta:
        ordering = ["label"]

    def __str__(self) -> str:
        return self.label

    def get_absolute_url(self) -> str:
        return address("thread", self.slug)


class ThemePassage(Found):
    """A paragraph that is about a theme, with the words that say so."""

    theme = models.ForeignKey(Theme, models.CASCADE, related_name="passages")
    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="theme_passages")
    terms = ArrayField(models.CharField())

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="theme_passage_once",
                fields=["theme", "paragraph"],
                violation_error_message=_("This passage belongs to that theme already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.theme}: {self.paragraph}"
