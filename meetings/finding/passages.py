"""Finding: what is asked, for one reader, becomes an ordered list of units with its counts."""

from dataclasses import dataclass
from typing import Any

from meetings.council.markings import Marking
from meetings.finding.asked import Asked
from meetings.finding.dimensions import Dimensions, dimensions_at, held_dimensions
from meetings.finding.facets import Facet, Filters, count_facets, filters_for
from meetings.finding.order import in_order, most_ranked
from meetings.finding.statement import find_units
from meetings.models import OutcomeNote
from meetings.search.bitmaps import bits_of, membership
from meetings.search.terms import Query
from meetings.search.understanding import understand
from meetings.search.variants import Variants

PAGE = 20


@dataclass(frozen=True, slots=True)
class Found:
    """What was found: the units of one page, and the counts over all."""

    query: Query
    units: list[int]  # of this page, in order; or all of them
    total: int
    matched: int  # a bitmap: everything the words find for this reader, before the filters
    dimensions: Dimensions
    filters: Filters
    ranked: int | None = None  # how many of the latest were ranked, when not all

    @property
    def only_public(self) -> bool:
        """Whether all passages that pass the filters, shown or not, are of PUBLIC papers."""
        public = self.dimensions.by_name["marking"].values.get(Marking.PUBLIC)
        return not self.filters.apply(self.matched) & ~(public.bits if public else 0)

    @property
    def facets(self) -> list[Facet]:
        """The counts beside the list."""
        return count_facets(self.dimensions, self.matched, self.filters)


def find(asked: Asked, user: Any, *, whole: bool = False) -> Found:
    """The passages that ``asked`` finds among those that ``user`` may read: its page of them, or with ``whole`` all."""
    dimensions = held_dimensions()
    query = understood(asked, dimensions)
    if query.asks_nothing and not _has_filters(asked):
        return Found(query, [], 0, 0, dimensions, filters_for(dimensions, asked.chosen, query.fields))
    notes = readable_notes(asked, user)
    stamp, units = find_units(query, notes)
    variants, dimensions = dimensions.variants, dimensions_at(stamp)
    if dimensions.variants != variants:  # a curator has just changed the table
        query = understood(asked, dimensions)
        _, units = find_units(query, notes)
    filters = filters_for(dimensions, asked.chosen, query.fields)
    matched = bits_of(units)
    passing = filters.apply(matched)
    if passing != matched:
        holds = membership(passing)
        units = [unit for unit in units if holds(unit)]
    first, last = (0, len(units)) if whole else ((asked.page - 1) * PAGE, asked.page * PAGE)
    shown = in_order(query, units, asked.sort, first, last)
    ranked = most_ranked(query, units, asked.sort)
    return Found(query, shown, len(units), matched, dimensions, filters, ranked)


def understood(asked: Asked, dimensions: Dimensions) -> Query:
    """The query of ``asked``, widened by the variants unless the exact words are wanted."""
    return understand(asked.text, Variants() if asked.exact else dimensions.variants)


def _has_filters(asked: Asked) -> bool:
    """Whether something but words narrows the archive. Without words, it is then listed."""
    return bool((asked.chosen or asked.meeting_dates or asked.note_dates) and not asked.text.strip())


def readable_notes(asked: Asked, user: Any) -> Any:
    """The notes that ``user`` may read, within the dates and the note or meeting that ``asked`` keeps to.

    Of several versions of a paper only the leading one, unless all are asked for, or one of them by its address.
    """
    every = asked.earlier or asked.note
    notes = OutcomeNote.objects.visible_to(user) if every else OutcomeNote.objects.leading_for(user)
    if asked.note:
        notes = notes.filter(slug=asked.note)
    if asked.meeting:
        notes = notes.filter(meeting__slug=asked.meeting)
    bounds = {
        "meeting__closed_on__gte": asked.meeting_dates.first,
        "meeting__opened_on__lte": asked.meeting_dates.last,
        "dated_on__gte": asked.note_dates.first,
        "dated_on__lte": asked.note_dates.last,
    }
    return notes.filter(**{name: day for name, day in bounds.items() if day})
