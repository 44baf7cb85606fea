"""Addresses that were cited once and go on to answer: of one paragraph, and of what was renamed or merged."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.models import FormerAddress, Paragraph, formerly_at


@require_safe
def passage(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """Leads to the paragraph on the page of its note; from a former address, to where its words are now.

    To the page alone when a newer reading has nothing more of them. Http404 alike for what is not there and what may
    not be read.
    """
    if found := paragraph_at(slug, address, request.user):
        return redirect(found.get_absolute_url())
    if former := former_at(slug, address, request.user):
        return redirect(former.note.get_absolute_url())
    raise Http404


def paragraph_at(slug: str, address: str, user: Any) -> Paragraph | None:
    """The paragraph that ``user`` may read at that address, or that had it before the note was read again."""
    if "\x00" in slug + address:
        return None
    readable = Paragraph.objects.visible_to(user).select_related("note__meeting", "topic")
    readable = readable.defer("vector", "note__vector", "note__text").filter(note__slug=slug)
    found = readable.filter(address=address).first()
    return found or readable.filter(former_addresses__address=address).first()


def former_at(slug: str, address: str, user: Any) -> FormerAddress | None:
    """A former address in a note that ``user`` may read."""
    if "\x00" in slug + address:
        return None
    former = FormerAddress.objects.visible_to(user).select_related("note").defer("note__vector", "note__text")
    return former.filter(note__slug=slug, address=address).first()


def lead_on(rows: QuerySet[Any], slug: str, user: Any) -> HttpResponse:
    """From an address that one of ``rows`` had before, or one that was merged into it, to where it stands now.

    Http404 alike when there never was one and when ``user`` could not know of it.
    """
    if found := formerly_at(rows, slug, user):
        return redirect(found)
    raise Http404
