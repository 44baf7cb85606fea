"""The archivist's work in a real browser: upload, review with the keys, publish; and all of it without scripts."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.conf import settings
from django.contrib import admin
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from meetings import review
from meetings.ingest import send_files
from meetings.ingest.tasks import read_waiting
from meetings.models import AccessRecord, Commitment, FailedTry, OutcomeNote
from meetings.review.bin import delete_note
from tests import make
from tests.browser.test_every_page import wrong_with
from tests.ingest.papers import note_text
from tests.ingest.test_by_hand import SCAN

PAPER = settings.BASE_DIR / "tests" / "specimens" / "dev" / "99211-11.pdf"
DROPPED = """(zone) => {
  const carried = new DataTransfer();
  carried.items.add(new File(["Some words"], "dropped.txt", { type: "text/plain" }));
  zone.dispatchEvent(new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true }));
}"""
MARK_FIRST_WORDS = """(text) => {
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  range.setStart(walk.nextNode(), 0);
  let node = walk.currentNode, before = 0;  // words that were read from here stand in elements of their own
  while (before + node.data.length <= 20) [before, node] = [before + node.data.length, walk.nextNode()];
  const space = node.data.indexOf(" ", Math.max(20 - before, 0));
  range.setEnd(node, space < 0 ? node.data.length : space);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}"""

ORDER_SAID = """(head) => getComputedStyle(head, "::before").content.includes("Order")"""


@pytest.fixture
def at_the_desk(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """``at_the_desk(java_script_enabled=False)`` is a page of an archivist; complaints of the browser fail the test."""
    client = Client()
    client.force_login(make.user("archivist"))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    opened: list[BrowserContext] = []
    complaints: list[str] = []

    def open_one(**options: bool) -> Page:
        context = browser.new_context(base_url=site, **options)
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        opened.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        return page

    yield open_one
    for context in opened:
        context.close()
    # A form that comes back with a sentence is answered with 400, which the browser writes down.
    assert [words for words in complaints if "400 (Bad Request)" not in words] == []


def upload(page: Page) -> OutcomeNote:
    """Send PAPER through the upload page; the note that came of it, with the browser at its review page."""
    page.goto(reverse("admin:upload"))
    page.get_by_label("Choose notes").set_input_files(PAPER)
    page.get_by_role("button", name="Upload and read").click(no_wait_after=True)
    expect(page.get_by_role("heading", name="1 of 1 file is in the archive")).to_be_visible(timeout=60_000)
    page.get_by_role("link", name="Review 99211/11").click()
    page.wait_for_url("**/admin/review/*/", wait_until="load")
    return OutcomeNote.objects.get(number="99211/11")


def test_from_the_upload_to_the_reader(at_the_desk: Callable[..., Page], page: Page) -> None:
    desk = at_the_desk()
    note = upload(desk)
    desk.get_by_role("button", name="Publish", exact=True).click()
    expect(desk.locator(".messages")).to_contain_text("99211/11 is published")
    page.goto(note.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("99211/11")


def test_the_same_without_scripts(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk(java_script_enabled=False)
    note = upload(desk)
    desk.get_by_role("button", name="Confirm the").click()
    desk.get_by_role("button", name="Publish", exact=True).click()
    note.refresh_from_db()
    assert note.is_published
    assert Commitment.objects.filter(paragraph__note=note, state=Commitment.CONFIRMED).exists()


def tab_to(page: Page, target: Locator, most: int = 400) -> None:
    """Press Tab until ``target`` has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if target.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{target} cannot be reached with Tab")


