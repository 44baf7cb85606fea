"""What must still be seen when colours, motion, size or spacing are the reader's own."""

import pytest
from playwright.sync_api import Page

from tests.browser.test_every_page import PAGES

PATHS = (
    "/",
    "/search/?q=visa+reciprocity",
    "/notes/10483-17/?hl=visa+reciprocity",
    "/threads/visa-reciprocity/",
    "/matrix/",
)
STYLE = "(e, name) => getComputedStyle(e)[name]"
WIDER_THAN_WINDOW = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# WCAG 1.4.12: the spacing that a reader may ask for.
SPACED = """() => {
  const wider = new CSSStyleSheet();
  wider.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important }"
    + " * { word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
  document.adoptedStyleSheets = [wider];
}"""
# What still moves: smooth scrolling, transitions, animations.
MOVING = """() => [...document.querySelectorAll("*")].filter((e) => {
  const style = getComputedStyle(e);
  return style.scrollBehavior === "smooth" || style.animationName !== "none"
    || style.transitionDuration.split(", ").some((time) => parseFloat(time) > 0);
}).map((e) => e.outerHTML.slice(0, 80))"""
# Choices that belong together, without a frame that says what they are.
UNGROUPED = """() => [...document.querySelectorAll("main input:is([type=checkbox], [type=radio])")]
  .filter((e, _, all) => all.filter((other) => other.name === e.name && other.form === e.form).length > 1)
  .filter((e) => !e.closest("fieldset")?.querySelector("legend")?.textContent.trim())
  .map((e) => e.outerHTML)"""


def test_forced_colours_keep_marks_frames_and_focus(page: Page) -> None:
    page.emulate_media(forced_colors="active")
    page.goto("/notes/10483-17/?hl=visa+reciprocity")
    ground = page.locator("body").evaluate(STYLE, "backgroundColor")
    mark = page.locator("mark").first
    assert mark.evaluate(STYLE, "backgroundColor") not in (ground, "rgba(0, 0, 0, 0)")
    assert page.locator(".marking-banner").evaluate(STYLE, "borderTopStyle") == "solid"
    assert page.locator(".has-commitment").first.evaluate(STYLE, "textDecorationLine") == "underline"
    for _ in range(12):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        assert focused.evaluate(STYLE, "outlineStyle") == "solid"
        assert focused.evaluate(STYLE, "outlineColor") != ground
    here = page.locator(".places [aria-current]")
    assert here.evaluate(STYLE, "borderBottomColor") != ground


def test_less_motion_is_none(page: Page) -> None:
    page.emulate_media(reduced_motion="reduce")
    for path in PATHS:
        page.goto(path)
        assert page.evaluate(MOVING) == [], path
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(MOVING)


def test_zoom_and_wider_spacing_push_nothing_out_of_the_window(page: Page) -> None:
    for path in PATHS:
        page.goto(path)
        for width in (640, 320):  # a window of 1280 at 200 and 400 %
            page.set_viewport_size({"width": width, "height": 450})
            assert page.evaluate(WIDER_THAN_WINDOW) == 0, f"{path} at {width} px"
        page.evaluate(SPACED)
        assert page.evaluate(WIDER_THAN_WINDOW) == 0, f"{path}, spaced"


def test_sides_and_marks_are_told_apart_without_colour(page: Page) -> None:
    page.goto("/notes/10483-17/?hl=visa+reciprocity")
    lines = {}
    for side, words in (("eu", "EU side"), ("us", "US side"), ("both", "Both sides")):
        shown = page.locator(f"article .side--{side}")
        assert set(shown.all_text_contents()) == {words}
        lines[side] = shown.first.evaluate(STYLE, "borderLeftStyle")
    assert len(set(lines.values())) == 3
    assert page.locator("mark").first.evaluate(STYLE, "borderBottomStyle") == "solid"
    assert page.locator(".marking").first.inner_text() == "LIMITE"
    for strength in page.locator(".strength").all_text_contents():
        assert strength.strip()


def test_choices_that_belong_together_are_in_a_named_group(page: Page) -> None:
    found = 0
    for path in PAGES:
        page.goto(path)
        assert page.evaluate(UNGROUPED) == [], path
        found += page.locator("fieldset input[type=checkbox]").count()
    assert found > 20


@pytest.mark.parametrize(
    "path", ["/search/?q=visa+reciprocity&code=visa", "/meetings/?level=ministerial", "/commitments/?side=both"]
)
def test_the_count_and_the_filters_that_hold_are_announced(page: Page, path: str) -> None:
    page.goto(path)
    status = page.get_by_role("status").first
    assert status.evaluate("e => e === document.activeElement")
    chosen = page.locator(".chosen a span span + *, .chosen a > span").first.inner_text()
    assert " ".join(chosen.split()).removeprefix("Remove filter ") in " ".join(status.text_content().split())
