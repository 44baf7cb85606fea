"""The words of a cover, cell by cell: covers are laid out in columns, and every file format parts these its own way."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from meetings.reading.lines import Line

# Two columns of one printed line in plain text: a tab, or two spaces and more.
COLUMN = re.compile(r"\t+|\s{2,}")

# A cover whose lines were run together: "From: Presidency To: Delegations Subject: …" is parted at its labels.
RUN_TOGETHER = re.compile(
    r"(?<!\bNo\.)(?<!\bNo)\s+(?=(?:From|To|N?o?\.?\s?(?:prev|Cion)\.?\s?(?:doc|prop)[a-z]*\.?(?:\s?No\.?)?|Subject)\s*:)",
    re.I,
)


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
        for text in texts:
            parts = RUN_TOGETHER.split(text)
            # Parted words stand on lines of their own, as far as the order of labels and values goes.
            rows = [row] if len(parts) < 3 else [("part", at * 100 + number) for number in range(len(parts))]
            texts_apart = [text] if len(parts) < 3 else parts
            pieces += [Piece(p.strip(), at, r, line) for p, r in zip(texts_apart, rows, strict=True)]
    return pieces
