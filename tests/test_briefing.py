"""The briefing pack: which lines it holds, what its banner says, and what falls away when only public papers count."""

import re
from datetime import date
from io import BytesIO

import pytest
from django.utils import timezone
from docx import Document
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTTextContainer
from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import resolve1

from meetings import folders
from meetings.models import AccessRecord, ComingDate, Commitment, Meeting, Statement, StatusChange, Theme, ThemePassage
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def visa(db: None) -> Theme:
    return Theme.objects.create(slug="visa", label="Visa reciprocity", terms=["visa"])


@pytest.fixture
def drugs(db: None) -> Theme:
    return Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])


def said(theme: Theme, words: str, *, year: int = 2017, side: str = "EU", **given) -> Commitment:
    """A sentence on ``theme`` at the meeting of that year, a commitment with a day in it."""
    slug = f"{year}-06-city"
    meeting = Meeting.objects.filter(slug=slug).first()
    meeting = meeting or make.meeting(slug=slug, city=f"City {year}", opened_on=date(year, 6, 1))
    paragraph = make.note(words, meeting=meeting, **given).paragraphs.get()
    type(paragraph).objects.filter(pk=paragraph.pk).update(side=side, sides=[side])
    Statement.objects.create(paragraph=paragraph, start=0, end=len(words), side=side, kind="committed")
    ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=theme.terms)
    ComingDate.objects.create(
        paragraph=paragraph,
        start=0,
        end=len(words),
        words="in May",
        opens_on=date(2018, 5, 1),
        closes_on=date(2018, 5, 31),
    )
    return make.commitment(paragraph, side=side)


def page(browser, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    body = answer.content.decode().partition("<main")[2].partition("</main>")[0]
    return " ".join(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body).split())


def exchanges(shown: str) -> str:
    return shown.partition("Last exchanges")[2].partition("Open commitments")[0]


def open_commitments(shown: str) -> str:
    return shown.partition("Open commitments")[2].partition("Days that were named")[0]


def test_a_theme_tells_the_last_three_meetings_with_the_address_of_each_line(visa, reader, as_user):
    for year in (2014, 2015, 2016, 2017):
        said(visa, f"The EU side raised visa matters of {year}.", year=year, number=f"{year}0/17")
    shown = exchanges(page(as_user(reader), "/briefing/?theme=visa"))
    assert [year for year in (2014, 2015, 2016, 2017) if f"matters of {year}" in shown] == [2015, 2016, 2017]
    assert '<a class="address" href="/notes/20170-17/#p1.1">20170/17 §1.1</a> <span class="page-number">page 1' in shown
    assert shown.index("of 2017") < shown.index("of 2016")


def test_each_theme_has_a_page_of_its_own_lines(visa, drugs, reader, as_user):
    said(visa, "The EU side raised visa matters.", number="10001/17")
    said(drugs, "The EU side raised drugs matters.", number="10002/17")
    shown = page(as_user(reader), "/briefing/?theme=visa&theme=drugs")
    drugs_sheet, visa_sheet = shown.partition('id="sheet-2"')[::2]
    assert "drugs matters" in drugs_sheet
    assert "visa matters" not in drugs_sheet
    assert "visa matters" in visa_sheet.partition('id="in-office"')[0]
    assert "drugs matters" not in visa_sheet


def test_delivered_commitments_are_not_open_and_reaffirmed_ones_show_their_evidence(visa, reader, archivist, as_user):
    made = said(visa, "The EU side raised visa matters.", number="10001/17")
    other = said(visa, "The EU side promised a visa report.", number="10002/17")
    for commitment, status in ((made, "delivered"), (other, "reaffirmed")):
        StatusChange.objects.create(
            commitment=commitment,
            status=status,
            since=date(2018, 1, 1),
            passage=made.paragraph,
            decided_by=archivist,
            decided_at=timezone.now(),
        )
    shown = open_commitments(page(as_user(reader), "/briefing/?theme=visa"))
    assert "visa matters" not in shown
    assert "visa report" in shown
    assert "Reaffirmed since" in shown
    assert "10001/17 §1.1" in shown


