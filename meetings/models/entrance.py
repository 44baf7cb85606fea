"""What the door keeps of people: their sessions, failed tries to sign in and second factors."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from meetings.sessions import SessionStore


class Session(AbstractBaseSession):
    """Django's session with the person who signed in, so that all sessions of one person can be ended at once."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True)

    class Meta(AbstractBaseSession.Meta):
        abstract = False

    @classmethod
    def get_session_store_class(cls) -> type["SessionStore"]:
        from meetings.sessions import SessionStore

        return SessionStore


class FailedTry(models.Model):
    """How often in a row something was tried in vain, and until when nothing more is tried.

    What was typed as a name is never kept, since people type passwords there: ``key`` is a keyed hash. The account is
    named where the name is that of one.
    """

    NAME, BROWSER, ADDRESS, CODE, PASSWORD, MAIL = "name", "browser", "address", "code", "password", "mail"
    KINDS = [
        (NAME, _("Signing in with one name")),
        (BROWSER, _("Signing in with one name, from a browser that the person knows")),
        (ADDRESS, _("Signing in from one address")),
        (CODE, _("Code of a second factor")),
        (PASSWORD, _("Present password, to change it")),
        (MAIL, _("Asking for mails with a link")),
    ]

    key = models.CharField(max_length=64, unique=True, editable=False)
    kind = models.CharField(_("what was tried"), max_length=10, choices=KINDS)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", null=True, blank=True, verbose_name=_("account")
    )
    address = models.CharField(_("address of the machine"), max_length=45, blank=True)
    times = models.PositiveIntegerField(_("times in a row"), default=0)
    last_at = models.DateTimeField(_("last tried"))
    until = models.DateTimeField(_("nothing is tried until"), null=True, blank=True)

    class Meta:
        verbose_name = _("failed tries to sign in")
        verbose_name_plural = _("failed tries to sign in")
        ordering = ["-last_at"]
        indexes = [models.Index(fields=["last_at"], name="failed_try_last_at")]
        constraints = [
            models.CheckConstraint(
                name="failed_try_has_a_known_kind",
                condition=Q(kind__in=["name", "browser", "address", "code", "password", "mail"]),
                violation_error_message=_("Only known kinds of tries are counted."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.times}"


class SecondFactor(models.Model):
    """The secret that a person's phone shares with the archive (RFC 6238), unreadable without DJANGO_SECRET_KEY."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="second_factor")
    secret = models.TextField(editable=False)
    last_step = models.BigIntegerField(default=0, editable=False)  # a code is good once
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("second factor")
        verbose_name_plural = _("second factors")

    def __str__(self) -> str:
        return str(self.person)


class RecoveryCode(models.Model):
    """The hash of a code that stands in once for a lost phone."""

    factor = models.ForeignKey(SecondFactor, models.CASCADE, related_name="recovery_codes")
    digest = models.CharField(max_length=64, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="recovery_code_once",
                fields=["factor", "digest"],
                violation_error_message=_("This recovery code is there already."),
            )
        ]

    def __str__(self) -> str:
        return str(self.factor)
