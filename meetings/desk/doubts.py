"""Doubts as an archivist reads them: what is asked, and where on the review page the answer is given."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from meetings.desk.words import Marks
from meetings.models import Doubt, OutcomeNote, Paragraph

# Kind of doubt: (in a word, the question, what to do about it, the part of the page where it is mended).
QUESTIONS = {
    "no-number": (
        _("number"),
        _("No document number was found"),
        _("Add it, or settle: the paper has none."),
        "cover-number",
    ),
    "number-from-file-name": (
        _("number"),
        _("The number was taken from the file name"),
        _("Compare it."),
        "cover-number",
    ),
    "no-date": (_("date"), _("No date was found"), _("Add it as printed."), "cover-dated_on"),
    "unknown-marking": (
        _("marking"),
        _("The marking was not found in its place"),
        _("Set who may read the note."),
        "cover-marking",
    ),
    "unknown-code": (_("topic code"), _("This code is not in the reference table"), _("Compare it."), "cover-codes"),
    "repaired-code": (_("topic code"), _("A damaged code was read as a known one"), _("Compare it."), "cover-codes"),
    "glued-code": (
        _("topic code"),
        _("Codes were printed without a space between them"),
        _("Compare them."),
        "cover-codes",
    ),
    "no-codes": (
        _("topic code"),
        _("No topic codes were found"),
        _("Add them, or settle: there are none."),
        "cover-codes",
    ),
    "no-meeting": (
        _("meeting"),
        _("No meeting was found"),
        _("Choose it, or say that there is none."),
        "cover-meeting",
    ),
    "meeting-uncertain": (
        _("meeting"),
        _("It is not certain which meeting this is"),
        _("Compare its dates."),
        "cover-meeting",
    ),
    "no-topics": (
        _("agenda topics"),
        _("No agenda topics were found"),
        _("Compare the text with the original."),
        "text",
    ),
    "side-unclear": (
        _("side"),
        _("It is not clear who is speaking"),
        _("Look at the passage and its commitments."),
        "text",
    ),
    "commitment-uncertain": (
        _("commitment"),
        _("A commitment, or not?"),
        _("Confirm, correct or reject it."),
        "text",
    ),
    "reads-otherwise": (
        _("text"),
        _("A newer reading does not have these words"),
        _("A person judged them, so the paragraph stays as it was. Compare it with the original."),
        "text",
    ),
    "text-damaged": (_("text"), _("The text looks damaged here"), _("Compare it with the original."), "text"),
}
UNNAMED = (_("reading"), _("The reading is unsure of this"), _("Compare it with the original."), "text")


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
