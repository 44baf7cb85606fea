"""What is public already: the confirmed twins of a note's passages, as readers of both papers see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.http import urlencode

from meetings.access import may_review
from meetings.models import OutcomeNote, Paragraph, PublicTwin
from meetings.review.twins import COMPARED, STATEMENTS, is_public_paper

if TYPE_CHECKING:
    from meetings.views.body import Body

PASSAGES = ("passage", "public_passage")


@dataclass(frozen=True, slots=True)
class Beside:
    """The other passage of a confirmed pair, and the address of the page that shows both."""

    other: Paragraph
    compare: str
    other_is_public: bool


@dataclass(frozen=True, slots=True)
class PublicAlready:
    """The passages of a note with and without a confirmed public twin. ``waiting`` pairs are for reviewers alone."""

    papers: list[OutcomeNote]
    paired: list[Paragraph]
    single: list[Paragraph]
    waiting: int
    may_review: bool

    @property
    def compared(self) -> int:
        return len(self.paired) + len(self.single)


def compare_address(one: Paragraph, other: Paragraph) -> str:
    """Where both passages stand side by side."""
    asked = {name: f"{each.note.slug}/{each.address}" for name, each in (("a", one), ("b", other))}
    return f"{reverse('compare')}?{urlencode(asked)}"


def has_pairs() -> Q:
    """For a query of notes: whether a passage of each has a confirmed pair, readable or not; never shown."""
    confirmed = PublicTwin.objects.confirmed().order_by()
    as_note, as_public = (Exists(confirmed.filter(**{f"{each}__note": OuterRef("pk")})) for each in PASSAGES)
    return as_note | as_public


def lay_beside(paragraphs: Iterable[Paragraph], note: OutcomeNote, user: Any) -> None:
    """Give each of ``paragraphs`` of ``note`` as ``beside`` its confirmed twins that ``user`` may read; one query.

    ``note`` comes from ``for_reading``, which says whether it has pairs at all; no query when it has none.
    Proposed pairs are shown at the review desk alone, to reviewers too: what stands on a page is fact.
    """
    found: dict[int, list[Beside]] = defaultdict(list)
    ours = Q(passage__note=note) | Q(public_passage__note=note)
    twins = (
        PublicTwin.objects.visible_to(user).confirmed().filter(ours) if note.has_pairs else PublicTwin.objects.none()
    )
    for twin in with_passages(twins):
        compare = compare_address(twin.passage, twin.public_passage)
        if twin.passage.note_id == note.pk:
            found[twin.passage_id].append(Beside(twin.public_passage, compare, True))
        else:
            found[twin.public_passage_id].append(Beside(twin.passage, compare, False))
    for paragraph in paragraphs:
        paragraph.beside = found[paragraph.pk]


def with_passages(twins: Any) -> Any:
    """``twins`` in order with both passages and their papers, without the long columns."""
    long = [f"{each}__{column}" for each in PASSAGES for column in ("vector", "note__vector", "note__text")]
    return twins.select_related("passage__note", "public_passage__note").defer(*long).in_order()


def public_already(body: "Body", papers: Iterable[OutcomeNote], user: Any) -> PublicAlready | None:
    """The passages of ``body`` by whether they have a twin in one of the public ``papers`` of its meeting.

    None unless it is a note and such a paper can be read beside it. ``papers`` are those that ``user`` may read.
    """
    note = body.note
    public = [paper for paper in papers if is_public_paper(paper) and paper.is_published]
    if note.kind in STATEMENTS or not public:
        return None
    lines = [line.paragraph for section in body.sections for line in section.lines if line.paragraph.part in COMPARED]
    reviews = may_review(user)
    waiting = PublicTwin.objects.visible_to(user).proposed().filter(passage__note=note).count() if reviews else 0
    return PublicAlready(
        papers=public,
        paired=[paragraph for paragraph in lines if paragraph.beside],
        single=[paragraph for paragraph in lines if not paragraph.beside],
        waiting=waiting,
        may_review=reviews,
    )
