"""Why a deed of review was not done: named, each with a sentence for the person who tried."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _


class ReviewRefused(Exception):
    """A deed that was not done. The message says why and what to do; nothing was changed.

    ``sentences`` are lazy, and ``values`` are put into them, so that the message is in the language of who reads it:
    a deed itself runs in English, as its history does.
    """

    def __init__(self, *sentences: Any, **values: Any) -> None:
        self.sentences, self.values = sentences, values
        super().__init__(*sentences)

    def __str__(self) -> str:
        return " ".join(str(each) % self.values if self.values else str(each) for each in self.sentences)


@dataclass(frozen=True, slots=True)
class Reason:
    """What stands against publishing a note. ``anchor`` is the place on the review page where it is mended."""

    sentence: Any  # lazy: it is read in the language of the page
    anchor: str


class NotPublishable(ReviewRefused):
    """The note cannot be published yet, for ``reasons``."""

    def __init__(self, reasons: Iterable[Reason]) -> None:
        self.reasons = tuple(reasons)
        super().__init__(*(reason.sentence for reason in self.reasons))


class ChangedMeanwhile(ReviewRefused):
    """Somebody else changed the row after it was shown. ``held`` is the row as it stands now."""

    def __init__(self, held: Any, who: str = "") -> None:
        self.held = held
        super().__init__(
            _(
                "%(who)s changed this while you had it open, so nothing was saved. "
                "What the archive holds now is shown here; compare, then decide again."
            ),
            who=who or _("Somebody else"),
        )


class WrongMoment(ReviewRefused):
    """The deed does not fit the state of the note; the message says what to do first."""


class ReasonMissing(ReviewRefused):
    """The deed needs a reason in words."""

    def __init__(self) -> None:
        super().__init__(_("Say why in a few words; the reason is kept in the history of the note."))


class WordsNotFound(ReviewRefused):
    """The words of a commitment do not stand in its paragraph."""

    def __init__(self, words: str, citation: str) -> None:
        super().__init__(
            _("“%(words)s” does not stand in %(citation)s. Copy the words from the paragraph as they are printed."),
            words=words,
            citation=citation,
        )
