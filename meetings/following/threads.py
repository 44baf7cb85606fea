"""A theme from meeting to meeting: a row for each meeting, what each side said in its columns."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min

from meetings.council.sides import Side
from meetings.council.wording import Words, differences
from meetings.following.said import Said, column, said_in, with_sentences
from meetings.following.texts import Text, texts_of
from meetings.models import Meeting, Theme, ThemePassage
from meetings.search.alphabet import in_alphabet

COLUMNS = (Side.EU, Side.US, Side.BOTH)
# Runs of meetings of which nothing can be told are one line from this length on.
FOLDED_FROM = 3


@dataclass(frozen=True, slots=True)
class Drift:
    """How a side's wording differs from what the same side had said the last time before."""

    before: Said
    meeting: Meeting
    words: list[Words]


@dataclass(slots=True)
class Cell:
    """What one side said at one meeting."""

    side: Side
    said: list[Said] = field(default_factory=list)
    drift: Drift | None = None

    @property
    def leading(self) -> Said | None:
        """The firmest sentence, the first of them when several are as firm."""
        return max(self.said, key=lambda said: said.rank, default=None)


@dataclass(frozen=True, slots=True)
class Row:
    """One meeting, or a run of meetings whose texts, as far as there are any, do not tell whether it was raised."""

    meeting: Meeting
    text: Text
    cells: list[Cell]
    folded: list["Row"]

    @property
    def raised(self) -> bool:
        return any(cell.said for cell in self.cells)

    @property
    def unknown(self) -> bool:
        return self.text is not Text.WHOLE and not self.raised


@dataclass(frozen=True, slots=True)
class Thread:
    """A theme with the number of meetings at which it was raised, and the first and the last day of these."""

    theme: Theme
    raised: int = 0
    first: date | None = None
    last: date | None = None


def threads_with_counts(user: Any) -> list[Thread]:
    """All themes, those raised most often first; two queries."""
    day = "note__meeting__opened_on"
    raised = ThemePassage.objects.leading_for(user).order_by().values_list("theme")
    counted = raised.annotate(n=Count("note__meeting", distinct=True), first=Min(day), last=Max(day))
    figures = {theme: told for theme, *told in counted}
    threads = [Thread(theme, *figures.get(theme.pk, ())) for theme in Theme.objects.order_by()]
    return sorted(threads, key=lambda thread: (-thread.raised, in_alphabet(thread.theme.label)))


def rows_of(theme: Theme, meetings: Iterable[Meeting], user: Any) -> list[Row]:
    """One row for each of ``meetings`` (newest first), with the drift of each side's wording; five queries."""
    listed = list(meetings)
    texts = texts_of(listed, user)
    passages = ThemePassage.objects.leading_for(user).filter(theme=theme, note__meeting__in=listed)
    by_meeting: dict[int, list[Said]] = defaultdict(list)
    ordered = with_sentences(passages, user).order_by("paragraph__note", "paragraph__position")
    for said in said_in(ordered):
        by_meeting[said.paragraph.note.meeting_id].append(said)
    rows = [Row(meeting, texts[meeting.pk], cells_of(by_meeting[meeting.pk]), []) for meeting in listed]
    add_drift(rows)
    return rows


def cells_of(said: list[Said]) -> list[Cell]:
    cells = {side: Cell(side) for side in COLUMNS}
    for each in said:
        cells[Side(column(each))].said.append(each)
    return list(cells.values())


def add_drift(rows: list[Row]) -> None:
    """Compare the leading sentence of each side with that of the meeting before; an abstract is never compared."""
    last: dict[Side, tuple[Said, Meeting]] = {}
    for row in reversed(rows):
        for cell in row.cells:
            leading = cell.leading
            if leading is None or not leading.quoted:
                continue
            if cell.side in last:
                before, meeting = last[cell.side]
                cell.drift = Drift(before, meeting, differences(before.words, leading.words))
            last[cell.side] = (leading, row.meeting)


def folded(rows: list[Row]) -> list[Row]:
    """``rows`` with every long run of meetings of which nothing can be told as one row that lists them."""
    shown: list[Row] = []
    for unknown, run in groupby(rows, key=lambda row: row.unknown):
        group = list(run)
        if unknown and len(group) >= FOLDED_FROM:
            shown.append(Row(group[0].meeting, Text.NONE, [], group))
        else:
            shown += group
    return shown
