"""The rows of the archive."""

from meetings.models.agenda import AgendaTopic, CodeEvidence, Paragraph, Statement
from meetings.models.commitment import Commitment
from meetings.models.meeting import Meeting
from meetings.models.note import NoteCode, OutcomeNote, TopicCode
from meetings.models.participant import Participant, Participation
from meetings.models.review import Doubt
from meetings.models.search import ArchiveStamp, FailedSearch, SearchVariant
from meetings.models.source import Source
from meetings.models.theme import Theme, ThemePassage

__all__ = [
    "AgendaTopic",
    "ArchiveStamp",
    "CodeEvidence",
    "Commitment",
    "Doubt",
    "FailedSearch",
    "Meeting",
    "NoteCode",
    "OutcomeNote",
    "Paragraph",
    "Participant",
    "Participation",
    "SearchVariant",
    "Source",
    "Statement",
    "Theme",
    "ThemePassage",
    "TopicCode",
]
