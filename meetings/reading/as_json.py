"""The reading of a paper as JSON: the contract of ``manage.py read_note``, described in docs/read_note.md.

Keys come in a fixed order and are all there, also for a refused file. What is added later is added behind them.
"""

from typing import Any

from meetings.reading.parsed import READER_VERSION, Cover, ParagraphFound, ParsedNote
from meetings.reading.refusals import SourceRefused

JSON = dict[str, Any]


def as_json(note: ParsedNote) -> JSON:
    """The note as data for JSON. A finding names its topic by number (by title where it has none) and its paragraph."""
    return {
        "reader_version": note.reader_version,
        "refused": None,
        "cover": _cover(note.cover),
        "meeting": {
            "level": note.meeting.level.value,
            "opened_on": note.meeting.opened_on.isoformat(),
            "closed_on": note.meeting.closed_on.isoformat(),
            "city": note.meeting.city,
            "videoconference": note.meeting.videoconference,
        }
        if note.meeting
        else None,
        "summary": note.summary,
        "topics": [{"number": topic.number, "title": topic.title, "page": topic.page} for topic in note.topics],
        "paragraphs": [
            {
                "topic": _topic(note, paragraph.topic),
                "ordinal": paragraph.ordinal,
                "page": paragraph.page,
                "side": paragraph.side.value if paragraph.side else None,
                "text": paragraph.text,
                "part": paragraph.part.value,
            }
            for paragraph in note.paragraphs
        ],
        "commitments": [
            {
                **_address(note, found.paragraph),
                "side": found.side.value if found.side else None,
                "strength": found.strength.value,
                "quote": found.quote,
                "start": found.start,
                "end": found.end,
                "rule": found.rule,
            }
            for found in note.commitments
        ],
        "requests": [
            {
                **_address(note, found.paragraph),
                "by": found.by.value if found.by else None,
                "quote": found.quote,
                "start": found.start,
                "end": found.end,
                "rule": found.rule,
            }
            for found in note.requests
        ],
        "participants": [
            {
                "name": found.name,
                "office": found.office,
                "side": found.side.value if found.side else None,
                "kind": found.kind.value,
                "as_named": found.as_named,
                **_address(note, found.paragraph),
                "start": found.start,
                "end": found.end,
                "variants": list(found.variants),
            }
            for found in note.participants
        ],
        "code_evidence": _evidence(note),
        "doubts": [{"kind": doubt.kind.value, "words": doubt.words, "page": doubt.page} for doubt in note.doubts],
        "statements": [
            {
                **_address(note, found.paragraph),
                "side": found.side.value if found.side else None,
                "kind": found.kind.value,
                "quote": note.paragraphs[found.paragraph].text[found.start : found.end],
                "start": found.start,
                "end": found.end,
                "rule": found.rule,
            }
            for found in note.statements
        ],
        "media_type": note.media_type,
        "pages": note.pages,
    }


def refused_json(refusal: SourceRefused) -> JSON:
    """A refused file in the same shape: the reason and one sentence, and nothing of the file."""
    return {
        "reader_version": READER_VERSION,
        "refused": {"reason": refusal.reason.value, "detail": refusal.detail},
        "cover": {
            "number": None,
            "version": None,
            "language": None,
            "dated_on": None,
            "place": None,
            "marking": None,
            "stamps": [],
            "codes": [],
            "kind": None,
            "from": None,
            "to": None,
            "previous_documents": [],
            "subject": None,
            "number_printed": None,
            "kind_printed": None,
            "original_language": None,
        },
        "meeting": None,
        "summary": None,
        "topics": [],
        "paragraphs": [],
        "commitments": [],
        "requests": [],
        "participants": [],
        "code_evidence": {},
        "doubts": [],
        "statements": [],
        "media_type": None,
        "pages": None,
    }


def _cover(cover: Cover) -> JSON:
    return {
        "number": cover.number,
        "version": cover.version,
        "language": cover.language,
        "dated_on": cover.dated_on.isoformat() if cover.dated_on else None,
        "place": cover.place,
        "marking": cover.marking,
        "stamps": list(cover.stamps),
        "codes": [[code, serial] for code, serial in cover.codes],
        "kind": cover.kind,
        "from": cover.sent_from,
        "to": cover.sent_to,
        "previous_documents": list(cover.previous_documents),
        "subject": cover.subject,
        "number_printed": cover.number_printed,
        "kind_printed": cover.kind_printed,
        "original_language": cover.original_language,
    }


def _topic(note: ParsedNote, topic: int | None) -> int | str | None:
    """How a finding names its topic: the number, or the title of a heading that has none."""
    if topic is None:
        return None
    found = note.topics[topic]
    return found.title if found.number is None else found.number


def _address(note: ParsedNote, paragraph: int) -> JSON:
    found: ParagraphFound = note.paragraphs[paragraph]
    return {"topic": _topic(note, found.topic), "paragraph": found.ordinal}


def _evidence(note: ParsedNote) -> JSON:
    """For each code of the cover the topics that give the reason for it, in the order of the note."""
    topics: dict[str, list[int | str | None]] = {code: [] for code, _ in note.cover.codes}
    for found in note.evidence:
        named = topics.setdefault(found.code, [])
        if (topic := _topic(note, found.topic)) not in named:
            named.append(topic)
    return topics
