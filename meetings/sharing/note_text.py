"""A note as it leaves the archive whole: its parts once, and the simplest of the files."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings.days import day
from meetings.models import AgendaTopic, NoteCode, OutcomeNote, Paragraph
from meetings.sharing.citation import cite_note, printed_kind
from meetings.sharing.writers import Taken, clean
from meetings.views.body import PART_TITLES

PREVAILS = _("A search copy. The original paper is the record and prevails.")
OWN_WORDS = _("An abstract in the archive’s own words: nothing in it is a quotation.")


@dataclass(frozen=True, slots=True)
class WholeNote:
    """A note with its parts in their order: the title of each, its topic if it is one, and its paragraphs."""

    note: OutcomeNote
    parts: list[tuple[str, AgendaTopic | None, list[Paragraph]]]
    codes: list[NoteCode]

    @property
    def title(self) -> str:
        return cite_note(self.note, str).title

    @property
    def cover(self) -> list[tuple[str, str]]:
        """What the cover says besides number, title and day, each with its name; only what is printed."""
        note = self.note
        facts = [
            (_("Kind"), printed_kind(note.kind)),
            (_("From"), note.sent_from),
            (_("To"), note.sent_to),
            (_("Place"), note.place),
            (_("Meeting"), str(note.meeting or "")),
            (_("Stamps"), ", ".join(note.stamps)),
            (_("Previous documents"), ", ".join(note.previous_documents)),
            (_("Topic codes"), ", ".join(f"{each.code} {each.serial or ''}".strip() for each in self.codes)),
            (_("Remark"), str(OWN_WORDS) if note.is_abstract else ""),
        ]
        return [(str(name), " ".join(words.split())) for name, words in facts if words]


def whole_note(note: OutcomeNote) -> WholeNote:
    """``note``, which the person may read, with all of its text; three queries."""
    topics = list(note.topics.order_by("position"))
    rows: dict[Any, list[Paragraph]] = {}
    for paragraph in note.paragraphs.defer("vector").order_by("position"):
        paragraph.note = note
        rows.setdefault(paragraph.topic_id or paragraph.part, []).append(paragraph)
    for topic in topics:
        rows.setdefault(topic.pk, [])
    by_key = {topic.pk: topic for topic in topics}
    parts = [
        (topic.title if (topic := by_key.get(key)) else str(PART_TITLES[key]), topic, paragraphs)
        for key, paragraphs in rows.items()
    ]
    return WholeNote(note, parts, list(note.note_codes.select_related("code").order_by("position")))


def place_of(paragraph: Paragraph) -> str:
    """``§4.2 · page 3``."""
    if not paragraph.page:
        return f"§{paragraph.address}"
    return gettext("§%(address)s · page %(page)s") % {"address": paragraph.address, "page": paragraph.page}


def as_text(whole: WholeNote, taken: Taken) -> str:
    """The note as plain text; the marking is the first line and the last."""
    note = whole.note
    lines = [taken.marking, "", *([note.name] if note.number else []), whole.title]
    lines += [day(note.dated_on)] if note.dated_on else []
    lines += [f"{name}: {words}" for name, words in whole.cover]
    for title, topic, paragraphs in whole.parts:
        lines += ["", "", f"{topic.number}. {title}" if topic and topic.number else title]
        for paragraph in paragraphs:
            lines += ["", place_of(paragraph), paragraph.text]
    lines += ["", "", str(PREVAILS), taken.line, "", taken.marking, ""]
    return clean("\n".join(lines))
