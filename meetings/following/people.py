"""Persons, offices and institutions from meeting to meeting, from public sources and from readable notes alike."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from meetings.council.offices import is_acting, office_key
from meetings.models import Meeting, OutcomeNote, Paragraph, Participant, Participation, PublicParticipation

# An office is a line once it was named at this many meetings.
LINE_FROM = 2


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
class OfficeLine:
    """One office with everybody who held it, meeting by meeting, newest first."""

    key: str
    name: str
    side: str
    presences: list[Presence]

    @property
    def holders(self) -> list[Participant]:
        return list(dict.fromkeys(presence.participant for presence in self.presences))


def counted(user: Any) -> QuerySet[Participant]:
    """Everybody whom ``user`` may know of, with ``attended``: the number of public and of noted participations."""
    readable = Q(participations__note__in=OutcomeNote.objects.leading_for(user))
    return (
        Participant.objects.visible_to(user)
        .annotate(
            public=Count("public_participations__meeting", distinct=True),
            noted=Count("participations__note", filter=readable, distinct=True),
            sent=Count("represented__meeting", distinct=True),
        )
        .order_by("name")
    )


def presences(user: Any, *, of: Participant | None = None, side: str = "") -> list[Presence]:
    """Where somebody took part, newest meeting first; with ``of``, that participant and whom it sent. Two queries."""
    public = PublicParticipation.objects.visible_to(user).select_related("participant", "institution", "meeting")
    noted = (
        Participation.objects.leading_for(user)
        .select_related("participant", "meeting", "note__meeting", "paragraph")
        .defer("note__text", "note__summary", "note__subject", "note__vector", "paragraph__text", "paragraph__vector")
    )
    if of is not None:
        public = public.filter(Q(participant=of) | Q(institution=of))
        noted = noted.filter(participant=of)
    if side:
        public, noted = public.filter(side=side), noted.filter(side=side)
    found = [from_public(row) for row in public]
    told = {(presence.participant, presence.meeting) for presence in found}
    # An abstract takes its people from the public source; it adds nobody who is told already.
    found += [
        presence
        for row in noted
        for presence in [from_note(row)]
        if not (row.note.is_abstract and (presence.participant, presence.meeting) in told)
    ]
    return sorted(found, key=_newest_first)


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


def _newest_first(presence: Presence) -> tuple[int, int, str]:
    day = presence.meeting.opened_on.toordinal() if presence.meeting else 0
    return -day, presence.meeting.pk if presence.meeting else 0, presence.participant.name


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


def office_lines(found: Iterable[Presence]) -> list[OfficeLine]:
    """The offices named at two meetings or more, US side first, most frequent first; ministers are told by country."""
    lines: dict[tuple[str, str], list[Presence]] = defaultdict(list)
    for presence in found:
        if key := office_key(presence.office):
            lines[presence.side, key].append(presence)
    named = [
        OfficeLine(key, _plainest(listed), side, listed)
        for (side, key), listed in lines.items()
        if len({presence.meeting for presence in listed if presence.meeting}) >= LINE_FROM
    ]
    return sorted(named, key=lambda line: (line.side != "US", -len(line.presences), line.name))


def _plainest(listed: list[Presence]) -> str:
    """The form of the office that is printed most often, without "Acting" where there is one."""
    forms = [presence.office for presence in listed]
    return max(dict.fromkeys(forms), key=lambda form: (not is_acting(form), forms.count(form), form))
