"""Days as the Council and its partners write them: 15-16 June 2017, 30 November-1 December 2017, June 15-16, 2017.

Only whole days are read; a month or a year alone is none. A span written without its year is read only when the
caller says which day it must not lie after, and is marked so.
"""

import re
from dataclasses import dataclass
from datetime import date

MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class UnknownDate(ValueError):
    """The words are no day that can be read; the message quotes them."""


@dataclass(frozen=True, slots=True)
class DatesFound:
    """A day or a span of days printed at ``text[start:end]``. ``year_printed`` is False when the year was inferred."""

    opened_on: date
    closed_on: date
    start: int
    end: int
    year_printed: bool = True


DAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?(?:the\s+)?(?P<d{0}>[0-3]?\d)(?:\s?(?:st|nd|rd|th)\b)?"
MONTH = (
    r"(?:of\s+)?(?P<m{0}>Jan(?:uary|\b\.?)|Feb(?:ruary|\b\.?)|Mar(?:ch|\b\.?)|Apr(?:il|\b\.?)|May|Jun(?:e|\b\.?)"
    r"|Jul(?:y|\b\.?)|Aug(?:ust|\b\.?)|Sept?(?:ember|\b\.?)|Oct(?:ober|\b\.?)|Nov(?:ember|\b\.?)|Dec(?:ember|\b\.?))"
)
YEAR = r"(?P<y{0}>(?:19|20)\d\d)"
TO = r"\s*(?:[-‐-―−/&,]|\bto\b|\band\b|\buntil\b|\btill\b)\s*(?:on\s+)?"
REMARK = r"(?:\s*\([^()]{1,20}\))?"


def _form(*parts: str) -> re.Pattern[str]:
    """One way to write days: the parts in order, their groups numbered for the first and the last day."""
    return re.compile(r"(?<![\w.])" + "".join(parts) + r"(?!\w)", re.I)


A, B = "1", "2"
# One line each with what it matches. The longest form at a place wins, so "1 December 2017" inside a span is no find.
FORMS = (
    # 31 December 2016 - 1 January 2017; 15 June 2017 to 16 June 2017
    _form(DAY.format(A), r"\s+", MONTH.format(A), r",?\s+", YEAR.format(A), TO,
          DAY.format(B), r"\s+", MONTH.format(B), r",?\s+", YEAR.format(B)),
    # 30 November-1 December 2017; 30 November and 1 December
    _form(DAY.format(A), r"\s+", MONTH.format(A), TO, DAY.format(B), r"\s+", MONTH.format(B),
          r"(?:,?\s+", YEAR.format(B), r")?"),
    # 15-16 June 2017; 22 and 23 May; Thursday 15 to Friday 16 June; 11th (dinner) and 12th April 2005
    _form(DAY.format(A), REMARK, TO, DAY.format(B), r"\s+", MONTH.format(B), r"(?:,?\s+", YEAR.format(B), r")?"),
    # 22./23. May 2018; 4.-5. December 2016
    _form(DAY.format(A), r"\.\s?[-–/]\s?", DAY.format(B), r"\.\s+", MONTH.format(B), r",?\s+", YEAR.format(B)),
    # 8th December 2010; 9 June 2011; 26 July; 14 of October, 2021
    _form(DAY.format(A), r"\s*", MONTH.format(A), r"(?:,?\s*", YEAR.format(A), r")?"),
    # November 30 - December 1, 2017; December 31, 2016 - January 1, 2017
    _form(MONTH.format(A), r"\s+", DAY.format(A), r"(?:,?\s+", YEAR.format(A), r")?", TO,
          MONTH.format(B), r"\s+", DAY.format(B), r"(?:,?\s+", YEAR.format(B), r")?"),
    # June 15-16, 2017; June 15 and 16
    _form(MONTH.format(A), r"\s+", DAY.format(A), TO, DAY.format(B), r"(?:,?\s+", YEAR.format(B), r")?"),
    # June 15, 2017; June 15
    _form(MONTH.format(A), r"\s+", DAY.format(A), r"(?:,?\s+", YEAR.format(A), r")?"),
    # 14.10.2021-15.10.2021
    re.compile(r"(?<![\d.])(?P<d1>\d{1,2})\.(?P<n1>\d{1,2})\.(?P<y1>(?:19|20)\d\d)\s?[-–—]\s?"
               r"(?P<d2>\d{1,2})\.(?P<n2>\d{1,2})\.(?P<y2>(?:19|20)\d\d)(?!\d)"),
    # 14-15.10.2021; 14.-15.10.2021; 30.11.-1.12.2017
    re.compile(r"(?<![\d.])(?P<d1>\d{1,2})\.?(?:(?P<n1>\d{1,2})\.?)?\s?[-–—]\s?"
               r"(?P<d2>\d{1,2})\.(?P<n2>\d{1,2})\.(?P<y2>(?:19|20)\d\d)(?!\d)"),
    # 14.10.2021; 14/10/2021
    re.compile(r"(?<![\d./])(?P<d1>\d{1,2})(?P<s>[./])(?P<n1>\d{1,2})(?P=s)(?P<y1>(?:19|20)\d\d)(?![\d/])"),
    # 2021-10-14
    re.compile(r"(?<![\d-])(?P<y1>(?:19|20)\d\d)-(?P<n1>\d\d)-(?P<d1>\d\d)(?![\d-])"),
)  # fmt: skip


