"""The table of topic codes by meetings: what each cell says, of what it is counted, and how much of it is shown."""

import re
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse

from meetings.models import CodeEvidence, NoteCode, OutcomeNote, TopicCode
from tests import make

pytestmark = pytest.mark.django_db


def at(day: date, *paragraphs: str, codes: str = "", reasons: int = 0, **given: object) -> OutcomeNote:
    """A note on a meeting of that day; its first code has a reason in that many of its paragraphs."""
    meeting = given.pop("meeting", None) or make.meeting(city=f"City {day:%y%m}", opened_on=day)
    note = make.note(*paragraphs, codes=codes, meeting=meeting, **given)
    for paragraph in note.paragraphs.all()[:reasons]:
        CodeEvidence.objects.create(note_code=note.note_codes.first(), paragraph=paragraph, terms=["visa"])
    return note


def table(response: HttpResponse) -> list[list[str]]:
    """The rows of the table in words, as they are read out."""
    rows = re.findall(r"<tr.*?</tr>", response.content.decode(), re.S)
    silent = re.compile(r'<span aria-hidden="true">.*?</span>')
    return [
        [unescape(re.sub(r"<[^>]+>", "", silent.sub("", cell))) for cell in re.findall(r"<t[hd].*?</t[hd]>", row, re.S)]
        for row in rows
    ]


def test_each_cell_says_how_many_passages_give_the_reason(reader, as_user):
    at(date(2017, 6, 15), "On visas.", "More visas.", "Drugs.", codes="VISA 1, USA 2", reasons=2)
    at(date(2018, 6, 15), "Nothing.", codes="CYBER 1")
    head, cyber, usa, visa = table(as_user(reader).get("/matrix/"))
    assert head == ["Code", "Meetings with it", "City 1806, 15 Jun 2018", "City 1706, 15 Jun 2017"]
    assert cyber == ["CYBER", "1", "c, on the cover only: CYBER, City 1806, 15 Jun 2018", "not marked"]
    assert usa == ["USA", "1", "not marked", "c, on the cover only: USA, City 1706, 15 Jun 2017"]
    assert visa == ["VISA", "1", "not marked", "2 passages: VISA, City 1706, 15 Jun 2017"]


def test_a_cell_leads_to_the_first_passage_or_to_the_note(reader, as_user):
    note = at(date(2017, 6, 15), "On visas.", "More.", codes="VISA 1, USA 2", reasons=1)
    content = as_user(reader).get("/matrix/").content.decode()
    assert f'href="{note.get_absolute_url()}#p1.1"' in content
    assert f'href="{note.get_absolute_url()}"' in content


def test_not_marked_is_told_from_no_note_held(reader, archivist, as_user):
    at(date(2017, 6, 15), "On visas.", codes="VISA 1")
    at(date(2017, 11, 15), "Nothing.")
    make.meeting(city="Riga", opened_on=date(2018, 3, 1))
    at(date(2018, 5, 1), "Joint.", kind=OutcomeNote.JOINT_STATEMENT, number="", slug="joint")
    assert table(as_user(reader).get("/matrix/"))[1][2:5] == [
        "no note that you may read",
        "no note that you may read",
        "not marked",
    ]
    assert table(as_user(archivist).get("/matrix/"))[1][2:5] == ["no note held", "no note held", "not marked"]


def test_a_long_run_of_meetings_without_a_note_is_one_column(reader, as_user):
    at(date(2010, 1, 1), "On visas.", codes="VISA 1")
    for month in (1, 2, 3, 4):
        make.meeting(opened_on=date(2011, month, 1))
    head, visa = table(as_user(reader).get("/matrix/"))
    assert head[2:] == ["4 meetings, Jan 2011 to Apr 2011", "City 1001, 1 Jan 2010"]
    assert visa[2] == "no note that you may read"


def test_only_what_a_person_may_read_is_counted(reader, limite_reader, as_user):
    at(date(2017, 6, 15), "On visas.", codes="VISA 1", reasons=1)
    at(date(2018, 6, 15), "On visas.", codes="VISA 1, SECRETCODE 2", reasons=1, marking="LIMITE")
    public, limite = (as_user(person).get("/matrix/") for person in (reader, limite_reader))
    assert table(public)[1:] == [["VISA", "1", "no note that you may read", "1 passage: VISA, City 1706, 15 Jun 2017"]]
    assert [row[:2] for row in table(limite)[1:]] == [["VISA", "2"], ["SECRETCODE", "1"]]
    assert (public.context["marking"], limite.context["marking"]) == ("PUBLIC", "LIMITE")
    assert "Counted over the papers that you may read" in public.content.decode()


