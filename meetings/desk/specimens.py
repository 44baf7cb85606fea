"""Examples of what the pages are built of, for the page that shows every part in every state.

They are made in memory and are not in the archive; nothing here asks the database. Their words are invented in the
manner of the notes, so that the page may be shown and printed anywhere.
"""

from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.council.sides import Side
from meetings.desk.doubts import QUESTIONS, DoubtRow
from meetings.desk.passages import CommitmentRow, Draft
from meetings.finding.facets import Choice, Facet, Tag
from meetings.finding.hits import Hit
from meetings.following.ladder import ladder_of
from meetings.following.said import Said
from meetings.following.texts import Text
from meetings.following.threads import Row, add_drift, cells_of, folded
from meetings.forms import SIDE_CHOICES, CommitmentForm
from meetings.models import (
    ComingDate,
    Commitment,
    Doubt,
    Meeting,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Statement,
    Theme,
    ThemePassage,
    TopicCode,
)
from meetings.models.inside import keep
from meetings.search.excerpts import Excerpt, with_places_marked
from meetings.search.marks import Mark
from meetings.views.body import Body, Cited, Line, line_of
from meetings.views.held import Held
from meetings.views.home import by_year
from meetings.views.passages import pieces

NOWHERE = 9 * 10**12  # no row gets so high a number, so that no button on the page reaches a real one
THEN = datetime(2026, 5, 4, 9, 30, tzinfo=UTC)
CONTINUES = "Both sides agreed to continue the exchange of passenger data."
COMMITS = "The EU committed to send a list of contact points by the autumn."
ASKS = "The US asked the EU to name one authority for each Member State."
WILLING = "The US declared itself ready to discuss the retention of data."


def components(request: HttpRequest, *, site_context: dict[str, Any]) -> HttpResponse:
    """Every part that the pages are built of, in every state; for whoever changes a page, and for the tests."""
    context = site_context | specimens() | {"title": _("Components")}
    return render(request, "admin/desk/components.html", context)


def specimens() -> dict[str, Any]:
    """All examples, by the names that templates/admin/desk/components.html calls them."""
    note, abstract = _note(1, "LIMITE", "OUTCOME OF PROCEEDINGS"), _note(2, "PUBLIC", OutcomeNote.ABSTRACT)
    commitments = _commitments(note)
    rows = _thread(note)
    return {
        "note": note,
        "abstract": abstract,
        "codes": _codes(),
        "sides": SIDE_CHOICES,
        "strengths": Commitment.STRENGTHS,
        "statuses": ["open", "reaffirmed", "delivered", "superseded", "dropped"],
        "decisions": ["proposed", "confirmed", "rejected", "doubt"],
        "body": Body(note, [], [], [Cited("99904/25", None)], None),
        "abstract_body": Body(abstract, [], [], [], None),
        "lines": _lines(note),
        "told": line_of(_paragraph(abstract, 15, "4.1", "Ministers discussed passenger data.", ["both"]), None),
        "commitments": commitments,
        "judged": CommitmentRow(_rejected(note), in_doubt=True, draft=Draft(WILLING, "US", "willing")),
        "facets": _facets(),
        "chosen": [Tag("Year", "2026", "?"), Tag("Who is reported", "EU side", "?")],
        "years": by_year(_held(note), "no note held"),
        "ladder": ladder_of(rows),
        "rows": folded(rows),
        "theme": Theme(label="Passenger data", slug="passenger-data"),
        "hits": _hits(note, abstract),
        "page": Paginator(range(480), 20).page(7),
        "doubts": _doubts(note),
        "waiting": [note, _note(5, "", "OUTCOME OF PROCEEDINGS")],
        "form": CommitmentForm({"words": "", "side": "EU", "strength": "firm", "revision": 0}),
    }


def _meeting(pk: int, opened_on: date, city: str, *, host: str = "EU", senior: bool = False) -> Meeting:
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


