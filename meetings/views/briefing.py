"""The briefing pack as a page; what it holds stands in its address. Without anything chosen, the form that chooses."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from meetings.council.markings import Marking
from meetings.council.sides import Side
from meetings.following.briefing import MOST_THEMES, Pack, Wanted, pack_of
from meetings.following.folders import folders_of
from meetings.following.threads import threads_with_counts
from meetings.models import Folder, Theme
from meetings.views.marking import strictest


@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """``?theme=visa-reciprocity&theme=pnr&from=2017&to=2024&side=US&public=1``, or ``?folder=7``."""
    wanted = None if "change" in request.GET else wanted_from(request.GET, request.user)
    if wanted is None:
        own, shared = folders_of(request.user)
        context = {
            "threads": threads_with_counts(request.user),
            "folders": [*own, *shared],
            "chosen": set(request.GET.getlist("theme")),
            "folder": request.GET.get("folder", ""),
            "sides": request.GET.getlist("side"),
            "asked": request.GET,
            "most": MOST_THEMES,
        }
        return render(request, "meetings/briefing_form.html", context)
    pack = pack_of(wanted, request.user)
    context = {
        "pack": pack,
        "marking": marking_of(pack),
        "today": timezone.localdate(),
        "title": title_of(wanted),
    }
    return render(request, "meetings/briefing.html", context)


def wanted_from(asked: QueryDict, user: Any) -> Wanted | None:
    """What the address asks for; None when it names neither a theme nor a folder. Http404 for a closed folder."""
    years = {name: _year(asked, name) for name in ("from", "to")}
    shared: Mapping[str, Any] = {
        "first_year": years["from"],
        "last_year": years["to"],
        "sides": tuple(side for side in (Side.EU.value, Side.US.value) if side in asked.getlist("side")),
        "public_only": asked.get("public") == "1",
    }
    if folder := asked.get("folder", ""):
        if not folder.isdecimal() or len(folder) > 9:
            raise Http404
        return Wanted(folder=get_object_or_404(Folder.objects.visible_to(user), pk=folder), **shared)
    slugs = [slug for slug in asked.getlist("theme") if "\x00" not in slug][:MOST_THEMES]
    themes = tuple(Theme.objects.filter(slug__in=slugs)) if slugs else ()
    return Wanted(themes=themes, **shared) if themes else None


def _year(asked: QueryDict, name: str) -> int | None:
    written = asked.get(name, "")
    return int(written) if written.isdecimal() and len(written) == 4 and written.isascii() else None


def marking_of(pack: Pack) -> str:
    """The strictest marking used; a pack without a line is made of what everybody may know."""
    return strictest(pack.notes) or Marking.PUBLIC.value


def title_of(wanted: Wanted) -> str:
    """What the pack is about, for its heading and its file."""
    return wanted.folder.name if wanted.folder else ", ".join(theme.label for theme in wanted.themes)
