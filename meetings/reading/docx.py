"""The blocks of a Word file: paragraphs and table cells in reading order, then footnotes, heads and footers.

python-docx opens the package and its parts; entities are never expanded (its parser is told so, and a part that
declares any is refused). Macros, pictures and embedded objects are not looked at.
"""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from meetings.reading.containers import check_size, entries_of
from meetings.reading.damage import clean
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType
from meetings.reading.refusals import Reason, SourceRefused, UnreadableSource
from meetings.reading.word_styles import Numbering, Styles, small_number, value
from meetings.reading.word_text import Words, lines_of, words_of

#: Blocks inside blocks (tables in cells, text boxes, content controls): a note has three or four.
DEEPEST = 40
MOST_COLUMNS = 63  # of a table in Word
#: What only wraps blocks: content controls, custom XML, inserted text.
WRAPPERS = frozenset(qn(name) for name in ("w:sdt", "w:sdtContent", "w:customXml", "w:ins", "w:moveTo"))
DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


def read_docx(data: bytes, limits: Limits = LIMITS) -> Extract:
    """The blocks of a Word file (DOCX, DOCM, DOTX); each is a Line with ``block``.

    Heads and footers come last, marked as furniture: they may carry a classification. Refuses what is locked,
    damaged or unpacks into too much.
    """
    check_size(entries_of(data), limits)
    try:
        package = OpcPackage.open(BytesIO(data))
        lines = list(_Document(package.main_document_part).read())
    except (SourceRefused, MemoryError):
        raise
    except Exception as error:  # a hostile package makes zipfile, lxml and python-docx raise nearly anything
        raise UnreadableSource(
            Reason.DAMAGED, "The Word file is damaged and cannot be read; save it again and send it."
        ) from error
    return Extract(MediaType.DOCX, tuple(lines))


def root_of(part: Part) -> Any:
    """The root element of a part; refuses one that declares entities, which no Word file does."""
    if isinstance(part, XmlPart):
        if part.element.getroottree().docinfo.doctype:
            raise _declares_entities()
        return part.element
    if any(doctype in part.blob for doctype in DOCTYPES):
        raise _declares_entities()
    return parse_xml(part.blob)


def _declares_entities() -> UnreadableSource:
    return UnreadableSource(
        Reason.DAMAGED, "The Word file declares entities of its own, which no Word program writes; it is not opened."
    )


class _Document:
    """Walks the main part and the parts it points to."""

    def __init__(self, part: Part) -> None:
        self.part = part
        self.styles = Styles(self._related(RT.STYLES))
        self.numbering = Numbering(self._related(RT.NUMBERING))
        self.notes: list[tuple[str, str]] = []
        self.row = 0

    def _related(self, kind: str) -> Any:
        return next(iter(self._all_related(kind)), None)

    def _all_related(self, kind: str) -> Iterator[Any]:
        seen: set[int] = set()
        for relation in self.part.rels.values():
            if relation.reltype == kind and not relation.is_external and id(relation.target_part) not in seen:
                seen.add(id(relation.target_part))
                yield root_of(relation.target_part)

    def read(self) -> Iterator[Line]:
        body = root_of(self.part).find(qn("w:body"))
        if body is not None:
            yield from self.blocks(body)
        yield from self.footnotes()
        for kind in (RT.HEADER, RT.FOOTER):
            for root in self._all_related(kind):
                for line in self.blocks(root):
                    yield Line(line.text, block=True, bold=line.bold, furniture=True)

    def blocks(self, container: Any, depth: int = 0) -> Iterator[Line]:
        if depth > DEEPEST:
            return
        for child in container:
            if child.tag == qn("w:p"):
                yield from self.paragraph(child, depth)
            elif child.tag == qn("w:tbl"):
                yield from self.table(child, depth)
            elif child.tag in WRAPPERS:
                yield from self.blocks(child, depth + 1)

    def paragraph(self, paragraph: Any, depth: int) -> Iterator[Line]:
        words = words_of(paragraph, self.styles)
        self.notes.extend(words.notes)
        yield from self.lines(paragraph, words)
        for box in words.boxes:
            yield from self.blocks(box, depth + 1)

    def lines(self, paragraph: Any, words: Words) -> Iterator[Line]:
        text = clean(words.text).strip()
        if not text:
            return
        label = None
        if place := self.styles.numbering(paragraph):
            label = self.numbering.label(*place)
        heading = self.styles.heading(paragraph)
        for number, shown in enumerate(lines_of(text)):
            yield Line(
                f"{label} {shown}" if label and number == 0 else shown,
                block=True,
                heading=heading,
                bold=words.bold,
                bullet=label == "" and heading is None,
            )

    def table(self, table: Any, depth: int) -> Iterator[Line]:
        """Row by row, each merged cell once, where it begins."""
        for row in _inside(table, "w:tr"):
            number, self.row = self.row, self.row + 1
            place = 0
            for cell in _inside(row, "w:tc"):
                properties = cell.find(qn("w:tcPr"))
                merge = None if properties is None else properties.find(qn("w:vMerge"))
                if merge is None or merge.get(qn("w:val")) == "restart":
                    for line in self.blocks(cell, depth + 1):
                        yield _in_cell(line, number, place)
                place += max(small_number(value(cell, "w:tcPr/w:gridSpan"), MOST_COLUMNS), 1)

    def footnotes(self) -> Iterator[Line]:
        """The footnotes and endnotes that the text points to, in that order, with the marks Word prints."""
        parts = {
            kind: {note.get(qn("w:id")): note for root in self._all_related(relation) for note in root}
            for kind, relation in (("footnote", RT.FOOTNOTES), ("endnote", RT.ENDNOTES))
        }
        for mark, (kind, note_id) in enumerate(self.notes[:], start=1):
            note = parts[kind].get(note_id)
            if note is not None:
                for line in self.blocks(note):
                    yield Line(line.text, block=True, bold=line.bold, footnote=True, mark=str(mark))


def _inside(container: Any, name: str) -> Iterator[Any]:
    """The rows of a table or the cells of a row, also those inside a content control."""
    for child in container:
        if child.tag == qn(name):
            yield child
        elif child.tag == qn("w:sdt"):
            content = child.find(qn("w:sdtContent"))
            if content is not None:
                yield from content.findall(qn(name))


def _in_cell(line: Line, row: int, cell: int) -> Line:
    if line.row is not None:  # a table inside a cell keeps its own rows
        return line
    return Line(line.text, block=True, heading=line.heading, bold=line.bold, bullet=line.bullet, row=row, cell=cell)