def test_a_note_and_its_revision_do_not_count_a_passage_twice(reader, as_user):
    first = at(date(2017, 6, 15), "On visas.", "More.", codes="VISA 1", reasons=1, number="1/17")
    at(
        date(2017, 6, 15),
        "On visas.",
        "More.",
        codes="VISA 1",
        reasons=2,
        number="1/17",
        version="REV 1",
        slug="1-17-rev-1",
        meeting=first.meeting,
    )
    assert table(as_user(reader).get("/matrix/"))[1][1:] == ["1", "2 passages: VISA, City 1706, 15 Jun 2017"]


def test_the_same_code_twice_on_a_cover_counts_a_passage_once(reader, as_user):
    note = at(date(2017, 6, 15), "On visas.", codes="VISA 1, VISA 2", reasons=1)
    again = NoteCode.objects.get(note=note, serial=2)
    CodeEvidence.objects.create(note_code=again, paragraph=note.paragraphs.get(), terms=["visas"])
    assert table(as_user(reader).get("/matrix/"))[1][1:] == ["1", "1 passage: VISA, City 1706, 15 Jun 2017"]


def codes_shown(response: HttpResponse) -> list[str]:
    return [row[0] for row in table(response)[1:]]


def test_the_address_narrows_and_orders_the_table(reader, as_user):
    at(date(2015, 1, 1), "A.", codes="VISA 1, JAIEX 1, CYBER 1")
    at(date(2016, 1, 1), "A.", codes="VISA 2, JAIEX 2")
    at(date(2017, 1, 1), "A.", codes="ASIM 1, VISA 2")
    TopicCode.objects.filter(code="JAIEX").update(general=True)
    browser = as_user(reader)
    for asked, codes in {
        "": ["VISA", "ASIM", "CYBER", "JAIEX"],
        "order=code": ["ASIM", "CYBER", "JAIEX", "VISA"],
        "kind=subject": ["VISA", "ASIM", "CYBER"],
        "kind=general": ["JAIEX"],
        "min=2": ["VISA", "JAIEX"],
        "from=2016": ["VISA", "ASIM", "JAIEX"],
        "to=2015": ["CYBER", "VISA", "JAIEX"],
        "from=2016&to=2016": ["VISA", "JAIEX"],
        "code=cyber": ["CYBER", "VISA", "ASIM", "JAIEX"],
        "code=nonsense&from=x&to=٢&min=²&kind=z&page=q&codes=-1": ["VISA", "ASIM", "CYBER", "JAIEX"],
    }.items():
        assert codes_shown(browser.get(f"/matrix/?{asked}")) == codes, asked


def test_filters_that_leave_nothing_say_how_to_go_back(reader, as_user):
    at(date(2015, 1, 1), "A.", codes="VISA 1")
    assert "Show all codes and years" in as_user(reader).get("/matrix/?min=9").content.decode()


def test_an_empty_table_says_where_codes_come_from(reader, as_user):
    assert "Codes come from the cover of outcome notes" in as_user(reader).get("/matrix/").content.decode()


def test_a_large_table_is_paged_both_ways(reader, as_user):
    for place in range(25):
        codes = ", ".join(f"C{place:02}X{number}" for number in range(2))
        at(date(2001 + place // 12, 1 + place % 12, 1), "A.", codes=codes)
    browser = as_user(reader)
    first = table(browser.get("/matrix/"))
    assert (len(first) - 1, len(first[0]) - 2) == (30, 20)
    second = table(browser.get("/matrix/?page=2&codes=2"))
    assert (len(second) - 1, len(second[0]) - 2) == (20, 5)
    content = browser.get("/matrix/?order=code").content.decode()
    assert "?order=code&amp;page=2" in content
    assert "?order=code&amp;codes=2" in content


def test_codes_and_the_page_of_a_code_lead_to_it(reader, as_user):
    at(date(2015, 1, 1), "A.", codes="VISA 1")
    browser = as_user(reader)
    assert 'href="/matrix/"' in browser.get("/codes/").content.decode()
    assert 'href="/matrix/?code=visa"' in browser.get("/codes/visa/").content.decode()
    assert '<tr aria-current="true">' in browser.get("/matrix/?code=visa").content.decode()


def test_queries_do_not_grow(limite_reader, as_user, django_assert_num_queries, no_query_in_a_template):
    browser = as_user(limite_reader)
    for year in (2010, 2014):
        for place in range(3):
            at(date(year + place, 1, 1), "A.", "B.", codes=f"VISA 1, N{year}{place} 1", reasons=2, marking="LIMITE")
        browser.get("/matrix/")  # what a first look writes down is written
        with django_assert_num_queries(9), no_query_in_a_template():
            browser.get("/matrix/")
