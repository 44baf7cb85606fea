"""A thread tells apart what was said, what was not raised, and what nobody can tell."""

import re
from datetime import date

import pytest

from meetings.models import OutcomeNote, Statement, Theme, ThemePassage
from tests import make

pytestmark = pytest.mark.django_db
QUOTE = "Both sides agreed to pursue visa reciprocity."


@pytest.fixture
def theme() -> Theme:
    return Theme.objects.create(slug="visa-reciprocity", label="Visa reciprocity", terms=["visa reciprocity"])


def raise_it(theme: Theme, *, on: date, text: str = QUOTE, side: str = "both", **given: object) -> OutcomeNote:
    """A note on a meeting of that day in whose only paragraph ``side`` undertakes what ``text`` says."""
    note = make.note(text, meeting=make.meeting(opened_on=on, city=given.pop("city", f"City {on:%d}")), **given)
    paragraph = note.paragraphs.get()
    Statement.objects.create(paragraph=paragraph, start=0, end=len(text), side=side, kind=Statement.COMMITTED)
    ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["visa reciprocity"])
    make.commitment(paragraph, side=side)
    return note


def words(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())  # type: ignore[attr-defined]


def test_a_quote_stands_under_its_side_with_its_address_and_strength(theme, reader, as_user):
    raise_it(theme, on=date(2019, 6, 19), side="US", number="10430/19")
    page = as_user(reader).get("/threads/visa-reciprocity/").content.decode()
    cell = re.search(r"<td>.*?</td><td>(?P<us>.*?)</td><td>", page, re.S)["us"]
    assert f'<blockquote cite="/notes/10430-19/#p1.1" lang="en">{QUOTE}</blockquote>' in cell
    assert "10430/19 §1.1" in cell
    assert "strength--agrees" in cell


def test_silence_is_told_only_of_a_whole_text(theme, reader, as_user):
    raise_it(theme, on=date(2019, 6, 19))
    make.note("On drugs.", meeting=make.meeting(opened_on=date(2018, 5, 1), city="Whole"))
    make.note("On drugs.", meeting=make.meeting(opened_on=date(2018, 6, 1), city="Part"), kind="ABSTRACT", number="")
    make.meeting(opened_on=date(2018, 7, 1), city="Nothing")
    page = words(as_user(reader).get("/threads/visa-reciprocity/"))
    assert re.search(r"Whole 1 May 2018 not raised", page)
    assert re.search(r"Part 1 June 2018 Not in the part held", page)
    assert re.search(r"Nothing 1 July 2018 No note that you may read", page)


def test_an_archivist_is_told_that_no_note_is_held(theme, archivist, as_user):
    make.meeting(opened_on=date(2018, 7, 1), city="Nothing")
    assert "No note held" in words(as_user(archivist).get("/threads/visa-reciprocity/"))


def test_runs_of_meetings_without_text_are_folded(theme, reader, as_user):
    for month in range(1, 5):
        make.meeting(opened_on=date(2018, month, 1), city=f"City {month}")
    assert "4 meetings of which the archive cannot tell" in words(as_user(reader).get("/threads/visa-reciprocity/"))


def test_a_limite_note_is_a_gap_for_those_who_may_not_read_it(theme, reader, limite_reader, as_user):
    raise_it(theme, on=date(2019, 6, 19), marking="LIMITE", text="Both sides agreed on fozzant visa reciprocity.")
    closed = as_user(reader).get("/threads/visa-reciprocity/").content.decode()
    assert "fozzant" not in closed
    assert "data-marking" not in closed
    opened = as_user(limite_reader).get("/threads/visa-reciprocity/").content.decode()
    assert "fozzant" in opened
    assert '<body data-marking="limite">' in opened


def test_an_abstract_is_never_a_quotation(theme, reader, as_user):
    raise_it(theme, on=date(2019, 6, 19), kind="ABSTRACT", number="")
    page = as_user(reader).get("/threads/visa-reciprocity/").content.decode()
    assert f'<p class="own-words" lang="en">{QUOTE}</p>' in page
    assert "<blockquote" not in page
    assert "abstract, not a quotation" in page


