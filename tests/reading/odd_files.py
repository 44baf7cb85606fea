"""Builders of files as they should be, and of odd and hostile ones. Each gives bytes; nothing is written to a disk."""

import io
import zipfile
import zlib
from collections.abc import Callable, Sequence

import docx
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

SENTENCE = "The EU side agreed to examine the possibility of joint positions."
Draw = Callable[[Canvas], None]


# PDF, as programs make it


def drawn_pdf(*pages: Draw, encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF with a page for each function, which draws it; y counts from the bottom, as in PDF."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4, invariant=1, encrypt=encrypt)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def pdf_of(*pages: Sequence[str], encrypt: StandardEncryption | None = None) -> bytes:
    """A PDF of plain lines."""

    def drawing(lines: Sequence[str]) -> Draw:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Times-Roman", 12)
            for number, line in enumerate(lines):
                canvas.drawString(57, 780 - 18 * number, line)

        return draw

    return drawn_pdf(*map(drawing, pages), encrypt=encrypt)


def locked_pdf() -> bytes:
    """A PDF that opens only with a password."""
    return pdf_of([SENTENCE], encrypt=StandardEncryption("open", "own", strength=128))


def print_protected_pdf() -> bytes:
    """A PDF that anybody may open, with an owner's password against printing and copying."""
    return pdf_of([SENTENCE], encrypt=StandardEncryption("", "own", canPrint=0, canCopy=0, strength=128))


# PDF, put together by hand


def raw_pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<</Size %d /Root 1 0 R %s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(out)


def stream(content: bytes, *, packed: bool = False, entries: bytes = b"") -> bytes:
    if packed:
        content = zlib.compress(content, 9)
        entries += b"/Filter /FlateDecode "
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(content), content)


CATALOG = b"<</Type /Catalog /Pages 2 0 R>>"
FONT = b"<</Type /Font /Subtype /Type1 /BaseFont /Times-Roman>>"


def page_pdf(content: bytes, *more: bytes, resources: bytes = b"/Font <</F1 5 0 R>>") -> bytes:
    """A PDF of one page; ``content`` is the stream object that paints it, ``more`` are objects 6 and up."""
    return raw_pdf(
        CATALOG,
        b"<</Type /Pages /Kids [3 0 R] /Count 1>>",
        b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources <<%s>>>>" % resources,
        content,
        FONT,
        *more,
    )


def show(text: bytes) -> bytes:
    return b"BT /F1 12 Tf 57 700 Td (%s) Tj ET" % text


def scanned_pdf() -> bytes:
    """A page that is one image."""
    image = stream(
        b"\x80" * 100,
        entries=b"/Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 ",
    )
    return page_pdf(stream(b"q 595 0 0 842 0 0 cm /Im1 Do Q"), image, resources=b"/XObject <</Im1 6 0 R>>")


def many_pages_pdf(count: int) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(4, 4 + count))
    page = b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources <<>>>>"
    return raw_pdf(CATALOG, b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, count), FONT, *[page] * count)


def looping_page_tree_pdf() -> bytes:
    return raw_pdf(CATALOG, b"<</Type /Pages /Kids [2 0 R 3 0 R] /Count 2>>", b"<</Type /Pages /Kids [2 0 R]>>")


def looping_object_pdf() -> bytes:
    """The pages stand for an object that stands for another that stands for the first."""
    return raw_pdf(CATALOG, b"3 0 R", b"2 0 R")


def deep_page_tree_pdf(depth: int) -> bytes:
    nodes = [b"<</Type /Pages /Kids [%d 0 R] /Count 1>>" % number for number in range(3, 3 + depth)]
    return raw_pdf(CATALOG, *nodes, b"<</Type /Page /MediaBox [0 0 595 842] /Resources <<>>>>")


def deep_objects_pdf(depth: int) -> bytes:
    return page_pdf(stream(b"[" * depth + b"]" * depth + b" TJ " + show(SENTENCE.encode())))


def inflating_pdf(size: int) -> bytes:
    """A page whose content unpacks into ``size`` bytes."""
    return page_pdf(stream(b" " * size, packed=True))


def looping_form_pdf() -> bytes:
    form = stream(
        b"/Fm1 Do /Fm1 Do",
        entries=b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources <</XObject <</Fm1 6 0 R>>>> ",
    )
    return page_pdf(
        stream(b"/Fm1 Do " + show(b"A page")), form, resources=b"/Font <</F1 5 0 R>> /XObject <</Fm1 6 0 R>>"
    )


def form_tree_pdf(depth: int, width: int) -> bytes:
    """Forms that each paint the next several times: width to the power of depth paintings."""
    forms = [
        stream(
            b"/Fm Do " * width,
            entries=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources <</XObject <</Fm %d 0 R>>>> " % number,
        )
        for number in range(7, 7 + depth)
    ]
    last = stream(b"", entries=b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] ")
    return page_pdf(stream(b"/Fm Do"), *forms, last, resources=b"/XObject <</Fm 6 0 R>>")


# DOCX and other containers


def docx_of(*paragraphs: str) -> bytes:
    document = docx.Document()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def zip_of(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def changed_docx(part: str, content: bytes | Callable[[bytes], bytes], *paragraphs: str) -> bytes:
    """A DOCX in which one part is another, or made from what it was."""
    with zipfile.ZipFile(io.BytesIO(docx_of(*paragraphs or (SENTENCE,)))) as container:
        parts = {name: container.read(name) for name in container.namelist()}
    parts[part] = content(parts.get(part, b"")) if callable(content) else content
    return zip_of(parts)


def bomb_docx(size: int) -> bytes:
    return changed_docx("word/document.xml", b"<w:document>" + b" " * size)


def entity_docx(declaration: bytes) -> bytes:
    """A DOCX whose text is an entity that it declares itself."""

    def declare(document: bytes) -> bytes:
        head, _, body = document.partition(b"<w:document")
        doctype = b"<!DOCTYPE w:document [%s]>" % declaration
        return head + doctype + b"<w:document" + body.replace(SENTENCE.encode(), b"&own;")

    return changed_docx("word/document.xml", declare)


def ole(stream_name: str) -> bytes:
    """An OLE container, as old Office files and locked new ones are, with a stream of this name."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream_name.encode("utf-16-le") + bytes(1024)
