"""Anything by any parameter and any field: an answer, never a failure, and never more work than a page may take.

Which fields a page reads is not a list kept by hand: each page is asked once, and what it looks for is written down.
"""

from collections import deque
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass, field
from urllib.parse import urljoin

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from tests import make
from tests.attacks.requests import looked_for, paths, statements
from tests.canaries import arguments, hide, shared_world

MOST_STATEMENTS = 60  # whatever is asked of one page; tests/views/test_queries.py holds ordinary pages to far fewer
MOST_OF_A_DEED = 100  # the dearest is another reading of a paper
ODD = settings(
    max_examples=400,
    derandomize=True,  # the same questions each time, so that a run means the same as the last
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
TELLING = [
    *("", "0", "-1", "1", "2", "visa", "on", "2017-06-15", "0000-00-00", "9" * 30, "١", "½", "²", "1e9", "NaN"),
    *("\x00", "visa\x00", "\ud7ff", "\u202e", "\ufffe", "%", "%s", "{0}", "{}", "null", "[]", "\r\nX: 1", "\\"),
    *("a:", '"', "(", "*", "-", "visa~", '"a b"~99', "x" * 5000, "visa " * 900, "../..", "http://[", "//evil.eu"),
]
ANYTHING = st.sampled_from(TELLING) | st.text(max_size=40) | st.integers(0, 99)  # a number: what the archive knows
CHANGES = st.lists(st.tuples(st.integers(0, 99), st.lists(ANYTHING, max_size=3)), max_size=6)
SIGNS_OUT = {"sign-out", "admin:logout"}


@dataclass(frozen=True)
class Asked:
    """One address that looks for fields: as its page fills them in, and what it offers to choose from."""

    way: str
    path: str
    filled: dict[str, list[str]]
    offered: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Archive:
    """An administrator's browser, and what means something there: addresses, numbers, codes, keys of rows."""

    browser: Client
    known: list[str]

    def ask(self, way: str, path: str, sent: dict[str, list[str]]) -> HttpResponse:
        """The answer to a person who has just come in; nothing that was done stays."""
        cookies = deepcopy(self.browser.cookies)
        with transaction.atomic():
            answer = getattr(self.browser, way)(path, sent)
            if answer.streaming:
                deque(answer, maxlen=0)
            transaction.set_rollback(True)
        self.browser.cookies = cookies
        return answer

    def everything_asked(self, paths: set[str]) -> Iterator[Asked]:
        """Each page that reads its address, each form of each page, and what is sent to addresses without a page."""
        forms = set()
        for path in sorted(paths):
            with looked_for() as names:
                answer = self.ask("get", path, {})
            if answer.status_code == 405:
                with looked_for() as names:
                    self.ask("post", path, {})
                yield Asked("post", path, unfilled(names))
                continue
            if register := (answer.context or {}).get("cl"):
                names.update(name for each in register.filter_specs for name in each.expected_parameters())
            if names and answer.status_code == 200:
                yield Asked("get", path, unfilled(names))
            for form in forms_of(answer):
                fields = (form.action, *sorted(form.fields.keys()))
                if form.method == "POST" and fields not in forms:
                    forms.add(fields)
                    yield as_filled(form, path)

    def sent(self, asked: Asked, changes: list[tuple[int, list[str | int]]]) -> dict[str, list[str]]:
        """What the page would send, with some fields left out, sent many times or holding anything."""
        sent, names = dict(asked.filled), list(asked.filled)
        for place, values in changes if names else []:
            name = names[place % len(names)]
            known = asked.offered.get(name) or self.known
            sent[name] = [known[value % len(known)] if isinstance(value, int) else value for value in values]
        return sent


def unfilled(names: set[str]) -> dict[str, list[str]]:
    return {name: [] for name in sorted(names)}


def forms_of(answer: HttpResponse) -> list[html.FormElement]:
    if answer.streaming or not answer.content or not answer.headers.get("Content-Type", "").startswith("text/html"):
        return []
    return html.fromstring(answer.content).forms


def as_filled(form: html.FormElement, page: str) -> Asked:
    """The form as it stands on its page, its buttons among what is offered."""
    filled: dict[str, list[str]] = {}
    offered: dict[str, list[str]] = {}
    for name, value in form.form_values():
        filled.setdefault(name, []).append(value)
    for each in form.xpath(".//button[@name] | .//input[@name] | .//select[@name]/option | .//textarea[@name]"):
        name = each.get("name") or each.getparent().get("name")
        filled.setdefault(name, [])
        if value := each.get("value"):
            offered.setdefault(name, []).append(value)
    filled.pop("csrfmiddlewaretoken", None)
    return Asked("post", urljoin(page, form.action or ""), filled, offered)


@pytest.fixture
def archive(db, as_user):
    """A small archive, with a paper that is published and one that is to be worked on."""
    shared_world()
    papers = [hide("unpublished", at_shared_meeting=False), hide("limite", at_shared_meeting=True)]
    known = {str(value) for paper in papers for value in arguments(paper).values()}
    archive = Archive(as_user(make.user("administrator")), sorted(known))
    tried = {
        path
        for paper in papers
        for name, path in paths(paper).items()
        if name not in SIGNS_OUT and not name.endswith(("_history", "_delete"))  # of registers: Django's alone
    }
    return archive, list(archive.everything_asked(tried))


@ODD
@given(which=st.integers(0, 9999), changes=CHANGES)
def test_whatever_is_sent_is_answered(archive, which, changes):
    browser, all_asked = archive
    assert len(all_asked) > 150, "the pages no longer tell what they look for"
    asked = all_asked[which % len(all_asked)]
    with statements() as heard:
        answer = browser.ask(asked.way, asked.path, browser.sent(asked, changes))
    assert answer.status_code < 500
    assert len(heard) <= (MOST_STATEMENTS if asked.way == "get" else MOST_OF_A_DEED)


@pytest.mark.parametrize(
    ("way", "path", "sent", "status"),
    [
        ("post", "/display/", {"next": "1"}, 302),  # no address, and no name of a page
        ("get", "/admin/auth/user/1/change/", {"_to_field": ""}, 400),
        ("post", "/admin/auth/user/1/change/", {"_to_field": ""}, 400),
        ("get", "/admin/meetings/accessrecord/csv/", {"no such filter": "3"}, 302),
    ],
)
def test_what_once_failed_is_answered(way, path, sent, status, db, as_user):
    answer = getattr(as_user(make.user("administrator")), way)(path, sent)
    assert answer.status_code == status


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"", "application/x-www-form-urlencoded"),
        (b"\xff\xfe=\x00", "application/x-www-form-urlencoded"),
        (b"&".join(b"a=1" for _ in range(1200)), "application/x-www-form-urlencoded"),
        (b"words=" + b"x" * (3 * 1024 * 1024), "application/x-www-form-urlencoded"),
        (b"--x\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=x"),
        (b"--x\r\n", "multipart/form-data"),
        (b"[" * 100_000, "application/json"),
    ],
    ids=["empty", "no UTF-8", "too many fields", "too long", "cut off", "no boundary", "JSON"],
)
@pytest.mark.parametrize("path", ["/sign-in/", "/quotes/", "/folders/", "/admin/upload/", "/language/", "/tokens/"])
def test_a_body_that_is_no_form_is_refused_or_ignored(path, body, kind, db, as_user):
    answer = as_user(make.user("administrator")).generic("POST", path, body, content_type=kind)
    assert answer.status_code in {200, 302, 400, 403, 404}


