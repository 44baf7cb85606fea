"""The marking that a page must bear: the strictest of the papers it shows."""

from collections.abc import Iterable
from typing import Any

from meetings.access import readable_markings
from meetings.council.markings import Marking
from meetings.models import OutcomeNote


def strictest(papers: Iterable[OutcomeNote]) -> str:
    """PUBLIC or LIMITE; a paper without a marking counts as LIMITE. Empty for a page that shows no paper."""
    return strictest_of(paper.marking for paper in papers)


def strictest_of(markings: Iterable[str]) -> str:
    """The same from the markings alone."""
    found = set(markings)
    if not found:
        return ""
    return Marking.PUBLIC.value if found == {Marking.PUBLIC.value} else Marking.LIMITE.value


def to_be_kept(reader: Any) -> str:
    """What the programme of ``reader`` is told of keeping an answer.

    Nowhere, if it may tell of LIMITE papers; otherwise in its own cache alone, asking each time whether it still holds.
    """
    limite = reader is not None and Marking.LIMITE in readable_markings(reader)
    return "private, no-store" if limite else "private, no-cache"
