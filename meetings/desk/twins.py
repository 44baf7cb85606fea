"""Public twins at the review desk: meetings with pairs to decide about, and the pairs of one meeting."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from meetings import review
from meetings.finding.cited import passage_cited
from meetings.models import Meeting, Paragraph, PublicTwin
from meetings.views.twins import compare_address, with_passages

Context = dict[str, Any]


class DecisionForm(forms.Form):
    """What was seen and, if the person likes, why it was decided so."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
    why = forms.CharField(max_length=500, required=False)


class AddForm(forms.Form):
    """Two passages by their addresses, as people copy them from the compare page."""

    passage = forms.CharField(label=_("Passage of the note"), help_text=_("As in its address: 10483-17/4.2."))
    public_passage = forms.CharField(
        label=_("Public passage"), help_text=_("Such as 2017-06-valletta-joint-statement/3.")
    )
    why = forms.CharField(label=_("Why, in a few words"), max_length=500, required=False)

    def __init__(self, *args: Any, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user

    def _passage(self, name: str) -> Paragraph:
        found = passage_cited(self.cleaned_data[name], self.user)
        if found is None:
            raise ValidationError(gettext("There is no such passage. Write it as 10483-17/4.2."))
        return found

    def clean_passage(self) -> Paragraph:
        return self._passage("passage")

    def clean_public_passage(self) -> Paragraph:
        return self._passage("public_passage")


@require_safe
def twins(request: HttpRequest, site_context: Context) -> HttpResponse:
    """Meetings with a note and a public paper whose passages pair, those with most to decide about first."""
    pairs = PublicTwin.objects.visible_to(request.user).order_by()
    counted = pairs.values("passage__note__meeting").annotate(
        **{state: Count("pk", filter=Q(state=state)) for state, _ in PublicTwin.STATES}
    )
    counts = {row["passage__note__meeting"]: row for row in counted}
    meetings = Meeting.objects.visible_to(request.user).filter(pk__in=counts).newest_first()
    rows = sorted(({"meeting": each} | counts[each.pk] for each in meetings), key=lambda row: -row["proposed"])
    context = site_context | {"title": gettext("Public twins"), "rows": rows}
    return TemplateResponse(request, "admin/desk/twins.html", context)


@require_safe
def twins_of(request: HttpRequest, meeting_pk: int, site_context: Context) -> HttpResponse:
    return page(request, meeting_for(request, meeting_pk), site_context)


def meeting_for(request: HttpRequest, pk: int) -> Meeting:
    """The meeting with that key if the person may know of it, else a 404."""
    return get_object_or_404(Meeting.objects.visible_to(request.user), pk=pk)


def pairs_of(request: HttpRequest, meeting: Meeting) -> Any:
    return PublicTwin.objects.visible_to(request.user).filter(passage__note__meeting=meeting)


def page(
    request: HttpRequest,
    meeting: Meeting,
    site_context: Context,
    *,
    trouble: str = "",
    anchor: str = "",
    why: str = "",
    adding: AddForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The pairs of ``meeting`` as they stand; ``trouble`` says why a deed was not done, ``why`` is what was written."""
    pairs = list(with_passages(pairs_of(request, meeting).select_related("decided_by")))
    for twin in pairs:
        twin.compare = compare_address(twin.passage, twin.public_passage)
        twin.why_written = why if anchor == f"twin-{twin.pk}" else ""
    context = site_context | {
        "title": gettext("Public twins, %(meeting)s") % {"meeting": meeting},
        "meeting": meeting,
        "groups": [
            (label, heading, [twin for twin in pairs if twin.state == state])
            for state, label, heading in (
                (PublicTwin.PROPOSED, "proposed", gettext("To decide about")),
                (PublicTwin.CONFIRMED, "confirmed", gettext("Confirmed: readers of both papers see them")),
                (PublicTwin.REJECTED, "rejected", gettext("Rejected: not proposed again")),
            )
        ],
        "trouble": trouble,
        "anchor": anchor,
        "form": adding or AddForm(user=request.user, auto_id="add-%s"),
    }
    return TemplateResponse(request, "admin/desk/twins_of.html", context, status=status)


@require_POST
def judge(request: HttpRequest, meeting_pk: int, twin_pk: int, site_context: Context) -> HttpResponse:
    """Confirm or reject a pair; then on to the next that waits."""
    meeting = meeting_for(request, meeting_pk)
    pairs = pairs_of(request, meeting).select_related("passage__note")
    twin = pairs.filter(pk=twin_pk).first()
    form = DecisionForm(request.POST)
    deed = {"confirm": review.confirm_twin, "reject": review.reject_twin}.get(request.POST.get("deed", ""))
    returned = {"anchor": f"twin-{twin_pk}", "why": request.POST.get("why", "")}
    if twin is None:
        gone = gettext("This pair is no longer in the archive, so nothing was saved: a paper was changed or withdrawn.")
        return page(request, meeting, site_context, trouble=gone, anchor="pairs", status=409)
    if deed is None or not form.is_valid():
        trouble = gettext(
            "Nothing was saved: choose to confirm or to reject, and give a reason of at most 500 letters."
        )
        return page(request, meeting, site_context, trouble=trouble, **returned, status=400)
    try:
        deed(twin=twin, by=request.user, **form.cleaned_data)
    except review.ReviewRefused as refusal:
        status = 409 if isinstance(refusal, review.ChangedMeanwhile) else 400
        return page(request, meeting, site_context, trouble=str(refusal), **returned, status=status)
    following = pairs.proposed().in_order().first()
    return to(meeting, f"twin-{following.pk}" if following else "pairs")


@require_POST
def add(request: HttpRequest, meeting_pk: int, site_context: Context) -> HttpResponse:
    """Enter a pair that nothing proposed."""
    meeting = meeting_for(request, meeting_pk)
    form = AddForm(request.POST, user=request.user, auto_id="add-%s")
    if form.is_valid():
        given = form.cleaned_data
        try:
            if given["passage"].note.meeting_id != meeting.pk:
                raise review.TwinUnfit(
                    gettext("%(note)s does not report this meeting.") % {"note": given["passage"].note.name}
                )
            added = review.add_twin(by=request.user, **given)
        except review.ReviewRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            return to(meeting, f"twin-{added.pk}")
    trouble = gettext("The pair was not added: look at the fields below.")
    return page(request, meeting, site_context, trouble=trouble, anchor="add", adding=form, status=400)


def to(meeting: Meeting, anchor: str) -> HttpResponse:
    return redirect(f"{reverse('admin:twins-of', args=[meeting.pk])}#{anchor}")
