"""Facets: the filters beside a list, each choice with the number of rows it would leave.

The contract, for every list of the site: several choices of one facet are joined by "or", facets by "and"; each
facet counts over all filters but its own; a choice that would leave nothing is not offered, unless it is chosen.
The address bar is the state: ``?year=2017&year=2018&code=visa``.
"""

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict

from meetings.finding.facets import SHOWN_AT_FIRST, Choice, Facet, Filters, Tag
from meetings.search.alphabet import in_alphabet
from meetings.search.bitmaps import bits_of, union

# More choices of one facet than a person makes by hand are no choice.
MOST_CHOSEN = 50


class Values(forms.MultipleChoiceField):
    """Values from the address: any text without control characters, once each; an unknown one simply finds nothing."""

    def clean(self, value: Any) -> list[str]:
        cleaned: list[str] = super().clean(value or [])
        return list(dict.fromkeys(text for text in cleaned if text and text.isprintable()))[:MOST_CHOSEN]

    def valid_value(self, value: str) -> bool:
        return True


class FacetFilter(django_filters.Filter):
    """A facet over one field of the listed rows; ``labels`` says how its values read and in which order they stand.

    A facet whose values can be told from the row itself names the ``columns`` to tell them from, and is read with all
    others of its kind in one query. One over rows of other tables has none; it overrides ``narrowed`` and ``holders``.
    """

    field_class = Values

    def __init__(self, field_name: str, *, legend: str, labels: Mapping[str, str] | None = None, **given: Any) -> None:
        super().__init__(field_name, **given)
        self.legend = legend
        self.labels = labels or {}

    def present(self, values: list[str]) -> list[str]:
        """``values`` of the address as they are now, where some of them had another address before."""
        return values

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        return qs.filter(self.narrowed(value)) if value else qs

    def narrowed(self, values: list[str]) -> Q:
        """What a row must be to fit one of ``values``."""
        return Q(**{f"{self.field_name}__in": values})

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns from which ``values_of`` tells the values of a row; none for a facet over other tables."""
        return (self.field_name,)

    def described(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """``rows`` with those columns, where they are not among their fields."""
        return rows

    def values_of(self, *told: Any) -> Iterable[str]:
        """The values of a row of which the columns say this."""
        return [str(told[0])] if told[0] not in (None, "") else []

    def wanted(self, values: list[str]) -> set[str]:
        """``values`` of the address as ``values_of`` and ``holders`` write them."""
        return set(values)

    def holders(self, known: int) -> Mapping[str, int]:
        """Which of the rows ``known`` have each value, as sets of keys; asked only of a facet without columns.

        A set may hold keys beyond ``known``.
        """
        raise NotImplementedError(f"{type(self).__name__} has no columns, so it must say who holds its values")

    def words_for(self, value: str) -> str:
        return self.labels.get(value, value)

    def in_order(self, choices: Iterable[Choice]) -> list[Choice]:
        """As in ``labels``, otherwise the most frequent first."""
        places = {value: place for place, value in enumerate(self.labels)}
        return sorted(choices, key=lambda c: (places.get(c.value, len(places)), -c.count, in_alphabet(str(c.label))))


def held_by(pairs: QuerySet[Any], value: str, holder: str) -> dict[Any, int]:
    """For each ``value`` among ``pairs`` the set of its ``holder`` keys. One query."""
    return {key: bits_of(keys) for key, keys in pairs.order_by().values_list(value).annotate(keys=ArrayAgg(holder))}


class FacetedFilterSet(django_filters.FilterSet):
    """Filters of one list, with what its page needs to show them: ``facets``, ``chosen``, ``qs`` and its ``total``."""

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], **given: Any) -> None:
        super().__init__(data=data.copy(), queryset=queryset, **given)
        for name, narrowing in self.filters.items():
            if isinstance(narrowing, FacetFilter) and name in self.data:
                self.data.setlist(name, narrowing.present(self.data.getlist(name)))
        self.form.is_valid()

    def values(self, name: str) -> list[str]:
        """What was chosen in the facet ``name``."""
        return self.form.cleaned_data.get(name) or []

    def filter_queryset(self, queryset: QuerySet[Model], but: str | None = None) -> QuerySet[Model]:
        """``queryset`` narrowed by all filters, or by all ``but`` one."""
        for name, value in self.form.cleaned_data.items():
            if name != but:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    @property
    def _facets(self) -> dict[str, FacetFilter]:
        return {name: f for name, f in self.filters.items() if isinstance(f, FacetFilter)}

    @cached_property
    def _told(self) -> tuple[int, dict[str, dict[str, int]]]:
        """All rows, and for each facet told from the row itself which rows hold each value. One query."""
        told = {name: f for name, f in self._facets.items() if f.columns}
        rows = self.queryset.all()
        for narrowing in told.values():
            rows = narrowing.described(rows)
        columns = list(dict.fromkeys(column for f in told.values() for column in f.columns))
        places = {name: [columns.index(column) for column in f.columns] for name, f in told.items()}
        every, holders = 0, {name: dict[str, int]() for name in told}
        for *row, keys in rows.order_by().values_list(*columns).annotate(keys=ArrayAgg("pk")):
            alike = bits_of(keys)
            every |= alike
            for name, at in places.items():
                for value in told[name].values_of(*(row[place] for place in at)):
                    holders[name][value] = holders[name].get(value, 0) | alike
        return every, holders

    @property
    def every(self) -> int:
        """The keys of all rows, without any filter."""
        return self._told[0]

    @cached_property
    def holders(self) -> dict[str, Mapping[str, int]]:
        """For each facet which rows hold each of its values. One query for each facet over other tables."""
        every, told = self._told
        return {name: told[name] if name in told else f.holders(every) for name, f in self._facets.items()}

    @cached_property
    def _narrowing(self) -> Filters:
        return Filters(
            {
                name: union(self.holders[name].get(value, 0) for value in f.wanted(self.values(name)))
                for name, f in self._facets.items()
                if self.values(name)
            }
        )

    @property
    def passing(self) -> int:
        """The keys of the rows that pass all filters; those of ``qs``."""
        return self._narrowing.apply(self.every)

    @property
    def total(self) -> int:
        """How many rows pass all filters; the length of ``qs``."""
        return self.passing.bit_count()

    @property
    def known(self) -> int:
        """How many rows there are without any filter."""
        return self.every.bit_count()

    @property
    def facets(self) -> list[Facet]:
        """Every facet that offers a choice, counted over all filters but its own."""
        found = [self._facet(name, f) for name, f in self._facets.items()]
        return [facet for facet in found if facet.choices]

    def _facet(self, name: str, narrowing: FacetFilter) -> Facet:
        chosen = self.values(name)
        others = self._narrowing.apply(self.every, but=name)
        counts = {value: (held & others).bit_count() for value, held in self.holders[name].items()}
        offered = dict.fromkeys([*(value for value, n in counts.items() if n), *chosen])
        choices = narrowing.in_order(
            Choice(value, narrowing.words_for(value), counts.get(value, 0), value in chosen) for value in offered
        )
        first = [c for place, c in enumerate(choices) if place < SHOWN_AT_FIRST or c.chosen]
        return Facet(name, narrowing.legend, first, [c for c in choices if c not in first])

    @property
    def chosen(self) -> list[Tag]:
        """One tag for each chosen value, in the order of the facets."""
        return [
            Tag(narrowing.legend, narrowing.words_for(value), self.address_without(name, value))
            for name, narrowing in self.filters.items()
            if isinstance(narrowing, FacetFilter)
            for value in self.values(name)
        ]

    def address_without(self, name: str, value: str) -> str:
        """The query string of this list without one chosen value, on its first page."""
        address = self.data.copy()
        address.setlist(name, [kept for kept in address.getlist(name) if kept != value])
        address.pop("page", None)
        return f"?{address.urlencode()}"
