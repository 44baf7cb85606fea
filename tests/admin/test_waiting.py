"""The page of all that waits over the whole archive."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.desk import waiting
from meetings.models import Commitment, Doubt, KnownPaper, OutcomeNote, TopicCode
from meetings.reading.parsed import READER_VERSION
from tests import make

pytestmark = pytest.mark.django_db
ALL = OutcomeNote.objects.all


def test_doubts_are_counted_by_kind_with_the_oldest_note() -> None:
    first, second = make.note("One"), make.note("Two")
    for note in (second, first, first):
        Doubt.objects.create(note=note, kind="no-date", words="")
    Doubt.objects.create(note=second, kind="unknown-marking", words="RESTREINT")
    rows = waiting.doubts_by_kind(ALL())
    assert [(row.question, row.count, row.notes, row.oldest) for row in rows] == [
        ("No date was found", 3, 2, first),
        ("The marking was not found in its place", 1, 1, second),
    ]


def test_codes_outside_the_table_and_no_others() -> None:
    make.note("One", codes="VISA 1, ZZZZ 2")
    make.note("Two", codes="ZZZZ 3")
    TopicCode.objects.filter(code="VISA").update(known=True)
    assert [(row["code__code"], row["n"]) for row in waiting.unknown_codes(ALL())] == [("ZZZZ", 2)]


def test_papers_that_are_cited_or_known_and_not_held() -> None:
    held = make.note("One", number="11111/17", previous_documents=["22222/17 REV 1", "33333/17"])
    make.note("Two", number="33333/17")
    for number in ("44444/17", "33333/17"):
        KnownPaper.objects.create(meeting=held.meeting, number=number, source_url="https://example.org/x")
    assert [(paper.number, paper.cited_by, bool(paper.known_from)) for paper in waiting.missing_papers(ALL())] == [
        ("22222/17", [held], False),
        ("44444/17", [], True),
    ]


def test_how_the_rules_did() -> None:
    note = make.note("The EU side agreed to act.", "The US side agreed to act.", "Both sides agreed.")
    states = [
        {"state": Commitment.REJECTED, "rule": "agrees"},
        {"state": Commitment.CONFIRMED, "rule": "agrees", "as_found": {"side": "US"}},
        {"state": Commitment.PROPOSED, "rule": "both"},
    ]
    for paragraph, state in zip(note.paragraphs.all(), states, strict=True):
        judged = {} if state["state"] == Commitment.PROPOSED else {"reviewed_at": note.received_at}
        make.commitment(paragraph, "agreed", **state, **judged)
    assert waiting.rule_records(ALL()) == [
        waiting.RuleRecord("agrees", confirmed=0, corrected=1, rejected=1, proposed=0),
        waiting.RuleRecord("both", confirmed=0, corrected=0, rejected=0, proposed=1),
    ]


def test_the_page_shows_them_all_in_few_queries(desk: Client, django_assert_max_num_queries: object) -> None:
    make.note("One", codes="ZZZZ 1", reader_version="0.9", previous_documents=["22222/17"])
    with django_assert_max_num_queries(16):  # type: ignore[operator]
        page = desk.get(reverse("admin:waiting")).content.decode()
    for words in ("ZZZZ", "22222/17", "read by version 0.9", f"version {READER_VERSION}"):
        assert words in page


def test_an_empty_archive_says_that_nothing_waits(desk: Client) -> None:
    page = desk.get(reverse("admin:waiting")).content.decode()
    for sentence in ("No reader waits", "No doubt is open", "Every code", "Every paper", "All notes were read"):
        assert sentence in page


def test_readers_do_not_see_it(reader: User, client: Client) -> None:
    client.force_login(reader)
    assert client.get(reverse("admin:waiting")).status_code == 404
