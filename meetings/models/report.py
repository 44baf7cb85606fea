"""What readers report: a mistake in the archive's reading of one passage."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.note import OutcomeNote


class MistakeReportQuerySet(models.QuerySet["MistakeReport"]):
    def visible_to(self, user: Any) -> "MistakeReportQuerySet":
        """Reports on notes that ``user`` may read."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))

    def open(self) -> "MistakeReportQuerySet":
        return self.filter(closed_at=None)


class MistakeReport(models.Model):
    """A reader's words on a passage, and the archivist's answer.

    It names the passage by its address and keeps its words of that day, so that it survives another reading.
    """

    LONGEST = 2_000  # characters, for the reader's words and for the answer

    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="mistake_reports")
    address = models.CharField(max_length=40, help_text=_("The address of the passage in its note, without §."))
    passage = models.TextField(help_text=_("The words of the passage when it was reported."))
    words = models.TextField(_("what is wrong"), max_length=LONGEST)
    reported_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True)
    reported_at = models.DateTimeField(auto_now_add=True)
    answer = models.TextField(max_length=LONGEST, blank=True)
    closed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    objects = MistakeReportQuerySet.as_manager()

    class Meta:
        verbose_name = _("report of a mistake")
        verbose_name_plural = _("reports of mistakes")
        ordering = ["reported_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="mistake_report_has_words",
                condition=~Q(words=""),
                violation_error_message=_("Say in a few words what is wrong."),
            ),
            models.CheckConstraint(
                name="closed_mistake_report_has_an_answer",
                condition=Q(closed_at=None) | ~Q(answer=""),
                violation_error_message=_("The reader gets an answer: say what was done, or why nothing was."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.note.name} §{self.address}"

    def get_absolute_url(self) -> str:
        return f"{self.note.get_absolute_url()}#p{self.address}"
