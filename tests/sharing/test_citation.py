"""Citations: the line of a footnote, and the forms that programs for references take in."""

import re
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.models import Commitment, Meeting, OutcomeNote, Paragraph
from meetings.sharing.citation import Citation, cite_commitment, cite_meeting, cite_note, cite_paragraph
from meetings.sharing.metadata import context_object, meta_tags, schema_org
from meetings.sharing.references import as_bibtex, as_csl, as_ris

VALLETTA = Meeting(
    slug="2017-06-valletta", level="ministerial", city="Valletta", opened_on=date(2017, 6, 15),
    closed_on=date(2017, 6, 16),
)  # fmt: skip
SUBJECT = "Outcome of the EU - US Justice and Home Affairs Ministerial Meeting, Valletta, 15-16 June 2017"


def absolute(path: str) -> str:
    return f"https://archive.example{path}"


def note(**given: Any) -> OutcomeNote:
    facts = {
        "meeting": VALLETTA, "kind": "OUTCOME OF PROCEEDINGS", "number": "10483/17", "slug": "10483-17",
        "marking": "LIMITE", "dated_on": date(2017, 6, 29), "place": "Brussels", "subject": SUBJECT,
        "sent_from": "General Secretariat of the Council",
    }  # fmt: skip
    return OutcomeNote(**facts | given)


def paragraph(**given: Any) -> Paragraph:
    return Paragraph(note=note(), address="4.2", page=5, text="Both sides agreed to meet again.", **given)


def commitment() -> Commitment:
    return Commitment(pk=17, paragraph=paragraph(), quote="Both sides agreed to meet\nagain.", side="both")


PASSAGE = cite_paragraph(paragraph(), absolute)
LINES = [
    (
        cite_note(note(), absolute),
        f"General Secretariat of the Council, {SUBJECT}, 10483/17 of 29 June 2017, LIMITE.",
        "10483/17",
    ),
    (
        PASSAGE,
        f"General Secretariat of the Council, {SUBJECT}, 10483/17 of 29 June 2017, LIMITE, §4.2, p. 5.",
        "10483/17, §4.2, p. 5",
    ),
    (
        cite_commitment(commitment(), absolute),
        f"“Both sides agreed to meet again.” (General Secretariat of the Council, {SUBJECT}, "
        "10483/17 of 29 June 2017, LIMITE, §4.2, p. 5)",
        "10483/17, §4.2, p. 5",
    ),
    (
        cite_note(note(marking="PUBLIC", version="REV 1", sent_from="", subject="", dated_on=None), absolute),
        "Outcome of proceedings, EU–US Justice and Home Affairs Ministerial Meeting, Valletta, 15–16 June 2017, "
        "10483/17 REV 1.",
        "10483/17 REV 1",
    ),
    (
        cite_note(note(marking=""), absolute),
        f"General Secretariat of the Council, {SUBJECT}, 10483/17 of 29 June 2017, LIMITE.",
        "10483/17",
    ),
    (
        cite_meeting(VALLETTA, absolute),
        "EU–US Justice and Home Affairs Ministerial Meeting, Valletta, 15–16 June 2017.",
        "EU–US Justice and Home Affairs Ministerial Meeting, Valletta, 15–16 June 2017",
    ),
    (
        cite_meeting(VALLETTA, absolute, note=note()),
        "General Secretariat of the Council, EU–US Justice and Home Affairs Ministerial Meeting, Valletta, "
        "15–16 June 2017, 10483/17 of 29 June 2017, LIMITE.",
        "10483/17",
    ),
]


@pytest.mark.parametrize(("cited", "line", "short"), LINES)
def test_the_line_names_sender_title_number_day_marking_and_place(cited: Citation, line: str, short: str) -> None:
    assert (cited.text, cited.short) == (line, short)


def test_an_abstract_is_never_cited_as_the_words_of_the_statement() -> None:
    own = note(kind="ABSTRACT", number="", subject="", sent_from="", marking="PUBLIC")
    words = Commitment(pk=1, paragraph=Paragraph(note=own, address="2"), quote="Both sides agreed.")
    cited = cite_commitment(words, absolute)
    assert (cited.quote, cited.note) == ("", "abstract by the archive, not a quotation")
    assert "abstract by the archive, not a quotation" in cited.text
    for form in (as_bibtex(cited), as_ris(cited), as_csl(cited)["note"]):
        assert "not a quotation" in form
        assert "Both sides agreed" not in form


