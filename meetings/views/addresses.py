"""Addresses that people keep: of a paragraph, a topic, a commitment, of a paper by its number, of what was merged.

Each leads to where it stands now. Http404 alike for what is not there and what may not be read.
"""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from meetings.finding.cited import paragraph_at
from meetings.finding.destinations import note_at
from meetings.models import AgendaTopic, Commitment, FormerAddress, OutcomeNote, at_address, formerly_at


@require_safe
def passage(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """Leads to the paragraph or the topic on the page of its note; from a former address, to where its words are now.

    To the page alone when a newer reading has nothing more of them.
    """
    found: Any = topic_at(slug, address, request.user) or paragraph_at(slug, address, request.user)
    if found is None and (former := former_at(slug, address, request.user)):
        found = former.note
    if found is None:
        raise Http404
    return redirect(found.get_absolute_url())


@require_safe
def commitment(request: HttpRequest, slug: str, address: str, pk: int) -> HttpResponse:
    """Leads to the words of the commitment, wherever they stand in the note now.

    To their paragraph when they are no commitment any more: a newer reading or an archivist found so.
    """
    if found := commitment_at(slug, pk, request.user):
        return redirect(found.get_absolute_url())
    return passage(request, slug, address)


@require_safe
def document(request: HttpRequest, written: str) -> HttpResponse:
    """Leads from a document number, as printed or as the register writes its addresses, to the page of the note."""
    found = note_at(written, request.user)
    if found is None:
        raise Http404
    return redirect(found)


def topic_at(slug: str, address: str, user: Any) -> AgendaTopic | None:
    """The agenda topic that ``user`` may read at an address such as ``t4``."""
    if "\x00" in slug + address or not address.startswith("t"):
        return None
    readable = OutcomeNote.objects.visible_to(user).filter(slug=slug)
    topics = AgendaTopic.objects.filter(note__in=readable, label=address.removeprefix("t"))
    return topics.select_related("note").defer("note__vector", "note__text").first()


def commitment_at(slug: str, pk: int, user: Any) -> Commitment | None:
    """The commitment of that key in that note, if ``user`` may read it."""
    readable = Commitment.objects.visible_to(user).filter(note__slug=slug, pk=pk)
    notes = readable.select_related("paragraph__note__meeting", "paragraph__topic")
    return notes.defer("paragraph__vector", "paragraph__note__vector", "paragraph__note__text").first()


def former_at(slug: str, address: str, user: Any) -> FormerAddress | None:
    """A former address in a note that ``user`` may read."""
    if "\x00" in slug + address:
        return None
    former = FormerAddress.objects.visible_to(user).select_related("note").defer("note__vector", "note__text")
    return former.filter(note__slug=slug, address=address).first()


def standing_at(rows: QuerySet[Any], slug: str, user: Any) -> Any:
    """The one of ``rows`` at that address, or the one to which a former address leads ``user``; else Http404."""
    if found := at_address(rows, slug, user):
        return found
    raise Http404


def lead_on(rows: QuerySet[Any], slug: str, user: Any) -> HttpResponse:
    """From an address that one of ``rows`` had before, or one that was merged into it, to where it stands now.

    Http404 alike when there never was one and when ``user`` could not know of it.
    """
    if found := formerly_at(rows, slug, user):
        return redirect(found)
    raise Http404
