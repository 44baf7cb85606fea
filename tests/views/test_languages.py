"""What is in another language than the page says so, so that it is read aloud as it is spoken (WCAG 3.1.2)."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client

from tests import make

ENGLISH = "Both sides agreed to pursue cooperation on visa reciprocity."
FRENCH = "Les deux parties sont convenues de poursuivre la coopération."


@pytest.fixture
def browser(db: None, as_user: Callable[[User], Client]) -> Client:
    """In a French browser: one note in English and one in French, with a commitment each."""
    for number, language, text in (("10483/17", "en", ENGLISH), ("10484/17", "fr", FRENCH)):
        note = make.note(text, number=number, language=language, subject=f"{text[:4]} subject")
        note.topics.update(title=f"{text[:4]} title")
        make.commitment(note.paragraphs.get())
    client = as_user(make.user("reader"))
    client.cookies[settings.LANGUAGE_COOKIE_NAME] = "fr"
    return client


@pytest.mark.parametrize(
    "path",
    [
        "/commitments/",
        "/notes/10483-17/1.1/similar/",
        "/notes/10483-17/1.1/report/",
        "/notes/10483-17/1.1/keep/",
        "/notes/10483-17/1.1/cite/",
        "/compare/?a=10483-17/1.1&b=10484-17/1.1",
        "/search/?q=cooperation+OR+poursuivre",
    ],
)
@pytest.mark.parametrize("page_language", ["en-gb", "fr"])
def test_a_quotation_says_its_language(path: str, page_language: str, browser: Client) -> None:
    browser.cookies[settings.LANGUAGE_COOKIE_NAME] = page_language
    page = browser.get(path).text
    quotations = re.findall(r"<blockquote[^>]*>", page)
    assert quotations
    assert all(re.search(r' lang="(en|fr)"', quotation) for quotation in quotations)
    assert f'lang="en">{ENGLISH}' in page or "<mark>" in page


@pytest.mark.parametrize(("slug", "language", "text"), [("10483-17", "en", ENGLISH), ("10484-17", "fr", FRENCH)])
def test_a_note_says_its_language_and_the_tools_beside_it_do_not(
    slug: str, language: str, text: str, browser: Client
) -> None:
    page = browser.get(f"/notes/{slug}/").text
    assert f'<dd lang="{language}">{text[:4]} subject' in page
    assert f'<span lang="{language}">{text[:4]} title</span></h2>' in page
    (paragraph,) = re.findall(r'<p class="paragraph__text" lang="(\w+)">', page)
    assert paragraph == language
    assert re.search(r"<article [^>]*lang=", page) is None  # it holds buttons in the language of the page


def test_words_that_differ_are_read_as_the_paper_is_and_announced_in_the_language_of_the_page(browser: Client) -> None:
    page = browser.get("/compare/?a=10483-17/1.1&b=10484-17/1.1").text
    assert '<p class="drift__words" lang="fr">' in page
    assert '<del><span class="visually-hidden" lang="fr">supprimé' in page
