"""What the API says of each row. The words of the papers come as printed; addresses are whole, for pages and API."""

from datetime import date, datetime
from typing import Annotated, Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Field, Schema
from pydantic import BeforeValidator

from meetings.finding.hits import Hit
from meetings.following.people import Presence
from meetings.models import Commitment, Meeting, NoteCode, OutcomeNote, Paragraph, Participant, Theme, TopicCode

# Words of the pages are put into the reader's language only when they are shown: now.
Words = Annotated[str, BeforeValidator(str)]


class Addressed(Schema):
    """Something with a page of its own."""

    page: str = Field(description="The address of its page, for people.")
    json_address: str = Field(description="Its address in this API.")


class PaperLine(Addressed):
    """A paper, as it is named in a list."""

    slug: str
    name: str = Field(description="How it is cited: 10483/17, 14860/18 REV 1.")
    kind: str
    marking: str = Field(description="PUBLIC or LIMITE; empty for a paper in review whose marking is not set.")


class MeetingLine(Addressed):
    """A meeting, as it is named in a list."""

    slug: str
    level: str
    opened_on: date
    closed_on: date
    city: str
    country: str
    videoconference: bool


class MeetingAnswer(MeetingLine):
    """A meeting with its papers."""

    host: str = Field(description="EU or US; empty when not known.")
    presidency: str | None = Field(description="Who presided the Council on the first day.")
    certainty: str = Field(description="sure, or date-uncertain where sources differ on the day.")
    public_sources: list[str]
    papers: list[PaperLine]


class CodeOnPaper(Schema):
    """A topic code on the cover, with its running number."""

    code: str
    slug: str
    serial: int | None


class TopicAnswer(Schema):
    """A numbered heading of a paper."""

    number: str
    title: str
    from_page: int | None


class NoteLine(PaperLine):
    """A paper with its cover."""

    number: str
    version: str
    language: str
    dated_on: date | None
    subject: str
    published_at: datetime | None
    meeting: str | None = Field(description="The slug of the meeting that it reports.")
    codes: list[CodeOnPaper]


class NoteAnswer(NoteLine):
    """A paper with its cover and headings. Its words come as paragraphs."""

    place: str
    sent_from: str
    sent_to: str
    previous_documents: list[str]
    topics: list[TopicAnswer]
    paragraphs: str = Field(description="The address of its paragraphs in this API.")


class ParagraphAnswer(Addressed):
    """A paragraph: the unit that is found and cited. Its text is verbatim, misprints included."""

    citation: str = Field(description="10483/17 §4.2")
    note: str = Field(description="The slug of its paper.")
    address: str = Field(description="4.2 for the second paragraph of topic 4; S.1 in the summary.")
    marking: str
    part: str
    topic: str | None
    original_page: int | None
    sides: list[str] = Field(description="Who is reported as speaking: EU, US, both.")
    text: str
    own_words: bool = Field(description="Whether these are the archive's words, an abstract, and not to be quoted.")


class CommitmentAnswer(Schema):
    """A passage in which a side, or both, undertakes something."""

    page: str
    citation: str
    note: str
    address: str
    marking: str
    meeting: str | None
    side: str = Field(description="EU, US, both; empty when nobody is named.")
    strength: str = Field(description="commits is the firmest, then agrees, continues, willing.")
    quote: str
    checked: bool = Field(description="Whether an archivist has confirmed what the rules found.")
    status: str = Field(description="What became of it: open, reaffirmed, superseded, delivered, dropped.")


class PersonLine(Addressed):
    """A person, office or institution."""

    slug: str
    name: str
    kind: str


class PresenceAnswer(Schema):
    """Where somebody took part."""

    meeting: str | None
    side: str
    office: str
    as_named: str = Field(description="The words of the paper; empty when a public source tells.")
    citation: str | None
    source: str = Field(description="The address of the public source; empty when a paper tells.")
    announced: bool = Field(description="Announced; may not have come.")


class PersonAnswer(PersonLine):
    """A person, office or institution with the meetings attended, newest first."""

    names: list[str]
    presences: list[PresenceAnswer]


class CodeAnswer(Addressed):
    """A topic code."""

    slug: str
    code: str
    label: str
    description: str
    status: str = Field(description="How sure its meaning is: evidenced, inferred, unconfirmed.")
    general: bool = Field(description="Says whom a paper is for, not what it is about.")


class ThemeAnswer(Addressed):
    """What returns from meeting to meeting, with the words by which a passage about it is recognised."""

    slug: str
    label: str
    description: str
    terms: list[str]
    codes: list[str]


class HitAnswer(Schema):
    """A passage that was found."""

    page: str
    citation: str
    note: str
    address: str = Field(description="Empty for a title page.")
    marking: str
    meeting: str | None
    original_page: int | None
    sides: list[str]
    strengths: list[str]
    excerpt: str


class ChoiceAnswer(Schema):
    """One further choice, and how many passages it would leave."""

    value: str
    label: Words
    count: int
    chosen: bool


class FacetAnswer(Schema):
    """A filter of the search; ``name`` is its parameter."""

    name: str
    legend: Words
    choices: list[ChoiceAnswer]


