"""The home page: every number as far as the person reads."""

from datetime import date

import pytest

from meetings.models import OutcomeNote
from meetings.views.home import kinds_in_words
from tests import make
from tests.views.rows import full_note

pytestmark = pytest.mark.django_db


def test_numbers_count_only_what_the_person_may_read(reader, limite_reader, archivist, as_user):
    full_note(meeting=make.meeting(), marking="LIMITE")
    make.note("Joint.", kind=OutcomeNote.JOINT_STATEMENT, number="", slug="joint", meeting=make.meeting(city="Riga"))
    make.note("Waiting.", published=False, meeting=make.meeting(city="Zadar", public_source=""))
    names = ("meetings", "told", "papers", "notes", "statements", "limite", "commitments")
    expected = [
        (reader, (2, 1, 1, 0, 1, 0, 0)),
        (limite_reader, (2, 2, 2, 1, 1, 1, 2)),
        (archivist, (3, 3, 3, 2, 1, 1, 2)),
    ]
    for person, numbers in expected:
        held = as_user(person).get("/").context["held"]
        assert tuple(held[name] for name in names) == numbers


def test_coverage_says_what_is_held_and_for_others_that_nothing_is_for_them(reader, limite_reader, as_user):
    full_note(meeting=make.meeting(), marking="LIMITE")
    make.meeting(city="Washington", host="US", opened_on=date(2015, 11, 13))
    content = as_user(limite_reader).get("/").content.decode()
    assert 'class="held-note"' in content
    assert ">2016</span>" in content, "a year without meetings is shown too"
    for_reader = as_user(reader).get("/").content.decode()
    assert 'class="held-note"' not in for_reader
    assert "data-marking" not in for_reader


def test_archivist_sees_what_waits_and_others_do_not(reader, archivist, as_user):
    make.note("Waiting.", published=False)
    assert "1 note waits for an archivist" in as_user(archivist).get("/").content.decode()
    assert "waits" not in as_user(reader).get("/").content.decode()


def test_empty_archive_says_so(reader, as_user):
    content = as_user(reader).get("/").content.decode()
    assert "No meeting is known yet." in content
    assert "There is no paper yet that you may read." in content


def test_masthead_says_who_is_signed_in_and_what_they_may_read(reader, limite_reader, archivist, as_user):
    standings = ((reader, "</span> Reader<"), (limite_reader, "Reader · may read"), (archivist, "Archivist · may"))
    for person, words in standings:
        assert words in as_user(person).get("/").content.decode()
    assert "Review desk" in as_user(archivist).get("/").content.decode()
    assert "Review desk" not in as_user(limite_reader).get("/").content.decode()


def test_account_without_a_group_is_told_that_it_reads_nothing(client, django_user_model):
    client.force_login(django_user_model.objects.create_user("newcomer"))
    make.note("Public.")
    content = client.get("/").content.decode()
    assert "No papers are open to this account" in content
    assert "There is no paper yet that you may read." in content


def test_home_takes_no_more_queries_for_more_rows(
    limite_reader, as_user, django_assert_max_num_queries, no_query_in_a_template
):
    client = as_user(limite_reader)
    for rows in (1, 4):
        for place in range(rows):
            full_note(meeting=make.meeting(opened_on=date(2010 + rows, 1 + place, 1)), marking="LIMITE")
        client.get("/")  # what a first look writes down is written
        with django_assert_max_num_queries(11), no_query_in_a_template():
            client.get("/")


@pytest.mark.parametrize(
    ("notes", "statements", "abstracts", "words"),
    [
        (1, 0, 0, "1 outcome note"),
        (2, 1, 0, "2 outcome notes and 1 joint statement"),
        (0, 0, 16, "16 abstracts of public statements"),
        (3, 2, 1, "3 outcome notes, 2 joint statements and 1 abstract of a public statement"),
    ],
)
def test_what_is_held_is_said_in_words(notes, statements, abstracts, words):
    assert kinds_in_words({"notes": notes, "statements": statements, "abstracts": abstracts}) == words
