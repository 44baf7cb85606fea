"""Reads a paper: from the bytes of a file to the note as data. The one door to everything in this package."""

from dataclasses import replace

from meetings.reading.abstract import HEAD_LINES, read_abstract
from meetings.reading.classified import refuse_classified
from meetings.reading.cover import find_cover, read_cover
from meetings.reading.cover_words import mark_cover
from meetings.reading.extract import extract
from meetings.reading.findings import find_statements
from meetings.reading.furniture import part_furniture, without_repeated_subject
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract
from meetings.reading.meeting import find_meeting
from meetings.reading.parsed import Doubt, DoubtKind, ParsedNote
from meetings.reading.sections import split_sections
from meetings.reading.statement_page import read_page, title_of

BELOW_TITLE = 6  # lines of a press page from its title on, in which its date stands


def read_note(data: bytes, name: str, limits: Limits = LIMITS) -> ParsedNote:
    """The note in the file with these bytes; ``name`` helps only where the paper itself is silent.

    Promises the same note for the same bytes and name. Raises SourceRefused with a named reason for what must be
    refused (unreadable, without text, classified, too large), and nothing else.
    """
    return read_extract(extract(data, name, limits), name)


def read_extract(found: Extract, name: str) -> ParsedNote:
    """The note in the lines of a file. Raises ClassifiedSource when the paper carries a classification."""
    lines, furniture = part_furniture(found.lines)
    head, table, body_at = find_cover(lines)
    refuse_classified(lines, furniture, head, table)
    if table is None and (abstract := read_abstract(found)):
        return replace(abstract, cover_lines=mark_cover(lines[:HEAD_LINES], [], abstract.cover, abstract.meeting))
    page = title_of(found, lines) if table is None else None
    read = read_cover(lines, furniture, name) if page is None else read_page(found, lines, furniture, page)
    body = without_repeated_subject(read.body, read.cover.subject)
    sections = split_sections(body, is_statement=page is not None)
    meeting, doubts = find_meeting(
        read.cover.subject,
        sections.paragraphs,
        read.cover.dated_on,
        title=found.title if page is not None else None,
        is_statement=page is not None,
        beside=read.beside,
        held=read.held,
        external=any(code == "JAIEX" for code, _ in read.cover.codes),
    )
    if not sections.topics and page is None:
        doubts.append(Doubt(DoubtKind.NO_TOPICS, "", None))
    doubts += [Doubt(DoubtKind.TEXT_DAMAGED, words, None) for words in found.odd]
    return find_statements(
        ParsedNote(
            cover=read.cover,
            meeting=meeting,
            summary=sections.summary,
            topics=tuple(sections.topics),
            paragraphs=tuple(sections.paragraphs),
            doubts=tuple(read.doubts + doubts),
            media_type=found.media_type,
            pages=found.pages,
            cover_lines=mark_cover(
                lines[: body_at if page is None else (page.at or 0) + BELOW_TITLE], furniture, read.cover, meeting
            ),
        )
    )
