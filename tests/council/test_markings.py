"""Markings and classifications: the one is kept, the other refused."""

import pytest

from meetings.council.markings import (
    Classification,
    Marking,
    UnknownMarking,
    classification_printed_in,
    is_classification,
)


def test_markings_are_read_in_any_case() -> None:
    assert Marking.parse(" limite ") is Marking.LIMITE
    assert Marking.parse("Public") is Marking.PUBLIC


@pytest.mark.parametrize("text", ["LIMITED", "RESTREINT UE", "", "LIMITE EN"])
def test_what_is_no_marking_is_refused_with_its_words(text: str) -> None:
    with pytest.raises(UnknownMarking) as refused:
        Marking.parse(text)
    assert repr(text) in str(refused.value)


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("RESTREINT UE/EU RESTRICTED", Classification.RESTRICTED, "the form since 2013"),
        ("RESTREINT UE", Classification.RESTRICTED, "the form before"),
        ("EU RESTRICTED", Classification.RESTRICTED, "the English half alone"),
        ("Restreint UE / EU Restricted", Classification.RESTRICTED, "small letters and spaces"),
        ("RESTREINT-UE", Classification.RESTRICTED, "a hyphen"),
        ("R-UE/EU-R", Classification.RESTRICTED, "the short form"),
        ("EU-R", Classification.RESTRICTED, "half of the short form"),
        ("RESTREINT", Classification.RESTRICTED, "the word alone, as around 2000"),
        ("CONFIDENTIEL UE/EU CONFIDENTIAL", Classification.CONFIDENTIAL, "the second level"),
        ("C-UE/EU-C", Classification.CONFIDENTIAL, "its short form"),
        ("SECRET UE/EU SECRET", Classification.SECRET, "the third level"),
        ("EU SECRET", Classification.SECRET, "its English half"),
        ("S-UE/EU-S", Classification.SECRET, "its short form"),
        ("TRÈS SECRET UE/EU TOP SECRET", Classification.TOP_SECRET, "the highest level, with its accent"),
        ("TRES SECRET UE", Classification.TOP_SECRET, "without its accent"),
        ("EU TOP SECRET", Classification.TOP_SECRET, "its English half"),
    ],
)
def test_every_form_of_a_classification_is_recognised(text: str, level: Classification, why: str) -> None:
    assert Classification.parse(text) is level, why
    assert is_classification(text)


@pytest.mark.parametrize(
    "text",
    [
        "LIMITE",
        "PUBLIC",
        "EU-Russia",
        "EU-US",
        "information marked RESTREINT UE",
        "restricted",
        "UE",
        "EU",
        "",
        "E" * 5000,
    ],
)
def test_other_words_are_no_classification(text: str) -> None:
    assert not is_classification(text)


@pytest.mark.parametrize(
    ("text", "level", "why"),
    [
        ("10483/17 GG/ml 3 RESTREINT UE EN", Classification.RESTRICTED, "inside a footer"),
        ("DGD 1 R-UE/EU-R EN", Classification.RESTRICTED, "a short form inside a footer"),
        ("TRÈS SECRET UE/EU TOP SECRET EN", Classification.TOP_SECRET, "the highest that fits is named"),
        ("10483/17 GG/ml 3 LIMITE EN", None, "a footer without one"),
        ("the EU restricted access", None, "small letters are running text"),
        ("EU-Russia EU-Swiss", None, "EU-R and EU-S must end there"),
    ],
)
def test_a_classification_is_seen_inside_a_footer(text: str, level: Classification | None, why: str) -> None:
    assert classification_printed_in(text) is level, why
