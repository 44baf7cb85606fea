"""Every address with every parameter that the code reads, found by looking through the code."""

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.http import QueryDict
from django.urls import reverse

from meetings.filters import CommitmentFilter, MeetingFilter
from meetings.finding.asked import DATES
from meetings.finding.dimensions import LABELS
from tests.canaries import Hidden
from tests.test_doors import ADDRESSES, given_for

ROOT = Path(__file__).resolve().parents[2]
READ = re.compile(r"""\b(?:GET|POST|params|given|query)\.(?:get|getlist)\(\s*["'](\w+)["']""")
OF_REGISTERS = {"o", "p", "q", "all", "e", "_facets", "_popup", "_to_field", "_changelist_filters", "app_label"}
OF_REGISTERS |= {"model_name", "field_name", "term", "id__in", "state", "state__exact", "pk__in", "note__state__exact"}
OF_THE_API = {"cursor", "limit", "year", "level", "city", "code", "note", "marking", "side", "theme", "kind", "page"}
NAMES = sorted(
    {name for path in (ROOT / "meetings").rglob("*.py") for name in READ.findall(path.read_text(encoding="utf-8"))}
    | set(LABELS)
    | set(DATES)
    | set(MeetingFilter.base_filters)
    | set(CommitmentFilter.base_filters)
    | OF_REGISTERS
    | OF_THE_API
    | {"of", "words", "answer", "why", "name", "next", "language", "theme", "username", "password"}
)


def paths(paper: Hidden, **others: Any) -> dict[str, str]:
    """The name of each address → its path, pointing at ``paper`` where it takes something."""
    given = given_for(paper) | others
    return {name: reverse(name, args=[given[each] for each in wanted]) for name, wanted in ADDRESSES.items()}


@contextmanager
def statements() -> Iterator[list[str]]:
    """The text of every statement that the database is sent, without what is asked with it."""
    heard: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        heard.append(str(sql))
        return execute(sql, *given)

    with connection.execute_wrapper(listen):
        yield heard


@contextmanager
def looked_for() -> Iterator[set[str]]:
    """The names of the parameters and fields that the code looks for in what it is sent, there or not."""
    names: set[str] = set()
    with ExitStack() as patches:
        for way in ("get", "getlist", "__getitem__", "__contains__", "pop", "setdefault"):
            patches.enter_context(patch.object(QueryDict, way, _noting(getattr(QueryDict, way), names)))
        yield names


def _noting(way: Callable[..., Any], names: set[str]) -> Callable[..., Any]:
    def noting(sent: QueryDict, name: Any, *rest: Any, **more: Any) -> Any:
        names.add(str(name))
        return way(sent, name, *rest, **more)

    return noting
