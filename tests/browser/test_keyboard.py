"""Without a mouse: every step from the door to a paragraph and back, and where the focus is at any time."""

import re

from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from tests import make

# Each thing that can be focused: does its look change when it is, and can it be seen (WCAG 2.2: 2.4.7, 2.4.11)?
UNSEEN = """() => {
  const FOCUSABLE = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const outline = ({ outlineStyle, outlineWidth, outlineColor }) => [outlineStyle, outlineWidth, outlineColor].join();
  const wrong = [];
  let seen = 0;
  for (const e of document.querySelectorAll(FOCUSABLE)) {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.disabled) continue;
    document.activeElement.blur();
    const style = getComputedStyle(e);
    const before = outline(style);
    e.focus({ focusVisible: true });
    if (document.activeElement !== e) continue;
    seen += 1;
    const name = e.outerHTML.slice(0, 90);
    const drawn = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
    if (!drawn || outline(style) === before) wrong.push(`no outline: ${name}`);
    const [place] = e.getClientRects();
    const there = document.elementFromPoint(place.x + place.width / 2, place.y + Math.min(place.height / 2, 20));
    const itself = there && (e.contains(there) || there.contains(e) || there.closest("label")?.contains(e));
    if (!itself) wrong.push(`covered by ${there?.outerHTML.slice(0, 60)}: ${name}`);
  }
  return { wrong, seen };
}"""


def press_until(page: Page, wanted: Locator, key: str = "Tab", at_most: int = 60) -> None:
    """Press ``key`` until the focus is on ``wanted``."""
    for _ in range(at_most):
        page.keyboard.press(key)
        if wanted.evaluate("e => e === document.activeElement"):
            return
    raise AssertionError(f"{wanted} was not reached in {at_most} steps")


def test_search_to_paragraph_and_back_by_keys_alone(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("visa reciprocity")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=visa+reciprocity")
    # The count has the focus, so that it is read out; the next stop that counts is the first passage.
    count = page.get_by_role("status").first
    expect(count).to_be_focused()
    expect(count).to_have_text(re.compile(r"\d+ passages? in \d+ meetings?"))
    second = page.locator(".hit a.address").nth(1)
    press_until(page, second, at_most=6)
    led_to = second.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_url("**/notes/10483-17/**#p*")
    paragraph = page.locator(":target")
    expect(paragraph).to_be_in_viewport()
    page.keyboard.press("Tab")  # goes on from the paragraph, not from the top of the page
    assert paragraph.evaluate("e => e.contains(document.activeElement)")
    page.go_back()
    page.wait_for_url("**/search/?q=visa+reciprocity")
    expect(page.locator(f'.hit a.address[href="{led_to}"]')).to_be_focused()
    expect(page.locator(":focus")).to_be_in_viewport()


def test_filters_are_skipped_set_and_heard_by_keys_alone(page: Page) -> None:
    page.goto("/meetings/")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to results")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    count = page.get_by_role("status").first
    expect(count).to_be_focused()
    senior = page.get_by_label("Senior officials")
    press_until(page, senior, "Shift+Tab", at_most=120)
    page.keyboard.press("Space")
    press_until(page, page.get_by_role("button", name="Apply filters"), at_most=120)
    page.keyboard.press("Enter")
    page.wait_for_url("**/meetings/?level=senior-officials**")
    expect(count).to_be_focused()
    expect(count).to_contain_text("Level: Senior officials")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).not_to_have_attribute("type", "checkbox")  # on to the list, past the filters


def test_what_has_the_focus_is_outlined_and_not_covered(page: Page, reader_who_may_read_limite: User) -> None:
    User.objects.filter(pk=reader_who_may_read_limite.pk).update(is_staff=True, is_superuser=True)
    waiting = make.note("Both sides agreed to meet again.", published=False)
    page.emulate_media(reduced_motion="reduce")  # so that scrolling to what is focused takes no time
    wrong = []
    for path in (
        "/",
        "/search/?q=visa+reciprocity",
        "/notes/10483-17/",
        "/commitments/",
        "/threads/visa-reciprocity/",
        "/matrix/",
        "/admin/",
        "/admin/meetings/meeting/",
        f"/admin/review/{waiting.pk}/",
    ):
        page.goto(path)
        page.keyboard.press("Tab")
        for width in (1280, 375):
            page.set_viewport_size({"width": width, "height": 700})
            found = page.evaluate(UNSEEN)
            assert found["seen"] > 10, path
            wrong += [f"{path} at {width} px: {words}" for words in found["wrong"]]
    assert not wrong, "\n".join(wrong)
