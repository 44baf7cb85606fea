"""What the address of a search page asks for. Every state of the page is an address; nothing in it is trusted."""

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from meetings.figures import whole_number
from meetings.finding.dimensions import LABELS

LAST_PAGE = 500
MOST_CHOSEN = 100


class Sort(StrEnum):
    """In which order passages come."""

    RELEVANCE = "relevance"
    MEETING = "meeting"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class DateRange:
    """From and to, both included; either may be open."""

    first: date | None = None
    last: date | None = None

    def __bool__(self) -> bool:
        return self.first is not None or self.last is not None


@dataclass(frozen=True, slots=True)
class Asked:
    """One state of the search page."""

    text: str = ""
    chosen: tuple[tuple[str, str], ...] = ()  # (name of a dimension, key of a value)
    exact: bool = False
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    meeting_dates: DateRange = field(default_factory=DateRange)
    note_dates: DateRange = field(default_factory=DateRange)
    note: str = ""
    meeting: str = ""
    earlier: bool = False  # earlier versions and translations of the papers, too
    mistakes: tuple[str, ...] = ()

    @classmethod
    def from_address(cls, params: QueryDict) -> Self:
        """What ``params`` ask for. What they say wrongly is left out and said in ``mistakes``."""
        mistakes: list[str] = []
        chosen = dict.fromkeys((name, _storable(key)) for name in LABELS for key in params.getlist(name))
        dates = {name: _day(params.get(name, ""), mistakes) for name in DATES}
        sort = params.get("sort", "")
        return cls(
            text=_storable(params.get("q", "")),
            chosen=tuple(chosen)[:MOST_CHOSEN],
            exact=params.get("exact") == "1",
            sort=Sort(sort) if sort in list(Sort) else Sort.RELEVANCE,
            page=min(whole_number(params.get("page", "")) or 1, LAST_PAGE),
            meeting_dates=DateRange(dates["meeting_from"], dates["meeting_to"]),
            note_dates=DateRange(dates["note_from"], dates["note_to"]),
            note=_storable(params.get("note", "")),
            meeting=_storable(params.get("meeting", "")),
            earlier=params.get("versions") == "all",
            mistakes=tuple(mistakes),
        )

    @property
    def asks_nothing(self) -> bool:
        """Whether the page was only opened."""
        return not (self.text.strip() or self.chosen or self.meeting_dates or self.note_dates)

    @property
    def address(self) -> str:
        """The part of the address behind the question mark."""
        pairs = [("q", self.text), *self.chosen]
        pairs += [("exact", "1" if self.exact else ""), ("note", self.note), ("meeting", self.meeting)]
        pairs += [("versions", "all" if self.earlier else "")]
        pairs += [("sort", "" if self.sort is Sort.RELEVANCE else self.sort.value)]
        for name, day in zip(DATES, self._days, strict=True):
            pairs.append((name, day.isoformat() if day else ""))
        pairs += [("page", str(self.page) if self.page > 1 else "")]
        return urlencode([(name, value) for name, value in pairs if value or name in dict(self.chosen)])

    @property
    def _days(self) -> tuple[date | None, ...]:
        return self.meeting_dates.first, self.meeting_dates.last, self.note_dates.first, self.note_dates.last

    def but(self, **changes: object) -> "Asked":
        """The same with ``changes``, on the first page unless they say another."""
        return replace(self, **({"page": 1} | changes))  # type: ignore[arg-type]

    def without(self, name: str, key: str) -> "Asked":
        """The same without one chosen value."""
        return self.but(chosen=tuple(pair for pair in self.chosen if pair != (name, key)))

    def unfiltered(self) -> "Asked":
        """The same words in the whole archive."""
        return Asked(text=self.text, exact=self.exact, sort=self.sort, earlier=self.earlier)


DATES = ("meeting_from", "meeting_to", "note_from", "note_to")


def _storable(text: str) -> str:
    """``text`` without the one character that PostgreSQL cannot take."""
    return text.replace("\x00", "")


def _day(written: str, mistakes: list[str]) -> date | None:
    """A date as the browser sends it; None when empty or wrong."""
    if not written.strip():
        return None
    try:
        return date.fromisoformat(written.strip())
    except ValueError:
        mistakes.append(gettext("“%(written)s” is no date: write it as 2017-06-29.") % {"written": written[:40]})
        return None
