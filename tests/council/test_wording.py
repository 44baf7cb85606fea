"""Word by word: nothing of either text is lost, and only words that differ are marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.council.wording import Kind, differences


@pytest.mark.parametrize(
    ("before", "after", "out", "new"),
    [
        ("agreed to pursue talks", "agreed to discuss talks", ["pursue"], ["discuss"]),
        ("agreed to pursue talks", "agreed to pursue", ["talks"], []),
        ("agreed", "firmly agreed", [], ["firmly"]),
        ("The EU, agreed.", "the EU agreed", [], []),  # case and punctuation make no difference
        ("", "new words", [], ["new words"]),
        ("EU–US", "EU–Canada", ["EU–US"], ["EU–Canada"]),
    ],
)
def test_what_differs_is_told(before: str, after: str, out: list[str], new: list[str]) -> None:
    found = differences(before, after)
    assert [each.text for each in found if each.kind is Kind.LEFT_OUT] == out
    assert [each.text for each in found if each.kind is Kind.NEW] == new


@given(st.text(alphabet="ab ,.", max_size=60), st.text(alphabet="ab ,.", max_size=60))
def test_no_word_is_lost(before: str, after: str) -> None:
    found = differences(before, after)
    kept_or_new = " ".join(each.text for each in found if each.kind is not Kind.LEFT_OUT)
    assert kept_or_new.split() == after.split()
    old = sum(len(each.text.split()) for each in found if each.kind is not Kind.NEW)
    assert old == len(before.split())
