"""Which printed lines are footnotes: small type at the foot of a page, below a short rule or after a raised mark."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from meetings.reading.glyphs import Rule
from meetings.reading.lines import Line

#: Footnote type against the type of the running text.
SMALLER = 0.95
#: A footnote separator is short: at most this share of the width between the outermost text edges.
SHORT_RULE = 0.6
SHORTEST_RULE = 60.0  # points; the strokes of a drawing are shorter

# Finds "1 Second-generation system"; not "2 100 sets".
PLAIN_MARK = re.compile(r"(?P<mark>\d{1,3}|\*{1,3})\s+(?=[^\d\s])")


def tell_footnotes(lines: Sequence[Line], rules: Mapping[int, Sequence[Rule]]) -> list[Line]:
    """The same lines, those of footnotes marked as such and with their mark apart from their text."""
    sizes: Counter[float] = Counter()
    for line in lines:
        if line.size is not None:
            sizes[line.size] += len(line.text)
    if not sizes:
        return list(lines)
    body = sizes.most_common(1)[0][0]
    told: list[Line] = []
    by_page: dict[int | None, list[Line]] = {}
    for line in lines:
        by_page.setdefault(line.page, []).append(line)
    for page, on_page in by_page.items():
        told.extend(_tell_page(on_page, rules.get(page or 0, ()), body))
    return told


def _tell_page(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> list[Line]:
    begins = _first_footnote(lines, rules, body)
    told = []
    for line in lines:
        if begins is None or line.y is None or line.y < begins or not _is_small(line, body):
            told.append(line)
            continue
        mark, text = line.mark, line.text
        if mark is None and (found := PLAIN_MARK.match(text)):
            mark, text = found["mark"], text[found.end() :]
        told.append(replace(line, footnote=True, mark=mark, text=text))
    return told


def _is_small(line: Line, body: float) -> bool:
    return line.size is not None and line.size < SMALLER * body


def _first_footnote(lines: Sequence[Line], rules: Sequence[Rule], body: float) -> float | None:
    """How far from the top the footnotes of the page begin; None without any."""
    placed = [line for line in lines if line.y is not None and line.x is not None and line.x1 is not None]
    if not placed:
        return None
    left = min(line.x or 0.0 for line in placed)
    width = max(line.x1 or 0.0 for line in placed) - left
    for rule in sorted(rules, key=lambda rule: rule.y):
        below = [line for line in placed if (line.y or 0.0) >= rule.y - 3]
        small = sum(len(line.text) for line in below if _is_small(line, body))
        if (
            SHORTEST_RULE <= rule.x1 - rule.x0 <= SHORT_RULE * width
            and abs(rule.x0 - left) <= 0.15 * width
            and below
            and _is_small(below[0], body)
            and small > 0.5 * sum(len(line.text) for line in below)
        ):
            return rule.y - 3
    marked = [line for line in placed if line.mark is not None and _is_small(line, body)]
    return min((line.y or 0.0 for line in marked), default=None)
