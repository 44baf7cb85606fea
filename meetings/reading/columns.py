"""Lists of participants that are printed in two columns, one for each side: read down, not across.

Only columns headed by the names of the sides are parted; a table of names and offices is read row by row.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from meetings.reading.lines import Line
from meetings.reading.pieces import COLUMN

# What stands above the names of one side:
# "EU side", "European Union", "For the United States", "US delegation"; not "EU-US cooperation".
SIDE = re.compile(
    r"(?:for\s+)?(?:the\s+)?(?:(?P<eu>EU|E\.U\.|European\s+Union)|US|U\.S\.|USA|United\s+States(?:\s+of\s+America)?)"
    r"(?:\s+(?:side|delegation|participants))?\s*:?",
    re.I,
)
WIDE = 75  # characters: a line that long is running text


@dataclass(slots=True)
class _Column:
    """One column: its head, its left edge, and its entries, each of one or more lines."""

    head: Line
    entries: list[list[Line]] = field(default_factory=list)

    def lines(self) -> list[Line]:
        """The head and the entries, each a block of its own that keeps its line breaks."""
        shown = [self.head, *(replace(e[0], text="\n".join(line.text for line in e)) for e in self.entries)]
        return [replace(line, block=True, row=None, cell=None) for line in shown]


def read_down(lines: Sequence[Line]) -> list[Line]:
    """The lines, with columns headed by the two sides put one below the other."""
    rows = _rows(lines)
    out: list[Line] = []
    at = 0
    while at < len(rows):
        if len(rows[at]) == 2 and all(SIDE.fullmatch(cell.text) for cell in rows[at]):
            columns = [_Column(cell) for cell in rows[at]]
            at = _fill(columns, rows, at + 1)
            out += [line for column in columns for line in column.lines()]
        else:
            out += rows[at]
            at += 1
    return out


def _rows(lines: Sequence[Line]) -> list[list[Line]]:
    """The lines by printed row; where a head of two sides stands in plain text, its columns are parted by spaces."""
    rows: list[list[Line]] = []
    for line in lines:
        if rows and line.row is not None and rows[-1] and rows[-1][-1].row == line.row:
            rows[-1].append(line)
        else:
            rows.append([line])
    headed = False
    for number, row in enumerate(rows):
        if len(row) != 1 or row[0].y is not None or row[0].block:
            continue
        cells = [replace(row[0], text=text, cell=cell) for cell, text in enumerate(COLUMN.split(row[0].text))]
        headed = headed or (len(cells) == 2 and all(SIDE.fullmatch(cell.text) for cell in cells))
        if headed and len(cells) == 2:
            rows[number] = cells
    return rows


def _fill(columns: list[_Column], rows: Sequence[list[Line]], at: int) -> int:
    """Put the rows from ``at`` on into the columns; the index of the first row behind them."""
    parted = True
    before: Line | None = None
    while at < len(rows):
        row = rows[at]
        if not row[0].text:
            parted = True
            at += 1
            continue
        if row[0].heading or any(len(line.text) > WIDE for line in row) or len({line.cell for line in row}) > 2:
            break
        if row[0].page != columns[0].head.page and not _goes_over(row, before, columns):
            break
        if before is not None and before.page != row[0].page:
            parted = True
        elif before is not None and before.y is not None and row[0].y is not None:
            parted = row[0].y - before.y > 1.5 * (row[0].size or 12)
        for line in row:
            column = columns[_column_of(line, columns)]
            own = column.entries[-1] if column.entries else None
            if own is None or (line.row != own[-1].row if line.y is None and line.row is not None else parted):
                column.entries.append([line])
            else:
                own.append(line)
        before, parted = row[0], False
        at += 1
    return at


def _goes_over(row: Sequence[Line], before: Line | None, columns: Sequence[_Column]) -> bool:
    """Whether a row of a later page still belongs to the columns: side by side below their heads, or a line run on."""
    if any(line.x is None or column.head.x is None for line, column in zip(row, columns, strict=False)):
        return False
    if len(row) == 2:
        return all(abs(_left(line) - _left(column.head)) < 6 for line, column in zip(row, columns, strict=True))
    run_on = before is not None and before.page == row[0].page and before.y is not None and row[0].y is not None
    return run_on and _down(before, row[0]) <= 1.5 * (row[0].size or 12)


def _left(line: Line) -> float:
    return line.x or 0.0


def _down(above: Line | None, line: Line) -> float:
    return (line.y or 0.0) - ((above.y if above else None) or 0.0)


def _column_of(line: Line, columns: Sequence[_Column]) -> int:
    if line.x is not None and columns[1].head.x is not None:
        return int(line.x >= columns[1].head.x - 20)
    return min(line.cell or 0, 1)
