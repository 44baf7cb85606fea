"""What persons decided in a note, and where its words stand in a newer reading. Nothing of it is overwritten."""

import re
from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q

from meetings.models import Commitment, OutcomeNote, StatusChange


def judged_in(note: OutcomeNote) -> list[Commitment]:
    """The commitments that a person confirmed, corrected, rejected, entered, or gave a status."""
    decided = Exists(StatusChange.objects.filter(commitment=OuterRef("pk")))
    by_a_person = ~Q(state=Commitment.PROPOSED) | Q(origin=Commitment.ENTERED) | decided
    return list(Commitment.objects.filter(by_a_person, note=note).order_by("paragraph__position", "start"))


def places_in(text: str, quote: str, *, near: int) -> Iterator[tuple[int, int]]:
    """Where ``quote`` stands in ``text``, the place nearest to ``near`` first; spaces and line ends count alike."""
    pattern = r"\s+".join(re.escape(word) for word in quote.split())
    places = [match.span() for match in re.finditer(pattern, text)] if pattern else []
    yield from sorted(places, key=lambda place: abs(place[0] - near))


def overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether two spans share at least half of the shorter one."""
    shared = min(one[1], other[1]) - max(one[0], other[0])
    return shared > 0 and 2 * shared >= min(one[1] - one[0], other[1] - other[0])
