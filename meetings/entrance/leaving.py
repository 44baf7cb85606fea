"""Sessions end: after a while without a page, after a working day, everywhere at once when the person says so."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from meetings.models.entrance import Session

BEGUN, SEEN = "begun_at", "seen_at"  # in the session, as seconds
NOTED_EVERY = timedelta(minutes=5)  # so that most pages write nothing


def has_ended(session: Any, *, now: datetime) -> bool:
    """Whether ``session`` was begun, or last used, too long ago."""
    begun, seen, present = session.get(BEGUN), session.get(SEEN), now.timestamp()
    if begun is None or seen is None:
        return False
    idle = timedelta(minutes=settings.IDLE_MINUTES) + NOTED_EVERY
    return present - begun > settings.SESSION_COOKIE_AGE or present - seen > idle.total_seconds()


def note_use(session: Any, *, now: datetime) -> None:
    """Keep in ``session`` when it was begun and last used, written at most every NOTED_EVERY."""
    present = now.timestamp()
    session.setdefault(BEGUN, present)
    if present - session.get(SEEN, 0) >= NOTED_EVERY.total_seconds():
        session[SEEN] = present


def sign_out_everywhere(*, person: Any, but: str | None = None) -> int:
    """End the sessions of ``person`` at once, ``but`` the one with that key; how many they were."""
    return Session.objects.filter(person=person).exclude(session_key=but).delete()[0]
