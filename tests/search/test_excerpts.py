"""What a page shows of a passage: escaped, marked where search found it, cut at whole sentences."""

import pytest

from meetings.search.excerpts import LONGEST_EXCERPT, excerpt, marked
from meetings.search.variants import VariantGroup, Variants

pytestmark = pytest.mark.django_db

MARKED = [
    ("the two sides agreed", "agree", "the two sides <mark>agreed</mark>"),
    ("full visa reciprocity now", '"visa reciprocity"', "full <mark>visa reciprocity</mark> now"),
    ("reciprocity in visa matters", '"visa reciprocity"', "reciprocity in visa matters"),
    ("the rule of law", '"rule of law"', "the <mark>rule of law</mark>"),
    ("Commissioner Věra Jourová", "Jourova", "Commissioner Věra <mark>Jourová</mark>"),
    ("traf\u00adficking in drugs", "trafficking", "<mark>traf\u00adficking</mark> in drugs"),
    ("the EU–US agreement", "EU-US", "the <mark>EU–US</mark> agreement"),
    ("PNR/API data", "API", "PNR/<mark>API</mark> data"),
    ("cyberspace", "cyb*", "<mark>cyberspace</mark>"),
    ("agree and agreed", '="agreed"', "agree and <mark>agreed</mark>"),
    ("visa and asylum", "visa -asylum", "<mark>visa</mark> and asylum"),
    ("visa waiver", '"waiver visa"~2', "<mark>visa</mark> <mark>waiver</mark>"),
    ("<img src=x onerror=alert(1)> visa", "visa", "&lt;img src=x onerror=alert(1)&gt; <mark>visa</mark>"),
    ("<mark>a</mark> & visa", "mark", "&lt;<mark>mark</mark>&gt;a&lt;/<mark>mark</mark>&gt; &amp; visa"),
    ("\ue000visa\ue001 \ue000", "nothing", "visa "),
    ("visa", "", "visa"),
    ("let us go to the US", "the of", "let us go to the US"),
]


@pytest.mark.parametrize(("text", "query", "html"), MARKED)
def test_words_are_marked_as_found_and_everything_is_escaped(text: str, query: str, html: str) -> None:
    assert marked(text, query) == html


def test_variants_are_marked_too() -> None:
    table = Variants((VariantGroup(("FTF", "foreign terrorist fighters"), "short form"),))
    assert marked("on Foreign Terrorist Fighters", "FTF", table) == "on <mark>Foreign Terrorist Fighters</mark>"


LONG = (
    "The Presidency opened the meeting. Nothing of note happened for a while, as delegations took their seats. "
    "The two sides agreed to continue working together towards full visa reciprocity between the EU and the US. "
    "A joint statement was issued. The meeting closed with thanks to the hosts."
)


def test_an_excerpt_is_whole_sentences_around_the_best_place() -> None:
    cut = excerpt(LONG, "visa reciprocity")
    assert "<mark>visa</mark> <mark>reciprocity</mark>" in cut.html
    assert cut.begins_inside
    assert cut.ends_inside
    assert cut.html.strip().endswith(".")
    assert "opened the meeting" not in cut.html


def test_a_short_passage_is_shown_whole() -> None:
    cut = excerpt("Both sides agreed.", "agreed")
    assert (cut.begins_inside, cut.ends_inside) == (False, False)


def test_a_sentence_without_end_is_cut_between_words_with_its_mark_inside() -> None:
    cut = excerpt("word " * 300 + "visa " + "word " * 300, "visa")
    assert "<mark>visa</mark>" in cut.html
    assert len(cut.html) < LONGEST_EXCERPT + 60
    assert not cut.html.strip().endswith("wor")
