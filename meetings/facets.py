"""Facets: the filters beside a list, each choice with the number of rows it would leave.

The contract, for every list of the site: several choices of one facet are joined by "or", facets by "and"; each
facet counts over all filters but its own; a choice that would leave nothing is not offered, unless it is chosen.
The address bar is the state: ``?year=2017&year=2018&code=visa``.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

import django_filters
from django import forms
from django.db.models import Count, Model, Q, QuerySet
from django.http import QueryDict

from meetings.finding.facets import SHOWN_AT_FIRST, Choice, Facet, Tag

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

    A facet over anything else overrides ``narrowed`` and ``tally``.
    """

    field_class = Values

    def __init__(self, field_name: str, *, legend: str, labels: Mapping[str, str] | None = None, **given: Any) -> None:
        super().__init__(field_name, **given)
        self.legend = legend
        self.labels = labels or {}

    def filter(self, qs: QuerySet[Any], value: list[str]) -> QuerySet[Any]:
        return qs.filter(self.narrowed(value)) if value else qs

    def narrowed(self, values: list[str]) -> Q:
        """What a row must be to fit one of ``values``."""
        return Q(**{f"{self.field_name}__in": values})

    def tally(self, rows: QuerySet[Any]) -> Mapping[str, int]:
        """How many of ``rows`` each value would leave."""
        return count_by(rows, self.field_name)

    def words_for(self, value: str) -> str:
        return self.labels.get(value, value)

    def in_order(self, choices: Iterable[Choice]) -> list[Choice]:
        """As in ``labels``, otherwise the most frequent first."""
        places = {value: place for place, value in enumerate(self.labels)}
        return sorted(choices, key=lambda c: (places.get(c.value, len(places)), -c.count, c.label))


def count_by(rows: QuerySet[Any], field: str) -> Counter[str]:
    """Distinct rows by the value of ``field``, which may lead over a relation; rows without a value are left out."""
    counted = rows.order_by().values_list(field).annotate(n=Count("pk", distinct=True))
    return Counter({str(value): n for value, n in counted if value not in (None, "")})


class FacetedFilterSet(django_filters.FilterSet):
    """Filters of one list, with what its page needs to show them: ``facets``, ``chosen`` and ``qs``."""

    def __init__(self, data: QueryDict, queryset: QuerySet[Any], **given: Any) -> None:
        super().__init__(data=data, queryset=queryset, **given)
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
    def facets(self) -> list[Facet]:
        """Every facet that offers a choice, counted over all filters but its own."""
        found = [self._facet(name, f) for name, f in self.filters.items() if isinstance(f, FacetFilter)]
        return [facet for facet in found if facet.choices]

    def _facet(self, name: str, narrowing: FacetFilter) -> Facet:
        chosen = self.values(name)
        counts = narrowing.tally(self.filter_queryset(self.queryset.all(), but=name))
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
