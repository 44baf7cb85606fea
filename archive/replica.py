"""Reading from a copy of the database: which questions go to the replica at DATABASE_REPLICA_URL, and when none do.

The replica answers the questions of a page, and only while it holds the same archive as the primary: with each page
that asks, both are compared first. So a paper that was withdrawn, deleted or marked otherwise is hidden from everybody
at once, however far the copy lags behind, and whoever wrote something finds it. Everything else goes to the primary:
what a request changes and everything it asks afterwards, transactions, the desk, commands and the worker, and who
somebody is and may do. docs/growth.md tells the rest.
"""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.db import DEFAULT_DB_ALIAS, Error, InterfaceError, OperationalError, connections
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from archive.failures import is_away

logger = logging.getLogger(__name__)

PRIMARY, REPLICA = DEFAULT_DB_ALIAS, "replica"
ASKED_AGAIN_AFTER = 5  # seconds: until then a replica that was away is not tried, so that nobody waits for it
CLOCKS_APART = 2  # seconds: a paper under embargo opens by the clock of the database that is asked
WRITTEN = "written"  # the cookie that says how far the replica must be for its owner
NEVER = "FFFFFFFF/FFFFFFFF"  # further than any replica: how far the last write went could not be learned
CONFLICT = "40001"  # the replica ended a question that stood in the way of what it had to copy
SAFE = {"GET", "HEAD", "OPTIONS"}

# What was flushed holds every change that anybody was told of; what lies beyond is mostly the server's own.
ON_PRIMARY = "SELECT (SELECT max(number) FROM {stamp}), pg_current_wal_flush_lsn()::text, clock_timestamp()"
ON_REPLICA = """SELECT pg_is_in_recovery()
    AND (SELECT max(number) FROM {stamp}) IS NOT DISTINCT FROM %s
    AND pg_last_wal_replay_lsn() >= %s::pg_lsn
    AND (pg_last_wal_replay_lsn() >= %s::pg_lsn
         OR clock_timestamp() - pg_last_xact_replay_timestamp() <= make_interval(secs => %s))
    AND abs(extract(epoch FROM clock_timestamp() - %s)) <= %s"""

_away_until = 0.0  # of this process, by its monotonic clock


class Answering:
    """One request under way: where it reads, settled at its first question, and whether it has written."""

    def __init__(self, *, written: str | None, may_read_replica: bool) -> None:
        self.written = written
        self.reads_from = None if may_read_replica else PRIMARY
        self.wrote = False

    def database(self) -> str:
        """The alias of the database that answers what the request asks now; the same until it writes."""
        if self.reads_from is None:
            self.reads_from = PRIMARY  # also for what is asked while this is being settled
            if replica_holds_the_same(self.written):
                self.reads_from = REPLICA
        return self.reads_from

    def writes(self) -> None:
        """From here on the primary alone knows how things are."""
        self.reads_from, self.wrote = PRIMARY, True


_now: ContextVar[Answering | None] = ContextVar("answering", default=None)


class Router:
    """Django's router: REPLICA_READS, the papers, are read where the request reads, all else on the primary."""

    def db_for_read(self, model: Any, **hints: Any) -> str:
        answering = _now.get()
        if answering is None or model._meta.label_lower not in settings.REPLICA_READS:
            return PRIMARY
        if connections[PRIMARY].in_atomic_block:
            return PRIMARY
        return answering.database()

    def db_for_write(self, model: Any, **hints: Any) -> str:
        if answering := _now.get():
            answering.writes()
        return PRIMARY

    def allow_relation(self, one: Any, other: Any, **hints: Any) -> bool:
        return True  # both are the same archive

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool:
        return db == PRIMARY


class ReadFromReplica:
    """Lets the questions of a page be answered by the replica, and again by the primary where the replica fails.

    Whoever wrote something is given a signed cookie with the place in the log of the primary that the replica must
    have reached before they read from it again. It may go when the replica would be too late for anybody.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        if REPLICA not in settings.DATABASES:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answering = Answering(
            written=request.get_signed_cookie(WRITTEN, default=None, max_age=2 * settings.REPLICA_MAX_LAG),
            may_read_replica=request.method in SAFE and not request.path_info.startswith(reverse("admin:index")),
        )
        before = _now.set(answering)
        try:
            response = self.get_response(request)
        finally:
            _now.reset(before)
        if answering.wrote or request.method not in SAFE:
            remember_write(response)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Ask the view once more, of the primary, when the replica went away or broke off in the middle of a page."""
        answering = _now.get()
        if answering is None or answering.reads_from != REPLICA or not failed_by_itself(error):
            return None
        leave_alone(error)
        answering.reads_from = PRIMARY
        view, args, kwargs = request.resolver_match
        return view(request, *args, **kwargs)


def replica_holds_the_same(written: str | None) -> bool:
    """Whether the replica may answer now: it has the archive as it is, and what its asker ``written``, and no lag.

    Raises the error of the primary where that cannot be asked; a replica that is away is left alone for a while.
    """
    if time.monotonic() < _away_until:
        return False
    stamp = apps.get_model(settings.ARCHIVE_STAMP)._meta.db_table
    with connections[PRIMARY].cursor() as cursor:
        cursor.execute(ON_PRIMARY.format(stamp=stamp))
        number, reached, clock = cursor.fetchone()
    wanted = [number, written or "0/0", reached, settings.REPLICA_MAX_LAG, clock, CLOCKS_APART]
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute(ON_REPLICA.format(stamp=stamp), wanted)
            return bool(cursor.fetchone()[0])
    except Error as error:
        leave_alone(error)
        return False


def failed_by_itself(error: BaseException) -> bool:
    """Whether the replica failed, and not the question: the same question may be asked of the primary."""
    conflict = isinstance(error, OperationalError) and getattr(error.__cause__, "sqlstate", None) == CONFLICT
    return conflict or is_away(error)


def leave_alone(error: BaseException) -> None:
    """Ask no more of the replica for ASKED_AGAIN_AFTER seconds, and say so in the log."""
    global _away_until
    _away_until = time.monotonic() + ASKED_AGAIN_AFTER
    connections[REPLICA].close()
    logger.warning("The replica does not answer; the primary does, for %s seconds: %s", ASKED_AGAIN_AFTER, error)


def remember_write(response: HttpResponseBase) -> None:
    """Tell the writer's browser how far the replica must come before its owner reads from it."""
    try:
        with connections[PRIMARY].cursor() as cursor:
            cursor.execute("SELECT pg_current_wal_insert_lsn()::text")
            reached = cursor.fetchone()[0]
    except (OperationalError, InterfaceError):
        reached = NEVER
    response.set_signed_cookie(
        WRITTEN,
        reached,
        max_age=2 * settings.REPLICA_MAX_LAG,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite=settings.SESSION_COOKIE_SAMESITE,
    )
