"""What remains of a note that was deleted for good: that something stood at an address, and why it is gone."""

from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.access import readable_tombstones


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    def visible_to(self, user: Any) -> "TombstoneQuerySet":
        """Those of which ``user`` may learn: all for archivists, else of notes they could read when it was deleted."""
        return self.filter(readable_tombstones(user))


class Tombstone(models.Model):
    """One permanent deletion. Nothing of what the note said is kept, only its number and the hashes of its files."""

    slug = models.SlugField(_("address"), max_length=120, help_text=_("The address at which the note stood."))
    name = models.CharField(_("note"), help_text=_("As it was cited: 10483/17."))
    marking = models.CharField(max_length=10, blank=True)
    was_readable = models.BooleanField(_("readers could read it"), help_text=_("When it was put into the bin."))
    hashes = ArrayField(
        models.CharField(max_length=64),
        default=list,
        verbose_name=_("SHA-256 of its files"),
        help_text=_("To know them by."),
    )
    deleted_at = models.DateTimeField(_("deleted for good"))
    deleted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", null=True)
    reason = models.TextField()

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = _("permanent deletion")
        ordering = ["-deleted_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="tombstone_has_a_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A permanent deletion needs a reason."),
            )
        ]

    def __str__(self) -> str:
        return self.name
