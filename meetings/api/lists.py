"""The lists of the API: meetings, papers, paragraphs, commitments, people, codes, themes; newest first where dated."""

from datetime import date
from typing import Annotated, Any, Literal

from django.db.models import Exists, F, OuterRef, Prefetch, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import HttpRequest, QueryDict
from ninja import Field, Query, Schema

from meetings.api import answers
from meetings.api.door import Problem, api
from meetings.api.paging import NO_DAY, Order, Paged, Place, Slug, page_of
from meetings.council.sides import Level, Side, Strength
from meetings.filters import YEARS, CommitmentFilter, MeetingFilter
from meetings.models import (
    CodeEvidence,
    Commitment,
    Meeting,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Theme,
    ThemePassage,
    TopicCode,
)

WRONG = {401: Problem, 422: Problem, 429: Problem}
Year = Annotated[int, Field(ge=YEARS.start, lt=YEARS.stop)]
Word = Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]{1,150}$")]
Held = Literal["note", "statement", "abstract", "none"]
Status = Literal["open", "reaffirmed", "superseded", "delivered", "dropped"]
BY_DAY = ("-day", "at_note", "position")

MEETINGS = Order(("-opened_on", "slug"), (date, Slug))
NOTES = Order(("-day", "slug"), (date, Slug))
PARAGRAPHS = Order(BY_DAY, (date, Slug, Place))
COMMITMENTS = Order((*BY_DAY, "start", "side"), (date, Slug, Place, Place, Slug))
BY_SLUG = Order(("slug",), (Slug,))


class Page[Answer: Schema](Schema):
    """One page of a list, and the address of the next one."""

    items: list[Answer]
    next: str | None


class Meetings(Page[answers.MeetingAnswer]):
    pass


class Notes(Page[answers.NoteLine]):
    pass


class Paragraphs(Page[answers.ParagraphAnswer]):
    pass


class Commitments(Page[answers.CommitmentAnswer]):
    pass


class People(Page[answers.PersonLine]):
    pass


class Codes(Page[answers.CodeAnswer]):
    pass


class Themes(Page[answers.ThemeAnswer]):
    pass


class AskedMeetings(Paged):
    level: list[Level] = Field([], max_length=50)
    year: list[Year] = Field([], max_length=50, description="Of the first day.")
    presidency: list[Word] = Field([], max_length=50, description="The Member State that presided: Malta.")
    paper: list[Held] = Field([], max_length=50, description="What is held of it, as far as you may read it.")
    city: list[Word] = Field([], max_length=50)
    code: list[Slug] = Field([], max_length=50, description="The slug of a topic code on one of its papers.")


class AskedNotes(Paged):
    meeting: list[Slug] = Field([], max_length=50)
    code: list[Slug] = Field([], max_length=50, description="The slug of a topic code on its cover.")
    marking: list[Literal["PUBLIC", "LIMITE"]] = Field([], max_length=50)
    versions: Literal["current", "all"] = Field("current", description="all: earlier versions and translations too.")


class AskedParagraphs(Paged):
    note: list[Slug] = Field([], max_length=50, description="The slug of its paper, in any version.")
    theme: list[Slug] = Field([], max_length=50)
    code: list[Slug] = Field([], max_length=50, description="The slug of a topic code that it explains.")
    side: list[Side] = Field([], max_length=50, description="Who is reported as speaking.")


class AskedCommitments(Paged):
    side: list[Side] = Field([], max_length=50)
    strength: list[Strength] = Field([], max_length=50)
    status: list[Status] = Field([], max_length=50)
    theme: list[Slug] = Field([], max_length=50)
    code: list[Slug] = Field([], max_length=50)
    year: list[Year] = Field([], max_length=50, description="Of the meeting.")


class AskedPeople(Paged):
    kind: list[Literal["person", "institution"]] = Field([], max_length=50)


def as_address(asked: Schema) -> QueryDict:
    """``asked`` as the filters of the pages read it."""
    address = QueryDict(mutable=True)
    for name, values in asked.dict(exclude={"cursor", "limit"}).items():
        address.setlist(name, [str(value) for value in values])
    return address


def with_papers(meetings: QuerySet[Meeting], user: Any) -> QuerySet[Meeting]:
    """``meetings``, each with its ``readable`` papers."""
    papers = OutcomeNote.objects.leading_for(user).defer("text", "vector", "summary").order_by("kind", "slug")
    return meetings.prefetch_related(Prefetch("notes", papers, to_attr="readable"))


def with_cover(notes: QuerySet[OutcomeNote]) -> QuerySet[OutcomeNote]:
    carried = Prefetch("note_codes", NoteCode.objects.select_related("code").order_by("position"))
    return notes.select_related("meeting").prefetch_related(carried).defer("text", "vector", "summary")


