"""The address of a paragraph answers for as long as the note does, also after the note was read again."""

import pytest
from django.urls import reverse

from meetings.models import FormerAddress
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(db):
    return make.note("Both sides agreed to pursue visa reciprocity.", "The US side took note.")


def at(client, note, address):
    return client.get(reverse("passage", args=[note.slug, address]))


def test_an_address_leads_to_its_paragraph(note, reader, as_user):
    assert at(as_user(reader), note, "1.2").headers["Location"] == f"{note.get_absolute_url()}#p1.2"
    assert at(as_user(reader), note, "1.3").status_code == 404


def test_a_former_address_leads_to_where_the_words_are(note, reader, as_user):
    FormerAddress.objects.create(note=note, address="3.1", paragraph=note.paragraphs.last())
    browser = as_user(reader)
    assert at(browser, note, "3.1").headers["Location"] == f"{note.get_absolute_url()}#p1.2"
    assert '<span id="p3.1"></span>' in browser.get(note.get_absolute_url()).content.decode()
    similar = browser.get(reverse("similar", args=[note.slug, "3.1"]))
    assert similar.headers["Location"] == reverse("similar", args=[note.slug, "1.2"])
    compared = browser.get(reverse("compare"), {"a": f"{note.slug}/3.1", "b": f"{note.slug}/1.1"})
    assert "The US side took note." in compared.content.decode()


def test_an_address_whose_words_are_gone_leads_to_the_note(note, reader, as_user):
    FormerAddress.objects.create(note=note, address="3.1")
    assert at(as_user(reader), note, "3.1").headers["Location"] == note.get_absolute_url()


def test_addresses_of_a_note_that_one_may_not_read_are_not_there(reader, limite_reader, as_user):
    note = make.note("Words.", marking="LIMITE")
    FormerAddress.objects.create(note=note, address="3.1", paragraph=note.paragraphs.get())
    FormerAddress.objects.create(note=note, address="3.2")
    for address, status in (("1.1", 302), ("3.1", 302), ("3.2", 302), ("3.3", 404)):
        assert at(as_user(limite_reader), note, address).status_code == status
        assert at(as_user(reader), note, address).status_code == 404
