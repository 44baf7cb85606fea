"""The page of one note."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, render

from meetings.models import OutcomeNote, Tombstone
from meetings.views.body import body_of
from meetings.views.marking import strictest
from meetings.views.whole import for_reading


def note(request: HttpRequest, slug: str) -> HttpResponse:
    """A note in full; ``?hl=`` marks the words that a person searched for.

    Where a note that the person could read was deleted for good, the answer says so (410); otherwise nothing was here.
    """
    readable = OutcomeNote.objects.visible_to(request.user)
    found = for_reading(readable, request.user).filter(slug=slug).first()
    if found is None:
        gone = get_list_or_404(Tombstone.objects.visible_to(request.user), slug=slug)
        return render(request, "meetings/gone.html", {"gone": gone[0]}, status=410)
    query = request.GET.get("hl", "")
    context = {"note": found, "meeting": found.meeting, "marking": strictest([found]), "query": query}
    return render(request, "meetings/note.html", context | {"body": body_of(found, request.user, query=query)})
