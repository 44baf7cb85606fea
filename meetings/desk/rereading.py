"""Reading a note again from the review page, and what a newer reading proposes for its cover."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from meetings import review
from meetings.desk.reviewing import Returned, note_for, review_page
from meetings.figures import whole_number
from meetings.ingest.again import OriginalMissing, reread_note
from meetings.models import Proposal
from meetings.reading.refusals import SourceRefused

Context = dict[str, Any]


@require_POST
def reread(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Read the original again with the reader of today."""
    note = note_for(request, pk)
    try:
        reading = reread_note(note=note, by=request.user)
    except (OriginalMissing, SourceRefused) as refusal:
        returned = Returned(trouble=str(refusal), anchor="rereading")
        return review_page(request, note, site_context, returned=returned, status=400)
    count = len(reading.changes)
    said = ngettext(
        "%(note)s was read again with version %(version)s: %(count)s thing changed; the history says which.",
        "%(note)s was read again with version %(version)s: %(count)s things changed; the history says which.",
        count,
    )
    if not count:
        said = gettext("%(note)s was read again with version %(version)s: nothing changed.")
    messages.success(request, said % {"note": note.name, "version": reading.version, "count": count})
    return redirect(f"{reverse('admin:review', args=[note.pk])}#rereading")


@require_POST
def proposal(request: HttpRequest, pk: int, proposal_pk: int, site_context: Context) -> HttpResponse:
    """Take or decline one value that a newer reading proposes."""
    note = note_for(request, pk)
    held = get_object_or_404(Proposal.objects.select_related("note"), pk=proposal_pk, note=note)
    seen = whole_number(request.POST.get("revision", ""))
    deeds = {"take": review.take_proposal, "decline": review.decline_proposal}
    deed = deeds.get(request.POST.get("deed", ""))
    if deed is None or seen is None:
        return HttpResponseBadRequest(
            gettext("What to do, or the revision that was seen, is missing."), content_type="text/plain"
        )
    try:
        deed(proposal=held, by=request.user, revision=seen)
    except review.ChangedMeanwhile as refusal:
        return _back(request, pk, site_context, str(refusal), 409)
    except ValidationError as error:
        return _back(request, pk, site_context, " ".join(error.messages), 400)
    return redirect(f"{reverse('admin:review', args=[note.pk])}#rereading")


def _back(request: HttpRequest, pk: int, site_context: Context, trouble: str, status: int) -> HttpResponse:
    returned = Returned(trouble=trouble, anchor="rereading")
    return review_page(request, note_for(request, pk), site_context, returned=returned, status=status)