def _note(pk: int, marking: str, kind: str) -> OutcomeNote:
    note = OutcomeNote(
        pk=NOWHERE + pk,
        meeting=_meeting(pk, date(2026, 3, 2 + pk), "Valletta"),
        kind=kind,
        number="" if kind == OutcomeNote.ABSTRACT else "99901/26",
        slug=f"example-{pk}",
        marking=marking,
        language="en",
        dated_on=date(2026, 4, 29),
        state=OutcomeNote.PUBLISHED,
        published_at=THEN,
        received_at=THEN,
    )
    keep(note, "sources", [])
    keep(note, "note_codes", [])
    return note


def _codes() -> list[NoteCode]:
    known = TopicCode(code="CYBER", label="Cyber issues", slug="cyber", status="confirmed")
    general = TopicCode(code="JAIEX", label="External relations", slug="jaiex", general=True, status="confirmed")
    unknown = TopicCode(code="XYZ", slug="xyz", status="unconfirmed")
    return [NoteCode(code=known, serial="99"), NoteCode(code=general, serial="45"), NoteCode(code=unknown, serial="")]


def _paragraph(note: OutcomeNote, pk: int, address: str, text: str, sides: list[str]) -> Paragraph:
    paragraph = Paragraph(pk=NOWHERE + pk, note=note, address=address, page=2, text=text, sides=sides)
    for beside in ("theme_passages", "coming_dates", "commitments", "former_addresses"):
        keep(paragraph, beside, [])
    paragraph.beside, paragraph.asked = [], []
    return paragraph


def _commitment(paragraph: Paragraph, pk: int, quote: str, side: str, strength: str, **given: Any) -> Commitment:
    start = paragraph.text.index(quote)
    place = {"start": start, "end": start + len(quote)}
    return Commitment(pk=NOWHERE + pk, paragraph=paragraph, quote=quote, side=side, strength=strength, **place, **given)


def _lines(note: OutcomeNote) -> list[Line]:
    """A paragraph with two commitments and a thread, one with a request and a day, and one that only informs."""
    firm = _paragraph(note, 11, "1.1", f"{CONTINUES} {COMMITS}", ["both", "EU"])
    keep(firm, "theme_passages", [ThemePassage(theme=Theme(label="Passenger data", slug="passenger-data"))])
    undertaken = [
        _commitment(firm, 1, CONTINUES, "both", "continues", state=Commitment.CONFIRMED),
        _commitment(firm, 2, COMMITS, "EU", "commits", state=Commitment.PROPOSED),
    ]
    asking = _paragraph(note, 12, "1.2", ASKS, ["US"])
    day = {"opens_on": date(2026, 9, 1), "closes_on": date(2026, 9, 30), "words": "in September"}
    keep(asking, "coming_dates", [ComingDate(paragraph=asking, **day)])
    asked = [Statement(paragraph=asking, start=0, end=len(ASKS), side="US", kind=Statement.ASKED)]
    telling = _paragraph(note, 13, "1.3", "The Presidency informed of the state of play on cyber crime.", [])
    found = [Mark(telling.text.index("cyber"), telling.text.index("."), 0)]
    return [
        Line(firm, pieces(firm.text, undertaken, []), undertaken, [], []),
        Line(asking, pieces(asking.text, [], asked), [], asked, []),
        Line(telling, pieces(telling.text, [], [], found), [], [], []),
    ]


def _commitments(note: OutcomeNote) -> list[Commitment]:
    """One in each state, as lists show them."""
    paragraph = _paragraph(note, 14, "2.1", f"{CONTINUES} {COMMITS} {WILLING}", ["both"])
    made = [
        _commitment(paragraph, 4, WILLING, "US", "willing", state=Commitment.PROPOSED),
        _commitment(paragraph, 5, CONTINUES, "both", "continues", state=Commitment.CONFIRMED),
        _commitment(paragraph, 6, COMMITS, "EU", "commits", state=Commitment.CONFIRMED),
    ]
    for commitment, status in zip(made, ("", "open", "delivered"), strict=True):
        commitment.status, commitment.decisions = status, []
    return made


