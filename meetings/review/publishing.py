"""Publishing a note, what stands against it, and taking it back."""

from typing import Any

from django.utils import timezone

from meetings.models import OutcomeNote
from meetings.review.history import deed, locked, quoted, record_change
from meetings.review.refusals import NotPublishable, Reason, ReasonMissing

# Doubts that must be settled by a person first: a wrong answer would mislead every reader of the note.
BLOCKING_DOUBTS = {
    "no-number": "No document number was found: add it to the cover, or settle the doubt if the paper has none.",
    "number-from-file-name": "The document number was taken from the name of the file: compare it with the original.",
    "unknown-marking": "The marking was not found where it should stand: compare it with the original.",
    "meeting-uncertain": "It is not certain which meeting the note reports: compare it with the original.",
    "text-damaged": "The text looks damaged: compare it with the original.",
}
SAYS_NO_MEETING = "no-meeting"  # settled, this doubt says that the paper reports none


def reasons_against_publishing(note: OutcomeNote, *, marking: str | None = None) -> list[Reason]:
    """What must be mended before ``note`` can be published; empty when nothing stands against it.

    ``marking`` is the one that is about to be set.
    """
    reasons = []
    if not (marking or note.marking):
        reasons.append(Reason("The note has no marking: set who may read it.", "cover"))
    if note.dated_on is None and note.number:  # a press page often prints no date; its meeting dates it
        reasons.append(Reason("The note has no date: set it as printed on the cover.", "cover"))
    if note.meeting_id is None and not says_no_meeting(note):
        reasons.append(
            Reason("The note belongs to no meeting: choose it, or say that the paper reports none.", "cover")
        )
    if not note.paragraphs.exists():
        reasons.append(Reason("No paragraph was read from the file: there would be nothing to find or cite.", "text"))
    for doubt in note.doubts.filter(settled_at=None, kind__in=BLOCKING_DOUBTS):
        if not (marking and doubt.kind == "unknown-marking"):
            reasons.append(Reason(BLOCKING_DOUBTS[doubt.kind], f"doubt-{doubt.pk}"))
    return reasons


def says_no_meeting(note: OutcomeNote) -> bool:
    """Whether an archivist has said that the paper reports no meeting."""
    return note.doubts.filter(kind=SAYS_NO_MEETING, settled_at__isnull=False).exists()


@deed
def publish_note(*, note: OutcomeNote, by: Any, marking: str | None = None, revision: int | None = None) -> OutcomeNote:
    """Let readers see ``note``. From now on its marking decides who; ``marking`` sets it in the same step.

    A published note is returned as it is. Raises NotPublishable with every reason, or ChangedMeanwhile.
    """
    held = locked(note, revision=revision)
    if held.is_published:
        return held
    if reasons := reasons_against_publishing(held, marking=marking):
        raise NotPublishable(reasons)
    now = timezone.now()
    if marking:
        held.marking = marking
        held.doubts.filter(settled_at=None, kind="unknown-marking").update(settled_at=now, settled_by=by)
    held.state, held.published_at, held.published_by = OutcomeNote.PUBLISHED, now, by
    held.clean_fields(exclude=["kind", "slug"])
    held.save(update_fields=["state", "published_at", "published_by", "marking"])
    record_change(held, by=by, sentence=f"Published as {held.marking}.")
    return held


@deed
def withdraw_note(*, note: OutcomeNote, by: Any, reason: str, revision: int | None = None) -> OutcomeNote:
    """Take ``note`` back from its readers, or set it aside before they ever saw it. Archivists still see it.

    ``reason`` is kept in the history; ReasonMissing without one. Publishing again is the way back.
    """
    why = " ".join(reason.split())
    if not why:
        raise ReasonMissing
    held = locked(note, revision=revision)
    was = "Withdrawn" if held.is_published else "Set aside"
    held.state = OutcomeNote.WITHDRAWN
    held.save(update_fields=["state"])
    record_change(held, by=by, sentence=f"{was}. Reason: {quoted(why)}.")
    return held
