"""What counts as an undertaking, whose, and how firm: one row a sentence, with more near misses than hits."""

import pytest

from meetings.council.sides import Side
from meetings.reading.statements.commitments import undertakings
from meetings.reading.statements.memory import Memory
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.wording import plain_wording

from .near_miss_rows import NEAR_MISSES
from .rows_set_aside import NEAR_MISSES_SET_ASIDE, ROWS_SET_ASIDE
from .undertaking_rows import ROWS


def found_in(sentence: str, memory: Memory | None = None) -> set[str]:
    """The undertakings of a sentence as "US commits"; "- agrees" where nobody is named."""
    words = Words(plain_wording(sentence, {}))
    return {f"{one.side or '-'} {one.strength}" for one in undertakings(words, memory or Memory())}


def test_near_misses_outnumber_hits():
    assert sum(map(len, NEAR_MISSES.values())) + len(NEAR_MISSES_SET_ASIDE) > len(ROWS) + len(ROWS_SET_ASIDE)


@pytest.mark.parametrize(("expected", "sentence", "why"), ROWS + ROWS_SET_ASIDE)
def test_undertaking_is_found_with_side_and_strength(expected, sentence, why):
    assert found_in(sentence) == set(expected.split(";"))


@pytest.mark.parametrize(
    ("why", "sentence"),
    [*NEAR_MISSES_SET_ASIDE, *((why, sentence) for why, sentences in NEAR_MISSES.items() for sentence in sentences)],
)
def test_near_miss_is_no_undertaking(why, sentence):
    assert found_in(sentence) == set()


@pytest.mark.parametrize(
    ("memory", "sentence", "expected"),
    [
        (Memory(single="@us"), "It undertook to reply within a week.", "US commits"),
        (Memory(single="@eu"), "It also signalled its readiness to share the results.", "EU willing"),
        (Memory(plural="@both"), "They agreed to meet again in the spring.", "both agrees"),
        (Memory(single="@us"), "Its counterpart promised to do likewise.", "EU commits"),
        (Memory(heading="@both"), "agree to resume the talks in the autumn;", "both agrees"),
        (Memory(heading="@us"), "will forward the list by May;", "US commits"),
    ],
)
def test_speaker_is_carried_over(memory, sentence, expected):
    assert found_in(sentence, memory) == {expected}


def test_pronoun_with_nobody_before_it_undertakes_nothing():
    assert found_in("It undertook to reply within a week.") == set()


def test_side_of_a_person_is_known_by_name():
    words = Words(plain_wording("Ms Ibarra-Greene promised to send the list.", {"Ibarra-Greene": Side.US}))
    assert {one.side for one in undertakings(words, Memory())} == {Side.US}


def test_misprinted_verb_is_read_past():
    assert found_in("The US side acceeded to the request for access to its list.") == {"US agrees"}
    assert found_in("Both sides commited to share alerts.") == {"both commits"}
