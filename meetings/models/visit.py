"""When a person was last here, so that the home page can say what is new since then."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


class Visit(models.Model):
    """One row a person: the visit they are on, and when the one before it ended. Of older visits nothing is kept."""

    person = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", primary_key=True)
    before = models.DateTimeField(_("last seen before this visit"), null=True, blank=True)
    seen_at = models.DateTimeField(_("last seen"))

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="visit_comes_after_the_one_before",
                condition=Q(before__isnull=True) | Q(before__lt=F("seen_at")),
                violation_error_message=_("A visit cannot end before the one before it."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.seen_at:%d.%m.%Y}"
