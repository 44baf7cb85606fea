"""What a person adds to a file that the reader alone could not take in: the text of a scan, or what the paper is.

A scan waits in quarantine while its text is typed, page by page. A file whose number the archive holds with another
text waits for a decision. Both are then read like any other file.
"""

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.ingest.quarantine import locked_line, record, to_be_read
from meetings.ingest.reasons import OTHER_TEXT
from meetings.models import UploadLine
from meetings.reading.parsed import ParsedNote
from meetings.review.refusals import ChangedMeanwhile, ReviewRefused

PAGE_BREAK = "\f"  # parts the pages of a plain text (meetings/reading/plain.py)
MOST_PAGES = 300


@dataclass(frozen=True, slots=True)
class ByHand:
    """What a person said of one file: its ``text`` (of a scan), or that it is another ``version`` or a ``copy``."""

    text: bytes = b""
    typed_by: Any = None
    pages: int | None = None
    version: str = ""
    copy: bool = False

    @classmethod
    def of(cls, line: UploadLine) -> "ByHand":
        """What persons said of the file of ``line``; nothing, of most files."""
        return cls(
            text=PAGE_BREAK.join(line.typed).encode() if line.typed_whole else b"",
            typed_by=line.typed_by,
            pages=line.pages,
            version=line.as_version if line.taken_as == UploadLine.AS_REVISION else "",
            copy=line.taken_as == UploadLine.AS_COPY,
        )

    def applied_to(self, parsed: ParsedNote) -> ParsedNote:
        """The reading, as the version that the person said it is."""
        return replace(parsed, cover=replace(parsed.cover, version=self.version)) if self.version else parsed


class TextMissing(ReviewRefused):
    """A scan was to be read before a word of it was typed."""

    def __init__(self) -> None:
        super().__init__(_("No word was typed yet. Type the text of at least one page, then have it read."))


class VersionUnfit(ReviewRefused):
    """What was given as a version is none; the message says why."""


def fingerprint(words: str) -> str:
    """A short sign of ``words``, by which a form says what it was filled in over."""
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def page_of(line: UploadLine, page: int) -> str:
    """What is typed of that page (from 1) so far."""
    return line.typed[page - 1] if 0 < page <= len(line.typed) else ""


@transaction.atomic
def type_page(*, line: UploadLine, by: Any, page: int, words: str, seen: str) -> UploadLine:
    """Keep ``words`` as the text of ``page`` (from 1) of a scan. ``seen`` is the fingerprint of what stood there.

    Raises NotInQuarantine, or ChangedMeanwhile when somebody else typed that page.
    """
    held = locked_line(line, states=[UploadLine.NO_TEXT])
    before = page_of(held, page)
    written = words.replace("\r\n", "\n").replace(PAGE_BREAK, " ").replace("\x00", "").strip("\n")
    if seen != fingerprint(before) and written != before:
        raise ChangedMeanwhile(held, who=str(held.typed_by or ""))
    if written != before:
        held.typed += [""] * (page - len(held.typed))
        held.typed[page - 1] = written
        held.typed_by = by
        held.save(update_fields=["typed", "typed_by"])
        record(held, by=by, sentence=f"Text of page {page} typed.")
    return held


@transaction.atomic
def send_typed(*, line: UploadLine, by: Any) -> UploadLine:
    """Let what was typed of a scan be read; ``start_reading`` begins. Raises NotInQuarantine or TextMissing."""
    held = locked_line(line, states=[UploadLine.NO_TEXT])
    if not held.typed_pages:
        raise TextMissing
    held.typed_whole = True
    return to_be_read(held, by=by, sentence="The text typed by hand is to be read.")


@transaction.atomic
def decide_line(*, line: UploadLine, by: Any, taken_as: str, version: str = "") -> UploadLine:
    """Say what a file is whose number is held with another text: AS_REVISION with its ``version``, or AS_COPY.

    It is then read again and taken in as that. Raises NotInQuarantine or VersionUnfit.
    """
    held = locked_line(line, states=[UploadLine.REFUSED])
    if held.reason != OTHER_TEXT or held.note is None:
        raise VersionUnfit(_("This file no longer needs a decision. Try it again instead."))
    held.taken_as = taken_as
    if taken_as == UploadLine.AS_COPY:
        held.as_version, sentence = "", f"Another file of {held.note.name}."
    else:
        held.as_version = checked_version(held, version)
        sentence = f"{held.as_version} of {held.note.number}."
    return to_be_read(held, by=by, sentence=f"Decided: {sentence}")


def checked_version(line: UploadLine, version: str) -> str:
    """``version`` in its canonical form, REV 1 or ADD 1 COR 1. Raises VersionUnfit."""
    note = line.note
    try:
        number = DocumentNumber.parse(f"{note.number} {version.strip().upper()}")
    except UnknownNumber:
        number = None
    if number is None or number.version == "INIT":
        raise VersionUnfit(_("Say which version it is, such as REV 1, COR 1, ADD 1 or DCL 1."))
    same = type(note).objects.filter(number=note.number, version=number.version, language=note.language)
    if same.exists():
        raise VersionUnfit(
            _("%(number)s is in the archive already; this must be another version.") % {"number": number}
        )
    return number.version


def next_revision(line: UploadLine) -> str:
    """The first REV of the number that the archive does not hold: what a second text most often is."""
    held = set(type(line.note).objects.filter(number=line.note.number).values_list("version", flat=True))
    return next(f"REV {count}" for count in range(1, 1000) if f"REV {count}" not in held)
