"""The table of codes by meetings, when it is much wider than the screen."""

from playwright.sync_api import Page

# As with fifty more meetings: each last cell of a row again and again.
WIDEN = """() => document.querySelectorAll('.heat tr').forEach(row => {
  for (let place = 0; place < 50; place++) row.append(row.lastElementChild.cloneNode(true));
})"""
BOX = "() => document.querySelector('.scroll').scrollWidth > document.querySelector('.scroll').clientWidth"
FIRST = ".heat tbody th"


def test_a_wide_table_scrolls_inside_its_box_and_keeps_its_codes_in_view(page: Page) -> None:
    page.goto("/matrix/")
    page.evaluate(WIDEN)
    for width in (320, 375, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        assert page.evaluate(BOX), width
        wider = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wider) == 0, width
        before = page.locator(FIRST).first.bounding_box()
        page.evaluate("document.querySelector('.scroll').scrollLeft = 500")
        assert page.locator(FIRST).first.bounding_box() == before, width
        page.evaluate("document.querySelector('.scroll').scrollLeft = 0")
