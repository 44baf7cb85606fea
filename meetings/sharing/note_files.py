"""A note as a file: plain text, PDF, and Akoma Ntoso XML."""

from collections.abc import Callable
from dataclasses import dataclass

from meetings.days import day
from meetings.sharing.akoma_ntoso import as_akoma_ntoso
from meetings.sharing.note_text import PREVAILS, WholeNote, as_text, place_of
from meetings.sharing.paper import pdf_of, words
from meetings.sharing.writers import Taken


@dataclass(frozen=True, slots=True)
class NoteForm:
    """One kind of file of a whole note."""

    media_type: str
    write: Callable[[WholeNote, Taken], bytes]


def as_pdf(whole: WholeNote, taken: Taken) -> bytes:
    """The note on A4 sheets, its marking at the head and the foot of each."""
    note = whole.note
    story = [words(note.name, "small")] if note.number else []
    story.append(words(whole.title, "title"))
    story += [words(day(note.dated_on), "small")] if note.dated_on else []
    story += [words(f"{name}: {said}", "small") for name, said in whole.cover]
    for title, topic, paragraphs in whole.parts:
        story.append(words(f"{topic.number}. {title}" if topic and topic.number else title, "heading"))
        for paragraph in paragraphs:
            story += [words(place_of(paragraph), "where"), words(paragraph.text)]
    return pdf_of([*story, words(str(PREVAILS), "small")], taken, language=note.language)


NOTE_FORMS = {
    "txt": NoteForm("text/plain; charset=utf-8", lambda whole, taken: as_text(whole, taken).encode()),
    "pdf": NoteForm("application/pdf", as_pdf),
    "xml": NoteForm("application/akn+xml", as_akoma_ntoso),
}
