"""Invented papers: what meetings, notes, passages and lists of them look like in every state."""

from datetime import UTC, date, datetime
from typing import Any

from meetings.council.sides import Side
from meetings.desk.doubts import QUESTIONS, DoubtRow
from meetings.finding.facets import Choice, Facet
from meetings.finding.hits import Hit
from meetings.following.said import Said
from meetings.following.texts import Text
from meetings.following.threads import Row, add_drift, cells_of
from meetings.models import (
    AgendaTopic,
    ComingDate,
    Commitment,
    Doubt,
    Meeting,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    Statement,
    Theme,
    ThemePassage,
    TopicCode,
)
from meetings.models.inside import keep
from meetings.search.excerpts import Excerpt, with_places_marked
from meetings.search.marks import Mark
from meetings.views.body import Line, Section
from meetings.views.held import Held
from meetings.views.passages import pieces
from meetings.views.short_forms import ShortForms

NOWHERE = 9 * 10**12  # no row gets so high a number, so that no button on the page reaches a real one
THEN = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
CONTINUES = "Both sides agreed to continue the exchange of passenger data."
COMMITS = "The EU committed to send a list of contact points by the autumn."
ASKS = "The US asked the EU to name one authority for each Member State."
WILLING = "The US declared itself ready to discuss the retention of data."


def a_meeting(pk: int, opened_on: date, city: str, *, host: str = "EU", senior: bool = False) -> Meeting:
    meeting = Meeting(
        pk=NOWHERE + pk,
        slug=f"example-{pk}",
        level="senior-officials" if senior else "ministerial",
        opened_on=opened_on,
        closed_on=opened_on.replace(day=opened_on.day + 1),
        city=city,
        host=host,
    )
    meeting.cited = []
    return meeting


def a_note(pk: int, marking: str, kind: str = "OUTCOME OF PROCEEDINGS") -> OutcomeNote:
    note = OutcomeNote(
        pk=NOWHERE + pk,
        meeting=a_meeting(pk, date(2026, 3, 2 + pk), "Valletta"),
        kind=kind,
        number="" if kind == OutcomeNote.ABSTRACT else "99901/26",
        slug=f"example-{pk}",
        marking=marking,
        language="en",
        subject="Outcome of the EU–US ministerial meeting",
        dated_on=date(2026, 4, 29),
        state=OutcomeNote.PUBLISHED,
        published_at=THEN,
        received_at=THEN,
    )
    keep(note, "sources", [])
    keep(note, "note_codes", [])
    keep(note, "topics", [AgendaTopic(note=note, number="1", title="Passenger data")])
    note.undertaken = 2
    return note


def some_codes() -> list[NoteCode]:
    known = TopicCode(code="CYBER", label="Cyber issues", slug="cyber", status="confirmed")
    general = TopicCode(code="JAIEX", label="External relations", slug="jaiex", general=True, status="confirmed")
    unknown = TopicCode(code="XYZ", slug="xyz", status="unconfirmed")
    return [NoteCode(code=known, serial="99"), NoteCode(code=general, serial="45"), NoteCode(code=unknown, serial="")]


def a_paragraph(note: OutcomeNote, pk: int, address: str, text: str, sides: list[str]) -> Paragraph:
    paragraph = Paragraph(pk=NOWHERE + pk, note=note, address=address, page=2, text=text, sides=sides)
    for beside in ("theme_passages", "coming_dates", "commitments", "former_addresses"):
        keep(paragraph, beside, [])
    paragraph.beside, paragraph.asked = [], []
    return paragraph


def a_commitment(paragraph: Paragraph, pk: int, quote: str, side: str, strength: str, **given: Any) -> Commitment:
    start = paragraph.text.index(quote)
    place = {"start": start, "end": start + len(quote)}
    return Commitment(pk=NOWHERE + pk, paragraph=paragraph, quote=quote, side=side, strength=strength, **place, **given)


def some_lines(note: OutcomeNote, explained: ShortForms) -> list[Line]:
    """A paragraph with two commitments and a thread, one with a request and a day, and one that only informs."""
    firm = a_paragraph(note, 11, "1.1", f"{CONTINUES} {COMMITS}", ["both", "EU"])
    keep(firm, "theme_passages", [ThemePassage(theme=Theme(label="Passenger data", slug="passenger-data"))])
    undertaken = [
        a_commitment(firm, 1, CONTINUES, "both", "continues", state=Commitment.CONFIRMED),
        a_commitment(firm, 2, COMMITS, "EU", "commits", state=Commitment.PROPOSED),
    ]
    asking = a_paragraph(note, 12, "1.2", ASKS, ["US"])
    day = {"opens_on": date(2026, 9, 1), "closes_on": date(2026, 9, 30), "words": "in September"}
    keep(asking, "coming_dates", [ComingDate(paragraph=asking, **day)])
    asked = [Statement(paragraph=asking, start=0, end=len(ASKS), side="US", kind=Statement.ASKED)]
    telling = a_paragraph(note, 13, "1.3", "The Presidency informed of the state of play on cyber crime and PNR.", [])
    found = [Mark(telling.text.index("cyber"), telling.text.index(" and"), 0)]
    known = explained.link(pieces(telling.text, [], [], found), set())
    return [
        Line(firm, pieces(firm.text, undertaken, []), undertaken, [], []),
        Line(asking, pieces(asking.text, [], asked), [], asked, []),
        Line(telling, known, [], [], []),
    ]


