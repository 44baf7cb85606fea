"""Where a person means to go: a topic code, a code with its serial, or a document number in any of its forms.

A number that is held goes straight to its note. One that is only cited is said to be, and where. What this reader may
not read is neither held nor cited.
"""

import re
from typing import Any

from django.db.models import Case, Exists, F, Func, OuterRef, QuerySet, TextField, Value, When

from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.finding.asked import Asked
from meetings.finding.held import current_dimensions
from meetings.models import Merge, NoteCode, OutcomeNote, TopicCode

# "CYBER", "PR CO", "JAI 99"; not "cyber" (a word), not "10483".
CODE = re.compile(r"(?P<code>[A-Z][A-Z/ -]*[A-Z])(?:\s+(?P<serial>\d{1,5}))?")
# Of one number the text before its parts, published before not, English before others, the latest version first.
CURRENT_FIRST = (
    Case(When(state=OutcomeNote.PUBLISHED, then=0), default=1),
    "stem",
    Case(When(language="en", then=0), default=1),
    "-edition",
    "version",
    "pk",
)
# "ST-10483-2017-INIT/en/pdf", "10483/17/", "ST 10483 2017 REV 1": a number; then language and file, as in the register.
WRITTEN = re.compile(r"(?P<number>.+?)(?:/(?P<language>[a-z]{2}))?(?:/pdf)?/?", re.I)
# "https://data.consilium.europa.eu/doc/document/ST-10483-2017-INIT/en/pdf", pasted from the register.
LINK = re.compile(r"https?://[^/\s]+/(?:doc/document|documents)/(?P<written>\S+)", re.I)
INITIAL = re.compile(r"\bINIT\b", re.I)
# "10483"; not "2017", which is a year, nor "16".
BARE_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{4,5}")


def destination(asked: Asked, user: Any) -> str | None:
    """The address of the one page that the words of ``asked`` name, or None when they are to be searched."""
    words = " ".join(asked.text.split())
    if not words or asked.but(text="").address:
        return None
    if match := LINK.fullmatch(words):
        note = note_at(match["written"], user)
        return note.get_absolute_url() if note else None
    if match := CODE.fullmatch(words):
        return _page_of_code(match["code"], match["serial"], user)
    notes = list(notes_numbered(words, user)[:2])
    return notes[0].get_absolute_url() if len({note.number for note in notes}) == 1 else None


def notes_numbered(words: str, user: Any) -> QuerySet[OutcomeNote]:
    """The notes with the document number ``words``, the current version first; none when it is no number."""
    notes = OutcomeNote.objects.visible_to(user)
    if BARE_NUMBER.fullmatch(words):
        return notes.filter(number__startswith=f"{words}/").order_by(*CURRENT_FIRST)
    number = _number(words)
    if number is None:
        return notes.none()
    same = notes.filter(number=number.base)
    if number.versions:
        same = same.filter(version=number.version)
    return same.order_by(*CURRENT_FIRST)


def note_at(written: str, user: Any) -> OutcomeNote | None:
    """The note that ``user`` may read under a number as people and the register write it in addresses; else None.

    ``10483/17``, ``ST-10483-2017-INIT/en``, ``ST-10483-2017-REV-1/en/pdf``: a number alone gives the current version,
    one with its version that version. Another language than the one asked for is better than nothing.
    """
    match = WRITTEN.fullmatch(written)
    number = _number(match["number"]) if match else None
    if match is None or number is None:
        return None
    notes = notes_numbered(str(number), user)
    if number.versions or INITIAL.search(match["number"]):
        notes = notes.filter(version=number.version)
    asked = (match["language"] or "en").lower()
    return next((note for note in notes if note.language == asked), notes.first())


def notes_citing(words: str, user: Any) -> list[OutcomeNote]:
    """The notes that name the document number ``words`` as a previous document; none when it is no number."""
    if BARE_NUMBER.fullmatch(words):
        start = words
    elif number := _number(words):
        start = number.base
    else:
        return []
    named = Func(F("previous_documents"), Value(" "), function="array_to_string", output_field=TextField())
    notes = OutcomeNote.objects.visible_to(user).annotate(named=named)
    return list(notes.filter(named__regex=rf"(^| ){re.escape(start)}(/| |$)").select_related("meeting").newest_first())


def is_number(words: str) -> bool:
    """Whether ``words`` as a whole are a document number."""
    return bool(BARE_NUMBER.fullmatch(words)) or _number(words) is not None


def _number(words: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(words)
    except UnknownNumber:
        return None


def _page_of_code(code: str, serial: str | None, user: Any) -> str | None:
    """The page of a code that a readable note carries, or of the one note that carries it with that serial.

    A short form of the table of variants, such as PNR or API, is searched even when a code is spelt the same.
    """
    carried = NoteCode.objects.filter(note__in=OutcomeNote.objects.visible_to(user), code=OuterRef("pk"))
    known = TopicCode.objects.filter(Exists(carried))
    found = known.filter(code=code).first()
    if found is None:  # one that was merged, for those who could know of it
        merges = Merge.objects.filter(name=code).known_to(user, TopicCode)
        found = known.filter(pk__in=[merge.code_id for merge in merges[:1]]).first()
    if found is None:
        return None
    if serial is not None:
        notes = OutcomeNote.objects.visible_to(user).filter(note_codes__code=found, note_codes__serial=int(serial))
        note = notes.first()
        return note.get_absolute_url() if note else None
    if current_dimensions().variants.groups_of((code,)):
        return None
    return found.get_absolute_url()
