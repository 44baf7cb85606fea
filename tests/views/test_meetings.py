"""The list of meetings and the page of one: who sees what, and which filter leaves what."""

import re
from datetime import date

import pytest

from meetings.models import (
    KnownPaper,
    OutcomeNote,
    Participant,
    PublicParticipation,
    Theme,
    ThemePassage,
)
from tests import make
from tests.views.rows import full_note

pytestmark = pytest.mark.django_db


def titles(response):
    return [held.meeting.city for held in response.context["page"].object_list]


def counts(response, name):
    facet = next((facet for facet in response.context["facets"] if facet.name == name), None)
    return {choice.value: choice.count for choice in [*facet.choices, *facet.more]} if facet else {}


@pytest.fixture
def three_meetings():
    make.meeting(city="Valletta", opened_on=date(2017, 6, 15), closed_on=date(2017, 6, 16), slug="valletta")
    make.meeting(city="Washington", country="United States", host="US", opened_on=date(2017, 11, 17), slug="washington")
    make.meeting(city="Sofia", country="Bulgaria", level="senior-officials", opened_on=date(2018, 2, 26), slug="sofia")


@pytest.mark.usefixtures("three_meetings")
@pytest.mark.parametrize(
    ("address", "cities"),
    [
        ("", ["Sofia", "Washington", "Valletta"]),
        ("?order=oldest", ["Valletta", "Washington", "Sofia"]),
        ("?year=2017", ["Washington", "Valletta"]),
        ("?year=2017&year=2018", ["Sofia", "Washington", "Valletta"]),
        ("?year=2017&city=Valletta", ["Valletta"]),
        ("?presidency=Malta", ["Valletta"]),
        ("?presidency=Malta&presidency=Bulgaria", ["Sofia", "Valletta"]),
        ("?level=senior-officials", ["Sofia"]),
        ("?paper=none&year=2018", ["Sofia"]),
        ("?year=2018&city=Valletta", []),
        ("?year=", ["Sofia", "Washington", "Valletta"]),
        ("?year=abc", []),
        ("?year=99999999999999", []),
        ("?year=0", []),
        ("?city=%00", ["Sofia", "Washington", "Valletta"]),
        ("?code=' OR 1=1 --", []),
        ("?page=99", ["Sofia", "Washington", "Valletta"]),
        ("?page=last%00", ["Sofia", "Washington", "Valletta"]),
    ],
)
def test_address_says_which_meetings_are_listed(address, cities, reader, as_user):
    response = as_user(reader).get(f"/meetings/{address}")
    assert response.status_code == 200
    assert titles(response) == cities


@pytest.mark.usefixtures("three_meetings")
def test_facet_counts_over_all_filters_but_its_own(reader, as_user):
    response = as_user(reader).get("/meetings/?year=2017&level=ministerial")
    assert counts(response, "year") == {"2017": 2}
    assert counts(response, "level") == {"ministerial": 2}
    assert counts(response, "city") == {"Valletta": 1, "Washington": 1}
    without_level = as_user(reader).get("/meetings/?level=ministerial")
    assert counts(without_level, "level") == {"ministerial": 2, "senior-officials": 1}


@pytest.mark.usefixtures("three_meetings")
def test_choice_that_would_leave_nothing_is_not_offered(reader, as_user):
    content = as_user(reader).get("/meetings/?year=2018").content.decode()
    assert 'value="Sofia"' in content
    assert 'value="Washington"' not in content


@pytest.mark.usefixtures("three_meetings")
def test_each_chosen_filter_can_be_removed(reader, as_user):
    response = as_user(reader).get("/meetings/?year=2017&year=2018&city=Sofia&page=1")
    assert [(tag.label, tag.without) for tag in response.context["chosen"]] == [
        ("2017", "?year=2018&city=Sofia"),
        ("2018", "?year=2017&city=Sofia"),
        ("Sofia", "?year=2017&year=2018"),
    ]


