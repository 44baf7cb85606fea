"""The status of commitments as one person may know it: decisions whose evidence is closed to them do not count.

The commitments that come in are always such as that person may read.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    BooleanField,
    CharField,
    Func,
    JSONField,
    Prefetch,
    Q,
    QuerySet,
    TextField,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from meetings.models import Commitment, StatusChange
from meetings.models.status import OPEN
from meetings.search.bitmaps import bits_of, union


class Decided:
    """What became of which commitment by the latest of ``decisions`` that a person may see; read once, in one query.

    Told to the queries over all commitments, which would otherwise each look for these decisions themselves: people
    decide one by one, so they are few.
    """

    def __init__(self, decisions: QuerySet[StatusChange]) -> None:
        self.statuses: dict[int, str] = {}
        self.moments: list[datetime] = []
        rows = decisions.latest_first().values_list("commitment", "status", "decided_at")
        for commitment, status, moment in rows:
            self.statuses.setdefault(commitment, status)
            self.moments.append(moment)

    def since(self, moment: datetime) -> int:
        """How many decisions were taken after ``moment``."""
        return sum(each > moment for each in self.moments)

    def beside(self, commitments: QuerySet[Commitment]) -> QuerySet[Commitment]:
        """``commitments`` with ``status``: what was decided, otherwise open."""
        decided = Value({str(key): status for key, status in self.statuses.items()}, JSONField())
        told = Func(
            decided,
            Cast("pk", TextField()),
            template="(%(expressions)s)",
            arg_joiner=" ->> ",
            output_field=CharField(),
        )
        return commitments.annotate(status=Coalesce(told, Value(OPEN)))

    def holders(self, known: int) -> dict[str, int]:
        """Which of the commitments ``known``, a set of keys, have each status; a set may hold keys beyond them."""
        keys = defaultdict(list)
        for commitment, status in self.statuses.items():
            keys[status].append(commitment)
        held = {status: bits_of(commitments) for status, commitments in keys.items() if status != OPEN}
        return {OPEN: known & ~union(held.values()), **held}

    def became(self, statuses: Iterable[str]) -> Q:
        """What a commitment must be to have one of ``statuses``."""
        among = set(statuses)
        if OPEN in among:  # what nobody decided on is open, too
            return ~Q(_one_of(key for key, status in self.statuses.items() if status not in among))
        return Q(_one_of(key for key, status in self.statuses.items() if status in among))


def _one_of(keys: Iterable[int]) -> Func:
    """Whether the key of a row is one of ``keys``: told as one value, where ``pk__in`` would tell hundreds."""
    told = Value(list(keys), ArrayField(BigIntegerField()))
    return Func("pk", told, template="%(expressions)s)", arg_joiner=" = ANY (", output_field=BooleanField())


def only_open(commitments: QuerySet[Commitment], decided: Decided) -> QuerySet[Commitment]:
    """Those of ``commitments`` that are open, with that as their ``status``."""
    return commitments.filter(decided.became([OPEN])).annotate(status=Value(OPEN))


def with_decisions(commitments: QuerySet[Commitment], user: Any) -> QuerySet[Commitment]:
    """``commitments`` with ``decisions``: the visible ones, latest first, each with its evidence; one query more."""
    decisions = (
        StatusChange.objects.evidenced_to(user)
        .select_related("passage__note", "decided_by")
        .defer("passage__vector", "passage__note__text", "passage__note__vector")
        .latest_first()
    )
    return commitments.prefetch_related(Prefetch("status_changes", decisions, to_attr="decisions"))
