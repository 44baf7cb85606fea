"""What a reading gives: the note as data, every finding with the words that prove it.

``as_json`` is the public contract of ``manage.py read_note`` (docs/read_note.md). In memory, findings point to
paragraphs and topics by their index in the tuples of the ParsedNote; in JSON by topic number and ordinal.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from meetings.council.sides import Level, Side, Strength

READER_VERSION = "1.1"


class Part(StrEnum):
    """Which part of the note a paragraph stands in."""

    SUMMARY = "summary"  # introduced as such ("Summary: …")
    BODY = "body"  # before or without agenda topics: an introduction, the paragraphs of a joint statement
    TOPIC = "topic"  # under an agenda topic
    ANNEX = "annex"
    FOOTNOTE = "footnote"


class StatementKind(StrEnum):
    """What a sentence reports its side as doing."""

    COMMITTED = "committed"  # any strength; the Commitment carries it
    ASKED = "asked"  # a request to the other side
    CONCERN = "concern"
    WELCOMED = "welcomed"
    STRESSED = "stressed"
    INFORMED = "informed"
    REFUSED = "refused"  # declined, could not commit
    OTHER = "other"


class DoubtKind(StrEnum):
    """What a reviewer should look at. Few and named; add one only when a reviewer would act on it differently."""

    NO_NUMBER = "no-number"
    NUMBER_FROM_FILE_NAME = "number-from-file-name"
    NO_DATE = "no-date"
    UNKNOWN_MARKING = "unknown-marking"
    UNKNOWN_CODE = "unknown-code"
    REPAIRED_CODE = "repaired-code"
    GLUED_CODE = "glued-code"
    NO_CODES = "no-codes"
    NO_MEETING = "no-meeting"
    MEETING_UNCERTAIN = "meeting-uncertain"
    NO_TOPICS = "no-topics"
    SIDE_UNCLEAR = "side-unclear"
    COMMITMENT_UNCERTAIN = "commitment-uncertain"
    TEXT_DAMAGED = "text-damaged"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something the reader was unsure of: its kind, the printed words it concerns, and their page if known."""

    kind: DoubtKind
    words: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """The cover page. ``number`` is the base number as text ("14860/18"), ``version`` INIT, "REV 1", "ADD 1 COR 1" …"""

    number: str | None
    version: str | None
    language: str | None  # "en"
    dated_on: date | None
    place: str | None
    marking: str | None  # "LIMITE", "PUBLIC" or None when nothing stands in its place
    stamps: tuple[str, ...]
    codes: tuple[tuple[str, int | None], ...]
    kind: str | None  # "OUTCOME OF PROCEEDINGS", "JOINT STATEMENT", …
    sent_from: str | None
    sent_to: str | None
    previous_documents: tuple[str, ...]  # "14860/1/18 REV 1" → number with version, without codes
    subject: str | None
    number_printed: str | None = None  # as the cover prints it, where that differs from number
    kind_printed: str | None = None  # as printed, where that differs from kind
    original_language: str | None = None  # "(OR. fr)", where that differs from language


@dataclass(frozen=True, slots=True)
class CoverValue:
    """Words of a cover line that give a value: ``name`` is a field of Cover, or ``meeting``."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CoverLine:
    """A line of the cover as the file gives it, with the values that stand in it."""

    text: str
    page: int | None
    values: tuple[CoverValue, ...] = ()


@dataclass(frozen=True, slots=True)
class MeetingFound:
    level: Level
    opened_on: date
    closed_on: date
    city: str | None
    videoconference: bool


@dataclass(frozen=True, slots=True)
class TopicFound:
    number: int | str | None  # 1, "2.a", "II", or None for a heading without a number
    title: str
    page: int | None


@dataclass(frozen=True, slots=True)
class ParagraphFound:
    """A paragraph, verbatim, joined over line and page breaks, without its printed number, bullet or footnote mark.

    ``ordinal`` counts from 1 inside its topic. Paragraphs without a topic share one count over the note; in a
    joint statement with printed numbers it is the printed number.
    """

    part: Part
    topic: int | None  # index in ParsedNote.topics
    ordinal: int
    page: int | None  # where it begins
    text: str
    side: Side | None = None  # set when all that is reported in it comes from one side


@dataclass(frozen=True, slots=True)
class StatementFound:
    """One sentence with who is reported as speaking and what it reports; ``text[start:end] == quote`` holds."""

    paragraph: int  # index in ParsedNote.paragraphs
    start: int
    end: int
    side: Side | None
    kind: StatementKind
    rule: str


@dataclass(frozen=True, slots=True)
class CommitmentFound:
    paragraph: int
    start: int
    end: int
    quote: str
    side: Side | None
    strength: Strength
    rule: str


@dataclass(frozen=True, slots=True)
class RequestFound:
    paragraph: int
    start: int
    end: int
    quote: str
    by: Side | None
    rule: str


class ParticipantKind(StrEnum):
    PERSON = "person"
    INSTITUTION = "institution"


@dataclass(frozen=True, slots=True)
class ParticipantFound:
    """A person, office or institution that takes part, once, with the words where it is first named."""

    name: str
    office: str | None
    side: Side | None
    kind: ParticipantKind
    as_named: str  # the printed words, text[start:end]
    paragraph: int
    start: int
    end: int
    variants: tuple[str, ...] = ()  # other printed forms of the same name in this note


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """Why a note carries a code: the topic, and the printed terms with their place."""

    code: str
    topic: int
    paragraph: int
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ParsedNote:
    cover: Cover
    meeting: MeetingFound | None
    summary: str | None
    topics: tuple[TopicFound, ...]
    paragraphs: tuple[ParagraphFound, ...]
    statements: tuple[StatementFound, ...] = ()
    commitments: tuple[CommitmentFound, ...] = ()
    requests: tuple[RequestFound, ...] = ()
    participants: tuple[ParticipantFound, ...] = ()
    evidence: tuple[EvidenceFound, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    media_type: str | None = None
    pages: int | None = None
    reader_version: str = READER_VERSION
    cover_lines: tuple[CoverLine, ...] = ()
