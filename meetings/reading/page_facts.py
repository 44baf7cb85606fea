"""What a saved web page says of itself: its letters, its title and its day of publication."""

import codecs
import re
from datetime import date
from typing import Any

from meetings.reading.damage import SPACES, clean
from meetings.reading.encoding import decode_text

DECLARED_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*(?P<name>[\w-]{2,30})""", re.IGNORECASE)
JSON_DATE = re.compile(r'"datePublished"\s*:\s*"(?P<day>\d{4}-\d\d-\d\d)')
PUBLISHED_NAMES = frozenset(
    [
        "article:published_time",
        "datepublished",
        "dc.date",
        "dc.date.issued",
        "dcterms.date",
        "dcterms.issued",
        "dcterms.created",
        "date",
        "publication_date",
        "pubdate",
        "citation_publication_date",
    ]
)


def decode_page(data: bytes) -> str:
    """The letters of the page: by its byte order mark or as UTF-8 where it is that, else as it declares."""
    declared = DECLARED_CHARSET.search(data[:4096])
    if declared:
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            name = declared["name"].decode("ascii", "replace").lower()
            if name not in {"utf-8", "utf8", "iso-8859-1", "latin1", "us-ascii"} and _is_text_encoding(name):
                return data.decode(name, errors="replace")
    text = decode_text(data)
    return text if text is not None else data.decode("utf-8", errors="replace")


def _is_text_encoding(name: str) -> bool:
    try:
        found = codecs.lookup(name)
    except LookupError:
        return False
    return bool(found._is_text_encoding) and not found.name.startswith(("utf-7", "idna", "punycode", "unicode_escape"))


def title_of_page(root: Any) -> str | None:
    """The first heading of the first order, or else the title in the page's head."""
    for path in (".//h1", ".//title"):
        for element in root.iterfind(path):
            if shown := SPACES.sub(" ", clean("".join(element.itertext()))).strip():
                return shown
    return None


def published_on(root: Any) -> str | None:
    """The day of publication that the page states in its metadata, or else in its first dated <time>."""
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        if name.lower() in PUBLISHED_NAMES and (day := _day(meta.get("content", ""))):
            return day
    for script in root.iter("script"):
        if (found := JSON_DATE.search(script.text or "")) and (day := _day(found["day"])):
            return day
    for stamp in root.iter("time"):
        if day := _day(stamp.get("datetime", "")):
            return day
    return None


def _day(text: str) -> str | None:
    try:
        return date.fromisoformat(text.strip()[:10]).isoformat()
    except ValueError:
        return None
