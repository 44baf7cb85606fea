"""What Zotero makes of the pages: its published rules for metadata in a page, applied to what is served.

After the translators "Embedded Metadata" and "RDF" of https://github.com/zotero/translators: a tag counts when it
stands in the head and has content; the type of Dublin Core is taken where Zotero has a type of that name, else the
``citation_`` tags tell it, else a title alone makes it an article of a journal; ``citation_`` tags win over Dublin
Core; a name in ``citation_author`` or ``DC.creator`` is parted into first and last name.
"""

from typing import Any

import pytest
from django.urls import reverse
from lxml import html

from meetings.models import OutcomeNote
from tests import make

pytestmark = pytest.mark.django_db
TYPES = {"report", "document", "webpage", "journalArticle", "bookSection", "conferencePaper", "thesis"}
BY_TAG = {
    "citation_journal_title": "journalArticle",
    "citation_technical_report_institution": "report",
    "citation_conference_title": "conferencePaper",
    "citation_book_title": "bookSection",
    "citation_dissertation_institution": "thesis",
}
FIELDS = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "reportNumber",
    "citation_public_url": "url",
    "citation_language": "language",
    "citation_firstpage": "pages",
}
DUBLIN_CORE = {name: name for name in ("title", "date", "language", "rights")} | {"description": "abstractNote"}


def item_of(page: bytes) -> dict[str, str]:
    """The item that Zotero would offer to keep."""
    head = html.document_fromstring(page.decode()).find("head")
    tags = {tag.get("name"): " ".join(tag.get("content").split()) for tag in head.iter("meta") if tag.get("content")}
    schema = [link.get("href") for link in head.iter("link") if link.get("rel") == "schema.DC"]
    assert schema == ["http://purl.org/dc/elements/1.1/"]
    core = {name[3:]: content for name, content in tags.items() if name and name.startswith("DC.")}
    by_tag = [kind for name, kind in BY_TAG.items() if name in tags]
    kind = core["type"] if core.get("type") in TYPES else (by_tag or ["journalArticle"])[0]
    item = {DUBLIN_CORE[name]: content for name, content in core.items() if name in DUBLIN_CORE}
    item |= {field: tags[name] for name, field in FIELDS.items() if name in tags}
    assert not {"citation_author", "citation_authors", "citation_pdf_url", "DC.creator", "DC.contributor"} & tags.keys()
    return {"itemType": kind} | item


@pytest.fixture
def note(db: None) -> OutcomeNote:
    note = make.note(
        "Both sides agreed to meet again.",
        number="10483/17",
        marking="LIMITE",
        subject="Outcome of the EU - US Ministerial Meeting",
        sent_from="General Secretariat of the Council",
    )
    note.paragraphs.update(page=3)
    return note


def test_a_note_and_its_passages_are_reports_with_number_institution_and_day(
    note: OutcomeNote, limite_reader: Any, as_user: Any
) -> None:
    browser = as_user(limite_reader)
    commitment = make.commitment(note.paragraphs.get())
    whole = {
        "itemType": "report",
        "title": "Outcome of the EU - US Ministerial Meeting",
        "institution": "Council of the European Union",
        "reportNumber": "10483/17",
        "date": f"{note.dated_on:%Y/%m/%d}",
        "language": "en",
        "rights": "LIMITE",
    }
    paths = {
        note.get_absolute_url(): "",
        reverse("cite-note", args=[note.slug]): "",
        reverse("cite-paragraph", args=[note.slug, "1.1"]): "§1.1, p. 3",
        reverse("cite-commitment", args=[note.slug, "1.1", commitment.pk]): "“Both sides agreed to meet again.”",
    }
    for path, said in paths.items():
        item = item_of(browser.get(path).content)
        assert {name: item[name] for name in whole} == whole, path
        assert item["url"] == f"http://testserver{path.removesuffix('cite/')}"
        assert item["abstractNote"].startswith("LIMITE")
        assert said in item["abstractNote"]
        assert ("pages" in item) == bool(said)


def test_a_statement_and_a_meeting_without_a_paper_are_documents_and_no_articles(reader: Any, as_user: Any) -> None:
    statement = make.note("Words.", number="", slug="statement", kind="JOINT STATEMENT", meeting=make.meeting())
    bare = make.meeting(slug="2018-05-sofia", city="Sofia")
    for path in (statement.get_absolute_url(), bare.get_absolute_url()):
        item = item_of(as_user(reader).get(path).content)
        assert item["itemType"] == "document", path
        assert item["title"]


def test_each_page_names_the_files_of_its_citation(note: OutcomeNote, limite_reader: Any, as_user: Any) -> None:
    browser = as_user(limite_reader)
    for path in (note.get_absolute_url(), note.meeting.get_absolute_url(), f"{note.get_absolute_url()}1.1/cite/"):
        head = html.document_fromstring(browser.get(path).content).find("head")
        links = [(link.get("type"), link.get("href")) for link in head.iter("link") if "cite/?as=" in link.get("href")]
        assert [kind for kind, _ in links] == [
            "application/x-bibtex",
            "application/x-research-info-systems",
            "application/vnd.citationstyles.csl+json",
        ]
        for kind, address in links:
            file = browser.get(address)
            assert file.status_code == 200, address
            assert file["Content-Type"].startswith(kind)
