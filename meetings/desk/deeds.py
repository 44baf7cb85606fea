"""The buttons of the review page. Each view checks a form, asks meetings/review to do it, and comes back to the page.

A deed that was not done comes back with a sentence and everything the person had written: 409 when somebody else was
quicker, 400 for what must be mended first.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_POST

from meetings import review
from meetings.desk.reviewing import Returned, cover_form, note_for, review_page
from meetings.figures import whole_number
from meetings.forms import CommitmentForm, CoverForm, PublishForm, RemarkForm
from meetings.models import Commitment, Doubt, OutcomeNote, Paragraph

Context = dict[str, Any]


@require_POST
def cover(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Mend the cover."""
    note = note_for(request, pk)
    form = cover_form(note_for(request, pk), request.POST)
    if form.is_valid():
        values = dict(form.cleaned_data)
        try:
            review.set_cover(note=note, by=request.user, **values)
        except review.ChangedMeanwhile as refusal:
            again = request.POST.copy()
            again["revision"] = refusal.held.revision
            return _back(request, note, refusal, site_context, "cover", cover_form(note_for(request, pk), again))
        except ValidationError as error:
            _add_errors(form, error)
        else:
            messages.success(request, gettext("The cover was saved."))
            return _to(note, "cover")
    returned = Returned(
        trouble=gettext("The cover was not saved: look at the fields below."), anchor="cover", cover=form
    )
    return review_page(request, note, site_context, returned=returned, status=400)


def _add_errors(form: CoverForm, error: ValidationError) -> None:
    for name, sentences in error.message_dict.items():
        for sentence in sentences:
            form.add_error(name if name in form.fields else None, sentence)


