"""What is chosen, and what each further choice would leave: a facet counts over all filters but its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from meetings.finding.dimensions import Dimension, Dimensions, Value
from meetings.search.alphabet import in_alphabet
from meetings.search.bitmaps import bits_of, union
from meetings.search.terms import Field

# Choices shown before the rest of a long facet folds away.
SHOWN_AT_FIRST = 8
MOST_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a facet: what stands in the address, what the person reads, and how many rows it would leave."""

    value: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet as the page shows it: ``choices`` at once, ``more`` behind a fold."""

    name: str
    legend: str
    choices: Sequence[Choice]
    more: Sequence[Choice] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A chosen filter, with the address of the same list without it."""

    legend: str
    label: str
    without: str


@dataclass(frozen=True, slots=True)
class Filters:
    """For each dimension in use, the units that pass: chosen values widen, exclusions narrow."""

    passing: dict[str, int]  # by name of the dimension; only those that filter
    excluded: int = 0
    chosen: frozenset[tuple[str, str]] = frozenset()

    def apply(self, found: int, but: str = "") -> int:
        """What of ``found`` passes every filter but that of the dimension ``but``."""
        found &= ~self.excluded
        for name, bits in self.passing.items():
            if name != but:
                found &= bits
        return found


def filters_for(dimensions: Dimensions, chosen: Iterable[tuple[str, str]], fields: Iterable[Field]) -> Filters:
    """The filters that the boxes (``chosen``) and the fields written among the words make together."""
    passing: dict[str, int] = {}
    keys: set[tuple[str, str]] = set()
    excluded = 0
    for name, key in chosen:
        held = dimensions.by_name[name]
        values = [held.values[key]] if key in held.values else held.fitting(key)
        passing[name] = passing.get(name, 0) | having(values)
        keys |= {(name, value.key) for value in values}
    for written in fields:
        values = dimensions.by_name[written.name].fitting(written.value)
        if written.excluded:
            excluded |= having(values)
        else:
            # Not ticked beside the list: the form would send it a second time, and unticking would not take it away.
            passing[written.name] = passing.get(written.name, 0) | having(values)
    return Filters(passing, excluded, frozenset(keys))


def having(values: Iterable[Value]) -> int:
    """The units that have at least one of ``values``."""
    return union(value.bits for value in values)


def count_facets(dimensions: Dimensions, found: Iterable[int] | int, filters: Filters) -> list[Facet]:
    """The facets over ``found``. A value that nothing found has is left out, unless it is chosen."""
    matched = found if isinstance(found, int) else bits_of(found)
    all_filters = filters.apply(matched)
    facets = []
    for dimension in dimensions.by_name.values():
        if not dimension.listed:
            continue
        base = filters.apply(matched, but=dimension.name) if dimension.name in filters.passing else all_filters
        choices = _choices(dimension, base, matched, filters)
        if choices:
            shown = max(SHOWN_AT_FIRST, sum(choice.chosen for choice in choices))
            facets.append(Facet(dimension.name, str(dimension.label), choices[:shown], choices[shown:MOST_SHOWN]))
    return facets


def _choices(dimension: Dimension, base: int, matched: int, filters: Filters) -> tuple[Choice, ...]:
    """The values of ``dimension`` that something found has: the name of any other may be a secret."""
    counted = [
        Choice(
            value.key,
            dimension.shown(value),
            (base & value.bits).bit_count(),
            (dimension.name, value.key) in filters.chosen,
        )
        for value in dimension.values.values()
        if value.bits & matched
    ]
    shown = [choice for choice in counted if choice.count or choice.chosen]
    match dimension.name:
        case "year":
            shown.sort(key=lambda choice: choice.value, reverse=True)
        case "strength":
            pass  # firmest first, as held
        case _:
            shown.sort(key=lambda choice: (not choice.chosen, -choice.count, in_alphabet(choice.label)))
    return tuple(shown)
