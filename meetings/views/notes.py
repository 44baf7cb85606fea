"""The page of one note."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.following.versions import versions_of
from meetings.models import OutcomeNote
from meetings.views.body import body_of, for_reading
from meetings.views.held import reading_order
from meetings.views.marking import strictest


def note(request: HttpRequest, slug: str) -> HttpResponse:
    """A note in full; ``?hl=`` marks the words that a person searched for."""
    readable = OutcomeNote.objects.visible_to(request.user)
    found = get_object_or_404(for_reading(readable, request.user), slug=slug)
    query = request.GET.get("hl", "")
    versions = versions_of(found, request.user)
    beside = papers_beside(found, request.user)
    context = {"note": found, "meeting": found.meeting, "marking": strictest([found]), "query": query}
    context |= {"versions": versions, "papers": beside}
    return render(request, "meetings/note.html", context | {"body": body_of(found, request.user, query=query)})


def papers_beside(note: OutcomeNote, user: Any) -> list[OutcomeNote]:
    """The other papers of its meeting that ``user`` may read, such as the joint statement.

    Versions of the note itself and the previous documents that it cites are shown elsewhere.
    """
    if note.meeting_id is None:
        return []
    others = OutcomeNote.objects.leading_for(user).filter(meeting=note.meeting_id).exclude(pk=note.pk)
    if note.number:
        others = others.exclude(number=note.number)
    cited = set(note.previous_documents)
    return sorted((each for each in others.defer("text", "vector") if each.name not in cited), key=reading_order)
