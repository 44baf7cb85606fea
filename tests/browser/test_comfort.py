"""What makes reading lighter: keys, cards that explain, copying. Each is an addition; the pages do without."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext, Page, expect

from meetings.models import Paragraph

NOTE = "/notes/10483-17/"
SEARCH = "/search/?q=visa+reciprocity"


def card_of(page: Page, link: str):
    """The card that explains ``link``."""
    return page.locator(f"#{page.locator(link).first.get_attribute('interestfor')}")


def test_slash_goes_to_the_search_box_and_j_and_k_walk_through_the_hits(page):
    page.goto(SEARCH)
    page.keyboard.press("j")
    first = page.locator(".hit a").first
    expect(first).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator(".hit").nth(1).locator("a").first).to_be_focused()
    page.keyboard.press("k")
    expect(first).to_be_focused()
    page.keyboard.press("/")
    expect(page.locator("#q")).to_be_focused()


def test_keys_are_named_at_the_foot_and_can_be_switched_off(page):
    page.goto(SEARCH)
    switch = page.get_by_role("button", name="Keys on")
    expect(switch).to_have_attribute("aria-pressed", "true")
    switch.click()
    page.goto(SEARCH)
    expect(page.get_by_role("button", name="Keys on")).to_have_attribute("aria-pressed", "false")
    page.keyboard.press("/")
    expect(page.locator("#q")).not_to_be_focused()


def test_a_code_and_a_short_form_are_explained_to_the_pointer_and_to_the_keyboard(page):
    page.goto(NOTE)
    for link, words in ((".topic-code[interestfor]", "External"), (".term", "passenger name record")):
        card = card_of(page, link)
        page.locator(link).first.hover()
        expect(card).to_be_visible()
        page.keyboard.press("Escape")
        expect(card).to_be_hidden()
        page.mouse.move(0, 0)
        page.locator(link).first.focus()
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        expect(card).to_be_visible()
        expect(card).to_contain_text(words, ignore_case=True)
        page.keyboard.press("Escape")


def test_a_card_stays_while_the_pointer_is_on_it_and_goes_by_escape(page):
    """WCAG 2.2, 1.4.13: what opens by itself can be pointed at, stays, and is dismissed without moving the pointer."""
    page.goto(NOTE)
    link, card = page.locator(".term").first, card_of(page, ".term")
    link.hover()
    expect(card).to_be_visible()
    place = card.bounding_box()
    page.mouse.move(place["x"] + 8, place["y"] + place["height"] / 2, steps=6)
    page.wait_for_timeout(1200)
    expect(card).to_be_visible()
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()
    page.mouse.move(0, 0)
    link.hover()
    expect(card).to_be_visible()
    page.mouse.move(0, 0)
    expect(card).to_be_hidden()


def test_more_places_open_by_keys_and_close_by_escape_without_a_script(browser, open_browser, site):
    context = browser.new_context(
        storage_state=open_browser().storage_state(), base_url=site, java_script_enabled=False
    )
    page = context.new_page()
    page.goto("/diary/")
    more, places = page.get_by_role("button", name="More"), page.locator("#more")
    expect(more).to_have_attribute("aria-current", "true")  # the diary is one of them
    expect(places).to_be_hidden()
    more.focus()
    page.keyboard.press("Enter")
    expect(places).to_be_visible()
    page.keyboard.press("Tab")
    expect(places.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(places).to_be_hidden()
    expect(more).to_be_focused()
    page.keyboard.press("Enter")
    places.get_by_role("link", name="Quote check").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Quote check")
    context.close()


def test_cards_open_without_a_script(browser, open_browser: Callable[..., BrowserContext], site):
    state = open_browser().storage_state()
    context = browser.new_context(storage_state=state, base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto(NOTE)
    page.locator(".term").first.hover()
    expect(page.get_by_text("passenger name record").first).to_be_visible()
    context.close()


def test_a_first_tap_explains_and_a_second_follows(browser, open_browser: Callable[..., BrowserContext], site):
    state = open_browser().storage_state()
    context = browser.new_context(
        storage_state=state, base_url=site, has_touch=True, viewport={"width": 375, "height": 800}
    )
    page = context.new_page()
    page.goto(NOTE)
    page.locator(".term").first.tap()
    expect(card_of(page, ".term")).to_be_visible()
    assert page.url.endswith(NOTE)
    page.locator(".term").first.tap()
    page.wait_for_url("**/glossary/#*")
    context.close()


def test_short_forms_change_no_word_of_the_text(page):
    page.goto(NOTE)
    shown = page.locator(".paragraph__text").all_inner_texts()
    assert [" ".join(text.split()) for text in shown] == [
        " ".join(text.split()) for text in Paragraph.objects.order_by("position").values_list("text", flat=True)
    ]


def test_a_quotation_is_copied_with_its_address(open_browser: Callable[..., BrowserContext], site):
    context = open_browser()
    context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page = context.new_page()
    page.goto("/commitments/")
    quote = page.locator(".commitments blockquote").first.inner_text()
    page.get_by_role("button", name="Copy the quotation").first.click()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"“{quote}” (10483/17 §")
    assert f"{site}/notes/10483-17/#" in copied


def test_a_form_that_takes_a_while_says_so_and_is_sent_once(page):
    page.goto("/quotes/")
    # The page is held back from leaving, as by a slow answer; what would have been sent is counted.
    page.evaluate("""() => {
      window.sent = 0;
      document.addEventListener("submit", (event) => {
        if (!event.defaultPrevented) window.sent += 1;
        event.preventDefault();
      });
    }""")
    page.get_by_label("Sentence or draft").fill("Both sides agreed to continue the exchange of passenger data.")
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_role("status").last).to_have_text("Checking …")
    page.get_by_role("button", name="Checking …").click()
    assert page.evaluate("window.sent") == 1
