"""The quote check: a sentence or a draft speech is pasted, compared with the papers, and forgotten."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from meetings.finding.quotes import FEWEST, LONGEST, MOST, TooMuchText, Verdict, check
from meetings.views.marking import strictest


class PastedForm(forms.Form):
    """The pasted text. Its length is checked by the quote check, which says how long it may be."""

    words = forms.CharField(
        label=_("Sentence or draft"),
        widget=forms.Textarea(attrs={"rows": 8, "aria-describedby": "words-limit"}),
        error_messages={"required": _("Paste at least one sentence.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@sensitive_post_parameters("words")
def quotes(request: HttpRequest) -> HttpResponse:
    """An empty box; sent, what the papers that this person may read say of each sentence."""
    form = PastedForm(request.POST if request.method == "POST" else None)
    context = {"form": form, "longest": LONGEST, "most": MOST, "fewest": FEWEST}
    if request.method != "POST":
        return render(request, "meetings/quotes.html", context)
    if form.is_valid():
        try:
            checked = check(form.cleaned_data["words"], request.user)
        except TooMuchText as refusal:
            form.add_error("words", str(refusal))
        else:
            shown = [found.paragraph.note for each in checked for found in (each.best, each.public) if found]
            shown += [other.paragraph.note for each in checked for other in each.others]
            verdicts = [each.verdict for each in checked]
            counts = {verdict.name.lower(): verdicts.count(verdict) for verdict in Verdict}
            context |= {"checked": checked, "counts": counts, "marking": strictest(shown)}
            return render(request, "meetings/quotes.html", context)
    return render(request, "meetings/quotes.html", context, status=400)
