"""Whole numbers that anybody may write."""

import pytest

from meetings.figures import KEYS, whole_number


@pytest.mark.parametrize(
    ("written", "within", "number"),
    [
        ("0", KEYS, 0),
        ("7", KEYS, 7),
        ("007", KEYS, 7),
        (str(2**63 - 1), KEYS, 2**63 - 1),
        ("2017", range(1990, 2100), 2017),
        (str(2**63), KEYS, None),  # no key of the database
        ("9" * 5000, KEYS, None),  # which int() itself refuses
        ("1989", range(1990, 2100), None),
        ("2100", range(1990, 2100), None),
        ("", KEYS, None),
        ("-1", KEYS, None),
        ("+1", KEYS, None),
        (" 1", KEYS, None),
        ("1\n", KEYS, None),
        ("1_0", KEYS, None),  # int() takes it
        ("1.0", KEYS, None),
        ("١", KEYS, None),  # a figure, and int() takes it
        ("²", KEYS, None),  # a figure to isdigit()
        ("½", KEYS, None),
        ("1\x00", KEYS, None),
    ],
)
def test_a_whole_number_is_written_with_the_figures_0_to_9(written: str, within: range, number: int | None) -> None:
    assert whole_number(written, within) == number
