"""Days, months and moments as people write them in the language of the page: 15–16 June 2017, 15–16 juin 2017, 1er mai.

The patterns are words as well: a translator changes them in the catalogue. They use the letters of Django's ``date``
filter; a letter that is to stand for itself has a backslash before it.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache, wraps

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language, gettext_noop, pgettext
from django.utils.translation import gettext as _

# Django's French shortens June and July alike, to "jui"; the catalogue of the site tells them apart.
SHORT_SUMMER = (gettext_noop("jun"), gettext_noop("jul"))
KEPT = 4096  # of the days that a process has written: a list of hundreds of meetings names the same ones each time


def remembered(write: Callable[..., str]) -> Callable[..., str]:
    """``write``, which remembers in each language what it wrote."""
    remember = lru_cache(KEPT)(lambda language, *values: write(*values))

    @wraps(write)
    def written(*values: date | None) -> str:
        return remember(get_language(), *values)

    return written


@remembered
def day(value: date | None) -> str:
    """``15 June 2017``; of a moment, its day in Brussels. Empty for None."""
    return _written(value, pgettext("date", "j F Y"))


@remembered
def short_day(value: date | None) -> str:
    """``15 Jun 2017``."""
    return _written(value, pgettext("date", "j M Y"))


@remembered
def month(value: date | None) -> str:
    """``June 2017``."""
    return _written(value, pgettext("date", "F Y"))


@remembered
def short_month(value: date | None) -> str:
    """``Jun 2017``."""
    return _written(value, pgettext("date", "M Y"))


def moment(value: datetime | None) -> str:
    """``15 June 2017, 14:05``, in Brussels time."""
    return _written(value, pgettext("date", "j F Y, H:i"))


def weekday_and_moment(value: datetime | None) -> str:
    """``Thursday 15 June 2017, 14:05``, in Brussels time."""
    return _written(value, pgettext("date", "l j F Y, H:i"))


@remembered
def days(first: date, last: date | None = None) -> str:
    """``15–16 June 2017``; ``30 November – 1 December 2017``; one day when ``last`` is the first or None."""
    if last is None or first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return _("%(first)s–%(last)s") % {"first": _written(first, pgettext("date", "j")), "last": day(last)}
    opening = day(first) if first.year != last.year else _written(first, pgettext("date", "j F"))
    return _("%(first)s – %(last)s") % {"first": opening, "last": day(last)}


def period(first: date, last: date) -> str:
    """``June 2017`` or ``2017`` where a month or a year was named whole, ``June – August 2017``; else its days."""
    whole = first.day == 1 and (last + timedelta(days=1)).day == 1
    if not whole:
        return days(first, last)
    if first.year != last.year:
        return _("%(first)s – %(last)s") % {"first": month(first), "last": month(last)}
    if (first.month, last.month) == (1, 12):
        return str(first.year)
    if first.month == last.month:
        return month(first)
    return _("%(first)s – %(last)s") % {"first": _written(first, pgettext("date", "F")), "last": month(last)}


def _written(value: date | None, pattern: str) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = timezone.localtime(value)
    if value.day == 1:  # French counts the first day of a month: 1er mai, but 2 mai
        pattern = pattern.replace("j", pgettext("date, the first day of a month", "j"))
    return date_format(value, pattern)
