"""A real Chromium before the real site. Where none is installed these tests are skipped, and say so."""

import os
import shutil
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from meetings.ingest import receive_source
from meetings.reference.catalogue import load_codes, load_glossary, load_meetings, load_themes
from tests import make

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
QUIETLY = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NOTE = settings.BASE_DIR / "fixtures" / "notes" / "10483-17.pdf"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if CHROMIUM is None:
        missing = pytest.mark.skip(reason="No Chromium is installed: apt-get install chromium")
        for item in items:
            if item.path.parent.name == "browser":
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright's sync API runs inside an event loop, which Django would otherwise refuse to query from.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIETLY)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(transactional_db: None, django_db_serialized_rollback: None, live_server: object) -> str:
    """The site with the known meetings, codes and themes and the Valletta note, published; its address."""
    for load in (load_codes, load_meetings, load_themes, load_glossary):
        load()
    receive_source(data=NOTE.read_bytes(), name=NOTE.name, by=None, publish=True)
    return str(live_server)


@pytest.fixture
def reader_who_may_read_limite(site: str) -> User:
    return make.user("limite")


@pytest.fixture
def open_browser(
    browser: Browser, site: str, reader_who_may_read_limite: User
) -> Iterator[Callable[..., BrowserContext]]:
    """``open_browser(width=375, theme="dark")`` is a browser in which that reader has signed in."""
    opened: list[BrowserContext] = []

    def open_one(*, width: int = 1280, theme: str = "light") -> BrowserContext:
        context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=theme, base_url=site)
        client = Client()
        client.force_login(reader_who_may_read_limite)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_browser: Callable[..., BrowserContext]) -> Page:
    return open_browser().new_page()