def test_from_the_upload_to_the_reader_with_the_keyboard_alone(at_the_desk: Callable[..., Page], page: Page) -> None:
    desk = at_the_desk()
    desk.goto(reverse("admin:index"))
    tab_to(desk, desk.get_by_role("link", name="Upload notes"))
    desk.keyboard.press("Enter")
    chooser = desk.get_by_label("Choose notes")
    tab_to(desk, chooser)
    desk.wait_for_load_state()
    with desk.expect_file_chooser() as chosen:
        desk.keyboard.press("Space")
    chosen.value.set_files(PAPER)
    tab_to(desk, desk.get_by_role("button", name="Upload and read"))
    desk.keyboard.press("Enter")
    expect(desk.get_by_role("heading", name="1 of 1 file is in the archive")).to_be_visible(timeout=60_000)
    tab_to(desk, desk.get_by_role("link", name="Review 99211/11"))
    desk.keyboard.press("Enter")
    desk.wait_for_url("**/admin/review/*/", wait_until="load")
    note = OutcomeNote.objects.get(number="99211/11")
    for _ in range(note.doubts.count()):  # Y settles one and goes on to the next
        if not desk.evaluate("document.activeElement.matches('.doubt')"):
            desk.keyboard.press("j")
        with desk.expect_navigation():
            desk.keyboard.press("y")
    assert not note.doubts.filter(settled_at=None).exists()
    desk.goto(f"{reverse('admin:review', args=[note.pk])}")
    commitments = Commitment.objects.filter(paragraph__note=note)
    first = commitments.order_by("paragraph__position", "start", "side").first()
    for _ in range(note.doubts.count() + 1):
        desk.keyboard.press("j")
    expect(desk.locator(f"#commitment-{first.pk}")).to_be_focused()
    for _ in range(commitments.count()):
        with desk.expect_navigation():
            desk.keyboard.press("y")
    assert not commitments.exclude(state=Commitment.CONFIRMED).exists()
    expect(desk.locator("#publish")).to_be_in_viewport()
    tab_to(desk, desk.get_by_role("button", name="Publish", exact=True))
    desk.keyboard.press("Enter")
    expect(desk.locator(".messages")).to_contain_text("99211/11 is published")
    page.goto(note.get_absolute_url())
    expect(page.get_by_role("heading", level=1)).to_contain_text("99211/11")


def test_a_value_lights_up_all_its_words_and_the_original_opens_at_their_page(
    at_the_desk: Callable[..., Page],
) -> None:
    desk = at_the_desk()
    note = upload(desk)
    lit = desk.locator(".lit")
    desk.get_by_role("link", name=re.compile("Its words.*Subject")).click()
    subject = " ".join(note.subject.split())
    assert " ".join(" ".join(lit.all_inner_texts()).split()) == subject  # over two lines of the cover
    expect(lit.first).to_be_in_viewport()
    later = Commitment.objects.filter(paragraph__note=note, paragraph__page__gt=1).first()
    desk.locator(f"#commitment-{later.pk}").get_by_role("link", name="Its words").click()
    assert "".join(lit.all_inner_texts()) == later.quote
    expect(desk.locator("iframe.original")).to_have_attribute("data-page", str(later.paragraph.page))


def test_without_scripts_a_link_lights_the_words_and_a_form_takes_quoted_ones(
    at_the_desk: Callable[..., Page],
) -> None:
    desk = at_the_desk(java_script_enabled=False)
    note = upload(desk)
    desk.get_by_role("link", name=re.compile("Its words.*Date of the note")).click()
    expect(desk.locator("[data-words]:target")).to_have_text("9 June 2011")
    paragraph = note.paragraphs.exclude(commitments__isnull=False).first()
    words = " ".join(paragraph.text.split()[:6])
    row = desk.locator(f'[id="text-{paragraph.address}"]')
    row.get_by_text("Add a commitment").click()
    row.get_by_label("Words").fill(f"{words} that do not stand there")
    row.get_by_role("button", name="Add the commitment").click()
    expect(desk.get_by_role("alert")).to_contain_text("does not stand in")
    expect(row.get_by_label("Words")).to_have_value(f"{words} that do not stand there")
    row.get_by_label("Words").fill(words)
    row.get_by_role("button", name="Add the commitment").click()
    expect(desk.locator(".messages")).to_contain_text("was added")
    assert Commitment.objects.get(paragraph=paragraph).quote == words


