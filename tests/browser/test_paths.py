"""The paths that people walk: from the door to a paragraph, with mouse and with keyboard alone."""

from playwright.sync_api import Browser, Page, expect

SEARCHED = "visa reciprocity"


def test_from_the_door_to_the_paragraph_that_was_searched_for(browser: Browser, site, reader_who_may_read_limite):
    context = browser.new_context(base_url=site)
    page = context.new_page()
    page.goto("/notes/10483-17/")
    page.get_by_label("User name").fill(reader_who_may_read_limite.username)
    page.get_by_label("Password").fill("a long pass phrase")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("10483/17")
    page.goto("/")
    page.get_by_role("searchbox").fill(SEARCHED)
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="§4.2").first.click()
    page.wait_for_url("**/notes/10483-17/**#p4.2")
    expect(page.locator("[id='p4.2']")).to_be_in_viewport()
    expect(page.locator("[id='p4.2'] mark").first).to_be_visible()
    context.close()


def test_keyboard_alone_skips_to_the_content_and_reaches_a_paragraph(page: Page):
    page.goto("/codes/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search the archive")).to_be_focused()
    page.keyboard.type(SEARCHED)
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")
    link = page.get_by_role("link", name="§4.2").first
    for _ in range(120):
        if link.evaluate("link => link === document.activeElement"):
            break
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**#p4.2")


def test_filters_stand_in_the_address_and_survive_going_back(page: Page):
    page.goto("/meetings/")
    page.get_by_label("Senior officials").check()
    page.get_by_role("button", name="Apply filters").click()
    page.wait_for_url("**/meetings/?level=senior-officials")
    page.locator(".meetings h2 a").first.click()
    page.go_back()
    expect(page.get_by_label("Senior officials")).to_be_checked()
    page.get_by_role("link", name="Remove filter Level: Senior officials").click()
    expect(page.get_by_label("Senior officials")).not_to_be_checked()


def test_comforts_an_address_to_copy_a_slash_to_write_and_a_theme_that_stays(page: Page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto("/notes/10483-17/")
    page.get_by_role("button", name="Copy: 10483/17 §4.2").click()
    expect(page.get_by_role("status").last).to_have_text("Copied: 10483/17 §4.2")
    assert page.evaluate("navigator.clipboard.readText()") == "10483/17 §4.2"

    page.get_by_role("searchbox", name="Search the archive").fill("10483")
    page.keyboard.press("End")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search the archive")).to_have_value("10483/")

    light = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    page.get_by_role("button", name="Dark").click()
    expect(page.get_by_role("button", name="Dark")).to_have_attribute("aria-pressed", "true")
    page.goto("/meetings/")
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") != light


def test_a_citation_is_copied_and_taken_as_a_file(page: Page, site):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site)
    page.goto("/notes/10483-17/")
    page.get_by_role("link", name="Cite §4.2").click()
    page.get_by_role("button", name="Copy: BibTeX").click()
    expect(page.get_by_role("status").last).to_have_text("Copied: BibTeX")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@techreport{10483-17-4.2,")
    with page.expect_download() as download:
        page.get_by_role("link", name="RIS as a file").click()
    assert download.value.suggested_filename == "10483-17-4.2.ris"


def test_the_data_about_a_page_stands_under_the_policy_of_the_site(page: Page):
    """schema.org stands in a script element. It is data, so the policy lets it be, and the console says nothing."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/notes/10483-17/")
    data = page.evaluate("JSON.parse(document.querySelector('script[type=\"application/ld+json\"]').textContent)")
    assert (data["@type"], data["reportNumber"], data["conditionsOfAccess"]) == ("Report", "10483/17", "LIMITE")
    assert said == []


def test_a_list_is_taken_as_a_workbook(page: Page):
    page.goto("/commitments/?side=US")
    with page.expect_download() as download:
        page.get_by_role("link", name="Excel", exact=True).click()
    assert download.value.suggested_filename.startswith("LIMITE-commitments-")
