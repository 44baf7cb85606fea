"""The lines of a PDF, with their pages and places. The only module that imports pdfminer.six.

pdfminer opens the file, its objects and its fonts. Neither its layout analysis nor its reading of the content of a page
is used: ``painting`` reads the operators, a device of our own takes every glyph with its place, also from within form
objects (the Council's newer covers are one), and ``glyphs`` makes lines of them.
"""

import logging
import math
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO
from typing import Any

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef, stream_value
from pdfminer.utils import Matrix, Point, apply_matrix_pt

from meetings.reading.damage import LOST
from meetings.reading.footnotes import tell_footnotes
from meetings.reading.glyphs import Glyph, Rule
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType
from meetings.reading.painting import operators
from meetings.reading.printed_page import PathPart, PrintedPage
from meetings.reading.refusals import Reason, SourceRefused, UnreadableSource

# pdfminer remarks on every oddity of a file; what matters to a reviewer is said in Extract.odd.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

BOLD_NAMES = ("bold", "black", "heavy", "demi")
FORCE_BOLD = 1 << 18  # font descriptor flags, ISO 32000-1 table 123
FILL_AND_STROKE = 2  # text rendering mode, table 106: how some programs make bold type from a regular face
LETTER_WIDTH = 0.3  # of the type size; a glyph without a letter that is narrower may be a space
END_MARKS = (b"%%EOF", b"startxref")
END_MARK_WITHIN = 4096  # bytes from the end; some servers append a little

Painter = PDFPageInterpreter
#: What each operator that matters to printed text and rules does, and how many operands it takes.
OPERATORS: dict[bytes, tuple[Callable[..., None], int]] = {
    b"q": (Painter.do_q, 0),
    b"Q": (Painter.do_Q, 0),
    b"cm": (Painter.do_cm, 6),
    b"BT": (Painter.do_BT, 0),
    b"Tc": (Painter.do_Tc, 1),
    b"Tw": (Painter.do_Tw, 1),
    b"Tz": (Painter.do_Tz, 1),
    b"TL": (Painter.do_TL, 1),
    b"Tf": (Painter.do_Tf, 2),
    b"Tr": (Painter.do_Tr, 1),
    b"Ts": (Painter.do_Ts, 1),
    b"Td": (Painter.do_Td, 2),
    b"TD": (Painter.do_TD, 2),
    b"Tm": (Painter.do_Tm, 6),
    b"T*": (Painter.do_T_a, 0),
    b"Tj": (Painter.do_Tj, 1),
    b"TJ": (Painter.do_TJ, 1),
    b"'": (Painter.do__q, 1),
    b'"': (Painter.do__w, 3),
    b"Do": (Painter.do_Do, 1),
}
PATH_PARTS = {b"m": 2, b"l": 2, b"re": 4, b"c": 0, b"v": 0, b"y": 0}
PAINTS_PATH = frozenset((b"S", b"s", b"f", b"F", b"f*", b"B", b"B*", b"b", b"b*"))
ENDS_PATH = PAINTS_PATH | {b"n"}
LONGEST_PATH = 2_000  # parts; a drawing of more is no table and no rule


