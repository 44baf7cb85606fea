"""Lists that a reader sees stand in the order of their letters, whatever the accents and the case of a name."""

import csv
import io
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import folders
from meetings.facets import FacetFilter
from meetings.finding.facets import Choice
from meetings.models import GlossaryTerm, Instrument, SavedSearch, Theme
from tests import make

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
DISORDER = ("Zagreb", "Élan", "ezra", "asylum", "Éva")
ORDER = ["asylum", "Élan", "Éva", "ezra", "Zagreb"]


def fill(person: User) -> None:
    note = make.note("They met.", number="70001/17")
    for place, name in enumerate(DISORDER):
        Theme.objects.create(slug=f"t{place}", label=name, terms=["drugs"])
        Instrument.objects.create(slug=f"t{place}", name=name, kind="convention", forms=["drugs"])
        GlossaryTerm.objects.create(slug=f"t{place}", term=name, expansion="a word")
        SavedSearch.objects.create(owner=person, name=name, address=f"q=a{place}", looked_at=timezone.now())
        folders.open_folder(by=person, name=name)
        make.participation(note, note.paragraphs.get(), name=name)


def in_turn(shown: str) -> list[str]:
    return sorted(ORDER, key=lambda name: shown.index(f">{name}<"))


@pytest.mark.parametrize("page", ["threads", "instruments", "glossary", "saved", "folders", "people"])
def test_a_page_lists_names_by_their_letters(page: str, reader: User, as_user: AsUser) -> None:
    fill(reader)
    main = as_user(reader).get(reverse(page)).content.decode().partition("<main")[2]
    assert in_turn(main) == ORDER


@pytest.mark.parametrize("name", ["threads", "instruments", "glossary", "people"])
def test_a_file_lists_names_by_their_letters(name: str, reader: User, as_user: AsUser) -> None:
    fill(reader)
    answer = as_user(reader).get(reverse("export", args=[name, "csv"]))
    rows = list(csv.reader(io.StringIO(b"".join(answer.streaming_content).decode(), newline="")))
    assert [row[0] for row in rows if row[0] in ORDER] == ORDER


def test_choices_of_a_facet_that_leave_as_many_stand_by_their_letters() -> None:
    choices = [Choice(name, name, 1, False) for name in DISORDER]
    assert [choice.label for choice in FacetFilter("x", legend="").in_order(choices)] == ORDER
