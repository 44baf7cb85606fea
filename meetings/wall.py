"""The wall in the database: what this request, or this task, tells PostgreSQL of who reads.

The rule of access.py stands a second time in the policies of the tables (the migration row_security): a session that
was told nothing is shown nothing. So a query that forgets ``visible_to`` shows what the person may read anyway, at
most. The policies hold for the login that serves the pages; the owner of the tables, who runs the commands, sees all
rows. The two views by which words are found heed what was told for both, so commands are told that they read
everything (``reads_or_all``). See docs/decisions/row-security.md.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponseBase

from meetings.access import DESK, reads_of

_reads: ContextVar[str | None] = ContextVar("reads", default=None)  # None: nobody was asked for


def reads() -> str:
    """What the database is to show at this moment; nothing unless somebody was let in."""
    return _reads.get() or ""


def reads_or_all() -> str:
    """As ``reads``, in commands and the worker: everything, unless they work for one person at this moment."""
    told = _reads.get()
    return DESK if told is None else told


def let_in(reader: Any) -> None:
    """From here to the end of the request the database shows what ``reader`` may read, and no more."""
    _reads.set(reads_of(reader))


@contextmanager
def at_the_desk() -> Iterator[None]:
    """Within, the database shows everything: for work of the archive itself, whose outcome is filtered by reader.

    Never around anything that answers with what it has read.
    """
    with _telling(DESK):
        yield


@contextmanager
def read_as(reader: Any) -> Iterator[None]:
    """Within, the database shows what ``reader`` may read: for a command that works for one person after the other."""
    with _telling(reads_of(reader)):
        yield


@contextmanager
def _telling(what: str) -> Iterator[None]:
    before = _reads.set(what)
    try:
        yield
    finally:
        _reads.reset(before)


class Wall:
    """Lets in the person who has signed in, for as long as their request is answered, down to the last piece of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        with _telling(""):
            response = self.get_response(request)
            if response.streaming and getattr(response, "file_to_stream", None) is None:
                response.streaming_content = _let_out(response.streaming_content, reads())
            return response

    def process_view(self, request: HttpRequest, view: Callable[..., Any], args: Any, given: Any) -> None:
        """Whoever has signed in comes in; where nobody need sign in, the view itself lets in whom it knows by a key."""
        if getattr(view, "login_required", True):
            let_in(request.user)


def _let_out(pieces: Iterable[bytes], what: str) -> Iterator[bytes]:
    """``pieces``, each made while the database is told ``what``: they are made long after the view has returned."""
    rest = iter(pieces)
    while True:
        with _telling(what):
            piece = next(rest, None)
        if piece is None:
            return
        yield piece
