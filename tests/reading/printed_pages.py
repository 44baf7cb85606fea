"""Pages drawn as the Council's papers print them, for the tests of reading a PDF."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

import reportlab
from reportlab.pdfbase.pdfmetrics import registerFont, stringWidth
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from tests.reading.odd_files import Draw

SERIF, SERIF_BOLD = "Times-Roman", "Times-Bold"
UNICODE = "Vera"
LABELS = (
    ("from :", "General Secretariat"),
    ("to :", "Delegations"),
    ("No. prev. doc. :", "9971/11 JAIEX 71"),
    ("Subject :", "EU-US JHA Informal Senior Officials Meeting"),
)


def register_unicode_font() -> None:
    registerFont(TTFont(UNICODE, Path(reportlab.__file__).parent / "fonts" / "Vera.ttf"))


def lines(
    *texts: str, x: float = 57, top: float = 780, leading: float = 18, font: str = SERIF, size: float = 12
) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFont(font, size)
        for number, text in enumerate(texts):
            canvas.drawString(x, top - leading * number, text)

    return draw


def together(*drawings: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        for drawing in drawings:
            drawing(canvas)

    return draw


def old_masthead(canvas: Canvas) -> None:
    """The cover of 2000 to 2013: the institution beside the date, on the same lines."""
    lines("COUNCIL OF", "THE EUROPEAN UNION", x=70, font=SERIF_BOLD, size=14)(canvas)
    lines("Brussels, 9 June 2011 (14.06)", "(OR. en)", x=340, font=SERIF_BOLD)(canvas)
    lines("11310/11", "LIMITE", "JAI 404", x=340, top=720, font=SERIF_BOLD)(canvas)


def labels_row_by_row(canvas: Canvas) -> None:
    for number, (label, value) in enumerate(LABELS):
        lines(label, top=600 - 16 * number)(canvas)
        lines(value, x=150, top=600 - 16 * number)(canvas)


def labels_before_values(canvas: Canvas) -> None:
    lines(*(label for label, _ in LABELS), top=600, leading=16)(canvas)
    lines(*(value for _, value in LABELS), x=150, top=600.8, leading=16)(canvas)


def values_before_labels(canvas: Canvas) -> None:
    lines(*(value for _, value in LABELS), x=150, top=599.2, leading=16)(canvas)
    lines(*(label for label, _ in LABELS), top=600, leading=16)(canvas)


def words_apart(text: str, *, gap: float, y: float = 700, size: float = 12) -> Draw:
    """Words set one by one, without a space between them but with a gap."""

    def draw(canvas: Canvas) -> None:
        canvas.setFont(SERIF, size)
        x = 57.0
        for word in text.split():
            canvas.drawString(x, y, word)
            x += stringWidth(word, SERIF, size) + gap

    return draw


def raised(parts: Sequence[str], *, y: float = 700) -> Draw:
    """A line in which every second part is raised and small, as footnote marks and ordinals are."""

    def draw(canvas: Canvas) -> None:
        text = canvas.beginText(57, y)
        for number, part in enumerate(parts):
            small = number % 2 == 1
            text.setFont(SERIF, 8 if small else 12)
            text.setRise(4 if small else 0)
            text.textOut(part)
        canvas.drawText(text)

    return draw


def footnote(mark: str, *texts: str, top: float, size: float = 10) -> Draw:
    """A footnote: its small raised mark, a tab stop, and its lines."""
    return together(
        lines(mark, top=top + 4, size=6.5),
        *(lines(text, x=70, top=top - 11 * number, size=size) for number, text in enumerate(texts)),
    )


def rule(*, y: float, x0: float = 57, x1: float = 200) -> Draw:
    return lambda canvas: canvas.line(x0, y, x1, y)


def stamp(text: str) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(300, 650)
        canvas.rotate(45)
        canvas.setFont("Helvetica-Bold", 40)
        canvas.drawString(0, 0, text)
        canvas.restoreState()

    return draw


def sideways(drawing: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.translate(595, 0)
        canvas.rotate(90)
        drawing(canvas)
        canvas.restoreState()

    return draw


def in_form(drawing: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.beginForm("cover")
        drawing(canvas)
        canvas.endForm()
        canvas.doForm("cover")

    return draw


def spread(text: str, *, word_space: float = 0, letter_space: float = 0, y: float = 700) -> Draw:
    def draw(canvas: Canvas) -> None:
        written = canvas.beginText(57, y)
        written.setFont(SERIF, 12)
        written.setWordSpace(word_space)
        written.setCharSpace(letter_space)
        written.textOut(text)
        canvas.drawText(written)

    return draw


def overprinted(text: str) -> Draw:
    return together(*(lines(text, x=57 + shift) for shift in (0, 0.3)))


body = partial(lines, *["The two sides agreed to continue their work on this matter."] * 8, top=700)
