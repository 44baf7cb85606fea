"""Every page that the API knows has a twin at its own address with .json, with the same rights and filters."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import OutcomeNote
from tests.api.test_answers import Programme, archive, programme

__all__ = ["archive", "programme"]
pytestmark = pytest.mark.django_db

TWINS = [
    ("/meetings/2017-06-valletta/", "meetings/2017-06-valletta/"),
    ("/notes/70001-17/", "notes/70001-17/"),
    ("/notes/70001-17/1.1/", "notes/70001-17/1.1/"),
    ("/codes/", "codes/"),
    ("/codes/cordrogue/", "codes/cordrogue/"),
    ("/threads/", "themes/"),
    ("/threads/drugs/", "themes/drugs/"),
    ("/people/", "people/"),
    ("/people/duke/", "people/duke/"),
    ("/meetings/?presidency=Malta&paper=note&year=2017", "meetings/?presidency=Malta&paper=note&year=2017"),
    ("/commitments/?side=both&strength=&page=1", "commitments/?side=both"),
    ("/search/?q=share+data&meeting_from=&sort=meeting&page=1", "search/?q=share+data&sort=meeting&cursor=1"),
]


def twin_of(page: str) -> str:
    path, stroke, asked = page.partition("/?")
    return f"{path.rstrip('/')}.json" + (f"?{asked}" if stroke else "")


@pytest.mark.parametrize(("page", "of_api"), TWINS)
def test_a_page_with_json_at_its_end_is_what_the_api_says_of_it(
    archive: OutcomeNote, programme: Programme, limite_reader: User, as_user: Any, page: str, of_api: str
) -> None:
    assert as_user(limite_reader).get(page, follow=True).status_code == 200
    answer = programme.client.get(twin_of(page))
    assert answer.status_code == 200, answer.content
    assert answer.json() == programme.ask(of_api)
    assert answer["Cache-Control"] == "private, no-store"  # it may tell of LIMITE papers
    assert programme.client.get(twin_of(page), headers={"If-None-Match": answer["ETag"]}).status_code == 304
    assert as_user(limite_reader).get(twin_of(page)).json() == answer.json()


def test_it_goes_on_page_by_page_at_its_own_address(archive: OutcomeNote, programme: Programme) -> None:
    first = programme.client.get("/notes.json?limit=1").json()
    assert first["next"].startswith("http://testserver/notes.json?")
    second = programme.client.get(first["next"].removeprefix("http://testserver")).json()
    assert [each["slug"] for each in first["items"] + second["items"]] == ["70002-17", "70001-17"]
    assert second["next"] is None


def test_nobody_reads_more_by_it_than_on_the_page(archive: OutcomeNote, reader: User, as_user: Any) -> None:
    assert Client().get("/notes/70001-17.json").status_code == 401
    hidden, absent = (as_user(reader).get(f"/notes/{slug}.json") for slug in ("70002-17", "99999-17"))
    assert hidden.status_code == absent.status_code == 404
    assert hidden.json() == absent.json()


@pytest.mark.parametrize("path", ["/matrix.json", "/nothing/at/all.json", "/search/suggest/nothing.json"])
def test_what_the_api_does_not_know_is_told_in_json(archive: OutcomeNote, programme: Programme, path: str) -> None:
    answer = programme.client.get(path)
    assert answer.status_code == 404
    assert "error" in answer.json()
