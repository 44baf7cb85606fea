"""The three kinds of file: nothing in a field becomes a formula, markup or a row; all of it can be read again."""

import csv
import io
import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meetings.sharing.columns import Column
from meetings.sharing.listed import Listed
from meetings.sharing.writers import CONTROLS, CUT, LONGEST_CELL, MOST_LINKS, Taken, csv_pieces, json_pieces, workbook

COLUMNS = (
    Column("words", "Words", lambda row: row["words"]),
    Column("page", "Page", lambda row: row.get("page")),
    Column("held_on", "Day", lambda row: row.get("day")),
    Column("sides", "Sides", lambda row: row.get("sides", [])),
    Column("address", "Address", lambda row: row.get("path", "/notes/10483-17/4.2/"), link=True),
)
TAKEN = Taken(
    "=Title\x07", "LIMITE", "anna\r\n=1", datetime(2026, 11, 28, 9, 12, tzinfo=UTC), "https://a.example/?q=\x00"
)
LINE = "LIMITE · =Title · taken by anna\n=1 on 28 November 2026 at 10:12 · https://a.example/?q="
NASTY = [
    ("=1+1", "'=1+1"),
    ("+49 30 1", "'+49 30 1"),
    ("-2+3", "'-2+3"),
    ("@SUM(1)", "'@SUM(1)"),
    ("＝1+1", "'＝1+1"),
    ("  =cmd|' /C calc'!A0", "'  =cmd|' /C calc'!A0"),
    ("\t=1", "'\t=1"),
    ("\r=1", "'\n=1"),
    ("\x00\x07=1", "'=1"),
    ("<b>&amp;", "<b>&amp;"),
    ('He said "no", twice', 'He said "no", twice'),
    ("two\nlines", "two\nlines"),
    ("– a dash that is no minus", "– a dash that is no minus"),
    ("\ufffe\uffffend", "end"),
]  # fmt: skip


def absolute(path: str) -> str:
    return f"https://a.example{path}"


def listed(*rows: dict[str, Any]) -> Listed:
    return Listed("Title", "/list/", COLUMNS, iter(rows), "LIMITE")


def as_csv(*rows: dict[str, Any]) -> list[list[str]]:
    text = "".join(csv_pieces(TAKEN, listed(*rows), absolute))
    return list(csv.reader(io.StringIO(text, newline="")))


def as_sheet(*rows: dict[str, Any]) -> Any:
    with workbook(TAKEN, listed(*rows), absolute) as file:
        return openpyxl.load_workbook(file)["LIMITE"]


@pytest.mark.parametrize(("words", "cell"), NASTY)
def test_no_cell_of_a_csv_is_a_formula(words: str, cell: str) -> None:
    assert as_csv({"words": words})[2][0] == cell


@pytest.mark.parametrize(("words", "cell"), NASTY)
def test_no_cell_of_a_workbook_is_a_formula(words: str, cell: str) -> None:
    found = as_sheet({"words": words})["A3"]
    assert found.data_type == "s"
    assert found.value == CONTROLS.sub("", words.replace("\r", "\n"))


@pytest.mark.parametrize("words", [words for words, _ in NASTY])
def test_json_keeps_the_words_as_they_are(words: str) -> None:
    lines = "".join(json_pieces(TAKEN, listed({"words": words}), absolute)).split("\n")
    assert json.loads(lines[1])["words"] == words
    assert lines[2:] == [""]


@settings(max_examples=50)
@given(st.lists(st.text(), max_size=4))
def test_whatever_the_words_a_row_stays_a_row(texts: list[str]) -> None:
    rows = [{"words": text} for text in texts]
    assert [len(row) for row in as_csv(*rows)] == [1] + [len(COLUMNS)] * (len(texts) + 1)
    assert as_sheet(*rows).max_row == len(texts) + 2
    assert "".join(json_pieces(TAKEN, listed(*rows), absolute)).count("\n") == len(texts) + 1


def test_every_file_begins_with_marking_person_time_and_question() -> None:
    assert as_csv()[0] == [f"# {LINE}"]
    assert as_sheet()["A1"].value == LINE
    first = json.loads(next(json_pieces(TAKEN, listed(), absolute)))["export"]
    assert (first["marking"], first["taken_at"]) == ("LIMITE", "2026-11-28T09:12:00+00:00")
    assert set(first) == {"title", "marking", "taken_by", "taken_at", "asked"}


def test_a_workbook_has_types_and_links_and_its_marking_on_each_printed_page() -> None:
    sheet = as_sheet({"words": "w", "page": 5, "day": date(2017, 6, 15), "sides": ["EU", "US"]})
    assert [cell.value for cell in sheet[2]] == ["Words", "Page", "Day", "Sides", "Address"]
    assert [cell.value for cell in sheet[3]][1:4] == [5, datetime(2017, 6, 15), "EU; US"]
    assert sheet["E3"].hyperlink.target == "https://a.example/notes/10483-17/4.2/"
    assert (sheet.oddHeader.center.text, sheet.oddFooter.center.text) == ("&BLIMITE", "&BLIMITE")  # in bold
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A3", "A2:E3")


def test_what_excel_cannot_hold_is_cut_and_says_so() -> None:
    sheet = as_sheet({"words": "é" * 40_000})
    assert len(sheet["A3"].value) == LONGEST_CELL
    assert sheet["A3"].value.endswith(str(CUT))


def test_more_links_than_excel_takes_are_written_as_words() -> None:
    few = (Column("address", "Address", lambda row: row, link=True),)
    paths = [f"/{n}" for n in range(MOST_LINKS + 5)]
    with workbook(TAKEN, Listed("Title", "/list/", few, iter(paths), "LIMITE"), absolute) as file:
        sheet = openpyxl.load_workbook(file, read_only=True)["LIMITE"]
        *_, last = sheet.iter_rows(values_only=True)
    assert last == (f"https://a.example/{MOST_LINKS + 4}",)


def test_rows_are_written_while_they_come() -> None:
    """A file that gathered its rows first would ask for the second hundred before it gave the first."""
    taken = 0

    def rows() -> Iterator[dict[str, Any]]:
        nonlocal taken
        for _ in range(1_000):
            taken += 1
            yield {"words": "w"}

    for pieces in (csv_pieces, json_pieces):
        taken = 0
        written = pieces(TAKEN, Listed("Title", "/list/", COLUMNS, rows(), "LIMITE"), absolute)
        while taken == 0:
            next(written)
        assert taken <= 101
