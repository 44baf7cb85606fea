"""The rows of the archive."""

from meetings.models.access_record import AccessRecord
from meetings.models.agenda import AgendaTopic, CodeEvidence, Paragraph, Statement
from meetings.models.commitment import Commitment
from meetings.models.diary import ComingDate
from meetings.models.earlier import EARLIER, at_address, each_formerly_at, formerly_at
from meetings.models.entrance import FailedTry, RecoveryCode, SecondFactor, Session
from meetings.models.folder import Folder, KeptPassage
from meetings.models.instrument import Instrument, InstrumentMention
from meetings.models.key import ApiToken, CallCount, FeedKey
from meetings.models.meeting import Meeting
from meetings.models.merging import MERGEABLE, Merge
from meetings.models.note import NoteCode, OutcomeNote, TopicCode
from meetings.models.participant import Participant, Participation, PublicParticipation
from meetings.models.reading import FormerAddress, LastReading, Proposal
from meetings.models.reference import GlossaryTerm, KnownPaper
from meetings.models.report import MistakeReport
from meetings.models.review import Doubt
from meetings.models.saved import Digest, SavedSearch, ToldPassage
from meetings.models.search import ArchiveStamp, FailedSearch, NoteStamp, SearchVariant, SearchWord
from meetings.models.source import Source
from meetings.models.status import StatusChange
from meetings.models.subject import CarriedCode, CommitmentCode, CommitmentTheme
from meetings.models.theme import Theme, ThemePassage
from meetings.models.tombstone import Tombstone
from meetings.models.twin import PublicTwin
from meetings.models.upload import Upload, UploadLine
from meetings.models.visit import Visit

__all__ = [
    "EARLIER",
    "MERGEABLE",
    "AccessRecord",
    "AgendaTopic",
    "ApiToken",
    "ArchiveStamp",
    "CallCount",
    "CarriedCode",
    "CodeEvidence",
    "ComingDate",
    "Commitment",
    "CommitmentCode",
    "CommitmentTheme",
    "Digest",
    "Doubt",
    "FailedSearch",
    "FailedTry",
    "FeedKey",
    "Folder",
    "FormerAddress",
    "GlossaryTerm",
    "Instrument",
    "InstrumentMention",
    "KeptPassage",
    "KnownPaper",
    "LastReading",
    "Meeting",
    "Merge",
    "MistakeReport",
    "NoteCode",
    "NoteStamp",
    "OutcomeNote",
    "Paragraph",
    "Participant",
    "Participation",
    "Proposal",
    "PublicParticipation",
    "PublicTwin",
    "RecoveryCode",
    "SavedSearch",
    "SearchVariant",
    "SearchWord",
    "SecondFactor",
    "Session",
    "Source",
    "Statement",
    "StatusChange",
    "Theme",
    "ThemePassage",
    "ToldPassage",
    "Tombstone",
    "TopicCode",
    "Upload",
    "UploadLine",
    "Visit",
    "at_address",
    "each_formerly_at",
    "formerly_at",
]
