"""Where was looked when nothing was found: which meetings, in which years, which spellings, and what is missing."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from meetings.following.texts import Text, texts_of
from meetings.models import KnownPaper, Meeting, OutcomeNote


@dataclass(frozen=True, slots=True)
class Year:
    """How many meetings of one year were searched whole, in part, or not at all."""

    year: int
    whole: int
    part: int
    missing: int


@dataclass(frozen=True, slots=True)
class Searched:
    """The proof behind "nothing was found"."""

    papers: int
    spellings: list[str]
    years: list[Year]
    missing: list[Meeting]
    not_held: list[KnownPaper]

    @property
    def whole(self) -> int:
        return sum(year.whole for year in self.years)

    @property
    def part(self) -> int:
        return sum(year.part for year in self.years)

    @property
    def meetings(self) -> int:
        return self.whole + self.part + len(self.missing)


def searched_where(user: Any, *, spellings: Iterable[str] = ()) -> Searched:
    """What a search of everything that ``user`` may read has looked at; ``spellings`` are the forms it tried.

    Four queries. Papers that are known by number but not to be read are named; their words are not.
    """
    known = list(Meeting.objects.visible_to(user).oldest_first())
    texts = texts_of(known, user)
    readable = OutcomeNote.objects.visible_to(user)
    not_held = (
        KnownPaper.objects.visible_to(user).exclude(number__in=readable.values("number")).select_related("meeting")
    )
    return Searched(
        papers=readable.count(),
        spellings=list(dict.fromkeys(spellings)),
        years=[
            _year(year, [texts[meeting.pk] for meeting in held])
            for year, held in groupby(known, key=lambda meeting: meeting.year)
        ],
        missing=[meeting for meeting in known if texts[meeting.pk] is Text.NONE],
        not_held=list(not_held),
    )


def _year(year: int, texts: list[Text]) -> Year:
    return Year(year, texts.count(Text.WHOLE), texts.count(Text.PART), texts.count(Text.NONE))
