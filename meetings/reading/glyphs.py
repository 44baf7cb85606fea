"""From the glyphs on a printed page to its lines: which belong to one line, where words and cells end.

A PDF holds glyphs at places, not lines. Here glyphs are gathered by their baseline, spaces are put where a gap is
wide enough for one, text that stands side by side (a label and its value on a cover) is told apart, raised footnote
marks are taken out of the text, and what is printed at an angle is kept as a stamp. Nothing here knows pdfminer.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from meetings.reading.damage import clean_printed
from meetings.reading.lines import Line

#: A gap this wide (in type sizes) between two glyphs is a space where the line also has spaces of its own.
SPACE_BESIDE_SPACES = 0.25
#: … and where it has none, so that a space can only show as a gap.
SPACE_ALONE = 0.12
#: A gap this wide (in type sizes) parts two cells, unless the whole line is spread as widely.
CELL_GAP = 1.5
#: Text after a paragraph number, a letter or a bullet starts at a tab stop at most this far (in points).
TAB_AFTER_NUMBER = 80.0
#: Baselines that differ by less (in type sizes) belong to one line: large print beside small print in a footer.
SAME_BASELINE = 0.3
#: Raised marks: at most this large, and raised by at least that much, against the type beside them.
MARK_SIZE, MARK_RAISED = 0.8, 0.12

# Finds "1.", "2.a", "(a)", "IV.", "3)", "–"; not "No. prev. doc.:" nor "2017".
NUMBER_OR_BULLET = re.compile(
    r"""(?: \(?(?:\d{1,3}[a-z]?|[A-Za-z]|[IVXivx]{1,5})(?:[.](?:\d{1,2}|[a-z]))*[.)]{0,2} | [-–—•·○▪●] )\Z""",
    re.VERBOSE,
)
# Finds "1", "12", "(3)", "*"; not "th" of "4th".
FOOTNOTE_MARK = re.compile(r"(?: \(? \d{1,3} \)? | [*†‡§]{1,3} )\Z", re.VERBOSE)
CLOSING = frozenset(".,;:!?)]’”'\"")


class Glyph(NamedTuple):
    """One printed glyph: its letters (a ligature has several), edges and baseline in points from the top left."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool


class Rule(NamedTuple):
    """A drawn horizontal rule."""

    x0: float
    x1: float
    y: float


@dataclass(slots=True)
class Row:
    """The glyphs of one printed line over the whole width of the page."""

    base: float
    size: float
    glyphs: list[Glyph] = field(default_factory=list)


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
    for row in gather_rows(glyphs):
        cells = [cell for cell in split_cells(row) if cell.text]
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


def gather_rows(glyphs: Iterable[Glyph]) -> list[Row]:
    """The glyphs by baseline, top first; raised and lowered type joins the line that it belongs to."""
    levels: dict[float, list[Glyph]] = {}
    for glyph in glyphs:
        levels.setdefault(round(glyph.base, 1), []).append(glyph)
    by_point: dict[int, list[Row]] = {}
    rows: list[Row] = []
    # The fullest levels first: they are the lines, to which the few raised or lowered glyphs then belong.
    for base, level in sorted(levels.items(), key=lambda item: -len(item[1])):
        size = max(glyph.size for glyph in level)
        near = (row for point in range(int(base) - 8, int(base) + 9) for row in by_point.get(point, ()))
        home = min(
            (row for row in near if _same_line(row, base, size)), key=lambda row: abs(row.base - base), default=None
        )
        if home is None:
            home = Row(base, size)
            rows.append(home)
            by_point.setdefault(int(base), []).append(home)
        home.glyphs.extend(level)
    return sorted(rows, key=lambda row: row.base)


def _same_line(row: Row, base: float, size: float) -> bool:
    lower = base - row.base
    if abs(lower) <= min(8.0, SAME_BASELINE * min(max(row.size, size), 1.5 * min(row.size, size))):
        return True
    small, large = sorted((row.size, size))
    raised = -lower if size < row.size else lower
    return small <= MARK_SIZE * large and 0 <= raised <= min(8.0, 0.55 * large)


