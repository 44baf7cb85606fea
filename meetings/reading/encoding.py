"""From the bytes of a text file to its letters: UTF-8, UTF-16 and UTF-32, else the Windows form of Latin-1."""

import codecs
import re

from meetings.reading.refusals import Reason, UnreadableSource

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

# Control characters that no text editor writes; tab, line ends, form feed and escape (old terminals) are left out.
UNPRINTED = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
#: The share of such characters above which a file is no text.
BINARY_FROM = 0.02


def decode_text(data: bytes) -> str | None:
    """The letters of a text file, or None where the bytes are no text in any of the encodings.

    Without a mark at its start the file is tried as UTF-16 (recognised by the zero bytes of Latin letters) and UTF-8;
    whatever is neither is read as Windows-1252, in which every byte of a Western European text has a letter.
    """
    text = _decode(data)
    sample = text[:200_000]
    return None if len(UNPRINTED.findall(sample)) > BINARY_FROM * max(len(sample), 1) else text


def _decode(data: bytes) -> str:
    for mark, marked in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data.decode(marked, errors="replace")
    for encoding in (_utf16_without_mark(data), "utf-8"):
        if encoding:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    try:
        return data.decode("cp1252")
    except UnicodeDecodeError:
        return data.decode("latin-1")


def _utf16_without_mark(data: bytes) -> str | None:
    sample = data[:2000]
    if len(data) % 2 or len(sample) < 4:
        return None
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.6 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.6 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return None


def letters_of(data: bytes) -> str:
    """As ``decode_text``, for a file already known to be text; refuses it when it is none after all."""
    text = decode_text(data)
    if text is None:
        raise UnreadableSource(Reason.WRONG_TYPE, "The file is no text; send the note as PDF, DOCX, HTML or text.")
    return text
