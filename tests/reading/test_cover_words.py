"""The words of the cover that each value was read from."""

from datetime import date
from pathlib import Path

import pytest

from meetings.reading.note import read_note
from meetings.reading.parsed import CoverLine, ParsedNote
from meetings.reading.refusals import ClassifiedSource

ROOT = Path(__file__).resolve().parents[2]
SPECIMENS = [
    path
    for folder in ("fixtures/notes", "tests/specimens/dev")
    for path in sorted((ROOT / folder).iterdir())
    if path.suffix in {".pdf", ".txt", ".docx", ".html", ".md"} and path.name != "README.md"
]
COVER = """\
COUNCIL OF                                             Brussels, 19 April 2011
THE EUROPEAN UNION

                                                       99071/1/11 REV 1

                                                       LIMITE

                                                       JAIEX 131
                                                       PR CO 64
OUTCOME OF PROCEEDINGS
from :      Council Secretariat
to :        Delegations
No. prev. doc. : 99070/11 JAIEX 130
Subject :   Outcome of the EU-US Justice and Home Affairs Ministerial Meeting, Luxembourg, 11-
            12 April 2011

1. Visa policy

The EU side agreed to report.
"""


def words_of(note: ParsedNote, name: str) -> list[str]:
    return [line.text[v.start : v.end] for line in note.cover_lines for v in line.values if v.name == name]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("number", ["99071/1/11 REV 1"]),
        ("version", ["REV 1"]),
        ("dated_on", ["19 April 2011"]),
        ("place", ["Brussels"]),
        ("marking", ["LIMITE"]),
        ("codes", ["JAIEX 131", "PR CO 64"]),  # not the code of the previous document
        ("kind", ["OUTCOME OF PROCEEDINGS"]),
        ("sent_from", ["Council Secretariat"]),
        ("sent_to", ["Delegations"]),
        ("previous_documents", ["99070/11"]),
        (
            "subject",
            ["Outcome of the EU-US Justice and Home Affairs Ministerial Meeting, Luxembourg, 11-", "12 April 2011"],
        ),
        ("meeting", ["11-", "12 April 2011"]),  # broken over two lines
    ],
)
def test_each_value_of_a_cover_has_its_words(name: str, words: list[str]) -> None:
    note = read_note(COVER.encode(), "note.txt")
    assert note.cover.dated_on == date(2011, 4, 19)
    assert words_of(note, name) == words


def test_a_statement_is_called_so_by_its_title_and_what_no_line_says_has_no_words() -> None:
    text = (
        "EU-US joint statement following the ministerial meeting\n\nWashington, 8 December 2010\n\nWe agreed to report."
    )
    note = read_note(text.encode(), "note.txt")
    assert words_of(note, "kind") == ["EU-US joint statement"]
    assert words_of(note, "number") == words_of(note, "marking") == []


@pytest.mark.parametrize("path", SPECIMENS, ids=lambda path: path.name)
def test_what_a_specimen_prints_on_its_cover_is_found_again(path: Path) -> None:
    try:
        note = read_note(path.read_bytes(), path.name)
    except ClassifiedSource:
        return
    for name in (
        "number",
        "place",
        "marking",
        "codes",
        "kind",
        "sent_from",
        "sent_to",
        "subject",
        "previous_documents",
    ):
        if getattr(note.cover, name):
            assert words_of(note, name), name
    assert [line for line in note.cover_lines if not _fits(line)] == []


def _fits(line: CoverLine) -> bool:
    return all(0 <= value.start < value.end <= len(line.text) for value in line.values)