def _rejected(note: OutcomeNote) -> Commitment:
    paragraph = _paragraph(note, 16, "2.2", WILLING, ["US"])
    return _commitment(paragraph, 7, WILLING, "US", "willing", state=Commitment.REJECTED)


def _facets() -> list[Facet]:
    years = [Choice("2026", "2026", 12, True), Choice("2025", "2025", 3, False)]
    sides = [Choice("EU", "EU side", 9, True), Choice("US", "US side", 6, False)]
    return [Facet("year", "Year", years, [Choice("2024", "2024", 1, False)]), Facet("side", "Who is reported", sides)]


def _held(note: OutcomeNote) -> list[Held]:
    """A meeting for each mark of the coverage bar."""
    statement, abstract = _note(3, "PUBLIC", "JOINT STATEMENT"), _note(4, "PUBLIC", OutcomeNote.ABSTRACT)
    numbered = _meeting(23, date(2025, 10, 7), "Vilnius", senior=True)
    numbered.cited = ["99902/25"]
    return [
        Held(_meeting(21, date(2024, 5, 6), "Washington", host="US"), []),
        Held(_meeting(22, date(2025, 5, 6), "Warsaw"), [abstract]),
        Held(numbered, []),
        Held(_meeting(24, date(2025, 11, 3), "Washington", host="US"), [statement]),
        Held(_meeting(25, date(2026, 3, 3), "Valletta"), [note]),
    ]


def _thread(note: OutcomeNote) -> list[Row]:
    """Raised, with a change of wording; not raised; not in the part held; nothing held, in a run and alone."""

    def said(pk: int, words: str, side: Side, strength: str = "") -> Said:
        paragraph = _paragraph(note, pk, f"3.{pk}", words, [side.value])
        firm = _commitment(paragraph, pk, words, side.value, strength) if strength else None
        return Said(paragraph, words, side.value, firm)

    now = [said(1, CONTINUES, Side.BOTH, "continues"), said(2, COMMITS, Side.EU, "commits")]
    before = [
        said(3, CONTINUES.replace("continue", "begin"), Side.BOTH, "agrees"),
        said(4, WILLING, Side.US, "willing"),
    ]
    named = [said(5, "The EU recalled passenger data.", Side.EU), said(6, "The US recalled passenger data.", Side.US)]
    texts = [Text.WHOLE, Text.WHOLE, Text.PART, Text.WHOLE, Text.WHOLE, Text.NONE, Text.NONE, Text.PART]
    rows = [
        Row(_meeting(30 + place, date(2026 - place, 3, 3), "Brussels"), text, cells_of(words), [])
        for place, (text, words) in enumerate(zip(texts, [now, [], [], before, named, [], [], []], strict=True))
    ]
    add_drift(rows)
    return rows


def _hits(note: OutcomeNote, abstract: OutcomeNote) -> list[Hit]:
    passage = Excerpt(with_places_marked(CONTINUES, [(46, 55)]), begins_inside=True)
    title = Excerpt(with_places_marked("Outcome of the EU–US ministerial meeting", []), ends_inside=True)
    return [
        Hit(note, "1.1", note.get_absolute_url(), 2, passage, ("both",), ("continues",)),
        Hit(abstract, "", abstract.get_absolute_url(), None, title),
    ]


def _doubts(note: OutcomeNote) -> list[DoubtRow]:
    about, question, hint, anchor = QUESTIONS["side-unclear"]
    open_one = Doubt(pk=NOWHERE + 1, note=note, kind="side-unclear", words="They agreed to meet again.", page=2)
    settled = Doubt(pk=NOWHERE + 2, note=note, kind="side-unclear", words="It was agreed.", settled_at=THEN)
    return [DoubtRow(doubt, about, question, hint, anchor, None) for doubt in (open_one, settled)]
