"""Reading plain text and Markdown: words as they stand, mark-up and damage left out."""

import time

import pytest

from meetings.reading.damage import clean, clean_printed
from meetings.reading.extract import extract
from meetings.reading.lines import Line
from meetings.reading.markdown import plain_text


def lines(text: str, name: str = "note.txt", encoding: str = "utf-8") -> list[Line]:
    return list(extract(text.encode(encoding), name).lines)


def shown(text: str) -> list[str]:
    return [line.text for line in lines(text, "note.md") if line.text]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_the_letters_are_right_in_every_encoding(encoding: str) -> None:
    text = "Réunion à Malmö – the “Umbrella Agreement” was welcomed by both sides"
    assert [line.text for line in lines(text, encoding=encoding)] == [text]


def test_latin_1_letters_outside_windows_1252_do_not_stop_the_reading() -> None:
    assert extract(b"caf\xe9 \x81 society and more", "x").lines[0].text == "café  society and more"


def test_spaces_that_lay_out_a_cover_and_blank_lines_stay() -> None:
    found = lines("from :            General Secretariat\n\n1.    Opening\n")
    assert [line.text for line in found] == ["from :            General Secretariat", "", "1.    Opening"]
    assert not any(line.block for line in found)


def test_pages_are_counted_from_form_feeds_and_only_from_them() -> None:
    found = extract(b"one\n\ftwo\nthree\n\f\n", "x")
    assert [(line.text, line.page) for line in found.lines if line.text] == [("one", 1), ("two", 2), ("three", 2)]
    assert found.pages == 2
    unpaged = extract(b"one\ntwo", "x")
    assert unpaged.pages is None
    assert {line.page for line in unpaged.lines} == {None}


@pytest.mark.parametrize(
    ("damaged", "cleaned"),
    [
        ("a\x00b\x07c\x1b[1m", "abc[1m"),
        ("a\u00a0b\u202fc\u2009d", "a b c d"),
        ("co\u00adoperation", "cooperation"),
        ("under\u00ad\nlined", "under-\nlined"),
        ("under\u00ad", "under-"),
        ("hit \ue000here\uf8ff", "hit here"),
        ("\u202egnp.exe\u202c", "gnp.exe"),
        ("\ufeffmark", "mark"),
        ("conﬁrm aﬄuent", "confirm affluent"),
        ("EU\u2011US", "EU-US"),
        ("EU – US — “so”", "EU – US — “so”"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("exiting assistance", "exiting assistance"),
    ],
)
def test_damage_goes_and_words_stay(damaged: str, cleaned: str) -> None:
    assert clean(damaged) == cleaned


def test_a_printed_line_has_single_spaces_and_a_drawn_soft_hyphen() -> None:
    assert clean_printed("  EU\u00adUS   talks ") == "EU-US talks"
    assert clean_printed("\uf0b7 first point") == "• first point"


def test_headings_paragraphs_and_bold_lines_come_without_their_mark_up() -> None:
    found = lines("#### **OUTCOME OF PROCEEDINGS**\n\n**Summary:** First meeting.\n\n**LIMITE**\n\n### 3. Crime ###\n")
    assert [(line.text, line.heading, line.bold) for line in found] == [
        ("OUTCOME OF PROCEEDINGS", 4, True),
        ("Summary: First meeting.", None, False),
        ("LIMITE", None, True),
        ("3. Crime", 3, False),
    ]
    assert all(line.block for line in found)


def test_two_spaces_at_a_line_end_part_it_and_wrapped_lines_are_one_block() -> None:
    assert shown("**JAIEX 45  \nRELEX 558  \nUSA 37**\n") == ["JAIEX 45", "RELEX 558", "USA 37"]
    assert shown("# x\n\nBoth sides agreed to continue\ntheir work on\nthis matter.\n") == [
        "x",
        "Both sides agreed to continue their work on this matter.",
    ]


def test_the_labels_of_a_cover_stay_one_to_a_line() -> None:
    tabbed = "# x\n\nFrom:\tGeneral Secretariat\nTo:\tDelegations\nSubject:\tOutcome, 15-16 June 2017\n"
    assert shown(tabbed)[1:] == ["From:\tGeneral Secretariat", "To:\tDelegations", "Subject:\tOutcome, 15-16 June 2017"]
    assert shown(tabbed.replace("\t", " "))[1:] == [
        "From: General Secretariat",
        "To: Delegations",
        "Subject: Outcome, 15-16 June 2017",
    ]


@pytest.mark.parametrize(
    ("marked", "text"),
    [
        (r"15\-16 June 2017\. \*not bold\*", "15-16 June 2017. *not bold*"),
        ("*both sides* and __the EU__", "both sides and the EU"),
        ("3 * 4 * 5 and snake_case_name", "3 * 4 * 5 and snake_case_name"),
        ("see [the statement](https://a.eu/x) here", "see the statement here"),
        ("the system[^1] and<sup>2</sup> more", "the system and more"),
        ("R&amp;D&nbsp;budget", "R&D budget"),
        ("![logo](x.png) text", " text"),
    ],
)
def test_inline_mark_up_is_taken_out(marked: str, text: str) -> None:
    assert plain_text(marked) == text


def test_lists_numbers_footnotes_and_tables() -> None:
    found = lines(
        "# x\n\n- first point\n- second\n\n1. Opening\n2. Closing\n\n"
        "[^1]: A footnote.\n\n| A | B |\n|---|---|\n| 1 | 2 |\n"
    )
    assert [line.text for line in found[1:3] if line.bullet] == ["first point", "second"]
    assert [line.text for line in found[3:5]] == ["1. Opening", "2. Closing"]
    assert [(line.text, line.mark) for line in found if line.footnote] == [("A footnote.", "1")]
    assert [(line.text, line.row, line.cell) for line in found if line.row is not None] == [
        ("A", 0, 0),
        ("B", 0, 1),
        ("1", 1, 0),
        ("2", 1, 1),
    ]


@pytest.mark.parametrize(
    "part", ["**a ", "[", "[a](", "![", "<http://", "_a ", "\\", "| ", "> ", "- ", "# ", "[^1]: ", "&#", "<b "]
)
def test_mark_up_that_is_never_closed_costs_little(part: str) -> None:
    begun = time.process_time()
    extract(("# x\n\n" + part * 10_000 + "words").encode(), "note.md")
    assert time.process_time() - begun < 5
