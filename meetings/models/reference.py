"""Facts that are looked up: what a short form means, and papers that are known or cited but not held."""

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.meeting import Meeting


class GlossaryTerm(models.Model):
    """A short form or name with its meaning: PNR, passenger name record."""

    slug = models.SlugField(_("address"), max_length=80, unique=True)
    term = models.CharField(_("term"))
    expansion = models.CharField(_("what it stands for"))
    explanation = models.TextField(_("explanation"), blank=True)

    class Meta:
        verbose_name = _("entry of the glossary")
        verbose_name_plural = _("glossary")
        ordering = ["term"]

    def __str__(self) -> str:
        return self.term


class KnownPaperQuerySet(models.QuerySet["KnownPaper"]):
    def visible_to(self, user: Any) -> "KnownPaperQuerySet":
        """All of them for whoever is signed in: that the paper exists is said by a public source."""
        return self if user.is_authenticated else self.none()


class KnownPaper(models.Model):
    """The number of an outcome note that a public source names. The note itself may be held or not."""

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="known_papers")
    number = models.CharField(help_text=_("The base number, such as 12385/16."))
    source_url = models.TextField(_("address of the source"))
    reference = models.CharField(unique=True, null=True, blank=True, editable=False)

    objects = KnownPaperQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                name="known_paper_once",
                fields=["meeting", "number"],
                violation_error_message=_("This number is recorded for that meeting already."),
            ),
            models.CheckConstraint(
                name="known_paper_has_a_source",
                condition=~Q(source_url=""),
                violation_error_message=_("A paper that is not held needs the address of the source that names it."),
            ),
        ]

    def __str__(self) -> str:
        return self.number
