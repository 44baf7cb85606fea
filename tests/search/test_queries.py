"""The language of the search box: what each form means, and that a mistake is explained and the rest still read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.search.queries import LONGEST_QUERY, MOST_TERMS, parse_query, years_of
from meetings.search.terms import AnyOf, Exact, Field, Near, Not, Phrase, Prefix, Term, Word

MEANINGS: list[tuple[str, tuple[Term, ...]]] = [
    ("visa reciprocity", (Word("visa"), Word("reciprocity"))),
    ('"visa reciprocity"', (Phrase("visa reciprocity"),)),
    ("“visa reciprocity”", (Phrase("visa reciprocity"),)),
    ("visa OR asylum reciprocity", (AnyOf((Word("visa"), Word("asylum"))), Word("reciprocity"))),
    ("a1 OR b1 OR c1", (AnyOf((Word("a1"), Word("b1"), Word("c1"))),)),
    ("visa -reciprocity", (Word("visa"), Not(Word("reciprocity")))),
    ('visa -"full reciprocity"', (Word("visa"), Not(Phrase("full reciprocity")))),
    ("EU-US", (Word("EU-US"),)),
    ("cyb*", (Prefix("cyb"),)),
    ('="agreed"', (Exact("agreed"),)),
    ("=agreed", (Exact("agreed"),)),
    ('"visa waiver"~5', (Near(("visa", "waiver"), 5),)),
    ("visa AND reciprocity", (Word("visa"), Word("reciprocity"))),
    ("visa or asylum", (Word("visa"), Word("or"), Word("asylum"))),
    ("10483/17", (Word("10483/17"),)),
    ("Eurojust/Europol", (Word("Eurojust"), Word("Europol"))),
    ("EU – US", (Word("EU"), Word("US"))),
    ("", ()),
    ('"', ()),
    ('""', ()),
    ("- – —", ()),
]

MISTAKES = [
    ('visa "open', "not closed", (Word("visa"), Phrase("open"))),
    ("visa OR", "OR stands between", (Word("visa"),)),
    ("OR visa", "OR stands between", (Word("visa"),)),
    ("-visa", "only says what to leave out", (Not(Word("visa")),)),
    ("colour:red visa", "no field of this archive", (Word("colour"), Word("red"), Word("visa"))),
    ("year:later visa", "is no year", (Word("visa"),)),
    ("side: visa", "needs a value", (Word("visa"),)),
    ("c* visa", "too short", (Word("visa"),)),
    ('"visa waiver"~', "how near", (Near(("visa", "waiver"), 5),)),
    ('"visa waiver"~99', "at most", (Near(("visa", "waiver"), 15),)),
]

FIELDS = [
    ("code:VISA", [Field("code", "VISA", "code:VISA")]),
    ("CODE:visa", [Field("code", "visa", "CODE:visa")]),
    ("-side:US", [Field("side", "US", "-side:US", excluded=True)]),
    ('kind:"joint statement"', [Field("kind", "joint statement", 'kind:"joint statement"')]),
    ("year:2015..2019", [Field("year", "2015..2019", "year:2015..2019")]),
    ("code:VISA,CYBER", [Field("code", "VISA", "code:VISA,CYBER"), Field("code", "CYBER", "code:VISA,CYBER")]),
]


@pytest.mark.parametrize(("text", "terms"), MEANINGS)
def test_each_form_has_its_meaning_and_no_mistake(text: str, terms: tuple[Term, ...]) -> None:
    query = parse_query(text)
    assert query.terms == terms
    assert query.mistakes == ()


@pytest.mark.parametrize(("text", "said", "terms"), MISTAKES)
def test_a_mistake_is_explained_and_the_rest_is_read(text: str, said: str, terms: tuple[Term, ...]) -> None:
    query = parse_query(text)
    assert said in " ".join(query.mistakes)
    assert query.terms == terms


@pytest.mark.parametrize(("text", "fields"), FIELDS)
def test_fields_are_filters_and_not_words(text: str, fields: list[Field]) -> None:
    query = parse_query(text)
    assert list(query.fields) == fields
    assert query.terms == ()


def test_a_field_can_be_taken_out_of_the_query() -> None:
    query = parse_query('visa kind:"joint statement" reciprocity')
    assert query.without(query.fields[0]) == "visa reciprocity"


@pytest.mark.parametrize(
    ("written", "first", "last"), [("2017", 2017, 2017), ("2015..2019", 2015, 2019), ("2019-2015", 2015, 2019)]
)
def test_years_are_one_or_a_span(written: str, first: int, last: int) -> None:
    assert years_of(written) == range(first, last + 1)


def test_a_long_query_is_cut_and_says_so() -> None:
    query = parse_query("visa " * 400)
    assert len(query.text) <= LONGEST_QUERY
    assert len(query.terms) == MOST_TERMS
    assert "too long" in query.mistakes[0]
    assert "too many words" in query.mistakes[1]


@given(st.text(max_size=600))
def test_any_text_is_read_without_an_error(text: str) -> None:
    assert len(parse_query(text).terms) <= MOST_TERMS


@pytest.mark.parametrize("repeated", ['"', "-", "a:", "=", "*", "~1", "OR ", '-"', "a:b:", "\u2013 "])
def test_reading_takes_time_in_proportion_to_the_length(repeated: str) -> None:
    began = time.perf_counter()
    parse_query(repeated * 100_000)
    assert time.perf_counter() - began < 1
