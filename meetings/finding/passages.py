"""Finding: what is asked, for one reader, becomes an ordered list of units with its counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from meetings.council.markings import Marking
from meetings.finding.asked import Asked
from meetings.finding.dimensions import Dimensions
from meetings.finding.facets import Facet, Filters, count_facets, filters_for
from meetings.finding.held import dimensions_at, held_dimensions
from meetings.finding.order import in_order, most_ranked
from meetings.finding.statement import find_units_each
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
    units: list[int]  # of this page, in order
    total: int
    matched: int  # a bitmap: everything the words find for this reader, before the filters
    dimensions: Dimensions
    filters: Filters
    ranked: int | None = None  # how many of the latest were ranked, when not all

    @property
    def facets(self) -> list[Facet]:
        """The counts beside the list."""
        return count_facets(self.dimensions, self.matched, self.filters)


@dataclass(frozen=True, slots=True)
class Matched:
    """What was found among some notes, in no order yet."""

    query: Query
    units: list[int]  # that pass the filters
    matched: int  # a bitmap: everything the words find, before the filters
    dimensions: Dimensions
    filters: Filters

    @property
    def only_public(self) -> bool:
        """Whether all that passes the filters is of PUBLIC papers."""
        public = self.dimensions.by_name["marking"].values.get(Marking.PUBLIC)
        return not self.filters.apply(self.matched) & ~(public.bits if public else 0)


def find(asked: Asked, user: Any) -> Found:
    """The passages that ``asked`` finds among those that ``user`` may read."""
    among = match(asked, readable_notes(asked, user))
    query, units = among.query, among.units
    first = (asked.page - 1) * PAGE
    page = in_order(query, units, asked.sort, first, first + PAGE) if units else []
    ranked = most_ranked(query, units, asked.sort)
    return Found(query, page, len(units), among.matched, among.dimensions, among.filters, ranked)


def match(asked: Asked, notes: QuerySet[OutcomeNote]) -> Matched:
    """The passages that ``asked`` finds among ``notes``: those that somebody may read, or some of them."""
    return match_each([(asked, notes)])[0]


def match_each(wanted: Sequence[tuple[Asked, QuerySet[OutcomeNote]]]) -> list[Matched]:
    """The same for several states of the search page, each among notes of its own, in one statement."""
    dimensions = held_dimensions()
    stamp, found = _units_of(wanted, dimensions)
    if stamp:
        variants, dimensions = dimensions.variants, dimensions_at(stamp)
        if dimensions.variants != variants:  # a curator has just changed the table
            _, found = _units_of(wanted, dimensions)
    return [
        _filtered(asked, query, units, dimensions) for (asked, _), (query, units) in zip(wanted, found, strict=True)
    ]


def _units_of(
    wanted: Sequence[tuple[Asked, QuerySet[OutcomeNote]]], dimensions: Dimensions
) -> tuple[int, list[tuple[Query, list[int]]]]:
    """The stamp, 0 where nothing was asked, and for each its query with the units that the words find."""
    queries = [understood(asked, dimensions) for asked, _ in wanted]
    asking = [not query.asks_nothing or _has_filters(asked) for query, (asked, _) in zip(queries, wanted, strict=True)]
    if not any(asking):
        return 0, [(query, []) for query in queries]
    pairs = [
        (query, notes if asks else notes.none())
        for query, (_, notes), asks in zip(queries, wanted, asking, strict=True)
    ]
    stamp, units = find_units_each(pairs)
    return stamp, list(zip(queries, units, strict=True))


def _filtered(asked: Asked, query: Query, units: list[int], dimensions: Dimensions) -> Matched:
    filters = filters_for(dimensions, asked.chosen, query.fields)
    matched = bits_of(units)
    passing = filters.apply(matched)
    if passing != matched:
        holds = membership(passing)
        units = [unit for unit in units if holds(unit)]
    return Matched(query, units, matched, dimensions, filters)


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
