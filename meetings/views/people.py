"""People, offices and institutions."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.following.people import Presence, counted, names_of, office_lines, presences
from meetings.models import OutcomeNote, Participant, Statement
from meetings.views.marking import strictest

STATEMENTS_SHOWN = 30


def people(request: HttpRequest) -> HttpResponse:
    """Everybody named by a public source or a readable note, and the lines of offices."""
    known = list(counted(request.user))
    context = {
        "persons": [each for each in known if each.kind == Participant.PERSON],
        "institutions": [each for each in known if each.kind == Participant.INSTITUTION],
        "lines": office_lines(presences(request.user)),
    }
    return render(request, "meetings/people.html", context)


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Names, offices over time, meetings, and what the person's side said there."""
    found = get_object_or_404(Participant.objects.visible_to(request.user), slug=slug)
    attended = presences(request.user, of=found)
    own = [presence for presence in attended if presence.participant == found]
    said = said_beside(own, request.user)
    context = {
        "person": found,
        "own": own,
        "sent": [presence for presence in attended if presence.participant != found],
        "names": names_of(own, request.user, found),
        "offices": offices_over_time(own),
        "said": said,
        "marking": strictest(
            [*(each.paragraph.note for each in said), *(each.paragraph.note for each in own if each.paragraph)]
        ),
    }
    return render(request, "meetings/person.html", context)


def offices_over_time(own: list[Presence]) -> list[tuple[str, list[Presence]]]:
    """Each office as named, earliest first, with the meetings at which it was so named."""
    offices: dict[str, list[Presence]] = {}
    for presence in reversed(own):
        if presence.office:
            offices.setdefault(presence.office, []).append(presence)
    return list(offices.items())


def said_beside(own: list[Presence], user: Any) -> list[Statement]:
    """What the side of the person is reported to have undertaken or asked at the meetings attended, newest first."""
    meetings = {presence.meeting.pk: presence.side for presence in own if presence.meeting and presence.side}
    if not meetings:
        return []
    told = (
        Statement.objects.filter(
            kind__in=[Statement.COMMITTED, Statement.ASKED, "concern", "stressed"],
            paragraph__note__meeting__in=meetings,
            paragraph__note__in=OutcomeNote.objects.leading_for(user),
            side__in=set(meetings.values()),
        )
        .select_related("paragraph__note__meeting")
        .defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
        .order_by("-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position", "start")
    )
    return [each for each in told[: STATEMENTS_SHOWN * 2] if each.side == meetings[each.paragraph.note.meeting_id]][
        :STATEMENTS_SHOWN
    ]


def office(request: HttpRequest, slug: str) -> HttpResponse:
    """Who held one office, from meeting to meeting."""
    lines = [line for line in office_lines(presences(request.user)) if line.key == slug]
    if not lines:
        raise Http404
    noted = [presence.paragraph.note for line in lines for presence in line.presences if presence.paragraph]
    return render(request, "meetings/office.html", {"lines": lines, "marking": strictest(noted)})
