"""Publishing a note, at once or from a date on, what stands against it, holding it and taking it back."""

from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import OutcomeNote
from meetings.review.history import deed, locked, quoted, record_change
from meetings.review.refusals import NotPublishable, Reason, ReasonMissing, WrongMoment
from meetings.review.twins import propose_twins

# Doubts that must be settled by a person first: a wrong answer would mislead every reader of the note.
BLOCKING_DOUBTS = {
    "no-number": _("No document number was found: add it to the cover, or settle the doubt if the paper has none."),
    "number-from-file-name": _(
        "The document number was taken from the name of the file: compare it with the original."
    ),
    "unknown-marking": _("The marking was not found where it should stand: compare it with the original."),
    "meeting-uncertain": _("It is not certain which meeting the note reports: compare it with the original."),
    "text-damaged": _("The text looks damaged: compare it with the original."),
}
SAYS_NO_MEETING = "no-meeting"  # settled, this doubt says that the paper reports none


def reasons_against_publishing(note: OutcomeNote, *, marking: str | None = None) -> list[Reason]:
    """What must be mended before ``note`` can be published; empty when nothing stands against it.

    ``marking`` is the one that is about to be set.
    """
    reasons = []
    if not (marking or note.marking):
        reasons.append(Reason(_("The note has no marking: set who may read it."), "cover-marking"))
    if note.dated_on is None and note.number:  # a press page often prints no date; its meeting dates it
        reasons.append(Reason(_("The note has no date: set it as printed on the cover."), "cover-dated_on"))
    if note.meeting_id is None and not says_no_meeting(note):
        reasons.append(
            Reason(_("The note belongs to no meeting: choose it, or say that the paper reports none."), "cover-meeting")
        )
    if not note.paragraphs.exists():
        reasons.append(
            Reason(_("No paragraph was read from the file: there would be nothing to find or cite."), "text")
        )
    for doubt in note.doubts.filter(settled_at=None, kind__in=BLOCKING_DOUBTS):
        if not (marking and doubt.kind == "unknown-marking"):
            reasons.append(Reason(BLOCKING_DOUBTS[doubt.kind], f"doubt-{doubt.pk}"))
    return reasons


def says_no_meeting(note: OutcomeNote) -> bool:
    """Whether an archivist has said that the paper reports no meeting."""
    return note.doubts.filter(kind=SAYS_NO_MEETING, settled_at__isnull=False).exists()


@deed
def publish_note(
    *, note: OutcomeNote, by: Any, marking: str | None = None, at: datetime | None = None, revision: int | None = None
) -> OutcomeNote:
    """Let readers see ``note``, at once or from the moment ``at``. From then on its marking decides who.

    ``marking`` sets it in the same step. What readers see already is returned as it is; a note that waits for its time
    is published now when no time is given. Raises NotPublishable with every reason, WrongMoment, or ChangedMeanwhile.
    """
    held = locked(note, revision=revision)
    now = timezone.now()
    if held.is_published:
        if at is not None:
            raise WrongMoment(_("Readers see the note already. Withdraw it first, then set the time."))
        return held
    if at is not None and at <= now:
        raise WrongMoment(_("That time has passed. Give a later one, or none to publish at once."))
    if reasons := reasons_against_publishing(held, marking=marking):
        raise NotPublishable(reasons)
    if marking:
        held.marking = marking
        held.doubts.filter(settled_at=None, kind="unknown-marking").update(settled_at=now, settled_by=by)
    held.state, held.published_at, held.published_by = OutcomeNote.PUBLISHED, at or now, by
    held.clean_fields(exclude=["kind", "slug"])
    held.save(update_fields=["state", "published_at", "published_by", "marking"])
    when = f", to be read from {timezone.localtime(at):%d.%m.%Y, %H:%M}" if at else ""
    record_change(held, by=by, sentence=f"Published as {held.marking}{when}.")
    propose_twins(held.meeting)
    return held


@deed
def withdraw_note(*, note: OutcomeNote, by: Any, reason: str, revision: int | None = None) -> OutcomeNote:
    """Take ``note`` back from its readers, or set it aside before they ever saw it. Archivists still see it.

    ``reason`` is kept in the history. Publishing again is the way back. Raises ReasonMissing, ChangedMeanwhile.
    """
    return _kept_from_readers(note, OutcomeNote.WITHDRAWN, "Set aside", by=by, reason=reason, revision=revision)


@deed
def hold_note(*, note: OutcomeNote, by: Any, reason: str, revision: int | None = None) -> OutcomeNote:
    """Keep ``note`` back for now; it waits in a list of its own. Readers who see it see it no more.

    Publishing, or ``resume_review``, is the way back. Raises ReasonMissing, ChangedMeanwhile.
    """
    return _kept_from_readers(note, OutcomeNote.HELD, "Put on hold", by=by, reason=reason, revision=revision)


@deed
def resume_review(*, note: OutcomeNote, by: Any, revision: int | None = None) -> OutcomeNote:
    """Put ``note`` back among those in review: from hold, from withdrawal, or before its time of publication has come.

    Raises WrongMoment when readers see it, ChangedMeanwhile.
    """
    held = locked(note, revision=revision)
    if held.is_published:
        raise WrongMoment(_("Readers see the note. Withdraw it, with a reason, if they should not."))
    _forget_future(held)
    held.state = OutcomeNote.IN_REVIEW
    held.save(update_fields=["state", "published_at", "published_by"])
    record_change(held, by=by, sentence="Back in review.")
    propose_twins(held.meeting)
    return held


def _kept_from_readers(
    note: OutcomeNote, state: str, words: str, *, by: Any, reason: str, revision: int | None
) -> OutcomeNote:
    why = in_words(reason)
    held = locked(note, revision=revision)
    was = "Withdrawn" if held.is_published and state == OutcomeNote.WITHDRAWN else words
    _forget_future(held)
    held.state = state
    held.save(update_fields=["state", "published_at", "published_by"])
    record_change(held, by=by, sentence=f"{was}. Reason: {quoted(why)}.")
    propose_twins(held.meeting)
    return held


def _forget_future(note: OutcomeNote) -> None:
    """A time of publication that never came leaves nothing behind: otherwise it would later seem to have come."""
    if note.is_scheduled:
        note.published_at = note.published_by = None


def in_words(reason: str) -> str:
    """``reason`` without needless spaces. Raises ReasonMissing when there are no words."""
    if why := " ".join(reason.split()):
        return why
    raise ReasonMissing
