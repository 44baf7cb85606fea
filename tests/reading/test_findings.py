"""A whole note is read: every finding has its words, and no text makes the reading slow."""

import time

import pytest

from meetings.council.sides import Side, Strength
from meetings.reading.findings import find_statements
from meetings.reading.parsed import Cover, DoubtKind, ParagraphFound, ParsedNote, Part, StatementKind, TopicFound


def note(*texts: str, kind: str | None = "OUTCOME OF PROCEEDINGS", part: Part = Part.TOPIC) -> ParsedNote:
    cover = Cover(None, None, "en", None, None, None, (), (("CYBER", 1), ("COTER", 2)), kind, None, None, (), None)
    paragraphs = tuple(ParagraphFound(part, 0, ordinal, 1, text) for ordinal, text in enumerate(texts, 1))
    return ParsedNote(cover, None, None, (TopicFound(1, "Cybercrime", None),), paragraphs)


def test_every_finding_quotes_its_paragraph():
    read = find_statements(
        note(
            "The US side voiced concern. It undertook to reply by May.1 The EU side asked the US side for a list.",
            "Europol spoke.",
        )
    )
    for found in (*read.commitments, *read.requests):
        assert read.paragraphs[found.paragraph].text[found.start : found.end] == found.quote
    assert [(one.quote, one.side, one.strength) for one in read.commitments] == [
        ("It undertook to reply by May.", Side.US, Strength.COMMITS)
    ]
    assert [one.by for one in read.requests] == [Side.EU]
    assert [one.name for one in read.participants] == ["Europol"]


def test_items_of_a_list_belong_to_its_heading():
    read = find_statements(
        note("The two sides:", "agree to resume the talks in the autumn;", "take note of the report;")
    )
    assert [(one.paragraph, one.side, one.strength) for one in read.commitments] == [(1, Side.BOTH, Strength.AGREES)]


def test_agreement_without_a_side_is_doubted():
    read = find_statements(note("It was agreed that the report would be finalised in May."))
    assert [one.side for one in read.commitments] == [None]
    assert [doubt.kind for doubt in read.doubts] == [DoubtKind.SIDE_UNCLEAR]


def test_side_of_a_paragraph_is_set_when_one_side_reports_it_all():
    read = find_statements(
        note(
            "The EU side informed about the law. It stressed its importance.", "The EU side spoke. The US side replied."
        )
    )
    assert [paragraph.side for paragraph in read.paragraphs] == [Side.EU, None]


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("The US side declined to give figures.", StatementKind.REFUSED),
        ("The US side voiced its concern.", StatementKind.CONCERN),
        ("The EU side welcomed the progress made.", StatementKind.WELCOMED),
        ("The EU side underlined the importance of training.", StatementKind.STRESSED),
        ("The Commission informed about the state of play.", StatementKind.INFORMED),
        ("The US side asked the EU side for figures.", StatementKind.ASKED),
        ("The US side promised to send figures.", StatementKind.COMMITTED),
        ("The room was large.", StatementKind.OTHER),
    ],
)
def test_kind_of_a_statement(sentence, kind):
    assert [one.kind for one in find_statements(note(sentence)).statements] == [kind]


def test_paper_about_something_else_is_left_unread():
    read = find_statements(note("The Commission will report to the Council.", kind="NOTE"))
    assert not read.statements
    assert not read.commitments
    assert not read.participants


def test_footnotes_are_not_read():
    assert not find_statements(note("Both sides agreed to meet again soon.", part=Part.FOOTNOTE)).statements


@pytest.mark.parametrize(
    "unit",
    [
        "a", "A ", "Mr A. B. ", "the EU side, ", "agreed to ", "Minister of Justice, and ", "It agreed to share. ",
        "represented by the Commission, ", "agreed that the ", ".", ". ", "(", "1 000 ", "U.S. ", "would, ", "\n", "“",
    ],
)  # fmt: skip
def test_long_odd_paragraph_is_read_in_a_moment(unit):
    text = (unit * (200_000 // len(unit)))[:200_000]
    began = time.process_time()
    find_statements(note(text))
    assert time.process_time() - began < 20
