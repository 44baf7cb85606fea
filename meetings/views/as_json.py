"""The same address with ``.json``: what the API says of a page, for whoever may open it, with a token or signed in."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import get_script_prefix, resolve, reverse

# What the API calls otherwise than the pages do.
NAMES = {"threads": "themes"}
# What a page calls otherwise than the API does, and what only says which part of the page is shown.
CURSOR, PLACES = {"search": "page"}, ("page", "notes")


@login_not_required  # the API asks who it is itself, and answers in JSON
def as_json(request: HttpRequest, shown: str) -> HttpResponse:
    """The answer of the API for the page ``/shown/`` with its filters; its 404 where it has none of it."""
    kind, stroke, rest = shown.partition("/")
    request.GET = as_api(request.GET, kind)  # type: ignore[assignment]
    root = reverse("api:api-root").removeprefix(get_script_prefix())
    found = resolve(f"/{root}{NAMES.get(kind, kind)}{stroke}{rest}/")
    answer: HttpResponse = found.func(request, *found.args, **found.kwargs)
    return answer


def as_api(asked: QueryDict, kind: str) -> QueryDict:
    """``asked`` of a page in the words of the API: without empty fields of forms, and without the place on the page."""
    told: Any = QueryDict(mutable=True)
    for name, values in asked.lists():
        told.setlist(name, [value for value in values if value])
    if kind in CURSOR and CURSOR[kind] in told:
        told.setlistdefault("cursor", told.getlist(CURSOR[kind]))
    for name in PLACES:
        told.pop(name, None)
    return QueryDict(told.urlencode())
