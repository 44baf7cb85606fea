"""Days to come that a sentence names: an opinion announced for 26 July, the next meeting, the end of 2018.

A day counts when it lies after the meeting. Words without a year count only in a sentence that looks forward, and then
mean the next such day. What the words leave open stays open: "in December 2017" is the whole month.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from meetings.council.dates import MONTHS, find_dates
from meetings.reading.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class ComingDateFound:
    """A day or span after the meeting; ``text[start:end]`` is the sentence, ``words`` what names the day in it."""

    start: int
    end: int
    words: str
    opens_on: date
    closes_on: date
    year_printed: bool


# "is announced for 26 July", "will meet on 3 May"; not "was adopted on 5 May".
FORWARD = re.compile(
    r"""
    \b(?: will | would | shall | announced\ for | expected | scheduled | planned | foreseen | envisaged | due
        | next | forthcoming | upcoming | incoming | until | by | as\ of | as\ from | to\ be | intends? | intended
        | aims? | hopes? | hoped | before\ the\ end | deadline | future | starting )\b
    """,
    re.X | re.I,
)

MONTH = "|".join(MONTHS)
QUARTERS = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 4}
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "fall": (9, 11)}
PARTS = {"beginning": (1, 3), "start": (1, 3), "early": (1, 3), "middle": (4, 9), "mid": (4, 9), "end": (10, 12),
         "late": (10, 12)}  # fmt: skip

# Each with one it finds and one it does not. The first form at a place wins; all but a bare year may lack the year.
FORMS = (
    # "the second half of 2018", "first semester 2019"; not "half of the participants"
    re.compile(r"\b(?P<half>first|second|1st|2nd)\s+(?:half|semester)\s+(?:of\s+)?(?P<year>20\d\d)\b", re.I),
    # "the third quarter of 2018"; not "a quarter of all cases"
    re.compile(
        r"\b(?P<quarter>first|second|third|fourth|last|1st|2nd|3rd|4th)\s+quarter\s+(?:of\s+)?(?P<year>20\d\d)\b", re.I
    ),
    # "autumn 2017", "in the autumn"; not "Spring Valley", not "the fall of a regime"
    re.compile(
        r"(?:(?<=\bin\s)|(?<=\bthe\s)|\b(?=\w+\s(?:of\s)?20))"
        r"(?P<season>spring|summer|autumn|fall(?=\s(?:of\s)?20))(?:\s(?:of\s)?(?P<year>20\d\d))?\b",
        re.I,
    ),
    # "the end of 2018", "early 2019", "mid-2018"; not "end of life"
    re.compile(
        r"\b(?P<part>beginning|start|middle|end|early|mid|late)[\s-]+(?:of\s+)?(?:the\s+year\s+)?(?P<year>20\d\d)\b",
        re.I,
    ),
    # "the end of the year", "by year's end"; not "the end of the meeting"
    re.compile(r"\b(?P<part>end)\s+of\s+(?:the|this)\s+year\b", re.I),
    # "December 2017", "in November"; not "March" at the head of a sentence, not "may"
    re.compile(
        rf"(?:(?<=in\s)|(?<=by\s)|(?<=until\s)|(?<=of\s)|(?<=early\s)|(?<=late\s)|(?<=mid-)|\b(?=\w+\s+20\d\d))"
        rf"(?P<month>{'|'.join(month.title() for month in MONTHS)})(?:\s+(?P<year>20\d\d))?(?!\s*\d)\b"
    ),
    # "by 2020", "as of 2019", "in 2025"; not "Regulation 2019", not "2015-2020"
    re.compile(r"\b(?:by|until|in|before|as\s+of|from)\s+(?P<year>20\d\d)(?![\d/–-])\b", re.I),
)


def find_coming_dates(text: str, *, after: date) -> list[ComingDateFound]:
    """The days after ``after`` that the sentences of ``text`` name, in order. A sentence may name several."""
    found = []
    for start, end in split_sentences(text):
        sentence = text[start:end]
        looks_forward = FORWARD.search(sentence) is not None
        taken: list[tuple[int, int]] = []
        for first, last, opens_on, closes_on, printed in _spans(sentence, after):
            if any(first < upto and since < last for since, upto in taken):
                continue
            taken.append((first, last))
            coming = opens_on > after or (looks_forward and closes_on > after)
            if coming and (printed or looks_forward):
                found.append(ComingDateFound(start, end, sentence[first:last], opens_on, closes_on, printed))
    return found


def _spans(sentence: str, after: date) -> Iterator[tuple[int, int, date, date, bool]]:
    """Every place that names days, exact ones first: where, first and last day, whether the year is printed."""
    days = find_dates(sentence)
    for day in days:
        yield day.start, day.end, day.opened_on, day.closed_on, True
    # Read as if written two years on, so that the calendar's own rules apply; then moved to the next such day.
    for day in find_dates(sentence, not_after=date(after.year + 2, 12, 31)):
        if not day.year_printed:
            opened_on, closed_on = _next(day.opened_on, after), _next(day.closed_on, after)
            if opened_on and closed_on and opened_on <= closed_on:
                yield day.start, day.end, opened_on, closed_on, False
    for form in FORMS:
        for match in form.finditer(sentence):
            if span := _read(match, after):
                yield match.start(), match.end(), *span


def _next(day: date, after: date) -> date | None:
    """The first day of that month and day of the month after ``after``; None for a 29 February that does not come."""
    for year in (after.year, after.year + 1):
        try:
            moved = day.replace(year=year)
        except ValueError:
            continue
        if moved > after:
            return moved
    return None


def _read(match: re.Match[str], after: date) -> tuple[date, date, bool] | None:
    """The first and the last day that the words leave open, and whether they print the year."""
    groups = match.groupdict()
    first, last = _months(groups)
    if printed := groups.get("year"):
        return *_months_of(int(printed), first, last), True
    this_year = _months_of(after.year, first, last)
    if groups.get("part") or this_year[0] > after:  # the end of the year is that of the year of the meeting
        return *this_year, False
    return *_months_of(after.year + 1, first, last), False


def _months(groups: dict[str, str | None]) -> tuple[int, int]:
    """The first and the last month that the words name."""
    if half := groups.get("half"):
        return (1, 6) if QUARTERS[half.lower()] == 1 else (7, 12)
    if quarter := groups.get("quarter"):
        last = 3 * QUARTERS[quarter.lower()]
        return last - 2, last
    if season := groups.get("season"):
        return SEASONS[season.lower()]
    if part := groups.get("part"):
        return PARTS[part.lower()]
    if month := groups.get("month"):
        number = MONTHS.index(month.lower()) + 1
        return number, number
    return 1, 12


def _months_of(year: int, first: int, last: int) -> tuple[date, date]:
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
