"""One page of a PDF as it is painted: its glyphs, upright and turned, and its horizontal rules."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meetings.reading.cells import printed_lines
from meetings.reading.glyphs import Glyph, Rule
from meetings.reading.lines import Line

#: a, b, c, d, e, f: where a point goes, as PDF writes it; y counts upward.
Placing = tuple[float, float, float, float, float, float]

#: A part of a path: its operator and its numbers; none for a curve.
PathPart = tuple[bytes, list[float]]

UPRIGHT_WITHIN = 3  # degrees; a scan that was recognised may stand a little askew
SIDEWAYS_FROM = 3  # times as many glyphs turned as upright: a page to be read sideways
OFF_SHEET = 15_000  # points; no sheet is larger (ISO 32000-1, annex C)
MOST_RULES = 2_000  # on one page; a drawing may hold any number, a note a few dozen
MOST_CORNERS = 6  # of a rule: four, one of them twice, and one to begin with
FLAT, SHORTEST = 2.5, 30.0  # points: a rule is at most so high and at least so wide


@dataclass(slots=True)
class PrintedPage:
    """Takes what is painted, place by place, and gives the lines."""

    width: float
    height: float
    glyphs: list[Glyph] = field(default_factory=list)
    turned: dict[int, list[Glyph]] = field(default_factory=dict)  # by the angle of their text, in degrees
    rules: list[Rule] = field(default_factory=list)

    def upright(self, placing: Placing, along: float) -> tuple[Placing, float, list[Glyph]]:
        """The placing turned so that its text runs from left to right, the height to count from, and its glyphs.

        ``along`` is the signed width of the type: mirrored type runs the other way.
        """
        angle = round(math.degrees(math.atan2(placing[1] * along, placing[0] * along)))
        if abs(angle) <= UPRIGHT_WITHIN:
            return placing, self.height, self.glyphs
        cos, sin = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
        corners = [(x * cos - y * sin, x * sin + y * cos) for x in (0, self.width) for y in (0, self.height)]
        left, top = min(x for x, _ in corners), max(y for _, y in corners)
        a, b, c, d, e, f = placing
        turned = (
            a * cos - b * sin,
            a * sin + b * cos,
            c * cos - d * sin,
            c * sin + d * cos,
            e * cos - f * sin - left,
            e * sin + f * cos,
        )
        return turned, top, self.turned.setdefault(angle, [])

    def add_path(self, path: Iterable[PathPart], placing: Placing) -> None:
        """Keep what is a horizontal rule of a painted path: a line, or a flat rectangle, wider than a word."""
        corners: list[tuple[float, float]] = []
        curved = False
        for part, numbers in (*path, (b"m", [])):
            if part == b"re" and len(numbers) == 4:
                x, y, width, height = numbers
                self._add_rule([(x, y), (x + width, y + height)], placing)
                continue
            if part == b"m":
                if not curved:
                    self._add_rule(corners, placing)
                corners, curved = [], False
            if len(numbers) == 2:
                corners.append((numbers[0], numbers[1]))
            else:
                curved = True

    def _add_rule(self, corners: Sequence[tuple[float, float]], placing: Placing) -> None:
        if not 2 <= len(corners) <= MOST_CORNERS or len(self.rules) >= MOST_RULES:
            return
        a, b, c, d, e, f = placing
        xs = [a * x + c * y + e for x, y in corners]
        ys = [b * x + d * y + f for x, y in corners]
        if max(ys) - min(ys) <= FLAT and max(xs) - min(xs) >= SHORTEST:
            self.rules.append(Rule(min(xs), max(xs), self.height - max(ys)))

    def lines(self, page: int, first_row: int) -> list[Line]:
        """The lines from top to bottom; what is printed at an angle follows as stamps.

        A page whose text is turned as a whole, to be read with the sheet held sideways, is read that way.
        """
        upright, angles, height = self.glyphs, dict(self.turned), self.height
        sideways = max(angles, key=lambda angle: len(angles[angle]), default=0)
        if sideways % 90 == 0 and len(angles.get(sideways, ())) > SIDEWAYS_FROM * (len(upright) + 1):
            angles[0], upright = upright, angles.pop(sideways)
            height = self.height if sideways % 180 == 0 else self.width
        on_sheet = (glyph for glyph in upright if -1 <= glyph.x0 <= OFF_SHEET and -1 <= glyph.base <= height + 1)
        lines = printed_lines(on_sheet, page=page, height=height, first_row=first_row)
        for glyphs in angles.values():
            placed = (glyph for glyph in glyphs if -OFF_SHEET <= glyph.base <= OFF_SHEET)
            for stamp in printed_lines(placed, page=page, height=height):
                lines.append(Line(stamp.text, page=page, bold=stamp.bold, size=stamp.size, turned=True))
        return lines
