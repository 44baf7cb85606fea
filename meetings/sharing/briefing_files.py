"""A briefing pack as a Word file to be worked on, and as PDF; its marking stands at head and foot of every page."""

from collections.abc import Iterable, Iterator
from io import BytesIO

from django.utils.translation import get_language
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt
from docx.text.paragraph import Paragraph
from reportlab.platypus import Flowable, PageBreak

from meetings.sharing.briefing_lines import Kind, Line
from meetings.sharing.paper import pdf_of, words
from meetings.sharing.writers import Taken, clean

STYLES = {
    Kind.TITLE: "Title",
    Kind.SHEET: "Heading 1",
    Kind.HEADING: "Heading 2",
    Kind.MEETING: "Heading 3",
    Kind.LABEL: "Normal",
    Kind.QUOTE: "Quote",
    Kind.OWN: "Normal",
    Kind.TEXT: "Normal",
    Kind.SOURCE: "Caption",
}
PAPER = {
    Kind.TITLE: "title",
    Kind.SHEET: "title",
    Kind.HEADING: "heading",
    Kind.MEETING: "subheading",
    Kind.LABEL: "label",
    Kind.QUOTE: "passage",
    Kind.OWN: "passage",
    Kind.TEXT: "text",
    Kind.SOURCE: "source",
}
WITH_NEXT = {Kind.HEADING, Kind.MEETING, Kind.LABEL, Kind.QUOTE, Kind.OWN}  # on one page with what follows
MARGIN = Cm(2.2)


def as_pdf(lines: Iterable[Line], taken: Taken) -> bytes:
    """The PDF; each theme begins a page, and each source is a link."""
    story: list[Flowable] = []
    for line, begins_page in _with_pages(lines):
        if begins_page:
            story.append(PageBreak())
        story.append(words(line.text, PAPER[line.kind], line.address))
    return pdf_of(story, taken, language=get_language() or "en")


def as_docx(lines: Iterable[Line], taken: Taken) -> bytes:
    """The Word file; each theme begins a page, and each source is a link."""
    document = Document()
    document.core_properties.title = clean(taken.title)
    document.core_properties.keywords = taken.marking
    document.core_properties.author = clean(taken.by)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = MARGIN
    for place, told in ((section.header, [taken.marking]), (section.footer, [taken.marking, taken.foot])):
        for number, text in enumerate(told):
            paragraph = place.paragraphs[0] if number == 0 else place.add_paragraph()
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(clean(text))
            run.bold, run.font.size = number == 0, Pt(11 if number == 0 else 8)
    for line, begins_page in _with_pages(lines):
        paragraph = document.add_paragraph(style=STYLES[line.kind])
        paragraph.paragraph_format.page_break_before = begins_page
        paragraph.paragraph_format.keep_with_next = line.kind in WITH_NEXT
        if line.address:
            _link(paragraph, clean(line.text), line.address)
        else:
            paragraph.add_run(clean(line.text)).bold = line.kind is Kind.LABEL or None
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _with_pages(lines: Iterable[Line]) -> Iterator[tuple[Line, bool]]:
    """Each line, and whether it begins a page: as every theme does but the first, which follows the title."""
    sheets = 0
    for line in lines:
        sheets += line.kind is Kind.SHEET
        yield line, line.kind is Kind.SHEET and sheets > 1


def _link(paragraph: Paragraph, text: str, address: str) -> None:
    """``text`` as a link; python-docx has no word for it, so the element is made here."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    run = paragraph.add_run(text)
    run.font.underline = True
    link.append(run._r)
    paragraph._p.append(link)
