"""What changed from one version of a paper to another, paragraph by paragraph."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.following.versions import changes_between, versions_of
from meetings.models import OutcomeNote
from meetings.views.marking import strictest


def changes(request: HttpRequest, slug: str) -> HttpResponse:
    """From ``?since=`` (the address of another version; the one before when not given) to the version at ``slug``.

    Http404 alike when a version is not there, may not be read, or is of another number or language.
    """
    readable = OutcomeNote.objects.visible_to(request.user).select_related("meeting").defer("text", "vector")
    later = get_object_or_404(readable, slug=slug)
    versions = versions_of(later, request.user)
    choices = [version.note for version in versions.all if version.note.language == later.language]
    earlier = versions.shown.before
    if asked := request.GET.get("since", "").strip():
        earlier = next((note for note in choices if note.slug == asked), None)
        if earlier is None:
            raise Http404
    runs = changes_between(earlier, later) if earlier else []
    context = {
        "note": later,
        "since": earlier,
        "choices": choices,
        "runs": runs,
        "changed": sum(len(run.changes) for run in runs if not run.same),
        "marking": strictest([later, *([earlier] if earlier else [])]),
    }
    return render(request, "meetings/changes.html", context)
