"""The deed: read the original again in its own process, and lay the reading over the note in one transaction."""

from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from meetings.ingest.again import beside, commitments, cover, text
from meetings.ingest.findings import write_evidence, write_last_reading, write_sentences
from meetings.ingest.receive import WRITING
from meetings.ingest.subjects import write_subjects
from meetings.models import (
    CodeEvidence,
    ComingDate,
    InstrumentMention,
    LastReading,
    OutcomeNote,
    Paragraph,
    Source,
    Statement,
    ThemePassage,
)
from meetings.reading.child import read_in_child
from meetings.reading.parsed import ParsedNote
from meetings.review.history import locked, record_change

# What only a reading says; nobody decides on these rows, so a newer reading writes them anew.
ONLY_READ = (Statement, CodeEvidence, ThemePassage, InstrumentMention, ComingDate)
SAID_IN_HISTORY = 20


class OriginalMissing(Exception):
    """The bytes of the file from which the note was read are not there; nothing was changed."""

    def __init__(self, note: OutcomeNote) -> None:
        super().__init__(f"The original file of {note.name} is missing, so it cannot be read again.")


@dataclass(frozen=True, slots=True)
class Rereading:
    """What reading ``note`` again changed, or would change, in sentences; the version of the reader."""

    note: OutcomeNote
    version: str
    changes: tuple[str, ...]


def reread_note(*, note: OutcomeNote, by: Any, dry_run: bool = False) -> Rereading:
    """Read the original of ``note`` again and take over what is new; with ``dry_run`` only say what would change.

    One transaction on the note as it stands when the reading is done: what was decided meanwhile counts, and whoever
    has the note open is told that it changed. Nothing is written when nothing differs, save the version of the reader.
    Raises OriginalMissing, or SourceRefused when the reader refuses the file.
    """
    source = note.sources.filter(leads=True).first()
    parsed = read_in_child(_bytes_of(note, source), source.name)
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])  # two readings may find one new participant
        held = locked(note)
        changes = _lay(held, parsed)
        held.sources.filter(pk=source.pk).update(read_with=parsed.reader_version)
        if changes:
            record_change(held, by=by, sentence=_history(parsed.reader_version, changes))
        if dry_run:
            transaction.set_rollback(True)
    return Rereading(held, parsed.reader_version, tuple(changes))


def _bytes_of(note: OutcomeNote, source: Source | None) -> bytes:
    if source is None:
        raise OriginalMissing(note)
    try:
        with source.file.open("rb") as file:
            return bytes(file.read())
    except FileNotFoundError:
        raise OriginalMissing(note) from None


def _lay(note: OutcomeNote, parsed: ParsedNote) -> list[str]:
    """Lay ``parsed`` over the locked ``note``; what changed, in sentences."""
    last = LastReading.objects.filter(note=note).first()
    before = last.said if last else {}
    changes = cover.lay_cover(note, parsed, before)
    laid = text.plan(note, parsed)
    changes += text.lay(note, parsed, laid)
    changes += commitments.lay_commitments(note, parsed, laid)
    changes += beside.lay_participants(note, parsed, laid, before)
    text.clear(note, laid)
    _write_anew(note, parsed, laid)
    changes += beside.lay_doubts(note, parsed, laid)
    note.text, note.reader_version = whole_text(note), parsed.reader_version
    note.save(
        update_fields=[
            *(name for name in cover.FIELDS if name not in cover.NEVER_REPLACED),
            *("meeting", "stamps", "previous_documents", "summary", "text", "reader_version"),
        ]
    )
    write_last_reading(note, parsed)
    return changes


def _write_anew(note: OutcomeNote, parsed: ParsedNote, laid: text.Laid) -> None:
    """Sentences, reasons of codes and subjects of every paragraph whose words the reading gave."""
    staying = {laid.held[place].pk for place in laid.staying}
    for found in ONLY_READ:
        found.objects.filter(note=note).exclude(paragraph__in=staying).delete()
    write_sentences(parsed, laid.rows)
    write_evidence(note, parsed, laid.rows)
    write_subjects(note, [row for row in laid.rows if row is not None])


def whole_text(note: OutcomeNote) -> str:
    """The paragraphs of ``note`` under their topics, parted by empty lines; as a first reading writes it."""
    parts: list[str] = []
    topic = None
    for paragraph in Paragraph.objects.filter(note=note).select_related("topic").order_by("position"):
        if paragraph.topic_id is not None and paragraph.topic_id != topic:
            parts.append(paragraph.topic.title)
        topic = paragraph.topic_id
        parts.append(paragraph.text)
    return "\n\n".join(parts)


def _history(version: str, changes: list[str]) -> str:
    shown = " ".join(changes[:SAID_IN_HISTORY])
    more = len(changes) - SAID_IN_HISTORY
    return f"Read again with version {version}. {shown}{f' And {more} more.' if more > 0 else ''}"
