"""Taking or declining what a newer reading proposes for the cover. A declined proposal is remembered."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from meetings.council.codes import NoteCode, TopicCode, UnknownCode
from meetings.models import Proposal
from meetings.review.cover import set_cover
from meetings.review.history import locked, quoted, record_change
from meetings.review.refusals import ChangedMeanwhile


@transaction.atomic
def take_proposal(*, proposal: Proposal, by: Any, revision: int | None = None) -> Proposal:
    """Set the cover of the note as proposed. Raises ChangedMeanwhile, or ValidationError when the value cannot be."""
    note = locked(proposal.note, revision=revision)
    held = _open(proposal)
    set_cover(note=note, by=by, **{held.field: _value(held)})
    return _judged(held, Proposal.TAKEN, by=by)


@transaction.atomic
def decline_proposal(*, proposal: Proposal, by: Any, revision: int | None = None) -> Proposal:
    """Keep the cover as it is; the same value is not proposed again. Raises ChangedMeanwhile."""
    note = locked(proposal.note, revision=revision)
    held = _judged(_open(proposal), Proposal.DECLINED, by=by)
    record_change(note, by=by, sentence=f"Proposal declined, {held.field}: {quoted(held.value)}.")
    return held


def _open(proposal: Proposal) -> Proposal:
    """The proposal, locked; ChangedMeanwhile when it was judged or withdrawn since it was shown."""
    held = Proposal.objects.select_for_update().filter(pk=proposal.pk).first()
    if held is None or held.state != Proposal.PROPOSED:
        raise ChangedMeanwhile(held or proposal)
    return held


def _judged(proposal: Proposal, state: str, *, by: Any) -> Proposal:
    proposal.state, proposal.reviewed_at, proposal.reviewed_by = state, timezone.now(), by
    proposal.save(update_fields=["state", "reviewed_at", "reviewed_by"])
    return proposal


def _value(proposal: Proposal) -> Any:
    """The value as ``set_cover`` takes it."""
    if proposal.field == "dated_on":
        return date.fromisoformat(proposal.value)
    if proposal.field == "codes":
        return [_code(words) for words in proposal.value.split(", ")]
    return proposal.value


def _code(words: str) -> NoteCode:
    """A code as it stands on the cover, also one without number that is not in the reference table."""
    try:
        return NoteCode.parse(words)
    except UnknownCode:
        try:
            return NoteCode(TopicCode.parse(words))
        except UnknownCode as error:
            raise ValidationError({"codes": str(error)}) from error
