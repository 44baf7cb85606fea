"""Versions of one paper: which leads on the pages, how the others are reached, and what changed between two."""

import re
from datetime import date

import pytest
from django.urls import reverse

from meetings.following.versions import Fate, changes_between
from tests import make

pytestmark = pytest.mark.django_db
VISA = "Both sides agreed to pursue full visa reciprocity as soon as possible."
PNR = "The EU side presented the state of play on passenger name records."
EVIDENCE = "The US side asked for swift access to electronic evidence in criminal matters."
NUMBER = "14860/18"
TOKEN = rb'name="csrfmiddlewaretoken" value="\w+"'


def version(*paragraphs, version="INIT", language="en", **given):
    slug = f"{NUMBER} {version} {language}".replace("/", "-").replace(" ", "-").lower()
    return make.note(*paragraphs, number=NUMBER, version=version, language=language, slug=slug, **given)


@pytest.fixture
def chain(db):
    first = version(VISA, PNR)
    second = version(VISA.replace("full", "mutual"), EVIDENCE, version="REV 1")
    return first, second


def content(client, address, **query):
    return client.get(address, query).content.decode()


def test_an_earlier_version_stays_and_says_which_is_current(chain, reader, as_user):
    first, second = chain
    page = content(as_user(reader), first.get_absolute_url())
    assert "full visa reciprocity" in page
    assert f'The current version is <a class="document-number" href="{second.get_absolute_url()}">{second.name}' in page
    assert f"{reverse('changes', args=[second.slug])}?since={first.slug}" in page
    assert "An earlier version" not in content(as_user(reader), second.get_absolute_url())


def test_a_later_version_that_one_may_not_read_is_not_named(reader, limite_reader, as_user):
    first = version(VISA)
    later = version(VISA, version="REV 1", marking="LIMITE")
    page = content(as_user(reader), first.get_absolute_url())
    assert "REV 1" not in page
    assert "Versions of" not in page
    assert "REV 1" in content(as_user(limite_reader), first.get_absolute_url())
    for one, other in ((first, later), (later, first)):
        answer = as_user(reader).get(reverse("changes", args=[one.slug]), {"since": other.slug})
        assert answer.status_code == 404


def test_the_other_language_is_one_click_away(reader, as_user):
    english, french = version(VISA), version("Les deux parties.", language="fr")
    page = content(as_user(reader), english.get_absolute_url())
    assert f'href="{french.get_absolute_url()}" hreflang="fr">French</a>' in page
    page = content(as_user(reader), french.get_absolute_url())
    assert f'href="{english.get_absolute_url()}" hreflang="en">English</a>' in page
    assert re.search(r'lang="fr"[^>]*>\s*Les deux parties\.', page)  # the words, not the tools beside them


def test_search_leads_with_the_current_version_and_reaches_the_others(chain, reader, as_user):
    browser = as_user(reader)
    found = content(browser, reverse("search"), q="visa reciprocity")
    assert "<strong>1 passage</strong>" in found
    assert "versions=all" in found
    every = content(browser, reverse("search"), q="visa reciprocity", versions="all")
    assert "<strong>2 passages</strong>" in every
    within = content(browser, reverse("search"), q="visa reciprocity", note=chain[0].slug)
    assert "<strong>1 passage</strong>" in within


def test_words_of_an_earlier_version_alone_are_not_said_to_be_nowhere(chain, reader, as_user):
    page = content(as_user(reader), reverse("search"), q="passenger")
    assert "stands in no paper that you may read" not in page
    assert "Earlier versions and translations too" in page


def test_a_number_leads_to_the_current_version_and_its_own_number_to_an_earlier_one(chain, reader, as_user):
    browser = as_user(reader)
    assert browser.get(reverse("search"), {"q": NUMBER}).headers["Location"] == chain[1].get_absolute_url()
    later = version(VISA, version="REV 2")
    assert browser.get(reverse("search"), {"q": "14860"}).headers["Location"] == later.get_absolute_url()
    assert browser.get(reverse("search"), {"q": "14860/1/18 REV 1"}).headers["Location"] == chain[1].get_absolute_url()


def test_lists_and_counts_hold_each_commitment_once(chain, reader, as_user):
    for note in chain:
        make.commitment(note.paragraphs.first(), "Both sides agreed")
        make.code(note, "VISA", 1)
    browser = as_user(reader)
    page = content(browser, reverse("commitments"))
    assert page.count("<blockquote") == 1
    assert chain[0].get_absolute_url() not in page
    assert chain[0].get_absolute_url() not in content(browser, reverse("home"))
    assert chain[0].get_absolute_url() not in content(browser, reverse("code", args=["visa"]))


