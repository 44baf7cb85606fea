"""No page breaks a rule of axe-core, in either theme, on a telephone, a tablet and a desk: readers' pages and the desk.

A page is asked for once and then made narrower and darker as it stands, which is what a person does who turns a
telephone or whose evening begins: no script of ours looks at the width or the theme, so nothing is missed by it.
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page

from meetings import review
from meetings.models.earlier import EarlierNote
from meetings.review.bin import delete_note
from tests import make
from tests.browser import axe
from tests.browser.test_every_page import PAGES
from tests.canaries import PUBLIC_TEXT, SHARED_STATEMENT, arguments, hide
from tests.test_doors import ADDRESSES

WIDTHS = (1280, 768, 320)


@pytest.fixture
def sees_most(reader_who_may_read_limite: User) -> User:
    """The signed-in person, who may also open every page of the desk and every register."""
    User.objects.filter(pk=reader_who_may_read_limite.pk).update(is_staff=True, is_superuser=True)
    return reader_who_may_read_limite


@pytest.fixture
def checked(sees_most: User, open_browser: Callable[..., BrowserContext]) -> Page:
    """A page of that person's browser, with axe-core in it."""
    context = open_browser()
    axe.bring(context)
    return context.new_page()


def broken_on(page: Page) -> Iterator[str]:
    """What the page breaks at each width and in each theme, a line for each."""
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for theme, rules in (("light", axe.ALL), ("dark", axe.COLOURS)):
            page.emulate_media(color_scheme=theme)
            for rule, places in axe.violations(page, rules).items():
                yield f"{page.url} at {width} px, {theme}: {rule}: {places}"


def test_no_page_for_readers_breaks_a_rule(checked: Page) -> None:
    broken = []
    for path in PAGES:
        checked.goto(path)
        broken += broken_on(checked)
    assert not broken, "\n".join(broken)


def test_no_page_of_the_desk_breaks_a_rule(checked: Page, sees_most: User, as_user: Callable[[User], Client]) -> None:
    client, seen, broken = as_user(sees_most), set(), []
    for name, path in pages_of_the_desk(sees_most):
        answer = client.get(path)
        if answer.status_code == 200 and answer.get("Content-Type", "").startswith("text/html"):
            checked.goto(path)
            seen.add(name)
            broken += broken_on(checked)
    assert {"admin:index", "admin:upload", "admin:review", "admin:bin", "admin:meetings_theme_change"} <= seen
    assert not broken, "\n".join(broken)


def pages_of_the_desk(by: User) -> Iterator[tuple[str, str]]:
    """Every address of the desk, with rows to show; from the table of all addresses, so that a new one comes by itself.

    Those that answer with a file or a way on to another page, and those that only a button asks, are among them.
    """
    make.note(PUBLIC_TEXT, kind="JOINT STATEMENT", number="", slug=SHARED_STATEMENT)
    paper = hide("unpublished", at_shared_meeting=False)
    review.set_cover(note=paper.note, by=by, subject="A better subject")
    delete_note(note=make.note("Both sides agreed to report."), by=by, reason="Sent twice")
    given = arguments(paper) | {
        "app": "meetings",
        "kind": "outcomenote",
        "earlier_pk": EarlierNote.objects.latest("pgh_id").pk,
    }
    registers = {
        f"admin:{model._meta.app_label}_{model._meta.model_name}": model._default_manager.first()
        for model in admin.site._registry
    }
    for name, wanted in ADDRESSES.items():
        if name.startswith("admin:"):
            row = registers.get(name.rpartition("_")[0])
            yield name, reverse(name, args=[row.pk if row and part == "pk" else given[part] for part in wanted])


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("color-contrast", '<p style="color: #999">Grey on white</p>'),
        ("image-alt", '<img src="data:,">'),
        ("label", "<input>"),
        ("link-name", '<a href="/"></a>'),
        ("target-size", "<button style='all: unset'>·</button><button style='all: unset'>·</button>"),
        ("region", "<div>Words outside of every landmark</div>"),
    ],
)
def test_axe_finds_what_it_is_for(rule: str, html: str, browser: Browser) -> None:
    context = browser.new_context()
    axe.bring(context)
    page = context.new_page()
    page.goto("data:text/html,<!doctype html>")
    page.set_content(f'<html lang="en"><title>Page</title><main><h1>Page</h1></main>{html}</html>')
    assert rule in axe.violations(page)
    context.close()
