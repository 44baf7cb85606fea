"""Two passages side by side, with the difference of their words."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.council.wording import differences
from meetings.finding.cited import passage_cited
from meetings.views.marking import strictest


def compare(request: HttpRequest) -> HttpResponse:
    """``?a=10483-17/4.2&b=10483/17 §S.1``; without both, a form that asks for them.

    404 with the form alike when there is no such passage and when the person may not read it.
    """
    asked = [request.GET.get(name, "").strip() for name in ("a", "b")]
    passages = [passage_cited(words, request.user) if words else None for words in asked]
    missing = [bool(words) and passage is None for words, passage in zip(asked, passages, strict=True)]
    context = {"asked": asked, "passages": passages, "missing": missing}
    if all(passages):
        first, second = passages
        context |= {
            "words": differences(first.text, second.text),
            "marking": strictest(passage.note for passage in passages),
        }
    return render(request, "meetings/compare.html", context, status=404 if any(missing) else 200)
