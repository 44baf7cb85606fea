"""What kind of file this is, told from its bytes and its inside, never from its name."""

import re
import zipfile
from enum import StrEnum

from meetings.reading.containers import ZIP_START, entries_of
from meetings.reading.encoding import decode_text
from meetings.reading.refusals import Reason, UnreadableSource


class MediaType(StrEnum):
    """The kinds of file that can be read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"


#: A PDF may have up to this many bytes before its head (ISO 32000-1, implementation note 13).
PDF_HEAD_WITHIN = 1024
PDF_HEAD = b"%PDF-"
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#: What an OLE container holds, by the name of a stream inside (UTF-16), and what it is then.
OLE_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
OLE_KINDS = (
    ("WordDocument".encode("utf-16-le"), "an old Word file (.doc)"),
    ("Workbook".encode("utf-16-le"), "an old Excel file (.xls)"),
    ("PowerPoint Document".encode("utf-16-le"), "an old PowerPoint file (.ppt)"),
    ("__substg1.0".encode("utf-16-le"), "an Outlook message (.msg)"),
)
#: What a ZIP container is, by a file inside; the first that is there decides.
ZIP_KINDS = (
    ("xl/workbook.xml", "an Excel workbook"),
    ("xl/workbook.bin", "an Excel workbook"),
    ("ppt/presentation.xml", "a PowerPoint presentation"),
    ("META-INF/container.xml", "an electronic book (EPUB)"),
    ("content.xml", "an OpenDocument file"),
    ("META-INF/MANIFEST.MF", "a program (JAR)"),
)
WORD_PART = "word/document"
#: What a file is by how it begins.
STARTS = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"BM", "a bitmap image"),
    (b"RIFF", "an image or a recording"),
    (b"{\\rtf", "an RTF document"),
    (b"MZ", "a program"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"\xcf\xfa\xed\xfe", "a program"),
    (b"#!", "a script"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"BZh", "a compressed file (bzip2)"),
    (b"\xfd7zXZ\x00", "a compressed file (xz)"),
    (b"SQLite format 3\x00", "a database"),
    (b"%!PS", "a PostScript file"),
    (b"\x00\x00\x01\x00", "an icon"),
    (b"ID3", "a recording"),
    (b"OggS", "a recording"),
)
BINARY_STARTS_WITH_LETTERS = frozenset({b"BM", b"MZ", b"ID3", b"BZh", b"RIFF", b"GIF8"})

# Each finds the first form and not the second.
HTML_HEAD = re.compile(  # "<!DOCTYPE html>", "<html>"; not "<xml>", "a <b> c"
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--(?:(?!-->).){0,4000}-->\s*)*<(?:!doctype\s+html|html|head|body|main|article)\b",
    re.IGNORECASE | re.DOTALL,
)
HTML_OPENS = re.compile(r"<(?:p|h[1-6]|div|ul|ol|table|article|main)(?:\s[^<>]{0,400})?>", re.IGNORECASE)
HTML_CLOSES = re.compile(r"</(?:p|h[1-6]|div|ul|ol|table|article|main)>", re.IGNORECASE)
XML_HEAD = re.compile(r"\s*<\?xml\b|\s*<(?:[A-Za-z][\w.-]*:)?[A-Za-z][\w.-]*(?:\s+xmlns|\s*>)", re.IGNORECASE)
MAIL_HEAD = re.compile(  # an e-mail's own fields; not "From: …" and "To: …" of a cover
    r"\A(?:[A-Za-z][A-Za-z-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n)*){0,40}"
    r"(?:MIME-Version|Message-ID|Received|Return-Path|X-Mailer|Content-Transfer-Encoding):",
    re.IGNORECASE,
)
JSON_HEAD = re.compile(r"\s*[\[{]\s*(?:\"|[\[{\]}])")
MARKDOWN_HEADING = re.compile(r"^\#{1,6}[ \t]+\S", re.MULTILINE)  # "## 1. Title"; not "#metoo"
LAID_OUT = re.compile(r"\S {4,}\S")  # columns of a typed page; not "a  b"
MARKDOWN_STRONG = re.compile(r"^\*\*(?=\S).{1,400}?\*\*\s*$", re.MULTILINE | re.DOTALL)  # a line in "**…**"
MARKDOWN_NAME = re.compile(r"\.(?:md|markdown|mdown)\Z", re.IGNORECASE)


def media_type_of(data: bytes, name: str) -> MediaType:
    """The kind of file. ``name`` only tells Markdown from plain text where the text has no mark-up of its own.

    Raises UnreadableSource: WRONG_TYPE for a file of another kind, with what it is; ENCRYPTED for a locked Word file;
    DAMAGED for a broken container.
    """
    head = data[:PDF_HEAD_WITHIN]
    if head.startswith(OLE_START):
        raise _ole_refusal(data)
    if head.startswith(ZIP_START):
        return _zip_type(entries_of(data))
    for start, what in STARTS:
        if head.startswith(start) and (start not in BINARY_STARTS_WITH_LETTERS or b"\x00" in head):
            raise _wrong_type(what)
    if PDF_HEAD in head:
        return MediaType.PDF
    text = decode_text(data)
    if text is None:
        raise _wrong_type("a file of an unknown kind")
    return _text_type(text, name)


def _text_type(text: str, name: str) -> MediaType:
    if HTML_HEAD.match(text):
        return MediaType.HTML
    if MAIL_HEAD.match(text.lstrip("\ufeff\r\n").replace("\r\n", "\n")[:8000]):
        raise _wrong_type("an e-mail or a web archive (EML, MHTML)")
    if HTML_OPENS.search(text) and HTML_CLOSES.search(text):
        return MediaType.HTML
    if XML_HEAD.match(text):
        raise _wrong_type("an XML file")
    if JSON_HEAD.match(text):
        raise _wrong_type("a data file (JSON)")
    if MARKDOWN_NAME.search(name) or MARKDOWN_STRONG.search(text):
        return MediaType.MARKDOWN
    headings = len(MARKDOWN_HEADING.findall(text))
    return MediaType.MARKDOWN if headings > len(LAID_OUT.findall(text)) else MediaType.PLAIN


def _zip_type(entries: list[zipfile.ZipInfo]) -> MediaType:
    names = {entry.filename for entry in entries}
    if any(name.startswith(WORD_PART) and name.endswith(".xml") for name in names):
        return MediaType.DOCX
    for inside, what in ZIP_KINDS:
        if inside in names:
            raise _wrong_type(what)
    raise _wrong_type("a ZIP archive")


def _ole_refusal(data: bytes) -> UnreadableSource:
    if OLE_ENCRYPTED in data:
        return UnreadableSource(
            Reason.ENCRYPTED, "The Word file is locked with a password; save it without one and send it again."
        )
    for inside, what in OLE_KINDS:
        if inside in data:
            return _wrong_type(what)
    return _wrong_type("an old Office file")


def _wrong_type(what: str) -> UnreadableSource:
    return UnreadableSource(
        Reason.WRONG_TYPE, f"This is {what}, which cannot be read; send the note as PDF, DOCX, HTML or text."
    )
