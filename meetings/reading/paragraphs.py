"""From printed lines to paragraphs: joined over line and page breaks, without bullets, numbers kept apart.

A file that has paragraphs of its own (Word, HTML, Markdown) is believed. For printed lines the gaps between them
decide, then indents, short last lines, and whether a sentence has ended.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from meetings.reading.furniture import is_rule
from meetings.reading.hyphens import broken, joined, words_of
from meetings.reading.lines import Line
from meetings.reading.numbering import Numbered, numbered

# "• step up", "- share", "– agree", "o  one"; not "-5 degrees", not "other".
BULLET = re.compile(r"(?:[•·▪●‣◦■□➢✓]\s*|[-–—*o]\s+)(?=\S)")
# "responsible for", "Washington,"; not "Counter-terrorism".
UNFINISHED = re.compile(r"(?:,|\b(?:and|or|of|the|on|in|at|for|with|to|between|from|by|an?|its|their))$")
#: Gaps between lines, as multiples of the usual: one that parts any text, and one that parts what has ended.
WIDE_GAP, NOTICED_GAP = 1.3, 1.15
LONE_NUMBER = re.compile(r"(?P<integer>\d{1,2})\.?")
ENDED = re.compile(r"[.!?:;…][\"'”’»)\]]*\s*$")

# "Summary: First meeting …": a label that opens its paragraph.
LABEL_WORDS = re.compile(r"(?:Executive\s+)?Summary\s*[:：]", re.I)


def has_ended(text: str) -> bool:
    """Whether the text ends as a sentence does."""
    return ENDED.search(text[-12:]) is not None


@dataclass(slots=True)
class Block:
    """A paragraph or heading in the making, with what the file and its layout say of it."""

    text: str
    page: int | None
    number: Numbered | None = None
    bullet: bool = False
    bold: bool = False
    heading: int | None = None
    lines: int = 1
    alone: bool = False  # stands apart from what follows
    last: Line | None = None
    cells: int = 1
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class Layout:
    """How the lines of a paper are usually set: measured once, asked at every line break."""

    pitch: float | None  # usual distance between lines, in points
    left: float | None
    right: float | None
    width: int  # of a full line, in characters
    spaced: bool  # a blank line follows every line, so that blank lines say nothing
    unwrapped: bool  # every line is a whole paragraph


def measure(lines: Sequence[Line]) -> Layout:
    """The usual distances and widths of the lines of a paper."""
    placed = [line for line in lines if line.text and line.y is not None and line.x is not None and line.x1 is not None]
    gaps = Counter(
        round(after.y - before.y, 0)
        for before, after in pairwise(placed)
        if before.y is not None and after.y is not None and before.page == after.page and 4 < after.y - before.y < 60
    )
    printed = [line for line in lines if line.text and not line.block]
    lengths = sorted(len(line.text) for line in printed)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 0
    full = [i for i, line in enumerate(lines) if line.text and not line.block and len(line.text) > 0.8 * width]
    open_ended = [i for i in full if not has_ended(lines[i].text) and i + 1 < len(lines)]
    blank_after = sum(not lines[i + 1].text for i in open_ended)
    rights = sorted(line.x1 for line in placed if line.x1 is not None)
    lefts = Counter(round(line.x) for line in placed if line.x is not None)
    return Layout(
        pitch=min((gap for gap, count in gaps.items() if count >= 0.25 * max(gaps.values())), default=None)
        if gaps
        else None,
        left=float(lefts.most_common(1)[0][0]) if lefts else None,
        right=rights[int(len(rights) * 0.9)] if rights else None,
        width=width,
        spaced=len(open_ended) >= 4 and blank_after > 0.5 * len(open_ended),
        unwrapped=width > 160 and not placed,
    )


def blocks_of(lines: Sequence[Line]) -> list[Block]:
    """The paragraphs and headings of a body, in order; rules and blank lines are gone."""
    layout = measure(lines)
    words = words_of(line.text for line in lines)
    beside = _rows_read_across(lines)
    blocks: list[Block] = []
    blank = rule = False
    for line in lines:
        if not line.text or is_rule(line.text):
            blank = True
            rule = rule or bool(line.text)
            if blocks and not layout.spaced:
                blocks[-1].alone = True
            continue
        if blocks and not rule and line.row in beside and _stands_beside(blocks[-1], line):
            _add_cell(blocks[-1], line)
        elif blocks and not rule and _goes_on(blocks[-1], line, layout, blank=blank):
            _add(blocks[-1], line, words)
        else:
            if blocks and _apart(blocks[-1], line, layout):
                blocks[-1].alone = True
            blocks.append(_begin(line))
        blank = rule = False
    if blocks:
        blocks[-1].alone = True
    for block in blocks:
        block.text = re.sub(r"[^\S\n]+", " ", block.text).strip()
    return [block for block in blocks if block.text or block.number]


def _begin(line: Line) -> Block:
    text, bullet = line.text, line.bullet
    if match := BULLET.match(text):
        text, bullet = text[match.end() :], True
    number = None if bullet else numbered(text)
    return Block(
        text=number.rest if number else text,
        page=line.page,
        number=number,
        bullet=bullet,
        bold=line.bold,
        heading=line.heading,
        last=line,
        mark=line.mark,
    )


def _add(block: Block, line: Line, words: Counter[str]) -> None:
    block.text = joined(block.text, line.text, words) if block.text else line.text
    block.bold = block.bold and line.bold
    block.lines += 1
    block.last = line


def _rows_read_across(lines: Sequence[Line]) -> set[int]:
    """The rows whose cells go on with one another: printed rows, and table rows with no more than a line in a cell.

    A page that is laid out with a table has whole columns of text in one row; these are not read across.
    """
    cells = Counter((line.row, line.cell) for line in lines if line.row is not None and line.y is None)
    crowded = {row for (row, _), count in cells.items() if count > 1}
    return {line.row for line in lines if line.row is not None and line.row not in crowded}


def _stands_beside(block: Block, line: Line) -> bool:
    """Whether a line stands in the same row as the last one, in another cell."""
    return block.last is not None and block.last.row == line.row and block.last.cell != line.cell


def _add_cell(block: Block, line: Line) -> None:
    """Read on in the next cell; a number alone in the first cell is the number of the paragraph."""
    lone = LONE_NUMBER.fullmatch(block.text) if block.cells == 1 and block.number is None else None
    if lone is not None:
        block.number, block.text, block.bold = (
            Numbered(block.text, "", integer=int(lone["integer"])),
            line.text,
            line.bold,
        )
        block.heading = line.heading
    elif block.number is not None and not block.text:
        block.text = line.text
    else:
        block.text = f"{block.text} {line.text}".strip()
        block.cells += 1
    block.last = line


def _apart(block: Block, line: Line, layout: Layout) -> bool:
    before = block.last
    if before is None or before.y is None or line.y is None or layout.pitch is None:
        return False
    return before.page != line.page or line.y - before.y > 1.3 * layout.pitch


def _goes_on(block: Block, line: Line, layout: Layout, *, blank: bool) -> bool:
    """Whether the line goes on with the paragraph of the block."""
    before = block.last
    if before is None or before.block or line.block or before.heading != line.heading:
        return False
    if before.footnote != line.footnote or (line.footnote and line.mark):
        return False
    if block.number and not block.text:
        return True
    if line.bullet or LABEL_WORDS.match(line.text) or layout.unwrapped:
        return False
    ended = bool(has_ended(block.text))
    crossing = before.page != line.page
    if BULLET.match(line.text) and (ended or blank or block.bullet or _gap(before, line, layout) > 1.25):
        return False
    number = numbered(line.text)
    if number and (ended or _is_title_line(block, layout) or _opens(number)):
        return not (
            ended
            or blank
            or crossing
            or _gap(before, line, layout) > 1.25
            or _is_title_line(block, layout)
            or number.is_lettered
        )
    if (
        before.bold != line.bold
        and (block.bold or line.bold)
        and (ended or block.bold or _gap(before, line, layout) > 1.1)
    ):
        return False
    if line.y is not None and before.y is not None and layout.pitch is not None:
        return _goes_on_in_print(block, before, line, layout, ended=ended)
    if crossing or (blank and layout.spaced):
        return (not ended and not _is_title_line(block, layout)) or (
            line.text[:1].islower() or (not crossing and len(before.text) > 0.85 * layout.width)
        )
    if blank:
        return not ended and line.text[:1].islower() and not block.heading and len(block.text) > 60
    if ended:
        return not _would_fit(before, line, layout) or line.text[:1].islower()
    return line.text[:1].islower() or not _is_title_line(block, layout)


def _goes_on_in_print(block: Block, before: Line, line: Line, layout: Layout, *, ended: bool) -> bool:
    """The same for lines with places on the page."""
    if line.x is None or before.x1 is None or layout.pitch is None:
        return not ended
    short = layout.right is not None and before.x1 < layout.right - 0.12 * (layout.right - (layout.left or 0))
    if before.page != line.page:
        if ended:
            # A sentence that ends with a full line at the foot of a page is more often inside its paragraph.
            full = not _would_fit(before, line, layout) and line.x <= (layout.left or 0) + 6
            return line.text[:1].islower() or (full and not block.bold and not numbered(line.text))
        return not (block.bold or (short and line.text[:1].isupper() and block.lines == 1))
    gap = _gap(before, line, layout)
    if gap > WIDE_GAP or (ended and gap > NOTICED_GAP):
        return not ended and line.text[:1].islower() and gap < 2.2 and not block.bold
    if ended and (short or _would_fit(before, line, layout)):
        return False
    if ended and before.x is not None and line.x > before.x + 12 and block.lines > 1:
        return False
    same_style = block.bold == line.bold and abs((before.size or 0) - (line.size or 0)) < 0.6
    if not ended and short and block.lines <= 2 and line.text[:1].isupper() and (block.number or not same_style):
        return block.bold and line.bold and not numbered(line.text)
    return True


def _would_fit(before: Line, line: Line, layout: Layout) -> bool:
    """Whether the first word of the line would have had room on the line before: then the break was meant."""
    word = len(line.text.split(maxsplit=1)[0]) + 1
    if before.x is None or before.x1 is None or layout.right is None:
        return len(before.text) + word <= layout.width
    letter = (before.x1 - before.x) / max(1, len(before.text))
    return before.x1 + word * letter <= layout.right


def _gap(before: Line, line: Line, layout: Layout) -> float:
    """The distance between two lines, as a multiple of the usual one; 0 where the file has no places."""
    if before.y is None or line.y is None or layout.pitch is None or before.page != line.page:
        return 0.0
    return (line.y - before.y) / layout.pitch


def _is_title_line(block: Block, layout: Layout) -> bool:
    """A numbered or single short line that does not reach the width of the text: it is over where it ends."""
    if block.last is None or has_ended(block.text) or broken(block.text) or UNFINISHED.search(block.text[-12:]):
        return False
    if block.last.x1 is not None and layout.right is not None:
        full = block.last.x1 > layout.right - 0.15 * (layout.right - (layout.left or 0))
    else:
        full = len(block.last.text) > 0.75 * layout.width
    return not full and (block.number is not None or block.lines == 1)


def _opens(number: Numbered) -> bool:
    return not number.rest or number.rest[:1].isupper()
