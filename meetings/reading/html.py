"""The blocks of a saved press page: the paper without the site around it, its title and its date of publication.

lxml parses the page without fetching anything and without expanding entities of its own.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import lxml.html  # type: ignore[import-untyped]

from meetings.reading.damage import SPACES, clean
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType
from meetings.reading.page_facts import decode_page, published_on, title_of_page
from meetings.reading.page_parts import is_date_line, paper_of
from meetings.reading.refusals import Reason, SourceRefused, UnreadableSource

BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
BOLD = frozenset({"b", "strong", "th", *HEADINGS})
LINE_BREAK = "\v"
#: Lines that a page parts by hand are lines of their own when all are at most this long; two breaks always part.
SHORT_LINE = 60

#: What lxml notes when it leaves out what is nested too deeply (2,048 levels).
TOO_DEEP = "ERR_RESOURCE_LIMIT"

XML_DECLARATION = re.compile(r"\A\s*<\?xml[^>]*\?>", re.IGNORECASE)
# Finds "1", "[1]", "(2)"; not "th".
MARK = re.compile(r"\s*[\[(]?(?:\d{1,3}|\*{1,3})[\])]?\s*\Z")
STARTS_WITH_NUMBER = re.compile(r"\s*\(?\d{1,3}[.)]\s")


def read_html(data: bytes, limits: Limits = LIMITS) -> Extract:
    """The blocks of the page's paper; each is a Line with ``block``."""
    text = XML_DECLARATION.sub("", decode_page(data)).replace("\x00", "")
    try:
        parser = lxml.html.HTMLParser(remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)
        root = lxml.html.document_fromstring(text, parser=parser)
        if any(entry.type_name == TOO_DEEP for entry in parser.error_log):
            raise UnreadableSource(
                Reason.DAMAGED, "The web page is nested far deeper than any page and cannot be read."
            )
        title = title_of_page(root)
        published = published_on(root)
        body = root.find("body")
        lines = list(_Blocks().read(paper_of(root if body is None else body)))
    except (SourceRefused, MemoryError):
        raise
    except Exception as error:  # hostile pages make lxml raise errors of several kinds
        raise UnreadableSource(
            Reason.DAMAGED, "The web page is damaged and cannot be read; save it again and send it."
        ) from error
    return Extract(MediaType.HTML, tuple(lines), title=title, published_on=published)


@dataclass(slots=True)
class _List:
    ordered: bool
    next_number: int = 1
    step: int = 1


@dataclass(slots=True)
class _Blocks:
    """Walks the page and gives a Line for each block of text, in the order of the page."""

    parts: list[str] = field(default_factory=list)
    bold: bool = True
    lists: list[_List] = field(default_factory=list)
    item: str | None = None  # what opens the current list item: "" for a bullet, "3." for a number
    headings: list[int] = field(default_factory=list)
    date_lines: int = 0
    bolds: int = 0
    rows: int = 0
    cells: list[int] = field(default_factory=list)

    def read(self, root: Any) -> Iterator[Line]:
        """Walk without recursion: a page may nest deeper than the stack."""
        waiting: list[tuple[Any, bool]] = [(root, True)]
        while waiting:
            element, opening = waiting.pop()
            if not opening:
                yield from self.close(element)
                if element is not root:
                    self.add(element.tail)
                continue
            if _is_mark(element):
                self.add(element.tail)
                continue
            yield from self.open(element)
            self.add(element.text)
            waiting.append((element, False))
            waiting.extend((child, True) for child in reversed(element))
        yield from self.flush()

    def open(self, element: Any) -> Iterator[Line]:
        tag = element.tag
        if tag == "br":
            self.parts.append(LINE_BREAK)
        if tag in BLOCKS:
            yield from self.flush()
        if tag in HEADINGS:
            self.headings.append(HEADINGS[tag])
        elif tag in {"ul", "ol"}:
            self.lists.append(_list_of(element))
        elif tag == "li":
            self.item = self.next_item(element)
        elif tag == "tr":
            self.cells.append(-1)
        elif tag in {"td", "th"} and self.cells:
            self.cells[-1] += 1
        self.bolds += tag in BOLD
        self.date_lines += is_date_line(element)
        if self.date_lines:
            self.parts.append(" ")  # its parts stand apart by their style alone

    def close(self, element: Any) -> Iterator[Line]:
        tag = element.tag
        if tag in BLOCKS:
            yield from self.flush()
        if tag in HEADINGS and self.headings:
            self.headings.pop()
        elif tag in {"ul", "ol"} and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.item = None
        elif tag == "tr" and self.cells:
            self.cells.pop()
            self.rows += 1
        self.bolds -= tag in BOLD
        self.date_lines -= is_date_line(element)

    def next_item(self, element: Any) -> str:
        if not self.lists or not self.lists[-1].ordered:
            return ""
        within = self.lists[-1]
        given = element.get("value", "")
        number = int(given) if given.isascii() and given.isdigit() and len(given) < 6 else within.next_number
        within.next_number = number + within.step
        return f"{number}."

    def add(self, text: str | None) -> None:
        if text:
            self.parts.append(SPACES.sub(" ", text))
            if not self.bolds and any(character.isalnum() for character in text):
                self.bold = False

    def flush(self) -> Iterator[Line]:
        """The block gathered so far, parted where the page parts it by hand."""
        text, bold = clean_block("".join(self.parts)), self.bold
        self.parts, self.bold = [], True
        for shown in parted(text):
            item, self.item = self.item, None if self.item else self.item
            beside = bool(self.cells) and self.cells[-1] >= 0
            numbered = item and not STARTS_WITH_NUMBER.match(shown)
            yield Line(
                f"{item} {shown}" if numbered else shown,
                block=True,
                heading=self.headings[-1] if self.headings else None,
                bold=bold and any(character.isalnum() for character in shown),
                bullet=item == "",
                row=self.rows if beside else None,
                cell=self.cells[-1] if beside else None,
                furniture=self.date_lines > 0,
            )


def _list_of(element: Any) -> _List:
    start = element.get("start", "")
    backwards = element.get("reversed") is not None
    first = int(start) if start.isascii() and start.isdigit() and len(start) < 6 else 1
    if backwards and not start:
        first = sum(child.tag == "li" for child in element)
    return _List(element.tag == "ol", first, -1 if backwards else 1)


def _is_mark(element: Any) -> bool:
    """Whether the element is the mark of a footnote beside a word."""
    return element.tag == "sup" and bool(MARK.match("".join(element.itertext())))


def clean_block(text: str) -> str:
    """The text of a block, cleaned, with its hand-made line ends kept as vertical tabs."""
    return LINE_BREAK.join(SPACES.sub(" ", clean(part)).strip() for part in text.split(LINE_BREAK))


def parted(text: str) -> Iterator[str]:
    """The pieces of a block: parted at two breaks, and at one where all its lines are short, as in an address."""
    for piece in re.split(f"{LINE_BREAK}{{2,}}", text):
        lines = [line for line in piece.split(LINE_BREAK) if line]
        if not lines:
            continue
        if max(map(len, lines)) <= SHORT_LINE:
            yield from lines
        else:
            yield " ".join(lines)
