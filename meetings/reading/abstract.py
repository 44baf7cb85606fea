"""An abstract of a public joint statement, written by this archive: a head of its own, then a summary and items.

An abstract is not a Council paper. Its words are the archive's, so no sentence of it is a commitment or a request of a
side; a sentence only says whom it speaks of. The head is described in fixtures/reference/README.md.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from meetings.council.markings import Marking
from meetings.council.sides import Side
from meetings.reading.cities import city_beside
from meetings.reading.lines import Extract, Line
from meetings.reading.meeting import find_meeting
from meetings.reading.parsed import (
    Cover,
    Doubt,
    DoubtKind,
    MeetingFound,
    ParagraphFound,
    ParsedNote,
    Part,
    ParticipantFound,
    ParticipantKind,
    StatementFound,
    StatementKind,
)
from meetings.reading.sections import split_sections
from meetings.reading.sentences import split_sentences

KIND = "ABSTRACT"
RULE = "abstract"
HEAD_LINES = 12  # the head stands in the first lines, whatever a form of file makes of it

# "Kind: ABSTRACT OF A PUBLIC JOINT STATEMENT"; not "Kind: outcome of proceedings".
KIND_LINE = re.compile(r"Kind:\s*ABSTRACT OF A PUBLIC (?:JOINT STATEMENT|PRESS RELEASE)", re.I)
# "Marking: PUBLIC", "Represented: EU side: …"; not "Summary: …", which is text.
FIELD = re.compile(r"(?P<name>Kind|Marking|Source|Meeting|Represented):\s*(?P<value>.*)", re.S)
# "EU side: A (Minister, Malta), B (…)", up to the next side.
SIDE_LIST = re.compile(r"(?P<side>EU|US) side:\s*(?P<people>.*?)(?=;\s*(?:EU|US) side:|$)", re.S)
# "Ana Birchall (Vice Prime Minister, Romania)", "European External Action Service (attended)".
NAMED = re.compile(r"\s*(?P<name>[^(),;][^();]*?)\s*\((?P<office>[^()]*)\)")
# What the archive says of its own work below the items: "This abstract covers only …", "Items 3 to 5 follow …".
REMARK = re.compile(r"This abstract covers\b|Items?\s+\d+(?:\s+(?:and|to)\s+\d+)?\s+follows?\b")
PRESENT = frozenset({"attended", "represented"})

# Whom a sentence speaks of: the first of these in it.
SPOKEN_OF = re.compile(r"\b(?P<both>both sides|the two sides)\b|\bthe (?P<side>EU|US) side\b", re.I)


def head_of(lines: Sequence[Line]) -> dict[str, str] | None:
    """The fields of the head by name, or None when the paper is no abstract."""
    first = [line.text for line in lines[:HEAD_LINES]]
    if not any(KIND_LINE.fullmatch(text.strip()) for text in first):
        return None
    return {match["name"]: match["value"].strip() for text in first if (match := FIELD.fullmatch(text.strip()))}


def read_abstract(found: Extract) -> ParsedNote | None:
    """The note in the lines of an abstract, which is PUBLIC or has a doubtful marking; None for any other paper."""
    head = head_of(found.lines)
    if head is None:
        return None
    sections = split_sections([*_body(found.lines, head)])
    title = next((line.text for line in found.lines if line.heading == 1), head.get("Meeting", ""))
    meeting, doubts = _meeting(head.get("Meeting", ""))
    marking = head.get("Marking", "")
    if marking != Marking.PUBLIC:
        doubts.append(Doubt(DoubtKind.UNKNOWN_MARKING, marking))
    represented = head.get("Represented", "")
    paragraphs = [replace(each, side=_only(_sides(each.text))) for each in sections.paragraphs if not _remark(each)]
    remarks = [each.text for each in sections.paragraphs if _remark(each)]
    paragraphs += [ParagraphFound(Part.FOOTNOTE, None, place, None, text) for place, text in enumerate(remarks, 1)]
    if represented:
        paragraphs.append(ParagraphFound(Part.ANNEX, None, 1, None, represented))
    return ParsedNote(
        cover=_cover(marking, title, head.get("Source", "")),
        meeting=meeting,
        summary=sections.summary,
        topics=tuple(sections.topics),
        paragraphs=tuple(paragraphs),
        statements=tuple(_statements(paragraphs)),
        participants=tuple(_participants(represented, len(paragraphs) - 1)),
        doubts=tuple(doubts),
        media_type=found.media_type,
        pages=found.pages,
    )


def _body(lines: Sequence[Line], head: dict[str, str]) -> Iterator[Line]:
    """The lines behind the head."""
    for at, line in enumerate(lines):
        in_head = at < HEAD_LINES and (line.heading == 1 or FIELD.fullmatch(line.text.strip()) is not None)
        if not in_head:
            yield line


def _remark(paragraph: ParagraphFound) -> bool:
    return REMARK.match(paragraph.text) is not None


def _cover(marking: str, title: str, source: str) -> Cover:
    return Cover(
        number=None,
        version=None,
        language="en",
        dated_on=None,
        place=None,
        marking=marking if marking == Marking.PUBLIC else None,
        stamps=(),
        codes=(),
        kind=KIND,
        sent_from=source or None,
        sent_to=None,
        previous_documents=(),
        subject=title or None,
    )


def _meeting(words: str) -> tuple[MeetingFound | None, list[Doubt]]:
    """The meeting that the head names; its host and Presidencies stand behind the first semicolon."""
    named = words.partition(";")[0]
    meeting, doubts = find_meeting(named, [], None)
    if meeting and meeting.city is None and not meeting.videoconference and (day := re.search(r",\s*\d", named)):
        meeting = replace(meeting, city=city_beside(named, day.start(), len(named), sure=True))
    return meeting, doubts


def _sides(text: str) -> list[tuple[int, int, Side | None]]:
    """Each sentence with the side it speaks of: the first one named, else the one of the sentence before."""
    sentences: list[tuple[int, int, Side | None]] = []
    side: Side | None = None
    for start, end in split_sentences(text):
        if match := SPOKEN_OF.search(text, start, end):
            side = Side.BOTH if match["both"] else Side(match["side"].upper())
        sentences.append((start, end, side))
    return sentences


def _only(sentences: list[tuple[int, int, Side | None]]) -> Side | None:
    sides = {side for _, _, side in sentences}
    return sides.pop() if len(sides) == 1 else None


def _statements(paragraphs: Sequence[ParagraphFound]) -> Iterator[StatementFound]:
    for index, paragraph in enumerate(paragraphs):
        if paragraph.part not in (Part.ANNEX, Part.FOOTNOTE):
            for start, end, side in _sides(paragraph.text):
                yield StatementFound(index, start, end, side, StatementKind.OTHER, RULE)


def _participants(represented: str, index: int) -> Iterator[ParticipantFound]:
    """Everybody in the line "Represented:", whose text is the paragraph at ``index``."""
    for listed in SIDE_LIST.finditer(represented):
        for match in NAMED.finditer(represented, listed.start("people"), listed.end("people")):
            name, office = match["name"].strip(" ,"), match["office"].strip()
            start = represented.index(name, match.start())
            present = office in PRESENT
            yield ParticipantFound(
                name=name,
                office=None if present else office,
                side=Side(listed["side"]),
                kind=ParticipantKind.INSTITUTION if present else ParticipantKind.PERSON,
                as_named=represented[start : match.end()],
                paragraph=index,
                start=start,
                end=match.end(),
            )
