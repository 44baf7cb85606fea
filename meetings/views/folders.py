"""Folders: a reader's own and those that colleagues share, one folder, and the page that keeps a passage."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from meetings import folders as deeds
from meetings.figures import whole_number
from meetings.finding.cited import paragraph_at
from meetings.following.folders import Kept, folders_of, kept_in, not_shown
from meetings.models import Folder, KeptPassage
from meetings.views.marking import strictest

ASKED = ["GET", "HEAD", "POST"]


@require_http_methods(ASKED)
def folders(request: HttpRequest) -> HttpResponse:
    """The folders that this person may open; sent, a name opens a new one."""
    refused = ""
    if request.method == "POST":
        try:
            return redirect(deeds.open_folder(by=request.user, name=request.POST.get("name", "")))
        except deeds.FolderRefused as refusal:
            refused = str(refusal)
    own, shared = folders_of(request.user)
    context = {"own": own, "shared": shared, "refused": refused, "longest_name": deeds.LONGEST_NAME}
    return render(request, "meetings/folders.html", context, status=400 if refused else 200)


@require_http_methods(ASKED)
def keep(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """A passage with the folders that it can be kept in, a new one among them, and room for a remark."""
    paragraph = paragraph_at(slug, address, request.user)
    if paragraph is None:
        raise Http404
    own = Folder.objects.owned_by(request.user).by_name()
    refused = ""
    if request.method == "POST":
        try:
            folder = _chosen(own, request)
            deeds.keep_passage(
                folder=folder, paragraph=paragraph, by=request.user, remark=request.POST.get("remark", "")
            )
        except deeds.FolderRefused as refusal:
            refused = str(refusal)
        else:
            said = _("%(passage)s is kept in your folder “%(folder)s”.")
            messages.success(request, said % {"passage": paragraph.citation, "folder": folder.name})
            return redirect(paragraph)
    kept = KeptPassage.objects.visible_to(request.user).filter(note=paragraph.note_id, address=paragraph.address)
    context = {
        "paragraph": paragraph,
        "own": list(own),
        "kept": set(kept.values_list("folder", flat=True)),
        "refused": refused,
        "asked": request.POST,
        "longest": KeptPassage.LONGEST,
        "longest_name": deeds.LONGEST_NAME,
        "marking": strictest([paragraph.note]),
    }
    return render(request, "meetings/keep.html", context, status=400 if refused else 200)


def _chosen(own: Any, request: HttpRequest) -> Folder:
    """The chosen folder of this person; otherwise one with the name that was typed. Raises FolderRefused."""
    found = own.filter(pk=whole_number(request.POST.get("folder", ""))).first()
    return found or deeds.open_folder(by=request.user, name=request.POST.get("name", ""))


@require_http_methods(ASKED)
def folder(request: HttpRequest, pk: int) -> HttpResponse:
    """One folder with its passages; its owner changes it here, a colleague may leave it."""
    held = get_object_or_404(Folder.objects.visible_to(request.user).select_related("owner"), pk=pk)
    listed = kept_in(held, request.user)
    refused = ""
    if request.method == "POST":
        deed = DEEDS.get(request.POST.get("do", ""))
        if deed is None:
            raise Http404
        try:
            return deed(request, held, listed)
        except deeds.FolderRefused as refusal:
            refused = str(refusal)
    context = {
        "folder": held,
        "kept": listed,
        "mine": held.owner_id == request.user.pk,
        "colleagues": list(held.shared_with.order_by("username")) if held.owner_id == request.user.pk else [],
        "not_shown": not_shown(held, len(listed), request.user),
        "refused": refused,
        "longest": KeptPassage.LONGEST,
        "longest_name": deeds.LONGEST_NAME,
        "marking": strictest(each.row.note for each in listed),
    }
    return render(request, "meetings/folder.html", context, status=400 if refused else 200)


def _rename(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    return redirect(deeds.rename_folder(folder=held, by=request.user, name=request.POST.get("name", "")))


def _delete(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    deeds.delete_folder(folder=held, by=request.user)
    messages.success(request, _("The folder “%(name)s” is deleted.") % {"name": held.name})
    return redirect("folders")


def _share(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    colleague = deeds.share_folder(folder=held, by=request.user, colleague=request.POST.get("colleague", ""))
    said = _("%(person)s can read this folder now, as far as their rights go.")
    messages.success(request, said % {"person": colleague.get_full_name() or colleague.get_username()})
    return redirect(held)


def _close(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    wanted = request.POST.get("colleague", "")
    colleague = next((each for each in held.shared_with.all() if str(each.pk) == wanted), None)
    if colleague is None:
        raise Http404
    deeds.stop_sharing(folder=held, by=request.user, colleague=colleague)
    return redirect(held)


def _leave(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    deeds.stop_sharing(folder=held, by=request.user, colleague=request.user)
    return redirect("folders")


def _remark(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    row = listed[_place(request, listed)].row
    deeds.set_remark(kept=row, by=request.user, remark=request.POST.get("remark", ""))
    return redirect(f"{held.get_absolute_url()}#k{row.pk}")


def _drop(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    deeds.drop_passage(kept=listed[_place(request, listed)].row, by=request.user)
    return redirect(held)


def _up(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    place = _place(request, listed)
    return _exchange(request, listed, place, place - 1)


def _down(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    place = _place(request, listed)
    return _exchange(request, listed, place, place + 1)


def _move(request: HttpRequest, held: Folder, listed: list[Kept]) -> HttpResponse:
    """To the place that was typed; one beyond either end means that end."""
    place, wanted = _place(request, listed), whole_number(request.POST.get("to", "").strip())
    if wanted is None:
        raise deeds.FolderRefused(_("Type the number of the place that the passage is to have."))
    to = listed[min(max(wanted, 1), len(listed)) - 1].row
    row = deeds.move_passage(kept=listed[place].row, to=to, by=request.user)
    return redirect(f"{held.get_absolute_url()}#k{row.pk}")


def _exchange(request: HttpRequest, listed: list[Kept], place: int, other: int) -> HttpResponse:
    row = listed[place].row
    if 0 <= other < len(listed):
        deeds.exchange_passages(kept=row, other=listed[other].row, by=request.user)
    return redirect(f"{row.folder.get_absolute_url()}#k{row.pk}")


def _place(request: HttpRequest, listed: list[Kept]) -> int:
    """The place of the kept passage that is meant, among those that the person may read; Http404 when there is none."""
    wanted = request.POST.get("kept", "")
    found = next((place for place, each in enumerate(listed) if str(each.row.pk) == wanted), None)
    if found is None:
        raise Http404
    return found


DEEDS: dict[str, Callable[[HttpRequest, Folder, list[Kept]], HttpResponse]] = {
    "rename": _rename,
    "move": _move,
    "delete": _delete,
    "share": _share,
    "close": _close,
    "leave": _leave,
    "remark": _remark,
    "drop": _drop,
    "up": _up,
    "down": _down,
}
