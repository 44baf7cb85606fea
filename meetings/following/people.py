"""Persons, offices and institutions from meeting to meeting, from public sources and from readable notes alike."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meetings.council.offices import is_acting
from meetings.models import Meeting, OutcomeNote, Paragraph, Participant, Participation, PublicParticipation
from meetings.search.alphabet import in_alphabet


@dataclass(frozen=True, slots=True)
class Presence:
    """A participant at one meeting: as a note names them, or as a public source does."""

    participant: Participant
    meeting: Meeting | None
    side: str
    office: str
    as_named: str = ""
    paragraph: Paragraph | None = None
    capacity: str = ""
    institution: Participant | None = None
    source_url: str = ""
    announced: bool = False

    @property
    def acting(self) -> bool:
        return is_acting(self.office)


@dataclass(frozen=True, slots=True)
class Place:
    """Where one presence stands in the list: all that putting it in order needs, without its row."""

    pk: int
    noted: bool  # named by a note, otherwise by a public source
    side: str
    meeting: int
    day: date | None
    name: str

    @property
    def newest_first(self) -> tuple[int, int, tuple[str, str]]:
        return -(self.day.toordinal() if self.day else 0), self.meeting, in_alphabet(self.name)


def counted(user: Any) -> QuerySet[Participant]:
    """Everybody whom ``user`` may know of: ``public``, the meetings by public sources, ``noted``, the papers.

    In no order: a page sorts them in memory.
    """
    mine = OuterRef("pk")
    public = PublicParticipation.objects.visible_to(user).filter(participant=mine)
    noted = Participation.objects.leading_for(user).filter(participant=mine)
    return (
        Participant.objects.visible_to(user)
        .annotate(public=_number(public, "meeting"), noted=_number(noted, "note"))
        .order_by()
    )


def _number(rows: QuerySet[Any], of: str) -> Coalesce:
    """How many different ``of`` a participant's ``rows`` have."""
    number = rows.order_by().values("participant").annotate(n=Count(of, distinct=True)).values("n")
    return Coalesce(Subquery(number, output_field=IntegerField()), 0)


def noted_for(user: Any) -> QuerySet[Participation]:
    """Participations in readable notes, with their meeting ``at`` and its ``day``.

    An abstract takes its people from the public source; it adds nobody who is told already.
    """
    told = PublicParticipation.objects.visible_to(user).filter(participant=OuterRef("participant"))
    return (
        Participation.objects.leading_for(user)
        .annotate(
            at=Coalesce("note__meeting", "meeting"),
            day=Coalesce("note__meeting__opened_on", "meeting__opened_on"),
        )
        .exclude(Q(note__kind=OutcomeNote.ABSTRACT) & Exists(told.filter(meeting=OuterRef("at"))))
    )


def with_offices(noted: QuerySet[Participation]) -> QuerySet[Participation]:
    """Without those whose own name stands where an office would."""
    return noted.exclude(office=F("participant__name"))


def places(user: Any, *, of: Participant | None = None, offices: Iterable[str] = ()) -> list[Place]:
    """Where somebody took part, newest meeting first. Two queries.

    With ``of``, that participant and whom it sent; with ``offices``, whoever was named by one of these.
    """
    public, noted = PublicParticipation.objects.visible_to(user), noted_for(user)
    if of is not None:
        public, noted = public.filter(Q(participant=of) | Q(institution=of)), noted.filter(participant=of)
    if offices:
        public, noted = public.filter(office__in=offices), with_offices(noted).filter(office__in=offices)
    told = public.order_by().values_list("pk", "side", "meeting", "meeting__opened_on", "participant__name")
    found = [Place(pk, False, side, at, day, name) for pk, side, at, day, name in told]
    named = noted.order_by("note", "side", "pk").values_list("pk", "side", "at", "day", "participant__name")
    found += [Place(pk, True, side, at or 0, day, name) for pk, side, at, day, name in named]
    return sorted(found, key=lambda place: place.newest_first)


def presences_at(found: Iterable[Place], user: Any) -> list[Presence]:
    """The rows of these places, in their order; two queries."""
    listed = list(found)
    wanted = {noted: [place.pk for place in listed if place.noted is noted] for noted in (False, True)}
    public = PublicParticipation.objects.visible_to(user).select_related("participant", "institution", "meeting")
    noted = (
        Participation.objects.leading_for(user)
        .select_related("participant", "meeting", "note__meeting", "paragraph")
        .defer("note__text", "note__summary", "note__subject", "note__vector", "paragraph__text", "paragraph__vector")
    )
    rows: dict[tuple[bool, int], Presence] = {}
    rows |= {(False, row.pk): from_public(row) for row in public.filter(pk__in=wanted[False])}
    rows |= {(True, row.pk): from_note(row) for row in noted.filter(pk__in=wanted[True])}
    return [rows[place.noted, place.pk] for place in listed if (place.noted, place.pk) in rows]


def presences(user: Any, *, of: Participant) -> list[Presence]:
    """Where ``of``, or somebody it sent, took part, newest meeting first. Four queries."""
    return presences_at(places(user, of=of), user)


def from_public(row: PublicParticipation) -> Presence:
    return Presence(
        participant=row.participant,
        meeting=row.meeting,
        side=row.side,
        office=row.office,
        capacity=row.get_capacity_display(),
        institution=row.institution,
        source_url=row.source_url,
        announced=row.certainty == "announced",
    )


def from_note(row: Participation) -> Presence:
    office = "" if row.office == row.participant.name else row.office
    meeting = row.note.meeting or row.meeting
    if row.paragraph is not None:
        row.paragraph.note = row.note  # the same row, not fetched twice
    return Presence(row.participant, meeting, row.side, office, as_named=row.as_named, paragraph=row.paragraph)


def names_of(found: Iterable[Presence], user: Any, participant: Participant) -> list[str]:
    """The forms of the name that public sources and readable notes print; never those of other notes. One query."""
    public = PublicParticipation.objects.visible_to(user).filter(participant=participant)
    forms = [form for variants in public.values_list("variants", flat=True) for form in variants]
    forms += [
        presence.as_named
        for presence in found
        if presence.participant == participant and presence.paragraph and not presence.paragraph.note.is_abstract
    ]
    return list(dict.fromkeys(form for form in forms if form != participant.name))
