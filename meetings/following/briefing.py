"""The briefing pack: for each chosen theme, or one folder, what both sides said last, what is open, and what is due.

Everything is asked through the rights of one person. Of a pack from public papers only it is told how many lines fell
away, so that nobody takes it for the whole.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When, Window
from django.db.models.functions import DenseRank, RowNumber

from meetings.access import ReaderOf
from meetings.council.markings import Marking
from meetings.council.sides import Side
from meetings.following.folders import Kept, kept_in
from meetings.following.offices import OfficeLine, office_lines
from meetings.following.said import Said, column, said_in, with_sentences
from meetings.following.statuses import Decided, with_decisions
from meetings.models import ComingDate, Commitment, Folder, Meeting, OutcomeNote, Theme, ThemePassage

EXCHANGES = 3  # meetings of which a theme tells, the last ones
MOST_THEMES = 12
MOST_COMMITMENTS = 12  # of a theme, the newest
MOST_DAYS = 8  # of a theme, the latest
OUTSTANDING = ("open", "reaffirmed")
IN_OFFICE = timedelta(days=3 * 365)  # before the last meeting at which anybody was named


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a pack is asked to hold; ``sides`` empty for both, years None for any."""

    themes: tuple[Theme, ...] = ()
    folder: Folder | None = None
    first_year: int | None = None
    last_year: int | None = None
    sides: tuple[str, ...] = ()
    public_only: bool = False

    def years(self, to: str = "note__meeting__opened_on") -> Q:
        """The condition on the years of the meeting, reached by the path ``to``."""
        years = Q()
        if self.first_year:
            years &= Q(**{f"{to}__year__gte": self.first_year})
        if self.last_year:
            years &= Q(**{f"{to}__year__lte": self.last_year})
        return years

    def eyes(self, user: Any) -> Any:
        """Whose knowledge of statuses counts: in a public pack that of a reader of public papers."""
        return ReaderOf(Marking.PUBLIC) if self.public_only else user

    def takes(self, side: str) -> bool:
        """Whether what this side said belongs in it; what both said, or nobody by name, always does."""
        return not self.sides or side not in {Side.EU, Side.US} or side in self.sides


@dataclass(frozen=True, slots=True)
class Exchange:
    """What was said on a theme at one meeting: the sentences of each side under EU, US and both."""

    meeting: Meeting
    sides: list[tuple[str, list[Said]]]


@dataclass(slots=True)
class Sheet:
    """One printed page: a theme with its last exchanges, or a folder with its passages."""

    title: str
    theme: Theme | None = None
    exchanges: list[Exchange] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    commitments: list[Commitment] = field(default_factory=list)
    days: list[ComingDate] = field(default_factory=list)

    @property
    def notes(self) -> list[OutcomeNote]:
        """The paper of every line, and of the passages that prove a status."""
        said = [each.paragraph.note for exchange in self.exchanges for _, listed in exchange.sides for each in listed]
        decided = [each.passage.note for row in self.commitments for each in row.decisions if each.passage]
        rows = [*self.commitments, *self.days]
        return [*said, *(each.row.note for each in self.kept), *(row.paragraph.note for row in rows), *decided]


@dataclass(slots=True)
class Pack:
    """The whole of it. ``fell_away`` counts the lines that rest on papers that are not public and were left out."""

    wanted: Wanted
    sheets: list[Sheet]
    people: list[OfficeLine]
    fell_away: int = 0

    @property
    def notes(self) -> list[OutcomeNote]:
        return [note for sheet in self.sheets for note in sheet.notes]


@dataclass(slots=True)
class _Lines:
    """Everything found before public and other papers are told apart."""

    said: dict[int, list[Said]] = field(default_factory=lambda: defaultdict(list))
    commitments: dict[int, list[Commitment]] = field(default_factory=lambda: defaultdict(list))
    days: dict[int, list[ComingDate]] = field(default_factory=lambda: defaultdict(list))


