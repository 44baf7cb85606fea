"""What became of a commitment: each change with its evidence, the curator who decided it, and the day."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.agenda import Paragraph
from meetings.models.commitment import Commitment
from meetings.models.note import OutcomeNote

OPEN = "open"
STATUSES = [
    (OPEN, _("Open")),
    ("reaffirmed", _("Reaffirmed")),
    ("superseded", _("Superseded")),
    ("delivered", _("Delivered")),
    ("dropped", _("Dropped")),
]


class StatusChangeQuerySet(models.QuerySet["StatusChange"]):
    def visible_to(self, user: Any) -> "StatusChangeQuerySet":
        """Changes on commitments that ``user`` may read, by evidence that ``user`` may read."""
        return self.evidenced_to(user).filter(commitment__in=Commitment.objects.visible_to(user))

    def evidenced_to(self, user: Any) -> "StatusChangeQuerySet":
        """Changes whose evidence ``user`` may read: a passage of a readable note, or a public address.

        Only for commitments that are known to be readable: theirs are not looked up again here.
        """
        readable = OutcomeNote.objects.visible_to(user)
        return self.filter(Q(passage__isnull=True) | Q(passage__note__in=readable))

    def latest_first(self) -> "StatusChangeQuerySet":
        return self.order_by("commitment_id", "-since", "-pk")


class StatusChange(models.Model):
    """One decision on the status of a commitment. Nothing is overwritten: the latest one counts."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="status_changes")
    status = models.CharField(max_length=12, choices=STATUSES)
    since = models.DateField(help_text=_("The day from which it holds: that of the passage or of the event."))
    passage = models.ForeignKey(
        Paragraph,
        models.PROTECT,
        related_name="status_changes",
        null=True,
        blank=True,
        verbose_name=_("passage as evidence"),
    )
    address = models.URLField(_("public address as evidence"), max_length=1000, blank=True)
    remark = models.TextField(blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    decided_at = models.DateTimeField()

    objects = StatusChangeQuerySet.as_manager()

    class Meta:
        verbose_name = _("status of a commitment")
        verbose_name_plural = _("statuses of commitments")
        ordering = ["commitment", "-since", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="status_has_evidence",
                condition=Q(passage__isnull=False) | ~Q(address=""),
                violation_error_message=_("A status needs evidence: a passage, or the address of a public source."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_status_display()} since {self.since:%d.%m.%Y}"
