"""Doubts as an archivist reads them: what is asked, and where on the review page the answer is given."""

from dataclasses import dataclass

from meetings.desk.words import Marks
from meetings.models import Doubt, OutcomeNote, Paragraph

# Kind of doubt: (in a word, the question, what to do about it, the part of the page where it is mended).
QUESTIONS = {
    "no-number": ("number", "No document number was found", "Add it, or settle: the paper has none.", "cover-number"),
    "number-from-file-name": ("number", "The number was taken from the file name", "Compare it.", "cover-number"),
    "no-date": ("date", "No date was found", "Add it as printed.", "cover-dated_on"),
    "unknown-marking": (
        "marking",
        "The marking was not found in its place",
        "Set who may read the note.",
        "cover-marking",
    ),
    "unknown-code": ("topic code", "This code is not in the reference table", "Compare it.", "cover-codes"),
    "repaired-code": ("topic code", "A damaged code was read as a known one", "Compare it.", "cover-codes"),
    "glued-code": ("topic code", "Codes were printed without a space between them", "Compare them.", "cover-codes"),
    "no-codes": ("topic code", "No topic codes were found", "Add them, or settle: there are none.", "cover-codes"),
    "no-meeting": ("meeting", "No meeting was found", "Choose it, or say that there is none.", "cover-meeting"),
    "meeting-uncertain": ("meeting", "It is not certain which meeting this is", "Compare its dates.", "cover-meeting"),
    "no-topics": ("agenda topics", "No agenda topics were found", "Compare the text with the original.", "text"),
    "side-unclear": ("side", "It is not clear who is speaking", "Look at the passage and its commitments.", "text"),
    "commitment-uncertain": ("commitment", "A commitment, or not?", "Confirm, correct or reject it.", "text"),
    "reads-otherwise": (
        "text",
        "A newer reading does not have these words",
        "A person judged them, so the paragraph stays as it was. Compare it with the original.",
        "text",
    ),
    "text-damaged": ("text", "The text looks damaged here", "Compare it with the original.", "text"),
}
UNNAMED = ("reading", "The reader was unsure of this", "Compare it with the original.", "text")


@dataclass(slots=True)
class DoubtRow:
    """A doubt with its question, and the paragraph in which its words stand; ``key`` where these are marked."""

    doubt: Doubt
    about: str
    question: str
    hint: str
    anchor: str
    paragraph: Paragraph | None
    key: str = ""


def doubt_rows(note: OutcomeNote, paragraphs: list[Paragraph]) -> list[DoubtRow]:
    """The doubts of ``note``, open ones first."""
    rows = []
    for doubt in sorted(note.doubts.select_related("settled_by"), key=lambda d: (d.settled_at is not None, d.pk)):
        about, question, hint, anchor = QUESTIONS.get(doubt.kind, UNNAMED)
        words = " ".join(doubt.words.split())
        where = next((p for p in paragraphs if words and words in " ".join(p.text.split())), None)
        rows.append(DoubtRow(doubt, about, question, hint, f"text-{where.address}" if where else anchor, where))
    return rows


def point_to_words(rows: list[DoubtRow], marks: Marks) -> None:
    """Let each of ``rows`` lead to its very words, where they are marked."""
    for row in rows:
        if (key := f"doubted-{row.doubt.pk}") in marks.keys:
            row.key, row.anchor = key, f"words-{key}"
