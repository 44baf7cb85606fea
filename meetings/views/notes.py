"""The page of one note."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import OutcomeNote
from meetings.views.body import body_of
from meetings.views.marking import strictest
from meetings.views.whole import for_reading


def note(request: HttpRequest, slug: str) -> HttpResponse:
    """A note in full; ``?hl=`` marks the words that a person searched for."""
    readable = OutcomeNote.objects.visible_to(request.user)
    found = get_object_or_404(for_reading(readable, request.user), slug=slug)
    query = request.GET.get("hl", "")
    context = {"note": found, "meeting": found.meeting, "marking": strictest([found]), "query": query}
    return render(request, "meetings/note.html", context | {"body": body_of(found, request.user, query=query)})
