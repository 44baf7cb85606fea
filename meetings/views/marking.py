"""The marking that a page must bear: the strictest of the papers it shows."""

from collections.abc import Iterable

from meetings.council.markings import Marking
from meetings.models import OutcomeNote


def strictest(papers: Iterable[OutcomeNote]) -> str:
    """PUBLIC or LIMITE; a paper without a marking counts as LIMITE. Empty for a page that shows no paper."""
    markings = {paper.marking for paper in papers}
    if not markings:
        return ""
    return Marking.PUBLIC.value if markings == {Marking.PUBLIC.value} else Marking.LIMITE.value