def test_years_and_sides_narrow_it(visa, reader, as_user):
    said(visa, "The EU side raised visa matters.", year=2016)
    said(visa, "The US side answered on visa matters.", year=2017, side="US")
    browser = as_user(reader)
    assert "The US side answered" not in exchanges(page(browser, "/briefing/?theme=visa&to=2016"))
    of_the_us = page(browser, "/briefing/?theme=visa&side=US")
    assert "The EU side raised" not in exchanges(of_the_us) + open_commitments(of_the_us)
    assert "The US side answered" in exchanges(of_the_us)


def test_the_banner_is_the_strictest_marking_used(visa, drugs, limite_reader, as_user):
    said(visa, "The EU side raised visa matters.")
    said(drugs, "The EU side raised drugs matters.", marking="LIMITE")
    browser = as_user(limite_reader)
    for path, marking in (("visa", "public"), ("drugs", "limite"), ("visa&theme=drugs", "limite")):
        assert f"marking-banner--{marking}" in browser.get(f"/briefing/?theme={path}").content.decode()


def test_public_sources_only_says_how_many_lines_fell_away(visa, limite_reader, as_user):
    said(visa, "The EU side raised visa matters.", year=2010)
    for year in (2015, 2016, 2017):
        said(visa, "Both sides said wumbrel on visa.", year=year, marking="LIMITE")
    browser = as_user(limite_reader)
    assert "raised visa matters" not in exchanges(page(browser, "/briefing/?theme=visa"))
    answer = browser.get("/briefing/?theme=visa&public=1").content.decode()
    assert "marking-banner--public" in answer
    assert "wumbrel" not in answer
    assert "Public sources only: 9 lines were left out." in answer
    assert "raised visa matters" in exchanges(page(browser, "/briefing/?theme=visa&public=1"))


def test_a_public_pack_does_not_tell_a_status_that_a_limite_paper_proves(visa, limite_reader, archivist, as_user):
    made = said(visa, "The EU side promised a visa report.")
    proof = said(visa, "The EU side delivered the wumbrel report on visa.", year=2018, marking="LIMITE")
    StatusChange.objects.create(
        commitment=made,
        status="reaffirmed",
        since=date(2018, 6, 1),
        passage=proof.paragraph,
        decided_by=archivist,
        decided_at=timezone.now(),
    )
    browser = as_user(limite_reader)
    assert "Reaffirmed" in open_commitments(page(browser, "/briefing/?theme=visa"))
    assert "Reaffirmed" not in page(browser, "/briefing/?theme=visa&public=1")


def test_a_reader_of_public_papers_gets_the_pack_as_if_the_limite_ones_did_not_exist(visa, reader, as_user):
    said(visa, "The EU side raised visa matters.")
    hidden = said(visa, "Both sides said wumbrel on visa.", year=2018, marking="LIMITE").paragraph.note
    paths = ["/briefing/", "/briefing/?theme=visa", "/briefing/?theme=visa&public=1"]
    browser = as_user(reader)
    with_it = [page(browser, path) for path in paths]
    hidden.delete()
    assert with_it == [page(browser, path) for path in paths]


def test_a_folder_becomes_a_pack_with_its_remarks(visa, reader, limite_reader, as_user):
    made = said(visa, "The EU side raised visa matters.", number="10001/17")
    closed = said(visa, "Both sides said wumbrel on visa.", year=2018, marking="LIMITE")
    folder = folders.open_folder(by=limite_reader, name="Spring")
    for row in (made, closed):
        folders.keep_passage(folder=folder, paragraph=row.paragraph, by=limite_reader, remark="Ask again")
    folders.share_folder(folder=folder, by=limite_reader, colleague=reader.username)
    whole = page(as_user(limite_reader), f"/briefing/?folder={folder.pk}")
    assert whole.count("Ask again") == 2
    assert "wumbrel" in open_commitments(whole)
    public = page(as_user(limite_reader), f"/briefing/?folder={folder.pk}&public=1")
    assert "Public sources only: 3 lines were left out." in public
    assert "wumbrel" not in public
    assert "wumbrel" not in page(as_user(reader), f"/briefing/?folder={folder.pk}")


def test_the_folder_of_another_makes_no_pack(reader, limite_reader, as_user):
    folder = folders.open_folder(by=limite_reader, name="Spring")
    page(as_user(reader), f"/briefing/?folder={folder.pk}", 404)
    page(as_user(reader), "/briefing/?folder=999999", 404)


