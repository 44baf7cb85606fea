"""The list of meetings and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import OuterRef, Q, QuerySet, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.filters import MeetingFilter
from meetings.following.around import subjects_of
from meetings.following.versions import replaced_by, versions_of
from meetings.models import KnownPaper, Meeting, OutcomeNote, PublicParticipation
from meetings.models.inside import inside, rebuilt
from meetings.sharing.citation import cite_meeting
from meetings.views.addresses import lead_on
from meetings.views.body import body_of
from meetings.views.held import held_of, papers_of, reading_order, words_for_nothing
from meetings.views.marking import strictest_of
from meetings.views.openings import show
from meetings.views.twins import public_already
from meetings.views.whole import for_reading

ON_A_PAGE = 25


def meetings(request: HttpRequest) -> HttpResponse:
    """Every meeting the person may know of, filtered from the address, newest first unless asked otherwise."""
    known = Meeting.objects.visible_to(request.user)
    narrowed = MeetingFilter(request.GET, known, user=request.user)
    oldest = request.GET.get("order") == "oldest"
    rows = narrowed.qs.oldest_first() if oldest else narrowed.qs.newest_first()
    paginator = Paginator(rows, ON_A_PAGE)
    paginator.count = narrowed.total
    page = paginator.get_page(request.GET.get("page"))
    page.object_list = held_of(page.object_list, request.user, topics=True)
    context = {
        "facets": narrowed.facets,
        "chosen": narrowed.chosen,
        "kept": {"order": "oldest" if oldest else ""},
        "page": page,
        "oldest": oldest,
        "known": narrowed.known,
        "nothing": words_for_nothing(request.user),
        "marking": strictest_of(paper.marking for paper in papers_of(page.object_list)),
    }
    return render(request, "meetings/meetings.html", context)


def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """Facts, papers, and the most telling paper in full."""
    meetings = Meeting.objects.visible_to(request.user)
    found: Any = with_facts(meetings, request.user).filter(slug=slug).first()
    if found is None:
        return lead_on(meetings, slug, request.user)
    readable = OutcomeNote.objects.visible_to(request.user).filter(meeting=found)
    papers = sorted(rebuilt(OutcomeNote, found.told_papers), key=reading_order)
    leading = for_reading(readable.filter(pk=papers[0].pk), request.user).get() if papers else None
    body = body_of(leading, request.user) if leading else None
    show([leading.slug] if leading else [], whole=True)
    for paper in papers:
        paper.replaced_by = replaced_by(paper, papers)
    context = {
        "meeting": found,
        "papers": papers[1:],
        "body": body,
        "public": public_already(body, papers[1:], request.user) if body else None,
        "note": leading,
        "versions": versions_of(leading, request.user) if leading else None,
        "nothing": words_for_nothing(request.user),
        "marking": strictest_of(paper.marking for paper in papers),
        "cited": cite_meeting(found, request.build_absolute_uri, note=leading),
    }
    context |= neighbours(found, request.user) | around(found, papers, request.user)
    return render(request, "meetings/meeting.html", context)


def with_facts(meetings: QuerySet[Meeting], user: Any) -> QuerySet[Meeting]:
    """``meetings``, each with its papers, who took part by public sources, and the papers known by number."""
    public = PublicParticipation.objects.visible_to(user).filter(meeting=OuterRef("pk"))
    known = KnownPaper.objects.visible_to(user).filter(meeting=OuterRef("pk"))
    return meetings.annotate(
        told_papers=inside(OutcomeNote.objects.visible_to(user).filter(meeting=OuterRef("pk")).order_by()),
        told_attended=inside(public.order_by("side", "pk"), "participant"),
        told_known=inside(known.order_by("number")),
    )


def around(found: Any, papers: list[OutcomeNote], user: Any) -> dict[str, Any]:
    """Who took part by public sources, papers known by number alone, and the same subjects before and after."""
    read = {paper.number for paper in papers}
    known = rebuilt(KnownPaper, found.told_known)
    return {
        "attended": rebuilt(PublicParticipation, found.told_attended, "participant"),
        "numbers": [paper for paper in known if paper.number not in read],
        "subjects": subjects_of(found, user),
    }


def neighbours(found: Meeting, user: Any) -> dict[str, Meeting | None]:
    """The meetings of the same level before and after, among those that ``user`` may know of."""
    level = Meeting.objects.visible_to(user).filter(level=found.level)
    same_day = Q(opened_on=found.opened_on)
    earlier = level.filter(Q(opened_on__lt=found.opened_on) | same_day & Q(slug__lt=found.slug))
    later = level.filter(Q(opened_on__gt=found.opened_on) | same_day & Q(slug__gt=found.slug))
    before = earlier.annotate(where=Value("before")).order_by("-opened_on", "-slug")[:1]
    after = later.annotate(where=Value("after")).order_by("opened_on", "slug")[:1]
    found_there: dict[str, Meeting | None] = {"before": None, "after": None}
    return found_there | {each.where: each for each in before.union(after, all=True)}
