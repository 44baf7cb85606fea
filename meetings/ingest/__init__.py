"""Receiving files: the deeds behind the upload page, ``ingest_notes`` and the demo."""

from meetings.ingest.by_hand import TextMissing, VersionUnfit, decide_line, send_typed, type_page
from meetings.ingest.quarantine import DeletionNeedsReason, NotInQuarantine, delete_line, retry_line
from meetings.ingest.receive import InTheBin, OtherTextHeld, Outcome, Receipt, receive_source
from meetings.ingest.uploads import note_unopened, receive_now, send_files, take_up_again

__all__ = [
    "DeletionNeedsReason",
    "InTheBin",
    "NotInQuarantine",
    "OtherTextHeld",
    "Outcome",
    "Receipt",
    "TextMissing",
    "VersionUnfit",
    "decide_line",
    "delete_line",
    "note_unopened",
    "receive_now",
    "receive_source",
    "retry_line",
    "send_files",
    "send_typed",
    "take_up_again",
    "type_page",
]
