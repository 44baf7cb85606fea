"""People, offices and institutions."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.following.offices import office_lines
from meetings.following.people import Presence, counted, names_of, places, presences, presences_at
from meetings.models import OutcomeNote, Participant, Statement
from meetings.search.alphabet import in_alphabet
from meetings.views.addresses import lead_on
from meetings.views.marking import strictest

STATEMENTS_SHOWN = 30
PERSONS_ON_A_PAGE = 200
PRESENCES_ON_A_PAGE = 60


def people(request: HttpRequest) -> HttpResponse:
    """Everybody named by a public source or a readable note, and the lines of offices."""
    known = sorted(counted(request.user), key=lambda each: in_alphabet(each.name))
    persons = [each for each in known if each.kind == Participant.PERSON]
    context = {
        "page": Paginator(persons, PERSONS_ON_A_PAGE).get_page(request.GET.get("page")),
        "institutions": [each for each in known if each.kind == Participant.INSTITUTION],
        "lines": office_lines(request.user),
    }
    return render(request, "meetings/people.html", context)


def person(request: HttpRequest, slug: str) -> HttpResponse:
    """Names, offices over time, meetings, and what the person's side said there; one merged away leads on."""
    known = Participant.objects.visible_to(request.user)
    found = known.filter(slug=slug).first()
    if found is None:
        return lead_on(known, slug, request.user)
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
            note__meeting__in=meetings,
            note__in=OutcomeNote.objects.leading_for(user),
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
    """Who held one office, from meeting to meeting; on the US side first."""
    lines = [line for line in office_lines(request.user) if line.key == slug]
    if not lines:
        raise Http404
    forms = [form for line in lines for form in line.forms]
    held = places(request.user, offices=forms)
    held = [place for line in lines for place in held if place.side == line.side]
    page = Paginator(held, PRESENCES_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = presences_at(page.object_list, request.user)
    context = {
        "lines": [(line, [each for each in shown if each.side == line.side]) for line in lines],
        "name": lines[0].name,
        "page": page,
        "marking": strictest(presence.paragraph.note for presence in shown if presence.paragraph),
    }
    return render(request, "meetings/office.html", context)
