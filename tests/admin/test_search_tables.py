"""Curators edit the table of variants: it changes what is found at once, and no reload undoes their work."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.finding.asked import Asked
from meetings.finding.passages import find
from meetings.models import FailedSearch, SearchVariant
from meetings.reference.variants import load_variants
from meetings.wall import read_as
from tests import make

ADD = "admin:meetings_searchvariant_add"


def given(**changes: object) -> dict[str, object]:
    return {"terms": "visa, entry permit", "kind": "synonym", "in_use": "on", "remark": ""} | changes


def found_by(reader: User) -> int:
    """How many passages ``reader`` finds with the word that the row is about."""
    with read_as(reader):
        return find(Asked(text="visa"), reader).total


def test_a_new_row_widens_the_next_search(desk: Client, reader: User) -> None:
    make.note("An entry permit is needed.")
    assert found_by(reader) == 0
    assert desk.post(reverse(ADD), given()).status_code == 302
    assert found_by(reader) == 1


def test_a_row_that_is_switched_off_widens_nothing(desk: Client, reader: User) -> None:
    make.note("An entry permit is needed.")
    row = SearchVariant.objects.create(terms=["visa", "entry permit"], kind="synonym")
    assert found_by(reader) == 1
    change = reverse("admin:meetings_searchvariant_change", args=[row.pk])
    off = given()
    del off["in_use"]
    assert desk.post(change, off).status_code == 302
    assert found_by(reader) == 0


@pytest.mark.parametrize(
    ("terms", "sentence"),
    [
        ("visa", "at least two terms"),
        ("visa, the", "“the” holds no word that can be searched for"),
        ("visa, …", "“…” holds no word that can be searched for"),
        ("counter-terrorism, Counter–terrorism", "are the same to a search"),
        ("visa, laissez-passer", "stands in another row of this kind: laissez passer, travel paper"),
    ],
)
def test_a_row_that_cannot_work_is_refused_in_a_sentence(desk: Client, terms: str, sentence: str) -> None:
    SearchVariant.objects.create(terms=["laissez passer", "travel paper"], kind="synonym")
    page = desk.post(reverse(ADD), given(terms=terms)).content.decode()
    assert sentence in page
    assert SearchVariant.objects.count() == 1


def test_the_reference_table_does_not_bring_back_what_a_curator_changed(db: None) -> None:
    load_variants()
    edited, off = SearchVariant.objects.order_by("pk")[:2]
    SearchVariant.objects.filter(pk=edited.pk).update(terms=["one", "another"])
    SearchVariant.objects.filter(pk=off.pk).update(in_use=False)
    assert load_variants() == 0
    assert SearchVariant.objects.get(pk=edited.pk).terms == ["one", "another"]
    assert not SearchVariant.objects.get(pk=off.pk).in_use


def test_a_failed_search_leads_to_a_row_with_its_words(desk: Client) -> None:
    FailedSearch.objects.create(words="entry permit & visa", month=date(2026, 11, 1))
    page = desk.get(reverse("admin:meetings_failedsearch_changelist")).content.decode()
    assert "?terms=entry+permit+%26+visa" in page
    form = desk.get(reverse(ADD), {"terms": "entry permit & visa"}).content.decode()
    assert "entry permit &amp; visa" in form


def test_readers_do_not_see_either_table(as_user: Callable[..., Client], reader: User) -> None:
    for page in ("searchvariant", "failedsearch"):
        assert as_user(reader).get(reverse(f"admin:meetings_{page}_changelist")).status_code == 404


def test_each_table_says_what_it_is_for_and_an_empty_one_says_so(desk: Client) -> None:
    failed = reverse("admin:meetings_failedsearch_changelist")
    page = desk.get(failed).content.decode()
    assert "Words that found nothing, counted by month, without who asked." in page
    assert "Nothing here yet." in page
    FailedSearch.objects.create(words="entry permit", month=date(2026, 11, 1))
    assert "Nothing here yet." not in desk.get(failed).content.decode()
    assert "Nothing here matches." in desk.get(failed, {"q": "asylum"}).content.decode()


def test_the_table_says_in_words_which_terms_count(desk: Client) -> None:
    SearchVariant.objects.create(terms=["US", "United States"], kind="short form", capitals=True)
    SearchVariant.objects.create(terms=["visa", "entry permit"], kind="synonym", in_use=False)
    page = desk.get(reverse("admin:meetings_searchvariant_changelist")).content.decode()
    assert "In capitals only" in page
    assert "Switched off" in page
