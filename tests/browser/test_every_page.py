"""What holds on every page, in both themes and at three widths; and that the checks themselves can fail."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

CHECKS = Path(__file__).with_name("checks.js").read_text()
PAGES = [
    "/",
    "/meetings/",
    "/meetings/?year=2017&year=1999&city=Valletta",
    "/meetings/2017-06-valletta/",
    "/meetings/2024-06-brussels/",
    "/notes/10483-17/?hl=visa+reciprocity",
    "/codes/",
    "/codes/visa/",
    "/matrix/",
    "/commitments/",
    "/search/?q=visa+reciprocity",
    "/search/?q=zzzz",
    "/search/",
    "/threads/",
    "/threads/visa-reciprocity/",
    "/people/",
    "/people/duke/",
    "/diary/",
    "/instruments/",
    "/quiet/",
    "/quotes/",
    "/briefing/",
    "/briefing/?theme=visa-reciprocity&theme=pnr",
    "/folders/",
    "/notes/10483-17/4.2/keep/",
    "/glossary/",
    "/notes/10483-17/4.2/similar/",
    "/notes/10483-17/4.2/report/",
    "/meetings/2017-06-valletta/cite/",
    "/notes/10483-17/cite/",
    "/notes/10483-17/4.2/cite/",
    "/reports/",
    "/tokens/",
    "/account/",
    "/account/password/",
    "/account/second-factor/",
    "/saved/",
    "/saved/new/?q=visa",
    "/feeds/?follow=code&slug=visa",
    "/api/",
    "/no/such/page/",
]
WIDTHS = (320, 375, 1280)
THEMES = ("light", "dark")


def wrong_with(page: Page) -> dict[str, Any]:
    """What each check finds wrong with the page as it stands; empty when nothing is."""
    found = page.evaluate(f"Object.fromEntries(Object.entries({CHECKS}).map(([name, check]) => [name, check()]))")
    return {name: places for name, places in found.items() if places}


def test_every_page_fits_reads_and_can_be_pressed(page):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    for path in PAGES:
        answer = page.goto(path)
        assert answer.status == (404 if path == "/no/such/page/" else 200), path
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for theme in THEMES:
                page.emulate_media(color_scheme=theme)
                assert wrong_with(page) == {}, f"{path} at {width} px, {theme}"
    assert [words for words in said if "404 (Not Found)" not in words] == []


@pytest.mark.parametrize(
    ("check", "html"),
    [
        ("overflowing", "<p>" + "unbroken" * 300),
        ("spilling", '<div class="hit" style="width: 40px"><p style="display: flex"><b>Unbroken-words</b></p></div>'),
        ("nameless", '<a href="/"></a>'),
        ("ambiguous", '<p id="a">One</p><p id="a">Two</p>'),
        ("disordered", "<h3>No second level</h3>"),
        ("small", "<button>x</button>"),
        ("faint", "<p>Grey on white</p>"),
    ],
)
def test_each_check_finds_what_it_is_for(check, html, browser):
    context = browser.new_context()
    page = context.new_page()
    page.set_content(f"<style>button {{ padding: 0; height: 9px }} p {{ color: #999 }}</style><h1>Page</h1>{html}")
    assert check in wrong_with(page)
    context.close()
