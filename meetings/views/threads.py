"""The threads: all themes, and one theme from meeting to meeting."""

from django.core.paginator import Paginator
from django.db.models import OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.council.sides import Level
from meetings.following.ladder import ladder_of
from meetings.following.proof import searched_where
from meetings.following.threads import folded, rows_of, threads_with_counts
from meetings.models import Meeting, Theme, TopicCode
from meetings.models.inside import inside, keep, rebuilt
from meetings.views.addresses import lead_on
from meetings.views.held import words_for_nothing
from meetings.views.marking import strictest

MEETINGS_ON_A_PAGE = 25


def threads(request: HttpRequest) -> HttpResponse:
    """Every theme with the number of meetings at which it was raised, as far as the person may read."""
    return render(request, "meetings/threads.html", {"threads": threads_with_counts(request.user)})


def thread(request: HttpRequest, slug: str) -> HttpResponse:
    """What each side said on one theme, newest meeting first; ``?level=`` narrows to one level."""
    codes = inside(TopicCode.objects.filter(themes=OuterRef("pk")).order_by("code"))
    theme = Theme.objects.select_related("first_named").annotate(told_codes=codes).filter(slug=slug).first()
    if theme is None:
        return lead_on(Theme.objects.all(), slug, request.user)
    keep(theme, "codes", rebuilt(TopicCode, theme.told_codes))
    meetings = Meeting.objects.visible_to(request.user).newest_first()
    level = request.GET.get("level", "")
    if level in set(Level):
        meetings = meetings.at_level(Level(level))
    page = Paginator(meetings, MEETINGS_ON_A_PAGE).get_page(request.GET.get("page"))
    rows = rows_of(theme, page.object_list, request.user)
    said = [each for row in rows for cell in row.cells for each in cell.said]
    ladder = ladder_of(rows)
    context = {
        "theme": theme,
        "levels": Meeting.LEVELS,
        "level": level,
        "page": page,
        "rows": folded(rows),
        "raised": [row.meeting for row in rows if row.raised],
        "ladder": ladder,
        "searched": None if ladder else searched_where(request.user, spellings=theme.terms),
        "nothing": words_for_nothing(request.user),
        "marking": strictest(each.paragraph.note for each in said),
    }
    return render(request, "meetings/thread.html", context)
