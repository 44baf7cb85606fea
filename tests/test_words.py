"""The words of the site: every text is marked for translation, and French has them all."""

from datetime import UTC, date, datetime

import pytest
from django.conf import settings
from django.test import Client
from django.utils import translation

from meetings import days
from meetings.management.commands import words


@pytest.fixture(scope="module")
def french() -> words.Catalog:
    return words.collected("fr")


def test_each_marked_text_has_its_translation_with_the_same_placeholders(french: words.Catalog) -> None:
    assert not words.faults(french)


def test_the_files_of_words_say_what_templates_and_code_say(french: words.Catalog) -> None:
    assert not words.outdated("fr", french)


def test_a_lost_placeholder_and_a_missing_or_doubtful_translation_are_faults() -> None:
    catalogue = words.Catalog(locale="fr")
    catalogue.add("Read %(count)s notes", "Lire des notes")
    catalogue.add("Search")
    catalogue.add("Home", "Maison", flags=["fuzzy"])
    catalogue.add("Meeting", "Réunion")
    assert len(words.faults(catalogue)) == 3


@pytest.mark.parametrize(
    ("language", "first", "last", "written"),
    [
        ("en-gb", date(2017, 6, 15), date(2017, 6, 16), "15–16 June 2017"),
        ("en-gb", date(2017, 11, 30), date(2017, 12, 1), "30 November – 1 December 2017"),
        ("en-gb", date(2016, 12, 31), date(2017, 1, 1), "31 December 2016 – 1 January 2017"),
        ("en-gb", date(2017, 5, 1), None, "1 May 2017"),
        ("fr", date(2017, 6, 15), date(2017, 6, 16), "15–16 juin 2017"),
        ("fr", date(2017, 11, 30), date(2017, 12, 1), "30 novembre – 1er décembre 2017"),
        ("fr", date(2017, 6, 1), date(2017, 6, 2), "1er–2 juin 2017"),
        ("fr", date(2017, 5, 1), None, "1er mai 2017"),
        ("fr", date(2017, 5, 11), None, "11 mai 2017"),
    ],
)
def test_days_are_written_as_people_write_them(language: str, first: date, last: date | None, written: str) -> None:
    with translation.override(language):
        assert days.days(first, last) == written


@pytest.mark.parametrize(("language", "written"), [("en-gb", "1 July 2017, 00:30"), ("fr", "1er juillet 2017, 0 h 30")])
def test_moments_are_written_in_brussels_time(language: str, written: str) -> None:
    with translation.override(language):
        assert days.moment(datetime(2017, 6, 30, 22, 30, tzinfo=UTC)) == written


def test_the_switch_keeps_the_page_and_its_question(db: None, client: Client) -> None:
    answer = client.post("/language/", {"language": "fr", "next": "/sign-in/?next=/search/%3Fq%3Dvisa"})
    assert answer["Location"] == "/sign-in/?next=/search/%3Fq%3Dvisa"
    assert answer.cookies[settings.LANGUAGE_COOKIE_NAME].value == "fr"
    page = client.get(answer["Location"])
    assert '<html lang="fr"' in page.text
    assert "Aller au contenu" in page.text


def test_the_switch_leads_to_no_other_site(db: None, client: Client) -> None:
    assert client.post("/language/", {"language": "fr", "next": "https://example.org/"})["Location"] == "/"


def test_without_a_choice_the_browser_decides(db: None, client: Client) -> None:
    assert '<html lang="fr"' in client.get("/sign-in/", headers={"accept-language": "fr-BE,fr;q=0.9"}).text
    assert '<html lang="en-gb"' in client.get("/sign-in/", headers={"accept-language": "de"}).text


def test_caches_are_told_that_pages_differ_by_language_and_keep_none(db: None, client: Client) -> None:
    page = client.get("/sign-in/")
    assert "Accept-Language" in page["Vary"]
    assert "Cookie" in page["Vary"]
    assert "no-store" in page["Cache-Control"]