def some_commitments(note: OutcomeNote) -> list[Commitment]:
    """One in each state, as lists show them."""
    paragraph = a_paragraph(note, 14, "2.1", f"{CONTINUES} {COMMITS} {WILLING}", ["both"])
    made = [
        a_commitment(paragraph, 4, WILLING, "US", "willing", state=Commitment.PROPOSED),
        a_commitment(paragraph, 5, CONTINUES, "both", "continues", state=Commitment.CONFIRMED),
        a_commitment(paragraph, 6, COMMITS, "EU", "commits", state=Commitment.CONFIRMED),
    ]
    for commitment, status in zip(made, ("", "open", "delivered"), strict=True):
        commitment.status, commitment.decisions = status, []
    return made


def a_rejected_one(note: OutcomeNote) -> Commitment:
    paragraph = a_paragraph(note, 16, "2.2", WILLING, ["US"])
    return a_commitment(paragraph, 7, WILLING, "US", "willing", state=Commitment.REJECTED)


def some_facets() -> list[Facet]:
    years = [Choice("2026", "2026", 12, True), Choice("2025", "2025", 3, False)]
    sides = [Choice("EU", "EU side", 9, True), Choice("US", "US side", 6, False)]
    return [Facet("year", "Year", years, [Choice("2024", "2024", 1, False)]), Facet("side", "Who is reported", sides)]


def meetings_held(note: OutcomeNote) -> list[Held]:
    """A meeting for each mark of the coverage bar."""
    statement, abstract = a_note(3, "PUBLIC", "JOINT STATEMENT"), a_note(4, "PUBLIC", OutcomeNote.ABSTRACT)
    numbered = a_meeting(23, date(2025, 10, 7), "Vilnius", senior=True)
    numbered.cited = ["99902/25"]
    return [
        Held(a_meeting(21, date(2024, 5, 6), "Washington", host="US"), []),
        Held(a_meeting(22, date(2025, 5, 6), "Warsaw"), [abstract]),
        Held(numbered, []),
        Held(a_meeting(24, date(2025, 11, 3), "Washington", host="US"), [statement]),
        Held(a_meeting(25, date(2026, 3, 3), "Valletta"), [note]),
    ]


def a_thread(note: OutcomeNote) -> list[Row]:
    """Raised, with a change of wording; not raised; not in the part held; nothing held, in a run and alone."""

    def said(pk: int, words: str, side: Side, strength: str = "") -> Said:
        paragraph = a_paragraph(note, pk, f"3.{pk}", words, [side.value])
        firm = a_commitment(paragraph, pk, words, side.value, strength) if strength else None
        return Said(paragraph, words, side.value, firm)

    now = [said(1, CONTINUES, Side.BOTH, "continues"), said(2, COMMITS, Side.EU, "commits")]
    before = [
        said(3, CONTINUES.replace("continue", "begin"), Side.BOTH, "agrees"),
        said(4, WILLING, Side.US, "willing"),
    ]
    named = [said(5, "The EU recalled passenger data.", Side.EU), said(6, "The US recalled passenger data.", Side.US)]
    texts = [Text.WHOLE, Text.WHOLE, Text.PART, Text.WHOLE, Text.WHOLE, Text.NONE, Text.NONE, Text.PART]
    rows = [
        Row(a_meeting(30 + place, date(2026 - place, 3, 3), "Brussels"), text, cells_of(words), [])
        for place, (text, words) in enumerate(zip(texts, [now, [], [], before, named, [], [], []], strict=True))
    ]
    add_drift(rows)
    return rows


def some_hits(note: OutcomeNote, abstract: OutcomeNote) -> list[Hit]:
    passage = Excerpt(with_places_marked(CONTINUES, [(46, 55)]), begins_inside=True)
    title = Excerpt(with_places_marked("Outcome of the EU–US ministerial meeting", []), ends_inside=True)
    return [
        Hit(note, "1.1", note.get_absolute_url(), 2, passage, ("both",), ("continues",)),
        Hit(abstract, "", abstract.get_absolute_url(), None, title),
    ]


def some_doubts(note: OutcomeNote) -> list[DoubtRow]:
    about, question, hint, anchor = QUESTIONS["side-unclear"]
    open_one = Doubt(pk=NOWHERE + 1, note=note, kind="side-unclear", words="They agreed to meet again.", page=2)
    settled = Doubt(pk=NOWHERE + 2, note=note, kind="side-unclear", words="It was agreed.", settled_at=THEN)
    return [DoubtRow(doubt, about, question, hint, anchor, None) for doubt in (open_one, settled)]


def two_passages(note: OutcomeNote) -> tuple[Paragraph, Paragraph]:
    """Almost the same words twice, as they are laid side by side."""
    before = _a_sentence(note, 41, CONTINUES.replace("continue", "begin"))
    return before, _a_sentence(note, 42, CONTINUES)


def _a_sentence(note: OutcomeNote, pk: int, text: str) -> Paragraph:
    return a_paragraph(note, pk, f"4.{pk}", text, ["both"])


def sections_of(lines: list[Line]) -> list[Section]:
    """The part of a note that the lines stand in, for its contents."""
    return [Section("topic-1", "Passenger data", "1", lines=lines), Section("text", "Text")]


def named_in(note: OutcomeNote) -> list[tuple[str, list[Participation]]]:
    """One who is named with an office, on each side."""
    person = Participant(pk=NOWHERE + 1, name="A. Example", slug="a-example")
    named = {"note": note, "participant": person, "office": "Minister of Justice", "as_named": "Minister Example"}
    return [(side.value, [Participation(side=side.value, **named)]) for side in (Side.EU, Side.US)]
