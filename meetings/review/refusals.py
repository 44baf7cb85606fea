"""Why a deed of review was not done: named, each with a sentence for the person who tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any


class ReviewRefused(Exception):
    """A deed that was not done. The message says why and what to do; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands against publishing a note. ``anchor`` is the place on the review page where it is mended."""

    sentence: str
    anchor: str


class NotPublishable(ReviewRefused):
    """The note cannot be published yet, for ``reasons``."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(" ".join(reason.sentence for reason in self.reasons))


class ChangedMeanwhile(ReviewRefused):
    """Somebody else changed the row after it was shown. ``held`` is the row as it stands now."""

    def __init__(self, held: Any, who: str = "") -> None:
        self.held = held
        super().__init__(
            f"{who or 'Somebody else'} changed this while you had it open, so nothing was saved. "
            "What the archive holds now is shown here; compare, then decide again."
        )


class WrongMoment(ReviewRefused):
    """The deed does not fit the state of the note; the message says what to do first."""


class ReasonMissing(ReviewRefused):
    """The deed needs a reason in words."""

    def __init__(self) -> None:
        super().__init__("Say why in a few words; the reason is kept in the history of the note.")


class WordsNotFound(ReviewRefused):
    """The words of a commitment do not stand in its paragraph."""

    def __init__(self, words: str, citation: str) -> None:
        super().__init__(
            f"“{words}” does not stand in {citation}. Copy the words from the paragraph as they are printed."
        )
