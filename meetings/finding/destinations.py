"""Where a person means to go: a topic code, a code with its serial, a document number in any of its forms, a passage.

A number that is held goes straight to its note. One that is only cited is said to be, and where. What this reader may
not read is neither held nor cited.
"""

import re
from typing import Any

from django.db.models import Exists, OuterRef

from meetings.finding.asked import Asked
from meetings.finding.cited import passage_or_note_cited
from meetings.finding.held import current_dimensions
from meetings.finding.numbered import notes_numbered, number_in
from meetings.models import Merge, NoteCode, OutcomeNote, TopicCode

# "CYBER", "PR CO", "JAI 99"; not "cyber" (a word), not "10483".
CODE = re.compile(r"(?P<code>[A-Z][A-Z/ -]*[A-Z])(?:\s+(?P<serial>\d{1,5}))?")
# "ST-10483-2017-INIT/en/pdf", "10483/17/", "ST 10483 2017 REV 1": a number; then language and file, as in the register.
WRITTEN = re.compile(r"(?P<number>.+?)(?:/(?P<language>[a-z]{2}))?(?:/pdf)?/?", re.I)
# "https://data.consilium.europa.eu/doc/document/ST-10483-2017-INIT/en/pdf", pasted from the register.
LINK = re.compile(r"https?://[^/\s]+/(?:doc/document|documents)/(?P<written>\S+)", re.I)
INITIAL = re.compile(r"\bINIT\b", re.I)


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
    if len({note.number for note in notes}) == 1:
        return notes[0].get_absolute_url()
    cited = passage_or_note_cited(words, user)
    return cited.get_absolute_url() if cited else None


def note_at(written: str, user: Any) -> OutcomeNote | None:
    """The note that ``user`` may read under a number as people and the register write it in addresses; else None.

    ``10483/17``, ``ST-10483-2017-INIT/en``, ``ST-10483-2017-REV-1/en/pdf``: a number alone gives the current version,
    one with its version that version. Another language than the one asked for is better than nothing.
    """
    match = WRITTEN.fullmatch(written)
    number = number_in(match["number"]) if match else None
    if match is None or number is None:
        return None
    notes = notes_numbered(str(number), user)
    if number.versions or INITIAL.search(match["number"]):
        notes = notes.filter(version=number.version)
    asked = (match["language"] or "en").lower()
    return next((note for note in notes if note.language == asked), notes.first())


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
