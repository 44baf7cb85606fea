"""The list of meetings and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.filters import MeetingFilter
from meetings.following.around import subjects_of
from meetings.following.versions import replaced_by, versions_of
from meetings.models import KnownPaper, Meeting, OutcomeNote, PublicParticipation
from meetings.views.body import body_of, for_reading
from meetings.views.held import held_of, papers_of, reading_order, words_for_nothing
from meetings.views.marking import strictest

ON_A_PAGE = 25


def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting the person may know of, filtered from the address, newest first unless asked otherwise."""
    known = Meeting.objects.visible_to(request.user)
    narrowed = MeetingFilter(request.GET, known, user=request.user)
    oldest = request.GET.get("order") == "oldest"
    rows = narrowed.qs.oldest_first() if oldest else narrowed.qs.newest_first()
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = held_of(page.object_list, request.user, topics=True)
    context = {
        "facets": narrowed.facets,
        "chosen": narrowed.chosen,
        "kept": {"order": "oldest" if oldest else ""},
        "page": page,
        "oldest": oldest,
        "known": known.count(),
        "nothing": words_for_nothing(request.user),
        "marking": strictest(papers_of(page.object_list)),
    }
    return render(request, "meetings/meetings.html", context)


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Facts, papers, and the most telling paper in full."""
    found = get_object_or_404(Meeting.objects.visible_to(request.user), slug=slug)
    readable = OutcomeNote.objects.visible_to(request.user).filter(meeting=found)
    papers = sorted(readable.defer("text", "vector"), key=reading_order)
    leading = for_reading(readable.filter(pk=papers[0].pk), request.user).get() if papers else None
    for paper in papers:
        paper.replaced_by = replaced_by(paper, papers)
    context = {
        "meeting": found,
        "papers": papers[1:],
        "body": body_of(leading, request.user) if leading else None,
        "note": leading,
        "versions": versions_of(leading, request.user) if leading else None,
        "nothing": words_for_nothing(request.user),
        "marking": strictest(papers),
    }
    context |= neighbours(found, request.user) | around(found, papers, request.user)
    return render(request, "meetings/meeting.html", context)


def around(found: Meeting, papers: list[OutcomeNote], user: Any) -> dict[str, Any]:
    """Who took part by public sources, papers known by number alone, and the same subjects before and after."""
    public = PublicParticipation.objects.visible_to(user).filter(meeting=found).select_related("participant")
    known = KnownPaper.objects.visible_to(user).filter(meeting=found)
    read = {paper.number for paper in papers}
    return {
        "attended": list(public.order_by("side", "pk")),
        "numbers": [paper for paper in known if paper.number not in read],
        "subjects": subjects_of(found, user),
    }


def neighbours(found: Meeting, user: Any) -> dict[str, Meeting | None]:
    """The meetings of the same level before and after, among those that ``user`` may know of."""
    level = Meeting.objects.visible_to(user).filter(level=found.level)
    same_day = Q(opened_on=found.opened_on)
    return {
        "before": level.filter(Q(opened_on__lt=found.opened_on) | same_day & Q(slug__lt=found.slug))
        .order_by("-opened_on", "-slug")
        .first(),
        "after": level.filter(Q(opened_on__gt=found.opened_on) | same_day & Q(slug__gt=found.slug))
        .order_by("opened_on", "slug")
        .first(),
    }
