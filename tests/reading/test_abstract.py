"""An abstract is the archive's own words: read whole, never taken for the words of a side."""

from datetime import date

import pytest

from meetings.council.reference import REFERENCE
from meetings.reading.note import read_note
from meetings.reading.parsed import DoubtKind, ParsedNote, Part

ABSTRACTS = sorted((REFERENCE / "abstracts").glob("*.md"))
US = "US side: Eric H. Holder Jr. (Attorney General)"
HEAD = """# Abstract of the joint statement, Riga

Kind: {kind}
Marking: {marking}
Source: https://example.org/statement
Meeting: EU-US Justice and Home Affairs Ministerial Meeting, Riga, 2-3 June 2015; hosted by the EU side
Represented: EU side: Ana Birchall (Vice Prime Minister, Romania), Europol (attended); {us}

---

**Summary:** Both sides agreed to cooperate.

## 1. Visas

Both sides committed to go on. They asked for patience. The EU side agreed with the US side.

---

This abstract covers only the opening part of the statement.
"""


def read(kind: str = "ABSTRACT OF A PUBLIC JOINT STATEMENT", marking: str = "PUBLIC") -> ParsedNote:
    return read_note(HEAD.format(kind=kind, marking=marking, us=US).encode(), "riga.md")


def test_the_head_gives_kind_marking_meeting_and_people() -> None:
    note = read()
    assert (note.cover.kind, note.cover.marking, note.cover.sent_from) == (
        *("ABSTRACT", "PUBLIC", "https://example.org/statement"),
    )
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.closed_on, note.meeting.city) == (
        *(date(2015, 6, 2), date(2015, 6, 3), "Riga"),
    )
    assert [(p.name, p.office, p.side, p.kind) for p in note.participants] == [
        ("Ana Birchall", "Vice Prime Minister, Romania", "EU", "person"),
        ("Europol", None, "EU", "institution"),
        ("Eric H. Holder Jr.", "Attorney General", "US", "person"),
    ]
    assert note.summary == "Both sides agreed to cooperate."
    assert [(topic.number, topic.title) for topic in note.topics] == [(1, "Visas")]


def test_an_abstract_holds_no_commitment_and_no_request_but_sides() -> None:
    note = read()
    assert not note.commitments
    assert not note.requests
    assert {statement.kind for statement in note.statements} == {"other"}
    assert [statement.side for statement in note.statements] == ["both", "both", "both", "EU"]
    assert [p.text for p in note.paragraphs if p.part is Part.FOOTNOTE] == [
        "This abstract covers only the opening part of the statement."
    ]


def test_every_name_stands_where_it_says() -> None:
    for path in ABSTRACTS:
        note = read_note(path.read_bytes(), path.name)
        for one in note.participants:
            assert note.paragraphs[one.paragraph].text[one.start : one.end] == one.as_named
            assert one.as_named.startswith(one.name)


@pytest.mark.parametrize("path", ABSTRACTS, ids=lambda path: path.stem)
def test_the_abstracts_of_this_archive_are_read(path: object) -> None:
    note = read_note(path.read_bytes(), path.name)  # type: ignore[attr-defined]
    assert note.cover.kind == "ABSTRACT"
    assert note.meeting is not None
    assert f"{note.meeting.opened_on:%Y-%m}" == path.stem[:7]  # type: ignore[attr-defined]
    assert note.topics
    assert len(note.participants) >= 3
    assert not note.doubts


def test_another_marking_is_doubted_and_not_taken_over() -> None:
    note = read(marking="LIMITE")
    assert note.cover.marking is None
    assert [doubt.kind for doubt in note.doubts] == [DoubtKind.UNKNOWN_MARKING]


def test_a_paper_of_another_kind_is_no_abstract() -> None:
    assert read(kind="OUTCOME OF PROCEEDINGS").cover.kind != "ABSTRACT"