def pack_of(wanted: Wanted, user: Any) -> Pack:
    """The pack for ``user``, who may open its folder; at most nine queries."""
    people = in_office(office_lines(ReaderOf(Marking.PUBLIC)))
    if wanted.folder is not None:
        whole = [_folder_sheet(wanted.folder, wanted, user)]
        sheets = [_public_part(sheet) for sheet in whole] if wanted.public_only else whole
        return Pack(wanted, sheets, people, _lines(whole) - _lines(sheets))
    lines = _found(wanted, user)
    whole = [_theme_sheet(theme, lines, wanted, public=False) for theme in wanted.themes]
    if not wanted.public_only:
        return Pack(wanted, whole, people)
    sheets = [_theme_sheet(theme, lines, wanted, public=True) for theme in wanted.themes]
    return Pack(wanted, sheets, people, _lines(whole) - sum(_lines([_public_part(sheet)]) for sheet in whole))


def in_office(lines: Sequence[OfficeLine]) -> list[OfficeLine]:
    """The offices whose holder was named at or shortly before the last meeting of which participants are known."""
    last = max((line.named_on for line in lines if line.named_on), default=None)
    return [line for line in lines if last and line.named_on and line.named_on >= last - IN_OFFICE]


def is_public(note: OutcomeNote) -> bool:
    return note.marking == Marking.PUBLIC and note.is_published


def _lines(sheets: Iterable[Sheet]) -> int:
    return sum(
        sum(len(said) for exchange in sheet.exchanges for _, said in exchange.sides)
        + len(sheet.kept)
        + len(sheet.commitments)
        + len(sheet.days)
        for sheet in sheets
    )


def _public_part(sheet: Sheet) -> Sheet:
    """The lines of ``sheet`` that rest on public papers."""
    exchanges = [
        Exchange(each.meeting, [(side, [s for s in said if is_public(s.paragraph.note)]) for side, said in each.sides])
        for each in sheet.exchanges
    ]
    commitments = [row for row in sheet.commitments if is_public(row.paragraph.note)]
    kept = [each for each in sheet.kept if is_public(each.row.note)]
    days = [row for row in sheet.days if is_public(row.paragraph.note)]
    return Sheet(sheet.title, sheet.theme, exchanges, kept, commitments, days)


def _theme_sheet(theme: Theme, lines: _Lines, wanted: Wanted, *, public: bool) -> Sheet:
    """The page of ``theme``, from all its lines or from the public ones alone."""
    by_meeting: dict[Meeting, list[Said]] = defaultdict(list)
    for said in lines.said[theme.pk]:
        if not public or is_public(said.paragraph.note):
            by_meeting[said.paragraph.note.meeting].append(said)
    meetings = sorted(by_meeting, key=lambda meeting: (meeting.opened_on, meeting.pk), reverse=True)[:EXCHANGES]
    sheet = Sheet(
        theme.label,
        theme,
        [Exchange(meeting, _by_side(by_meeting[meeting], wanted)) for meeting in meetings],
        commitments=[row for row in lines.commitments[theme.pk] if not public or is_public(row.paragraph.note)],
        days=[row for row in lines.days[theme.pk] if not public or is_public(row.paragraph.note)],
    )
    del sheet.commitments[MOST_COMMITMENTS:], sheet.days[MOST_DAYS:]
    return _public_part(sheet) if public else sheet


def _by_side(said: Iterable[Said], wanted: Wanted) -> list[tuple[str, list[Said]]]:
    sides: dict[str, list[Said]] = {side.value: [] for side in (Side.EU, Side.US, Side.BOTH)}
    for each in said:
        if wanted.takes(each.side):
            sides[column(each)].append(each)
    return [(side, listed) for side, listed in sides.items() if listed]


def _publicity() -> Case:
    """1 for lines of public papers, 0 for others: both are ranked apart, so that one read serves both kinds of pack."""
    public = Q(note__marking=Marking.PUBLIC.value, note__state=OutcomeNote.PUBLISHED)
    return Case(When(public, then=Value(1)), default=Value(0), output_field=IntegerField())


