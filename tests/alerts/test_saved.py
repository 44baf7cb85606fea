"""Saved searches: private, run again as they were, and counting what is new since the last look."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.access import READERS
from meetings.alerts import saved
from meetings.finding.asked import Asked
from meetings.models import OutcomeNote, SavedSearch
from meetings.wall import read_as
from tests import make
from tests.queries import queries_of


def asked(address: str) -> Asked:
    return Asked.from_address(QueryDict(address))


def save(person: User, address: str = "q=drugs", name: str = "Drugs", *, mailed: bool = False) -> SavedSearch:
    """A search that was looked at an hour ago."""
    made = saved.save_search(by=person, name=name, asked=asked(address), mailed=mailed)
    made.looked_at = timezone.now() - timedelta(hours=1)
    made.save()
    return made


def new_of(search: SavedSearch, person: User) -> int:
    search.refresh_from_db()
    with read_as(person):
        return saved.count_new([search], person)[search.pk]


def test_hits_in_papers_published_since_the_last_look_are_new(reader: User) -> None:
    make.note("On drugs.", published_at=timezone.now() - timedelta(days=1))
    search = save(reader)
    assert new_of(search, reader) == 0
    make.note("On drugs.", "On drugs again.", "On visas.")
    assert new_of(search, reader) == 2
    saved.look_at(search=search, by=reader)
    assert new_of(search, reader) == 0


def test_an_old_paper_that_is_published_today_is_new(reader: User) -> None:
    search = save(reader)
    make.note("On drugs.", dated_on=date(2003, 1, 1))
    assert new_of(search, reader) == 1


def test_what_is_new_is_counted_as_the_search_page_counts(reader: User) -> None:
    side = save(reader, "q=drugs&side=US", "US on drugs")
    note = make.note("The US spoke on drugs.", "The EU spoke on drugs.")
    for paragraph, sides in zip(note.paragraphs.order_by("position"), (["US"], ["EU"]), strict=True):
        paragraph.sides = sides
        paragraph.save()
    assert new_of(side, reader) == 1


@pytest.mark.parametrize(("role", "count"), [("reader", 0), ("limite", 1), ("archivist", 1)])
def test_limite_is_counted_for_those_alone_who_may_read_it(db: None, role: str, count: int) -> None:
    person = make.user(role)
    search = save(person)
    make.note("On drugs.", marking="LIMITE")
    make.note("On drugs.", published=False)
    make.note("On drugs.", published=False, state=OutcomeNote.PUBLISHED, published_at=datetime(2999, 1, 1, tzinfo=UTC))
    assert new_of(search, person) == count


def test_limite_is_no_longer_counted_when_the_right_to_it_ends(limite_reader: User) -> None:
    search = save(limite_reader)
    make.note("On drugs.", marking="LIMITE")
    limite_reader.groups.set([Group.objects.get(name=READERS)])
    assert new_of(search, User.objects.get(pk=limite_reader.pk)) == 0


def test_many_searches_cost_as_many_queries_as_one(reader: User) -> None:
    make.note("On drugs.")
    searches = [save(reader, f"q=drugs{'+again' * number}", f"Search {number}") for number in range(6)]
    saved.count_new(searches, reader)
    counts = []
    for some in (searches[:1], searches):
        with CaptureQueriesContext(connection) as captured:
            saved.count_new(some, User.objects.get(pk=reader.pk))
        counts.append(len(queries_of(captured.captured_queries)))
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("address", "name", "refusal"),
    [
        ("", "Nothing", saved.NothingAsked),
        ("q=+", "Nothing", saved.NothingAsked),
        ("q=drugs", " ", saved.NameMissing),
        ("q=visa", "Drugs", saved.NameTaken),
        ("q=drugs&page=3", "Other", saved.SavedAlready),  # another page of the same search
        ("q=" + "x" * 5000, "Long", saved.TooLong),
    ],
)
def test_what_cannot_be_saved_is_refused(
    reader: User, address: str, name: str, refusal: type[saved.SearchNotSaved]
) -> None:
    save(reader)
    with pytest.raises(refusal):
        saved.save_search(by=reader, name=name, asked=asked(address), mailed=False)
    assert SavedSearch.objects.count() == 1


def test_there_is_a_most_of_searches(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(saved, "MOST", 1)
    save(reader)
    with pytest.raises(saved.TooManySearches):
        save(reader, "q=visa", "Visa")


# The pages -----------------------------------------------------------------------------------------------------------


def test_a_search_is_saved_from_its_page_and_run_again(reader: User, as_user: Any) -> None:
    make.note("On drugs.")
    browser = as_user(reader)
    page = browser.get("/search/?q=drugs&side=US").content.decode()
    assert 'href="/saved/new/?q=drugs&amp;side=US"' in page
    browser.post("/saved/new/?q=drugs&side=US", {"name": "US on drugs", "mailed": "on"})
    search = SavedSearch.objects.get()
    assert (search.owner, search.address, search.mailed_from is None) == (reader, "q=drugs&side=US", False)
    assert "US on drugs" in browser.get("/saved/").content.decode()
    assert browser.get(f"/saved/{search.pk}/")["Location"] == "/search/?q=drugs&side=US"


def test_the_list_says_what_is_new_until_it_is_looked_at(reader: User, as_user: Any) -> None:
    browser = as_user(reader)
    search = save(reader)
    assert "nothing new" in browser.get("/saved/").content.decode()
    make.note("On drugs.", "On drugs.")
    assert "2 new hits" in browser.get("/saved/").content.decode()
    assert "2 new hits" in browser.get("/saved/").content.decode()  # the list alone is no look
    browser.get(f"/saved/{search.pk}/")
    assert "nothing new" in browser.get("/saved/").content.decode()


def test_saved_searches_of_others_are_not_there(reader: User, archivist: User, as_user: Any) -> None:
    search = save(reader, name="Mine alone", mailed=True)
    browser = as_user(archivist)
    assert "Mine alone" not in browser.get("/saved/").content.decode()
    for way in (
        browser.get(f"/saved/{search.pk}/"),
        *(browser.post(f"/saved/{search.pk}/{do}/") for do in ("mail", "delete")),
    ):
        assert way.status_code == 404
    search.refresh_from_db()
    assert search.mailed_from


def test_e_mail_is_switched_on_and_off_and_a_search_deleted(reader: User, as_user: Any) -> None:
    browser = as_user(reader)
    search = save(reader)
    for on, mailed in (("1", True), ("0", False)):
        browser.post(f"/saved/{search.pk}/mail/", {"on": on})
        search.refresh_from_db()
        assert bool(search.mailed_from) is mailed
    page = browser.post(f"/saved/{search.pk}/delete/", follow=True).content.decode()
    assert "The saved search “Drugs” is deleted." in page
    assert not SavedSearch.objects.exists()


def test_e_mail_is_asked_for_in_the_language_of_the_page(reader: User, as_user: Any) -> None:
    browser, search = as_user(reader), save(reader)
    browser.post(f"/saved/{search.pk}/mail/", {"on": "1"}, headers={"accept-language": "fr"})
    search.refresh_from_db()
    assert search.mail_language == "fr"
    assert '(<span lang="fr">français</span>)' in browser.get("/saved/").content.decode()


def test_switched_on_again_it_begins_anew_but_on_twice_it_does_not(reader: User) -> None:
    search = save(reader, mailed=True)
    begun = search.mailed_from
    saved.mail_search(search=search, by=reader, on=True)
    search.refresh_from_db()
    assert search.mailed_from == begun


def test_a_refusal_is_said_on_the_page(reader: User, as_user: Any) -> None:
    save(reader)
    answer = as_user(reader).post("/saved/new/?q=drugs", {"name": "Again"})
    assert answer.status_code == 400
    assert "You have saved this search already, as “Drugs”." in answer.content.decode()


def test_an_account_without_address_is_told_that_no_mail_can_come(reader: User, as_user: Any) -> None:
    assert "no e-mail address" in as_user(reader).get("/saved/new/?q=drugs").content.decode()
    reader.email = "reader@example.eu"
    reader.save()
    assert "Sent to reader@example.eu" in as_user(reader).get("/saved/new/?q=drugs").content.decode()
