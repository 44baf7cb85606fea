"""The address of a paragraph answers for as long as the note does, also after the note was read again."""

import pytest
from django.urls import reverse
from django.utils import timezone

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


def test_passages_are_compared_by_what_people_copy(reader, as_user):
    make.note("Both sides agreed.", "The US side took note.", number="10483/17", slug="10483-17")
    asked = {"a": "10483/17 §1.1", "b": "http://testserver/notes/10483-17/?hl=took#p1.2"}
    page = as_user(reader).get(reverse("compare"), asked)
    assert [passage.address for passage in page.context["passages"]] == ["1.1", "1.2"]


def test_the_form_says_which_passage_to_compare_is_not_there(note, reader, as_user):
    page = as_user(reader).get(reverse("compare"), {"a": f"{note.slug}/1.1", "b": "10483/17 §9"})
    assert page.status_code == 404
    text = page.content.decode()
    assert 'value="10483/17 §9" placeholder="10483-17/S.1" required aria-invalid="true"' in text
    assert text.count("There is no such passage") == 1


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


def test_a_topic_has_an_address_of_its_own(note, reader, as_user):
    assert note.topics.get().permanent_address == f"/notes/{note.slug}/t1/"
    assert at(as_user(reader), note, "t1").headers["Location"] == f"{note.get_absolute_url()}#t1"
    assert 'id="t1"' in as_user(reader).get(note.get_absolute_url()).content.decode()
    assert at(as_user(reader), note, "t2").status_code == 404


def test_a_commitment_has_an_address_of_its_own(note, reader, as_user):
    first = note.paragraphs.first()
    both = [make.commitment(first, side=side) for side in ("EU", "US")]  # of the same words
    browser = as_user(reader)
    page = browser.get(note.get_absolute_url()).content.decode()
    for commitment in both:
        assert commitment.permanent_address == f"/notes/{note.slug}/1.1/c{commitment.pk}/"
        answer = browser.get(commitment.permanent_address)
        assert answer.headers["Location"] == f"{note.get_absolute_url()}#c{commitment.pk}"
        assert page.count(f'id="c{commitment.pk}"') == 1


def test_the_address_of_a_commitment_follows_its_words(note, reader, as_user):
    commitment = make.commitment(note.paragraphs.first())
    cited = commitment.permanent_address
    commitment.paragraph = note.paragraphs.last()
    commitment.start, commitment.end, commitment.quote = 0, 7, "The US "
    commitment.save()
    assert as_user(reader).get(cited).headers["Location"] == commitment.get_absolute_url()


def test_the_address_of_what_is_no_commitment_any_more_leads_to_its_paragraph(note, reader, as_user):
    commitment = make.commitment(note.paragraphs.first(), state="rejected", reviewed_at=timezone.now())
    browser, cited = as_user(reader), commitment.permanent_address
    assert browser.get(cited).headers["Location"] == f"{note.get_absolute_url()}#p1.1"
    commitment.delete()
    assert browser.get(cited).headers["Location"] == f"{note.get_absolute_url()}#p1.1"


def test_the_commitment_of_another_note_does_not_answer_here(note, reader, limite_reader, as_user):
    other = make.commitment(make.note("Both sides agreed.", marking="LIMITE").paragraphs.get())
    there = reverse("commitment", args=[note.slug, "1.1", other.pk])
    assert as_user(limite_reader).get(there).headers["Location"] == f"{note.get_absolute_url()}#p1.1"
    assert as_user(reader).get(other.permanent_address).status_code == 404


REGISTER_FORMS = [
    ("/documents/ST-10483-2017-INIT/en", "10483-17"),
    ("/documents/ST-10483-2017-INIT/en/", "10483-17"),
    ("/documents/st-10483-2017-init/EN", "10483-17"),
    ("/documents/ST-10483-2017-INIT", "10483-17"),
    ("/documents/ST-10483-2017-INIT/de", "10483-17"),  # no German version is held
    ("/documents/ST-10483-2017-INIT/fr/pdf", "10483-17-fr"),
    ("/documents/ST-10483-2017-REV-1/en", "10483-17-rev-1"),
    ("/documents/ST-10483-2017-REV-1/en/", "10483-17-rev-1"),
    ("/doc/document/ST-10483-2017-INIT/en/pdf", "10483-17"),
    ("/documents/10483/17", "10483-17-rev-1"),  # without a version the current one
    ("/10483/17", "10483-17-rev-1"),
    ("/10483/17/", "10483-17-rev-1"),
    ("/10483/2017", "10483-17-rev-1"),
    ("/10483/1/17 REV 1", "10483-17-rev-1"),
    ("/ST 10483 2017 INIT", "10483-17"),
    ("/ST-10483-2017-REV-1", "10483-17-rev-1"),
]
NOTHING_THERE = [
    "/documents/ST-10483-2017-REV-2/en",
    "/documents/ST-10484-2017-INIT/en",
    "/documents/anything/en",
    "/10484/17",
    "/10483/17/and/more",
    "/10483/17%00",
]


@pytest.fixture
def versions(db):
    for language, version, slug in (("en", "INIT", "10483-17"), ("en", "REV 1", "10483-17-rev-1"), ("fr", "INIT", "")):
        make.note("Words.", number="10483/17", version=version, language=language, slug=slug or "10483-17-fr")


@pytest.mark.parametrize(("path", "slug"), REGISTER_FORMS)
def test_the_forms_of_the_register_lead_home(path, slug, versions, reader, as_user):
    assert as_user(reader).get(path).headers["Location"] == f"/notes/{slug}/"


@pytest.mark.parametrize("path", NOTHING_THERE)
def test_a_number_that_is_not_held_is_not_there(path, versions, reader, as_user):
    assert as_user(reader).get(path).status_code == 404


def test_a_number_that_one_may_not_read_is_not_there(reader, limite_reader, as_user):
    make.note("Words.", number="10483/17", slug="10483-17", marking="LIMITE")
    for path in ("/10483/17", "/documents/ST-10483-2017-INIT/en", "/doc/document/ST-10483-2017-INIT/en/pdf"):
        assert as_user(limite_reader).get(path).headers["Location"] == "/notes/10483-17/"
        assert as_user(reader).get(path).status_code == 404


def test_an_address_of_the_register_can_be_searched_for(versions, reader, as_user):
    pasted = "https://data.consilium.europa.eu/doc/document/ST-10483-2017-INIT/en/pdf"
    assert as_user(reader).get("/search/", {"q": pasted}).headers["Location"] == "/notes/10483-17/"


def test_the_page_of_a_note_names_its_place_in_the_register(versions, reader, as_user):
    page = as_user(reader).get("/notes/10483-17-rev-1/").content.decode()
    assert 'href="https://data.consilium.europa.eu/doc/document/ST-10483-2017-REV-1/en/pdf"' in page
    statement = make.note("Words.", number="", kind="JOINT STATEMENT", slug="2017-06-statement")
    assert "data.consilium" not in as_user(reader).get(statement.get_absolute_url()).content.decode()
