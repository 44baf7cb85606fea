"""The list of commitments."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.filters import CommitmentFilter
from meetings.following.statuses import with_decisions
from meetings.models import Commitment
from meetings.views.marking import strictest

ON_A_PAGE = 25


def commitments(request: HttpRequest) -> HttpResponse:
    """What the sides undertook, in the words of the notes, filtered from the address, newest meeting first."""
    narrowed = CommitmentFilter(request.GET, Commitment.objects.leading_for(request.user), user=request.user)
    page = Paginator(narrowed.newest_first, ON_A_PAGE).get_page(request.GET.get("page"))
    rows = page.object_list.select_related("paragraph__note__meeting").defer(
        "paragraph__text", "paragraph__vector", "paragraph__note__text", "paragraph__note__vector"
    )
    page.object_list = list(with_decisions(rows, request.user))
    context = {
        "facets": narrowed.facets,
        "chosen": narrowed.chosen,
        "page": page,
        "known": narrowed.known,
        "marking": strictest(commitment.paragraph.note for commitment in page),
    }
    return render(request, "meetings/commitments.html", context)
