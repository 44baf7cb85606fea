"""The briefing pack as a page; what it holds stands in its address. Without anything chosen, the form that chooses."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_safe

from meetings.council.markings import Marking
from meetings.council.sides import Side
from meetings.figures import whole_number
from meetings.following.briefing import MOST_THEMES, Pack, Wanted, pack_of
from meetings.following.folders import folders_of
from meetings.following.threads import threads_with_counts
from meetings.models import Folder, Theme, each_formerly_at
from meetings.search.alphabet import in_alphabet
from meetings.sharing.briefing_files import as_docx, as_pdf
from meetings.sharing.briefing_lines import Line, lines_of
from meetings.sharing.records import record_export
from meetings.sharing.writers import Taken
from meetings.views.exports import taken_by
from meetings.views.marking import strictest

YEARS = range(1000, 10_000)  # four figures


@require_safe
def briefing(request: HttpRequest) -> HttpResponse:
    """``?theme=visa-reciprocity&theme=pnr&from=2017&to=2024&side=US&public=1``, or ``?folder=7``."""
    wanted = None if "change" in request.GET else wanted_from(request.GET, request.user)
    if wanted is None:
        own, shared = folders_of(request.user)
        threads, chosen = threads_with_counts(request.user), set(request.GET.getlist("theme"))
        silent = [thread for thread in threads if not thread.raised]
        context = {
            "threads": threads,
            "silent": silent,
            "silent_chosen": any(thread.theme.slug in chosen for thread in silent),
            "folders": [*own, *shared],
            "chosen": chosen,
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
    years = {name: whole_number(asked.get(name, ""), YEARS) for name in ("from", "to")}
    shared: Mapping[str, Any] = {
        "first_year": years["from"],
        "last_year": years["to"],
        "sides": tuple(side for side in (Side.EU.value, Side.US.value) if side in asked.getlist("side")),
        "public_only": asked.get("public") == "1",
    }
    if folder := asked.get("folder", ""):
        held = get_object_or_404(Folder.objects.visible_to(user), pk=whole_number(folder))
        return Wanted(folder=held, **shared)
    slugs = [slug for slug in asked.getlist("theme") if "\x00" not in slug][:MOST_THEMES]
    themes = set(Theme.objects.filter(slug__in=slugs)) if slugs else set()
    if missing := set(slugs) - {theme.slug for theme in themes}:  # perhaps former addresses: a kept pack goes on
        themes |= set(each_formerly_at(Theme.objects.all(), missing, user).values())
    in_order = sorted(themes, key=lambda theme: in_alphabet(theme.label))
    return Wanted(themes=tuple(in_order), **shared) if themes else None


def marking_of(pack: Pack) -> str:
    """The strictest marking used; a pack without a line is made of what everybody may know."""
    return strictest(pack.notes) or Marking.PUBLIC.value


def title_of(wanted: Wanted) -> str:
    """What the pack is about, for its heading and its file."""
    return wanted.folder.name if wanted.folder else ", ".join(theme.label for theme in wanted.themes)


@require_GET
def briefing_file(request: HttpRequest, form: str) -> HttpResponse:
    """The same pack as a Word or PDF file; written down where it quotes LIMITE papers."""
    wanted = wanted_from(request.GET, request.user)
    if form not in FORMS or wanted is None:
        raise Http404
    pack = pack_of(wanted, request.user)
    asked = request.build_absolute_uri(f"{reverse('briefing')}?{request.GET.urlencode()}")
    taken = taken_by(request.user, title=title_of(wanted), marking=marking_of(pack), asked=asked)
    record_export(
        by=request.user, what=_("Briefing pack"), form=form, address=request.get_full_path(), marking=taken.marking
    )
    media_type, write = FORMS[form]
    today = timezone.localdate()
    lines = lines_of(pack, title=taken.title, today=today, absolute=request.build_absolute_uri)
    headers = {"Content-Disposition": f'attachment; filename="{taken.marking}-briefing-{today:%Y-%m-%d}.{form}"'}
    return HttpResponse(write(lines, taken), content_type=media_type, headers=headers)


FORMS: dict[str, tuple[str, Callable[[Iterable[Line], Taken], bytes]]] = {
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", as_docx),
    "pdf": ("application/pdf", as_pdf),
}
