"""The blocks of a note kept as text with light Markdown: headings, paragraphs, lists, without their mark-up.

Written for what people do by hand when they keep a Council paper as text, not for all of Markdown: headings with ``#``,
bold, hard line ends (two spaces), rules, escaped characters, lists, simple tables and footnotes.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import replace

from meetings.reading.damage import clean
from meetings.reading.encoding import letters_of
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType

# Each finds the first form and not the second.
HEADING = re.compile(r"\s{0,3}(?P<depth>\#{1,6})(?:[ \t]+|(?=\*))(?P<text>.*?)[ \t]*\#*\s*\Z")  # "## 1. X"; "#metoo"
RULE = re.compile(r"\s{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})\Z")  # "---"; "--"
UNDERLINE = re.compile(r"\s{0,3}=+\s*\Z")  # "====" below a title
BULLET_ITEM = re.compile(r"(?P<indent>\s*)[-*+•][ \t]+(?P<text>\S.*)\Z")  # "- x"; "-x"
NUMBER_ITEM = re.compile(r"\s{0,3}\d{1,3}[.)][ \t]+\S")  # "1. x"; "1.x"
QUOTE = re.compile(r"\s{0,3}>[ \t]?")
TABLE_ROW = re.compile(r"\s*\|.*\|\s*\Z")  # "| a | b |"
TABLE_RULE = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*\Z")  # "|---|---|"
NOTE = re.compile(r"\s{0,3}\[\^(?P<mark>[^\]\s]{1,8})\]:[ \t]*(?P<text>.*)\Z")  # "[^1]: text"
NOTE_MARK = re.compile(r"\[\^[^\]\s]{1,8}\]|<sup>\s*\(?\d{1,3}\)?\s*</sup>", re.IGNORECASE)  # "[^1]"
LINE_BREAK = re.compile(r"<br\s*/?>|(?<=[^\\])\\\Z|[ ]{2,}\Z", re.IGNORECASE)
LABEL = re.compile(r"\s*[^\W\d][\w. ]{0,24}?\s?:(?:\s|\Z)|.*\t")  # "To: X"; "at 10:30"

# Each is bounded, so that a sign that is never closed costs little.
IMAGE = re.compile(r"!\[[^\[\]]{0,500}\]\([^)\s]{0,500}(?:\s+\"[^\"]{0,500}\")?\)")
LINK = re.compile(r"\[(?P<text>[^\[\]]{0,500})\]\([^)\s]{0,500}(?:\s+\"[^\"]{0,500}\")?\)")
AUTO_LINK = re.compile(r"<(?P<text>https?://[^\s<>]{0,500})>")
STRONG = re.compile(r"(?P<sign>\*\*|__)(?=\S)(?P<text>.{1,2000}?)(?<=\S)(?P=sign)", re.DOTALL)
EMPHASIS = re.compile(
    r"(?<![\w*_])(?P<sign>[*_])(?=[^\s*_])(?P<text>[^*_]{0,2000}[^\s*_])(?P=sign)(?![\w*_])", re.DOTALL
)
TAG = re.compile(r"</?(?:b|i|u|em|strong|sup|sub|span|p|div|center|small|font)(?:\s[^<>]*)?/?>", re.IGNORECASE)
ESCAPED = re.compile(r"\\(?P<sign>[!-/:-@\[-`{-~])")
#: Escaped characters wait behind private-use ones (which ``clean`` has removed) while mark-up is taken out.
HIDE, SHOW = 0xE000, re.compile("[\ue000-\ue07f]")


def read_markdown(data: bytes, limits: Limits = LIMITS) -> Extract:
    """The blocks of the text, each a Line with ``block``; lines that are parted on purpose stay lines of their own.

    An empty Line stands between paragraphs whose lines are given one by one. Form feeds part pages.
    """
    pages = clean(letters_of(data)).rstrip().split("\f")
    blocks = _Blocks()
    if len(pages) == 1:
        return Extract(MediaType.MARKDOWN, tuple(blocks.read(pages[0])))
    lines = [replace(line, page=number) for number, page in enumerate(pages, 1) for line in blocks.read(page)]
    return Extract(MediaType.MARKDOWN, tuple(lines), pages=len(pages))


class _Blocks:
    """Gathers physical lines into paragraphs and gives their Lines."""

    def __init__(self) -> None:
        self.paragraph: list[str] = []
        self.bullet = False
        self.note: str | None = None
        self.row = 0

    def read(self, text: str) -> Iterator[Line]:
        for raw in text.split("\n"):
            line = QUOTE.sub("", raw) if QUOTE.match(raw) else raw
            if not line.strip():
                yield from self.close()
            elif UNDERLINE.match(line) and len(self.paragraph) == 1:
                title = plain_text(self.paragraph.pop())
                yield Line(title, block=True, heading=1)
            elif RULE.match(line):
                yield from self.close()
            elif heading := HEADING.match(line):
                yield from self.close()
                if shown := plain_text(heading["text"]).strip():
                    yield Line(shown, block=True, heading=len(heading["depth"]), bold=is_bold(heading["text"]))
            elif TABLE_ROW.match(line):
                yield from self.close()
                yield from self.table_row(line)
            else:
                yield from self.begin(line)
        yield from self.close()

    def begin(self, line: str) -> Iterator[Line]:
        if note := NOTE.match(line):
            yield from self.close()
            self.note = note["mark"]
            self.paragraph.append(note["text"])
        elif item := BULLET_ITEM.match(line):
            yield from self.close()
            self.bullet = True
            self.paragraph.append(item["text"])
        else:
            if NUMBER_ITEM.match(line) and self.paragraph and not _wraps(self.paragraph[-1]):
                yield from self.close()
            self.paragraph.append(line)

    def table_row(self, line: str) -> Iterator[Line]:
        if TABLE_RULE.match(line):
            return
        for number, cell in enumerate(re.split(r"(?<!\\)\|", line.strip().strip("|"))):
            if shown := plain_text(cell).strip():
                yield Line(shown, block=True, row=self.row, cell=number, bold=is_bold(cell))
        self.row += 1

    def close(self) -> Iterator[Line]:
        """The paragraph gathered so far, as one block or, where its lines are parted on purpose, line by line."""
        paragraph, bullet, note = self.paragraph, self.bullet, self.note
        self.paragraph, self.bullet, self.note = [], False, None
        if not paragraph:
            return
        bold = is_bold("\n".join(paragraph))
        shown = plain_text("\n".join(_with_breaks(paragraph)))
        if note is not None or bullet or "\v" not in shown:
            text = re.sub(r"[ ]*[\n\v][ ]*", " ", shown).strip()
            if text:
                yield Line(text, block=True, bold=bold, bullet=bullet, footnote=note is not None, mark=note)
            return
        for part in shown.split("\v"):
            if text := part.replace("\n", " ").strip():
                yield Line(text, bold=bold)
        yield Line("")


def _with_breaks(paragraph: list[str]) -> Iterator[str]:
    """The lines, those that end on purpose (two spaces, or one label to a line) with a vertical tab at their end."""
    labels = sum(bool(LABEL.match(line)) for line in paragraph)
    for index, line in enumerate(paragraph):
        last = index == len(paragraph) - 1
        broken = LINE_BREAK.sub("\v", line.lstrip())
        if last:
            yield broken.rstrip("\v")
        elif labels >= 2 and not broken.endswith("\v"):
            yield broken + "\v"
        else:
            yield broken


def _wraps(line: str) -> bool:
    """Whether the line is long enough for the next to go on with its sentence."""
    return len(line) > 60


def is_bold(text: str) -> bool:
    """Whether the whole text is set in bold."""
    stripped = text.strip()
    found = STRONG.match(stripped)
    return bool(found and found.end() == len(stripped))


def plain_text(text: str) -> str:
    """The text without its mark-up, and with escaped characters as they are meant."""
    text = ESCAPED.sub(lambda found: chr(HIDE + ord(found["sign"])), text)
    text = NOTE_MARK.sub("", text)
    text = LINK.sub(lambda found: found["text"], IMAGE.sub("", text))
    text = AUTO_LINK.sub(lambda found: found["text"], text)
    for mark in (STRONG, EMPHASIS, EMPHASIS):
        text = mark.sub(lambda found: found["text"], text)
    text = html.unescape(TAG.sub("", text))
    return clean_again(SHOW.sub(lambda found: chr(ord(found[0]) - HIDE), text))


def clean_again(text: str) -> str:
    """Clean what entities stood for (``&nbsp;``, ``&shy;``), keeping the vertical tabs that part lines."""
    return "\v".join(clean(part) for part in text.split("\v"))
