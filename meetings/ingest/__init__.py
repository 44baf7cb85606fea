"""Receiving files: the deed behind the upload page, ``ingest_notes`` and the demo."""

from meetings.ingest.receive import InTheBin, OtherTextHeld, Outcome, Receipt, receive_source

__all__ = ["InTheBin", "OtherTextHeld", "Outcome", "Receipt", "receive_source"]
