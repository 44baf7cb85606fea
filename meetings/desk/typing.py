"""The text of a scan, typed by hand beside its pages, and then read like any other text."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from meetings.desk.quarantine import line_for, shown_as
from meetings.ingest import NotInQuarantine, TextMissing, send_typed, type_page
from meetings.ingest.by_hand import MOST_PAGES, fingerprint, page_of
from meetings.ingest.tasks import start_reading
from meetings.models import UploadLine
from meetings.review import ChangedMeanwhile
from meetings.views.originals import PDF

Context = dict[str, Any]


class PageForm(forms.Form):
    """The text of one page, and the sign of what stood there when the form was opened."""

    words = forms.CharField(
        label=gettext_lazy("Text of this page"),
        required=False,
        strip=False,
        max_length=40_000,
        widget=forms.Textarea(attrs={"rows": 24}),
        help_text=gettext_lazy("As printed, misprints too; an empty line between paragraphs."),
    )
    seen = forms.CharField(max_length=16, widget=forms.HiddenInput)


@require_http_methods(["GET", "HEAD", "POST"])
def text(request: HttpRequest, line_pk: int, page: int, site_context: Context) -> HttpResponse:
    """One page of the scan with the form for its text; ``deed`` says where to go after it is saved."""
    line = line_for(request, line_pk)
    last = line.text_pages if line.pages else min(line.text_pages + 1, MOST_PAGES)
    if not line.in_quarantine or line.state != UploadLine.NO_TEXT or not 0 < page <= last:
        raise Http404
    if request.method != "POST":
        return _page(request, line, page, site_context)
    form = PageForm(request.POST)
    if not form.is_valid():
        return _page(request, line, page, site_context, form=form, status=400)
    deed = request.POST.get("deed")
    try:
        type_page(line=line, by=request.user, page=page, **form.cleaned_data)
        if deed == "read":
            send_typed(line=line, by=request.user)
    except NotInQuarantine as refusal:
        messages.error(request, str(refusal))
        return redirect(line.upload)
    except ChangedMeanwhile as refusal:
        again = request.POST.copy()
        held = page_of(refusal.held, page)
        again["seen"] = fingerprint(held)
        returned = {"form": PageForm(again), "trouble": str(refusal), "held": held, "status": 409}
        return _page(request, refusal.held, page, site_context, **returned)
    except TextMissing as refusal:
        return _page(request, line, page, site_context, form=form, trouble=str(refusal), status=400)
    if deed == "read":
        start_reading()
        return redirect(line.upload)
    messages.success(request, _("Page %(page)d is saved.") % {"page": page})
    return redirect(reverse("admin:scan-text", args=[line.pk, min(page + 1, last) if deed == "next" else page]))


def _page(
    request: HttpRequest,
    line: UploadLine,
    page: int,
    site_context: Context,
    *,
    form: PageForm | None = None,
    trouble: str = "",
    held: str = "",
    status: int = 200,
) -> HttpResponse:
    typed = page_of(line, page)
    last = line.text_pages
    context = site_context | {
        "title": _("Text of %(file)s") % {"file": line.shown_name},
        "line": line,
        "number": page,
        "pages": [(each, bool(page_of(line, each).strip())) for each in range(1, max(last, page) + 1)],
        "another": None if line.pages or last >= MOST_PAGES or not typed else last + 1,
        "is_last": bool(line.pages) and page >= last,
        "is_pdf": _is_pdf(line),
        "form": form or PageForm(initial={"words": typed, "seen": fingerprint(typed)}),
        "trouble": trouble,
        "held": held,
    }
    return TemplateResponse(request, "admin/desk/typing.html", context, status=status)


def _is_pdf(line: UploadLine) -> bool:
    try:
        with line.file.open("rb") as opened:
            return shown_as(opened) == PDF
    except FileNotFoundError:
        return False
