"""Builders of rows for tests: each makes the least that is valid, and takes what the test is about."""

import hashlib
from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify

from meetings import access
from meetings.models import (
    AgendaTopic,
    Commitment,
    Meeting,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    Source,
    TopicCode,
    Upload,
    UploadLine,
)

_numbers = count(10_001)
ROLES = {
    "reader": access.READERS,
    "limite": access.LIMITE_READERS,
    "archivist": access.ARCHIVISTS,
    "administrator": access.ADMINISTRATORS,
}


def user(role: str) -> User:
    """A person with one of ROLES; archivists and administrators may enter the administration."""
    person = User.objects.create_user(username=f"{role}-{next(_numbers)}", password="a long pass phrase")
    person.groups.add(Group.objects.get(name=ROLES[role]))
    return person


def meeting(**given: Any) -> Meeting:
    """A public ministerial in Valletta, unless told otherwise; ``public_source=""`` makes one known from notes only."""
    facts = {
        "level": "ministerial",
        "opened_on": date(2017, 6, 15),
        "closed_on": date(2017, 6, 16),
        "city": "Valletta",
        "country": "Malta",
        "host": "EU",
        "public_source": "https://example.org/valletta",
    } | given
    if "closed_on" not in given and "opened_on" in given:
        facts["closed_on"] = facts["opened_on"]
    facts.setdefault("slug", slugify(f"{facts['opened_on']:%Y-%m}-{facts['city']}-{next(_numbers)}"))
    return Meeting.objects.create(**facts)


def note(*paragraphs: str, codes: str = "", published: bool = True, **given: Any) -> OutcomeNote:
    """A published PUBLIC note with the given paragraphs under one agenda topic; ``codes="VISA 1, CYBER 2"``."""
    number = given.pop("number", f"{next(_numbers)}/17")
    facts = {
        "kind": "OUTCOME OF PROCEEDINGS",
        "number": number,
        "slug": slugify(number.replace("/", "-")) or f"paper-{next(_numbers)}",
        "marking": "PUBLIC",
        "dated_on": date(2017, 6, 29),
        "reader_version": "test",
        "text": "\n\n".join(paragraphs),
    } | given
    if "meeting" not in facts:
        facts["meeting"] = Meeting.objects.filter(slug__startswith="2017-06-valletta").first() or meeting()
    if published:
        facts = {"published_at": timezone.now()} | facts | {"state": OutcomeNote.PUBLISHED}
    made = OutcomeNote.objects.create(**facts)
    if paragraphs:
        topic = AgendaTopic.objects.create(
            note=made, position=1, number="1", label="1", title="Counter-terrorism", page=1
        )
        for place, text in enumerate(paragraphs, 1):
            paragraph(made, text, topic=topic, position=place)
    for place, printed in enumerate((c.strip() for c in codes.split(",") if c.strip()), 1):
        code, _, serial = printed.partition(" ")
        kept = TopicCode.objects.get_or_create(code=code, defaults={"slug": slugify(code)})[0]
        NoteCode.objects.create(note=made, code=kept, serial=int(serial) if serial else None, position=place)
    return made


def paragraph(note: OutcomeNote, text: str, *, topic: AgendaTopic | None = None, **given: Any) -> Paragraph:
    """A paragraph at the end of ``note``."""
    place = given.pop("position", note.paragraphs.count() + 1)
    ordinal = given.pop("ordinal", place)
    facts = {
        "part": "topic" if topic else "body",
        "address": f"{topic.label}.{ordinal}" if topic else str(ordinal),
        "page": 1,
        "side": "",
    } | given
    facts.setdefault("sides", [facts["side"]] if facts["side"] else [])
    return Paragraph.objects.create(note=note, topic=topic, text=text, position=place, ordinal=ordinal, **facts)


def commitment(paragraph: Paragraph, quote: str | None = None, **given: Any) -> Commitment:
    """A proposed commitment of both sides, over the whole paragraph or the given words of it."""
    words = quote or paragraph.text
    start = paragraph.text.index(words)
    facts = {"side": "both", "strength": "agrees", "rule": "test"} | given
    return Commitment.objects.create(paragraph=paragraph, quote=words, start=start, end=start + len(words), **facts)


def participation(note: OutcomeNote, paragraph: Paragraph | None = None, *, name: str, **given: Any) -> Participation:
    """A person with that name at the meeting of ``note``, on the US side unless told otherwise."""
    person, _ = Participant.objects.get_or_create(name=name, kind=Participant.PERSON)
    facts = {"side": "US", "as_named": name, "meeting": note.meeting, "paragraph": paragraph} | given
    return Participation.objects.create(note=note, participant=person, **facts)


def source(note: OutcomeNote, *, data: bytes = b"The words of the file", **given: Any) -> Source:
    """A text file of ``note`` with its bytes on the disk; the first of a note leads."""
    facts = {
        "name": "note.txt",
        "media_type": "text/plain",
        "read_with": "test",
        "leads": not note.sources.filter(leads=True).exists(),
    } | given
    made = Source(note=note, sha256=hashlib.sha256(data).hexdigest(), size=len(data), **facts)
    made.file.save("original", ContentFile(data), save=False)
    made.save()
    return made


def line(note: OutcomeNote | None = None, **given: Any) -> UploadLine:
    """The line of a file that was sent and became ``note``; without one, of a refused file in quarantine."""
    facts = {"position": 1, "name": "note.txt", "finished_at": timezone.now(), "read_with": "test"} | given
    facts.setdefault("upload", None)
    upload = facts.pop("upload") or Upload.objects.create(way=Upload.PAGE)
    if note is None:
        facts = {"state": UploadLine.REFUSED, "reason": "damaged", "sentence": "The file is damaged."} | facts
    made = UploadLine(upload=upload, note=note, **{"state": UploadLine.ADDED} | facts)
    if note is None:
        made.file.save("sent", ContentFile(b"Some bytes"), save=False)
    made.save()
    return made


def code(note: OutcomeNote, printed: str, serial: int | None = None) -> NoteCode:
    """One more topic code on ``note``, as a reader found it, known or not."""
    kept, _ = TopicCode.objects.get_or_create(code=printed, defaults={"slug": slugify(printed) or "code"})
    return NoteCode.objects.create(note=note, code=kept, serial=serial, position=note.note_codes.count() + 1)
