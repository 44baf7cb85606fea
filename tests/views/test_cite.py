"""The pages that say how to cite, and what other pages tell programs for references."""

import json
import re

import pytest
from django.urls import reverse

from meetings.models import FormerAddress
from tests import make

pytestmark = pytest.mark.django_db
NASTY = 'A </script><script>alert(1)</script> & "B" <b>'


@pytest.fixture
def note(db):
    return make.note(
        "Both sides agreed to meet again.", number="10483/17", slug="10483-17", subject=NASTY, sent_from="The Council"
    )


def addresses(note):
    commitment = make.commitment(note.paragraphs.get())
    return [
        reverse("cite-meeting", args=[note.meeting.slug]),
        reverse("cite-note", args=[note.slug]),
        reverse("cite-paragraph", args=[note.slug, "1.1"]),
        reverse("cite-commitment", args=[note.slug, "1.1", commitment.pk]),
    ]


def test_every_form_stands_on_the_page_and_is_a_file(note, reader, as_user):
    browser = as_user(reader)
    for path in addresses(note):
        page = browser.get(path).content.decode()
        assert "@techreport{" in page
        assert "TY  - RPRT" in page
        assert "&quot;type&quot;: &quot;report&quot;" in page
        for form, start, extension in (("bibtex", "@techreport{", "bib"), ("ris", "TY  - RPRT", "ris")):
            file = browser.get(path, {"as": form})
            assert file.content.decode().startswith(start)
            assert file.headers["Content-Disposition"].endswith(f'.{extension}"')
        assert json.loads(browser.get(path, {"as": "csl"}).content)[0]["type"] == "report"


def test_nothing_of_a_title_becomes_markup(note, reader, as_user):
    browser = as_user(reader)
    for path in [*addresses(note), note.get_absolute_url(), note.meeting.get_absolute_url()]:
        page = browser.get(path).content.decode()
        assert "<script>alert" not in page, path
        assert "<b>" not in page, path
        data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
        assert json.loads(data[1])["@context"] == "https://schema.org"


def test_a_former_address_of_a_paragraph_is_cited_as_the_present_one(note, reader, as_user):
    FormerAddress.objects.create(note=note, address="3.1", paragraph=note.paragraphs.get())
    there = as_user(reader).get(reverse("cite-paragraph", args=[note.slug, "3.1"]))
    assert there.headers["Location"] == reverse("cite-paragraph", args=[note.slug, "1.1"])


def test_the_list_of_commitments_offers_each_to_programs_for_references(note, reader, as_user):
    make.commitment(note.paragraphs.get())
    page = as_user(reader).get(reverse("commitments")).content.decode()
    assert page.count('class="Z3988"') == 1


def test_a_meeting_without_a_paper_that_one_may_read_is_cited_by_itself(reader, limite_reader, as_user):
    note = make.note("Words.", marking="LIMITE", number="10483/17")
    path = reverse("cite-meeting", args=[note.meeting.slug])
    assert "10483/17" in as_user(limite_reader).get(path).content.decode()
    page = as_user(reader).get(path)
    assert page.status_code == 200
    assert "@misc{" in page.content.decode()
    assert "10483/17 of" not in page.content.decode()


def test_the_page_of_a_meeting_says_which_meeting_it_cites(note, reader, as_user):
    page = as_user(reader).get(reverse("cite-meeting", args=[note.meeting.slug])).content.decode()
    assert f"<h1>Cite {note.meeting}</h1>" in page
