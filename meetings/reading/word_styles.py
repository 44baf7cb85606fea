"""What the styles and the numbering of a Word file say of a paragraph: heading, bold, bullet, printed number."""

import re
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

W_VAL = qn("w:val")
DEEPEST_STYLE = 12  # styles based on styles; Word allows eleven
HEADING_NAME = re.compile(r"(?i:heading|überschrift|titre)\s*(?P<level>[1-9])\b")
LEVEL_IN_LABEL = re.compile(r"%([1-9])")


def value(element: Any, path: str) -> str | None:
    """The w:val of the first element at the path ("w:pPr/w:pStyle"), or None."""
    for step in path.split("/"):
        if element is None:
            return None
        element = element.find(qn(step))
    return None if element is None else element.get(W_VAL)


def is_on(properties: Any, name: str) -> bool | None:
    """A switch such as w:b: True, False, or None where the properties do not mention it."""
    found = None if properties is None else properties.find(qn(name))
    if found is None:
        return None
    return found.get(W_VAL, "true") not in {"0", "false", "off", "none"}


class Styles:
    """The styles part: what a style, and the styles it is based on, say."""

    def __init__(self, root: Any) -> None:
        self._by_id: dict[str, Any] = {}
        if root is not None:
            for style in root.findall(qn("w:style")):
                self._by_id.setdefault(style.get(qn("w:styleId"), ""), style)

    def chain(self, style_id: str | None) -> list[Any]:
        """The style and those it is based on, nearest first."""
        chain: list[Any] = []
        while style_id in self._by_id and len(chain) < DEEPEST_STYLE:
            style = self._by_id[style_id]
            chain.append(style)
            style_id = value(style, "w:basedOn")
        return chain

    def heading(self, paragraph: Any) -> int | None:
        """The heading level that the paragraph or its style gives, 1 to 9."""
        for holder in (paragraph, *self.chain(value(paragraph, "w:pPr/w:pStyle"))):
            level = value(holder, "w:pPr/w:outlineLvl")
            if level is not None and level.isdigit():
                return int(level) + 1 if int(level) < 9 else None
            name = value(holder, "w:name") or ""
            if found := HEADING_NAME.match(name):
                return int(found["level"])
            if name.lower() == "title":
                return 1
        return None

    def bold(self, style_id: str | None) -> bool:
        """Whether the style sets its text in bold."""
        for style in self.chain(style_id):
            switch = is_on(style.find(qn("w:rPr")), "w:b")
            if switch is not None:
                return switch
        return False

    def numbering(self, paragraph: Any) -> tuple[str, int] | None:
        """The list (numId) and level that the paragraph or its style puts it in."""
        level: str | None = None
        for holder in (paragraph, *self.chain(value(paragraph, "w:pPr/w:pStyle"))):
            level = level or value(holder, "w:pPr/w:numPr/w:ilvl")
            number = value(holder, "w:pPr/w:numPr/w:numId")
            if number is not None:
                return None if number == "0" else (number, small_number(level, 8))
        return None


@dataclass(slots=True)
class _Level:
    kind: str
    label: str
    start: int


class Numbering:
    """The numbering part: counts the automatic numbers of lists and writes them as Word prints them."""

    def __init__(self, root: Any) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        self.counted_with: dict[str, str] = {}
        self.counts: dict[str, list[int | None]] = {}
        if root is None:
            return
        definitions = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            number_id, abstract_id = number.get(qn("w:numId")), value(number, "w:abstractNumId")
            definition = definitions.get(abstract_id)
            if number_id is None or abstract_id is None or definition is None:
                continue
            levels = {
                small_number(level.get(qn("w:ilvl")), 8): _read_level(level)
                for level in definition.findall(qn("w:lvl"))
            }
            restarts = False
            for override in number.findall(qn("w:lvlOverride")):
                place, start = small_number(override.get(qn("w:ilvl")), 8), value(override, "w:startOverride")
                own = override.find(qn("w:lvl"))
                if own is not None:
                    levels[place] = _read_level(own)
                if start is not None and place in levels:
                    levels[place] = _Level(levels[place].kind, levels[place].label, small_number(start, 32_000))
                    restarts = True
            self.levels[number_id] = levels
            # Lists of one definition go on counting together, unless one says where it starts.
            self.counted_with[number_id] = f"own {number_id}" if restarts else abstract_id

    def label(self, number_id: str, level: int) -> str | None:
        """The number printed before the next paragraph of that list ("1.", "(a)"), "" for a bullet, None for none."""
        levels = self.levels.get(number_id)
        if not levels or level not in levels:
            return None
        if levels[level].kind == "bullet":
            return ""
        counts = self.counts.setdefault(self.counted_with[number_id], [None] * 9)
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (8 - level)

        def written(found: re.Match[str]) -> str:
            place = int(found[1]) - 1
            shown = levels.get(place)
            count = counts[place]
            if shown is None:
                return ""
            return write_number(shown.start if count is None else count, shown.kind)

        return LEVEL_IN_LABEL.sub(written, levels[level].label).strip() or None


def _read_level(level: Any) -> _Level:
    start = value(level, "w:start")
    return _Level(
        kind=value(level, "w:numFmt") or "decimal",
        label=(value(level, "w:lvlText") or "")[:40],
        start=small_number(start, 32_000) if start is not None else 1,
    )


def small_number(text: str | None, largest: int) -> int:
    """The number that an attribute gives, at most ``largest``; 0 where it gives none."""
    return min(int(text), largest) if text is not None and text.isascii() and text.isdigit() and len(text) < 8 else 0


def write_number(count: int, kind: str) -> str:
    """The number as Word writes it: decimal, letters (a … z, aa) or roman; other kinds as decimal."""
    if kind in {"lowerLetter", "upperLetter"} and count > 0:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 8)
        return letter.upper() if kind == "upperLetter" else letter
    if kind in {"lowerRoman", "upperRoman"} and 0 < count < 4000:
        roman = "".join(
            digits[count // step % 10] for step, digits in ((1000, THOUSANDS), (100, HUNDREDS), (10, TENS), (1, ONES))
        )
        return roman.upper() if kind == "upperRoman" else roman
    if kind == "none":
        return ""
    if kind == "decimalZero":
        return f"{count:02d}"
    return str(count)


ONES = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"]
TENS = ["", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc"]
HUNDREDS = ["", "c", "cc", "ccc", "cd", "d", "dc", "dcc", "dccc", "cm"]
THOUSANDS = ["", "m", "mm", "mmm", "", "", "", "", "", ""]
