"""Sending files at the desk, and what became of them: one line a file, to come back to at any time."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.defaultfilters import filesizeformat
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings import days
from meetings.desk.outcomes import as_csv, counted_by_state, lines_to_show, with_next_steps
from meetings.forms import FILES_AT_ONCE, LARGEST_FILE, UploadForm
from meetings.ingest import send_files
from meetings.ingest.locks import somebody_reads
from meetings.ingest.tasks import start_reading
from meetings.models import Upload, UploadLine

Context = dict[str, Any]
LATEST = 5
ON_A_PAGE = 25
SOON = timedelta(seconds=30)  # within which a worker that runs has begun to read


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest, site_context: Context) -> HttpResponse:
    """The upload page. After sending, the browser is led to the table of the upload, where reading goes on."""
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if form.is_bound and form.is_valid():
        sent = send_files(files=form.cleaned_data["files"], by=request.user)
        start_reading()
        return redirect(sent)
    context = site_context | {
        "title": gettext("Upload notes"),
        "form": form,
        "largest": filesizeformat(LARGEST_FILE),
        "files_at_once": FILES_AT_ONCE,
        "uploads": list(with_counts(request)[:LATEST]),
        "in_quarantine": UploadLine.objects.visible_to(request.user).in_quarantine().count(),
    }
    return TemplateResponse(request, "admin/desk/upload.html", context, status=400 if form.errors else 200)


def with_counts(request: HttpRequest) -> Any:
    """The uploads, newest first, with how many of their files came to what."""
    return (
        Upload.objects.visible_to(request.user)
        .newest_first()
        .select_related("sent_by")
        .annotate(
            files=Count("lines"),
            kept=Count("lines", filter=Q(lines__state__in=UploadLine.KEPT)),
            not_kept=Count("lines", filter=Q(lines__state__in=UploadLine.NOT_KEPT)),
            unfinished=Count("lines", filter=Q(lines__state__in=UploadLine.UNFINISHED)),
        )
    )


@require_safe
def uploads(request: HttpRequest, site_context: Context) -> HttpResponse:
    """All uploads, newest first, by whom and with what result."""
    page = Paginator(with_counts(request), ON_A_PAGE).get_page(request.GET.get("page"))
    in_quarantine = UploadLine.objects.visible_to(request.user).in_quarantine().count()
    context = site_context | {
        "title": gettext("Uploads"),
        "page": page,
        "uploads": list(page.object_list),
        "in_quarantine": in_quarantine,
    }
    return TemplateResponse(request, "admin/desk/uploads.html", context)


@require_safe
def table(request: HttpRequest, upload_pk: int, site_context: Context) -> HttpResponse:
    """One upload: how far its reading is, and a line for each file; ``?result=refused`` shows those lines only."""
    sent = upload_for(request, upload_pk)
    lines = with_next_steps(lines_to_show(sent.lines.all()))
    wanted = request.GET.get("result", "")
    finished = sum(line.is_finished for line in lines)
    context = site_context | {
        "title": gettext("Upload of %(moment)s") % {"moment": days.moment(sent.sent_at)},
        "upload": sent,
        "lines": [line for line in lines if line.state == wanted] if wanted else lines,
        "wanted": wanted,
        "files": len(lines),
        "finished": finished,
        "kept": sum(line.was_kept for line in lines),
        "counts": counted_by_state(lines),
        "unfinished": len(lines) - finished,
        "stands_still": stands_still(lines),
    }
    return TemplateResponse(request, "admin/desk/upload_table.html", context)


def stands_still(lines: list[UploadLine]) -> bool:
    """Whether lines have waited for longer than a worker needs to begin, and nobody reads anything."""
    since = [line.waits_since for line in lines if not line.is_finished]
    return bool(since) and timezone.now() - max(since) > SOON and not somebody_reads()


@require_safe
def table_as_csv(request: HttpRequest, upload_pk: int, site_context: Context) -> HttpResponseBase:
    """The same table for a spreadsheet."""
    sent = upload_for(request, upload_pk)
    response = StreamingHttpResponse(
        as_csv(lines_to_show(sent.lines.all()).iterator(chunk_size=500)),
        content_type="text/csv; charset=utf-8",
    )
    response["Content-Disposition"] = f'attachment; filename="upload-{sent.pk}.csv"'
    return response


@require_POST
def resume(request: HttpRequest, upload_pk: int, site_context: Context) -> HttpResponse:
    """Ask again for the waiting files to be read, and for those whose reader was killed."""
    sent = upload_for(request, upload_pk)
    start_reading()
    messages.info(request, "Reading was asked for again.")
    return redirect(sent)


def upload_for(request: HttpRequest, pk: int) -> Upload:
    """The upload, or the 404 of one that is not there."""
    return get_object_or_404(Upload.objects.visible_to(request.user).select_related("sent_by"), pk=pk)
