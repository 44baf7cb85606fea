"""Who took or opened what of LIMITE papers, and when: kept for a set time, shown to administrators alone."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.note import OutcomeNote


class AccessRecordQuerySet(models.QuerySet["AccessRecord"]):
    def older_than(self, day: datetime) -> "AccessRecordQuerySet":
        return self.filter(at__lt=day)


class AccessRecord(models.Model):
    """One line of the register of access: a person, a deed, what it was done to, and when.

    It names the person and the paper in words too, so that it can be read when the account or the paper is gone. Of
    what was asked it keeps the address with its filters; the words of papers are never in it.
    """

    EXPORTED, OPENED, SHOWN = "exported", "opened", "shown"
    DEEDS = [(EXPORTED, _("Took as a file")), (OPENED, _("Opened")), (SHOWN, _("Was shown words of it in a list"))]

    at = models.DateTimeField(_("when"), auto_now_add=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, related_name="+", null=True, verbose_name=_("person")
    )
    name = models.CharField(_("name of the account"), max_length=150)
    deed = models.CharField(_("deed"), max_length=10, choices=DEEDS)
    what = models.CharField(_("what"), max_length=200, help_text=_("A list by its name, a note by its number."))
    form = models.CharField(
        _("as"), max_length=20, blank=True, help_text=_("The kind of file, csv, xlsx, pdf …, or the page.")
    )
    address = models.TextField(_("address"), help_text=_("With the filters and the words that were asked for."))
    note = models.ForeignKey(
        OutcomeNote, models.SET_NULL, related_name="+", null=True, blank=True, verbose_name=_("note")
    )
    marking = models.CharField(_("marking"), max_length=10, help_text=_("The strictest of what was handed out."))

    objects = AccessRecordQuerySet.as_manager()

    class Meta:
        verbose_name = _("record of access")
        verbose_name_plural = _("records of access")
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["at"], name="access_record_at"),
            models.Index(fields=["person", "note", "-at"], name="access_record_last"),  # asked with every page
        ]
        constraints = [
            models.CheckConstraint(
                name="access_record_names_its_deed",
                condition=Q(deed__in=["exported", "opened", "shown"]) & ~Q(name="") & ~Q(what=""),
                violation_error_message=_("A record of access says who did what."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.what}"
