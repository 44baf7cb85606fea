"""The search of the API: the passages, counts and sentences of the search page."""

from datetime import date
from typing import Annotated, Any, Literal

from django.http import HttpRequest, QueryDict
from ninja import Field, Query, Schema

from meetings.api import answers
from meetings.api.door import api
from meetings.api.lists import WRONG
from meetings.api.paging import check_names, next_address
from meetings.finding.asked import LAST_PAGE, MOST_CHOSEN, Asked
from meetings.finding.page import search_page

Chosen = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=MOST_CHOSEN)]


class AskedSearch(Schema):
    """The parameters of the search page. Filters take a value of a facet, or the name that a person would write."""

    q: str = Field("", max_length=500, description="Words, “phrases”, -excluded; code:visa, side:us, year:2017 …")
    side: Chosen = []
    strength: Chosen = []
    year: Chosen = []
    code: Chosen = []
    theme: Chosen = []
    presidency: Chosen = []
    city: Chosen = []
    level: Chosen = []
    kind: Chosen = []
    marking: Chosen = []
    person: Chosen = []
    note: str = Field("", max_length=150, description="Within one paper: its slug.")
    meeting: str = Field("", max_length=150, description="Within one meeting: its slug.")
    meeting_from: date | None = None
    meeting_to: date | None = None
    note_from: date | None = None
    note_to: date | None = None
    exact: bool = Field(False, description="Only the words as typed, no other spellings or short forms.")
    versions: Literal["current", "all"] = Field("current", description="all: earlier versions and translations too.")
    sort: Literal["relevance", "meeting", "note"] = "relevance"
    cursor: int = Field(1, ge=1, le=LAST_PAGE, description="From “next” of the page before.")


class Hits(Schema):
    items: list[answers.HitAnswer]
    next: str | None
    total: int
    facets: list[answers.FacetAnswer]
    also_searched: list[answers.Words] = Field(description="Other spellings and short forms that were searched too.")
    remarks: list[answers.Words] = Field(description="What was wrong with the question, and was left out.")


@api.get("/search/", response={200: Hits, **WRONG}, summary="Passages by words and filters, with facets")
def search(request: HttpRequest, asked: Query[AskedSearch]) -> Any:
    check_names(request, asked)
    page = search_page(Asked.from_address(as_address(asked)), request.auth)
    return Hits(
        items=[answers.hit_answer(request, hit) for group in page.groups for hit in group.hits],
        next=next_address(request, str(asked.cursor + 1)) if page.following and asked.cursor < LAST_PAGE else None,
        total=page.total,
        facets=[facet_answer(facet) for facet in page.facets],
        also_searched=list(page.also),
        remarks=page.mistakes,
    )


def facet_answer(facet: Any) -> answers.FacetAnswer:
    fields = ("value", "label", "count", "chosen")
    choices = [{field: getattr(choice, field) for field in fields} for choice in (*facet.choices, *facet.more)]
    return answers.FacetAnswer(name=facet.name, legend=facet.legend, choices=choices)


def as_address(asked: AskedSearch) -> QueryDict:
    """``asked`` in the words of the address bar."""
    address = QueryDict(mutable=True)
    given = asked.dict(exclude={"cursor", "exact", "versions"}, exclude_none=True)
    for name, value in given.items():
        address.setlist(name, value if isinstance(value, list) else [str(value)])
    address["page"], address["exact"], address["versions"] = str(asked.cursor), str(int(asked.exact)), asked.versions
    return address
