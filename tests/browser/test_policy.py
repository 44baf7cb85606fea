"""The content security policy holds on every page, and no page breaks it: nothing inline, nothing from elsewhere."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from meetings.models import OutcomeNote
from tests import make
from tests.browser.test_every_page import PAGES

# Written down by the browser itself before anything of the page runs.
WATCH = """window.broken = [];
addEventListener('securitypolicyviolation', (e) => broken.push(e.violatedDirective + ' ' + e.blockedURI))"""


@pytest.fixture
def page_of_the_desk(browser, site):
    """A page in which an administrator has signed in: the desk and its registers."""
    context = browser.new_context(base_url=site)
    client = Client()
    client.force_login(make.user("administrator"))
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


def pages_of_the_desk():
    yield from ("admin:index", "admin:upload", "admin:uploads", "admin:quarantine", "admin:queue", "admin:waiting")
    yield from ("admin:components", "admin:twins", "admin:bin", "admin:password_change")


def test_no_page_breaks_the_policy(page_of_the_desk):
    note = OutcomeNote.objects.get()
    paths = [*PAGES, *(reverse(name) for name in pages_of_the_desk()), reverse("admin:review", args=[note.pk])]
    for model in admin.site._registry:
        paths.append(reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"))
    paths.append(reverse("admin:meetings_theme_add"))
    for path in paths:
        answer = page_of_the_desk.goto(path)
        assert "default-src 'none'" in (answer.headers["content-security-policy"]), path
        assert page_of_the_desk.evaluate("broken") == [], path


def test_a_page_that_broke_it_would_be_seen(page_of_the_desk):
    page_of_the_desk.goto("/meetings/")
    page_of_the_desk.evaluate("document.body.setAttribute('style', 'color: red')")
    page_of_the_desk.evaluate("document.body.append(Object.assign(document.createElement('script'), {text: '1'}))")
    page_of_the_desk.wait_for_function("broken.length > 1")
    assert page_of_the_desk.evaluate("broken.map((b) => b.split(' ')[0]).sort()") == [
        "script-src-elem",
        "style-src-attr",
    ]
