"""Days that a note looks forward to: an opinion announced for 26 July, the next meeting, the start of a Presidency."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import Paragraph
from meetings.models.found import Found


class ComingDate(Found):
    """A day, month or half-year after the meeting that a sentence names; ``paragraph.text[start:end]`` is the sentence.

    ``opens_on`` to ``closes_on`` is what the printed words leave open: ``in December 2017`` is the whole month.
    """

    paragraph = models.ForeignKey(Paragraph, models.CASCADE, related_name="coming_dates")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    words = models.CharField(help_text=_("The printed words that name the day."))
    opens_on = models.DateField(_("first day"))
    closes_on = models.DateField(_("last day"))
    year_printed = models.BooleanField(
        default=True, help_text=_("Otherwise the year follows from the date of the note.")
    )

    class Meta:
        ordering = ["closes_on", "paragraph", "start"]
        constraints = [
            models.UniqueConstraint(
                name="coming_date_once",
                fields=["paragraph", "start", "opens_on", "closes_on"],
                violation_error_message=_("This day is recorded for that sentence already."),
            ),
            models.CheckConstraint(
                name="coming_date_closes_after_it_opens",
                condition=Q(closes_on__gte=F("opens_on")),
                violation_error_message=_("The last day cannot lie before the first."),
            ),
            models.CheckConstraint(
                name="coming_date_has_words",
                condition=Q(end__gt=F("start")) & ~Q(words=""),
                violation_error_message=_("A day needs the words that name it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.words}: {self.sentence}"

    @property
    def sentence(self) -> str:
        return self.paragraph.text[self.start : self.end]

    @property
    def named(self) -> list[str]:
        """The words that name the day, as a list of terms to mark in the sentence."""
        return [self.words]
