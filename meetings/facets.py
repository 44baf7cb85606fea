"""Facets: the filters beside a list, each choice with the number of rows it would leave.

The contract, for every list of the site: several choices of one facet are joined by "or", facets by "and"; each
facet counts over all filters but its own; a choice that would leave nothing is not offered, unless it is chosen.
The address bar is the state: ``?year=2017&year=2018&code=visa``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Model, Q, QuerySet
from django.http import QueryDict

from meetings.finding.facets import SHOWN_AT_FIRST, Choice, Facet, Tag
from meetings.search.alphabet import in_alphabet

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

    A facet whose values can be told from the row itself names the ``columns`` to tell them from, and is counted with
    all others of its kind in one query. One over rows of other tables has none; it overrides ``narrowed`` and
    ``tally``.
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
        """``values`` of the address as ``values_of`` writes them."""
        return set(values)

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        """How many of ``rows`` each value would leave; asked only of a facet without columns."""
        return count_by(rows, self.field_name)

    def words_for(self, value: str) -> str:
        return self.labels.get(value, value)

    def in_order(self, choices: Iterable[Choice]) -> list[Choice]:
        """As in ``labels``, otherwise the most frequent first."""
        places = {value: place for place, value in enumerate(self.labels)}
        return sorted(choices, key=lambda c: (places.get(c.value, len(places)), -c.count, in_alphabet(str(c.label))))


def count_by(rows: QuerySet[Any], field: str) -> Counter[str]:
    """Distinct rows by the value of ``field``, which may lead over a relation; rows without a value are left out."""
    counted = rows.order_by().values_list(field).annotate(n=Count("pk", distinct=True))
    return Counter({str(value): n for value, n in counted if value not in (None, "")})


class Cell:
    """Rows alike in everything that the facets tell from a row: how many, and their values by the name of the facet."""

    __slots__ = ("count", "values")

    def __init__(self, count: int, values: dict[str, Iterable[str]]) -> None:
        self.count = count
        self.values = values


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

    @cached_property
    def _told(self) -> dict[str, FacetFilter]:
        """The facets whose values are told from the row itself."""
        return {name: f for name, f in self.filters.items() if isinstance(f, FacetFilter) and f.columns}

    @cached_property
    def _cells(self) -> list[Cell]:
        """All rows that pass the facets over other tables, counted by what the others tell. One query."""
        rows = self.queryset.all()
        for name, narrowing in self.filters.items():
            rows = narrowing.described(rows) if name in self._told else narrowing.filter(rows, self.values(name))
        columns = list(dict.fromkeys(column for f in self._told.values() for column in f.columns))
        places = {name: [columns.index(column) for column in f.columns] for name, f in self._told.items()}
        return [
            Cell(n, {name: self._told[name].values_of(*(row[place] for place in at)) for name, at in places.items()})
            for *row, n in rows.order_by().values_list(*columns).annotate(n=Count("pk"))
        ]

    def _passing(self, but: str = "") -> list[Cell]:
        """The cells that pass every facet ``but`` one."""
        wanted = {name: f.wanted(self.values(name)) for name, f in self._told.items() if self.values(name)}
        wanted.pop(but, None)
        return [cell for cell in self._cells if all(not keys.isdisjoint(cell.values[n]) for n, keys in wanted.items())]

    @property
    def total(self) -> int:
        """How many rows pass all filters; the length of ``qs``."""
        return sum(cell.count for cell in self._passing())

    @property
    def known(self) -> int:
        """How many rows there are without any filter. One query more when a facet over other tables is chosen."""
        if any(self.values(name) for name in self.filters if name not in self._told):
            return self.queryset.count()
        return sum(cell.count for cell in self._cells)

    @property
    def facets(self) -> list[Facet]:
        """Every facet that offers a choice, counted over all filters but its own."""
        found = [self._facet(name, f) for name, f in self.filters.items() if isinstance(f, FacetFilter)]
        return [facet for facet in found if facet.choices]

    def _tally(self, name: str, narrowing: FacetFilter) -> Mapping[str, int]:
        if name not in self._told:
            return narrowing.tally(self.filter_queryset(self.queryset.all(), but=name))
        counts: Counter[str] = Counter()
        for cell in self._passing(but=name):
            for value in cell.values[name]:
                counts[value] += cell.count
        return counts

    def _facet(self, name: str, narrowing: FacetFilter) -> Facet:
        chosen = self.values(name)
        counts = self._tally(name, narrowing)
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
