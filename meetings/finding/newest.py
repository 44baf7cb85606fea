"""What a search finds in the latest papers: for feeds, for the number of new hits, and for the digest by e-mail.

By the day on which a paper was published here, not by that of the meeting: an old note that came in today is news.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from meetings.finding.asked import Asked, Sort
from meetings.finding.hits import Hit, hits_of
from meetings.finding.passages import match, readable_notes
from meetings.finding.units import parted
from meetings.models import OutcomeNote, Paragraph

LATEST = 200  # papers that a feed looks into, so that it costs the same in any archive


def published_after(since: datetime, asked: Asked, user: Any) -> QuerySet[OutcomeNote]:
    """The papers that ``asked`` looks into and that were published after ``since``."""
    return readable_notes(asked, user).published().filter(published_at__gt=since)


def latest(asked: Asked, user: Any) -> QuerySet[OutcomeNote]:
    """The LATEST published of the papers that ``asked`` looks into."""
    newest = readable_notes(asked, user).published().order_by("-published_at", "-pk")
    return OutcomeNote.objects.visible_to(user).filter(pk__in=list(newest.values_list("pk", flat=True)[:LATEST]))


def newest_hits(asked: Asked, notes: QuerySet[OutcomeNote], user: Any, *, most: int) -> tuple[list[Hit], int]:
    """The first ``most`` passages that ``asked`` finds in ``notes``, latest published paper first, each paper in its
    order; and how many there are in all.
    """
    found = match(replace(asked, page=1, sort=Sort.RELEVANCE), notes)
    return hits_of(by_publication(found.units)[:most], found.query, user), len(found.units)


def by_publication(units: Iterable[int]) -> list[int]:
    """``units`` with those of the latest published paper first, each paper's in its order, its title page first."""
    paragraphs, titles = parted(units)
    at = ("note__published_at", "note", "position", "pk")
    places = [
        ((published.timestamp() if published else 0.0, note, -position), 2 * pk)
        for published, note, position, pk in Paragraph.objects.filter(pk__in=paragraphs).order_by().values_list(*at)
    ]
    places += [
        ((published.timestamp() if published else 0.0, pk, 1), 2 * pk + 1)
        for published, pk in OutcomeNote.objects.filter(pk__in=titles).order_by().values_list("published_at", "pk")
    ]
    return [unit for _, unit in sorted(places, reverse=True)]
