"""Keeping a note back from its readers, seeing it with their eyes, and the bin: pages and buttons of the desk."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from meetings import review
from meetings.access import ReaderOf
from meetings.council.markings import Marking
from meetings.desk.deeds import sentence_of
from meetings.desk.reviewing import Returned, note_for, review_page
from meetings.forms import ReasonForm
from meetings.models import OutcomeNote, Tombstone
from meetings.review.bin import DELETABLE, delete_note, deleted_rows, destroy_note, restore_note, restore_row
from meetings.review.history import changes_of
from meetings.views.body import body_of
from meetings.views.marking import strictest
from meetings.views.whole import for_reading

Context = dict[str, Any]


def with_reason(name: str, deed: Callable[..., Any], done: str) -> Callable[..., HttpResponse]:
    """The view of a button that needs a reason: it does ``deed`` and says ``done``, or comes back with a sentence."""

    @require_POST
    def view(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
        note = note_for(request, pk)
        form = ReasonForm(request.POST, auto_id=f"{name}-%s")
        status, trouble = 400, ""
        if form.is_valid():
            try:
                kept = deed(note=note, by=request.user, **form.cleaned_data)
            except review.ReviewRefused as refusal:
                trouble = str(refusal)
                if isinstance(refusal, review.ChangedMeanwhile):
                    status = 409
                    note = note_for(request, pk)  # a 404 when it was put into the bin meanwhile
                    again = request.POST.copy()
                    again["revision"] = note.revision
                    form = ReasonForm(again, auto_id=f"{name}-%s")
            else:
                messages.success(request, str(done).format(note=note.name))
                return redirect("admin:bin" if kept.deleted_at else f"{reverse('admin:review', args=[pk])}#publish")
        returned = Returned(trouble=trouble, reasons={name: form}, anchor="publish")
        return review_page(request, note, site_context, returned=returned, status=status)

    return view


withdraw = with_reason(
    "withdraw", review.withdraw_note, _("{note} is no longer open to readers; archivists still see it.")
)
hold = with_reason("hold", review.hold_note, _("{note} is on hold; it waits in a list of its own."))
put_into_bin = with_reason("bin", delete_note, _("{note} is in the bin. Nobody sees it; it can be restored here."))


@require_POST
def resume(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Put the note back among those in review."""
    note = note_for(request, pk)
    try:
        review.resume_review(note=note, by=request.user)
    except review.ReviewRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, gettext("%(note)s is back in review.") % {"note": note.name})
    return redirect(f"{reverse('admin:review', args=[pk])}#publish")


@require_safe
def preview(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """The page of the note with the eyes of a reader who may just read its marking."""
    note = note_for(request, pk)
    marking = note.marking or Marking.LIMITE
    eyes = ReaderOf(marking)
    found = for_reading(OutcomeNote.objects.visible_to(request.user), eyes).get(pk=note.pk)
    context = {
        "note": found,
        "meeting": found.meeting,
        "marking": strictest([found]),
        "preview": True,
        "body": body_of(found, eyes),
    }
    return TemplateResponse(request, "meetings/note.html", context)


@require_safe
def bin_page(request: HttpRequest, site_context: Context) -> HttpResponse:
    """What was deleted and can be restored, and what was deleted for good."""
    return _bin(request, site_context)


def _bin(
    request: HttpRequest, site_context: Context, *, trouble: str = "", returned: Any = None, status: int = 200
) -> HttpResponse:
    notes = OutcomeNote.objects.in_bin_for(request.user).select_related("deleted_by", "meeting").defer("text", "vector")
    context = site_context | {
        "title": gettext("Bin"),
        "notes": [(note, changes_of(note).first()) for note in notes],
        "rows": [(row.pgh_tracked_model._meta.model_name, row) for row in deleted_rows(request.user)],
        "tombstones": Tombstone.objects.visible_to(request.user).select_related("deleted_by"),
        "may_destroy": request.user.has_perm("meetings.delete_outcomenote"),
        "trouble": trouble,
        "returned": returned,
    }
    return TemplateResponse(request, "admin/desk/bin.html", context, status=status)


def _binned(request: HttpRequest, pk: int) -> OutcomeNote:
    return get_object_or_404(OutcomeNote.objects.in_bin_for(request.user), pk=pk)


@require_POST
def restore(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Take the note out of the bin."""
    note = _binned(request, pk)
    try:
        restored = restore_note(note=note, by=request.user)
    except review.ReviewRefused as refusal:
        return _bin(request, site_context, trouble=str(refusal), status=409)
    messages.success(
        request,
        gettext("%(restored)s is restored: %(standing)s.")
        % {"restored": restored.name, "standing": restored.standing.lower()},
    )
    return redirect("admin:review", restored.pk)


@require_POST
def destroy(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Delete the note for good."""
    note = _binned(request, pk)
    reason = request.POST.get("reason", "")[:500]
    try:
        tombstone = destroy_note(note=note, by=request.user, reason=reason)
    except review.ReviewRefused as refusal:
        given = {"pk": pk, "reason": reason}
        return _bin(request, site_context, trouble=str(refusal), returned=given, status=400)
    messages.success(
        request, gettext("%(tombstone)s is deleted for good, with its files.") % {"tombstone": tombstone.name}
    )
    return redirect("admin:bin")


@require_POST
def restore_one(request: HttpRequest, kind: str, earlier_pk: int, site_context: Context) -> HttpResponse:
    """Put a deleted row of a register back."""
    model = next((model for model in DELETABLE if model._meta.model_name == kind), None)
    if model is None or not request.user.has_perm(f"meetings.change_{kind}"):
        raise Http404
    earlier = get_object_or_404(deleted_rows(request.user, model), pk=earlier_pk)
    try:
        row = restore_row(earlier=earlier, by=request.user)
    except (review.ReviewRefused, ValidationError) as refusal:
        sentence = sentence_of(refusal)
        return _bin(request, site_context, trouble=sentence, status=409)
    messages.success(request, gettext("%(row)s is restored.") % {"row": row})
    return redirect(reverse(f"admin:meetings_{kind}_change", args=[row.pk]))
