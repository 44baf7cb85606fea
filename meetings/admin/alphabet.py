"""Registers whose names stand in the order of their letters, at first and where a person sorts by them."""

from typing import Any

from django.contrib.admin import ModelAdmin
from django.contrib.admin.views.main import ChangeList
from django.db.models import QuerySet
from django.http import HttpRequest

from meetings.search.alphabet import by_alphabet


class AlphabeticalList(ChangeList):
    def get_ordering(self, request: HttpRequest, queryset: QuerySet[Any]) -> list[Any]:
        name = self.model_admin.named_by
        letters, spelling = by_alphabet(name)
        put = {name: [letters, spelling], f"-{name}": [letters.desc(), spelling.desc()]}
        return [each for field in super().get_ordering(request, queryset) for each in put.get(field, [field])]


class Alphabetical(ModelAdmin):
    """A register whose names are its field ``named_by``."""

    named_by = "name"

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return AlphabeticalList
