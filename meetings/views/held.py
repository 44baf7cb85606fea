"""What is held of each meeting, as far as the person who asks may read it."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, IntegerField, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from meetings.access import may_review
from meetings.council.markings import Marking
from meetings.models import Commitment, KnownPaper, Meeting, OutcomeNote

STATES_IN_ORDER = (OutcomeNote.PUBLISHED, OutcomeNote.IN_REVIEW, OutcomeNote.HELD, OutcomeNote.WITHDRAWN)

# What is known of a meeting without its outcome note: a public statement, or our own abstract of one.
STATEMENTS = (OutcomeNote.JOINT_STATEMENT, OutcomeNote.ABSTRACT)

# An addendum or corrigendum never stands for the whole note.
PART_OF_A_PAPER = re.compile(r"\b(?:ADD|COR|AMD|EXT) \d")

# What is told of a paper where hundreds are counted; rows of these alone, for whole papers would be slow.
OF_A_PAPER = (
    "pk", "meeting", "meeting__opened_on", "kind", "number", "version", "language", "edition", "marking", "dated_on",
    "state", "published_at",
)  # fmt: skip

# The numbers of papers on a meeting that a public source gives.
CITED = ArraySubquery(KnownPaper.objects.filter(meeting=OuterRef("pk")).values("number"))


def reading_order(paper: Any) -> tuple[Any, ...]:
    """Sorts the paper (or row) that tells most about a meeting first: a whole outcome note in its latest version."""
    return (
        STATES_IN_ORDER.index(paper.state),
        bool(paper.version and PART_OF_A_PAPER.search(paper.version)),
        STATEMENTS.index(paper.kind) + 1 if paper.kind in STATEMENTS else 0,
        paper.language != "en",
        -paper.edition,
        paper.pk,
    )


def papers_for(user: Any) -> QuerySet[OutcomeNote]:
    """The leading papers that ``user`` may read, with their number of ``undertaken`` commitments; no long texts."""
    counted = Commitment.objects.visible_to(user).filter(note=OuterRef("pk")).order_by()
    number = counted.values("note").annotate(n=Count("pk")).values("n")
    undertaken = Coalesce(Subquery(number, output_field=IntegerField()), 0)
    return OutcomeNote.objects.leading_for(user).defer("text", "vector").annotate(undertaken=undertaken)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting with the papers that a person may read, the most telling one first."""

    meeting: Meeting
    papers: list[Any]  # outcome notes; from all_held only rows of OF_A_PAPER

    @property
    def leading(self) -> Any | None:
        return self.papers[0] if self.papers else None

    @property
    def kind(self) -> str:
        """``note``, ``statement``, ``abstract``, ``number`` (known or cited, not to be read here) or ``nothing``."""
        if self.leading is None:
            return "number" if self.numbers else "nothing"
        if self.leading.kind == OutcomeNote.ABSTRACT:
            return "abstract"
        return "statement" if self.leading.kind in STATEMENTS else "note"

    @property
    def limite(self) -> bool:
        """Whether one of the papers is LIMITE, or not yet marked."""
        return any(paper.marking != Marking.PUBLIC for paper in self.papers)

    @property
    def numbers(self) -> list[str]:
        """The numbers of outcome notes that a public source gives and that are not among the papers."""
        read = {paper.number for paper in self.papers}
        return [number for number in self.meeting.cited if number not in read]


def held_of(meetings: QuerySet[Meeting], user: Any, *, topics: bool = False) -> list[Held]:
    """Each of ``meetings`` with its papers, in two queries; one more for the titles of their agenda ``topics``."""
    papers = papers_for(user).prefetch_related("topics") if topics else papers_for(user)
    listed = meetings.annotate(cited=CITED).prefetch_related(Prefetch("notes", papers, to_attr="readable"))
    return [Held(meeting, sorted(meeting.readable, key=reading_order)) for meeting in listed]


def all_held(user: Any) -> tuple[list[Held], list[Any]]:
    """Every meeting ``user`` may know of, oldest first, and a row of OF_A_PAPER for every paper, of no known meeting
    too; two queries."""
    papers = list(OutcomeNote.objects.leading_for(user).order_by("pk").values_list(*OF_A_PAPER, named=True))
    by_meeting: dict[int | None, list[Any]] = defaultdict(list)
    for paper in papers:
        by_meeting[paper.meeting].append(paper)
    meetings = Meeting.objects.visible_to(user).oldest_first().annotate(cited=CITED)
    return [Held(meeting, sorted(by_meeting[meeting.pk], key=reading_order)) for meeting in meetings], papers


def in_full(rows: Iterable[Any], user: Any) -> dict[int, OutcomeNote]:
    """The papers of these rows by their key, with their meetings; one query."""
    return papers_for(user).select_related("meeting").in_bulk([row.pk for row in rows])


def papers_of(held: Iterable[Held]) -> list[OutcomeNote]:
    return [paper for each in held for paper in each.papers]


def words_for_nothing(user: Any) -> str:
    """Only who sees every note can be told that none is held; the others, that there is none for them."""
    return _("no note held") if may_review(user) else _("no note that you may read")
