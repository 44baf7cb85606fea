"""The topic codes by meetings, as a table that is also a heat map."""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Max, Min, QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from meetings.figures import whole_number
from meetings.following.matrix import codes_of, columns_of, papers_on, rows_of
from meetings.models import Meeting, TopicCode
from meetings.views.held import words_for_nothing
from meetings.views.marking import strictest_of
from meetings.views.quiet import whole

COLUMNS_ON_A_PAGE = 20
CODES_ON_A_PAGE = 30
KINDS = {"subject": False, "general": True}


@dataclass(frozen=True, slots=True)
class Shown:
    """What the address asks of the table, and thus its meetings (newest first) and its codes (in their order)."""

    years: range  # of all meetings
    first: int | None
    last: int | None
    least: int
    kind: str
    by_name: bool
    front: str  # the code that stands first, if it is among them
    meetings: QuerySet[Meeting]
    codes: list[TopicCode]

    @property
    def narrowed(self) -> bool:
        return bool(self.first or self.last or self.least > 1 or self.kind)


def shown_by(asked: QueryDict, user: Any) -> Shown:
    """By ``?from=&to=`` years, ``?min=`` meetings, ``?kind=``, ``?order=code``, ``?code=`` in front. Three queries."""
    meetings = Meeting.objects.visible_to(user).newest_first()
    span = meetings.aggregate(first=Min("opened_on__year"), last=Max("opened_on__year"))
    years = range(span["first"], span["last"] + 1) if span["first"] else range(0)
    first, last = (whole_number(asked.get(name, ""), years) for name in ("from", "to"))
    meetings = meetings.filter(opened_on__year__gte=first) if first else meetings
    meetings = meetings.filter(opened_on__year__lte=last) if last else meetings
    least, kind, by_name = whole(asked, "min", 1), asked.get("kind", ""), asked.get("order") == "code"
    kind = kind if kind in KINDS else ""
    codes = [code for code in codes_of(meetings, user, least=least) if not kind or code.general is KINDS[kind]]
    if by_name:
        codes.sort(key=lambda code: code.code)
    front = next((code.slug for code in codes if code.slug == asked.get("code")), "")
    codes.sort(key=lambda code: code.slug != front)
    return Shown(years, first, last, least, kind, by_name, front, meetings, codes)


def matrix(request: HttpRequest) -> HttpResponse:
    """Codes by meetings, as ``shown_by`` the address, a page of each."""
    asked = shown_by(request.GET, request.user)
    page = Paginator(columns_of(asked.meetings, request.user), COLUMNS_ON_A_PAGE).get_page(request.GET.get("page"))
    codes = Paginator(asked.codes, CODES_ON_A_PAGE).get_page(request.GET.get("codes"))
    columns = list(page.object_list)
    papers = list(papers_on(columns, request.user).only("slug", "kind", "marking", "meeting_id"))
    context = {
        "years": list(asked.years)[::-1],
        "asked": asked,
        "front": asked.front,
        "page": page,
        "codes": codes,
        "columns": columns,
        "meetings": sum(len(column.meetings) for column in columns),
        "rows": rows_of(codes.object_list, columns, papers),
        "nothing": words_for_nothing(request.user),
        "marking": strictest_of(paper.marking for paper in papers),
    }
    return render(request, "meetings/matrix.html", context)
