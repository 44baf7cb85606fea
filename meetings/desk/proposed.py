"""What the review page shows of readings: whether an older reader has read the note, and what a newer one proposes."""

from dataclasses import dataclass
from typing import Any

from meetings.ingest.again.cover import held_value, label_of
from meetings.models import OutcomeNote, Proposal
from meetings.reading.parsed import READER_VERSION


@dataclass(frozen=True, slots=True)
class Proposed:
    """One proposed value beside the one that is held."""

    proposal: Proposal
    label: str
    held: str


def rereading_of(note: OutcomeNote) -> dict[str, Any]:
    """For the page of ``note``: the version of the reader today, and the open proposals."""
    open_ones = note.proposals.filter(state=Proposal.PROPOSED).order_by("pk")
    return {
        "reader_today": READER_VERSION,
        "proposals": [Proposed(each, label_of(each.field), held_value(note, each.field)) for each in open_ones],
    }
