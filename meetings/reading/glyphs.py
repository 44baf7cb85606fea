"""From the glyphs on a printed page to its rows: which stand on one line, which are printed twice, which are marks.

A PDF holds glyphs at places, not lines. Here they are gathered by their baseline, and raised footnote marks are told
from the words beside them; ``cells`` then makes lines of the rows. Nothing here knows pdfminer.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

#: Baselines that differ by less (in type sizes) belong to one line: large print beside small print in a footer.
SAME_BASELINE = 0.3
#: Raised marks: at most this large, and raised by at least that much, against the type beside them.
MARK_SIZE, MARK_RAISED = 0.8, 0.12

# Finds "1", "12", "(3)", "*"; not "th" of "4th".
FOOTNOTE_MARK = re.compile(r"(?: \(? \d{1,3} \)? | [*†‡§]{1,3} )\Z", re.VERBOSE)


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


def find_marks(printed: Sequence[Glyph]) -> set[int]:
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


def without_overprint(printed: Sequence[Glyph]) -> list[Glyph]:
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
