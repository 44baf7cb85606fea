"""Why a file is refused: the few reasons, each with a sentence that says what was wrong and what to do."""

from enum import StrEnum


class Reason(StrEnum):
    NO_FILE = "no-file"  # nothing that can be opened under that path
    EMPTY = "empty"
    TOO_LARGE = "too-large"
    TOO_MANY_PAGES = "too-many-pages"
    WRONG_TYPE = "wrong-type"
    DAMAGED = "damaged"
    ENCRYPTED = "encrypted"
    NO_TEXT = "no-text"  # a scan: pages without a text layer
    TOO_SLOW = "too-slow"
    TOO_MUCH_MEMORY = "too-much-memory"
    TOO_MUCH_OUTPUT = "too-much-output"
    CLASSIFIED = "classified"  # marked RESTREINT UE/EU RESTRICTED or above: must not be kept


class SourceRefused(Exception):
    """The reader refuses the file. ``reason`` is named, ``detail`` is one sentence for a person.

    ``pages`` is how many pages a file without text has, where it has pages.
    """

    def __init__(self, reason: Reason, detail: str, pages: int | None = None) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail
        self.pages = pages


class ClassifiedSource(SourceRefused):
    """The file carries a classification marking. This system may not hold it."""

    def __init__(self, detail: str) -> None:
        super().__init__(Reason.CLASSIFIED, detail)


class UnreadableSource(SourceRefused):
    """The file cannot be read, whatever it says."""
