"""What went quiet."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from meetings.figures import whole_number
from meetings.following.quiet import gone_quiet
from meetings.views.marking import strictest

RAISED, SILENT, MOST = 3, 4, 99


def quiet(request: HttpRequest) -> HttpResponse:
    """Themes raised at ``?n=`` meetings or more and absent from the last ``?m=``."""
    raised, silent = limits(request.GET)
    silence = gone_quiet(request.user, raised=raised, silent=silent)
    context = {
        "raised": raised,
        "silent": silent,
        "most": MOST,
        "silence": silence,
        "marking": strictest(passage.paragraph.note for each in silence.themes for passage in each.passages),
    }
    return render(request, "meetings/quiet.html", context)


def limits(asked: QueryDict) -> tuple[int, int]:
    """At how many meetings at least a theme was raised, and from how many of the last it is absent."""
    return whole(asked, "n", RAISED), whole(asked, "m", SILENT)


def whole(asked: QueryDict, name: str, otherwise: int) -> int:
    """The whole number from 1 to MOST that the address gives, or ``otherwise``."""
    number = whole_number(asked.get(name, ""))
    return otherwise if number is None else min(max(number, 1), MOST)
