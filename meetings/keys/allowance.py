"""How often the programs of one person may ask: counted in the database, so that all processes count together."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

# One statement counts and tells, so that of two calls at the same moment neither is lost.
COUNT = """INSERT INTO meetings_callcount AS kept (person_id, minute, calls) VALUES (%s, %s, 1)
    ON CONFLICT (person_id) DO UPDATE SET minute = EXCLUDED.minute,
    calls = CASE WHEN kept.minute = EXCLUDED.minute THEN kept.calls + 1 ELSE 1 END
    RETURNING calls"""


@dataclass(frozen=True, slots=True)
class Allowed:
    """Whether a call may be answered, how many more this minute, and the seconds until the next minute begins."""

    answered: bool
    left: int
    seconds: int


def count_call(*, by: Any, now: datetime) -> Allowed:
    """Count one call of ``by`` against the allowance of the minute."""
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [by.pk, minute])
        calls = cursor.fetchone()[0]
    left = settings.CALLS_A_MINUTE - calls
    return Allowed(left >= 0, max(left, 0), 60 - now.second)
