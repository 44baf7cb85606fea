"""Visits to the home page: when the person who asks was here before, kept with as little writing as will do."""

from datetime import datetime, timedelta
from typing import Any

from meetings.models import Visit

# Longer without a look at the home page, and the next look begins a new visit.
A_PAUSE = timedelta(hours=4)
# Within a visit the time is written again only after this long, so that most looks write nothing.
WRITTEN_EVERY = timedelta(minutes=15)


def visit_of(person: Any, *, now: datetime) -> datetime | None:
    """Note that ``person`` looks at the home page, and give the end of their visit before; None on the first one.

    One query, and a second one when there is something to write. Of two looks at the same moment only one writes, and
    the answer stays the same through a visit: what was new at its beginning is new until its end.
    """
    visit = Visit.objects.filter(person=person).first()
    if visit is None:
        Visit.objects.bulk_create([Visit(person=person, seen_at=now)], ignore_conflicts=True)
        return None
    away = now - visit.seen_at
    before: datetime | None = visit.seen_at if away >= A_PAUSE else visit.before
    if away >= WRITTEN_EVERY:
        Visit.objects.filter(person=person, seen_at=visit.seen_at).update(before=before, seen_at=now)
    return before
