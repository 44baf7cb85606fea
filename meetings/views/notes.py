"""The page of one note."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_list_or_404, render

from meetings.following.versions import versions_of
from meetings.models import OutcomeNote, Tombstone
from meetings.sharing.citation import cite_note
from meetings.views.body import body_of
from meetings.views.held import reading_order
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
    versions = versions_of(found, request.user)
    beside = papers_beside(found, request.user)
    context = {"note": found, "meeting": found.meeting, "marking": strictest([found]), "query": query}
    context |= {"versions": versions, "papers": beside, "cited": cite_note(found, request.build_absolute_uri)}
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
