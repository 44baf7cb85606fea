"""How right the proposals are, on labelled pairs: the real papers of the archive and made-up ones full of near misses.

The figures below are what docs/twins.md says. A change that makes the proposals worse fails here; one that makes
them better asks for new figures.
"""

from dataclasses import dataclass

import pytest

from meetings.finding.twins import contrary
from meetings.models import OutcomeNote, PublicTwin
from meetings.review import propose_twins
from tests import make
from tests.twins.labelled import TAMPERE, TAMPERE_NOTE, TURKU, TURKU_NOTE, VALLETTA, Row

pytestmark = pytest.mark.django_db


@dataclass(frozen=True)
class Found:
    """The proposals for one note, as (key, address)."""

    proposed: set[tuple[str, str]]
    true: set[tuple[str, str]]

    @property
    def right(self) -> set[tuple[str, str]]:
        return self.proposed & self.true

    @property
    def wrong(self) -> set[tuple[str, str]]:
        return self.proposed - self.true

    @property
    def missed(self) -> set[tuple[str, str]]:
        return self.true - self.proposed


def proposals(note: OutcomeNote, rows: list[Row]) -> Found:
    """What is proposed between ``note`` and a public statement that holds the public passages of ``rows``."""
    statement = make.note(kind="JOINT STATEMENT", number="", meeting=note.meeting)
    keys = {make.paragraph(statement, words).pk: key for key, words, _, _ in rows}
    propose_twins(note.meeting)
    twins = PublicTwin.objects.filter(passage__note=note, public_passage__note=statement)
    return Found(
        {(keys[twin.public_passage_id], twin.passage.address) for twin in twins.select_related("passage")},
        {(key, address) for key, _, addresses, _ in rows for address in addresses},
    )


def test_the_real_note_against_near_misses_of_its_own_sentences(archive):
    found = proposals(archive, VALLETTA)
    assert found.wrong == set()
    assert found.missed == {("propaganda", "1.2")}
    assert len(found.right) == 10


def test_a_made_up_note_against_near_misses(archive):
    found = proposals(make.note(*TAMPERE_NOTE, meeting=make.meeting(city="Tampere")), TAMPERE)
    assert found.wrong == {("operation", "1.6"), ("assets", "1.5")}
    assert found.missed == set()
    assert len(found.right) == 5


def test_a_note_on_which_nothing_was_tuned(archive):
    found = proposals(make.note(*TURKU_NOTE, meeting=make.meeting(city="Turku")), TURKU)
    assert found.wrong == {("hate", "1.5")}
    assert found.missed == set()
    assert len(found.right) == 5


def test_abstracts_of_other_meetings_pair_with_nothing_in_the_real_note(archive):
    """Sixteen real abstracts on the same themes, moved to Valletta: whatever is proposed would be wrong."""
    OutcomeNote.objects.filter(kind=OutcomeNote.ABSTRACT).update(meeting=archive.meeting)
    propose_twins(archive.meeting)
    assert OutcomeNote.objects.filter(kind=OutcomeNote.ABSTRACT).count() == 16
    assert not PublicTwin.objects.exists()


@pytest.mark.parametrize(
    ("one", "other", "different"),
    [
        ("announced for 26 July", "announced for 8 September", True),
        ("by the end of 2021", "in 2021, by 3 votes", False),
        ("the 4th Directive", "until 2023", False),
        ("did not agree to meet", "agreed to meet", True),
        ("declined to open the matter", "refused to open it", False),
        ("noted the notes", "nothing was noted", False),
    ],
)
def test_other_figures_and_denials_are_seen(one, other, different):
    assert contrary(one, other) is different