def test_a_scan_is_typed_beside_its_pages_and_read(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    line = send_files(files=[ContentFile(SCAN, "scan.pdf")], by=None).lines.get()
    read_waiting.call()
    desk.goto(reverse("admin:quarantine"))
    desk.get_by_role("link", name="Type its text").click()
    for width in (375, 1280):
        desk.set_viewport_size({"width": width, "height": 900})
        assert wrong_with(desk) == {}, width
    cover, body = note_text().decode().split("## ", 1)
    desk.get_by_label("Text of this page").fill(cover)
    desk.get_by_role("button", name="Save, and on to the next page").click()
    desk.wait_for_url("**/text/2/")
    assert "#page=2" in desk.locator("iframe.original").get_attribute("src")
    desk.get_by_label("Text of this page").fill(f"1. {body[3:]}")
    desk.get_by_role("button", name="Save, and read the whole text").click(no_wait_after=True)
    expect(desk.get_by_role("heading", name="1 of 1 file is in the archive")).to_be_visible(timeout=60_000)
    line.refresh_from_db()
    desk.goto(line.note.get_absolute_url())
    expect(desk.get_by_text("typed by hand from the scan")).to_be_visible()


def test_the_original_stands_beside_its_reading(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    upload(desk)
    original, reading = desk.locator("iframe.original"), desk.locator("#cover")
    left, right = original.bounding_box(), reading.bounding_box()
    assert left["x"] + left["width"] <= right["x"]
    assert "#page=1" in original.get_attribute("src")
    assert desk.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


def test_commitments_are_judged_by_keys_alone(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    note = upload(desk)
    commitments = Commitment.objects.filter(paragraph__note=note)
    first, second = commitments.order_by("paragraph__position", "start", "side")[:2]
    for _ in range(note.doubts.count() + 1):
        desk.keyboard.press("j")
    expect(desk.locator(f"#commitment-{first.pk}")).to_be_focused()
    desk.keyboard.press("y")
    expect(desk.locator(f"#commitment-{first.pk}")).to_contain_text("Confirmed")
    expect(desk.locator(f"#commitment-{second.pk}")).to_be_focused()
    desk.keyboard.press("n")
    expect(desk.locator(f"#commitment-{second.pk}")).to_contain_text("Rejected")
    desk.keyboard.press("k")
    desk.keyboard.press("e")
    expect(desk.get_by_label("Words").and_(desk.locator(":focus"))).to_be_visible()
    desk.keyboard.press("n")  # a letter in the field, not a rejection
    assert list(commitments.filter(state=Commitment.REJECTED)) == [second]


def test_marked_words_become_a_commitment(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    note = upload(desk)
    paragraph = note.paragraphs.exclude(commitments__isnull=False).first()
    text = desk.locator(f'[data-paragraph="{paragraph.pk}"]')
    text.evaluate(MARK_FIRST_WORDS)
    form = desk.locator(f'[data-add="{paragraph.pk}"]')
    form.locator("summary").click()
    form.get_by_role("button", name="Add the commitment").click()
    expect(desk.locator(".messages")).to_contain_text("was added")
    added = Commitment.objects.get(paragraph=paragraph)
    assert added.start == 0
    assert len(added.quote) >= 20


def test_files_can_be_dropped_and_are_listed(at_the_desk: Callable[..., Page]) -> None:
    desk = at_the_desk()
    desk.goto(reverse("admin:upload"))
    desk.locator("[data-drop-zone]").evaluate(DROPPED)
    expect(desk.locator("[data-chosen]")).to_have_text("dropped.txt, 1 KB")
    assert desk.evaluate("document.querySelector('input[type=file]').files.length") == 1


@pytest.mark.parametrize("scripts", [True, False])
def test_progress_is_seen_with_and_without_scripts_and_survives_a_closed_tab(
    at_the_desk: Callable[..., Page], settings: Any, scripts: bool
) -> None:
    settings.TASKS = {"default": {"BACKEND": "django.tasks.backends.dummy.DummyBackend"}}  # reads when we say so
    first = at_the_desk(java_script_enabled=scripts)
    first.goto(reverse("admin:upload"))
    first.get_by_label("Choose notes").set_input_files(PAPER)
    first.get_by_role("button", name="Upload and read").click()
    expect(first.get_by_text("0 of 1 done")).to_be_visible()
    address = first.url
    first.close()
    again = at_the_desk(java_script_enabled=scripts)
    again.goto(address)
    expect(again.get_by_text("0 of 1 done")).to_be_visible()
    read_waiting.call()
    expect(again.get_by_role("heading", name="1 of 1 file is in the archive")).to_be_visible(timeout=20_000)
    expect(again.locator("progress")).to_have_count(0)


def test_a_note_is_deleted_restored_and_its_history_read_without_scripts(at_the_desk: Callable[..., Page]) -> None:
    page = at_the_desk(java_script_enabled=False)
    note = make.note("Both sides agreed to meet again.", published=False, subject="Ministerial")
    page.goto(reverse("admin:review", args=[note.pk]))
    page.get_by_label("Subject").fill("Ministerial meeting")
    page.get_by_role("button", name="Save the cover").click()
    page.get_by_text("Delete it").click()
    page.locator("#bin-reason").fill("Sent by mistake")
    page.get_by_role("button", name="Put into the bin").click()
    expect(page.get_by_text("Put into the bin. Reason: “Sent by mistake”.")).to_be_visible()
    page.get_by_role("button", name=f"Restore {note.name}").click()
    page.get_by_role("link", name="Every value before and after").click()
    page.get_by_text("Take it back").click()
    page.get_by_label("Reason").fill("As printed")
    page.get_by_role("button", name="Take this change back").click()
    expect(page.get_by_text("Reason: “As printed”.")).to_be_visible()
    note.refresh_from_db()
    assert (note.subject, note.deleted_at) == ("Ministerial", None)


@pytest.mark.parametrize("width", [375, 1280])
def test_each_page_of_the_desk_fits_and_reads(at_the_desk: Callable[..., Page], width: int) -> None:
    page = at_the_desk()
    note = upload(page)
    first, same_number = note_text(), note_text("Quite another matter was discussed by everybody at length. " * 9)
    files = [ContentFile(SCAN, "scan.pdf"), ContentFile(first, "one.txt"), ContentFile(same_number, "two.txt")]
    sent = send_files(files=[*files, ContentFile(b"\x89PNG\r\n\x1a\n", f"{'long' * 30}.png")], by=None)
    read_waiting.call()
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        reverse("admin:index"),
        reverse("admin:queue"),
        reverse("admin:upload"),
        reverse("admin:uploads"),
        sent.get_absolute_url(),
        reverse("admin:quarantine"),
        reverse("admin:review", args=[note.pk]),
        reverse("admin:components"),
        reverse("admin:meetings_outcomenote_changelist"),
        reverse("admin:meetings_meeting_add"),
        reverse("admin:meetings_searchvariant_changelist"),
    ):
        page.goto(path)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            assert wrong_with(page) == {}, (path, theme)


def test_no_register_scrolls_sideways_on_a_narrow_page(at_the_desk: Callable[..., Page]) -> None:
    """Each row becomes a block that says what its values are."""
    page = at_the_desk()
    page.set_viewport_size({"width": 375, "height": 900})
    blocks = 0
    for model in admin.site._registry:
        path = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        if model._meta.app_label == "meetings" and model not in {AccessRecord, FailedTry}:  # for administrators
            page.goto(path)
            assert wrong_with(page) == {}, path
            for table in page.locator(".scroll").all():
                assert table.evaluate("(box) => box.scrollWidth <= box.clientWidth"), path
                blocks += page.locator("#result_list td[data-label]").count() > 0
    assert blocks > 8


@pytest.mark.parametrize("width", [375, 1280])
def test_the_bin_and_the_history_fit_and_read(at_the_desk: Callable[..., Page], width: int) -> None:
    page = at_the_desk()
    archivist = make.user("archivist")
    note = make.note("Both sides agreed to meet again.", published=False)
    review.set_cover(note=note, by=archivist, subject="Ministerial " * 20)
    binned = make.note("Both sides agreed to report.")
    delete_note(note=binned, by=archivist, reason="Sent by mistake")
    page.set_viewport_size({"width": width, "height": 900})
    for path in (
        reverse("admin:bin"),
        reverse("admin:preview", args=[note.pk]),
        reverse("admin:meetings_outcomenote_history", args=[note.pk]),
    ):
        page.goto(path)
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            assert wrong_with(page) == {}, (path, theme)


@pytest.mark.parametrize("width", [375, 1280])
def test_a_register_is_sorted_by_its_headings_at_every_width(at_the_desk: Callable[..., Page], width: int) -> None:
    for year, city in ((1999, "Aachen"), (2031, "Malmö")):
        make.meeting(city=city, opened_on=date(year, 3, 1))
    page = at_the_desk(java_script_enabled=False)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(reverse("admin:meetings_meeting_changelist"))
    heading = page.locator("#result_list thead").get_by_role("link", name="First day")
    places = page.locator("#result_list tbody tr")
    expect(places.first).to_contain_text("Malmö")  # the newest
    for first in ("Aachen", "Malmö"):
        heading.focus()
        page.keyboard.press("Enter")
        expect(places.first).to_contain_text(first)
    box = heading.bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
    assert page.locator("#result_list thead").evaluate(ORDER_SAID) is (width == 375)
