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
from meetings.review.merging import NotMergeable, merge_rows, preview_merge, split_row
from meetings.review.proposals import decline_proposal, take_proposal
from meetings.review.publishing import (
    Reason,
    hold_note,
    publish_note,
    reasons_against_publishing,
    resume_review,
    withdraw_note,
)
from meetings.review.refusals import (
    ChangedMeanwhile,
    NotPublishable,
    ReasonMissing,
    ReviewRefused,
    WordsNotFound,
    WrongMoment,
)
from meetings.review.reports import AnsweredMeanwhile, TooManyReports, answer_report, report_mistake
from meetings.review.twins import TwinUnfit, add_twin, confirm_twin, propose_twins, reject_twin

__all__ = [
    "COVER_FIELDS",
    "AnsweredMeanwhile",
    "ChangedMeanwhile",
    "NotMergeable",
    "NotPublishable",
    "Reason",
    "ReasonMissing",
    "ReviewRefused",
    "TooManyReports",
    "TwinUnfit",
    "WordsNotFound",
    "WrongMoment",
    "add_commitment",
    "add_twin",
    "answer_report",
    "commitments_in_doubt",
    "confirm_commitment",
    "confirm_twin",
    "confirm_undoubted",
    "correct_commitment",
    "decline_proposal",
    "hold_note",
    "merge_rows",
    "preview_merge",
    "propose_twins",
    "publish_note",
    "reasons_against_publishing",
    "reject_commitment",
    "reject_twin",
    "reopen_doubt",
    "report_mistake",
    "resume_review",
    "set_cover",
    "settle_doubt",
    "split_row",
    "take_proposal",
    "withdraw_note",
]
