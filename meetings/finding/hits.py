"""The passages of one page: read once more through ``visible_to``, cut to excerpts and grouped under their meetings."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q

from meetings.finding.units import note_of, paragraph_of
from meetings.models import AgendaTopic, Meeting, OutcomeNote, Paragraph
from meetings.search.excerpts import Excerpt, excerpt
from meetings.search.terms import Query

MEETING = ("slug", "level", "opened_on", "closed_on", "city", "videoconference")
COVER = (
    "slug", "number", "version", "kind", "marking", "state", "subject", *(f"meeting__{name}" for name in MEETING)
)  # fmt: skip
SHOWN = ("address", "page", "text", "sides", "topic__number", "topic__title")


@dataclass(frozen=True, slots=True)
class Hit:
    """One passage: where it stands, its best words, who is reported and how firmly."""

    note: OutcomeNote
    address: str  # empty for a title page
    url: str
    page: int | None
    excerpt: Excerpt
    sides: tuple[str, ...] = ()
    strengths: tuple[str, ...] = ()
    topic: AgendaTopic | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one meeting, best first."""

    meeting: Meeting | None
    hits: list[Hit]

    @property
    def notes(self) -> list[OutcomeNote]:
        """The papers that the hits stand in, once each."""
        return list({hit.note.pk: hit.note for hit in self.hits}.values())


def hits_of(units: Iterable[int], query: Query, user: Any) -> list[Hit]:
    """The hits for ``units``, in their order; a unit that ``user`` may not read gives none."""
    wanted = list(units)
    words = urlencode({"hl": query.text}) if query.wanted else ""
    paragraphs = _paragraphs([key for unit in wanted if (key := paragraph_of(unit)) is not None], user)
    titles = _titles([key for unit in wanted if (key := note_of(unit)) is not None], user)
    hits = []
    for unit in wanted:
        key = paragraph_of(unit)
        if key is not None and key in paragraphs:
            hits.append(_hit_of_paragraph(paragraphs[key], query, words))
        elif key is None and unit // 2 in titles:
            note = titles[unit // 2]
            url = f"{note.get_absolute_url()}{'?' if words else ''}{words}"
            hits.append(Hit(note, "", url, None, excerpt(note.subject or note.name, query)))
    return hits


def _paragraphs(keys: list[int], user: Any) -> dict[int, Paragraph]:
    if not keys:
        return {}
    counted = ~Q(commitments__state="rejected")
    rows = (
        Paragraph.objects.visible_to(user)
        .filter(pk__in=keys)
        .select_related("topic", "note__meeting")
        .only(*SHOWN, *(f"note__{name}" for name in COVER))
        .annotate(strengths=ArrayAgg("commitments__strength", filter=counted, distinct=True, default=[]))
    )
    return {row.pk: row for row in rows}


def _titles(keys: list[int], user: Any) -> dict[int, OutcomeNote]:
    if not keys:
        return {}
    rows = OutcomeNote.objects.visible_to(user).filter(pk__in=keys).select_related("meeting")
    return {row.pk: row for row in rows.only(*COVER)}


def _hit_of_paragraph(paragraph: Any, query: Query, words: str) -> Hit:
    note = paragraph.note
    return Hit(
        note=note,
        address=paragraph.address,
        url=f"{note.get_absolute_url()}{'?' if words else ''}{words}#{paragraph.anchor}",
        page=paragraph.page,
        excerpt=excerpt(paragraph.text, query),
        sides=tuple(paragraph.sides),
        strengths=tuple(strength for strength in paragraph.strengths if strength),
        topic=paragraph.topic,
    )


def grouped(hits: Iterable[Hit]) -> list[Group]:
    """The hits under their meetings; the meeting of the best hit comes first. A paper without meeting stands alone."""
    groups: dict[object, Group] = {}
    for hit in hits:
        meeting = hit.note.meeting
        key = meeting.pk if meeting else ("note", hit.note.pk)
        groups.setdefault(key, Group(meeting, [])).hits.append(hit)
    return list(groups.values())
