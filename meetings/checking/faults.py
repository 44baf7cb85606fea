"""What a check is, and what it says when something is wrong."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, Min, Model, QuerySet

AT_A_TIME = 2_000  # rows


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong: where, what, and what to do."""

    address: str
    sentence: str
    remedy: str


Progress = Callable[[int], object]  # is told how many rows or files were looked at


@dataclass(frozen=True, slots=True)
class Check:
    """One question to the archive; ``find`` yields the faults and tells how far it is."""

    name: str
    title: str
    find: Callable[[Progress], Iterator[Fault]]


def spans(model: type[Model], progress: Progress) -> Iterator[tuple[int, int]]:
    """The keys of ``model`` in parts, first and last, so that nobody has to hold all of its rows at once."""
    ends = model._base_manager.aggregate(first=Min("pk"), last=Max("pk"))
    if ends["first"] is None:
        return
    for first in range(ends["first"], ends["last"] + 1, AT_A_TIME):
        yield first, first + AT_A_TIME - 1
        progress(min(AT_A_TIME, ends["last"] - first + 1))


def in_batches(rows: QuerySet[Any], progress: Progress) -> Iterator[Any]:
    """``rows`` in the order of their keys, asked for part by part."""
    for span in spans(rows.model, progress):
        yield from rows.filter(pk__range=span).order_by("pk").iterator()
