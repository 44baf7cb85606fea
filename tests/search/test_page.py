"""The search page in its states, each of them an address that works without a script."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.finding.asked import Asked, Sort
from meetings.finding.destinations import destination
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(as_user: Callable[[User], Client], limite_reader: User) -> Callable[..., str]:
    """``page(q="visa")`` is the text of the page for a LIMITE reader."""
    client = as_user(limite_reader)

    def get(**params: Any) -> str:
        answer = client.get("/search/", params)
        assert answer.status_code == 200, answer.headers
        return answer.content.decode()

    return get


@pytest.fixture
def goes(as_user: Callable[[User], Client], reader: User) -> Callable[[str], str]:
    """Where a query leads: an address, or nothing when it is searched."""
    client = as_user(reader)
    return lambda query: client.get("/search/", {"q": query}).headers.get("Location", "")


def status(text: str) -> str:
    found = re.search(r'<p [^>]*role="status"[^>]*>(.*?)</p>', text, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", "", found[1]).split())


@pytest.mark.parametrize(
    ("query", "place"),
    [
        ("10483/17", "/notes/10483-17/"),
        ("10483/2017", "/notes/10483-17/"),
        ("10483", "/notes/10483-17/"),
        ("ST 10483 2017 INIT", "/notes/10483-17/"),
        ("st10483.en17.pdf", "/notes/10483-17/"),
        ("10483-17", "/notes/10483-17/"),
        ("CYBER", "/codes/cyber/"),
        ("CYBER 99", "/notes/10483-17/"),
        ("CYBER 98", ""),
        ("cyber", ""),
        ("PNR", ""),
        ("10084/17", ""),
        ("2017", ""),
        ("10483/17 visa", ""),
        ("10483/17 §1.1", "/notes/10483-17/#p1.1"),  # as pages copy it
        ("10483/17, §1.1, p. 3", "/notes/10483-17/#p1.1"),  # as citations write it
        ("ST 10483 2017 INIT §1.1", "/notes/10483-17/#p1.1"),
        ("10483/17 §9.9", "/notes/10483-17/"),  # the note is held, that passage is not
        ("10483-17/1.1", "/notes/10483-17/#p1.1"),
        ("https://archive.example.eu/notes/10483-17/1.1/", "/notes/10483-17/#p1.1"),
        ("http://localhost:8000/notes/10483-17/?hl=visa#p1.1", "/notes/10483-17/#p1.1"),  # from the address bar
        ("https://archive.example.eu/notes/10483-17/9.9/", ""),
        ("10084/17 §1.1", ""),
        ("Article 4 §1.1", ""),
        ("§1.1", ""),
        ("and/or", ""),
        ("visa §", ""),
    ],
)
@pytest.mark.usefixtures("variants")
def test_a_code_or_number_goes_where_a_person_means(goes: Callable[[str], str], query: str, place: str) -> None:
    make.note("The visa policy.", number="10483/17", codes="CYBER 99, PNR 3", previous_documents=["10084/17"])
    assert goes(query) == place


@pytest.mark.parametrize("query", ["10483/17 §1.1", "10483/17 §9.9", "https://archive.example.eu/notes/10483-17/1.1/"])
def test_a_citation_of_a_paper_that_one_may_not_read_leads_nowhere(goes: Callable[[str], str], query: str) -> None:
    make.note("The visa policy.", number="10483/17", slug="10483-17", marking="LIMITE")
    assert goes(query) == ""


@pytest.mark.parametrize("query", ["10483/17 §1.1", "10483/17 §9.9"])
def test_where_a_citation_leads_is_asked_once(reader: User, query: str) -> None:
    make.note("The visa policy.", number="10483/17", slug="10483-17")
    with CaptureQueriesContext(connection) as asked:
        assert destination(Asked(text=query), reader)
    statements = queries_of(asked.captured_queries)
    assert len(statements) == len(set(statements)), statements


@pytest.mark.parametrize("query", ["10084/17", "10084", "ST 10084 2017 INIT"])
def test_a_number_only_cited_says_so_and_where(page: Callable[..., str], query: str) -> None:
    note = make.note("The visa policy.", number="10483/17", previous_documents=["10084/17"])
    text = page(q=query)
    assert "is not in the archive" in text
    assert note.get_absolute_url() in text


def test_hits_stand_under_their_meeting_with_address_page_and_marked_words(page: Callable[..., str]) -> None:
    note = make.note("Nothing here.", "On visa reciprocity, both sides agreed.", number="10483/17", marking="LIMITE")
    text = page(q="visa reciprocity")
    assert "Valletta, 15–16 June 2017" in text
    assert "§1.2" in text
    assert "page 1" in text
    assert "<mark>visa</mark> <mark>reciprocity</mark>" in text
    assert f'href="{note.get_absolute_url()}?hl=visa+reciprocity#p1.2"' in text
    assert status(text) == "1 passage in 1 meeting"
    assert 'data-marking="limite"' in text


def test_words_in_different_paragraphs_find_the_note(search: Callable[..., Any]) -> None:
    note = make.note("The visa policy.", "Reciprocity was asked for.", "Nothing of it.")
    keys = [2 * paragraph.pk for paragraph in note.paragraphs.order_by("position")]
    assert set(search("visa reciprocity").units) == set(keys[:2])


def test_a_paragraph_with_all_words_comes_before_one_with_some(search: Callable[..., Any]) -> None:
    parted = make.note("visa visa visa visa", "reciprocity reciprocity reciprocity")
    whole = make.note("Of many things, and of visa policy among them, reciprocity was one.")
    found = search("visa reciprocity").units
    assert found[0] == 2 * whole.paragraphs.get().pk
    assert set(found[1:]) == {2 * paragraph.pk for paragraph in parted.paragraphs.all()}


def test_each_chosen_filter_can_be_taken_away(page: Callable[..., str]) -> None:
    make.note("The visa policy.", codes="VISA 1")
    text = page(q="visa side:EU", code="VISA", note_from="2017-01-01")
    addresses = re.findall(r'<li><a href="\?([^"]*)"><span><span class="visually-hidden">Remove', text)
    assert addresses == [
        "q=visa+side%3AEU&amp;note_from=2017-01-01",
        "q=visa&amp;code=VISA&amp;note_from=2017-01-01",
        "q=visa+side%3AEU&amp;code=VISA",
    ]


def test_a_filter_written_among_the_words_is_a_tag_and_not_a_ticked_box(page: Callable[..., str]) -> None:
    make.note("The visa policy.", codes="VISA 1")
    assert "checked" not in page(q="visa code:VISA")
    assert 'name="code" value="VISA" checked' in page(q="visa", code="VISA")


def test_dates_of_meeting_and_note_are_kept_apart(search: Callable[..., Any]) -> None:
    make.note("The visa policy.", dated_on=date(2017, 9, 1))
    from meetings.finding.asked import DateRange

    assert search("visa", meeting_dates=DateRange(date(2017, 6, 16), date(2017, 6, 30))).total == 1
    assert search("visa", note_dates=DateRange(date(2017, 6, 1), date(2017, 6, 30))).total == 0
    assert search("visa", note_dates=DateRange(first=date(2017, 9, 1))).total == 1


def test_sorting_by_dates(search: Callable[..., Any]) -> None:
    early = make.note("visa", meeting=make.meeting(opened_on=date(2010, 1, 1)), dated_on=date(2018, 1, 1))
    late = make.note("visa", meeting=make.meeting(opened_on=date(2016, 1, 1)), dated_on=date(2016, 2, 1))
    first = {sort: search("visa", sort=sort).units[0] for sort in (Sort.MEETING, Sort.NOTE)}
    assert first == {Sort.MEETING: 2 * late.paragraphs.get().pk, Sort.NOTE: 2 * early.paragraphs.get().pk}


def test_search_keeps_to_one_note_or_one_meeting(page: Callable[..., str]) -> None:
    one = make.note("The visa policy.", number="10001/17")
    other = make.note("Another visa policy.", number="10002/17", meeting=make.meeting(city="Riga", slug="riga"))
    inside = page(q="visa", note=one.slug)
    assert one.get_absolute_url() in inside
    assert other.get_absolute_url() not in inside
    assert "Search in 10001/17" in inside
    assert other.get_absolute_url() in page(q="visa", meeting="riga")


def test_pages_of_twenty(page: Callable[..., str]) -> None:
    make.note(*(f"The visa policy, part {n}." for n in range(45)))
    assert status(page(q="visa")) == "45 passages, 1 to 20 shown"
    last = page(q="visa", page=3)
    assert status(last) == "45 passages, 41 to 45 shown"
    assert 'rel="prev" href="?q=visa&amp;page=2"' in last
    assert 'rel="next"' not in last


def test_filters_alone_list_passages(page: Callable[..., str]) -> None:
    make.note("One.", "Two.", codes="VISA 1")
    make.note("Three.", codes="ASIM 1")
    assert status(page(q="code:VISA")) == "2 passages in 1 meeting, Topic code: VISA"
    assert status(page(code="ASIM")) == "1 passage in 1 meeting, Topic code: ASIM"


@pytest.mark.parametrize(
    ("params", "said"),
    [
        ({"q": '"'}, "There is nothing to search for."),
        ({"q": "the of"}, "Too common to search for, so left out: “the”, “of”."),
        ({"q": "visa year:soon"}, "is no year"),
        ({"q": "visa", "note_from": "soon"}, "is no date"),
        ({"q": "-visa"}, "only says what to leave out"),
        ({}, "the words together, in this order"),
        ({"q": "visa", "page": "-1", "sort": "x", "exact": "2"}, "1 passage"),
        ({"q": "visa\x00", "code": "\x00", "note": "\x00"}, "No passage"),
    ],
)
def test_odd_requests_get_a_sentence(page: Callable[..., str], params: dict[str, str], said: str) -> None:
    make.note("The visa policy.")
    assert said in page(**params)


def test_when_nothing_is_found_the_page_says_which_word_and_what_was_meant(page: Callable[..., str]) -> None:
    make.note("On visa reciprocity, both sides agreed.")
    text = page(q="visa reciprosity")
    assert "<q>reciprosity</q> stands in no paper that you may read" in text
    assert '<a href="?q=visa+reciprocity">reciprocity</a>' in text
    assert "<q>visa</q> alone has 1 passage" in text
    assert "You may read 1 paper on meetings from 2017 to 2017" in text


def test_when_the_filters_stand_in_the_way_the_page_says_so(page: Callable[..., str]) -> None:
    make.note("The visa policy.", codes="VISA 1")
    text = page(q="visa city:Riga")
    assert "Without them these words have 1 passage" in text
    assert 'href="?q=visa"' in text


def test_the_page_asks_the_database_a_fixed_number_of_times(
    as_user: Callable[[User], Client], reader: User, django_assert_max_num_queries: Any
) -> None:
    client = as_user(reader)
    make.note(*(f"The visa policy, part {n}." for n in range(25)), codes="VISA 1, ASIM 2")
    client.get("/search/", {"q": "visa"})
    with django_assert_max_num_queries(
        11
    ):  # session, user, groups, what is found (in a transaction), its order, passages, notes
        client.get("/search/", {"q": "visa"})


def test_the_page_needs_no_inline_script_or_style(page: Callable[..., str]) -> None:
    make.note("The visa policy.")
    text = page(q="visa")
    assert not re.search(r"<script(?![^>]*src)|<style|\son\w+=|\sstyle=", text)


def test_every_state_is_an_address() -> None:
    from django.http import QueryDict

    address = "q=visa&side=EU&code=VISA&code=ASIM&exact=1&note=10483-17&sort=note&meeting_from=2015-01-01&page=2"
    assert Asked.from_address(QueryDict(Asked.from_address(QueryDict(address)).address)) == Asked.from_address(
        QueryDict(address)
    )


def test_suggestions_name_what_they_are_and_where_they_lead(as_user: Callable[[User], Client], reader: User) -> None:
    make.note("The visa policy.", number="10483/17", codes="VISA 1")
    client = as_user(reader)
    offered = client.get("/search/suggest/", {"q": "vis"}).json()["suggestions"]
    assert offered == [{"kind": "Topic code", "label": "VISA", "url": "/codes/visa/", "fill": "VISA"}]
    assert client.get("/search/suggest/", {"q": "1048"}).json()["suggestions"][0]["url"] == "/notes/10483-17/"
    assert client.get("/search/suggest/", {"q": "valle"}).json()["suggestions"][0]["kind"] == "Meeting"
    assert client.get("/search/suggest/", {"q": "v"}).json() == {"suggestions": []}
    assert client.get("/search/suggest/", {"q": "%\x00_"}).json() == {"suggestions": []}
