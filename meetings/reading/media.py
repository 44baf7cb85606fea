"""What kind of file this is, told from its bytes and its inside, never from its name."""

import re
from enum import StrEnum


class MediaType(StrEnum):
    """The kinds of file that can be read."""

    PDF = "application/pdf"
    DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    HTML = "text/html"
    MARKDOWN = "text/markdown"
    PLAIN = "text/plain"


def media_type_of(data: bytes, name: str) -> MediaType:
    if b"%PDF-" in data[:1024]:
        return MediaType.PDF
    if data[:4] == b"PK\x03\x04":
        return MediaType.DOCX
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)", data, re.I):
        return MediaType.HTML
    if re.search(rb"(?m)^#{1,6} |^\*\*", data):
        return MediaType.MARKDOWN
    return MediaType.PLAIN
