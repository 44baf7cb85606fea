"""Reading a note again after the reader has improved. It brings proposals; what a person decided is not overwritten."""

from meetings.ingest.again.deed import OriginalMissing, Rereading, reread_note

__all__ = ["OriginalMissing", "Rereading", "reread_note"]