class GlyphDevice(PDFTextDevice):
    """Takes the glyphs and horizontal rules of the page being painted; draws nothing."""

    def __init__(self, resources: PDFResourceManager, limit: int) -> None:
        super().__init__(resources)
        self.page = PrintedPage(0.0, 0.0)
        self.left = limit
        self.undefined = 0
        self.taken = 0
        self._letters: dict[tuple[int, int], tuple[str, float]] = {}
        self._bold: dict[int, bool] = {}
        self._fonts: list[PDFFont] = []  # keeps the fonts alive, so that their ids stay theirs
        self._outer: list[Matrix | None] = []
        self._bold_by_stroke = False

    def begin_page(self, page: PDFPage, ctm: Matrix) -> None:
        x0, y0, x1, y1 = page.mediabox
        (left, low), (right, high) = apply_matrix_pt(ctm, (x0, y0)), apply_matrix_pt(ctm, (x1, y1))
        self.page = PrintedPage(abs(right - left), abs(high - low))
        self._outer.clear()

    def begin_figure(self, name: str, bbox: object, matrix: Matrix) -> None:
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:
        outer = self._outer.pop() if self._outer else None
        if outer is not None:
            self.set_ctm(outer)

    def render_string(self, textstate: PDFTextState, seq: Any, ncs: Any, graphicstate: PDFGraphicState) -> None:
        self._bold_by_stroke = textstate.render == FILL_AND_STROKE
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_string_horizontal(  # pdfminer's own signature
        self,
        seq: Iterable[object],
        matrix: Matrix,
        pos: Point,
        font: PDFFont,
        fontsize: float,
        scaling: float,
        charspace: float,
        wordspace: float,
        rise: float,
        dxscale: float,
        ncs: object,
        graphicstate: PDFGraphicState,
    ) -> Point:
        (a, b, c, d, e, f), height, taken = self.page.upright(matrix, fontsize * scaling)
        size = abs(fontsize) * math.hypot(c, d)
        bold = self._bold_by_stroke or self._is_bold(font)
        x, y = pos
        advance = fontsize * scaling
        spaced = False
        for part in seq:
            if isinstance(part, (int, float)):
                x -= part * dxscale
                spaced = True
            elif isinstance(part, bytes):
                for cid in font.decode(part):
                    if spaced:
                        x += charspace
                    text, width = self._letter(font, cid)
                    left = a * x + c * (y + rise) + e
                    base = height - (b * x + d * (y + rise) + f)
                    x += width * advance
                    if text:
                        self.left -= 1
                        taken.append(Glyph(text, left, a * x + c * (y + rise) + e, base, size, bold))
                    if cid == 32 and wordspace:
                        x += wordspace
                    spaced = True
        if self.left < 0:
            raise UnreadableSource(
                Reason.TOO_MUCH_OUTPUT, "The PDF prints far more text than a note holds; send the note alone."
            )
        return (x, y)

    def _letter(self, font: PDFFont, cid: int) -> tuple[str, float]:
        key = (id(font), cid)
        known = self._letters.get(key)
        if known is None:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = ""
            width = font.char_width(cid)
            if not isinstance(text, str) or not text or (text < " " and not text.isspace()):
                text = LOST if width >= LETTER_WIDTH else ""
            known = (text, width)
            self._letters[key] = known
            self._fonts.append(font)
        self.taken += 1
        if known[0] in {"", LOST}:
            self.undefined += 1
        return known

    def _is_bold(self, font: PDFFont) -> bool:
        known = self._bold.get(id(font))
        if known is None:
            name = str(font.fontname).lower()
            known = any(word in name for word in BOLD_NAMES) or bool(font.flags & FORCE_BOLD)
            self._bold[id(font)] = known
            self._fonts.append(font)
        return known


class QuickPainter(PDFPageInterpreter):
    """pdfminer's interpreter with our own reading of the operators; colours, clips and marked content are left out."""

    device: GlyphDevice

    def execute(self, streams: Sequence[object]) -> None:
        """Paint the content; a stream that is being painted already is not begun again."""
        self.stream_ids.clear()
        contents: list[bytes] = []
        failure: Exception | None = None
        for stream in map(stream_value, streams):
            if stream.objid is None or stream.objid in self.parent_stream_ids:
                continue
            self.stream_ids.add(stream.objid)
            try:
                contents.append(stream.get_data())
            except MemoryError:
                raise
            except Exception as error:  # what was unpacked before is painted; then the page counts as damaged
                failure = error
        path: list[PathPart] = []
        for operator, operands in operators(b"\n".join(contents)):
            if (known := OPERATORS.get(operator)) is not None:
                does, count = known
                if len(operands) >= count:
                    does(self, *operands[len(operands) - count :])
            elif operator in PATH_PARTS:
                count = PATH_PARTS[operator]
                numbers = operands[len(operands) - count :] if len(operands) >= count else []
                if len(path) < LONGEST_PATH:
                    path.append((operator, [number for number in numbers if isinstance(number, float)]))
            elif operator in ENDS_PATH:
                if operator in PAINTS_PATH and self.device.ctm is not None:
                    self.device.page.add_path(path, self.device.ctm)
                path = []
        if failure is not None:
            raise failure


