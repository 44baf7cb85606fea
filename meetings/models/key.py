"""What lets a program in on a person's behalf: tokens for the API, one address for feeds, and how often it asked."""

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.council.markings import Marking

# How far a key goes. Its owner's own rights, asked at each use, may be narrower.
SCOPES = [(Marking.PUBLIC.value, _("Public papers only")), (Marking.LIMITE.value, _("LIMITE papers too"))]
KNOWN_SCOPE = Q(scope__in=[marking.value for marking in Marking])


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, user: Any) -> "ApiTokenQuerySet":
        """The tokens of ``user``; those of others are nobody else's business."""
        return self.filter(owner=user) if user.is_authenticated else self.none()

    def live(self, on: date | None = None) -> "ApiTokenQuerySet":
        """Those that open the API on that day: not revoked, not past their end."""
        return self.filter(revoked_at=None, ends_on__gte=on or timezone.localdate())


class ApiToken(models.Model):
    """A secret that a program sends with each request. Only its SHA-256 is kept: the owner saw it once.

    The secret is long and random, so that a plain hash cannot be guessed back.
    """

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=80, help_text=_("What it is for, in the owner's words."))
    scope = models.CharField(max_length=10, choices=SCOPES, default=Marking.PUBLIC.value)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    beginning = models.CharField(max_length=12, editable=False, help_text=_("By which the owner knows it again."))
    made_at = models.DateTimeField(auto_now_add=True)
    ends_on = models.DateField(_("last day"))
    revoked_at = models.DateTimeField(null=True, blank=True, editable=False)
    used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                name="token_name_once_an_owner",
                fields=["owner", "name"],
                condition=Q(revoked_at=None),
                violation_error_message=_("You have a token of that name already."),
            ),
            models.CheckConstraint(
                name="token_scope_is_known",
                condition=KNOWN_SCOPE,
                violation_error_message=_("A token reads public papers only, or LIMITE papers too."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        return self.revoked_at is None and self.ends_on >= timezone.localdate()


class FeedKey(models.Model):
    """What stands in the addresses of one person's feeds. A new ``number`` ends the addresses that were given out.

    The address has this number with a signature (meetings/keys/feeds.py), so that the table alone opens nothing.
    """

    owner = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    number = models.CharField(max_length=32, unique=True, editable=False)
    scope = models.CharField(max_length=10, choices=SCOPES, default=Marking.PUBLIC.value)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(_("last used"), null=True, blank=True, editable=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="feed_key_scope_is_known",
                condition=KNOWN_SCOPE,
                violation_error_message=_("Feeds show public papers only, or LIMITE papers too."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.owner)


class CallCount(models.Model):
    """How often the programs of one person asked in the present minute. Of earlier minutes nothing is kept."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    minute = models.DateTimeField()
    calls = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.person}: {self.calls}"
