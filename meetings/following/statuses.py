"""The status of commitments as one person may know it: decisions whose evidence is closed to them do not count.

The commitments that come in are always such as that person may read.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, CharField, OuterRef, Prefetch, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce

from meetings.models import Commitment, StatusChange
from meetings.models.status import OPEN


def with_status(commitments: QuerySet[Commitment], user: Any) -> QuerySet[Commitment]:
    """``commitments`` with ``status``: that of the latest decision that ``user`` may see, otherwise open."""
    decided = StatusChange.objects.evidenced_to(user).filter(commitment=OuterRef("pk")).order_by("-since", "-pk")
    latest = Coalesce(Subquery(decided.values("status")[:1], output_field=CharField()), Value(OPEN))
    # Few were ever decided on, by whomever: the others need not be looked up one by one.
    some = When(pk__in=StatusChange.objects.order_by().values("commitment"), then=latest)
    return commitments.annotate(status=Case(some, default=Value(OPEN), output_field=CharField()))


def of_status(values: Iterable[str], user: Any) -> Q:
    """What a commitment must be to have one of these statuses, for long lists.

    Looks once at the decisions, which are few, and not for each commitment at its own.
    """
    wanted = set(values)
    evidenced = StatusChange.objects.evidenced_to(user).order_by().values("commitment")
    decided = evidenced.annotate(latest=ArrayAgg("status", order_by=["-since", "-pk"]))
    if OPEN in wanted:  # what nobody decided on is open too
        return ~Q(pk__in=decided.exclude(latest__0__in=wanted).values("commitment"))
    return Q(pk__in=decided.filter(latest__0__in=wanted).values("commitment"))


def only_open(commitments: QuerySet[Commitment], user: Any) -> QuerySet[Commitment]:
    """Those of ``commitments`` that are open, with that as their ``status``, for lists and counts of many."""
    return commitments.filter(of_status([OPEN], user)).annotate(status=Value(OPEN))


def with_decisions(commitments: QuerySet[Commitment], user: Any) -> QuerySet[Commitment]:
    """``commitments`` with ``decisions``: the visible ones, latest first, each with its evidence; one query more."""
    decisions = (
        StatusChange.objects.evidenced_to(user)
        .select_related("passage__note", "decided_by")
        .defer("passage__vector", "passage__note__text", "passage__note__vector")
        .latest_first()
    )
    return commitments.prefetch_related(Prefetch("status_changes", decisions, to_attr="decisions"))
