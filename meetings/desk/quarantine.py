"""Files that could not come in: each waits with its reason, to be tried again or deleted with a reason."""

from typing import Any

from django.contrib import messages
from django.core.files.base import File
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from meetings.desk.outcomes import lines_to_show, with_next_steps
from meetings.figures import whole_number
from meetings.forms import FILES_AT_ONCE
from meetings.ingest import DeletionNeedsReason, NotInQuarantine, VersionUnfit, decide_line, delete_line, retry_line
from meetings.ingest.by_hand import next_revision
from meetings.ingest.reasons import OTHER_TEXT
from meetings.ingest.tasks import start_reading
from meetings.models import UploadLine
from meetings.reading.encoding import decode_text
from meetings.reading.parsed import READER_VERSION
from meetings.views.originals import PDF, handed_out

Context = dict[str, Any]
ON_A_PAGE = 50
HEAD = 64 * 1024  # bytes looked at to tell how a file may be shown
UNKNOWN = "application/octet-stream"
EXTENSIONS = {PDF: "pdf", "text/plain": "txt", UNKNOWN: "bin"}


@require_safe
def quarantine(request: HttpRequest, site_context: Context) -> HttpResponse:
    """Refused and failed files, newest first; with ``?upload=12`` those of one upload."""
    return quarantine_page(request, site_context)


def quarantine_page(
    request: HttpRequest,
    site_context: Context,
    *,
    open_line: int | None = None,
    trouble: str = "",
    given: dict[str, str] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page, with ``trouble`` said at its head and the form of ``open_line`` open."""
    lines = lines_to_show(UploadLine.objects.visible_to(request.user).in_quarantine()).order_by("-finished_at", "-pk")
    upload = whole_number(request.GET.get("upload", ""))
    of_one = upload is not None
    page = Paginator(lines.filter(upload=upload) if of_one else lines, FILES_AT_ONCE if of_one else ON_A_PAGE)
    page = page.get_page(request.GET.get("page"))
    context = site_context | {
        "title": _("Quarantine"),
        "page": page,
        "lines": with_choices(with_next_steps(page.object_list)),
        "given": given or {},
        "count": page.paginator.count,
        "of_one": of_one,
        "reader_version": READER_VERSION,
        "open_line": open_line,
        "trouble": trouble,
    }
    return TemplateResponse(request, "admin/desk/quarantine.html", context, status=status)


def with_choices(lines: list[UploadLine]) -> list[UploadLine]:
    """The lines; those about which a person must decide with the ``suggested`` version."""
    for line in lines:
        line.undecided = line.reason == OTHER_TEXT and line.note is not None and line.note.deleted_at is None
        line.suggested = next_revision(line) if line.undecided else ""
    return lines


@require_POST
def retry(request: HttpRequest, line_pk: int, site_context: Context) -> HttpResponse:
    """Read the file again; the browser is led to the table of its upload."""
    line = line_for(request, line_pk)
    try:
        retry_line(line=line, by=request.user)
    except NotInQuarantine as refusal:
        return quarantine_page(request, site_context, trouble=str(refusal), status=409)
    start_reading()
    return redirect(line.upload)


@require_POST
def retry_all(request: HttpRequest, site_context: Context) -> HttpResponse:
    """Read every file in quarantine again, for instance after the reader improved."""
    tried = 0
    for line in UploadLine.objects.visible_to(request.user).in_quarantine():
        try:
            retry_line(line=line, by=request.user)
            tried += 1
        except NotInQuarantine:  # somebody else was quicker
            continue
    start_reading()
    told = ngettext("%(n)d file is being read again.", "%(n)d files are being read again.", tried)
    messages.info(request, told % {"n": tried})
    return redirect("admin:quarantine")


@require_safe
def file(request: HttpRequest, line_pk: int, site_context: Context) -> HttpResponseBase:
    """The bytes in quarantine, to be looked at: never run, under a name that says nothing of their own."""
    line = line_for(request, line_pk)
    if not line.in_quarantine:
        raise Http404
    try:
        opened = line.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    media_type = shown_as(opened)
    return handed_out(opened, media_type, name=f"quarantine-{line.pk}.{EXTENSIONS[media_type]}")


def shown_as(opened: File) -> str:
    """How a browser may show a file that nobody has read: as a PDF, as letters, or not at all."""
    head = opened.read(HEAD)
    opened.seek(0)
    if b"%PDF-" in head[:1024]:
        return PDF
    return "text/plain" if b"\x00" not in head and decode_text(head) is not None else UNKNOWN


@require_POST
def decide(request: HttpRequest, line_pk: int, site_context: Context) -> HttpResponse:
    """What a file is whose number is held with another text: a version, another file of the paper, or to be deleted."""
    line = line_for(request, line_pk)
    given = {"choice": request.POST.get("choice", ""), "version": request.POST.get("version", "")[:20]}
    if given["choice"] == "delete":
        return delete(request, line_pk, site_context)
    trouble, status = _("Choose what the file is; nothing was done yet."), 400
    if given["choice"] in (UploadLine.AS_REVISION, UploadLine.AS_COPY):
        try:
            decide_line(line=line, by=request.user, taken_as=given["choice"], version=given["version"])
        except NotInQuarantine as refusal:
            trouble, status = str(refusal), 409
        except VersionUnfit as refusal:
            trouble = str(refusal)
        else:
            start_reading()
            return redirect(line.upload)
    return quarantine_page(request, site_context, open_line=line.pk, trouble=trouble, given=given, status=status)


@require_POST
def delete(request: HttpRequest, line_pk: int, site_context: Context) -> HttpResponse:
    """Delete the file; its line and the reason stay in the table of its upload."""
    line = line_for(request, line_pk)
    try:
        delete_line(line=line, by=request.user, why=request.POST.get("reason", ""))
    except DeletionNeedsReason as refusal:
        return quarantine_page(request, site_context, open_line=line.pk, trouble=str(refusal), status=400)
    except NotInQuarantine as refusal:
        return quarantine_page(request, site_context, trouble=str(refusal), status=409)
    messages.success(request, _("%(line)s was deleted. The reason stands in its upload.") % {"line": line.shown_name})
    return redirect("admin:quarantine")


def line_for(request: HttpRequest, pk: int) -> UploadLine:
    """The line, or the 404 of one that is not there."""
    return get_object_or_404(UploadLine.objects.visible_to(request.user).select_related("upload"), pk=pk)