def test_meeting_with_two_notes_that_carry_a_code_is_counted_once(reader, as_user):
    meeting = make.meeting()
    make.note("Visas.", codes="VISA 1", meeting=meeting)
    make.note("Visas again.", codes="VISA 2", meeting=meeting)
    assert counts(as_user(reader).get("/meetings/"), "code") == {"visa": 1}


def test_code_of_a_limite_note_is_no_filter_for_readers(reader, limite_reader, as_user):
    make.note("Visas.", codes="VISA 1", marking="LIMITE", meeting=make.meeting())
    assert counts(as_user(reader).get("/meetings/"), "code") == {}
    assert titles(as_user(reader).get("/meetings/?code=visa")) == []
    assert counts(as_user(limite_reader).get("/meetings/"), "code") == {"visa": 1}
    assert titles(as_user(limite_reader).get("/meetings/?code=visa")) == ["Valletta"]


def test_meeting_known_only_from_a_limite_note_is_not_there_for_readers(reader, limite_reader, as_user):
    meeting = make.meeting(public_source="", city="Zadar")
    make.note("Secretly met.", marking="LIMITE", meeting=meeting)
    for path in ("/meetings/", "/", "/meetings/?city=Zadar"):
        assert "2017" not in as_user(reader).get(path).content.decode().replace("year=2017", "")
    assert as_user(reader).get(meeting.get_absolute_url()).status_code == 404
    assert as_user(limite_reader).get(meeting.get_absolute_url()).status_code == 200


def test_page_of_a_meeting_shows_its_note_in_full(limite_reader, as_user):
    full = full_note(marking="LIMITE")
    content = as_user(limite_reader).get(full.note.meeting.get_absolute_url()).content.decode()
    for words in (
        "Valletta, 15–16 June 2017",
        "Maltese Presidency, Estonia incoming",
        'id="p1.1"',
        "Both sides agreed to share data.",
        "asks the EU side",
        "CORDROGUE",
        "Ms Duke",
        'data-marking="limite"',
    ):
        assert words in content


def test_reader_is_told_of_a_public_meeting_but_not_whether_a_note_is_held(reader, archivist, as_user):
    without = make.meeting(city="Sofia", opened_on=date(2018, 2, 26))
    hidden = make.meeting(city="Riga", opened_on=date(2015, 6, 2))
    make.note("Hidden.", marking="LIMITE", meeting=hidden)
    pages = [as_user(reader).get(meeting.get_absolute_url()).content.decode() for meeting in (without, hidden)]
    assert all("No note that you may read" in page and "data-marking" not in page for page in pages)
    assert "No note held" in as_user(archivist).get(without.get_absolute_url()).content.decode()


def test_latest_version_leads_and_an_addendum_never_does(limite_reader, as_user):
    meeting = make.meeting()
    for version in ("INIT", "REV 1", "REV 2", "ADD 1"):
        slug = f"100-17-{version.lower().replace(' ', '-')}"
        make.note(f"Text of {version}.", number="100/17", version=version, slug=slug, meeting=meeting)
    response = as_user(limite_reader).get(meeting.get_absolute_url())
    assert response.context["note"].version == "REV 2"
    assert {paper.version for paper in response.context["papers"]} == {"INIT", "REV 1", "ADD 1"}


def test_outcome_note_leads_before_a_joint_statement_and_an_abstract(reader, as_user):
    meeting = make.meeting()
    make.note("Our words.", kind="ABSTRACT", number="", slug="abstract", meeting=meeting)
    make.note("Joint words.", kind=OutcomeNote.JOINT_STATEMENT, number="", slug="joint", meeting=meeting)
    make.note("Outcome.", number="7/17", meeting=meeting)
    assert as_user(reader).get(meeting.get_absolute_url()).context["note"].number == "7/17"


def test_neighbours_are_of_the_same_level(reader, as_user):
    first = make.meeting(city="Riga", opened_on=date(2015, 6, 2), slug="riga")
    make.meeting(city="Bratislava", opened_on=date(2016, 9, 8), level="senior-officials", slug="bratislava")
    middle = make.meeting(slug="valletta")
    last = make.meeting(city="Sofia", opened_on=date(2018, 5, 22), slug="sofia")
    context = as_user(reader).get(middle.get_absolute_url()).context
    assert (context["before"], context["after"]) == (first, last)
    assert as_user(reader).get(first.get_absolute_url()).context["before"] is None


