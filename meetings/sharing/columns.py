"""What a list says of each of its rows when it leaves the archive: one small table of columns for each list.

A column has a name for programs, a label for people, and what it takes from a row. Values are words, whole numbers,
days and lists of words; each kind of file writes them in its own way (``meetings/sharing/writers.py``).
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from meetings.addresses import address
from meetings.council.markings import Marking
from meetings.following.diary import Standing
from meetings.models import Meeting, OutcomeNote, Paragraph
from meetings.sharing.citation import Absolute, printed_kind
from meetings.views.marking import strictest_of

type Value = str | int | date | list[str] | None

STANDINGS = {
    Standing.UNHEARD: _("Overdue, not raised again"),
    Standing.AHEAD: _("Ahead"),
    Standing.UNKNOWN: _("Past; no known subject to follow"),
    Standing.HEARD: _("Past; subject raised again"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column. With ``link``, its value is a path of the site, which is written as a whole address."""

    name: str
    label: str | Promise
    value: Callable[[Any], Value]
    link: bool = False


def values_of(columns: Iterable[Column], row: Any, absolute: Absolute) -> Iterator[Value]:
    """What ``columns`` say of ``row``."""
    for column in columns:
        value = column.value(row)
        yield absolute(str(value)) if column.link and value else value


def marking_of(note: OutcomeNote) -> str:
    """A note whose marking was not read counts as LIMITE."""
    return note.marking or Marking.LIMITE.value


def of_note(note: Callable[[Any], OutcomeNote]) -> tuple[Column, ...]:
    """The paper and its meeting; ``note`` finds it in a row."""

    def meeting(row: Any) -> Meeting | None:
        return note(row).meeting

    return (
        Column("meeting", _("Meeting"), lambda row: str(meeting(row) or "")),
        Column(
            "held_on", _("First day of the meeting"), lambda row: held.opened_on if (held := meeting(row)) else None
        ),
        Column("level", _("Level"), lambda row: held.level if (held := meeting(row)) else ""),
        Column("kind", _("Kind of paper"), lambda row: printed_kind(note(row).kind)),
        Column("quotation", _("A quotation"), lambda row: "no, an abstract" if note(row).is_abstract else "yes"),
        Column("marking", _("Marking"), lambda row: marking_of(note(row))),
    )


def passage(paragraph: Callable[[Any], Paragraph], *said: Column) -> tuple[Column, ...]:
    """Where a passage stands, what is ``said`` of it, and its paper; ``paragraph`` finds it in a row."""
    return (
        Column("number", _("Number"), lambda row: paragraph(row).note.name),
        Column("paragraph", _("Paragraph"), lambda row: paragraph(row).address),
        Column("page", _("Page"), lambda row: paragraph(row).page),
        *said,
        *of_note(lambda row: paragraph(row).note),
    )


def in_paragraph(row: Any) -> Paragraph:
    """The paragraph of a commitment, a reason, a day or a sentence."""
    found: Paragraph = row.paragraph
    return found


PERMANENT = Column("address", _("Address"), lambda row: in_paragraph(row).permanent_address, link=True)

COMMITMENTS = (
    *passage(
        in_paragraph,
        Column("side", _("Side"), lambda commitment: commitment.side),
        Column("strength", _("Strength"), lambda commitment: commitment.strength),
        Column("status", _("Status"), lambda commitment: commitment.status),
        Column("review", _("Review"), lambda commitment: commitment.state),
        Column("words", _("Words"), lambda commitment: commitment.quote),
    ),
    Column("address", _("Address"), lambda commitment: commitment.permanent_address, link=True),
)

HITS = (
    Column("number", _("Number"), lambda hit: hit.note.name),
    Column("paragraph", _("Paragraph"), lambda hit: hit.address),
    Column("page", _("Page"), lambda hit: hit.page),
    Column("sides", _("Sides"), lambda hit: list(hit.sides)),
    Column("strengths", _("Kinds of statement"), lambda hit: list(hit.strengths)),
    Column("topic", _("Topic"), lambda hit: str(hit.topic or "")),
    Column("words", _("Words"), lambda hit: hit.text),
    *of_note(lambda hit: hit.note),
    Column("address", _("Address"), lambda hit: hit.permanent_address, link=True),
)

