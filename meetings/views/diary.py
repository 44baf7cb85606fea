"""The promise diary as a page; calendars.py has it as a file."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from meetings.following.diary import Standing, entries, with_sources
from meetings.views.marking import strictest

ON_A_PAGE = 25


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
