"""The words of a cover, cell by cell: covers are laid out in columns, and every file format parts these its own way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.reading.lines import Line

# Two columns of one printed line in plain text: a tab, or two spaces and more.
COLUMN = re.compile(r"\t+|\s{2,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that stand together on a cover. ``at`` is the index of their line; pieces of a ``row`` are side by side."""

    text: str
    at: int
    row: tuple[str, int]
    line: Line


def pieces_of(lines: Iterable[Line]) -> list[Piece]:
    """The pieces in reading order; a blank line gives one piece without text."""
    pieces = []
    for at, line in enumerate(lines):
        row = ("table", line.row) if line.row is not None else ("line", at)
        texts = [line.text] if line.row is not None else COLUMN.split(line.text)
        pieces += [Piece(text.strip(), at, row, line) for text in texts]
    return pieces
