"""The diary and the meetings as calendar files, for whoever is signed in or comes with a key (feeds.py)."""

from datetime import UTC, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from meetings.council.markings import Marking
from meetings.days import day
from meetings.feeds import Event, calendar_of
from meetings.following.diary import Entry, entries, with_sources
from meetings.models import ComingDate, Meeting
from meetings.sharing.records import record_export
from meetings.views.held import Held, held_of
from meetings.views.marking import strictest_of

MOST_IN_A_FEED = 250


@require_safe
def diary(request: HttpRequest) -> HttpResponse:
    return taken(request, diary_file(request, request.user))


@require_safe
def meetings(request: HttpRequest) -> HttpResponse:
    return taken(request, meetings_file(request, request.user))


def taken(request: HttpRequest, file: HttpResponse) -> HttpResponse:
    """``file``, which goes into the register of access where it tells of LIMITE papers."""
    if told := request.told:  # type: ignore[attr-defined]
        record_export(by=request.user, what=request.path, form="ics", address=request.path, marking=told)
    return file


def diary_file(request: HttpRequest, user: Any) -> HttpResponse:
    """The entries of the diary that ``user`` may read; each says how its paper is marked."""
    listed = entries(user, today=timezone.localdate())[:MOST_IN_A_FEED]
    events = [announced(entry, row, request) for entry, row in with_sources(listed, user)]
    return _file(request, _("EU–US Outcomes: diary"), events, "eu-us-diary.ics")


def meetings_file(request: HttpRequest, user: Any) -> HttpResponse:
    """The latest meetings that ``user`` may know of, with the papers that ``user`` may read."""
    known = Meeting.objects.visible_to(user).newest_first()[:MOST_IN_A_FEED]
    events = [held(each, request) for each in held_of(known, user)]
    return _file(request, _("EU–US Outcomes: meetings"), events, "eu-us-meetings.ics")


def _file(request: HttpRequest, title: str, events: list[Event], name: str) -> HttpResponse:
    markings = (Marking.LIMITE if event.private else Marking.PUBLIC for event in events)
    request.told = strictest_of(markings)  # type: ignore[attr-defined]
    return HttpResponse(
        calendar_of(title, events),
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def announced(entry: Entry, row: ComingDate, request: HttpRequest) -> Event:
    """A day that a paper looks forward to."""
    note = row.paragraph.note
    marking = note.marking or Marking.LIMITE
    own = f" ({_('abstract, not a quotation')})" if note.is_abstract else ""
    said_at = note.meeting or day(note.dated_on)
    return Event(
        uid=f"coming-{row.pk}@eu-us-outcomes",
        opens_on=row.opens_on,
        closes_on=row.closes_on,
        written_at=note.published_at or note.received_at,
        title=f"[{marking}] {row.words}: {row.paragraph.citation}",
        description=f"{row.sentence}{own}\n{row.paragraph.citation}, {said_at}\n{marking}",
        address=request.build_absolute_uri(row.paragraph.get_absolute_url()),
        private=marking != Marking.PUBLIC,
    )


def held(each: Held, request: HttpRequest) -> Event:
    """A meeting. It is as closed as the strictest paper named, and closed when only papers tell of it."""
    meeting = each.meeting
    known = [Marking.PUBLIC.value if meeting.public_source else Marking.LIMITE.value]
    marking = strictest_of([*known, *(paper.marking for paper in each.papers)])
    papers = [f"{paper.name} ({paper.marking or Marking.LIMITE})" for paper in each.papers]
    told = [str(meeting.presidency or ""), *papers, marking]
    published = [paper.published_at for paper in each.papers if paper.published_at]
    return Event(
        uid=f"meeting-{meeting.slug}@eu-us-outcomes",
        opens_on=meeting.opened_on,
        closes_on=meeting.closed_on,
        written_at=max(published, default=datetime.combine(meeting.opened_on, time(), UTC)),
        title=f"[{marking}] EU–US JHA, {meeting.get_level_display()}: {meeting.place}",
        description="\n".join(line for line in told if line),
        address=request.build_absolute_uri(meeting.get_absolute_url()),
        private=marking != Marking.PUBLIC,
        place=", ".join(part for part in (meeting.city, meeting.country) if part),
    )
