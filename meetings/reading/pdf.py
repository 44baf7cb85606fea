"""The lines of a PDF, with their pages and places. The only module that imports pdfminer.six.

pdfminer parses the file and its fonts; its layout analysis is not used. A device of our own takes every glyph with its
place, also from within form objects (the Council's newer covers are one), and ``glyphs`` makes lines of them.
"""

import logging
import math
from collections.abc import Iterable, Sequence
from io import BytesIO

from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdffont import PDFFont, PDFUnicodeNotDefined
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef
from pdfminer.utils import Matrix, PathSegment, Point, apply_matrix_pt, mult_matrix

from meetings.reading.footnotes import tell_footnotes
from meetings.reading.glyphs import Glyph, Rule, printed_lines
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract, Line
from meetings.reading.media import MediaType
from meetings.reading.refusals import Reason, SourceRefused, UnreadableSource

# pdfminer remarks on every oddity of a file; what matters to a reviewer is said in Extract.odd.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

BOLD_NAMES = ("bold", "black", "heavy", "demi")
FORCE_BOLD = 1 << 18  # font descriptor flags, ISO 32000-1 table 123
UPRIGHT_WITHIN = 3  # degrees; a scan that was recognised may stand a little askew
SIDEWAYS_FROM = 3  # times as many glyphs turned as upright: a page to be read sideways
OFF_SHEET = 15_000  # points; no sheet is larger (ISO 32000-1, annex C)
MOST_RULES = 2_000  # on one page; a drawing may hold any number, a note a few dozen
END_MARKS = (b"%%EOF", b"startxref")
END_MARK_WITHIN = 4096  # bytes from the end; some servers append a little


class GlyphDevice(PDFTextDevice):
    """Takes the glyphs and horizontal rules of the page being interpreted; draws nothing."""

    def __init__(self, resources: PDFResourceManager, limit: int) -> None:
        super().__init__(resources)
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
        self.width, self.height = abs(right - left), abs(high - low)
        self.glyphs: list[Glyph] = []
        self.turned: dict[int, list[Glyph]] = {}
        self.rules: list[Rule] = []
        self._outer.clear()

    def begin_figure(self, name: str, bbox: object, matrix: Matrix) -> None:
        self._outer.append(self.ctm)

    def end_figure(self, name: str) -> None:
        outer = self._outer.pop() if self._outer else None
        if outer is not None:
            self.set_ctm(outer)

    def render_string(self, textstate: PDFTextState, seq: object, ncs: object, graphicstate: PDFGraphicState) -> None:
        # Mode 2 fills and strokes: how some programs make bold type from a regular face.
        self._bold_by_stroke = textstate.render == 2
        super().render_string(textstate, seq, ncs, graphicstate)  # type: ignore[arg-type]

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
        matrix, height, taken = self._upright(matrix, fontsize * scaling)
        a, b, c, d, e, f = matrix
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
                        right = a * x + c * (y + rise) + e
                        taken.append(Glyph(text, left, right, base, size, bold))
                    if cid == 32 and wordspace:
                        x += wordspace
                    spaced = True
        if self.left < 0:
            raise UnreadableSource(
                Reason.TOO_MUCH_OUTPUT, "The PDF prints far more text than a note holds; send the note alone."
            )
        return (x, y)

    def _upright(self, matrix: Matrix, along: float) -> tuple[Matrix, float, list[Glyph]]:
        """The matrix turned so that its text runs from left to right, the height to count from, and where it goes."""
        angle = round(math.degrees(math.atan2(matrix[1] * along, matrix[0] * along)))
        if abs(angle) <= UPRIGHT_WITHIN:
            return matrix, self.height, self.glyphs
        cos, sin = math.cos(math.radians(-angle)), math.sin(math.radians(-angle))
        turned = mult_matrix(matrix, (cos, sin, -sin, cos, 0, 0))
        corners = [(x * cos - y * sin, x * sin + y * cos) for x in (0, self.width) for y in (0, self.height)]
        left, top = min(x for x, _ in corners), max(y for _, y in corners)
        return (*turned[:4], turned[4] - left, turned[5]), top, self.turned.setdefault(angle, [])

    def lines(self, page: int, first_row: int) -> list[Line]:
        """The lines of the page just interpreted; what is printed at an angle follows as stamps.

        A page whose text is turned as a whole, to be read with the sheet held sideways, is read that way.
        """
        upright, angles = self.glyphs, dict(self.turned)
        height = self.height
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

    def _letter(self, font: PDFFont, cid: int) -> tuple[str, float]:
        key = (id(font), cid)
        known = self._letters.get(key)
        if known is None:
            try:
                text = font.to_unichr(cid)
            except PDFUnicodeNotDefined:
                text = ""
            known = (text if isinstance(text, str) else "", font.char_width(cid))
            self._letters[key] = known
            self._fonts.append(font)
        self.taken += 1
        if not known[0]:
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

    def paint_path(
        self, graphicstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        """Keep the horizontal rules: a line, or a flat filled rectangle, wider than a word."""
        points: list[Point] = []
        for segment in (*path, ("m",)):
            if segment[0] == "m":
                self._keep_rule(points)
                points = []
            if len(segment) == 3 and len(points) < 8:
                points.append((float(segment[1]), float(segment[2])))
            elif len(segment) > 3:
                points = [(0.0, 0.0), (0.0, 1e6)]  # a curve is no rule

    def _keep_rule(self, points: Sequence[Point]) -> None:
        if len(points) < 2 or len(self.rules) >= MOST_RULES or self.ctm is None:
            return
        placed = [apply_matrix_pt(self.ctm, point) for point in points]
        xs, ys = [x for x, _ in placed], [y for _, y in placed]
        if max(ys) - min(ys) <= 2.5 and max(xs) - min(xs) >= 30:
            self.rules.append(Rule(min(xs), max(xs), self.height - max(ys)))


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
    interpreter = PDFPageInterpreter(resources, device)
    lines: list[Line] = []
    rules: dict[int, list[Rule]] = {}
    unread: list[int] = []
    rows = 0
    for number, page in enumerate(pages, start=1):
        try:
            interpreter.process_page(page)
        except (SourceRefused, MemoryError):
            raise
        except Exception:  # one bad page does not take the others with it; it is named to the reviewer
            unread.append(number)
            if not hasattr(device, "glyphs"):
                continue
        found = device.lines(number, rows)
        rows += len({line.row for line in found} - {None})
        rules[number] = device.rules
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
        )
    if not any(character.isalnum() for line in lines for character in line.text):
        raise UnreadableSource(
            Reason.NO_TEXT,
            "The pages of the PDF hold no text, only images (a scan) or nothing; send a version with text, or have the "
            "text of the pages recognised first.",
        )
    odd = [f"Page {number} could not be read in full." for number in unread]
    if lost > 0.02:
        odd.append(f"{lost:.0%} of the printed characters have no letter in the fonts of the file and are missing.")
    return Extract(MediaType.PDF, tuple(lines), pages=len(pages), odd=tuple(odd))