def split_cells(row: Row) -> list[Cell]:
    """The row from left to right, parted at wide gaps; footnote marks are taken out of its words."""
    glyphs = sorted(row.glyphs, key=lambda glyph: glyph.x0)
    printed = _without_overprint([glyph for glyph in glyphs if not glyph.text.isspace()])
    if not printed:
        return []
    spaces = sorted(glyph.x0 + 0.3 * (glyph.x1 - glyph.x0) for glyph in glyphs if glyph.text.isspace())
    marks = _find_marks(printed)
    word_gap, cell_gap = _gaps(printed, len(spaces))
    cells: list[Cell] = []
    cell: Cell | None = None
    pending_mark: list[str] = []
    before: Glyph | None = None
    after_mark = False
    next_space = 0
    for index, glyph in enumerate(printed):
        spaced = False
        while next_space < len(spaces) and spaces[next_space] <= glyph.x0 + 0.1:
            spaced = before is not None and spaces[next_space] >= before.x0
            next_space += 1
        if index in marks:
            if cell is None or (before is not None and glyph.x0 - before.x1 > cell_gap * glyph.size):
                pending_mark.append(glyph.text)
            else:
                after_mark = True
                if spaced:
                    before = glyph
                    cell.parts.append(" ")
            continue
        gap = glyph.x0 - before.x1 if before is not None else 0.0
        if cell is None or (gap > cell_gap * max(glyph.size, 6.0) and not (after_mark and gap < 3 * glyph.size)):
            if cell is None or not _is_number(cell, gap):
                cell = Cell(glyph.x0, mark="".join(pending_mark) or None)
                pending_mark = []
                cells.append(cell)
            else:
                cell.bold = True  # a heading is bold whatever the face of its number
            spaced = True
        elif gap > word_gap * glyph.size:
            spaced = True
        elif spaced and gap < 0.03 * glyph.size:
            spaced = False
        if after_mark and glyph.text[:1] in CLOSING and gap < 2 * glyph.size:
            spaced = False
        cell.add(glyph, spaced)
        before, after_mark = glyph, False
    if pending_mark and not cells:
        first = printed[0]
        cells.append(Cell(first.x0))
        for glyph in printed:
            cells[0].add(glyph, space=False)
    return cells


def _is_number(cell: Cell, gap: float) -> bool:
    return gap <= TAB_AFTER_NUMBER and len(cell.parts) <= 8 and bool(NUMBER_OR_BULLET.match(cell.text))


def _gaps(printed: Sequence[Glyph], spaces: int) -> tuple[float, float]:
    """How wide a word gap and a cell gap are on this line, in type sizes."""
    gaps = [(after.x0 - before.x1) / max(after.size, 1.0) for before, after in pairwise(printed)]
    if not gaps:
        return SPACE_ALONE, CELL_GAP
    usual = min(max(0.0, median(gaps)), 1.0) if len(gaps) >= 4 else 0.0
    has_spaces = spaces * 14 >= len(printed)
    word_gap = usual + (SPACE_BESIDE_SPACES if has_spaces else _space_alone(sorted(gap - usual for gap in gaps)))
    words = [gap for gap in gaps if gap > word_gap]
    cell_gap = CELL_GAP
    if len(words) >= 4:
        cell_gap = max(CELL_GAP, 2.5 * median(words))
    return word_gap, cell_gap


def _space_alone(gaps: Sequence[float]) -> float:
    """How wide a space is on a line that prints none, in type sizes: where its gaps, sorted, part in two groups.

    Justified to a narrow column, a space may shrink to a tenth of the type size; kerning stays below a twentieth.
    """
    steps = [(after - before, before, after) for before, after in pairwise(gaps) if 0.03 <= after <= 0.4]
    widest, before, after = max(steps, default=(0.0, 0.0, 0.0))
    if widest < 0.04 or not 0.04 <= (before + after) / 2 <= 0.25:
        return SPACE_ALONE
    return (before + after) / 2


def _find_marks(printed: Sequence[Glyph]) -> set[int]:
    """The places of raised footnote marks: small raised digits or stars beside larger type."""
    marks: set[int] = set()
    index = 0
    while index < len(printed):
        end = index
        while (
            end < len(printed)
            and _same_type(printed[index], printed[end])
            and (end == index or printed[end].x0 - printed[end - 1].x1 < printed[end].size)
        ):
            end += 1
        text = "".join(glyph.text for glyph in printed[index:end])
        if FOOTNOTE_MARK.match(text) and (
            (index > 0 and _raised(printed[index], printed[index - 1], reach=1.0))
            or (end < len(printed) and _raised(printed[index], printed[end], reach=4.0))
        ):
            marks.update(range(index, end))
        index = end
    return marks


def _same_type(one: Glyph, other: Glyph) -> bool:
    return abs(one.size - other.size) < 0.3 and abs(one.base - other.base) < 0.3


def _raised(mark: Glyph, beside: Glyph, *, reach: float) -> bool:
    gap = mark.x0 - beside.x1 if beside.x0 <= mark.x0 else beside.x0 - mark.x1
    return (
        mark.size <= MARK_SIZE * beside.size
        and beside.base - mark.base >= MARK_RAISED * beside.size
        and gap <= reach * beside.size
    )


def _without_overprint(printed: Sequence[Glyph]) -> list[Glyph]:
    """Without glyphs printed twice on nearly the same spot, as some programs do for bold type."""
    kept: list[Glyph] = []
    for glyph in printed:
        twice = any(
            other.text == glyph.text
            and glyph.x0 - other.x0 < 0.12 * glyph.size
            and glyph.x0 - other.x0 < 0.5 * (glyph.x1 - glyph.x0)
            and abs(other.base - glyph.base) < 0.1 * glyph.size
            for other in kept[-2:]
        )
        if not twice:
            kept.append(glyph)
    return kept
