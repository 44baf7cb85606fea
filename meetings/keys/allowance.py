"""How often the programmes of one person may ask: counted in the database, so that all processes count together."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import connection

# One statement counts and tells, so that of two calls at the same moment neither is lost.
COUNT = """INSERT INTO meetings_callcount AS kept (person_id, minute, calls) VALUES (%s, %s, 1)
    ON CONFLICT (person_id) DO UPDATE SET minute = EXCLUDED.minute,
    calls = CASE WHEN kept.minute = EXCLUDED.minute THEN kept.calls + 1 ELSE 1 END
    RETURNING calls"""


def count_call(*, by: Any, now: datetime) -> int | None:
    """Count one call of ``by``. None when it may be answered, otherwise the seconds until one may again."""
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, [by.pk, minute])
        calls = cursor.fetchone()[0]
    return None if calls <= settings.CALLS_A_MINUTE else 60 - now.second
