"""What an archivist decides about a note: mend its cover, judge its commitments, settle doubts, publish, withdraw.

Each deed is one transaction, takes ``by=`` (the user, or None for the operator's command), writes a line of history
and returns the row. A deed that cannot be done raises a ReviewRefused whose message a person can read.
"""

from meetings.review.commitments import (
    add_commitment,
    commitments_in_doubt,
    confirm_commitment,
    confirm_undoubted,
    correct_commitment,
    reject_commitment,
)
from meetings.review.cover import COVER_FIELDS, set_cover
from meetings.review.doubts import reopen_doubt, settle_doubt
from meetings.review.proposals import decline_proposal, take_proposal
from meetings.review.publishing import Reason, publish_note, reasons_against_publishing, withdraw_note
from meetings.review.refusals import ChangedMeanwhile, NotPublishable, ReasonMissing, ReviewRefused, WordsNotFound

__all__ = [
    "COVER_FIELDS",
    "ChangedMeanwhile",
    "NotPublishable",
    "Reason",
    "ReasonMissing",
    "ReviewRefused",
    "WordsNotFound",
    "add_commitment",
    "commitments_in_doubt",
    "confirm_commitment",
    "confirm_undoubted",
    "correct_commitment",
    "decline_proposal",
    "publish_note",
    "reasons_against_publishing",
    "reject_commitment",
    "reopen_doubt",
    "set_cover",
    "settle_doubt",
    "take_proposal",
    "withdraw_note",
]