def page_and_json(request: HttpRequest, row: Any, name: str, *args: str) -> dict[str, str]:
    whole = request.build_absolute_uri
    return {"page": whole(row.get_absolute_url()), "json_address": whole(reverse(f"api:{name}", args=args))}


def paper_line(request: HttpRequest, note: OutcomeNote) -> dict[str, Any]:
    facts = {"slug": note.slug, "name": note.name, "kind": note.kind, "marking": note.marking}
    return facts | page_and_json(request, note, "note", note.slug)


def meeting_answer(request: HttpRequest, row: Meeting) -> MeetingAnswer:
    """``row`` with its ``readable`` papers prefetched."""
    return MeetingAnswer(
        **page_and_json(request, row, "meeting", row.slug),
        **{field: getattr(row, field) for field in (*MeetingLine.__annotations__, "host", "certainty")},
        presidency=row.presidency and row.presidency.member_state,
        public_sources=row.public_source.split(),
        papers=[PaperLine(**paper_line(request, note)) for note in row.readable],  # type: ignore[attr-defined]
    )


def cover(request: HttpRequest, note: OutcomeNote) -> dict[str, Any]:
    fields = ("number", "version", "language", "dated_on", "subject", "published_at")
    return {
        **paper_line(request, note),
        **{field: getattr(note, field) for field in fields},
        "meeting": note.meeting and note.meeting.slug,
        "codes": [code_on_paper(carried) for carried in note.note_codes.all()],
    }


def code_on_paper(carried: NoteCode) -> CodeOnPaper:
    return CodeOnPaper(code=carried.code.code, slug=carried.code.slug, serial=carried.serial)


def note_line(request: HttpRequest, note: OutcomeNote) -> NoteLine:
    return NoteLine(**cover(request, note))


def note_answer(request: HttpRequest, note: OutcomeNote) -> NoteAnswer:
    paragraphs = request.build_absolute_uri(reverse("api:paragraphs"))
    return NoteAnswer(
        **cover(request, note),
        **{field: getattr(note, field) for field in ("place", "sent_from", "sent_to", "previous_documents")},
        topics=[TopicAnswer(number=t.number, title=t.title, from_page=t.page) for t in note.topics.all()],
        paragraphs=f"{paragraphs}?note={note.slug}",
    )


def where(request: HttpRequest, paragraph: Paragraph) -> dict[str, Any]:
    note = paragraph.note
    return {
        "page": request.build_absolute_uri(paragraph.get_absolute_url()),
        "citation": paragraph.citation,
        "note": note.slug,
        "address": paragraph.address,
        "marking": note.marking,
    }


def paragraph_answer(request: HttpRequest, paragraph: Paragraph) -> ParagraphAnswer:
    at = reverse("api:paragraph", args=[paragraph.note.slug, paragraph.address])
    return ParagraphAnswer(
        **where(request, paragraph),
        json_address=request.build_absolute_uri(at),
        part=paragraph.part,
        topic=str(paragraph.topic) if paragraph.topic else None,
        original_page=paragraph.page,
        sides=paragraph.sides,
        text=paragraph.text,
        own_words=paragraph.note.is_abstract,
    )


def commitment_answer(request: HttpRequest, row: Commitment) -> CommitmentAnswer:
    meeting = row.paragraph.note.meeting
    return CommitmentAnswer(
        **where(request, row.paragraph),
        meeting=meeting and meeting.slug,
        side=row.side,
        strength=row.strength,
        quote=row.quote,
        checked=row.state == Commitment.CONFIRMED,
        status=row.status,  # type: ignore[attr-defined]
    )


def person_line(request: HttpRequest, row: Participant) -> dict[str, Any]:
    return page_and_json(request, row, "person", row.slug) | {"slug": row.slug, "name": row.name, "kind": row.kind}


def presence_answer(presence: Presence) -> PresenceAnswer:
    return PresenceAnswer(
        meeting=presence.meeting and presence.meeting.slug,
        side=presence.side,
        office=presence.office,
        as_named=presence.as_named,
        citation=presence.paragraph and presence.paragraph.citation,
        source=presence.source_url,
        announced=presence.announced,
    )


def code_answer(request: HttpRequest, row: TopicCode) -> CodeAnswer:
    fields = ("slug", "code", "label", "description", "status", "general")
    return CodeAnswer(**page_and_json(request, row, "code", row.slug), **{f: getattr(row, f) for f in fields})


def theme_answer(request: HttpRequest, row: Theme) -> ThemeAnswer:
    """``row`` with the codes that may be told as ``told_codes``."""
    return ThemeAnswer(
        **page_and_json(request, row, "theme", row.slug),
        **{field: getattr(row, field) for field in ("slug", "label", "description", "terms")},
        codes=[code.code for code in row.told_codes],  # type: ignore[attr-defined]
    )


def hit_answer(request: HttpRequest, hit: Hit) -> HitAnswer:
    return HitAnswer(
        page=request.build_absolute_uri(hit.url),
        citation=hit.citation,
        note=hit.note.slug,
        address=hit.address,
        marking=hit.note.marking,
        meeting=hit.note.meeting and hit.note.meeting.slug,
        original_page=hit.page,
        sides=list(hit.sides),
        strengths=list(hit.strengths),
        excerpt=hit.excerpt.text,
    )
