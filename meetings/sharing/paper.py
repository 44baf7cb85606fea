"""PDF files with their marking on every page, typeset by ReportLab."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from reportlab.lib.enums import TA_LEFT
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.lib.utils import simpleSplit
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph

from meetings.sharing.writers import Taken, clean

# DejaVu Serif with the letters of all official languages of the Union: those that every PDF reader has lack most.
FONTS = Path(__file__).with_name("fonts")
SERIF, BOLD = "DejaVuSerif", "DejaVuSerif-Bold"
MARGIN = 22 * mm


@cache
def styles() -> dict[str, ParagraphStyle]:
    """The styles of a paper by name; loads its fonts the first time."""
    for name in (SERIF, BOLD):
        pdfmetrics.registerFont(TTFont(name, FONTS / f"{name}.ttf"))
    pdfmetrics.registerFontFamily(SERIF, normal=SERIF, bold=BOLD, italic=SERIF, boldItalic=BOLD)
    text = ParagraphStyle("text", fontName=SERIF, fontSize=10, leading=14, spaceAfter=6, alignment=TA_LEFT)
    return {
        "text": text,
        "title": ParagraphStyle("title", text, fontName=BOLD, fontSize=15, leading=19, spaceAfter=10),
        "heading": ParagraphStyle(
            "heading", text, fontName=BOLD, fontSize=12, leading=16, spaceBefore=10, keepWithNext=1
        ),
        "small": ParagraphStyle("small", text, fontSize=8, leading=11, spaceAfter=2),
        "where": ParagraphStyle("where", text, fontSize=8, leading=11, spaceAfter=1, keepWithNext=1),
        # A briefing pack: a page holds a theme, so it is set smaller; what belongs together stands close.
        "subheading": ParagraphStyle("subheading", text, fontName=BOLD, spaceBefore=4, spaceAfter=2, keepWithNext=1),
        "label": ParagraphStyle("label", text, fontName=BOLD, fontSize=8, leading=11, spaceAfter=0, keepWithNext=1),
        "passage": ParagraphStyle("passage", text, fontSize=9, leading=12, spaceAfter=0, keepWithNext=1),
        "source": ParagraphStyle("source", text, fontSize=7.5, leading=10, spaceAfter=5),
    }


def words(text: str, style: str = "text", address: str = "") -> Flowable:
    """``text`` as it is, in one of ``styles``: nothing in it is markup. With the ``address`` of a site, a link."""
    markup = escape(clean(text)).replace("\n", "<br/>")
    if address.startswith(("https://", "http://")):
        markup = f"<a href={quoteattr(clean(address))}>{markup}</a>"
    return Paragraph(markup, styles()[style])


def pdf_of(story: list[Flowable], taken: Taken, *, language: str = "en") -> bytes:
    """A PDF of ``story``. Marking at head and foot, and who took it when at the foot, stand on every page."""
    styles()
    file = BytesIO()
    document = BaseDocTemplate(
        file, pagesize=A4, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=MARGIN, bottomMargin=MARGIN,
        title=clean(taken.title), author=clean(taken.by), subject=taken.marking, keywords=taken.marking, lang=language,
    )  # fmt: skip

    def marked(canvas: Canvas, _: Any) -> None:
        canvas.saveState()
        width, height = A4
        canvas.setFont(BOLD, 11)
        canvas.drawCentredString(width / 2, height - 12 * mm, taken.marking)
        canvas.drawCentredString(width / 2, 13 * mm, taken.marking)
        canvas.setFont(SERIF, 7)
        for place, line in enumerate(_two_lines(taken.foot, width - 2 * MARGIN - 12 * mm)):
            canvas.drawString(MARGIN, (8 - 3 * place) * mm, line)
        canvas.drawRightString(width - MARGIN, 8 * mm, str(canvas.getPageNumber()))
        canvas.restoreState()

    frame = Frame(MARGIN, MARGIN, A4[0] - 2 * MARGIN, A4[1] - 2 * MARGIN, leftPadding=0, rightPadding=0)
    document.addPageTemplates([PageTemplate("page", [frame], onPage=marked)])
    document.build(story or [words("")])
    return file.getvalue()


def _two_lines(text: str, width: float) -> list[str]:
    """``text`` in at most two lines at the foot of a page; an address that is too long even for that is cut."""
    first, *others = simpleSplit(clean(text), SERIF, 7, width)
    return [_shortened(first, width), _shortened(" ".join(others), width)]


def _shortened(text: str, width: float) -> str:
    """As much of ``text`` as one line takes."""
    while text and pdfmetrics.stringWidth(text, SERIF, 7) > width:
        text = f"{text[:-2].rstrip()}…" if len(text) > 2 else ""
    return text
