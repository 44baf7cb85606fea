"""Lists and notes as files, for who may read them: with their marking, and written down where they are LIMITE."""

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_GET

from meetings.models import OutcomeNote
from meetings.sharing.lists import LISTS
from meetings.sharing.note_files import NOTE_FORMS
from meetings.sharing.note_text import whole_note
from meetings.sharing.records import record_export
from meetings.sharing.writers import FORMATS, Taken
from meetings.views.marking import strictest_of


@require_GET
def export(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """The list ``name`` with the filters of its page, all of it, as CSV, Excel or JSON Lines."""
    if name not in LISTS or form not in FORMATS:
        raise Http404
    listed, kind = LISTS[name](request.GET, request.user), FORMATS[form]
    asked = request.build_absolute_uri(f"{listed.address}?{without_place(request)}".rstrip("?"))
    taken = taken_by(request.user, title=str(listed.title), marking=listed.marking, asked=asked)
    record_export(by=request.user, what=taken.title, form=form, address=request.get_full_path(), marking=taken.marking)
    file = f"{taken.marking}-{name}-{timezone.localdate():%Y-%m-%d}.{kind.extension}"
    if kind.whole:
        whole = kind.whole(taken, listed, request.build_absolute_uri)
        return FileResponse(whole, as_attachment=True, filename=file, content_type=kind.media_type)
    pieces = kind.pieces(taken, listed, request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="{file}"'}
    return StreamingHttpResponse(pieces, content_type=kind.media_type, headers=headers)


@require_GET
def note(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """A note as plain text, PDF or Akoma Ntoso XML."""
    readable = OutcomeNote.objects.visible_to(request.user).select_related("meeting").defer("text", "vector")
    found = get_object_or_404(readable, slug=slug)
    if form not in NOTE_FORMS:
        raise Http404
    asked = request.build_absolute_uri(found.get_absolute_url())
    taken = taken_by(request.user, title=found.name, marking=strictest_of([found.marking]), asked=asked)
    record_export(
        by=request.user,
        what=found.name,
        form=form,
        address=request.get_full_path(),
        marking=taken.marking,
        note=found,
    )
    file = NOTE_FORMS[form].write(whole_note(found), taken)
    headers = {"Content-Disposition": f'attachment; filename="{taken.marking}-{found.slug}.{form}"'}
    return HttpResponse(file, content_type=NOTE_FORMS[form].media_type, headers=headers)


def taken_by(user: Any, *, title: str, marking: str, asked: str) -> Taken:
    """What the file says of itself, now."""
    return Taken(title, marking, user.get_full_name() or user.get_username(), timezone.now(), asked)


def without_place(request: HttpRequest) -> str:
    """What was asked of a list, without the page and without what stands in its address already."""
    asked = request.GET.copy()
    for name in ("page", "codes", "notes", "of"):
        asked.pop(name, None)
    return asked.urlencode()
