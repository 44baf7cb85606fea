"""How much text of a meeting a person may read: whole, a part, or none. Only of a whole text is silence a fact."""

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from typing import Any

from meetings.models import Meeting, OutcomeNote


class Text(StrEnum):
    """What can be said of a subject that was not found at a meeting."""

    WHOLE = "whole"  # not raised
    PART = "part"  # not in the part held
    NONE = "none"  # nobody can tell


def texts_of(meetings: Iterable[Meeting], user: Any) -> dict[int, Text]:
    """For each of ``meetings``, by primary key, how much text of it ``user`` may read. One query."""
    wanted = [meeting.pk for meeting in meetings]
    readable = OutcomeNote.objects.visible_to(user).filter(meeting__in=wanted)
    notes: dict[int, list[OutcomeNote]] = defaultdict(list)
    for note in readable.only("meeting_id", "kind", "stamps", "version"):
        notes[note.meeting_id].append(note)
    return {pk: _text(notes[pk]) for pk in wanted}


def _text(notes: list[OutcomeNote]) -> Text:
    if any(note.is_whole for note in notes):
        return Text.WHOLE
    return Text.PART if notes else Text.NONE
