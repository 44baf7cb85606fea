"""A list on its way out: its rows, its columns, its strictest marking."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.functional import Promise

from meetings.council.markings import Marking
from meetings.sharing.columns import Column
from meetings.views.addresses import standing_at

AT_ONCE = 200  # rows that are in memory at a time


@dataclass(frozen=True, slots=True)
class Listed:
    """A list on its way out: ``rows`` are read as they are written, ``marking`` is the strictest of what they show."""

    title: str | Promise
    address: str  # of the page that shows the list, without its filters
    columns: Sequence[Column]
    rows: Iterable[Any]
    marking: str


def strictest_in(rows: Any, marking: str) -> str:
    """LIMITE when any of ``rows`` is not PUBLIC by its field ``marking``. One query."""
    secret = rows.order_by().exclude(**{marking: Marking.PUBLIC.value}).exists()
    return Marking.LIMITE.value if secret else Marking.PUBLIC.value


def named(asked: QueryDict, rows: QuerySet[Any], user: Any) -> Any:
    """The one of ``rows`` whose address, or former address, ``?of=`` gives; else Http404."""
    return standing_at(rows, asked.get("of", ""), user)
