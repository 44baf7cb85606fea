"""Deciding what became of a commitment: only with evidence, by a named curator, and never by overwriting."""

from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Commitment, Paragraph, StatusChange
from meetings.review.history import deed, locked, quoted, record_change
from meetings.review.refusals import ReviewRefused


class EvidenceMissing(ReviewRefused):
    """A status was given without a passage or a public address that shows it."""

    def __init__(self) -> None:
        super().__init__(_("Give the evidence: the passage of a note, or the address of a public source."))


class EvidenceUnfit(ReviewRefused):
    """What was given as evidence cannot show what became of the commitment; the message says why."""


@deed
def set_status(
    *,
    commitment: Commitment,
    by: Any,
    status: str,
    since: date,
    passage: Paragraph | None = None,
    address: str = "",
    remark: str = "",
) -> StatusChange:
    """Write down that from ``since`` on ``commitment`` has ``status``, and how that is known.

    Earlier decisions stay. ``by`` is a person, never the operator's command. Raises EvidenceMissing, EvidenceUnfit, or
    ValidationError for an unknown status or an address that is none.
    """
    note = locked(commitment.paragraph.note)
    check_evidence(commitment=commitment, since=since, passage=passage, address=address)
    change = StatusChange(
        commitment=commitment,
        status=status,
        since=since,
        passage=passage,
        address=address,
        remark=remark.strip(),
        decided_by=by,
        decided_at=timezone.now(),
    )
    change.full_clean()
    change.save()
    evidence = passage.citation if passage else address
    sentence = (
        f"Commitment {status} since {since:%d.%m.%Y}, §{commitment.paragraph.address} {quoted(commitment.quote)}."
    )
    record_change(note, by=by, sentence=f"{sentence} Evidence: {evidence}.")
    return change


def check_evidence(*, commitment: Commitment, since: date, passage: Paragraph | None, address: str) -> None:
    """Raises EvidenceMissing or EvidenceUnfit when a status could not rest on this evidence."""
    if passage is None and not address:
        raise EvidenceMissing
    if address and not address.startswith(("https://", "http://")):
        raise EvidenceUnfit(_("The address of a public source begins with https:// or http://."))
    if passage is not None and passage.pk == commitment.paragraph_id:
        raise EvidenceUnfit(_("A passage does not show what became of its own commitment: choose a later one."))
    meeting = commitment.paragraph.note.meeting
    if meeting is not None and since < meeting.opened_on:
        raise EvidenceUnfit(
            _("The commitment was made on %(dates)s; its status cannot date from before."), dates=meeting.dates
        )
