"""The pages on which a curator merges two participants, with a look at what would move, and splits them again."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from meetings import review
from meetings.models import Participant, ParticipantMerge


class WhyForm(forms.Form):
    """The reason that the history keeps."""

    why = forms.CharField(label="Why", max_length=500, error_messages={"required": "Say why in a few words."})


@require_http_methods(["GET", "HEAD", "POST"])
def merge(request: HttpRequest, pk: int, site_context: dict[str, Any]) -> HttpResponse:
    """Choose the one to keep (``?into=``), see what would move, then merge."""
    merged = get_object_or_404(Participant, pk=pk)
    wanted = request.POST.get("into") or request.GET.get("into") or ""
    words = request.GET.get("q", "").strip().replace("\x00", "")
    into = Participant.objects.filter(pk=wanted).first() if wanted.isdecimal() and len(wanted) < 19 else None
    form = WhyForm(request.POST or None)
    status, trouble = 200, ""
    if request.method == "POST":
        status = 400
        if into is None:
            trouble = "Choose the participant that is kept."
        elif form.is_valid():
            try:
                review.merge_participants(kept=into, merged=merged, by=request.user, why=form.cleaned_data["why"])
            except review.ReviewRefused as refusal:
                trouble = str(refusal)
            else:
                messages.success(request, f"{merged.name} is now part of {into.name}; its address leads there.")
                return redirect("admin:meetings_participant_change", into.pk)
    context = site_context | {
        "title": f"Merge {merged.name}",
        "merged": merged,
        "into": into,
        "preview": review.preview_merge(kept=into, merged=merged) if into else None,
        "words": words,
        "choices": _choices(merged, words),
        "form": form,
        "trouble": trouble,
    }
    return TemplateResponse(request, "admin/desk/merge.html", context, status=status)


def _choices(merged: Participant, words: str) -> list[Participant]:
    """Those of the same kind whose name has ``words``; without words, those that share the last word of the name."""
    last = merged.name.split()[-1] if merged.name.split() else ""
    others = Participant.objects.filter(kind=merged.kind).exclude(pk=merged.pk)
    return list(others.filter(name__icontains=words or last)[:30])


@require_POST
def split(request: HttpRequest, pk: int, site_context: dict[str, Any]) -> HttpResponse:
    """Undo a merge."""
    held = get_object_or_404(ParticipantMerge.objects.select_related("kept"), pk=pk)
    form = WhyForm(request.POST)
    back = reverse("admin:meetings_participant_change", args=[held.kept_id])
    if not form.is_valid():
        messages.error(request, "Nothing was split: say why in a few words.")
        return redirect(back)
    try:
        again = review.split_participant(merge=held, by=request.user, why=form.cleaned_data["why"])
    except review.ReviewRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    messages.success(request, f"{again.name} stands by itself again, with the rows it had brought.")
    return redirect("admin:meetings_participant_change", again.pk)
