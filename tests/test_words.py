"""The words of the site: every text is marked for translation, and French has them all."""

import re
from datetime import UTC, date, datetime
from html.parser import HTMLParser
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, Template
from django.test import Client
from django.utils import translation

from meetings import days
from meetings.management.commands import words

TEMPLATES = sorted((settings.BASE_DIR / "templates").glob("**/*.html"))
# Names and forms that are the same in every language: the archive's own name, markings, numbers of papers.
SAID_ALIKE = ("EU–US Outcomes", "LIMITE", "PUBLIC", "10483-17/S.1", "JSON Lines", "Excel", "CSV", "PDF")


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


# A mark that French sets off by a space, where a line could break; what is quoted as typed for a machine is left out.
BREAKABLE = re.compile(r"(?<!\N{NO-BREAK SPACE})(?:[;?!»]|:(?=\s|$))|«(?!\N{NO-BREAK SPACE})")
AS_TYPED = re.compile(r"<[^>]*>|Authorization:|%\(token\)s:")


@pytest.mark.parametrize(
    ("french_text", "breakable"),
    [
        ("Résultat : 3", True),
        ("Résultat\N{NO-BREAK SPACE}: 3", False),
        ("« oui\N{NO-BREAK SPACE}»", True),
        ("à 14:05", False),
        ('<a href="?q=visa">visa</a>', False),
    ],
)
def test_a_space_at_which_a_french_line_could_break_is_found(french_text: str, breakable: bool) -> None:
    assert bool(BREAKABLE.search(AS_TYPED.sub("", french_text))) is breakable


def test_no_french_line_begins_with_a_mark_of_punctuation(french: words.Catalog) -> None:
    told = [text for forms in words.translations(french).values() for text in forms]
    assert [text for text in told if BREAKABLE.search(AS_TYPED.sub("", text))] == []


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


def test_june_and_july_are_told_apart_where_months_are_short() -> None:
    with translation.override("fr"):
        assert [days.short_day(date(2017, month, 5)) for month in (6, 7, 9)] == [
            "5 juin 2017",
            "5 juil 2017",
            "5 sep 2017",
        ]


@pytest.mark.parametrize(
    ("language", "written"), [("en-gb", "1 July 2017, 00:30"), ("fr", "1er juillet 2017, 0\u00a0h\u00a030")]
)
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


class Unmarked(HTMLParser):
    """Collects what a page says outside the tags of translation; Django's tags and values were blanked before."""

    SPOKEN = ("title", "aria-label", "placeholder", "alt")
    NO_WORDS = {"code", "kbd", "script", "style"}

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.quiet += tag in self.NO_WORDS
        for name, value in attrs:
            if name in self.SPOKEN:
                self.take(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.quiet -= tag in self.NO_WORDS

    def handle_data(self, data: str) -> None:
        if not self.quiet:
            self.take(data)

    def take(self, text: str) -> None:
        words = " ".join(text.split())
        for data in SAID_ALIKE:
            words = words.replace(data, "")
        if re.search(r"[^\W\d_]", words):
            self.found.append(words)


def unmarked(template: str) -> list[str]:
    """The texts of ``template`` that no translator will see."""
    text = re.sub(r"\{%-?\s*comment.*?endcomment\s*%\}|\{#.*?#\}", " ", template, flags=re.DOTALL)
    text = re.sub(r"\{%\s*blocktrans(late)?\b.*?endblocktrans(late)?\s*%\}", " ", text, flags=re.DOTALL)
    # What is said to be English is an example of a paper, not a text of the site.
    text = re.sub(r"<(\w+)[^<>]* lang=\"en\"[^<>]*>.*?</\1>", " ", text, flags=re.DOTALL)
    inside = re.findall(r"\{\{.*?\}\}|\{%.*?%\}", text, flags=re.DOTALL)
    page = Unmarked()
    page.feed(re.sub(r"\{\{.*?\}\}|\{%.*?%\}", " ", text, flags=re.DOTALL))
    page.close()
    # Words given to filters and included templates are marked with _("…").
    for tag in inside:
        page.found += re.findall(r"""\|(?:default|add):(["'][^"']*[^\W\d_][^"']*["'])""", tag)
        if tag.startswith("{% include"):
            page.found += re.findall(r"""[^_(]=(["'][A-Z][^"']* [^"']*["']|["'][A-Z][a-z]+["'])""", tag)
        if "pluralize" in tag:
            page.found.append(tag)
    return page.found


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_template_marks_every_text(path: Path) -> None:
    assert not unmarked(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("language", "counted", "written"),
    [
        ("en-gb", 12, "12"),
        ("en-gb", 3412, "3,412"),
        ("en-gb", 1234567, "1,234,567"),
        ("fr", 3412, "3\xa0412"),
        ("fr", "", ""),  # nothing was counted
    ],
)
def test_what_is_counted_is_written_in_thousands(language: str, counted: int | str, written: str) -> None:
    with translation.override(language):
        page = Template("{{ counted|number }} {{ year }}").render(Context({"counted": counted, "year": 2017}))
    assert page == f"{written} 2017"


def test_a_sentence_with_a_count_has_its_thousands() -> None:
    sentence = "{% load i18n %}{% blocktranslate count n=found|number %}{{ n }} passage{% plural %}{{ n }} passages"
    with translation.override("fr"):
        page = Template(f"{sentence}{{% endblocktranslate %}}").render(Context({"found": 3412}))
    assert page == "3\xa0412 passages"


def uncounted(template: str) -> list[str]:
    """The counts of ``template`` that are written without the filter for what is counted."""
    counts = re.findall(r"\{% blocktranslate [^%]*\bcount (\w+=[^ ]+)", template)
    return [count for count in counts if not count.endswith("|number")]


def test_a_count_without_its_thousands_is_found() -> None:
    assert uncounted("{% blocktranslate count n=all %}{{ n }} note{% plural %}{{ n }} notes{% endblocktranslate %}")
    assert not uncounted("{% blocktranslate with a=b count n=all|length|number %}one{% plural %}more")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: "/".join(path.parts[-2:]))
def test_a_template_writes_every_count_in_thousands(path: Path) -> None:
    assert not uncounted(path.read_text(encoding="utf-8"))