def test_the_page_that_a_statement_was_taken_from_is_no_author() -> None:
    page = "https://example.eu/press/joint-statement"
    cited = cite_note(note(kind="ABSTRACT", number="", subject="", sent_from=page, marking="PUBLIC"), absolute)
    assert page not in cited.text
    assert (cited.author, cited.original_address) == ("", page)
    assert "author" not in as_csl(cited)
    assert page in as_csl(cited)["note"]
    assert as_ris(cited).startswith("TY  - GEN\r\nTI  - ")


# BibTeX ---------------------------------------------------------------------------------------------------------------


def test_bibtex_is_a_technical_report_with_a_sender_in_braces() -> None:
    assert as_bibtex(PASSAGE).splitlines() == [
        "@techreport{10483-17-4.2,",
        "  author = {{General Secretariat of the Council}},",
        f"  title = {{{{{SUBJECT}}}}},",
        "  institution = {{Council of the European Union}},",
        "  type = {Outcome of proceedings},",
        "  number = {10483/17},",
        "  address = {Brussels},",
        "  year = {2017},",
        "  month = jun,",
        "  day = {29},",
        "  pages = {5},",
        "  language = {en},",
        "  note = {LIMITE; §4.2, p. 5; https://data.consilium.europa.eu/doc/document/ST-10483-2017-INIT/en/pdf},",
        "  url = {https://archive.example/notes/10483-17/4.2/}",
        "}",
    ]


@given(st.text())
def test_no_title_breaks_bibtex(title: str) -> None:
    entry = as_bibtex(cite_note(note(subject=title, sent_from=title), absolute))
    bare = re.sub(r"\\[{}]", "", entry)
    assert bare.count("{") == bare.count("}")
    assert entry.startswith("@techreport{10483-17,\n")
    assert len(re.findall(r"^\S", entry, re.M)) == 2  # the first line and the last brace; all else is indented


# RIS ------------------------------------------------------------------------------------------------------------------

# What Zotero's RIS translator makes of the tags of a report (RPRT).
ZOTERO_RIS = {
    "AU": "author", "TI": "title", "M3": "reportType", "SN": "reportNumber", "PB": "institution", "CY": "place",
    "DA": "date", "SP": "pages", "LA": "language", "N1": "note", "UR": "url",
}  # fmt: skip


def test_ris_is_a_report_as_zotero_reads_it() -> None:
    lines = [re.fullmatch(r"([A-Z][A-Z0-9])  - (.*)", line) for line in as_ris(PASSAGE).split("\r\n")[:-1]]
    assert all(lines)
    tags = [(line[1], line[2]) for line in lines if line]
    assert (tags[0], tags[-1]) == (("TY", "RPRT"), ("ER", ""))
    assert {ZOTERO_RIS[tag]: value for tag, value in tags if tag in ZOTERO_RIS} == {
        "author": "General Secretariat of the Council",
        "title": SUBJECT,
        "reportType": "Outcome of proceedings",
        "reportNumber": "10483/17",
        "institution": "Council of the European Union",
        "place": "Brussels",
        "date": "2017/06/29/",
        "pages": "5",
        "language": "en",
        "note": "LIMITE; §4.2, p. 5; https://data.consilium.europa.eu/doc/document/ST-10483-2017-INIT/en/pdf",
        "url": "https://archive.example/notes/10483-17/4.2/",
    }


@given(st.text())
def test_no_text_begins_a_tag_of_ris(text: str) -> None:
    lines = as_ris(cite_note(note(subject=text, sent_from=text, place=text), absolute)).split("\r\n")
    assert [line for line in lines if line.startswith("TY  - ")] == ["TY  - RPRT"]
    assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in lines[:-1])


# CSL-JSON -------------------------------------------------------------------------------------------------------------

# The variables of csl-data.json (schema of Citation Style Language) that these items may use, with their types.
CSL_TEXT = {
    "id", "title", "genre", "number", "publisher", "publisher-place", "event", "event-place", "section", "page",
    "language", "note", "URL",
}  # fmt: skip
CSL_NAMES, CSL_DATES, CSL_TYPES = {"author"}, {"issued", "event-date"}, {"report", "document"}


