"""What a person is told when the archive itself fails: its database cannot be reached, or something is broken."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from archive.context import display_of

RETRY_AFTER = 30  # seconds: what PostgreSQL needs to start again, or a standby to take over
# What the server says when it goes, starts, or has no connection left: https://www.postgresql.org/docs/current/errcodes-appendix.html
AWAY = ("08", "57P01", "57P02", "57P03", "53300")


def is_away(error: BaseException | None) -> bool:
    """Whether ``error`` means that the database cannot be reached, not that it refused one statement.

    An error without a code never came from the server: the connection was refused, or broke.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(AWAY)


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an error that no view expected: 503 while the database is away, otherwise 500. Asks no database."""
    if not is_away(sys.exception()):
        return server_error(request)
    page = render_to_string("503.html", {"display": display_of(request), "asked": request})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