@pytest.mark.parametrize(
    "path",
    [
        "/search/?q=" + "visa+" * 2000,
        "/search/?" + "&".join(f"code=c{n}" for n in range(900)),
        "/meetings/?page=99999999",
        "/search/?q=visa&page=" + "9" * 5000,  # more figures than Python makes a number of
        "/meetings/?year=" + "9" * 5000,
    ],
    ids=["words", "filters", "page", "endless page", "endless year"],
)
def test_a_far_too_large_question_takes_few_statements(path, db, as_user):
    shared_world()
    browser = as_user(make.user("reader"))
    with statements() as heard:
        answer = browser.get(path)
    assert answer.status_code == 200
    assert len(heard) <= 30
    assert max(map(len, heard)) < 60_000


def test_more_parameters_than_any_page_has_are_refused(db, as_user):
    answer = as_user(make.user("reader")).get("/search/?" + "&".join(f"code=c{n}" for n in range(1001)))
    assert answer.status_code == 400


def test_a_quote_check_of_a_whole_book_is_refused_before_anything_is_looked_for(db, as_user):
    browser = as_user(make.user("reader"))
    with statements() as heard:
        answer = browser.post("/quotes/", {"words": "Both sides agreed on this. " * 20_000})
    assert answer.status_code in {200, 400}
    assert "12,000" in answer.content.decode() or "12000" in answer.content.decode()
    assert len(heard) <= 10


def test_a_visitor_costs_the_archive_no_search(db):
    with statements() as heard:
        assert Client().get("/search/?q=visa").status_code == 302
    assert not [sql for sql in heard if "meetings_" in sql]
