"""Receiving a file: read it, then write the note whole or not at all.

The deed behind the upload page, ``ingest_notes`` and the demo. Reading decides what the paper says
(meetings/reading); this module only keeps it.
"""

import hashlib
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.db import connection, transaction
from django.utils.text import slugify

from meetings import review
from meetings.ingest.by_hand import ByHand
from meetings.ingest.findings import write_findings, write_last_reading
from meetings.ingest.keeping import keep_files, name_of_text
from meetings.models import Meeting, OutcomeNote, Paragraph, Source
from meetings.reading.child import read_in_child
from meetings.reading.parsed import READER_VERSION, ParsedNote
from meetings.review.twins import propose_twins

# One file is written at a time: two uploads of the same note in the same second become one note with one file.
WRITING = 0x4A4841  # an arbitrary number for pg_advisory_xact_lock, "JHA"
NOTHING_SAID = ByHand()
SAME_TEXT = 0.9  # two readings of one text differ by a hyphen or a footnote, not by a tenth of their words


class Outcome(StrEnum):
    """What became of a received file."""

    ADDED = "added"
    REVISION = "revision"
    ATTACHED = "attached"
    ALREADY_HELD = "already-held"


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one file, and a sentence that says so. ``unpublished`` holds what stood against publishing."""

    outcome: Outcome
    note: OutcomeNote
    source: Source
    sentence: str
    unpublished: tuple[str, ...] = ()


class OtherTextHeld(Exception):
    """A note of this number, version and language is held with another text; the file is not taken in."""

    def __init__(self, note: OutcomeNote) -> None:
        self.note = note
        super().__init__(
            f"The archive holds {note.name} with another text, so this file was not taken in yet. Say in quarantine "
            "whether it is another version of the paper or another file of it, or delete it."
        )


class InTheBin(OtherTextHeld):
    """The paper was received before and lies in the bin; the file was not kept."""

    def __init__(self, note: OutcomeNote) -> None:
        self.note = note
        Exception.__init__(
            self,
            f"{note.name} was received before and lies in the bin, so this file was not kept. Restore it from the bin; "
            "an administrator can also delete it for good and then send the file again.",
        )


def receive_source(
    *,
    data: bytes,
    name: str,
    by: Any,
    publish: bool = False,
    parsed: ParsedNote | None = None,
    said: ByHand = NOTHING_SAID,
) -> Receipt:
    """Read ``data`` and keep it with everything found in it, in one transaction.

    ``name`` is the sender's name for the file; it is kept as text and never used as a path. ``by`` is the user, or
    None for the operator's command. With ``publish``, the note is published unless something stands against it.
    ``parsed`` is the reading of these very bytes, if it was made already; ``said`` is what a person added to them.
    Raises SourceRefused (unreadable, too large, classified; nothing is kept), OtherTextHeld or InTheBin.
    """
    digest = hashlib.sha256(data).hexdigest()
    if held := held_already(digest):
        return held
    as_read = parsed or read_with(said, data, name)
    parsed = said.applied_to(as_read)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
        if held := held_already(digest):
            return held
        note = note_of_same_paper(parsed, any_text=said.copy)
        if note is None:
            outcome, note = add_note(parsed)
            write_last_reading(note, as_read)
            sentence = f"{note.name} was added{_as_revision(note) if outcome is Outcome.REVISION else ''}."
        else:
            outcome = Outcome.ATTACHED
            attach_reading(note, parsed)
            sentence = f"{note.name} is in the archive; this file was attached to it as a further copy."
        source = keep_files(note, parsed, said, data=data, digest=digest, name=name, by=by)
    against: tuple[str, ...] = ()
    if publish and not note.is_published:
        try:
            note = review.publish_note(note=note, by=by)
        except review.NotPublishable as error:
            against = tuple(str(reason.sentence) for reason in error.reasons)
    return Receipt(outcome, note, source, sentence, against)


def held_already(digest: str) -> Receipt | None:
    """The receipt for bytes that the archive holds, or None; raises InTheBin. ``digest`` is their SHA-256 in hex."""
    source = Source.objects.filter(sha256=digest).select_related("note").first()
    if source is None:
        return None
    if source.note.deleted_at is not None:
        raise InTheBin(source.note)
    sentence = f"This file is in the archive already, as {source.note.name}; nothing was changed."
    return Receipt(Outcome.ALREADY_HELD, source.note, source, sentence)


def read_with(said: ByHand, data: bytes, name: str) -> ParsedNote:
    """The reading of the file, or of the text that a person typed from it. Raises SourceRefused."""
    return read_in_child(said.text, name_of_text(name)) if said.text else read_in_child(data, name)


def note_of_same_paper(parsed: ParsedNote, *, any_text: bool = False) -> OutcomeNote | None:
    """The held note that ``parsed`` is a further copy of, or None. With ``any_text`` its number alone decides.

    Raises OtherTextHeld when number, version and language are held with another text, InTheBin when it was deleted.
    A paper without a number is the same when kind, language and text are.
    """
    cover = parsed.cover
    notes = OutcomeNote.objects.filter(language=cover.language or "en")
    if cover.number:
        held = notes.filter(number=cover.number, version=cover.version or "INIT").first()
        if held is not None and held.deleted_at is not None:
            raise InTheBin(held)
        if held is not None and not any_text and not same_text(held.text, text_of(parsed)):
            raise OtherTextHeld(held)
        return held
    for held in notes.filter(number="", kind=cover.kind or "", dated_on=cover.dated_on):
        if same_text(held.text, text_of(parsed)):
            if held.deleted_at is not None:
                raise InTheBin(held)
            return held
    return None


def text_of(parsed: ParsedNote) -> str:
    """The whole text: its paragraphs under their topics, parted by empty lines."""
    parts: list[str] = []
    topic = None
    for paragraph in parsed.paragraphs:
        if paragraph.topic != topic and paragraph.topic is not None:
            parts.append(parsed.topics[paragraph.topic].title)
        topic = paragraph.topic
        parts.append(paragraph.text)
    return "\n\n".join(parts)


def same_text(one: str, other: str) -> bool:
    """Whether two readings are of the same text: nearly all words the same, in the same order."""
    words = SequenceMatcher(None, one.split(), other.split(), autojunk=False)
    return words.real_quick_ratio() >= SAME_TEXT and words.quick_ratio() >= SAME_TEXT and words.ratio() >= SAME_TEXT


def add_note(parsed: ParsedNote) -> tuple[Outcome, OutcomeNote]:
    """Write a new note with its meeting and everything that was found in it."""
    cover = parsed.cover
    earlier = bool(cover.number) and OutcomeNote.objects.filter(number=cover.number, deleted_at=None).exists()
    meeting = meeting_of(parsed)
    note = OutcomeNote.objects.create(
        meeting=meeting,
        kind=cover.kind or "",
        number=cover.number or "",
        version=cover.version or "INIT",
        language=cover.language or "en",
        slug=free_slug(OutcomeNote, slug_of(parsed, meeting)),
        marking=cover.marking or "",
        stamps=list(cover.stamps),
        dated_on=cover.dated_on,
        place=cover.place or "",
        sent_from=cover.sent_from or "",
        sent_to=cover.sent_to or "",
        subject=cover.subject or "",
        summary=parsed.summary or "",
        previous_documents=list(cover.previous_documents),
        text=text_of(parsed),
        reader_version=READER_VERSION,
    )
    write_findings(note, parsed)
    propose_twins(meeting)
    return (Outcome.REVISION if earlier else Outcome.ADDED), note


def _as_revision(note: OutcomeNote) -> str:
    others = OutcomeNote.objects.filter(number=note.number, deleted_at=None).exclude(pk=note.pk)
    return " beside " + ", ".join(other.name for other in others) if others else ""


def attach_reading(note: OutcomeNote, parsed: ParsedNote) -> None:
    """Take over from a further copy what the first one lacked: the pages, when this file has pages."""
    pages = {paragraph.text: paragraph.page for paragraph in parsed.paragraphs if paragraph.page}
    unpaged = [p for p in note.paragraphs.filter(page=None) if p.text in pages]
    for paragraph in unpaged:
        paragraph.page = pages[paragraph.text]
    Paragraph.objects.bulk_update(unpaged, ["page"])


def meeting_of(parsed: ParsedNote) -> Meeting | None:
    """The meeting that the paper reports: one that is known, or else a new one. None when it reports none."""
    found = parsed.meeting
    if found is None:
        return None
    overlapping = Meeting.objects.filter(
        level=found.level, opened_on__lte=found.closed_on, closed_on__gte=found.opened_on
    )
    for known in overlapping.order_by("opened_on"):
        if not known.city or not found.city or slugify(known.city) == slugify(found.city):
            return known
    place = Meeting.objects.filter(city=found.city or "").exclude(country="").first() if found.city else None
    return Meeting.objects.create(
        slug=slug_of_meeting(found.opened_on, found.city or "", found.videoconference),
        level=found.level,
        opened_on=found.opened_on,
        closed_on=found.closed_on,
        city=found.city or "",
        country=place.country if place else "",
        host=place.host if place else "",
        videoconference=found.videoconference,
    )


def slug_of_meeting(opened_on: date, city: str, videoconference: bool) -> str:
    """The address of a new meeting: its month and place, as in ``2017-06-valletta``."""
    place = city or ("videoconference" if videoconference else "meeting")
    return free_slug(Meeting, f"{opened_on:%Y-%m}-{slugify(place)}")


def slug_of(parsed: ParsedNote, meeting: Meeting | None) -> str:
    """The address of the note: its number, or else its meeting and kind."""
    cover = parsed.cover
    language = cover.language or "en"
    tail = "" if language == "en" else f"-{language}"
    if cover.number:
        version = "" if cover.version in {None, "INIT"} else f" {cover.version}"
        slug = slugify(f"{cover.number.replace('/', '-')}{version}")
        return f"{slug}{tail}"
    kind = slugify(cover.kind or "paper")[:60]
    return f"{meeting.slug if meeting else 'paper'}-{kind}{tail}"


def free_slug(model: type[OutcomeNote] | type[Meeting], wanted: str) -> str:
    """``wanted``, or the first of ``wanted-2``, ``wanted-3`` … that nobody has."""
    taken = set(model.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    slug, place = wanted, 1
    while slug in taken:
        place += 1
        slug = f"{wanted}-{place}"
    return slug