class RingFreeDocument(PDFDocument):
    """A document in which an object may not stand for itself: pdfminer would follow such a ring for ever."""

    def getobj(self, objid: int) -> object:
        seen = {objid}
        found = super().getobj(objid)
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFSyntaxError(f"object {objid} stands for itself")
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


def read_pdf(data: bytes, limits: Limits = LIMITS) -> Extract:
    """The lines of a PDF from page to page, each page from top to bottom.

    Refuses what is damaged or cut short, encrypted with a password, longer than the limit or without text.
    """
    if not any(mark in data[-END_MARK_WITHIN:] for mark in END_MARKS):
        raise UnreadableSource(Reason.DAMAGED, "The PDF stops before its end, cut short on its way; send it again.")
    try:
        pages = _open_pages(data, limits)
        return _read_pages(pages, limits)
    except (PDFPasswordIncorrect, PDFEncryptionError) as error:
        raise UnreadableSource(
            Reason.ENCRYPTED, "The PDF is locked with a password; save it without one and send it again."
        ) from error
    except (SourceRefused, MemoryError):
        raise
    except Exception as error:  # hostile files make pdfminer raise nearly anything
        raise UnreadableSource(
            Reason.DAMAGED, "The PDF is damaged and cannot be read; fetch it again from where it came."
        ) from error


def _open_pages(data: bytes, limits: Limits) -> list[PDFPage]:
    document = RingFreeDocument(PDFParser(BytesIO(data)))
    pages: list[PDFPage] = []
    for page in PDFPage.create_pages(document):
        pages.append(page)
        if len(pages) > limits.pages:
            raise UnreadableSource(
                Reason.TOO_MANY_PAGES,
                f"The PDF has more than {limits.pages:,} pages; send only the pages of the note.",
            )
    if not pages:
        raise UnreadableSource(Reason.DAMAGED, "The PDF holds no pages; fetch it again from where it came.")
    return pages


def _read_pages(pages: Sequence[PDFPage], limits: Limits) -> Extract:
    resources = PDFResourceManager()
    device = GlyphDevice(resources, limits.characters)
    painter = QuickPainter(resources, device)
    lines: list[Line] = []
    rules: dict[int, list[Rule]] = {}
    unread: list[int] = []
    rows = 0
    for number, page in enumerate(pages, start=1):
        device.page = PrintedPage(0.0, 0.0)
        try:
            painter.process_page(page)
        except (SourceRefused, MemoryError):
            raise
        except Exception:  # one bad page does not take the others with it; it is named to the reviewer
            unread.append(number)
        found = device.page.lines(number, rows)
        rows += len({line.row for line in found} - {None})
        rules[number] = device.page.rules
        lines.extend(found)
    return _told(pages, tell_footnotes(lines, rules), unread, device)


def _told(pages: Sequence[PDFPage], lines: list[Line], unread: list[int], device: GlyphDevice) -> Extract:
    if unread and not lines:
        raise UnreadableSource(
            Reason.DAMAGED, "The pages of the PDF are damaged and cannot be read; fetch it again from where it came."
        )
    lost = device.undefined / max(device.taken, 1)
    if lost > 0.5:
        raise UnreadableSource(
            Reason.NO_TEXT,
            "The fonts of the PDF do not say which letters they print, so it has no text; send another version of it.",
            pages=len(pages),
        )
    if not any(character.isalnum() for line in lines for character in line.text):
        raise UnreadableSource(
            Reason.NO_TEXT,
            "The pages of the PDF hold no text, only images (a scan) or nothing; send a version with text, or have the "
            "text of the pages recognised first.",
            pages=len(pages),
        )
    odd = [f"Page {number} could not be read in full." for number in unread]
    if lost > 0.02:
        odd.append(f"{lost:.0%} of the printed characters have no letter in the fonts of the file and are missing.")
    return Extract(MediaType.PDF, tuple(lines), pages=len(pages), odd=tuple(odd))