def find_dates(text: str, *, not_after: date | None = None) -> list[DatesFound]:
    """Every day or span of days printed in ``text``, in order, never overlapping.

    Days without a year are left out, unless ``not_after`` is given: then they lie in the last year in which they
    do not come after that day, and ``year_printed`` is False.
    """
    matches = [match for form in FORMS for match in form.finditer(text)]
    matches.sort(key=lambda match: (match.start(), -match.end()))
    found: list[DatesFound] = []
    reached = 0
    for match in matches:
        if match.start() < reached:
            continue
        if dates := _read(match, not_after):
            found.append(dates)
            reached = match.end()
    return found


def parse_dates(text: str) -> tuple[date, date]:
    """First and last day of the span that ``text`` begins with: ``9 June 2011 (14.06) (OR. en)`` is 9 June alone.

    Raises UnknownDate when ``text`` does not begin with a day that has its year.
    """
    words = text.strip()
    for dates in find_dates(words):
        if dates.start == 0:
            return dates.opened_on, dates.closed_on
    raise UnknownDate(f"No date: {text!r}. Expected a form like 15-16 June 2017.")


def parse_date(text: str) -> date:
    """The single day that ``text`` begins with. UnknownDate for a span, for no day and for a day without a year."""
    opened_on, closed_on = parse_dates(text)
    if opened_on != closed_on:
        raise UnknownDate(f"A span of days where one day was expected: {text!r}.")
    return opened_on


def to_text(opened_on: date, closed_on: date | None = None) -> str:
    """Days as this site prints them: 15–16 June 2017; 30 November – 1 December 2017."""
    last = closed_on or opened_on
    last_text = f"{last.day} {MONTHS[last.month - 1].title()} {last.year}"
    if opened_on == last:
        return last_text
    month = MONTHS[opened_on.month - 1].title()
    if opened_on.year != last.year:
        return f"{opened_on.day} {month} {opened_on.year} – {last_text}"
    if opened_on.month != last.month:
        return f"{opened_on.day} {month} – {last_text}"
    return f"{opened_on.day}–{last_text}"


def _month(groups: dict[str, str | None], which: str) -> int | None:
    if name := groups.get(f"m{which}"):
        return next(i for i, month in enumerate(MONTHS, start=1) if month.startswith(name.lower()[:3]))
    number = groups.get(f"n{which}")
    return int(number) if number else None


def _read(match: re.Match[str], not_after: date | None) -> DatesFound | None:
    """The days of a match, or None when the calendar has no such day, the span runs backwards or the year lacks."""
    groups = match.groupdict()
    single = not groups.get("d2")
    first_day = int(groups["d1"])
    last_day = first_day if single else int(groups["d2"])
    last_month = _month(groups, "2") or _month(groups, "1")
    first_month = _month(groups, "1") or last_month
    if first_month is None or last_month is None:
        return None
    printed = groups.get("y2") or groups.get("y1")
    years = [int(printed)] if printed else [not_after.year, not_after.year - 1] if not_after else []
    for year in years:
        first_year = int(groups.get("y1") or year)
        if not groups.get("y1") and first_month > last_month:
            first_year = year - 1
        try:
            opened_on, closed_on = date(first_year, first_month, first_day), date(year, last_month, last_day)
        except ValueError:
            continue
        if opened_on <= closed_on and (printed or not_after is None or opened_on <= not_after):
            return DatesFound(opened_on, closed_on, match.start(), match.end(), bool(printed))
    return None
