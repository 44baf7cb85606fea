"""Requests of the tests asked as the login that serves the pages, within the transaction of the test.

A second connection would not see what the test has written, so the connection of the test steps down for the length of
a request. That the login itself is guarded is proven with a connection of its own (tests/test_wall.py).
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection
from django.http import HttpRequest, HttpResponseBase
from psycopg import sql
from psycopg.pq import TransactionStatus

from archive.database.roles import web_role


@contextmanager
def as_web_role() -> Iterator[None]:
    """Within, the database guards as it does for the pages."""
    _run(sql.SQL("SET ROLE {}").format(sql.Identifier(str(web_role()))))
    try:
        yield
    finally:
        _run(sql.SQL("RESET ROLE"))


def _run(statement: sql.Composable) -> None:
    """Beside Django's cursor, so that nobody counts it among the queries of a page."""
    try:
        connection.ensure_connection()
    except OperationalError:  # a database that is away is for the archive itself to find
        return
    if connection.connection.info.transaction_status in (TransactionStatus.IDLE, TransactionStatus.INTRANS):
        connection.connection.execute(statement)


class AsWebRole:
    """Outermost middleware: each request, down to the last piece of its answer."""

    on = True  # switched off by ``the_archive_alone`` (tests/conftest.py)

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not AsWebRole.on:
            return self.get_response(request)
        with as_web_role():
            response = self.get_response(request)
            if response.streaming and getattr(response, "file_to_stream", None) is None:
                response.streaming_content = _guarded(response.streaming_content)
            return response


def _guarded(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = iter(pieces)
    while True:
        with as_web_role():
            piece = next(rest, None)
        if piece is None:
            return
        yield piece
