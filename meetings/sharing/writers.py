"""A list as a file: CSV, Excel and JSON Lines. Rows are written as they come; none of the three holds the list.

Every file begins with one line that says how it is marked, who took it, when, and what was asked. A cell is never a
formula, and no control character reaches a file.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import batched
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.days import day
from meetings.sharing.citation import Absolute
from meetings.sharing.columns import Column, Value, values_of
from meetings.sharing.listed import Listed

# What no file needs and XML forbids: controls but tab and line feed, and the two that are no characters.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
# With these a spreadsheet begins a formula; full-width forms are taken for the same. "-1" is one, "– one" is not.
FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\n]")
BOM = "\ufeff"
LONGEST_CELL, MOST_LINKS, LONGEST_LINK = 32_767, 65_530, 2_079  # of Excel
CUT = _(" … [cut: a cell of Excel holds no more]")


@dataclass(frozen=True, slots=True)
class Taken:
    """What every file says of itself."""

    title: str
    marking: str
    by: str
    at: datetime
    asked: str  # the address of the list with its filters

    @property
    def line(self) -> str:
        """``LIMITE · Commitments · taken by anna on 28 November 2026 at 10:12 · https://…/commitments/?side=EU``."""
        return f"{self.marking} · {self.foot}"

    @property
    def foot(self) -> str:
        """The same without the marking."""
        told = {"title": self.title, "by": self.by, "day": day(self.at), "asked": self.asked}
        told["time"] = f"{timezone.localtime(self.at):%H:%M}"
        return gettext("%(title)s · taken by %(by)s on %(day)s at %(time)s · %(asked)s") % told


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: how it is named and sent, and what writes it, piece by piece or whole into a file."""

    extension: str
    media_type: str
    pieces: Callable[[Taken, Listed, Absolute], Iterator[str]] | None = None
    whole: Callable[[Taken, Listed, Absolute], IO[bytes]] | None = None


def clean(text: str) -> str:
    """``text`` without control characters; line ends are line feeds."""
    return CONTROLS.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def in_words(value: Value) -> str:
    """A value as the text of one cell."""
    if isinstance(value, list):
        return clean("; ".join(value))
    return "" if value is None else clean(str(value))


def harmless(value: Value) -> str:
    """The same for a file that a spreadsheet opens: what it would take for a formula has an apostrophe in front."""
    text = in_words(value)
    return f"'{text}" if FORMULA.match(text) and not isinstance(value, int | date) else text


class _Echo:
    """A file that hands back what is written into it."""

    def write(self, text: str) -> str:
        return text


def csv_pieces(taken: Taken, listed: Listed, absolute: Absolute) -> Iterator[str]:
    """CSV (RFC 4180, UTF-8): a line about the file behind ``# ``, the labels, the rows."""
    writer: Any = csv.writer(_Echo())
    yield writer.writerow([f"# {clean(taken.line)}"])
    yield writer.writerow([harmless(str(column.label)) for column in listed.columns])
    for rows in batched(listed.rows, 100, strict=False):
        yield "".join(
            writer.writerow([harmless(value) for value in values_of(listed.columns, row, absolute)]) for row in rows
        )


def csv_pieces_with_bom(taken: Taken, listed: Listed, absolute: Absolute) -> Iterator[str]:
    """The same with the mark by which Excel knows UTF-8."""
    yield BOM
    yield from csv_pieces(taken, listed, absolute)


def json_pieces(taken: Taken, listed: Listed, absolute: Absolute) -> Iterator[str]:
    """JSON Lines: an object about the file, then one a row, by the names of the columns."""
    about = {"title": taken.title, "marking": taken.marking, "taken_by": taken.by, "taken_at": taken.at.isoformat()}
    yield _json_line({"export": about | {"asked": taken.asked}})
    names = [column.name for column in listed.columns]
    for rows in batched(listed.rows, 100, strict=False):
        yield "".join(
            _json_line(dict(zip(names, values_of(listed.columns, row, absolute), strict=True))) for row in rows
        )


def _json_line(told: dict[str, Any]) -> str:
    return f"{json.dumps(told, ensure_ascii=False, default=str)}\n"


def workbook(taken: Taken, listed: Listed, absolute: Absolute) -> IO[bytes]:
    """An Excel workbook in a temporary file, read from its beginning; the caller closes it.

    XlsxWriter writes a row to the disk when the next one begins (``constant_memory``), so that only addresses of links
    stay in memory, at most as many as Excel allows on a sheet.
    """
    file = TemporaryFile()  # noqa: SIM115 - handed to the caller
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": False}
    with xlsxwriter.Workbook(file, options | {"default_date_format": "yyyy-mm-dd"}) as book:
        book.set_properties({"title": clean(taken.title), "author": clean(taken.by), "comments": clean(taken.line)})
        sheet = book.add_worksheet(taken.marking)
        bold, dated = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
        header = f"&C&B{taken.marking}"
        sheet.set_header(header)
        sheet.set_footer(f"{header}&R&P / &N")
        sheet.set_landscape()
        sheet.repeat_rows(1)
        sheet.freeze_panes(2, 0)
        for place, column in enumerate(listed.columns):
            sheet.set_column(place, place, WIDE if column.name in LONG else NARROW)
        sheet.write_string(0, 0, _fitting(clean(taken.line)), bold)
        for place, column in enumerate(listed.columns):
            sheet.write_string(1, place, clean(str(column.label)), bold)
        last = 1
        for last, row in enumerate(listed.rows, 2):
            cells = zip(listed.columns, values_of(listed.columns, row, absolute), strict=True)
            for place, (column, value) in enumerate(cells):
                _write_cell(sheet, last, place, column, value, dated)
        sheet.autofilter(1, 0, last, len(listed.columns) - 1)
    file.seek(0)
    return file


LONG = {"words", "topics", "meeting", "address", "topic", "meaning", "expansion", "explanation"}
NARROW, WIDE = 14, 48


def _write_cell(sheet: Any, row: int, place: int, column: Column, value: Value, dated: Any) -> None:
    """With its type: a number, a day, a link as far as Excel takes it; everything else is text and never a formula."""
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, dated)
    elif isinstance(value, int):
        sheet.write_number(row, place, value)
    elif column.link and value and row <= MOST_LINKS and len(str(value)) <= LONGEST_LINK:
        sheet.write_url(row, place, str(value))
    elif text := in_words(value):
        sheet.write_string(row, place, _fitting(text))


def _fitting(text: str) -> str:
    return text if len(text) <= LONGEST_CELL else f"{text[: LONGEST_CELL - len(str(CUT))]}{CUT}"


XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = {
    "csv": Format("csv", "text/csv; charset=utf-8", pieces=csv_pieces),
    "csv-bom": Format("csv", "text/csv; charset=utf-8", pieces=csv_pieces_with_bom),
    "xlsx": Format("xlsx", XLSX, whole=workbook),
    "jsonl": Format("jsonl", "application/jsonl; charset=utf-8", pieces=json_pieces),
}
