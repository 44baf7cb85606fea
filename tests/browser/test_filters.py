"""Filters and long lists: seen, removable, kept by the browser's own way back; the address says it all."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests import make

WIDER_THAN_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
UNBROKEN = "Both sides agreed on " + "infrastructure" * 40


def chosen(page: Page) -> list[str]:
    """The filters that hold, as they stand above the list."""
    return page.get_by_role("list", name="Chosen filters").get_by_role("link").all_inner_texts()


@pytest.mark.parametrize(
    ("path", "ticked", "tag"),
    [
        ("/search/?q=visa+reciprocity", "COTER: Terrorism", "Topic code: COTER"),
        ("/meetings/", "Senior officials", "Level: Senior officials"),
        ("/commitments/", "US side", "Side: US side"),
    ],
)
def test_a_filter_is_seen_shared_by_its_address_and_survives_the_way_back(
    page: Page, path: str, ticked: str, tag: str
) -> None:
    page.goto(path)
    page.get_by_role("checkbox", name=ticked).first.check()
    page.get_by_role("button", name="Apply filters").click()
    expect(page.get_by_role("checkbox", name=ticked).first).to_be_checked()
    assert [words for words in chosen(page) if tag in words]
    filtered, count = page.url, page.get_by_role("status").first.inner_text()

    # away to what was found, and back
    page.locator("main :is(.hit-group, .meetings, .commitments) a").first.click()
    page.wait_for_url(lambda address: address != filtered)
    page.go_back()
    expect(page.get_by_role("checkbox", name=ticked).first).to_be_checked()
    assert (page.url, page.get_by_role("status").first.inner_text()) == (filtered, count)

    # the same address in another tab is the same list
    other = page.context.new_page()
    other.goto(filtered)
    assert chosen(other) == chosen(page)
    other.close()

    # removed by its tag; the way back brings it again, and one step more the list without it
    page.get_by_role("link", name=re.compile("^Remove filter")).first.click()
    expect(page.get_by_role("checkbox", name=ticked).first).not_to_be_checked()
    page.go_back()
    expect(page.get_by_role("checkbox", name=ticked).first).to_be_checked()
    page.go_back()
    page.wait_for_url(f"**{path}")
    expect(page.get_by_role("checkbox", name=ticked).first).not_to_be_checked()


def test_a_long_list_has_pages_that_keep_the_filters_and_the_way_back(page: Page) -> None:
    note = make.note(*[f"Both sides agreed on measure {place}." for place in range(60)])
    for paragraph in note.paragraphs.all():
        make.commitment(paragraph, side="both")
    page.goto("/commitments/?side=both")
    page.locator(".pager").get_by_role("link", name=re.compile(r"\b2$")).click()
    page.wait_for_url(re.compile(r"\?(?=.*side=both)(?=.*page=2)"))
    second, first_there = page.url, page.locator(".commitments blockquote").first.inner_text()
    assert [words for words in chosen(page) if "Both sides" in words]
    expect(page.locator(".pager [aria-current]")).to_have_text("2")
    page.locator(".commitments a.address").first.click()
    page.wait_for_url("**/notes/**")
    page.go_back()
    page.wait_for_url(second)
    assert page.locator(".commitments blockquote").first.inner_text() == first_there


@pytest.mark.parametrize("width", [320, 375, 1280])
def test_words_without_a_space_long_codes_and_many_filters_widen_nothing(page: Page, width: int) -> None:
    note = make.note(UNBROKEN, codes="DATAPROTECT 120120, CORDROGUE 820820, EUROJUST 966966", number="99999/17 REV 12")
    make.commitment(note.paragraphs.get(), side="both")
    page.set_viewport_size({"width": width, "height": 900})
    wide = []
    for path in (
        "/commitments/",
        "/commitments/?side=both&side=US&side=EU&strength=agrees&strength=commits&strength=willing&year=2017",
        "/",
        note.get_absolute_url(),
        "/search/?q=" + "infrastructure" * 12,
        "/search/?q=both+sides&side=EU&side=both&year=2017&level=ministerial",
    ):
        page.goto(path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        if page.evaluate(WIDER_THAN_WINDOW):
            wide.append((path, page.evaluate(WIDER_THAN_WINDOW)))
    assert wide == []
