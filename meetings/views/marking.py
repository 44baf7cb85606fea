"""The marking that a page must bear, the strictest of the papers it shows; and that who sees them is written down."""

from collections.abc import Iterable
from typing import Any

from meetings.access import readable_markings
from meetings.council.markings import Marking
from meetings.models import OutcomeNote
from meetings.views.openings import show


def strictest(papers: Iterable[OutcomeNote]) -> str:
    """PUBLIC or LIMITE, for a page that shows words of ``papers``, which thereby goes into the register of access.

    A paper without a marking counts as LIMITE. Empty for a page that shows no paper.
    """
    told = list(papers)
    show(paper.slug for paper in told if paper.marking != Marking.PUBLIC)
    return strictest_of(paper.marking for paper in told)


def strictest_of(markings: Iterable[str]) -> str:
    """The same from the markings alone, for a page that only names papers."""
    found = set(markings)
    if not found:
        return ""
    return Marking.PUBLIC.value if found == {Marking.PUBLIC.value} else Marking.LIMITE.value


def to_be_kept(reader: Any) -> str:
    """What the program of ``reader`` is told of keeping an answer.

    Nowhere, if it may tell of LIMITE papers; otherwise in its own cache alone, asking each time whether it still holds.
    """
    limite = reader is not None and Marking.LIMITE in readable_markings(reader)
    return "private, no-store" if limite else "private, no-cache"
