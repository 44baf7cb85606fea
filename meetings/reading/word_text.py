"""The words of one Word paragraph: what is printed of it, without field codes, deleted and hidden text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

from meetings.reading.word_styles import Styles, is_on, value

SKIPPED = frozenset(
    qn(name)
    for name in ("w:del", "w:moveFrom", "w:instrText", "w:delText", "w:rPr", "w:pPr", "w:sdtPr", "w:object", "w:ruby")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
TEXT_BOX = qn("w:txbxContent")
NOTE_REFERENCES = {qn("w:footnoteReference"): "footnote", qn("w:endnoteReference"): "endnote"}
FIXED = {
    qn("w:tab"): "\t",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "-",
    qn("w:softHyphen"): "",
}


@dataclass(slots=True)
class Words:
    """The text of a paragraph, whether all of it is bold, which notes it points to, and its text boxes."""

    text: str = ""
    bold: bool = True
    notes: list[tuple[str, str]] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)


def words_of(paragraph: Any, styles: Styles) -> Words:
    """Read the paragraph without recursion, so that a deeply nested one cannot exhaust the stack."""
    words = Words()
    parts: list[str] = []
    base_bold = styles.bold(value(paragraph, "w:pPr/w:pStyle"))
    waiting: list[tuple[Any, bool | None]] = [(child, None) for child in reversed(paragraph)]
    field_codes: list[bool] = []  # for each open field: are we still in its code?
    while waiting:
        element, bold = waiting.pop()
        tag = element.tag
        if not isinstance(tag, str) or tag in SKIPPED:
            continue
        if tag == TEXT_BOX:
            words.boxes.append(element)
            continue
        if tag == qn("w:r"):
            properties = element.find(qn("w:rPr"))
            if is_on(properties, "w:vanish"):
                continue
            bold = _is_bold(properties, styles, base_bold)
        elif tag == qn("w:fldChar"):
            _follow_field(element.get(qn("w:fldCharType")), field_codes)
        elif tag in NOTE_REFERENCES:
            words.notes.append((NOTE_REFERENCES[tag], element.get(qn("w:id"), "")))
        elif not any(field_codes):
            printed = element.text or "" if tag == qn("w:t") else _printed(element, tag)
            if printed:
                parts.append(printed)
                if not bold and any(character.isalnum() for character in printed):
                    words.bold = False
        waiting.extend((child, bold) for child in reversed(element))
    words.text = "".join(parts)
    words.bold = words.bold and any(character.isalnum() for character in words.text)
    return words


def _printed(element: Any, tag: str) -> str:
    if tag == qn("w:br"):
        return "\n"
    return FIXED.get(tag, "")


def _is_bold(properties: Any, styles: Styles, base: bool) -> bool:
    switch = is_on(properties, "w:b")
    if switch is not None:
        return switch
    style = value(properties, "w:rStyle") if properties is not None else None
    return styles.bold(style) or base


def _follow_field(kind: str | None, codes: list[bool]) -> None:
    if kind == "begin":
        codes.append(True)
    elif kind == "separate" and codes:
        codes[-1] = False
    elif kind == "end" and codes:
        codes.pop()


def lines_of(text: str) -> Iterator[str]:
    """A paragraph with line ends of its own: its lines where they are short (a cover), else the paragraph as one."""
    parts = [part.strip() for part in text.split("\n")]
    if len(parts) > 1 and max(map(len, parts)) > SHORT_LINE:
        yield " ".join(part for part in parts if part)
    else:
        yield from (part for part in parts if part)


#: A line that was ended by hand on a cover is at most this long.
SHORT_LINE = 60
