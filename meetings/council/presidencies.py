"""Which Member State presides the Council on a date, and which comes next.

The facts stand in fixtures/reference/presidencies.csv, six months a row.
"""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache

from meetings.council.reference import REFERENCE


class NoPresidency(LookupError):
    """The table of Presidencies does not reach the date; the message names it."""


@dataclass(frozen=True, slots=True)
class Presidency:
    """Six months of a Member State in the chair."""

    start: date
    end: date
    member_state: str
    adjective: str
    other_forms: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.adjective} Presidency"

    @property
    def names(self) -> tuple[str, ...]:
        """Every word by which the Presidency may be called: Malta, Maltese."""
        return (self.member_state, self.adjective, *self.other_forms)


@cache
def presidencies() -> tuple[Presidency, ...]:
    """All known Presidencies, earliest first, without gaps."""
    with (REFERENCE / "presidencies.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            Presidency(
                start=date.fromisoformat(row["start"]),
                end=date.fromisoformat(row["end"]),
                member_state=row["member_state"],
                adjective=row["adjective"],
                other_forms=tuple(form for form in row["other_forms"].split(";") if form),
            )
            for row in csv.DictReader(rows)
        )


def presidency_on(day: date) -> Presidency:
    """The Presidency on ``day``. Raises NoPresidency outside the table."""
    for presidency in presidencies():
        if presidency.start <= day <= presidency.end:
            return presidency
    raise NoPresidency(f"No Presidency is known for {day.isoformat()}.")


def incoming_presidency_on(day: date) -> Presidency:
    """The Presidency that follows the one on ``day``. Raises NoPresidency outside the table."""
    now = presidency_on(day)
    for presidency in presidencies():
        if presidency.start > now.end:
            return presidency
    raise NoPresidency(f"No Presidency is known to follow the one of {day.isoformat()}.")
