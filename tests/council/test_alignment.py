"""Which paragraph became which: each row with its reason."""

import pytest

from meetings.council.alignment import Pair, aligned, successors

VISA = "Both sides agreed to pursue full visa reciprocity as soon as possible."
PNR = "The EU side presented the state of play on passenger name records."
EVIDENCE = "The US side asked for swift access to electronic evidence in criminal matters."
DATA = "Commissioner Jourová recalled the umbrella agreement on data protection."


@pytest.mark.parametrize(
    ("before", "after", "pairs", "why"),
    [
        ([VISA, PNR], [VISA, PNR], [Pair(0, 0), Pair(1, 1)], "nothing changed"),
        ([VISA], [VISA.upper()], [Pair(0, 0)], "case does not make another paragraph"),
        ([VISA, PNR], [VISA, DATA, PNR], [Pair(0, 0), Pair(None, 1), Pair(1, 2)], "a new one between"),
        ([VISA, DATA, PNR], [VISA, PNR], [Pair(0, 0), Pair(1, None), Pair(2, 1)], "left out where it stood"),
        ([DATA, VISA], [VISA], [Pair(0, None), Pair(1, 0)], "left out at the beginning"),
        ([VISA], [VISA.replace("full", "mutual")], [Pair(0, 0)], "one word changed"),
        ([VISA], [EVIDENCE], [Pair(0, None), Pair(None, 0)], "another paragraph altogether"),
        (
            [VISA, PNR, DATA],
            [PNR, DATA, VISA],
            [Pair(1, 0), Pair(2, 1), Pair(0, 2, moved=True)],
            "moved to the end: one moved, not two",
        ),
        ([], [VISA], [Pair(None, 0)], "nothing before"),
        ([VISA], [], [Pair(0, None)], "nothing after"),
    ],
)
def test_paragraphs_are_aligned(before: list[str], after: list[str], pairs: list[Pair], why: str) -> None:
    assert aligned(before, after) == pairs, why


@pytest.mark.parametrize(
    ("before", "after", "found", "why"),
    [
        ([f"{VISA} {PNR}", DATA], [VISA, PNR, DATA], {0: 0, 1: 2}, "split: the first part answers"),
        ([VISA, PNR], [f"{VISA} {PNR}"], {0: 0, 1: 0}, "joined: both lead to the whole"),
        ([VISA, PNR], [PNR], {1: 0}, "what is gone leads nowhere"),
        ([VISA, PNR], [PNR, VISA], {0: 1, 1: 0}, "moved"),
        (["The EU side."], [EVIDENCE], {}, "a few common words are no trace"),
    ],
)
def test_a_paragraph_is_followed(before: list[str], after: list[str], found: dict[int, int], why: str) -> None:
    assert successors(before, after) == found, why
