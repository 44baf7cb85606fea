"""What went quiet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.following.quiet import gone_quiet
from meetings.views.marking import strictest

RAISED, SILENT, MOST = 3, 4, 99


def quiet(request: HttpRequest) -> HttpResponse:
    """Themes raised at ``?n=`` meetings or more and absent from the last ``?m=``."""
    raised, silent = asked(request, "n", RAISED), asked(request, "m", SILENT)
    silence = gone_quiet(request.user, raised=raised, silent=silent)
    context = {
        "raised": raised,
        "silent": silent,
        "most": MOST,
        "silence": silence,
        "marking": strictest(passage.paragraph.note for each in silence.themes for passage in each.passages),
    }
    return render(request, "meetings/quiet.html", context)


def asked(request: HttpRequest, name: str, otherwise: int) -> int:
    """The whole number from 1 to MOST that the address gives, or ``otherwise``."""
    given = request.GET.get(name, "")
    number = int(given) if given.isascii() and given.isdecimal() and len(given) < 4 else otherwise
    return min(max(number, 1), MOST)
