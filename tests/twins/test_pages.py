"""Readers see confirmed pairs of papers that they may read, archivists decide at the desk, and nothing else shows."""

import re

import pytest
from django.urls import reverse

from meetings import review
from meetings.models import OutcomeNote, PublicTwin
from tests import make
from tests.paired import PUBLIC, SAID, statement_on
from tests.views.conftest import no_query_in_a_template

__all__ = ["no_query_in_a_template"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def twin(note: OutcomeNote) -> PublicTwin:
    statement_on(note)
    review.propose_twins(note.meeting)
    return PublicTwin.objects.get()


@pytest.fixture
def confirmed(twin: PublicTwin, archivist) -> PublicTwin:
    return review.confirm_twin(twin=twin, by=archivist)


def shown(browser, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return " ".join(page.split())


def test_the_meeting_page_shows_passages_with_and_without_a_twin(confirmed, note, limite_reader, as_user):
    page = shown(as_user(limite_reader), note.meeting.get_absolute_url())
    assert "1 of 2 passages of 10001/17 has a public twin" in page
    assert 'href="/notes/valletta-statement/#p1.1">§1.1</a>' in page
    assert "/compare/?a=10001-17%2F1.1&amp;b=valletta-statement%2F1.1" in page
    assert "1 passage without a confirmed twin" in page
    assert "review desk" not in page.partition('id="public-already"')[2].partition("</section>")[0]


def test_the_passages_say_it_in_their_margins(confirmed, note, limite_reader, as_user):
    browser = as_user(limite_reader)
    assert "Public in <a" in shown(browser, note.get_absolute_url())
    assert 'Same in <a class="address" href="/notes/10001-17/#p1.1">' in shown(browser, "/notes/valletta-statement/")


def test_a_proposed_pair_is_shown_on_no_page(twin, note, limite_reader, archivist, as_user):
    for person in (limite_reader, archivist):
        browser = as_user(person)
        for path in (note.get_absolute_url(), "/notes/valletta-statement/", note.meeting.get_absolute_url()):
            page = shown(browser, path)
            assert "Public in <a" not in page
            assert "Same in <a" not in page
        assert "0 of 2 passages of 10001/17 have a public twin" in page
    assert "1 proposed pair to decide about" in page  # the archivist's
    assert "to decide about" not in shown(as_user(limite_reader), note.meeting.get_absolute_url())


def test_who_may_not_read_the_note_never_learns_of_it(confirmed, note, reader, as_user):
    browser = as_user(reader)
    paths = ("/notes/valletta-statement/", note.meeting.get_absolute_url())
    with_note = [shown(browser, path) for path in paths]
    assert not any("10001" in page or "twin" in page for page in with_note)
    note.delete()
    assert with_note == [shown(browser, path) for path in paths]


def test_without_a_public_paper_the_meeting_page_says_nothing(note, limite_reader, as_user):
    assert "What is public already" not in shown(as_user(limite_reader), note.meeting.get_absolute_url())


def test_the_pages_ask_the_database_before_they_are_written(
    confirmed, note, archivist, as_user, no_query_in_a_template, django_assert_max_num_queries
):
    browser = as_user(archivist)
    shown(browser, note.meeting.get_absolute_url())
    with no_query_in_a_template(), django_assert_max_num_queries(14):
        shown(browser, reverse("admin:twins-of", args=[note.meeting.pk]))


def test_the_desk_leads_to_the_pairs(twin, note, archivist, as_user):
    browser = as_user(archivist)
    assert 'href="/admin/twins/"' in shown(browser, "/admin/")
    assert f'href="/admin/twins/{note.meeting.pk}/"' in shown(browser, "/admin/twins/")
    page = shown(browser, f"/admin/twins/{note.meeting.pk}/")
    assert "To decide about (1)" in page
    assert SAID in page
    assert PUBLIC in page


def judge(browser, twin: PublicTwin, deed: str, revision: object = 0, **given: str):
    path = reverse("admin:judge-twin", args=[twin.passage.note.meeting_id, twin.pk])
    return browser.post(path, {"deed": deed, "revision": revision} | given)


@pytest.mark.parametrize(("deed", "state"), [("confirm", "confirmed"), ("reject", "rejected")])
def test_an_archivist_decides(deed, state, twin, archivist, as_user):
    answer = judge(as_user(archivist), twin, deed, why="Word for word")
    assert (answer.status_code, answer.url) == (302, f"/admin/twins/{twin.passage.note.meeting_id}/#pairs")
    twin.refresh_from_db()
    assert (twin.state, twin.decided_by, twin.why) == (state, archivist, "Word for word")
    page = shown(as_user(archivist), f"/admin/twins/{twin.passage.note.meeting_id}/")
    assert f"{state.capitalize()} by {archivist.username}" in page


def test_who_was_slower_gets_the_page_back_with_what_they_wrote(twin, archivist, administrator, as_user):
    review.reject_twin(twin=twin, by=administrator)
    answer = judge(as_user(archivist), twin, "confirm", why="I read it twice")
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "changed this while you had it open" in page
    assert "I read it twice" in page
    twin.refresh_from_db()
    assert twin.state == "rejected"


def test_a_pair_that_is_gone_says_so(twin, archivist, as_user):
    PublicTwin.objects.all().delete()
    answer = judge(as_user(archivist), twin, "confirm")
    assert answer.status_code == 409
    assert "no longer in the archive" in answer.content.decode()


@pytest.mark.parametrize(("deed", "revision"), [("", 0), ("publish", 0), ("confirm", ""), ("reject", "x")])
def test_a_deed_without_its_parts_is_not_done(deed, revision, twin, archivist, as_user):
    assert judge(as_user(archivist), twin, deed, revision).status_code == 400
    twin.refresh_from_db()
    assert twin.state == "proposed"


def add(browser, note: OutcomeNote, passage: str, public: str):
    path = reverse("admin:add-twin", args=[note.meeting_id])
    return browser.post(path, {"passage": passage, "public_passage": public, "why": "In passing"})


def test_an_archivist_adds_a_pair_by_two_addresses(twin, note, archivist, as_user):
    assert add(as_user(archivist), note, "10001-17/1.2", "valletta-statement/1.1").status_code == 302
    added = PublicTwin.objects.get(origin="entered")
    assert (added.passage.address, added.state, added.decided_by) == ("1.2", "confirmed", archivist)


@pytest.mark.parametrize(
    ("passage", "public", "sentence"),
    [
        ("10001-17/9.9", "valletta-statement/1.1", "no such passage"),
        ("10001-17/1.1\x00", "valletta-statement/1.1", "ull characters"),
        ("10001-17/1.1", "10001-17/1.2", "no joint statement"),
        ("valletta-statement/1.1", "valletta-statement/1.1", "no outcome note"),
        ("20002-18/1.1", "valletta-statement/1.1", "does not report this meeting"),
    ],
)
def test_what_cannot_be_a_pair_comes_back_with_a_sentence(passage, public, sentence, twin, note, archivist, as_user):
    make.note(SAID, number="20002/18", meeting=make.meeting(city="Sofia"))
    answer = add(as_user(archivist), note, passage, public)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()
    assert PublicTwin.objects.count() == 1


def test_nobody_else_decides(twin, note, reader, limite_reader, as_user):
    for person in (reader, limite_reader):
        browser = as_user(person)
        assert judge(browser, twin, "confirm").status_code == 404
        assert add(browser, note, "10001-17/1.2", "valletta-statement/1.1").status_code == 404
        assert browser.get("/admin/twins/").status_code == 404
    assert PublicTwin.objects.get().state == "proposed"
