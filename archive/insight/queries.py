"""Queries that took long, for whoever looks after the database: their text, never what was asked with it."""

import logging
import re
import time
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db.backends.signals import connection_created
from psycopg.sql import Composable

from archive.insight import metrics
from archive.insight.current import NO_VIEW, asked

LONGEST = 4000  # characters of a query that are written down
LIST = re.compile(r"%s(?:, %s){2,}")  # IN (…) of a thousand keys
LITERAL = re.compile(r"'(?:[^']|'')*'")

logger = logging.getLogger("archive.queries")


def without_values(sql: str | Composable) -> str:
    """``sql`` as one line with its placeholders; whatever is quoted in it is left out as well.

    A statement put together of parts is written as PostgreSQL gets it: only then is each value quoted as values are.
    """
    text = sql.as_string() if isinstance(sql, Composable) else str(sql)
    return " ".join(LIST.sub("%s, …", LITERAL.sub("'…'", text)).split())[:LONGEST]


def time_query(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
    """Wraps every query of a connection; writes those that took longer than ARCHIVE_SLOW_QUERY_MS, failed or not."""
    begun = time.monotonic()
    try:
        return execute(sql, params, many, context)
    finally:
        ms = (time.monotonic() - begun) * 1000
        if ms >= settings.SLOW_QUERY_MS and ((now := asked()) or not settings.LOCAL):  # a demo is made of long ones
            metrics.count_slow_query(view=now.view if now else NO_VIEW)
            logger.warning("A query took long.", extra={"facts": {"ms": round(ms), "sql": without_values(sql)}})


def watch(sender: Any, connection: Any, **given: Any) -> None:
    """Time the queries of a new connection: as written, before anything else is put in front of them."""
    if time_query not in connection.execute_wrappers:
        connection.execute_wrappers.insert(0, time_query)


connection_created.connect(watch)
