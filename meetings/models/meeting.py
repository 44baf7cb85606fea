"""A meeting of EU and US ministers or senior officials."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import days, names
from meetings.addresses import address
from meetings.council.presidencies import NoPresidency, Presidency, incoming_presidency_on, presidency_on
from meetings.council.sides import Level


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: Any) -> "MeetingQuerySet":
        """Meetings known from a public source, and those that a note readable by ``user`` reports."""
        from meetings.models.note import OutcomeNote

        if not user.is_authenticated:
            return self.none()
        readable = OutcomeNote.objects.visible_to(user).filter(meeting=OuterRef("pk"))
        return self.filter(~Q(public_source="") | Exists(readable))

    def newest_first(self) -> "MeetingQuerySet":
        return self.order_by("-opened_on", "-closed_on", "slug")

    def oldest_first(self) -> "MeetingQuerySet":
        return self.order_by("opened_on", "closed_on", "slug")

    def at_level(self, level: Level) -> "MeetingQuerySet":
        return self.filter(level=level)


class Meeting(models.Model):
    """One meeting. The Presidency follows from its first day and is not stored."""

    LEVELS = list(names.LEVELS.items())
    HOSTS = [("EU", _("EU side")), ("US", _("US side"))]
    CERTAINTIES = [("sure", _("Sure")), ("date-uncertain", _("Date uncertain"))]

    slug = models.SlugField(max_length=120, unique=True)
    level = models.CharField(max_length=20, choices=LEVELS)
    opened_on = models.DateField(_("first day"))
    closed_on = models.DateField(_("last day"))
    city = models.CharField(blank=True)
    country = models.CharField(blank=True)
    host = models.CharField(max_length=2, choices=HOSTS, blank=True)
    videoconference = models.BooleanField(default=False)
    public_source = models.TextField(
        _("public sources"),
        blank=True,
        help_text=_("Addresses, parted by spaces, of public pages that name the meeting."),
    )
    joint_statement_url = models.TextField(_("address of the joint statement"), blank=True)
    certainty = models.CharField(max_length=20, choices=CERTAINTIES, default="sure")
    remark = models.TextField(blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_on", "slug"]
        constraints = [
            models.CheckConstraint(
                name="meeting_closes_after_it_opens",
                condition=Q(closed_on__gte=F("opened_on")),
                violation_error_message=_("The last day of a meeting cannot lie before its first day."),
            ),
            models.UniqueConstraint(
                name="meeting_once_a_day_and_level",
                fields=["level", "opened_on", "city"],
                violation_error_message=_("This meeting is in the archive already: same level, first day and city."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.dates}"

    def get_absolute_url(self) -> str:
        return address("meeting", self.slug)

    @property
    def place(self) -> str:
        return self.city or (gettext("Videoconference") if self.videoconference else gettext("Place not known"))

    @property
    def dates(self) -> str:
        """As people write it in the language of the page: ``15–16 June 2017``."""
        return days.days(self.opened_on, self.closed_on)

    @property
    def presidency(self) -> Presidency | None:
        """Who presided the Council on the first day; None outside the table of Presidencies."""
        try:
            return presidency_on(self.opened_on)
        except NoPresidency:
            return None

    @property
    def incoming_presidency(self) -> Presidency | None:
        """Who presides next; None outside the table of Presidencies."""
        try:
            return incoming_presidency_on(self.opened_on)
        except NoPresidency:
            return None

    @property
    def year(self) -> int:
        day: date = self.opened_on
        return day.year
