"""The topic codes by meetings, as a table that is also a heat map."""

from django.core.paginator import Paginator
from django.db.models import Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.figures import whole_number
from meetings.following.matrix import codes_of, columns_of, papers_on, rows_of
from meetings.models import Meeting
from meetings.views.held import words_for_nothing
from meetings.views.marking import strictest_of
from meetings.views.quiet import whole

COLUMNS_ON_A_PAGE = 20
CODES_ON_A_PAGE = 30
KINDS = {"subject": False, "general": True}


def matrix(request: HttpRequest) -> HttpResponse:
    """Codes by meetings: ``?from=&to=`` years, ``?min=`` meetings, ``?kind=``, ``?order=code``, ``?code=`` in front."""
    known = Meeting.objects.visible_to(request.user)
    span = known.aggregate(first=Min("opened_on__year"), last=Max("opened_on__year"))
    years = range(span["first"], span["last"] + 1) if span["first"] else range(0)
    first, last = (whole_number(request.GET.get(name, ""), years) for name in ("from", "to"))
    meetings = known.newest_first()
    meetings = meetings.filter(opened_on__year__gte=first) if first else meetings
    meetings = meetings.filter(opened_on__year__lte=last) if last else meetings
    least, kind, by_name = whole(request.GET, "min", 1), request.GET.get("kind", ""), request.GET.get("order") == "code"
    listed = codes_of(meetings, request.user, least=least)
    if kind in KINDS:
        listed = [code for code in listed if code.general is KINDS[kind]]
    if by_name:
        listed.sort(key=lambda code: code.code)
    front = request.GET.get("code", "")
    listed.sort(key=lambda code: code.slug != front)
    page = Paginator(columns_of(meetings, request.user), COLUMNS_ON_A_PAGE).get_page(request.GET.get("page"))
    shown = Paginator(listed, CODES_ON_A_PAGE).get_page(request.GET.get("codes"))
    columns = list(page.object_list)
    papers = papers_on(columns, request.user)
    context = {
        "years": list(years)[::-1],
        "asked": {"from": first, "to": last, "min": least, "kind": kind, "by_name": by_name},
        "narrowed": bool(first or last or least > 1 or kind in KINDS),
        "front": front if any(code.slug == front for code in listed) else "",
        "page": page,
        "codes": shown,
        "columns": columns,
        "meetings": sum(len(column.meetings) for column in columns),
        "rows": rows_of(shown.object_list, columns, papers),
        "nothing": words_for_nothing(request.user),
        "marking": strictest_of(paper.marking for paper in papers),
    }
    return render(request, "meetings/matrix.html", context)
