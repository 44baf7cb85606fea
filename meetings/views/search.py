"""The search page, and what it offers while a person types."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.finding.asked import Asked
from meetings.finding.cited import paragraph_at
from meetings.finding.destinations import destination
from meetings.finding.failed import count_failed_search
from meetings.finding.page import search_page
from meetings.finding.similar import similar_to
from meetings.finding.suggestions import suggest as suggestions_for
from meetings.views.marking import strictest


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Passages for what is asked; a code or a number that is held goes straight to its page."""
    asked = Asked.from_address(request.GET)
    if address := destination(asked, request.user):
        return redirect(address)
    page = search_page(asked, request.user)
    if page.help and not page.help.without_filters and asked.page == 1:
        count_failed_search(words=asked.text, on=timezone.localdate())
    return render(request, "meetings/search.html", {"page": page, "marking": strictest(page.papers)})


@require_safe
def suggest(request: HttpRequest) -> JsonResponse:
    """``{"suggestions": […]}`` for ``?q=``, from what this person may read."""
    found = suggestions_for(request.GET.get("q", ""), request.user)
    return JsonResponse({"suggestions": [one.as_json() for one in found]})


@require_safe
def similar(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """One passage with those like it, from what this person may read."""
    paragraph = paragraph_at(slug, address, request.user)
    if paragraph is None:
        raise Http404
    if paragraph.address != address:
        return redirect("similar", slug, paragraph.address)
    hits = similar_to(paragraph, request.user)
    shown = strictest([paragraph.note, *(hit.note for hit in hits)])
    return render(request, "meetings/similar.html", {"paragraph": paragraph, "hits": hits, "marking": shown})
