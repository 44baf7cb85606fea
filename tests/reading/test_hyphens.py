"""Words broken at the end of a line: which hyphens are breaks and which belong to the word."""

import pytest

from meetings.reading.hyphens import joined, words_of

BREAKS = [
    ("informa-", "tion", "information", "a plain break"),
    ("under-", "lined", "underlined", "a first half that is a prefix too"),
    ("with-", "out", "without", "two words that are one"),
    ("adop-", "ted", "adopted", "a short second half"),
    ("mini\u00ad", "sterial", "ministerial", "a soft hyphen"),
    ("inter-", "national", "international", "inter is a prefix and no word"),
]
OWN = [
    ("EU-", "US", "EU-US", "capitals"),
    ("cyber-", "attacks", "cyber-attacks", "a prefix before a known word"),
    ("counter-", "terrorism", "counter-terrorism", "another"),
    ("e-", "evidence", "e-evidence", "a letter"),
    ("risk-", "based", "risk-based", "an ending"),
    ("case-by-", "case", "case-by-case", "a chain of words of the note"),
    ("COVID-", "19", "COVID-19", "a number"),
    ("non-", "EU", "non-EU", "capitals behind"),
]


@pytest.mark.parametrize(("first", "second", "word", "why"), BREAKS + OWN)
def test_broken_words(first: str, second: str, word: str, why: str) -> None:
    words = words_of(["The case is dealt with by experts, and out of their risk."])
    assert joined(f"of {first}", f"{second} of it", words) == f"of {word} of it", why


def test_the_note_itself_decides_first() -> None:
    plain, hyphenated = words_of(["their coauthors"]), words_of(["their co-authors"])
    assert joined("the co-", "authors", plain) == "the coauthors"
    assert joined("the co-", "authors", hyphenated) == "the co-authors"


def test_a_word_broken_elsewhere_proves_nothing() -> None:
    assert words_of(["informa-", "tion here"])["tion"] == 0


@pytest.mark.parametrize(
    ("first", "second", "line"),
    [
        ("this and", "that", "this and that"),
        ("and/", "or", "and/or"),
        ("2015–", "2016", "2015–2016"),
        ("the matter –", "so they said", "the matter – so they said"),
        ("30 -", "1 December", "30 - 1 December"),
    ],
)
def test_lines_without_a_broken_word(first: str, second: str, line: str) -> None:
    assert joined(first, second, words_of([])) == line