def test_list_of_meetings_takes_the_same_queries_for_more_rows(
    limite_reader, as_user, django_assert_num_queries, no_query_in_a_template
):
    client = as_user(limite_reader)
    for rows in (1, 4):
        for place in range(rows):
            meeting = make.meeting(opened_on=date(2010 + rows, 1 + place, 1), city=f"City {rows}{place}")
            full_note(meeting=meeting, marking="LIMITE")
        client.get("/meetings/?level=ministerial")  # what a first look writes down is written
        with django_assert_num_queries(9), no_query_in_a_template():
            client.get("/meetings/?level=ministerial")


def test_page_of_a_meeting_takes_the_same_queries_for_more_rows(
    limite_reader, as_user, django_assert_num_queries, no_query_in_a_template
):
    client = as_user(limite_reader)
    full = full_note(marking="LIMITE", previous_documents=["1/17"])
    for more in (0, 5):
        for place in range(more):
            text = f"Both sides agreed on point {place}."
            make.commitment(make.paragraph(full.note, text, topic=full.note.topics.get()))
            full_note(meeting=full.note.meeting)
        client.get(full.note.meeting.get_absolute_url())  # what a first look writes down is written
        with django_assert_num_queries(9), no_query_in_a_template():
            client.get(full.note.meeting.get_absolute_url())


def test_an_abstract_and_a_known_number_are_told_apart_from_nothing(reader, as_user):
    abstract = make.meeting(opened_on=date(2019, 1, 1), city="Abstract")
    make.note("On drugs.", meeting=abstract, kind="ABSTRACT", number="")
    numbered = make.meeting(opened_on=date(2019, 2, 1), city="Numbered")
    KnownPaper.objects.create(meeting=numbered, number="12385/16", source_url="https://example.org/")
    make.note("On drugs.", meeting=numbered, number="12385/16", marking="LIMITE")
    make.meeting(opened_on=date(2019, 3, 1), city="Nothing")
    page = as_user(reader).get("/").content.decode()
    for kind, city in (("abstract", "Abstract"), ("number", "Numbered"), ("nothing", "Nothing")):
        assert re.search(rf'class="held-{kind}" href="[^"]+" title="[^"]*{city}', page), kind
    assert "12385/16" in as_user(reader).get("/meetings/").content.decode()


def test_subjects_are_told_with_the_meetings_before_and_after(reader, as_user):
    pnr = Theme.objects.create(slug="pnr", label="Passenger name records", terms=["PNR"])
    held = []
    for month in (1, 2, 3, 4, 5):
        held.append(make.meeting(opened_on=date(2018, month, 1), city=f"City {month}"))
        note = make.note("PNR.", meeting=held[-1], marking="LIMITE" if month == 4 else "PUBLIC")
        ThemePassage.objects.create(theme=pnr, paragraph=note.paragraphs.get(), terms=["PNR"])
    (subject,) = as_user(reader).get(held[2].get_absolute_url()).context["subjects"]
    assert (subject.before, subject.after) == (held[1], held[4])  # the LIMITE note of April does not count


def test_who_took_part_is_told_with_capacity_and_source(reader, as_user):
    meeting = make.meeting()
    person = Participant.objects.create(name="Ana Birchall", kind=Participant.PERSON)
    PublicParticipation.objects.create(
        meeting=meeting,
        participant=person,
        office="Minister of Justice",
        side="EU",
        capacity="incoming presidency",
        source_url="https://example.org/list",
        certainty="announced",
    )
    page = as_user(reader).get(meeting.get_absolute_url()).content.decode()
    assert "Ana Birchall</a>, Minister of Justice" in page
    assert "Incoming Presidency · announced, may not have come" in page
    assert 'href="https://example.org/list"' in page
