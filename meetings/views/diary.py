"""The promise diary: as a page and as a calendar feed."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext

from meetings.council.markings import Marking
from meetings.feeds import Event, calendar_of
from meetings.following.diary import Entry, Standing, entries, with_sources
from meetings.models import ComingDate
from meetings.views.marking import strictest

ON_A_PAGE = 25
MOST_IN_A_FEED = 250


def diary(request: HttpRequest) -> HttpResponse:
    """Overdue entries of which nothing more was heard first, then those ahead, then the others."""
    listed = entries(request.user, today=timezone.localdate())
    page = Paginator(listed, ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = with_sources(page.object_list, request.user)
    context = {
        "page": page,
        "today": timezone.localdate(),
        "overdue": sum(entry.standing is Standing.UNHEARD for entry in listed),
        "ahead": sum(entry.standing is Standing.AHEAD for entry in listed),
        "marking": strictest(row.paragraph.note for _, row in page.object_list),
    }
    return render(request, "meetings/diary.html", context)


def feed(request: HttpRequest) -> HttpResponse:
    """The same entries as an .ics file, for whoever is signed in; each says how its paper is marked."""
    listed = entries(request.user, today=timezone.localdate())[:MOST_IN_A_FEED]
    events = [event_of(entry, row, request) for entry, row in with_sources(listed, request.user)]
    return HttpResponse(
        calendar_of(gettext("EU–US Outcomes: diary"), events),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="eu-us-diary.ics"'},
    )


def event_of(entry: Entry, row: ComingDate, request: HttpRequest) -> Event:
    note = row.paragraph.note
    marking = note.marking or Marking.LIMITE
    own = " (abstract, not a quotation)" if note.is_abstract else ""
    return Event(
        uid=f"coming-{row.pk}@eu-us-outcomes",
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        written_at=note.published_at or note.received_at,
        title=f"[{marking}] {row.words}: {row.paragraph.citation}",
        description=f"{row.sentence}{own}\n{row.paragraph.citation}, {note.meeting or note.dated_on or ''}\n{marking}",
        address=request.build_absolute_uri(row.paragraph.get_absolute_url()),
        private=marking != Marking.PUBLIC,
    )
