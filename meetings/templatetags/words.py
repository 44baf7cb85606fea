"""Days and counts as people write them, in every template without being loaded."""

from datetime import date, datetime

from django import template
from django.utils.formats import number_format

from meetings import days

register = template.Library()


@register.filter
def day(value: date | None) -> str:
    """``15 June 2017``."""
    return days.day(value)


@register.filter
def short_day(value: date | None) -> str:
    """``15 Jun 2017``."""
    return days.short_day(value)


@register.filter
def month(value: date | None) -> str:
    """``June 2017``."""
    return days.month(value)


@register.filter
def period(first: date, last: date) -> str:
    """``June 2017``, ``2017``, ``June – August 2017``; or the days from the one to the other."""
    return days.period(first, last)


@register.filter
def short_month(value: date | None) -> str:
    """``Jun 2017``."""
    return days.short_month(value)


@register.filter
def moment(value: datetime | None) -> str:
    """``15 June 2017, 14:05``, in Brussels time."""
    return days.moment(value)


@register.filter
def weekday_and_moment(value: datetime | None) -> str:
    """``Thursday 15 June 2017, 14:05``, in Brussels time."""
    return days.weekday_and_moment(value)


@register.filter
def web_address(value: str) -> str:
    """``value`` if it leads to a site, else nothing: an address that somebody typed may also be a script."""
    return value if value.startswith(("https://", "http://")) else ""


class Counted(int):
    """A number of things; it is written with thousands as the language of the page does: ``3,412``, ``3 412``."""

    def __str__(self) -> str:
        return number_format(int(self), force_grouping=True)


@register.filter
def number(value: int | str) -> int | str:
    """For what is counted, also as the ``count`` of a blocktranslate; years, serials and numbers of papers do not."""
    return Counted(value) if isinstance(value, int) else value
