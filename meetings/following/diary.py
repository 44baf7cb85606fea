"""The promise diary: days that notes look forward to, the overdue ones of which nothing more was heard first."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from enum import IntEnum
from typing import Any

from django.db.models import Max, QuerySet

from meetings.models import ComingDate, InstrumentMention, ThemePassage


class Standing(IntEnum):
    """How an entry stands today, in the order of the list."""

    UNHEARD = 0  # gone by, and its subjects were not raised again
    AHEAD = 1
    UNKNOWN = 2  # gone by, and no subject of its passage is known: nobody can tell
    HEARD = 3  # gone by, and a subject of its passage was raised again


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the diary."""

    pk: int
    standing: Standing
    heard_on: date | None


def entries(user: Any, *, today: date) -> list[Entry]:
    """All entries that ``user`` may read, in the order of the diary. Five queries, whatever the size.

    An entry is heard of again when a theme or an instrument of its passage stands in a paper on a later meeting.
    """
    dates = (
        ComingDate.objects.leading_for(user)
        .order_by()
        .values_list(
            "pk",
            "opens_on",
            "closes_on",
            "paragraph",
            "note__meeting__opened_on",
            "note__dated_on",
        )
    )
    named = list(dates)
    subjects = subjects_of(ComingDate.objects.leading_for(user))
    last = last_raised(user)
    listed = []
    for pk, opens_on, closes_on, paragraph, meeting_on, dated_on in named:
        of = subjects[paragraph]
        raised = [last[subject] for subject in of if subject in last]
        said_on = meeting_on or dated_on
        heard_on = max((day for day in raised if said_on and day > said_on), default=None)
        standing = standing_of(closes_on, today=today, known=bool(of), heard=heard_on is not None)
        listed.append((standing, *_order(standing, opens_on, closes_on), pk, Entry(pk, standing, heard_on)))
    return [row[-1] for row in sorted(listed, key=lambda row: row[:-1])]


def _order(standing: Standing, opens_on: date, closes_on: date) -> tuple[int, int]:
    """What is ahead: nearest first. What has gone by: latest first."""
    if standing is Standing.AHEAD:
        return closes_on.toordinal(), opens_on.toordinal()
    return -closes_on.toordinal(), -opens_on.toordinal()


def standing_of(closes_on: date, *, today: date, known: bool, heard: bool) -> Standing:
    if closes_on >= today:
        return Standing.AHEAD
    if heard:
        return Standing.HEARD
    return Standing.UNHEARD if known else Standing.UNKNOWN


def subjects_of(days: QuerySet[ComingDate]) -> dict[int, set[tuple[str, int]]]:
    """The themes and instruments of each paragraph that names one of ``days``. Two queries."""
    paragraphs = days.order_by().values("paragraph")
    themes = ThemePassage.objects.filter(paragraph__in=paragraphs).order_by().values_list("paragraph", "theme")
    mentions = InstrumentMention.objects.filter(paragraph__in=paragraphs).order_by()
    named = mentions.values_list("paragraph", "instrument").distinct()
    found: dict[int, set[tuple[str, int]]] = defaultdict(set)
    for kind, rows in (("theme", themes), ("instrument", named)):
        for paragraph, subject in rows:
            found[paragraph].add((kind, subject))
    return found


def last_raised(user: Any) -> dict[tuple[str, int], date]:
    """The first day of the last meeting at which each theme and instrument was raised, in papers ``user`` may read."""
    day = Max("note__meeting__opened_on")
    found = {}
    for kind, rows in (
        ("theme", ThemePassage.objects.leading_for(user).values_list("theme")),
        ("instrument", InstrumentMention.objects.leading_for(user).values_list("instrument")),
    ):
        for subject, last in rows.annotate(last=day).order_by():
            if last:
                found[kind, subject] = last
    return found


def with_sources(listed: list[Entry], user: Any) -> list[tuple[Entry, ComingDate]]:
    """``listed`` with their rows and sources, in the same order; two queries."""
    rows = (
        ComingDate.objects.visible_to(user)
        .filter(pk__in=[entry.pk for entry in listed])
        .select_related("paragraph__note__meeting")
        .defer("paragraph__vector", "paragraph__note__vector", "paragraph__note__text")
        .prefetch_related("paragraph__theme_passages__theme")
    )
    by_pk = {row.pk: row for row in rows}
    return [(entry, by_pk[entry.pk]) for entry in listed if entry.pk in by_pk]
