"""Builders of rows for tests: each makes the least that is valid, and takes what the test is about."""

from datetime import date
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, User
from django.utils import timezone
from django.utils.text import slugify

from meetings import access
from meetings.models import AgendaTopic, Commitment, Meeting, NoteCode, OutcomeNote, Paragraph, TopicCode

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
        facts |= {"state": OutcomeNote.PUBLISHED, "published_at": timezone.now()}
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
