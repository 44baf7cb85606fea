"""The page of all components: for the desk only, complete, and made of nothing that the archive holds."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from meetings.models import OutcomeNote
from tests import make
from tests.test_stylesheet import TEXT

ADDRESS = "/admin/components/"
# What cannot stand on it, and why.
ELSEWHERE = re.compile(
    r"""
    errorlist|errornote|v(Text|LargeText|URL)Field|label|readonly|register-form  # Django writes it
    | copy|quote|lit|suggestions(__\w+)?|drop-zone--over  # a script makes it
    | original(--text)?|page-image|desk|cover-fields(__\w+)?|held-beside|returned  # the frame of a page of the desk
    """,
    re.VERBOSE,
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


def test_each_component_stands_on_it_in_each_state(page):
    """Every class of the stylesheet that says what a thing is or means has its example."""
    layers = re.split(r"@layer (\w+) \{", re.sub(r"\{[^{}]*\}", "{}", TEXT))
    rules = "".join(body for name, body in pairwise(layers) if name in {"components", "desk"})
    wanted = set(re.findall(r"\.([a-z][\w-]*)", rules, re.IGNORECASE))
    shown = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}
    assert len(wanted) > 150
    assert sorted(name for name in wanted - shown if not ELSEWHERE.fullmatch(name)) == []
    assert sorted(name for name in shown if ELSEWHERE.fullmatch(name)) == []


def test_nothing_of_the_archive_is_asked_or_shown(archivist, as_user):
    make.note("Both sides agreed on fozzant.", number="76401/17")
    client = as_user(archivist)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        page = client.get(ADDRESS).content.decode()
    assert "76401" not in page
    tables = {table for query in asked for table in re.findall(r'FROM "(meetings_\w+)"', query["sql"])}
    assert tables <= {"meetings_session"}  # who is signed in


def test_its_buttons_reach_no_row(archivist, as_user, page):
    forms = set(re.findall(r'action="(/admin/[^"]+)"', page))
    assert forms
    client = as_user(archivist)
    assert {client.post(address, {"deed": "settle"}).status_code for address in forms} == {404}
    assert not OutcomeNote.objects.exists()
