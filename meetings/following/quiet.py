"""Themes that were raised again and again and are silent now, with who raised each last."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max

from meetings.models import Meeting, OutcomeNote, Theme, ThemePassage
from meetings.search.alphabet import in_alphabet

DAY = "note__meeting__opened_on"


@dataclass(frozen=True, slots=True)
class Quiet:
    """One theme that is silent: at how many meetings it was raised, at which one last, and by which sides there."""

    theme: Theme
    raised: int
    last: Meeting
    sides: list[str]
    passages: list[ThemePassage]


@dataclass(frozen=True, slots=True)
class Silence:
    """The silent themes, and the meetings in whose papers none of them stands."""

    themes: list[Quiet]
    listened: list[Meeting]


def gone_quiet(user: Any, *, raised: int, silent: int) -> Silence:
    """Themes raised at ``raised`` meetings or more, and at none of the last ``silent``, longest silence first.

    Only meetings with a text that ``user`` may read count: of the others nobody can tell. Four queries.
    """
    readable = OutcomeNote.objects.leading_for(user)
    listened = list(Meeting.objects.filter(pk__in=readable.values("meeting")).newest_first()[:silent])
    if len(listened) < silent:
        return Silence([], listened)
    rows = silent_since(user, raised=raised, since=listened[-1].opened_on)
    found = {row["theme"]: row for row in rows}
    latest = (
        ThemePassage.objects.leading_for(user)
        .filter(theme__in=found, **{f"{DAY}__in": {row["last"] for row in found.values()}})
        .select_related("theme", "paragraph__note__meeting")
        .defer("paragraph__vector", "paragraph__note__vector", "paragraph__note__text")
        .order_by("paragraph__note", "paragraph__position")
    )
    by_theme: dict[int, list[ThemePassage]] = defaultdict(list)
    for passage in latest:
        if passage.paragraph.note.meeting.opened_on == found[passage.theme_id]["last"]:
            by_theme[passage.theme_id].append(passage)
    quiet = [_quiet(passages, found[theme]["meetings"]) for theme, passages in by_theme.items()]
    return Silence(sorted(quiet, key=lambda each: (each.last.opened_on, in_alphabet(each.theme.label))), listened)


def silent_since(user: Any, *, raised: int, since: date) -> list[dict[str, Any]]:
    """The themes raised at ``raised`` meetings or more and last before ``since``, longest silence first. One query.

    Each as ``theme`` with ``theme__label`` and ``theme__slug``, ``meetings`` (how many) and ``last`` (the day), as far
    as the papers that ``user`` may read tell.
    """
    passages = ThemePassage.objects.leading_for(user).filter(note__meeting__isnull=False)
    counted = passages.values("theme", "theme__label", "theme__slug").annotate(
        meetings=Count("note__meeting", distinct=True), last=Max(DAY)
    )
    rows = counted.filter(meetings__gte=raised, last__lt=since).order_by()
    return sorted(rows, key=lambda row: (row["last"], in_alphabet(row["theme__label"])))


def _quiet(passages: list[ThemePassage], raised: int) -> Quiet:
    first = passages[0]
    sides = dict.fromkeys(side for passage in passages for side in passage.paragraph.sides)
    return Quiet(first.theme, raised, first.paragraph.note.meeting, list(sides), passages)
