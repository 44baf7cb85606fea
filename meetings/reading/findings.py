"""Fills a note whose paragraphs are known with all that is found in them, each finding with its words.

Entry of the second half of the reading: ``find_statements`` takes the note as laid out (topics, paragraphs) and returns
it with statements, commitments, requests, participants, code evidence and the doubts they raise.
"""

import re
from dataclasses import replace

from meetings.council.sides import Side
from meetings.reading.evidence import find_evidence
from meetings.reading.parsed import (
    CommitmentFound,
    Doubt,
    DoubtKind,
    ParagraphFound,
    ParsedNote,
    Part,
    ParticipantFound,
    ParticipantKind,
    RequestFound,
    StatementFound,
    StatementKind,
)
from meetings.reading.people.names import SUFFIX
from meetings.reading.people.participants import find_participants
from meetings.reading.sentences import split_sentences
from meetings.reading.statements.commitments import undertakings
from meetings.reading.statements.kinds import kind_of
from meetings.reading.statements.lists import introduction, is_open, task_noted, whole_sentence, without_label
from meetings.reading.statements.memory import Memory, heading_speaker, last_speakers, speaker_of
from meetings.reading.statements.requests import askings
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.wording import plain_wording

OF_OTHER_THINGS = ("NOTE", "PROPOSAL", "REGULATION", "DIRECTIVE", "DECISION", "OPINION", "AGENDA", "RECOMMENDATION")
SPOKEN_IN = (Part.SUMMARY, Part.BODY, Part.TOPIC, Part.ANNEX)


def find_statements(note: ParsedNote) -> ParsedNote:
    """The note with everything that its paragraphs report. Pure: the same note gives the same findings.

    Footnotes are not read. Of every finding ``paragraph.text[start:end] == quote`` holds.
    """
    if not reports_a_meeting(note):
        return note
    participants = find_participants(note.paragraphs)
    reader = _Reader(_family_names(participants))
    paragraphs = tuple(reader.read(index, paragraph) for index, paragraph in enumerate(note.paragraphs))
    filled = replace(
        note,
        paragraphs=paragraphs,
        statements=tuple(reader.statements),
        commitments=tuple(reader.commitments),
        requests=tuple(reader.requests),
        participants=participants,
    )
    doubts = [*reader.doubts, *_doubtful_participants(participants, paragraphs)]
    return replace(filled, evidence=find_evidence(filled), doubts=(*note.doubts, *doubts))


def reports_a_meeting(note: ParsedNote) -> bool:
    """False for a Council paper about something else: no meeting was found, and its kind is one of other papers."""
    kind = (note.cover.kind or "").upper()
    return note.meeting is not None or not any(word in kind for word in OF_OTHER_THINGS)


class _Reader:
    """Reads paragraph after paragraph, remembering who spoke last."""

    def __init__(self, persons: dict[str, Side]) -> None:
        self.persons = persons
        self.memory = Memory()
        self.topic: int | None = None
        self.lead: str | None = None  # the line that introduces the list whose items are being read
        self.statements: list[StatementFound] = []
        self.commitments: list[CommitmentFound] = []
        self.requests: list[RequestFound] = []
        self.doubts: list[Doubt] = []

    def read(self, index: int, paragraph: ParagraphFound) -> ParagraphFound:
        """Keep what the paragraph reports; give it back with its side if all of it comes from one."""
        if paragraph.part not in SPOKEN_IN:
            return paragraph
        if paragraph.topic != self.topic:  # nobody is carried over from one agenda topic to the next
            self.topic = paragraph.topic
            self.memory = Memory()
            self.lead = None
        sides: set[Side | None] = set()
        sentence = None
        for number, (start, end) in enumerate(split_sentences(paragraph.text)):
            words = without_label(paragraph.text[start:end])
            words = whole_sentence(words, self.lead) if number == 0 else words
            sentence = Words(plain_wording(words, self.persons))
            sides |= self._read_sentence(index, paragraph, start, end, sentence)
            self.memory = last_speakers(sentence, self.memory)
        self.memory = replace(self.memory, heading=heading_speaker(paragraph.text, sentence, self.memory))
        self.lead = introduction(paragraph.text, self.lead)
        return replace(paragraph, side=sides.pop() if len(sides) == 1 else None)

    def _read_sentence(
        self, index: int, paragraph: ParagraphFound, start: int, end: int, sentence: Words
    ) -> set[Side | None]:
        quote = paragraph.text[start:end]
        announced = is_open(quote)  # what breaks off is told by the items below it
        undertaken = () if announced else undertakings(sentence, self.memory) or task_noted(sentence, quote, self.lead)
        asked = () if announced else askings(sentence, self.memory)
        for one in undertaken:
            self.commitments.append(CommitmentFound(index, start, end, quote, one.side, one.strength, one.rule))
            self.statements.append(StatementFound(index, start, end, one.side, StatementKind.COMMITTED, one.rule))
            if one.side is None:
                self.doubts.append(Doubt(DoubtKind.SIDE_UNCLEAR, quote, paragraph.page))
        for request in asked:
            self.requests.append(RequestFound(index, start, end, quote, request.side, request.rule))
            self.statements.append(StatementFound(index, start, end, request.side, StatementKind.ASKED, request.rule))
        sides: set[Side | None] = {one.side for one in undertaken} | {request.side for request in asked}
        if not undertaken and not asked:
            kind, rule = kind_of(sentence.text)
            side = speaker_of(sentence, self.memory)
            self.statements.append(StatementFound(index, start, end, side, kind, rule))
            sides.add(side)
        return sides


def _family_names(participants: tuple[ParticipantFound, ...]) -> dict[str, Side]:
    """The family names by which notes go on to speak of a person: "Ms Johansson underlined"."""
    names: dict[str, Side] = {}
    for one in participants:
        if one.kind is ParticipantKind.PERSON and one.side is not None and one.name != one.office:
            names[re.sub(SUFFIX + "$", "", one.name).split()[-1]] = one.side
    return names


def _doubtful_participants(
    participants: tuple[ParticipantFound, ...], paragraphs: tuple[ParagraphFound, ...]
) -> list[Doubt]:
    """A person whose side cannot be told from the office is for a reviewer."""
    return [
        Doubt(DoubtKind.SIDE_UNCLEAR, one.as_named, paragraphs[one.paragraph].page)
        for one in participants
        if one.side is None
    ]
