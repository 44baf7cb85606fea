"""A reader reports a mistake in a passage, and sees what became of it."""

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from meetings import review
from meetings.finding.cited import paragraph_at
from meetings.models import MistakeReport
from meetings.views.marking import strictest


class ReportForm(forms.Form):
    """What is wrong, in the reader's words."""

    words = forms.CharField(
        label=_("What is wrong?"),
        max_length=MistakeReport.LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """The passage with a box for what is wrong in it; sent, it goes to the archivists."""
    paragraph = paragraph_at(slug, address, request.user)
    if paragraph is None:
        raise Http404
    form = ReportForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                review.report_mistake(paragraph=paragraph, by=request.user, words=form.cleaned_data["words"])
            except review.ReviewRefused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(
                    request,
                    gettext("Your report on %(paragraph)s was sent. The answer will stand here.")
                    % {"paragraph": paragraph.citation},
                )
                return redirect("reports")
    context = {"paragraph": paragraph, "form": form, "marking": strictest([paragraph.note])}
    return render(request, "meetings/report.html", context, status=status)


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """The reader's own reports with their answers, newest first, but for papers they may no longer read."""
    own = MistakeReport.objects.visible_to(request.user).filter(reported_by=request.user)
    listed = list(own.select_related("note__meeting").defer("note__text", "note__vector").order_by("-pk")[:100])
    context = {"reports": listed, "marking": strictest([each.note for each in listed])}
    return render(request, "meetings/reports.html", context)
