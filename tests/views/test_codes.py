"""The pages of topic codes."""

from datetime import date

import pytest

from meetings.models import TopicCode
from meetings.templatetags.council import with_terms_marked
from tests import make
from tests.views.rows import full_note

pytestmark = pytest.mark.django_db

EXPLANATION = "meet on <mark>drugs</mark> again"


def test_page_of_a_code_says_what_it_means_where_it_stands_and_why(reader, as_user):
    full = full_note()
    TopicCode.objects.filter(code="CORDROGUE").update(label="Drugs", status="inferred")
    content = as_user(reader).get("/codes/cordrogue/").content.decode()
    for words in (
        "Drugs",
        "no source spells it out",
        EXPLANATION,
        full.note.number,
        "USA <span>1 of 1",
    ):
        assert words in content


def test_first_and_last_meeting_are_named(reader, as_user):
    make.note("Now.", codes="VISA 1", meeting=make.meeting(city="Riga", opened_on=date(2015, 6, 2)))
    make.note("Then.", codes="VISA 2", meeting=make.meeting(city="Sofia", opened_on=date(2018, 5, 22)))
    response = as_user(reader).get("/codes/visa/")
    assert [meeting.city for meeting in response.context["meetings"]] == ["Sofia", "Riga"]
    assert "First: " in response.content.decode()


def test_code_that_stands_only_on_limite_notes_is_not_there_for_readers(reader, limite_reader, as_user):
    full_note(marking="LIMITE")
    assert as_user(reader).get("/codes/cordrogue/").status_code == 404
    assert "CORDROGUE" not in as_user(reader).get("/codes/").content.decode()
    assert as_user(limite_reader).get("/codes/cordrogue/").status_code == 200
    assert "CORDROGUE" in as_user(limite_reader).get("/codes/").content.decode()


def test_known_code_is_explained_without_counting_limite_notes(reader, as_user):
    full_note(marking="LIMITE")
    TopicCode.objects.filter(code="CORDROGUE").update(known=True, label="Drugs")
    content = as_user(reader).get("/codes/cordrogue/").content.decode()
    assert "None of the papers that you may read carries it" in content
    assert "USA" not in content
    assert "agreed" not in content


@pytest.mark.parametrize(
    ("text", "terms", "marked"),
    [
        ("on drugs again", ["drugs"], "on <mark>drugs</mark> again"),
        ("Drugs, drug use", ["drug", "drugs", "drug use"], "<mark>Drugs</mark>, <mark>drug use</mark>"),
        ("drugstore", ["drugs"], "drugstore"),
        ("a <b> & b", ["b"], "a &lt;<mark>b</mark>&gt; &amp; <mark>b</mark>"),
        ("cyber\ncrime, cyber-crime", ["cyber crime"], "<mark>cyber\ncrime</mark>, <mark>cyber-crime</mark>"),
        ("said AI", ["AI"], "said <mark>AI</mark>"),
        ("ai AI", ["AI"], "ai <mark>AI</mark>"),
        ("(C++)", ["C++"], "(<mark>C++</mark>)"),
        ("no terms <i>", [], "no terms &lt;i&gt;"),
    ],
)
def test_terms_are_marked_as_whole_words_in_escaped_text(text, terms, marked):
    assert with_terms_marked(text, terms) == marked


@pytest.mark.parametrize(("path", "queries"), [("/codes/", 5), ("/codes/cordrogue/", 10)])
def test_code_pages_take_the_same_queries_for_more_rows(
    path, queries, limite_reader, as_user, django_assert_num_queries, no_query_in_a_template
):
    client = as_user(limite_reader)
    for rows in (1, 4):
        for place in range(rows):
            full_note(meeting=make.meeting(opened_on=date(2010 + rows, 1 + place, 1)), marking="LIMITE")
        client.get(path)  # what a first look writes down is written
        with django_assert_num_queries(queries), no_query_in_a_template():
            client.get(path)