@api.get("/meetings/", response={200: Meetings, **WRONG}, summary="Meetings, newest first")
def meetings(request: HttpRequest, asked: Query[AskedMeetings]) -> Any:
    user = request.auth
    found = MeetingFilter(as_address(asked), Meeting.objects.visible_to(user), user=user).qs
    rows, following = page_of(with_papers(found, user), MEETINGS, asked, request)
    return Meetings(items=[answers.meeting_answer(request, row) for row in rows], next=following)


@api.get("/notes/", response={200: Notes, **WRONG}, summary="Papers with their covers, newest first")
def notes(request: HttpRequest, asked: Query[AskedNotes]) -> Any:
    known = OutcomeNote.objects
    found = known.visible_to(request.auth) if asked.versions == "all" else known.leading_for(request.auth)
    if asked.meeting:
        found = found.filter(meeting__slug__in=asked.meeting)
    if asked.code:
        found = found.filter(Exists(NoteCode.objects.filter(note=OuterRef("pk"), code__slug__in=asked.code)))
    if asked.marking:
        found = found.filter(marking__in=asked.marking)
    found = with_cover(found).annotate(day=Coalesce("dated_on", Value(NO_DAY)))
    rows, following = page_of(found, NOTES, asked, request)
    return Notes(items=[answers.note_line(request, row) for row in rows], next=following)


def with_day(rows: QuerySet[Any], paragraph: str = "") -> QuerySet[Any]:
    """``rows`` with what the orders BY_DAY name; ``paragraph`` is the way from a row to its paragraph."""
    at = {"day": Coalesce(f"{paragraph}note__dated_on", Value(NO_DAY)), "at_note": F(f"{paragraph}note__slug")}
    return rows.annotate(**at) if not paragraph else rows.annotate(**at, position=F(f"{paragraph}position"))


@api.get("/paragraphs/", response={200: Paragraphs, **WRONG}, summary="Paragraphs of papers, in their order")
def paragraphs(request: HttpRequest, asked: Query[AskedParagraphs]) -> Any:
    read = OutcomeNote.objects
    found = Paragraph.objects.filter(note__in=(read.visible_to if asked.note else read.leading_for)(request.auth))
    if asked.note:
        found = found.filter(note__slug__in=asked.note)
    if asked.theme:
        about = ThemePassage.objects.filter(paragraph=OuterRef("pk"), theme__slug__in=asked.theme)
        found = found.filter(Exists(about))
    if asked.code:
        reasons = CodeEvidence.objects.filter(paragraph=OuterRef("pk"), note_code__code__slug__in=asked.code)
        found = found.filter(Exists(reasons))
    if asked.side:
        found = found.filter(sides__overlap=[side.value for side in asked.side])
    found = found.select_related("note", "topic").defer("vector", "note__text", "note__summary", "note__vector")
    rows, following = page_of(with_day(found), PARAGRAPHS, asked, request)
    return Paragraphs(items=[answers.paragraph_answer(request, row) for row in rows], next=following)


@api.get("/commitments/", response={200: Commitments, **WRONG}, summary="Commitments, newest paper first")
def commitments(request: HttpRequest, asked: Query[AskedCommitments]) -> Any:
    user = request.auth
    found = CommitmentFilter(as_address(asked), Commitment.objects.leading_for(user), user=user).qs
    found = found.select_related("paragraph__note__meeting").defer(
        "paragraph__text", "paragraph__vector", "paragraph__note__text", "paragraph__note__vector"
    )
    rows, following = page_of(with_day(found, "paragraph__"), COMMITMENTS, asked, request)
    return Commitments(items=[answers.commitment_answer(request, row) for row in rows], next=following)


@api.get("/people/", response={200: People, **WRONG}, summary="Persons, offices and institutions")
def people(request: HttpRequest, asked: Query[AskedPeople]) -> Any:
    found = Participant.objects.visible_to(request.auth)
    if asked.kind:
        found = found.filter(kind__in=asked.kind)
    rows, following = page_of(found, BY_SLUG, asked, request)
    return People(items=[answers.PersonLine(**answers.person_line(request, row)) for row in rows], next=following)


@api.get("/codes/", response={200: Codes, **WRONG}, summary="Topic codes")
def codes(request: HttpRequest, asked: Query[Paged]) -> Any:
    rows, following = page_of(TopicCode.objects.visible_to(request.auth), BY_SLUG, asked, request)
    return Codes(items=[answers.code_answer(request, row) for row in rows], next=following)


def with_codes(themes: QuerySet[Theme], user: Any) -> QuerySet[Theme]:
    """``themes``, each with its codes that ``user`` may know of."""
    return themes.prefetch_related(Prefetch("codes", TopicCode.objects.visible_to(user), to_attr="told_codes"))


@api.get("/themes/", response={200: Themes, **WRONG}, summary="Themes that return from meeting to meeting")
def themes(request: HttpRequest, asked: Query[Paged]) -> Any:
    rows, following = page_of(with_codes(Theme.objects.all(), request.auth), BY_SLUG, asked, request)
    return Themes(items=[answers.theme_answer(request, row) for row in rows], next=following)
