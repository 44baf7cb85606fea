"""The fold of the database and its twin say the same, or marks would miss what was found."""

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from meetings.search.folding import fold, placed_words, words_of
from meetings.search.stems import lexemes_of

pytestmark = pytest.mark.django_db

PRINTED = [
    "EU – US Justice and Home Affairs",
    "the EU–US PNR agreement",
    "Eurojust/Europol and PNR/API",
    "No. prev. doc.: 10084/17",
    "traf\u00adficking",
    "ﬁnancial ﬂows",
    "Commissioner Věra Jourová, Łódź, Øresund, Straße, Þór",
    "The U.S. and the u.s. side, not the U.S.A.",
    "visa -reciprocity",
    "“quoted” ‘words’",
    "15-16 June 2017 – Valletta",
    "e-evidence\u200b and \ufeffco‑operation",
]


def in_database(text: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT fold(%s)", [text])
        folded: str = cursor.fetchone()[0]
    return folded


@pytest.mark.parametrize("text", PRINTED)
def test_both_folds_agree_on_what_the_council_prints(text: str) -> None:
    assert fold(text) == in_database(text)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from("aáBčœøü ßfUS.-–—/\u00ad\u200b15ﬁ’“")))
def test_both_folds_agree_on_anything_made_of_such_letters(db: None, text: str) -> None:
    assert fold(text) == in_database(text)


def test_a_word_keeps_its_place_in_the_text_as_printed() -> None:
    text = "against traf\u00adficking in Eurojust/Europol"
    assert [(w.word, text[w.start : w.end]) for w in placed_words(text)] == [
        ("against", "against"),
        ("trafficking", "traf\u00adficking"),
        ("in", "in"),
        ("Eurojust", "Eurojust"),
        ("Europol", "Europol"),
    ]


def test_lexemes_are_those_of_the_index() -> None:
    words = words_of("The two sides agreed to counter-terrorism measures on 16 June 2017 in Łódź")
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(to_tsvector('english', %s))", [" ".join(words)])
        indexed = set(cursor.fetchone()[0])
    assert {lexeme for lexeme in lexemes_of(words).values() if lexeme} == indexed
