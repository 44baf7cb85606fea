"""Guessing is slowed down: after a few failures in a row one waits, each time longer, but never long.

OWASP Authentication Cheat Sheet, "Login Throttling" and "Device cookies". Three rules beside the counting:

- A try is counted before it is made, in one transaction, so that a hundred at once are a hundred.
- While one waits nothing is tried and nothing counted, so nobody makes a colleague's wait longer. A browser in which
  the person has signed in before is counted by itself, so nobody locks them out of it either.
- Nothing that was typed is kept, not even in a log: only a hash that needs the secret key.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Greatest
from django.utils.crypto import salted_hmac

from meetings.entrance.refusals import TriedTooOften
from meetings.models.entrance import FailedTry

# How many in a row cost no wait. Many colleagues may come from the one address of their delegation.
FREE = {
    FailedTry.NAME: 5,
    FailedTry.BROWSER: 5,
    FailedTry.ADDRESS: 30,
    FailedTry.CODE: 5,
    FailedTry.PASSWORD: 5,
    FailedTry.MAIL: 5,
}
FIRST_WAIT = timedelta(seconds=30)
LONGEST_WAIT = timedelta(minutes=15)
FORGOTTEN_AFTER = timedelta(hours=6)
KEPT_FOR = timedelta(days=30)  # for administrators to look at


@dataclass(frozen=True, slots=True)
class Guess:
    """What tries are counted by: its kind, and the name, browser, address or person in question."""

    kind: str
    of: str
    person: Any = None  # the account, where there is one

    @property
    def key(self) -> str:
        return salted_hmac(f"meetings.entrance.tries.{self.kind}", self.of, algorithm="sha256").hexdigest()


@transaction.atomic
def count_try(guesses: Iterable[Guess], *, now: datetime) -> None:
    """Count one try under each of ``guesses``, before it is made. Raises TriedTooOften, and then counts nothing."""
    asked = {guess.key: guess for guess in guesses}
    FailedTry.objects.bulk_create(
        [
            FailedTry(
                key=key, kind=guess.kind, last_at=now, address=guess.of if guess.kind == FailedTry.ADDRESS else ""
            )
            for key, guess in asked.items()
        ],
        ignore_conflicts=True,
    )
    # In one order everywhere, so that two tries never wait for each other.
    rows = list(FailedTry.objects.select_for_update().filter(key__in=asked).order_by("key"))
    if waits := [row.until for row in rows if row.until and row.until > now]:
        raise TriedTooOften(max(waits), now)
    for row in rows:
        row.times = row.times + 1 if now - row.last_at < FORGOTTEN_AFTER else 1
        row.last_at, row.until = now, now + wait_after(row.kind, row.times)
        row.person = asked[row.key].person
    FailedTry.objects.bulk_update(rows, ["times", "last_at", "until", "person"])


def wait_after(kind: str, times: int) -> timedelta:
    """How long one waits after so many failures in a row: nothing at first, then twice as long each time."""
    beyond = times - FREE[kind]
    return timedelta() if beyond < 0 else min(FIRST_WAIT * 2 ** min(beyond, 10), LONGEST_WAIT)


def forget_tries(guesses: Iterable[Guess]) -> None:
    """The try that was counted under ``guesses`` was right: names and codes begin anew.

    An address only gets its try back, otherwise one account of one's own would buy guesses at all others.
    """
    asked = list(guesses)
    own = [guess.key for guess in asked if guess.kind != FailedTry.ADDRESS]
    shared = [guess.key for guess in asked if guess.kind == FailedTry.ADDRESS]
    FailedTry.objects.filter(key__in=own).delete()
    FailedTry.objects.filter(key__in=shared).update(times=Greatest(F("times") - 1, 0), until=None)


def remove_old_tries(*, now: datetime) -> int:
    """Remove what was tried longer ago than KEPT_FOR; how many lines they were."""
    return FailedTry.objects.filter(last_at__lt=now - KEPT_FOR).delete()[0]
