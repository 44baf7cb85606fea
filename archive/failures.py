"""What a person is told when the archive itself fails: database or files cannot be reached, a disk is full, or
something is broken."""

import errno
import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.views.defaults import server_error

from archive.context import display_of

RETRY_AFTER = 30  # seconds: what PostgreSQL needs to start again, or a standby to take over
# What the server says when it goes, starts, or has no connection left: https://www.postgresql.org/docs/current/errcodes-appendix.html
AWAY = ("08", "57P01", "57P02", "57P03", "53300")
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
DATABASE_FULL = "53100"
OTHER_TABLES = ("42P01", "42703")  # a table or a column is missing: the database is of another version
TOO_LONG = "57014"  # the question was given up (statement_timeout)


def is_away(error: BaseException | None) -> bool:
    """Whether ``error`` means that the database cannot be reached, not that it refused one statement.

    An error without a code never came from the server: the connection was refused, or broke.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    code = getattr(error.__cause__, "sqlstate", None)
    return code is None or code.startswith(AWAY)


def is_full(error: BaseException | None) -> bool:
    """Whether ``error`` means that a disk is full: the server's own, or that of the database."""
    while error is not None:
        if (isinstance(error, OSError) and error.errno in FULL) or getattr(error, "sqlstate", None) == DATABASE_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def is_too_long(error: BaseException | None) -> bool:
    """Whether ``error`` means that the database gave up a question that took longer than any may."""
    return isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) == TOO_LONG


def trouble(error: BaseException | None) -> str:
    """What is wrong, in one word of 503.html; nothing for a mistake of the archive's own."""
    if is_full(error):
        return "full"
    if is_away(error):
        return "database"
    if isinstance(error, ProgrammingError) and getattr(error.__cause__, "sqlstate", None) in OTHER_TABLES:
        return "upgrade"
    if is_too_long(error):
        return "long"
    return "files" if isinstance(error, OSError) else ""


def failed(request: HttpRequest) -> HttpResponse:
    """The page for an error that no view expected: 503 for what passes, otherwise 500. Asks no database."""
    if not (wrong := trouble(sys.exception())):
        return server_error(request)
    told = {"display": display_of(request), "asked": request, "trouble": wrong, "seconds": settings.STATEMENT_SECONDS}
    page = render_to_string("503.html", told)
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER)})
