"""Small papers written as text, for tests that ask what the reader makes of one layout."""

from meetings.reading.note import read_note
from meetings.reading.parsed import ParsedNote, Part

HEAD = """Council of the
European Union

Brussels, 29 June 2017
(OR. en)

10483/17

LIMITE

JAIEX 45
CYBER 99

OUTCOME OF PROCEEDINGS

From: General Secretariat of the Council
To: Delegations
Subject: {subject}

"""
SUBJECT = "Outcome of the EU-US Justice and Home Affairs Ministerial Meeting, Valletta, 15-16 June 2017"


def read(text: str, name: str = "note.txt") -> ParsedNote:
    """The reading of a text as it stands."""
    return read_note(text.encode(), name)


def read_body(body: str, *, subject: str = SUBJECT, name: str = "note.txt") -> ParsedNote:
    """The reading of a body below an ordinary cover."""
    return read(HEAD.format(subject=subject) + body, name)


def read_subject(subject: str, body: str = "1. Terrorism\n\nBoth sides met.\n") -> ParsedNote:
    """The reading of a paper with that subject."""
    return read_body(body, subject=subject)


def topics(note: ParsedNote) -> list[tuple[int | str | None, str]]:
    return [(topic.number, topic.title) for topic in note.topics]


def texts(note: ParsedNote, part: Part | None = None) -> list[str]:
    return [paragraph.text for paragraph in note.paragraphs if part is None or paragraph.part is part]


def doubts(note: ParsedNote) -> dict[str, str]:
    """The words of each doubt by its kind."""
    return {doubt.kind.value: doubt.words for doubt in note.doubts}