def _found(wanted: Wanted, user: Any) -> _Lines:
    """The last lines of each theme, public and other papers each for themselves. Seven queries."""
    lines = _Lines()
    themes = [theme.pk for theme in wanted.themes]
    meeting_on = F("note__meeting__opened_on")
    passages = (
        ThemePassage.objects.leading_for(user)
        .filter(wanted.years(), theme__in=themes, note__meeting__isnull=False)
        .annotate(
            nth=Window(
                DenseRank(),
                partition_by=[F("theme"), _publicity()],
                order_by=[meeting_on.desc(), F("note__meeting").desc()],
            )
        )
        .filter(nth__lte=EXCHANGES)
        .order_by("paragraph__note", "paragraph__position")
    )
    passages = list(with_sentences(passages, user).select_related("paragraph__note__meeting"))
    for passage in passages:
        lines.said[passage.theme_id] += said_in([passage])
    outstanding = _outstanding(Commitment.objects.leading_for(user), wanted, user).filter(
        paragraph__theme_passages__theme__in=themes
    )
    ranked = outstanding.annotate(
        of_theme=F("paragraph__theme_passages__theme"),
        nth=Window(
            RowNumber(),
            partition_by=[F("paragraph__theme_passages__theme"), _publicity()],
            order_by=[meeting_on.desc(nulls_last=True), F("pk").asc()],
        ),
    ).filter(nth__lte=MOST_COMMITMENTS)
    for row in with_decisions(ranked.newest_first(), wanted.eyes(user)):
        lines.commitments[row.of_theme].append(row)
    days = _with_papers(ComingDate.objects.leading_for(user)).filter(
        wanted.years(), paragraph__theme_passages__theme__in=themes
    )
    days = days.annotate(
        of_theme=F("paragraph__theme_passages__theme"),
        nth=Window(
            RowNumber(),
            partition_by=[F("paragraph__theme_passages__theme"), _publicity()],
            order_by=[F("closes_on").desc(), F("pk").asc()],
        ),
    ).filter(nth__lte=MOST_DAYS)
    for row in days.order_by("-closes_on", "pk"):
        lines.days[row.of_theme].append(row)
    return lines


def _folder_sheet(folder: Folder, wanted: Wanted, user: Any) -> Sheet:
    """The passages of the folder in its owner's order, with what is open and due in them. Eight queries."""
    kept = [each for each in kept_in(folder, user) if each.paragraph and _taken(each, wanted)]
    paragraphs = [each.paragraph.pk for each in kept if each.paragraph]
    outstanding = _outstanding(Commitment.objects.visible_to(user).filter(paragraph__in=paragraphs), wanted, user)
    commitments = list(with_decisions(outstanding.newest_first(), wanted.eyes(user)))
    days = _with_papers(ComingDate.objects.visible_to(user)).filter(paragraph__in=paragraphs)
    return Sheet(folder.name, kept=kept, commitments=commitments, days=list(days.order_by("-closes_on", "pk")))


def _taken(kept: Kept, wanted: Wanted) -> bool:
    """Whether a kept passage is of the wanted years and sides."""
    meeting, paragraph = kept.row.note.meeting, kept.paragraph
    year = meeting.opened_on.year if meeting else None
    if (wanted.first_year or wanted.last_year) and not (
        year and (wanted.first_year or year) <= year <= (wanted.last_year or year)
    ):
        return False
    return paragraph is None or not paragraph.sides or any(wanted.takes(side) for side in paragraph.sides)


def _outstanding(commitments: QuerySet[Commitment], wanted: Wanted, user: Any) -> QuerySet[Commitment]:
    """Those that are open or were reaffirmed, of the wanted years and sides, with ``status`` and their papers."""
    decided = Decided(wanted.eyes(user))
    taken = _with_papers(decided.beside(commitments)).filter(decided.became(OUTSTANDING), wanted.years())
    if not wanted.sides:
        return taken
    return taken.filter(Q(side__in=[*wanted.sides, Side.BOTH.value, ""]))


def _with_papers(rows: Any) -> Any:
    return rows.select_related("paragraph__note__meeting").defer(
        "paragraph__vector", "paragraph__note__text", "paragraph__note__vector"
    )