def test_the_drift_of_a_sides_wording_is_shown_word_by_word(theme, reader, as_user):
    raise_it(theme, on=date(2018, 6, 1), text="Both sides agreed to pursue <b>full</b> visa reciprocity.", city="Sofia")
    raise_it(theme, on=date(2019, 6, 1), text="Both sides agreed to discuss visa reciprocity.")
    page = as_user(reader).get("/threads/visa-reciprocity/").content.decode()
    assert "Since Sofia, June 2018" in page
    assert re.search(r"<del>.*?pursue &lt;b&gt;full&lt;/b&gt;</del>", page)
    assert re.search(r"<ins>.*?discuss</ins>", page)


def test_the_chart_says_the_same_in_words(theme, reader, as_user):
    raise_it(theme, on=date(2018, 6, 1), city="Sofia")
    page = as_user(reader).get("/threads/visa-reciprocity/").content.decode()
    told = re.search(r'<desc id="ladder-words">(?P<words>.*?)</desc>', page, re.S)["words"]
    assert "Sofia, 1 June 2018: Both sides: agrees, §1.1." in told
    assert '<rect class="point point--both"' in page


def test_a_theme_without_hits_proves_where_it_was_sought(theme, reader, as_user):
    make.note("On drugs.", meeting=make.meeting(opened_on=date(2018, 5, 1), city="Whole"))
    make.meeting(opened_on=date(2018, 7, 1), city="Nothing")
    page = words(as_user(reader).get("/threads/visa-reciprocity/"))
    assert "Searched: 1 paper that you may read. 1 meeting has a whole text, 0 a part of one." in page
    assert "1 known meeting could not be searched" in page
    assert "Spellings tried: visa reciprocity" in page


def test_threads_count_only_what_the_person_may_read(theme, reader, limite_reader, as_user):
    raise_it(theme, on=date(2019, 6, 1))
    raise_it(theme, on=date(2019, 7, 2), marking="LIMITE")
    row = r"Visa reciprocity (\d) June 2019 (\w+) 2019"
    assert re.search(row, words(as_user(reader).get("/threads/"))).groups() == ("1", "June")
    assert re.search(row, words(as_user(limite_reader).get("/threads/"))).groups() == ("2", "July")


@pytest.mark.parametrize(("path", "queries"), [("/threads/", 5), ("/threads/visa-reciprocity/", 10)])
def test_queries_do_not_grow(path, queries, theme, reader, as_user, django_assert_num_queries, no_query_in_a_template):
    client = as_user(reader)
    for month in (1, 2, 3):
        raise_it(theme, on=date(2019, month, 1))
        client.get(path)  # what a first look writes down is written
        with django_assert_num_queries(queries), no_query_in_a_template():
            client.get(path)


def test_an_unknown_theme_is_not_found(reader, as_user):
    assert as_user(reader).get("/threads/nothing/").status_code == 404


def test_two_passages_stand_side_by_side(theme, reader, as_user):
    raise_it(theme, on=date(2018, 6, 1), number="1/18", text="Both sides agreed to pursue visa reciprocity.")
    raise_it(theme, on=date(2019, 6, 1), number="2/19", text="Both sides agreed to discuss visa reciprocity.")
    page = as_user(reader).get("/compare/?a=1-18/1.1&b=2-19/1.1").content.decode()
    assert page.count("<blockquote") == 2
    assert re.search(r"<del>.*?pursue</del> <ins>.*?discuss</ins>", page)


@pytest.mark.parametrize("address", ["1-18/1.1", "1-18/9.9", "nothing", "1-18/\x00"])
def test_a_passage_that_may_not_be_read_is_not_found(address, theme, reader, as_user):
    raise_it(theme, on=date(2018, 6, 1), number="1/18", marking="LIMITE")
    raise_it(theme, on=date(2019, 6, 1), number="2/19")
    assert as_user(reader).get("/compare/", {"a": address, "b": "2-19/1.1"}).status_code == 404


def test_compare_without_passages_asks_for_them(reader, as_user):
    assert b'name="a"' in as_user(reader).get("/compare/").content