@require_POST
def publish(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Let readers see the note."""
    note = note_for(request, pk)
    form = PublishForm(request.POST, auto_id="publish-%s")
    deed = request.POST.get("deed")
    if form.is_valid() and deed == "time" and not form.cleaned_data["at"]:
        form.add_error("at", gettext("Give the day and the hour."))
    if not form.is_valid():
        return review_page(request, note, site_context, returned=Returned(publish=form, anchor="publish"), status=400)
    try:
        published = review.publish_note(
            note=note,
            by=request.user,
            marking=form.cleaned_data["marking"] or None,
            at=None if deed == "now" else form.cleaned_data["at"],
            revision=form.cleaned_data["revision"],
        )
    except review.ReviewRefused as refusal:
        return _back(request, note, refusal, site_context, "publish", publish=form)
    if published.is_published:
        messages.success(
            request, gettext("%(note)s is published; readers entitled to it see it now.") % {"note": note.name}
        )
    else:
        messages.success(
            request,
            gettext("%(note)s: %(standing)s. Readers see it from then on.")
            % {"note": note.name, "standing": published.standing.lower()},
        )
    return _to(note, "publish")


@require_POST
def doubt(request: HttpRequest, pk: int, doubt_pk: int, site_context: Context) -> HttpResponse:
    """Settle a doubt, or open it again."""
    note = note_for(request, pk)
    held = get_object_or_404(Doubt, pk=doubt_pk, note=note)
    if request.POST.get("deed") == "reopen":
        review.reopen_doubt(doubt=held, by=request.user)
        return _to(note, f"doubt-{held.pk}")
    form = RemarkForm(request.POST)
    if not form.is_valid():
        returned = Returned(trouble=" ".join(form.errors["remark"]), anchor=f"doubt-{held.pk}")
        return review_page(request, note, site_context, returned=returned, status=400)
    review.settle_doubt(doubt=held, by=request.user, remark=form.cleaned_data["remark"])
    following = note.doubts.filter(settled_at=None).order_by("pk").first()
    return _to(note, f"doubt-{following.pk}" if following else "cover")


@require_POST
def judge(request: HttpRequest, pk: int, commitment_pk: int, site_context: Context) -> HttpResponse:
    """Confirm, correct or reject a commitment; then on to the next that waits."""
    note = note_for(request, pk)
    if not Commitment.objects.filter(pk=commitment_pk).exists():
        trouble = gettext("A newer reading of the note no longer finds this commitment, so there is nothing to judge.")
        return review_page(request, note, site_context, returned=Returned(trouble=trouble, anchor="text"), status=409)
    held = get_object_or_404(Commitment.objects.select_related("paragraph__note"), pk=commitment_pk, note=note)
    given = {"commitment": held, "by": request.user}
    deed = request.POST.get("deed")
    form = CommitmentForm(request.POST)
    seen = whole_number(request.POST.get("revision", ""))
    if seen is None:
        return HttpResponseBadRequest(gettext("The revision that was seen is missing."), content_type="text/plain")
    try:
        if deed == "confirm":
            review.confirm_commitment(**given, revision=seen)
        elif deed == "reject":
            review.reject_commitment(**given, revision=seen)
        elif deed == "correct" and form.is_valid():
            fields = {name: form.cleaned_data[name] for name in ("words", "side", "strength", "revision")}
            review.correct_commitment(**given, **fields)
        else:
            trouble = gettext("Nothing was saved: the commitment needs its words, and a strength from the list.")
            return _commitment_back(request, note, held, form, site_context, trouble, 400)
    except (review.ReviewRefused, ValidationError) as refusal:
        if isinstance(refusal, review.ChangedMeanwhile):
            again = request.POST.copy()
            again["revision"] = refusal.held.revision
            form = CommitmentForm(again)
        status = 409 if isinstance(refusal, review.ChangedMeanwhile) else 400
        kept = form if deed == "correct" else None
        return _commitment_back(request, note, held, kept, site_context, sentence_of(refusal), status)
    return _to(note, _next_anchor(note, held))


def _commitment_back(
    request: HttpRequest,
    note: OutcomeNote,
    commitment: Commitment,
    form: CommitmentForm | None,
    site_context: Context,
    trouble: str,
    status: int,
) -> HttpResponse:
    returned = Returned(trouble=trouble, anchor=f"commitment-{commitment.pk}")
    if form is not None:
        returned.judging = {commitment.pk: form}
    return review_page(request, note, site_context, returned=returned, status=status)


@require_POST
def add(request: HttpRequest, pk: int, paragraph_pk: int, site_context: Context) -> HttpResponse:
    """Enter a commitment that the reader missed."""
    note = note_for(request, pk)
    paragraph = get_object_or_404(Paragraph.objects.select_related("note"), pk=paragraph_pk, note=note)
    form = CommitmentForm(request.POST)
    trouble = gettext("Nothing was saved: the commitment needs its words, and a strength from the list.")
    if form.is_valid():
        fields = {name: form.cleaned_data[name] for name in ("words", "side", "strength")}
        try:
            added = review.add_commitment(
                paragraph=paragraph, by=request.user, near=form.cleaned_data["near"] or 0, **fields
            )
        except (review.ReviewRefused, ValidationError) as refusal:
            trouble = sentence_of(refusal)
        else:
            messages.success(
                request, gettext("The commitment was added to %(paragraph)s.") % {"paragraph": paragraph.citation}
            )
            return _to(note, f"commitment-{added.pk}")
    returned = Returned(trouble=trouble, anchor=f"text-{paragraph.address}", adding={paragraph.pk: form})
    return review_page(request, note, site_context, returned=returned, status=400)


@require_POST
def confirm_all(request: HttpRequest, pk: int, site_context: Context) -> HttpResponse:
    """Confirm together the commitments that no doubt concerns."""
    note = note_for(request, pk)
    form = PublishForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(gettext("The revision that was seen is missing."), content_type="text/plain")
    try:
        confirmed = review.confirm_undoubted(note=note, by=request.user, revision=form.cleaned_data["revision"])
    except review.ReviewRefused as refusal:
        return _back(request, note, refusal, site_context, "text")
    told = ngettext("%(n)d commitment was confirmed.", "%(n)d commitments were confirmed.", len(confirmed))
    messages.success(request, told % {"n": len(confirmed)})
    return _to(note, "text")


def _back(
    request: HttpRequest,
    note: OutcomeNote,
    refusal: review.ReviewRefused,
    site_context: Context,
    anchor: str,
    cover: CoverForm | None = None,
    publish: PublishForm | None = None,
) -> HttpResponse:
    """The review page with the sentence of a refusal, showing the note as it stands now."""
    status = 409 if isinstance(refusal, review.ChangedMeanwhile) else 400
    if status == 409:
        publish = None  # what was seen is old: the button must send the new revision
    returned = Returned(trouble=sentence_of(refusal), anchor=anchor, cover=cover, publish=publish)
    return review_page(request, note_for(request, note.pk), site_context, returned=returned, status=status)


def sentence_of(refusal: Exception) -> str:
    """What a person is told of a deed that was not done."""
    return " ".join(refusal.messages) if isinstance(refusal, ValidationError) else str(refusal)


def _to(note: OutcomeNote, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('admin:review', args=[note.pk])}#{anchor}")


def _next_anchor(note: OutcomeNote, judged: Commitment) -> str:
    """The next commitment that nobody has judged, else the first such in the note, else the publish block."""
    waiting = Commitment.objects.filter(note=note, state=Commitment.PROPOSED)
    waiting = waiting.order_by("paragraph__position", "start", "side")
    here = judged.paragraph.position
    later = waiting.filter(
        Q(paragraph__position__gt=here) | Q(paragraph__position=here, start__gte=judged.start)
    ).exclude(pk=judged.pk)
    following = later.first() or waiting.first()
    return f"commitment-{following.pk}" if following else "publish"
