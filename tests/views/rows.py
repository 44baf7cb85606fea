"""Rows for the tests of the pages: a LIMITE note with everything on it, and its parts."""

from dataclasses import dataclass

from meetings.models import CodeEvidence, NoteCode, OutcomeNote, Paragraph, Participant, Participation, Statement
from tests import make

TEXT = "The US called on the EU to act. Both sides agreed to share data. Both sides agreed to meet on drugs again."


@dataclass(frozen=True, slots=True)
class FullNote:
    note: OutcomeNote
    paragraph: Paragraph


def full_note(**given: object) -> FullNote:
    """A note with a commitment, a request, a participant, two codes, and evidence for one of them."""
    note = make.note(TEXT, codes="CORDROGUE 82, USA 37", **given)
    paragraph = note.paragraphs.get()
    paragraph.sides = ["US", "both"]
    paragraph.save(update_fields=["sides"])
    make.commitment(paragraph, "Both sides agreed to share data.")
    make.commitment(paragraph, "Both sides agreed to meet on drugs again.", strength="willing")
    Statement.objects.create(paragraph=paragraph, start=0, end=31, side="US", kind=Statement.ASKED)
    code = NoteCode.objects.get(note=note, code__code="CORDROGUE")
    CodeEvidence.objects.create(note_code=code, paragraph=paragraph, terms=["drugs"])
    duke, _ = Participant.objects.get_or_create(name="Duke", kind=Participant.PERSON)
    Participation.objects.create(
        note=note, meeting=note.meeting, participant=duke, side="US", as_named="Ms Duke", paragraph=paragraph
    )
    return FullNote(note, paragraph)