@pytest.mark.parametrize("cited", [cited for cited, _, _ in LINES])
def test_csl_has_only_what_its_schema_knows(cited: Citation) -> None:
    item = as_csl(cited)
    assert set(item) <= CSL_TEXT | CSL_NAMES | CSL_DATES | {"type"}
    assert item["type"] in CSL_TYPES
    assert all(isinstance(item[name], str) for name in CSL_TEXT & set(item))
    assert all(set(author) == {"literal"} for author in item.get("author", []))
    for name in CSL_DATES & set(item):
        assert set(item[name]) == {"date-parts"}
        assert 1 <= len(item[name]["date-parts"]) <= 2
        assert all(len(day) == 3 and all(isinstance(part, int) for part in day) for day in item[name]["date-parts"])


def test_csl_says_everything() -> None:
    item = as_csl(PASSAGE)
    assert item["author"] == [{"literal": "General Secretariat of the Council"}]
    assert (item["number"], item["genre"], item["page"]) == ("10483/17", "Outcome of proceedings", "5")
    assert item["issued"] == {"date-parts": [[2017, 6, 29]]}
    assert item["event-date"] == {"date-parts": [[2017, 6, 15], [2017, 6, 16]]}
    assert item["note"].startswith("LIMITE; §4.2, p. 5")


# Inside a page --------------------------------------------------------------------------------------------------------

# The fields that Zotero's "Embedded Metadata" translator fills from the tags of Highwire Press.
ZOTERO_HIGHWIRE = {
    "citation_title": "title",
    "citation_publication_date": "date",
    "citation_technical_report_institution": "institution",
    "citation_technical_report_number": "number",
    "citation_language": "language",
    "citation_public_url": "url",
    "citation_firstpage": "pages",
}


def as_zotero_reads(tags: list[tuple[str, str]]) -> dict[str, str]:
    """What that translator makes of ``tags``: an institution of a technical report decides that it is a report."""
    kind = "report" if any(name == "citation_technical_report_institution" for name, _ in tags) else "journalArticle"
    return {"itemType": kind} | {ZOTERO_HIGHWIRE[name]: value for name, value in tags if name in ZOTERO_HIGHWIRE}


def test_zotero_takes_a_report_from_the_tags_of_a_page() -> None:
    tags = meta_tags(PASSAGE)
    assert as_zotero_reads(tags) == {
        "itemType": "report",
        "title": SUBJECT,
        "institution": "Council of the European Union",
        "number": "10483/17",
        "date": "2017/06/29",
        "language": "en",
        "pages": "5",
        "url": "https://archive.example/notes/10483-17/4.2/",
    }
    known = dict(tags)
    assert known["DC.rights"] == "LIMITE"
    assert "LIMITE" in known["DC.description"]
    # A corporate author would be parted into first and last name; a PDF would be fetched without asking.
    assert not {"citation_author", "DC.creator", "citation_pdf_url"} & set(known)


def test_schema_org_names_the_report_its_sender_and_its_meeting() -> None:
    report = schema_org(cite_note(note(), absolute))
    assert report["@type"] == "Report"
    assert report["author"] == {"@type": "Organization", "name": "General Secretariat of the Council"}
    assert (report["reportNumber"], report["datePublished"]) == ("10483/17", "2017-06-29")
    assert report["conditionsOfAccess"] == "LIMITE"
    assert (report["about"]["@type"], report["about"]["startDate"]) == ("Event", "2017-06-15")
    passage = schema_org(PASSAGE)
    assert passage["position"] == "4.2"
    assert passage["isPartOf"]["reportNumber"] == "10483/17"
    assert schema_org(cite_meeting(VALLETTA, absolute))["@type"] == "Event"


def test_a_list_offers_its_passages_one_by_one() -> None:
    said = context_object(PASSAGE)
    assert said.startswith("ctx_ver=Z39.88-2004&rft_val_fmt=info%3Aofi%2Ffmt%3Akev%3Amtx%3Abook&rft.genre=report")
    assert "rft.btitle=10483%2F17%2C+%C2%A74.2%2C+p.+5%3A+Outcome" in said
    assert "rft.aucorp=General+Secretariat+of+the+Council" in said
