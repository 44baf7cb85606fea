"""Why a line was refused beside the reader's own reasons (meetings/reading/refusals.py)."""

OTHER_TEXT = "other-text-held"
IN_THE_BIN = "in-the-bin"
CANNOT_OPEN = "unreadable"  # the operator's file, or the bytes that waited, cannot be opened
BROKE_OFF = "broke-off"  # the worker was killed over it again and again
ARCHIVE_FAILED = "archive-failed"  # a mistake of ours; the log says more
