"""Running heads and footers in every arrangement; what looks like one and is none."""

import pytest

from meetings.reading.furniture import footer_tokens, is_rule, part_furniture, without_repeated_subject
from meetings.reading.lines import Line

FOOTERS = [
    (["10483/17 GG/ml 3", "DGD 1 LIMITE EN"], "two lines"),
    (["10483/17", "DGD 1", "GG/ml", "LIMITE", "1", "EN"], "a line for every word"),
    (["10483/17            GG/ml        3            EN"], "one line"),
    (["99076/09    HGN/ec    1", "DG H    LIMITE    EN"], "a service before 2014"),
    (["5662/24 RB/ek 2", "TREE.2.B LIMITE EN"], "a service since 2019"),
    (["5662/24 RB/ek 2", "ANNEX TREE.2.B LIMITE EN"], "an annex"),
    (["LIMITEEN"], "marking and language without a space"),
    (["14860/1/18 REV 1 GG/ml 3", "DGD 1 EN"], "a revision"),
    (["99066/01 DCL 1          kal       1"], "initials without a stroke"),
    (["Page 3 of 12"], "pages counted"),
    (["10483/17 GG/ml 3", "DGD 1 RESTREINT UE/EU RESTRICTED EN"], "a classification"),
]
NONE = [
    (["10483/17"], "the number on a cover"),
    (["10483/17", "LIMITE"], "number and marking on a cover"),
    (["LIMITE"], "the marking on a cover"),
    (["JAIEX 45"], "a code"),
    (["1"], "a lone paragraph number"),
    (["The US side agreed to it in 10483/17 EN"], "a sentence"),
    (["EU/US"], "the two sides"),
    (["as in 99066/01 and 3"], "a number in running text"),
]


@pytest.mark.parametrize(("printed", "why"), FOOTERS)
def test_footers_are_furniture(printed: list[str], why: str) -> None:
    lines = [Line("The EU side recalled"), *map(Line, printed), Line("what was said.")]
    text, furniture = part_furniture(lines)
    assert [line.text for line in text] == ["The EU side recalled", "what was said."], why
    assert [line.text for line in furniture] == printed


@pytest.mark.parametrize(("printed", "why"), NONE)
def test_what_stands_on_covers_and_in_text_is_none(printed: list[str], why: str) -> None:
    text, furniture = part_furniture([Line("Words before"), *map(Line, printed), Line("words behind.")])
    assert furniture == [], why
    assert len(text) == len(printed) + 2


def test_what_returns_on_every_page_is_furniture() -> None:
    lines = [
        line
        for page in (1, 2, 3)
        for line in (
            Line(f"Outcome of proceedings, sheet {page}", page=page),
            Line(f"The side said {'very ' * page}much.", page=page),
        )
    ]
    text, furniture = part_furniture(lines)
    assert [line.text for line in furniture] == [f"Outcome of proceedings, sheet {page}" for page in (1, 2, 3)]
    assert len(text) == 3


def test_small_print_at_the_head_of_a_page_is_furniture() -> None:
    lines = [
        Line("The EU side recalled what was said of", page=1, y=700.0, size=12.0, page_height=842.0),
        Line("EU-US meeting", page=2, y=30.0, size=9.0, page_height=842.0),
        Line("it before.", page=2, y=80.0, size=12.0, page_height=842.0),
    ]
    text, _ = part_furniture(lines)
    assert [line.text for line in text] == ["The EU side recalled what was said of", "it before."]


def test_lines_the_file_keeps_apart_are_furniture() -> None:
    text, furniture = part_furniture([Line("PUBLIC", turned=True), Line("EN", furniture=True), Line("Text.")])
    assert [line.text for line in text] == ["Text."]
    assert len(furniture) == 2


def test_a_title_that_repeats_the_subject_is_left_out() -> None:
    lines = [
        Line("EU-US JHA Ministerial Meeting, Valletta"),
        Line("1. EU-US JHA Ministerial Meeting"),
        Line("Meeting."),
    ]
    kept = without_repeated_subject(lines, "Outcome of the EU-US JHA Ministerial Meeting, Valletta, 15 June 2017")
    assert [line.text for line in kept] == ["1. EU-US JHA Ministerial Meeting", "Meeting."]


@pytest.mark.parametrize("text", ["_____", "-----", "* * *", "=====", "o o o", "———"])
def test_rules(text: str) -> None:
    assert is_rule(text)


@pytest.mark.parametrize("text", ["", "-", "e-evidence", "- a point", "1.", "..."])
def test_no_rules(text: str) -> None:
    assert not is_rule(text)


def test_footer_words_are_named() -> None:
    assert footer_tokens("10483/17 GG/ml 3 LIMITE EN") == {"number", "clerk", "page", "marking", "language"}
    assert footer_tokens("10483/17 agreed") is None