def test_people_in_office_are_those_of_the_last_meetings(visa, reader, as_user):
    for year, name in ((2008, "Old"), (2009, "Old"), (2016, "Former"), (2017, "Present")):
        made = said(visa, f"A visa line of {year}.", year=year)
        make.participation(
            made.paragraph.note,
            name=name,
            office="Archivist General" if name == "Old" else "Secretary of Homeland Security",
        )
    shown = page(as_user(reader), "/briefing/?theme=visa").partition('id="in-office"')[2]
    assert "Present" in shown
    assert "Former" not in shown
    assert "Archivist General" not in shown


@pytest.mark.parametrize("asked", ["", "theme=no-such", "theme=visa&change=1", "theme=%00", "from=x&to=99999"])
def test_without_a_subject_the_form_is_shown(asked, visa, reader, as_user):
    assert "Put the pack together" in page(as_user(reader), f"/briefing/?{asked}")


def test_the_pack_as_files_says_the_same_with_its_marking_on_each_page(visa, drugs, limite_reader, as_user):
    said(visa, "The EU side raised visa matters.", number="10001/17")
    said(drugs, "Both sides said wumbrel <on> drugs.", number="10002/17", marking="LIMITE")
    browser = as_user(limite_reader)
    answer = browser.get("/briefing.docx?theme=visa&theme=drugs")
    document = Document(BytesIO(answer.content))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    for line in ("The EU side raised visa matters.", "Both sides said wumbrel <on> drugs.", "10002/17 §1.1 · page 1"):
        assert line in words
    assert document.sections[0].header.paragraphs[0].text == "LIMITE"
    assert "LIMITE-briefing-" in answer["Content-Disposition"]
    sheets = [
        " ".join(box.get_text() for box in sheet if isinstance(box, LTTextContainer))
        for sheet in extract_pages(BytesIO(browser.get("/briefing.pdf?theme=visa&theme=drugs").content))
    ]
    assert ["raised visa" in sheet for sheet in sheets] == [False, True, False]
    assert ["10002/17" in sheet for sheet in sheets] == [True, False, False]  # below the title
    levels = {paragraph.style.name for paragraph in document.paragraphs if "June 2017" in paragraph.text}
    assert "Heading 3" in levels
    assert all("LIMITE" in sheet and limite_reader.username in sheet for sheet in sheets)
    assert all("/briefing/?theme=visa&theme=drugs" in sheet for sheet in sheets)
    assert "wumbrel <on> drugs" in " ".join(" ".join(sheets).split())


def test_each_source_in_the_pdf_leads_to_its_passage(visa, reader, as_user):
    passage = said(visa, "The EU side raised visa matters.", number="10001/17").paragraph
    file = PDFDocument(PDFParser(BytesIO(as_user(reader).get("/briefing.pdf?theme=visa").content)))
    annotations = [resolve1(each) for sheet in PDFPage.create_pages(file) for each in resolve1(sheet.annots) or []]
    targets = {each["A"]["URI"].decode() for each in annotations}
    assert f"http://testserver{passage.get_absolute_url()}" in targets


def test_taking_a_pack_of_limite_papers_is_written_down_and_a_public_one_is_not(visa, limite_reader, as_user):
    said(visa, "The EU side raised visa matters.")
    said(visa, "Both sides said wumbrel on visa.", marking="LIMITE")
    browser = as_user(limite_reader)
    public = browser.get("/briefing.docx?theme=visa&public=1")
    assert not AccessRecord.objects.exists()
    assert "wumbrel" not in "".join(each.text for each in Document(BytesIO(public.content)).paragraphs)
    browser.get("/briefing.pdf?theme=visa")
    record = AccessRecord.objects.get(deed="exported")
    assert (record.person, record.form, record.marking) == (limite_reader, "pdf", "LIMITE")


@pytest.mark.parametrize("path", ["/briefing.xls?theme=visa", "/briefing.pdf", "/briefing.docx?folder=99999"])
def test_there_is_no_file_of_nothing(path, visa, reader, as_user):
    assert as_user(reader).get(path).status_code == 404
