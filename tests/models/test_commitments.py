"""Commitments in the order of their meetings."""

from datetime import date

import pytest

from meetings.models import Commitment
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def of_several_meetings(db: None) -> None:
    """Two notes of one meeting, one of another and one of none; several commitments in most, and a note without any."""
    valletta = make.meeting(slug="valletta", opened_on=date(2017, 6, 15), closed_on=date(2017, 6, 16))
    sofia = make.meeting(slug="sofia", opened_on=date(2018, 5, 22), closed_on=date(2018, 5, 23))
    for held, promises in ((sofia, 2), (valletta, 1), (None, 2), (valletta, 3), (sofia, 0)):
        note = make.note(*(f"Both sides agreed on point {n}." for n in range(1, 5)), meeting=held)
        for paragraph in list(note.paragraphs.order_by("-position"))[:promises]:
            make.commitment(paragraph)


@pytest.mark.parametrize("oldest", [True, False])
@pytest.mark.parametrize("few", [1, 2, 3, 5, 8, 9])
def test_the_first_few_are_those_at_the_head_of_the_whole_list(
    of_several_meetings: None, few: int, oldest: bool
) -> None:
    everything = Commitment.objects.oldest_first() if oldest else Commitment.objects.newest_first()
    first, in_all = Commitment.objects.first_of(few, oldest=oldest)
    assert list(first) == list(everything[:few])
    assert in_all == everything.count() == 8
