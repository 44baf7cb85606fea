"""From the rows of glyphs on a page to its lines: where words end, and what stands side by side.

A space is put where a gap is wide enough for one. A wide gap parts two cells, as between a label and its value on a
cover or the parts of a footer; so does a narrower one that stands where a column begins in the rows around it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from meetings.reading.damage import clean_printed
from meetings.reading.glyphs import Glyph, Row, find_marks, gather_rows, without_overprint
from meetings.reading.lines import Line

#: A gap this wide (in type sizes) between two glyphs is a space where the line also has spaces of its own.
SPACE_BESIDE_SPACES = 0.25
#: … and where it has none, so that a space can only show as a gap.
SPACE_ALONE = 0.12
#: A gap this wide (in type sizes) parts two cells, unless the whole line is spread as widely.
CELL_GAP = 1.5
WIDER_THAN_ALL = 2.5
EVENLY = 1.2
#: Printed spaces count from this gap on (in type sizes); a space may be printed over letters by mistake.
NO_GAP = 0.03
SMALLEST_TYPE = 6.0
#: Text after a paragraph number, a letter or a bullet starts at a tab stop at most this far (in points).
TAB_AFTER_NUMBER = 80.0
#: A gap this wide (in type sizes) parts two cells where it ends at the left edge of a column …
COLUMN_GAP = 0.6
#: … and is this much wider than the words around it are apart.
WIDER_THAN_WORDS = 1.6
#: How far (in points) a column may be off its edge, and how far above or below (in points) its other rows may stand.
COLUMN_EDGE, COLUMN_REACH = 1.0, 90.0
#: Beside a footnote mark the words stand further apart, by the mark.
GAP_WITH_MARK = 3.0

# Finds "1.", "2.a", "(a)", "IV.", "3)", "–"; not "No. prev. doc.:" nor "2017".
NUMBER_OR_BULLET = re.compile(
    r"""(?: \(?(?:\d{1,3}[a-z]?|[A-Za-z]|[IVXivx]{1,5})(?:[.](?:\d{1,2}|[a-z]))*[.)]{0,2} | [-–—•·○▪●] )\Z""",
    re.VERBOSE,
)
CLOSING = frozenset(".,;:!?)]’”'\"")


class Gaps(NamedTuple):
    """How wide the gaps of one row are that mean something, in type sizes: between words, columns and cells."""

    word: float
    column: float
    cell: float


@dataclass(slots=True)
class Cell:
    """A stretch of a printed line without a wide gap in it."""

    x0: float
    x1: float = 0.0
    parts: list[str] = field(default_factory=list)
    sizes: Counter[float] = field(default_factory=Counter)
    bold: bool = True
    mark: str | None = None

    def add(self, glyph: Glyph, space: bool) -> None:
        if space and self.parts:
            self.parts.append(" ")
        self.parts.append(glyph.text)
        self.x1 = max(self.x1, glyph.x1)
        self.sizes[round(glyph.size, 1)] += 1
        if not glyph.bold and glyph.text.isalnum():
            self.bold = False

    @property
    def text(self) -> str:
        return clean_printed("".join(self.parts))

    @property
    def size(self) -> float:
        return self.sizes.most_common(1)[0][0]


def printed_lines(glyphs: Iterable[Glyph], *, page: int, height: float, first_row: int = 0) -> list[Line]:
    """The lines of one page from top to bottom; what stands side by side shares a ``row``, counted from first_row."""
    lines: list[Line] = []
    row_number = first_row
    rows = gather_rows(glyphs)
    parted = [split_cells(row) for row in rows]
    columns = [(row.base, cell.x0) for row, cells in zip(rows, parted, strict=True) for cell in cells[1:]]
    levels = [base for base, _ in columns]
    for row, whole in zip(rows, parted, strict=True):
        near = columns[bisect_left(levels, row.base - COLUMN_REACH) : bisect_right(levels, row.base + COLUMN_REACH)]
        cells = split_cells(row, {edge for _, edge in near}) if near else whole
        cells = [cell for cell in cells if cell.text]
        beside = len(cells) > 1
        for number, cell in enumerate(cells):
            lines.append(
                Line(
                    text=cell.text,
                    page=page,
                    bold=cell.bold and any(part.isalnum() for part in cell.parts),
                    x=round(cell.x0, 1),
                    x1=round(cell.x1, 1),
                    y=round(row.base - 0.8 * cell.size, 1),
                    size=cell.size,
                    row=row_number if beside else None,
                    cell=number if beside else None,
                    page_height=height,
                    mark=cell.mark,
                )
            )
        row_number += beside
    return lines


def split_cells(row: Row, edges: Iterable[float] = ()) -> list[Cell]:
    """The row from left to right, parted at wide gaps and at the ``edges`` of columns, without footnote marks."""
    printed, after_space = _printed(row)
    marks = find_marks(printed)
    gaps = _gaps(printed, len(after_space))
    known_edges = sorted(edges)
    cells: list[Cell] = []
    opening = ""  # the mark that opens a footnote, until its text begins
    before: Glyph | None = None
    after_mark = spaced = False
    for index, glyph in enumerate(printed):
        spaced = spaced or index in after_space
        gap = glyph.x0 - before.x1 if before is not None else 0.0
        if index in marks:
            if before is None or gap > gaps.cell * glyph.size:
                opening += glyph.text
            else:
                after_mark = True
            continue
        if before is None or _parts(gap, glyph, gaps, known_edges, after_mark=after_mark):
            if not cells or not _is_number(cells[-1], gap):
                cells.append(Cell(glyph.x0, mark=opening or None))
                opening = ""
            else:
                cells[-1].bold = True  # a heading is bold whatever the face of its number
            spaced = True
        elif after_mark and glyph.text[:1] in CLOSING:
            spaced = False
        else:
            spaced = gap > gaps.word * glyph.size or (spaced and gap >= NO_GAP * glyph.size)
        cells[-1].add(glyph, spaced)
        before, after_mark, spaced = glyph, False, False
    if not cells and printed:  # nothing but a raised mark
        cells.append(Cell(printed[0].x0))
        for glyph in printed:
            cells[0].add(glyph, space=False)
    return cells


def _printed(row: Row) -> tuple[list[Glyph], set[int]]:
    """The glyphs of the row that show, from left to right, and the places among them that follow a printed space."""
    glyphs = sorted(row.glyphs, key=lambda glyph: glyph.x0)
    printed = without_overprint([glyph for glyph in glyphs if not glyph.text.isspace()])
    starts = [glyph.x0 for glyph in printed]
    spaces = (glyph.x0 + 0.3 * (glyph.x1 - glyph.x0) for glyph in glyphs if glyph.text.isspace())
    return printed, {bisect_left(starts, space - 0.1) for space in spaces} - {0}


def _parts(gap: float, glyph: Glyph, gaps: Gaps, edges: Sequence[float], *, after_mark: bool) -> bool:
    """Whether a new cell begins at the glyph."""
    size = max(glyph.size, SMALLEST_TYPE)
    if after_mark and gap < GAP_WITH_MARK * size:
        return False
    if gap > gaps.cell * size:
        return True
    if gap <= gaps.column * size:
        return False
    nearest = bisect_left(edges, glyph.x0 - COLUMN_EDGE)
    return nearest < len(edges) and edges[nearest] <= glyph.x0 + COLUMN_EDGE


def _is_number(cell: Cell, gap: float) -> bool:
    """Whether the cell is but the number or bullet of what follows it."""
    return gap <= TAB_AFTER_NUMBER and len(cell.parts) <= 8 and bool(NUMBER_OR_BULLET.match(cell.text))


def _gaps(printed: Sequence[Glyph], spaces: int) -> Gaps:
    gaps = [(after.x0 - before.x1) / max(after.size, 1.0) for before, after in pairwise(printed)]
    if not gaps:
        return Gaps(SPACE_ALONE, COLUMN_GAP, CELL_GAP)
    usual = min(max(0.0, median(gaps)), 1.0) if len(gaps) >= 4 else 0.0
    has_spaces = spaces * 14 >= len(printed)
    word_gap = usual + (SPACE_BESIDE_SPACES if has_spaces else _space_alone(sorted(gap - usual for gap in gaps)))
    words = [gap for gap in gaps if gap > word_gap]
    # A line that a person ended in justified text has few words, all as far apart; the parts of a footer never are.
    even = len(words) >= 2 and max(words) <= EVENLY * min(words)
    between = median(words) if len(words) >= 4 or even else 0.0
    return Gaps(word_gap, max(COLUMN_GAP, WIDER_THAN_WORDS * between), max(CELL_GAP, WIDER_THAN_ALL * between))


def _space_alone(gaps: Sequence[float]) -> float:
    """How wide a space is on a line that prints none, in type sizes: where its gaps, sorted, part in two groups.

    Justified to a narrow column, a space may shrink to a tenth of the type size; kerning stays below a twentieth.
    """
    steps = [(after - before, before, after) for before, after in pairwise(gaps) if 0.03 <= after <= 0.4]
    widest, before, after = max(steps, default=(0.0, 0.0, 0.0))
    if widest < 0.04 or not 0.04 <= (before + after) / 2 <= 0.25:
        return SPACE_ALONE
    return (before + after) / 2