REASONS = (
    *passage(
        in_paragraph,
        Column("topic", _("Topic"), lambda reason: str(reason.paragraph.topic or "")),
        Column("sides", _("Sides"), lambda reason: reason.paragraph.sides),
        Column("terms", _("Words that give the reason"), lambda reason: reason.terms),
        Column("words", _("Words"), lambda reason: reason.paragraph.text),
    ),
    PERMANENT,
)

SENTENCES = (
    *passage(
        in_paragraph,
        Column("side", _("Side"), lambda said: said.side),
        Column("strength", _("Strength"), lambda said: said.strength),
        Column("words", _("Words"), lambda said: said.words),
    ),
    PERMANENT,
)

# Of a pair: the entry of the diary, and the row with its source.
DAYS = (
    Column("opens_on", _("First day"), lambda pair: pair[1].opens_on),
    Column("closes_on", _("Last day"), lambda pair: pair[1].closes_on),
    Column("standing", _("Standing"), lambda pair: str(STANDINGS[pair[0].standing])),
    Column("printed", _("Day as printed"), lambda pair: pair[1].words),
    *passage(
        lambda pair: in_paragraph(pair[1]),
        Column("sides", _("Sides"), lambda pair: pair[1].paragraph.sides),
        Column(
            "themes", _("Themes"), lambda pair: [each.theme.label for each in pair[1].paragraph.theme_passages.all()]
        ),
        Column("words", _("Words"), lambda pair: pair[1].sentence),
    ),
    Column("address", _("Address"), lambda pair: pair[1].paragraph.permanent_address, link=True),
)

MEETINGS = (
    Column("opened_on", _("First day"), lambda held: held.meeting.opened_on),
    Column("closed_on", _("Last day"), lambda held: held.meeting.closed_on),
    Column("place", _("Place"), lambda held: held.meeting.place),
    Column("country", _("Country"), lambda held: held.meeting.country),
    Column("level", _("Level"), lambda held: held.meeting.level),
    Column("host", _("Host"), lambda held: held.meeting.host),
    Column("presidency", _("Presidency"), lambda held: p.member_state if (p := held.meeting.presidency) else ""),
    Column("papers", _("Papers"), lambda held: [paper.name for paper in held.papers]),
    Column("numbers", _("Known by number alone"), lambda held: held.numbers),
    Column(
        "topics", _("Agenda topics"), lambda held: [str(t) for t in held.papers[0].topics.all()] if held.papers else []
    ),
    Column("commitments", _("Commitments"), lambda held: sum(paper.undertaken for paper in held.papers)),
    Column("marking", _("Marking"), lambda held: strictest_of(paper.marking for paper in held.papers)),
    Column("address", _("Address"), lambda held: held.meeting.get_absolute_url(), link=True),
)

PEOPLE = (
    Column("name", _("Name"), lambda participant: participant.name),
    Column("kind", _("Kind"), lambda participant: participant.kind),
    Column("meetings", _("Meetings by public sources"), lambda participant: participant.public),
    Column("papers", _("Papers that name them"), lambda participant: participant.noted),
    Column("address", _("Address"), lambda participant: participant.get_absolute_url(), link=True),
)

THREADS = (
    Column("subject", _("Subject"), lambda thread: thread.theme.label),
    Column("meetings", _("Meetings"), lambda thread: thread.raised),
    Column("first", _("First"), lambda thread: thread.first),
    Column("last", _("Last"), lambda thread: thread.last),
    Column("address", _("Address"), lambda thread: thread.theme.get_absolute_url(), link=True),
)

