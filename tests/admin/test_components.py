"""The page of all components: for the desk only, complete, and made of nothing that the archive holds."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import OutcomeNote
from tests import make
from tests.test_stylesheet import TEXT

ADDRESS = "/admin/components/"
# Parts of one page only, which the tests of that page walk.
ON_THEIR_OWN_PAGES = re.compile(
    r"thread|heat|facet--dates|cover-fields|received|drop-zone|original|row-history|figure|masthead"
)


@pytest.fixture
def page(archivist: User, as_user: Callable[[User], Client]) -> str:
    return as_user(archivist).get(ADDRESS).content.decode()


def test_readers_do_not_find_it(reader, limite_reader, administrator, as_user):
    assert [as_user(person).get(ADDRESS).status_code for person in (reader, limite_reader, administrator)] == [
        404,
        404,
        200,
    ]


def test_each_state_of_each_component_stands_on_it(page):
    """A modifier says what something means; each of them in the stylesheet has its example."""
    layer = TEXT[TEXT.index("@layer components") :]
    states = set(re.findall(r"\.([a-z-]+(?:__[a-z-]+)?--[a-z0-9-]+)", layer))
    missing = {state for state in states if not re.search(rf"(?<![\w-]){state}(?![\w-])", page)}
    assert sorted(state for state in missing if not ON_THEIR_OWN_PAGES.match(state)) == []


def test_nothing_of_the_archive_is_asked_or_shown(archivist, as_user):
    make.note("Both sides agreed on fozzant.", number="76401/17")
    client = as_user(archivist)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(ADDRESS).content.decode()
    assert "76401" not in page
    assert not [query["sql"] for query in asked if 'FROM "meetings_' in query["sql"]]


def test_its_buttons_reach_no_row(archivist, as_user, page):
    forms = set(re.findall(r'action="(/admin/[^"]+)"', page))
    assert forms
    client = as_user(archivist)
    assert {client.post(address, {"deed": "settle"}).status_code for address in forms} == {404}
    assert not OutcomeNote.objects.exists()
