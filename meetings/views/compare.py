"""Two passages side by side, with the difference of their words."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.council.wording import differences
from meetings.models import Paragraph
from meetings.views.addresses import paragraph_at
from meetings.views.marking import strictest


def compare(request: HttpRequest) -> HttpResponse:
    """``?a=10483-17/4.2&b=2019-06-bucharest-joint-statement/7``; without both, a form that asks for them."""
    asked = [request.GET.get(name, "").strip() for name in ("a", "b")]
    passages = [passage_at(address, request.user) if address else None for address in asked]
    context = {"asked": asked, "passages": passages}
    if all(passages):
        first, second = passages
        context |= {
            "words": differences(first.text, second.text),
            "marking": strictest(passage.note for passage in passages),
        }
    return render(request, "meetings/compare.html", context)


def passage_at(address: str, user: Any) -> Paragraph:
    """The paragraph at ``slug/4.2``, or that had this address before.

    Http404 alike when there is none and when ``user`` may not read it.
    """
    slug, _, place = address.partition("/")
    found = paragraph_at(slug, place, user)
    if found is None:
        raise Http404
    return found
