"""Topic codes by meetings: which codes the notes on each meeting carry, and how many passages give the reason."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Value

from meetings.addresses import address
from meetings.models import CarriedCode, Meeting, NoteCode, OutcomeNote, TopicCode

# Runs of meetings without a note are one column from this length on.
FOLDED_FROM = 3
# From how many passages on a cell has the first, second and third ground.
DEPTHS = (1, 3, 6)
# Public statements bear no codes, and neither do the archive's abstracts of them.
WITHOUT_CODES = (OutcomeNote.JOINT_STATEMENT, OutcomeNote.ABSTRACT)


@dataclass(frozen=True, slots=True)
class Column:
    """One meeting, or a run of meetings (newest first) of which no note is held."""

    meetings: list[Meeting]
    held: bool

    @property
    def meeting(self) -> Meeting:
        return self.meetings[0]

    @property
    def folded(self) -> bool:
        return len(self.meetings) > 1


@dataclass(frozen=True, slots=True)
class Mark:
    """That a note carries a code: the note, and the addresses of the passages that give the reason."""

    note: OutcomeNote
    addresses: list[str]

    @property
    def count(self) -> int:
        return len(self.addresses)

    @property
    def depth(self) -> int:
        """How deep the ground is, from 0 (on the cover only) to 3."""
        return sum(self.count >= least for least in DEPTHS)

    def get_absolute_url(self) -> str:
        """The first passage that gives the reason; the note, where none was found."""
        whole: str = self.note.get_absolute_url()
        return f"{whole}#p{self.addresses[0]}" if self.addresses else whole

    @property
    def permanent_address(self) -> str:
        """The same as people cite it; it leads on when a newer reading puts the words elsewhere."""
        return address("passage", self.note.slug, self.addresses[0]) if self.addresses else self.get_absolute_url()


@dataclass(frozen=True, slots=True)
class Row:
    """One code with a cell for each column: its mark, or None."""

    code: TopicCode
    cells: list[tuple[Column, Mark | None]]


def columns_of(meetings: QuerySet[Meeting], user: Any) -> list[Column]:
    """A column for each of ``meetings``, in their order, long runs of those without a note as one. One query.

    A note counts as held when ``user`` may read it and it could carry codes.
    """
    could = OutcomeNote.objects.visible_to(user).filter(meeting=OuterRef("pk")).order_by()
    carries = Exists(NoteCode.objects.filter(note=OuterRef("pk")))
    held = Exists(could.filter(~Q(kind__in=WITHOUT_CODES) | carries))
    listed = meetings.annotate(note_held=held).only(
        "slug", "level", "city", "videoconference", "opened_on", "closed_on"
    )
    columns: list[Column] = []
    for note_held, run in groupby(listed, key=lambda meeting: meeting.note_held):
        group = list(run)
        if not note_held and len(group) >= FOLDED_FROM:
            columns.append(Column(group, held=False))
        else:
            columns += [Column([meeting], held=note_held) for meeting in group]
    return columns


def codes_of(meetings: QuerySet[Meeting], user: Any, *, least: int) -> list[TopicCode]:
    """The codes on notes on ``meetings`` that ``user`` may read, those that say the subject first, then by frequency.

    Each has ``met``: at how many of these meetings it stands, which is ``least`` or more. Two queries.
    """
    carried = CarriedCode.objects.filter(
        note__in=OutcomeNote.objects.visible_to(user), note__meeting__in=meetings.order_by().values("pk")
    )
    counted = carried.order_by().values_list("code").annotate(met=Count("note__meeting", distinct=True))
    met = dict(counted.filter(met__gte=least))
    codes = list(TopicCode.objects.filter(pk__in=met))
    for code in codes:
        code.met = met[code.pk]
    return sorted(codes, key=lambda code: (code.general, -code.met, code.code))


def papers_on(columns: Iterable[Column], user: Any) -> QuerySet[OutcomeNote]:
    """The papers on the meetings of ``columns`` that ``user`` may read: what the cells are counted from."""
    meetings = [meeting.pk for column in columns for meeting in column.meetings]
    return OutcomeNote.objects.visible_to(user).filter(meeting__in=meetings).defer("text", "vector", "summary")


def rows_of(codes: Iterable[TopicCode], columns: list[Column], papers: Iterable[OutcomeNote]) -> list[Row]:
    """A row for each of ``codes``. One query.

    Where several papers on a meeting carry the code, such as a note and its revision, the one with most passages
    counts, so that the same passage is not counted twice.
    """
    by_pk = {paper.pk: paper for paper in papers}
    listed = list(codes)
    carried = NoteCode.objects.filter(note__in=by_pk, code__in=listed).order_by("note", "position")
    addresses = ArrayAgg(
        "evidence__paragraph__address",
        filter=Q(evidence__isnull=False),
        order_by=["evidence__paragraph__position"],
        default=Value([]),
    )
    found: dict[tuple[int, int], list[str]] = defaultdict(list)
    for code, note, reasons in carried.values_list("code", "note").annotate(reasons=addresses):
        found[code, note] += [address for address in reasons if address not in found[code, note]]
    marks: dict[tuple[int, int], Mark] = {}
    for (code, note), reasons in found.items():
        place = code, by_pk[note].meeting_id
        if place not in marks or len(reasons) > marks[place].count:
            marks[place] = Mark(by_pk[note], reasons)
    return [
        Row(code, [(column, marks.get((code.pk, column.meeting.pk)) if column.held else None) for column in columns])
        for code in listed
    ]
