"""On paper a page is a document: marked and with its source on every sheet, addresses written out, no furniture."""

from collections.abc import Callable
from pathlib import Path

import pytest
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTPage, LTTextContainer
from playwright.sync_api import Page

from meetings.models import OutcomeNote

NOTE, MEETING, THREAD = "/notes/10483-17/", "/meetings/2017-06-valletta/", "/threads/visa-reciprocity/"
SEARCH = "/search/?q=visa+reciprocity&side=both"
# What can only be pressed, or leads about the site.
FURNITURE = (
    "Skip to",
    "Home Meetings",
    "Review desk",
    "Sign out",
    "Search the archive",
    "In this note",
    "Search in this",
    "Filters",
    "Apply filters",
    "Remove",
    "How to ask",
    "Only the exact words",
    "Earlier versions and translations too",
    "Best match",
    "Passages like this",
    "Report a mistake",
    "Your reports of mistakes",
    "Quote check",
    "Copy",
    "As my system",
    "Français",
    "Before, ministerial",
    "All meetings",
)


@pytest.fixture
def printed(page: Page, site: str, tmp_path: Path) -> Callable[[str], list[str]]:
    """``printed(path)`` is the text of each sheet of that page, printed by the browser and read back from the PDF.

    Without any space: a long address is broken wherever the line ends.
    """

    def sheets(path: str) -> list[str]:
        page.goto(path)
        paper = tmp_path / "paper.pdf"
        page.pdf(path=paper, prefer_css_page_size=True)
        return [close("".join(from_the_top(sheet))) for sheet in extract_pages(paper)]

    return sheets


def from_the_top(sheet: LTPage) -> list[str]:
    boxes = [box for box in sheet if isinstance(box, LTTextContainer)]
    return [box.get_text() for box in sorted(boxes, key=lambda box: -box.y1)]


def close(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("path", [NOTE, MEETING, THREAD, SEARCH])
def test_a_page_prints_as_a_document(printed: Callable[[str], list[str]], page: Page, site: str, path: str) -> None:
    sheets = printed(path)
    paper = "".join(sheets)

    # marked, and with its source, on every sheet
    for number, sheet in enumerate(sheets, 1):
        assert sheet.startswith("LIMITE")
        assert f"{number}/{len(sheets)}" in sheet[-40:]
        assert close(site + path) in sheet
        assert close("Search copy; the original paper prevails") in sheet
    assert len(sheets) > 1 or path == SEARCH

    # no furniture, of which there is some on the screen
    assert [words for words in FURNITURE if close(words) in paper] == []
    standing = close(page.locator("body").inner_text())
    assert len([words for words in FURNITURE if close(words) in standing]) > 5

    # addresses written out
    outside = page.locator("main a[href^='http']").evaluate_all("all => all.map(a => a.getAttribute('href'))")
    papers = page.locator(".papers a[href^='/'], .hit a.address").evaluate_all("all => all.map(a => a.href)")
    assert [address for address in [*outside, *papers] if close(address) not in paper] == []
    assert outside or papers or path == THREAD
    assert close("10483/17 §4.2") in paper or path in (NOTE, MEETING)  # there §4.2 stands below the number


def test_a_heading_stands_on_the_sheet_of_its_text(printed: Callable[[str], list[str]], page: Page) -> None:
    sheets = printed(MEETING)
    first_words = (
        "topics => topics.map(t => [t.querySelector('h2').innerText, t.querySelector('.paragraph__text')?.innerText])"
    )
    topics = [topic for topic in page.locator(".agenda-topic").evaluate_all(first_words) if topic[1]]
    assert len(topics) > 4
    parted = []
    for title, text in topics:
        sheet, begins = next((each, at) for each in sheets if (at := each.find(close(text)[:30])) >= 0)
        if close(title.split("\n")[-1])[:15] not in sheet[max(0, begins - 200) : begins]:
            parted.append(title)
    assert parted == []


def test_each_theme_of_a_briefing_pack_takes_one_sheet(printed: Callable[[str], list[str]], page: Page) -> None:
    sheets = printed("/briefing/?theme=visa-reciprocity&theme=pnr")
    themes = page.locator(".sheet-of-pack > h2").all_inner_texts()
    ends = [next(n for n, sheet in enumerate(sheets) if close(title) in sheet[300 * (n == 0) :]) for title in themes]
    assert ends == [0, 1]
    assert close("In office, as public sources last named them") in sheets[2]


def test_a_public_paper_is_marked_so_on_every_sheet(printed: Callable[[str], list[str]]) -> None:
    OutcomeNote.objects.update(marking="PUBLIC")
    sheets = printed(NOTE)
    assert len(sheets) > 2
    assert [sheet for sheet in sheets if not sheet.startswith("PUBLIC") or "LIMITE" in sheet] == []


def test_a_printed_search_says_what_was_searched_and_how_it_was_narrowed(printed: Callable[[str], list[str]]) -> None:
    paper = "".join(printed(SEARCH))
    assert close("Searched for: visa reciprocity") in paper
    assert close("Who is reported: Both sides") in paper


def test_what_is_folded_on_the_screen_is_open_on_paper(printed: Callable[[str], list[str]], page: Page) -> None:
    paper = "".join(printed(THREAD))
    folded = page.locator("table.thread details li").all_text_contents()
    assert folded
    assert [words for words in folded if close(words) not in paper] == []


def test_the_dark_theme_prints_black_on_white(page: Page) -> None:
    page.emulate_media(color_scheme="dark", media="print")
    page.goto(NOTE)
    colours = "e => [getComputedStyle(e).color, getComputedStyle(document.documentElement).backgroundColor]"
    assert page.locator(".paragraph__text").first.evaluate(colours) == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
