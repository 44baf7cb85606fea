"""What a reader wants to hear of again: saved searches, the digests sent by e-mail, and what was told in them."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from meetings.models.note import OutcomeNote


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def visible_to(self, user: Any) -> "SavedSearchQuerySet":
        """Those of ``user`` alone: what somebody looks for is nobody else's business."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def mailed(self) -> "SavedSearchQuerySet":
        """Those whose new hits go by e-mail."""
        return self.exclude(mailed_from=None)


class SavedSearch(models.Model):
    """One state of the search page, under a name of the reader's own."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    address = models.TextField(
        help_text=_("What the search page was asked, as in its address behind the question mark.")
    )
    made_at = models.DateTimeField(auto_now_add=True)
    looked_at = models.DateTimeField("last looked at")
    mailed_from = models.DateTimeField(
        null=True, blank=True, help_text=_("Papers published after this moment are told by e-mail; empty for none.")
    )
    mail_language = models.CharField(
        max_length=10,
        default=settings.LANGUAGE_CODE,
        help_text=_("The language of the page on which mail was asked for."),
    )

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "saved searches"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                name="saved_search_name_once_an_owner",
                fields=["owner", "name"],
                violation_error_message=_("You have a saved search of that name already."),
            ),
            models.UniqueConstraint(
                name="saved_search_once_an_owner",
                fields=["owner", "address"],
                violation_error_message=_("You have saved this search already."),
            ),
            models.CheckConstraint(
                name="saved_search_asks_something",
                condition=~Q(address=""),
                violation_error_message=_("A saved search must ask something."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Digest(models.Model):
    """One mail to one person on one day. It is written before the mail leaves, so that nothing can leave twice."""

    SENDING, SENT, UNSURE = "sending", "sent", "unsure"
    STATES = [
        (SENDING, _("Being sent")),
        (SENT, _("Sent")),
        (UNSURE, _("Not known whether it left")),
    ]

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    day = models.DateField()
    state = models.CharField(max_length=10, choices=STATES, default=SENDING)
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["-day", "person"]
        constraints = [
            models.UniqueConstraint(
                name="digest_once_a_day",
                fields=["person", "day"],
                violation_error_message=_("This person has had a digest today."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.day:%d.%m.%Y}"


class ToldPassage(models.Model):
    """A passage that a person was told of by e-mail: never again, not after another reading either."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="passages")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    note = models.ForeignKey(OutcomeNote, models.CASCADE, related_name="+")
    address = models.CharField(max_length=40, blank=True, help_text=_("Empty for the title page."))

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="passage_told_once_a_person",
                fields=["person", "note", "address"],
                violation_error_message=_("This person was told of that passage already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.note.name} §{self.address}" if self.address else self.note.name
