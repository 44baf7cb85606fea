"""From a ParsedNote to rows: the findings of a note, written under it in one go."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import slugify

from meetings.ingest.subjects import write_subjects
from meetings.models import (
    AgendaTopic,
    CodeEvidence,
    Commitment,
    Doubt,
    LastReading,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    Statement,
    TopicCode,
)
from meetings.reading.parsed import ParagraphFound, ParsedNote, Part, ParticipantFound
from meetings.reading.wire import dump

# The rows of the paragraphs of a reading, by their index in it; None where its text was not taken over.
Rows = Sequence[Paragraph | None]
PREFIXES = {Part.SUMMARY: "S.", Part.BODY: "", Part.ANNEX: "A.", Part.FOOTNOTE: "F."}


def write_findings(note: OutcomeNote, parsed: ParsedNote) -> None:
    """Write topics, paragraphs and everything found in them. The caller holds the transaction."""
    topics = write_topics(note, parsed)
    paragraphs = write_paragraphs(note, parsed, topics)
    write_sentences(parsed, paragraphs)
    write_commitments(parsed, paragraphs)
    write_participants(note, parsed, paragraphs)
    write_codes(note, parsed, paragraphs)
    write_last_reading(note, parsed)
    write_subjects(note, paragraphs)
    Doubt.objects.bulk_create(Doubt(note=note, kind=d.kind, words=d.words, page=d.page) for d in parsed.doubts)


@dataclass
class Once:
    """Hands out each address once: a second ``4.2`` becomes ``4.2b``."""

    given: set[str] = field(default_factory=set)

    def __call__(self, wanted: str) -> str:
        address, letter = wanted, "a"
        while address in self.given:
            letter = chr(ord(letter) + 1) if letter < "z" else letter + "a"
            address = f"{wanted}{letter}"
        self.given.add(address)
        return address


def write_topics(note: OutcomeNote, parsed: ParsedNote) -> list[AgendaTopic]:
    """One row a heading, written."""
    return AgendaTopic.objects.bulk_create(topics_of(note, parsed))


def topics_of(note: OutcomeNote, parsed: ParsedNote) -> list[AgendaTopic]:
    """One row a heading. The label is the printed number without its dots; a heading without number gets t3."""
    once = Once()
    return [
        AgendaTopic(
            note=note,
            position=place,
            number="" if found.number is None else str(found.number),
            label=once(slugify(str(found.number)).replace("-", "") if found.number is not None else f"t{place}"),
            title=found.title,
            page=found.page,
        )
        for place, found in enumerate(parsed.topics, 1)
    ]


def write_paragraphs(note: OutcomeNote, parsed: ParsedNote, topics: list[AgendaTopic]) -> list[Paragraph]:
    """One row a paragraph, written."""
    return Paragraph.objects.bulk_create(paragraphs_of(note, parsed, topics))


def paragraphs_of(note: OutcomeNote, parsed: ParsedNote, topics: list[AgendaTopic]) -> list[Paragraph]:
    """One row a paragraph, in the order of the note, with all sides that its sentences report."""
    once = Once()
    sides: dict[int, list[str]] = {}
    for statement in parsed.statements:
        if statement.side and statement.side not in sides.setdefault(statement.paragraph, []):
            sides[statement.paragraph].append(statement.side)
    return [
        Paragraph(
            note=note,
            topic=None if found.topic is None else topics[found.topic],
            part=found.part,
            position=index + 1,
            ordinal=found.ordinal,
            address=once(address_of(found, topics)),
            page=found.page,
            text=found.text,
            side=found.side or "",
            sides=sides.get(index, [found.side] if found.side else []),
        )
        for index, found in enumerate(parsed.paragraphs)
    ]


def address_of(found: ParagraphFound, topics: list[AgendaTopic]) -> str:
    """4.2 under topic 4; S.1 in the summary; 7 for the seventh paragraph of a joint statement."""
    prefix = PREFIXES[found.part] if found.topic is None else f"{topics[found.topic].label}."
    return f"{prefix}{found.ordinal}"


def write_sentences(parsed: ParsedNote, paragraphs: Rows) -> None:
    """Every sentence with its side and kind."""
    Statement.objects.bulk_create(
        Statement(
            paragraph=paragraph,
            start=found.start,
            end=found.end,
            side=found.side or "",
            kind=found.kind,
            rule=found.rule,
        )
        for found in parsed.statements
        if (paragraph := paragraphs[found.paragraph])
    )


def write_commitments(parsed: ParsedNote, paragraphs: list[Paragraph]) -> None:
    """Every commitment with its words."""
    Commitment.objects.bulk_create(
        Commitment(
            paragraph=paragraphs[found.paragraph],
            side=found.side or "",
            strength=found.strength,
            quote=found.quote,
            start=found.start,
            end=found.end,
            rule=found.rule,
        )
        for found in parsed.commitments
    )


def participant_of(found: ParticipantFound) -> Participant:
    """The participant of that name, made when it is new; the forms in which it is named add up."""
    known = Participant.objects.known_as(found.name, found.kind)
    participant = known or Participant.objects.create(name=found.name, kind=found.kind)
    if new := [form for form in found.variants if form not in participant.variants]:
        participant.variants += new
        participant.save(update_fields=["variants"])
    return participant


def write_participants(note: OutcomeNote, parsed: ParsedNote, paragraphs: list[Paragraph]) -> None:
    """Who took part, in the words of the note. A known name is the same participant; its variants add up."""
    for found in parsed.participants:
        participant = participant_of(found)
        Participation.objects.get_or_create(
            note=note,
            participant=participant,
            office=found.office or "",
            defaults={
                "meeting": note.meeting,
                "side": found.side or "",
                "as_named": found.as_named,
                "paragraph": paragraphs[found.paragraph],
            },
        )


def write_codes(note: OutcomeNote, parsed: ParsedNote, paragraphs: Rows) -> None:
    """The codes of the cover in their order, and the passages that explain them. Unknown codes are kept."""
    for place, (code, serial) in enumerate(parsed.cover.codes, 1):
        kept = TopicCode.objects.met(code)
        NoteCode.objects.get_or_create(note=note, code=kept, serial=serial, defaults={"position": place})
    write_evidence(note, parsed, paragraphs)


def write_evidence(note: OutcomeNote, parsed: ParsedNote, paragraphs: Rows) -> None:
    """The passages that explain the codes which the note carries."""
    carried: dict[str, NoteCode] = {}
    for row in note.note_codes.select_related("code").prefetch_related("code__merges"):
        for word in (row.code.code, *(merge.name for merge in row.code.merges.all())):
            carried.setdefault(word, row)
    CodeEvidence.objects.bulk_create(
        [
            CodeEvidence(note_code=carried[found.code], paragraph=paragraph, terms=list(found.terms))
            for found in parsed.evidence
            if found.code in carried and (paragraph := paragraphs[found.paragraph])
        ],
        ignore_conflicts=True,
    )


def said_of(parsed: ParsedNote) -> dict[str, Any]:
    """What the reading says of the cover and the participants, as it is kept in LastReading."""
    cover, meeting = parsed.cover, parsed.meeting
    return {
        "kind": cover.kind or "",
        "number": cover.number or "",
        "version": cover.version or "INIT",
        "language": cover.language or "en",
        "marking": cover.marking or "",
        "dated_on": cover.dated_on.isoformat() if cover.dated_on else "",
        "place": cover.place or "",
        "sent_from": cover.sent_from or "",
        "sent_to": cover.sent_to or "",
        "subject": cover.subject or "",
        "codes": ", ".join(code if serial is None else f"{code} {serial}" for code, serial in cover.codes),
        "meeting": f"{meeting.level} {meeting.opened_on} {meeting.closed_on} {meeting.city or ''}" if meeting else "",
        "participants": [[found.as_named, found.office or "", found.side or ""] for found in parsed.participants],
    }


def write_last_reading(note: OutcomeNote, parsed: ParsedNote) -> None:
    """Keep what the reading says, for the next one."""
    said = {"said": said_of(parsed), "cover": dump(parsed.cover_lines), "read_with": parsed.reader_version}
    LastReading.objects.update_or_create(note=note, defaults=said)
