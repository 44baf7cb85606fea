"""How a meeting, a note, a paragraph or a commitment is cited: the facts once, and the line that Council papers print.

Council papers cite each other by number alone (``doc. 10483/17``); the Interinstitutional Style Guide (annex C,
documents) puts the day behind the number: ``COM(1998) 558 final of 7 November 1998``. The line here keeps both, after
sender and title and before the place in the paper. It is in English, the language of the papers, whatever the language
of the site: it is cited in the text that somebody writes.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from meetings.council.dates import to_text
from meetings.council.markings import Marking
from meetings.council.sides import Level
from meetings.models import Commitment, Meeting, OutcomeNote, Paragraph

COUNCIL = "Council of the European Union"
LEVELS = {Level.MINISTERIAL.value: "Ministerial", Level.SENIOR_OFFICIALS.value: "Senior Officials"}

type Absolute = Callable[[str], str]  # makes a path of the site a whole address: request.build_absolute_uri


@dataclass(frozen=True, slots=True)
class Citation:
    """Everything that any form of a citation says. Empty is what the paper does not print."""

    key: str  # a name of its own in a list of references: 10483-17-4.2
    title: str
    kind: str
    address: str  # in this archive
    author: str = ""
    publisher: str = ""
    number: str = ""
    dated_on: date | None = None
    place: str = ""
    language: str = "en"
    marking: str = ""
    paragraph: str = ""
    page: int | None = None
    quote: str = ""
    meeting: str = ""
    meeting_place: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    register_address: str = ""
    original_address: str = ""  # of a statement, where its publisher has it
    own_words: bool = False

    @property
    def where(self) -> str:
        """``§4.2, p. 5``; empty for a paper as a whole."""
        parts = [f"§{self.paragraph}" if self.paragraph else "", f"p. {self.page}" if self.page else ""]
        return ", ".join(part for part in parts if part)

    @property
    def short(self) -> str:
        """``10483/17, §4.2, p. 5``: for a bracket in running text."""
        return ", ".join(part for part in (self.number or self.title, self.where) if part)

    @property
    def numbered(self) -> str:
        """``10483/17 of 29 June 2017``; nothing where there is no number and the title has the date already."""
        day = to_text(self.dated_on) if self.dated_on else ""
        if self.number:
            return f"{self.number} of {day}" if day else self.number
        return "" if self.dated_on and self.title.endswith(str(self.dated_on.year)) else day

    @property
    def text(self) -> str:
        """The line for a footnote or a list of references, with the words of a commitment in front."""
        parts = [self.author, self.title, self.numbered, self.note, self.where]
        line = ", ".join(part for part in parts if part)
        return f"“{self.quote}” ({line})" if self.quote else f"{line}."

    @property
    def note(self) -> str:
        """What whoever uses the citation must know: LIMITE, or that these are not the words of the paper."""
        said = [self.marking if self.marking != Marking.PUBLIC else ""]
        said.append("abstract by the archive, not a quotation" if self.own_words else "")
        return ", ".join(part for part in said if part)


def cite_note(note: OutcomeNote, absolute: Absolute) -> Citation:
    """``note`` as a whole; its meeting must have been fetched with it. A note without a marking counts as LIMITE."""
    meeting = note.meeting
    statement = note.kind in {OutcomeNote.JOINT_STATEMENT, OutcomeNote.ABSTRACT}
    kind = printed_kind(note.kind)
    sender = " ".join(note.sent_from.split())
    published = sender if sender.startswith(("https://", "http://")) else ""  # a statement may come from a page
    return Citation(
        key=note.slug,
        title=" ".join(note.subject.split()) or (f"{kind}, {name_of(meeting)}" if meeting else kind),
        kind=kind,
        address=absolute(note.get_absolute_url()),
        author="" if published else sender,
        publisher="" if statement else COUNCIL,
        number=note.name if note.number else "",
        dated_on=note.dated_on or (meeting.closed_on if statement and meeting else None),
        place=note.place,
        language=note.language,
        marking=note.marking or Marking.LIMITE.value,
        register_address=note.register_address,
        original_address=published or (meeting.joint_statement_url if meeting and statement else ""),
        own_words=note.is_abstract,
        **_of_meeting(meeting),
    )


def cite_paragraph(paragraph: Paragraph, absolute: Absolute) -> Citation:
    """One paragraph with its page; its note and the meeting must have been fetched with it."""
    return replace(
        cite_note(paragraph.note, absolute),
        key=f"{paragraph.note.slug}-{paragraph.address}",
        address=absolute(paragraph.permanent_address),
        paragraph=paragraph.address,
        page=paragraph.page,
    )


def cite_commitment(commitment: Commitment, absolute: Absolute) -> Citation:
    """A commitment in its words; those of an abstract are no quotation and are left out."""
    cited = cite_paragraph(commitment.paragraph, absolute)
    return replace(
        cited,
        key=f"{cited.key}-{commitment.anchor}",
        address=absolute(commitment.permanent_address),
        quote="" if cited.own_words else " ".join(commitment.quote.split()),
    )


def cite_meeting(meeting: Meeting, absolute: Absolute, *, note: OutcomeNote | None = None) -> Citation:
    """The meeting, by ``note``, the most telling paper on it that the person may read, where there is one."""
    address = absolute(meeting.get_absolute_url())
    if note is not None:
        return replace(cite_note(note, absolute), key=meeting.slug, title=name_of(meeting), address=address)
    return Citation(
        key=meeting.slug,
        title=name_of(meeting),
        kind="Meeting",
        address=address,
        dated_on=meeting.closed_on,
        marking=Marking.PUBLIC.value,  # known from a public source; else no one may read of it without a note
        **_of_meeting(meeting),
    )


def name_of(meeting: Meeting) -> str:
    """``EU–US Justice and Home Affairs Ministerial Meeting, Valletta, 15–16 June 2017``."""
    where = [place_of(meeting), to_text(meeting.opened_on, meeting.closed_on)]
    return ", ".join([f"EU–US Justice and Home Affairs {LEVELS[meeting.level]} Meeting", *filter(None, where)])


def place_of(meeting: Meeting) -> str:
    """The city; else that they met by videoconference; empty where neither is known."""
    return meeting.city or ("videoconference" if meeting.videoconference else "")


def printed_kind(kind: str) -> str:
    """``OUTCOME OF PROCEEDINGS`` as it reads in a sentence: Outcome of proceedings."""
    return kind.capitalize() if kind.isupper() else kind


def _of_meeting(meeting: Meeting | None) -> dict[str, Any]:
    if meeting is None:
        return {}
    return {
        "meeting": name_of(meeting),
        "meeting_place": place_of(meeting),
        "opened_on": meeting.opened_on,
        "closed_on": meeting.closed_on,
    }
