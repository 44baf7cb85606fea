"""Counts and times for Prometheus: of views by their name, of slow queries, of the queue, of the database.

No label carries a number, a title, a word or a person: only names of views, methods, states. Under gunicorn each worker
counts into files under PROMETHEUS_MULTIPROC_DIR (archive/serving.py), and any of them answers for all.
"""

import os
import secrets
from collections.abc import Iterator

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError, connection
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.module_loading import import_string
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from archive.this_machine import on_this_machine

METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}
OTHER = "OTHER"  # anybody may send any word as a method
SECONDS = (0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10)

_requests = Counter("archive_requests", "Answers given.", ["view", "method", "status"])
_seconds = Histogram("archive_request_seconds", "Seconds until an answer began.", ["view"], buckets=SECONDS)
_slow = Counter("archive_slow_queries", "Queries that took longer than ARCHIVE_SLOW_QUERY_MS.", ["view"])

BY_STATE = (
    "SELECT coalesce(state, 'other'), count(*) FROM pg_stat_activity WHERE datname = current_database() GROUP BY 1"
)


def count_request(*, view: str, method: str, status: int, seconds: float) -> None:
    """One answer more."""
    _requests.labels(view, method if method in METHODS else OTHER, status).inc()
    _seconds.labels(view).observe(seconds)


def count_slow_query(*, view: str) -> None:
    """One slow query more."""
    _slow.labels(view).inc()


class Database(Collector):
    """Whether the database answers, and how many of its connections are open."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        is_up = GaugeMetricFamily("archive_database_up", "1 while the database answers.")
        by_state = GaugeMetricFamily(
            "archive_database_connections", "Connections of all processes to the archive's database.", labels=["state"]
        )
        most = GaugeMetricFamily("archive_database_connections_most", "Connections that the server takes.")
        try:
            with connection.cursor() as cursor:
                cursor.execute(BY_STATE)
                for state, number in cursor.fetchall():
                    by_state.add_metric([state], number)
                cursor.execute("SELECT current_setting('max_connections')::int")
                most.add_metric([], cursor.fetchone()[0])
        except DatabaseError:
            is_up.add_metric([], 0)
            yield is_up
            return
        is_up.add_metric([], 1)
        yield from (is_up, by_state, most)


def told() -> bytes:
    """All metrics in the words of Prometheus: counted by all processes, and asked of the database just now."""
    registry = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(registry)
    else:
        registry.register(REGISTRY)
    for collector in settings.METRICS:
        registry.register(import_string(collector)())
    return generate_latest(registry)


def may_scrape(request: HttpRequest) -> bool:
    """Whether Prometheus asks: with ARCHIVE_METRICS_TOKEN, or where none is set, from this machine without a proxy."""
    if token := settings.METRICS_TOKEN:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and secrets.compare_digest(given.encode(), token.encode())
    return on_this_machine(request)


@login_not_required
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """For Prometheus alone; to everybody else there is no such page."""
    if not may_scrape(request):
        raise Http404
    return HttpResponse(told(), content_type=CONTENT_TYPE_LATEST)