def test_meeting_shows_the_current_version_and_names_the_earlier_one(chain, reader, as_user):
    statement = make.note(
        "We, the Ministers.", number="", kind="JOINT STATEMENT", slug="joint", meeting=chain[0].meeting
    )
    page = content(as_user(reader), chain[0].meeting.get_absolute_url())
    assert "mutual visa reciprocity" in page
    assert "full visa reciprocity" not in page
    assert f'href="{chain[0].get_absolute_url()}"' in page
    assert "earlier version" in page
    beside = content(as_user(reader), chain[1].get_absolute_url())
    assert f'href="{statement.get_absolute_url()}"' in beside
    assert f'href="{chain[1].get_absolute_url()}"' in content(as_user(reader), statement.get_absolute_url())


def test_every_paragraph_of_both_versions_has_its_fate(chain):
    fates = [
        (c.fate, c.before and c.before.text, c.after and c.after.text)
        for r in changes_between(*chain)
        for c in r.changes
    ]
    assert fates == [
        (Fate.REWORDED, VISA, VISA.replace("full", "mutual")),
        (Fate.LEFT_OUT, PNR, None),
        (Fate.NEW, None, EVIDENCE),
    ]


def test_differences_are_said_in_words_and_not_by_colour_alone(chain, reader, as_user):
    page = content(as_user(reader), reverse("changes", args=[chain[1].slug]), since=chain[0].slug)
    assert '<del><span class="visually-hidden" lang="en-gb">left out: </span>full</del>' in page
    assert '<ins><span class="visually-hidden" lang="en-gb">new: </span>mutual</ins>' in page
    for word in ("Reworded", "Left out", "New paragraph"):
        assert f'<strong class="small">{word}</strong>' in page


def test_differences_run_between_any_two_versions_in_either_direction(chain, reader, as_user):
    third = version(PNR, version="REV 2", dated_on=date(2019, 1, 1))
    browser = as_user(reader)
    page = content(browser, reverse("changes", args=[third.slug]))
    assert "changes since 14860/18 REV 1" in page  # without a choice, the version before
    assert "1 paragraph unchanged" in content(browser, reverse("changes", args=[chain[0].slug]), since=third.slug)
    assert browser.get(reverse("changes", args=[third.slug]), {"since": "no-such-note"}).status_code == 404


def test_a_hostile_text_is_escaped_where_it_differs(reader, as_user):
    attack = "<script>alert(1)</script>"
    first, second = version(f"{VISA} {attack}"), version(f"{VISA} <img src=x onerror=alert(2)>", version="REV 1")
    page = content(as_user(reader), reverse("changes", args=[second.slug]), since=first.slug)
    assert "<script>alert" not in page
    assert "<img" not in page
    assert "&lt;script&gt;" in page


def test_pages_of_versions_ask_nothing_while_they_are_rendered(chain, reader, as_user, no_query_in_a_template):
    browser = as_user(reader)
    with no_query_in_a_template():
        browser.get(chain[0].get_absolute_url())
        browser.get(chain[0].meeting.get_absolute_url())
        browser.get(reverse("changes", args=[chain[1].slug]))


def test_a_hidden_later_version_leaves_no_trace_on_any_list(chain, reader, as_user):
    first = chain[1]
    make.commitment(first.paragraphs.first(), "Both sides agreed")
    make.code(first, "VISA", 1)
    hidden = [
        version(VISA, version="REV 2", marking="LIMITE"),
        version(VISA, version="REV 3", published=False),
        version(VISA, language="de", marking="LIMITE"),
    ]
    for note in hidden:
        make.commitment(note.paragraphs.first(), "Both sides agreed")
        make.code(note, "VISA", 1)
    browser = as_user(reader)
    asked = [
        *(reverse(name) for name in ("home", "meetings", "commitments", "codes", "quiet", "people", "threads")),
        *(f"{reverse('search')}?q={words}" for words in ("visa", NUMBER, "14860", "visa&versions=all", "code:VISA")),
        *(note.get_absolute_url() for note in chain),
        first.meeting.get_absolute_url(),
        reverse("code", args=["visa"]),
        reverse("changes", args=[first.slug]),
        reverse("similar", args=[first.slug, "1.1"]),
        f"{reverse('suggest')}?q=14860",
    ]

    def answers():
        given = [browser.get(address) for address in asked]
        return [(a.status_code, a.headers.get("Location"), re.sub(TOKEN, b"", a.content)) for a in given]

    with_them = answers()
    for note in hidden:
        note.delete()
    for address, before, after in zip(asked, with_them, answers(), strict=True):
        assert before == after, address