# Of a pair: the code, and on how many notes it stands.
CODES = (
    Column("code", _("Code"), lambda pair: pair[0].code),
    Column("meaning", _("What it means"), lambda pair: pair[0].label),
    Column("notes", _("Notes"), lambda pair: pair[1]),
    Column("address", _("Address"), lambda pair: pair[0].get_absolute_url(), link=True),
)

# Of a pair: the code, and the mark that it leaves at a meeting. Without passages, it stands on the cover alone.
MATRIX = (
    Column("code", _("Code"), lambda pair: pair[0].code),
    Column("meaning", _("What it means"), lambda pair: pair[0].label),
    Column("number", _("Number"), lambda pair: pair[1].note.name),
    Column("passages", _("Passages that give the reason"), lambda pair: pair[1].count),
    Column("paragraphs", _("Paragraph"), lambda pair: pair[1].addresses),
    *(column for column in of_note(lambda pair: pair[1].note) if column.name != "quotation"),  # it quotes nothing
    Column("address", _("Address"), lambda pair: pair[1].permanent_address, link=True),
)

GLOSSARY = (
    Column("term", _("Short form"), lambda entry: entry.term),
    Column("expansion", capfirst(_("what it stands for")), lambda entry: entry.expansion),
    Column("explanation", capfirst(_("explanation")), lambda entry: entry.explanation),
    Column("address", _("Address"), lambda entry: f"{address('glossary')}#{entry.slug}", link=True),
)

INSTRUMENTS = (
    Column("instrument", _("Instrument"), lambda named: named.instrument.name),
    Column("kind", _("Kind"), lambda named: str(named.instrument.get_kind_display())),
    Column("passages", _("Passages"), lambda named: named.passages),
    Column("meetings", _("Meetings"), lambda named: named.meetings),
    Column("first", _("First"), lambda named: named.first),
    Column("last", _("Last"), lambda named: named.last),
    Column("address", _("Address"), lambda named: named.instrument.get_absolute_url(), link=True),
)

# Of a pair: the paragraph, and the words in it that name the instrument.
MENTIONS = (
    *passage(
        lambda pair: pair[0],
        Column("sides", _("Sides"), lambda pair: pair[0].sides),
        Column("named", _("Named as"), lambda pair: pair[1]),
        Column("words", _("Words"), lambda pair: pair[0].text),
    ),
    Column("address", _("Address"), lambda pair: pair[0].permanent_address, link=True),
)

QUIET = (
    Column("subject", _("Subject"), lambda quiet: quiet.theme.label),
    Column("meetings", _("Meetings"), lambda quiet: quiet.raised),
    Column("last", _("Last raised"), lambda quiet: str(quiet.last)),
    Column("held_on", _("First day of the meeting"), lambda quiet: quiet.last.opened_on),
    Column("sides", _("Sides"), lambda quiet: quiet.sides),
    Column("passages", _("Passages"), lambda quiet: [each.paragraph.citation for each in quiet.passages]),
    Column("address", _("Address"), lambda quiet: quiet.theme.get_absolute_url(), link=True),
)

# A kept passage; its words are missing where a newer reading of the note has nothing more of them.
FOLDER = (
    Column("place", _("Position"), lambda kept: kept.row.position),
    Column("number", _("Number"), lambda kept: kept.row.note.name),
    Column("paragraph", _("Paragraph"), lambda kept: kept.paragraph.address if kept.paragraph else kept.row.address),
    Column("page", _("Page"), lambda kept: kept.paragraph.page if kept.paragraph else None),
    Column("sides", _("Sides"), lambda kept: kept.paragraph.sides if kept.paragraph else []),
    Column("words", _("Words"), lambda kept: kept.paragraph.text if kept.paragraph else ""),
    Column("remark", _("Remark"), lambda kept: kept.row.remark),
    *of_note(lambda kept: kept.row.note),
    Column(
        "address",
        _("Address"),
        lambda kept: kept.paragraph.permanent_address if kept.paragraph else kept.row.note.get_absolute_url(),
        link=True,
    ),
)
