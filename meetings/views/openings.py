"""Which LIMITE papers a request has shown words of, and that it is written down once it is answered."""

from collections.abc import Callable, Iterable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone

from meetings.models import AccessRecord
from meetings.sharing.records import record_opening

# The papers of which this request has shown words, by their slugs; nothing is gathered outside a request.
_shown: ContextVar[dict[str, str] | None] = ContextVar("shown", default=None)
AT_THE_DESK = {"admin:review", "admin:preview"}  # of one paper each


def show(slugs: Iterable[str], *, whole: bool = False) -> None:
    """Remember that this request shows words of the papers with these slugs, or the ``whole`` of each."""
    gathered = _shown.get()
    if gathered is not None:
        for slug in slugs:
            if whole or slug not in gathered:
                gathered[slug] = AccessRecord.OPENED if whole else AccessRecord.SHOWN


class OpeningsWrittenDown:
    """Writes into the register of access, in one statement after each answer, which LIMITE papers it has shown to whom.

    A paper is opened by an address of its own, and otherwise shown in a list.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        before = _shown.set({})
        try:
            response = self.get_response(request)
            papers = _shown.get()
        finally:
            _shown.reset(before)
        if papers and response.status_code == 200:
            self.write_down(request, papers)
        return response

    def write_down(self, request: HttpRequest, papers: dict[str, str]) -> None:
        match = request.resolver_match
        if match.view_name in AT_THE_DESK:
            papers = dict.fromkeys(papers, AccessRecord.OPENED)
        elif match.kwargs.get("slug") in papers:
            papers[match.kwargs["slug"]] = AccessRecord.OPENED
        reader = getattr(request, "reader", None) or getattr(request, "auth", None)  # of a feed, of the API
        by = getattr(reader, "owner", request.user)
        address = request.path.replace(match.kwargs["key"], "…") if "key" in match.kwargs else request.path
        record_opening(by=by, papers=papers, page=match.view_name, address=address, now=timezone.now())
