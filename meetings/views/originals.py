"""Original files: handed out only to who may read their note, and never as something a browser would run.

A PDF is shown by the browser's viewer, so that a link can open it at a page; plain text is shown as text; everything
else is a download. The name is ours, never the sender's.
"""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404

from meetings.models import Source
from meetings.reading.encoding import decode_text
from meetings.views.openings import show

PDF = "application/pdf"
SHOWN_AS_TEXT = {"text/plain", "text/markdown"}

# Nothing inside a file may load or run anything. Chromium shows no PDF that is sandboxed, hence two policies.
ABOUT_PDF = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"
ABOUT_OTHERS = "default-src 'none'; frame-ancestors 'self'; sandbox"


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The bytes as received, for who may read the note; a missing file is answered like a missing page."""
    source = get_object_or_404(Source.objects.visible_to(request.user).select_related("note"), pk=pk)
    try:
        file = source.file.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    show([source.note.slug] if source.note else [], whole=True)
    return handed_out(file, source.media_type, name=source.served_name)


def handed_out(file: Any, media_type: str, *, name: str) -> HttpResponseBase:
    """The open ``file`` as an answer that no browser runs anything of, under the ``name`` that we built for it."""
    response: HttpResponseBase
    if media_type == PDF:
        response = FileResponse(file, filename=name, content_type=PDF)
    elif media_type in SHOWN_AS_TEXT:
        with file:
            response = HttpResponse(decode_text(file.read()) or "", content_type="text/plain; charset=utf-8")
        response["Content-Disposition"] = f'inline; filename="{name}"'
    else:
        response = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    response["Content-Security-Policy"] = ABOUT_PDF if media_type == PDF else ABOUT_OTHERS
    response["X-Content-Type-Options"] = "nosniff"
    return response
