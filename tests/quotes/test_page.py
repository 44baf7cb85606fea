"""The quote check as a page: what it says of each sentence, what it keeps (nothing), and to whom it tells what."""

import re

import pytest
from django.contrib.admin.models import LogEntry
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meetings import review
from meetings.finding.quotes import LONGEST, MOST, quotations_in
from meetings.models import AccessRecord, FailedSearch, OutcomeNote, PublicTwin, Statement
from tests import make
from tests.paired import OTHER, PUBLIC, SAID, statement_on
from tests.queries import MOST_QUERIES, queries_of
from tests.views.conftest import no_query_in_a_template

__all__ = ["no_query_in_a_template"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def note(note: OutcomeNote) -> OutcomeNote:
    """The same, with who is reported as speaking."""
    first = note.paragraphs.first()
    Statement.objects.create(paragraph=first, start=0, end=len(SAID), side="both", kind="committed")
    return note


@pytest.fixture
def statement(note: OutcomeNote) -> OutcomeNote:
    return statement_on(note)


def said(browser, words: str, status: int = 200) -> str:
    """What the page says of ``words``, above the form."""
    answer = browser.post("/quotes/", {"words": words})
    assert answer.status_code == status
    page = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return " ".join(page.partition('id="h-checked"')[2].partition("<form")[0].split())


def test_a_verbatim_sentence_names_side_address_page_meeting_and_marking(note, limite_reader, as_user):
    page = said(as_user(limite_reader), f"“{SAID}”")
    assert "<h3>Verbatim</h3>" in page
    assert '<a class="address" href="/notes/10001-17/#p1.1">10001/17 §1.1</a>' in page
    assert "page 1" in page
    assert "Both sides</span>" in page
    assert note.meeting.get_absolute_url() in page
    assert "LIMITE: these words may not be quoted outside. No public passage is known that says this." in page


def test_of_a_limite_sentence_the_confirmed_public_twin_is_shown(note, statement, limite_reader, archivist, as_user):
    review.propose_twins(note.meeting)
    review.confirm_twin(twin=PublicTwin.objects.get(), by=archivist)
    page = said(as_user(limite_reader), SAID)
    assert "A public passage says the same, as an archivist confirmed:" in page
    assert f'<blockquote cite="/notes/valletta-statement/#p1.1" lang="en">{PUBLIC}</blockquote>' in page


def test_without_a_twin_the_closest_public_passage_is_shown_with_its_differences(
    note, statement, limite_reader, as_user
):
    page = said(as_user(limite_reader), SAID)
    assert "A public paper comes close:" in page
    assert '<ins><span class="visually-hidden" lang="en-gb">new: </span>every three months</ins>' in page


def test_a_public_sentence_may_be_quoted_and_leads_over_the_same_words_in_a_limite_paper(note, limite_reader, as_user):
    make.note(SAID, number="10002/17", meeting=note.meeting)
    page = said(as_user(limite_reader), SAID)
    assert page.index("10002/17 §1.1") < page.index("The same words also in:") < page.index("10001/17 §1.1")
    assert "From a public paper: its words may be quoted." in page


def test_a_part_of_a_sentence_is_shown_with_the_whole_of_it(note, limite_reader, as_user):
    page = said(as_user(limite_reader), "agreed to exchange lists of stolen firearms")
    assert "Verbatim, but only a part of what is printed" in page
    assert f"{SAID}</blockquote>" in page


def test_a_reader_learns_nothing_of_a_limite_paper(note, reader, as_user):
    page = said(as_user(reader), SAID)
    note.delete()
    assert "Not found" in page
    assert page == said(as_user(reader), SAID)


def test_an_abstract_is_never_quotable(reader, as_user):
    make.note(SAID, number="", kind="ABSTRACT", slug="abstract")
    page = said(as_user(reader), SAID)
    assert "These are the archive’s own words on a public statement." in page
    assert "may be quoted." not in page


def test_a_paper_in_review_is_not_quotable_for_its_archivist(archivist, as_user):
    make.note(SAID, published=False)
    assert "This paper is not published in the archive." in said(as_user(archivist), SAID)


def test_an_earlier_version_says_that_it_was_replaced(reader, as_user):
    make.note(SAID, number="10003/17")
    make.note(OTHER, number="10003/17", version="REV 1", slug="10003-17-rev-1")
    assert "another paper with this number replaces it" in said(as_user(reader), SAID)


def test_a_speech_is_cut_into_sentences_and_quotations():
    speech = 'Dear friends.\n\nThe note says that “both sides agreed to exchange lists”, and it is true. It is "so".'
    assert quotations_in(speech) == [
        "Dear friends.",
        "both sides agreed to exchange lists",
        "The note says that “both sides agreed to exchange lists”, and it is true.",
        'It is "so".',
    ]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "Paste at least one sentence."),
        ("a" * (LONGEST + 1), f"The text has {LONGEST + 1:,} characters; one check takes {LONGEST:,}."),
        ("Yes. " * (MOST + 1), f"The text has {MOST + 1} sentences; one check takes {MOST}."),
    ],
    ids=["nothing", "too long", "too many"],
)
def test_too_much_or_nothing_is_refused_with_a_sentence(words, sentence, reader, as_user):
    answer = as_user(reader).post("/quotes/", {"words": words})
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_nothing_of_the_text_is_kept(note, reader, as_user):
    browser = as_user(reader)
    browser.get("/quotes/")  # the first page of a session notes that it was used
    with CaptureQueriesContext(connection) as captured:
        said(browser, "Nobody ever said this sentence about anything at all.")
    assert not [each for each in queries_of(captured.captured_queries) if each.startswith(("INSERT", "UPDATE"))]
    assert not FailedSearch.objects.exists()
    assert not LogEntry.objects.exists()


def test_a_limite_paper_that_the_check_shows_is_written_down_without_the_text(note, limite_reader, as_user):
    said(as_user(limite_reader), f"{SAID} I shall say so tomorrow in my speech.")
    record = AccessRecord.objects.get()
    assert (record.person, record.marking, record.address) == (limite_reader, "LIMITE", "/quotes/")
    assert "speech" not in f"{record.what} {record.address}"


def test_a_speech_costs_no_more_queries_than_a_sentence(
    note, statement, limite_reader, as_user, no_query_in_a_template
):
    browser = as_user(limite_reader)
    said(browser, SAID)  # the first look at a LIMITE paper is written down
    counted = []
    for words in (SAID, f"{SAID} {PUBLIC} {OTHER} " * 10):
        with CaptureQueriesContext(connection) as captured, no_query_in_a_template():
            said(browser, words)
        counted.append(len(queries_of(captured.captured_queries)))
    assert counted[0] == counted[1] <= MOST_QUERIES


def test_what_is_pasted_is_shown_as_text(reader, as_user):
    page = said(as_user(reader), "<b onclick=x>Both</b> sides agreed to exchange lists.")
    assert "&lt;b onclick" in page
    assert "<b onclick" not in page
