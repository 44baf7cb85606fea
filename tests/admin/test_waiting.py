"""The page of all that waits over the whole archive."""

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings.desk import waiting
from meetings.models import Commitment, Doubt, KnownPaper, OutcomeNote, Proposal, TopicCode
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


def test_codes_without_a_name_and_the_known_code_that_may_be_meant() -> None:
    first = make.note("One", codes="VISA 1, VIZA 2, NAMED 3")
    make.note("Two", codes="VIZA 3, ZZZZ 4")
    TopicCode.objects.filter(code="VISA").update(known=True)
    TopicCode.objects.filter(code="NAMED").update(label="Named by a curator, known from LIMITE notes alone")
    rows = waiting.unnamed_codes(ALL())
    assert [(str(row.code), row.notes, str(row.near)) for row in rows] == [("VIZA", 2, "VISA"), ("ZZZZ", 1, "None")]
    assert rows[0].oldest == first


def test_a_code_is_named_or_merged_from_the_page(desk: Client) -> None:
    make.note("One", codes="VISA 1, VIZA 2")
    TopicCode.objects.filter(code="VISA").update(known=True)
    visa, viza = TopicCode.objects.get(code="VISA"), TopicCode.objects.get(code="VIZA")
    page = desk.get(reverse("admin:waiting")).content.decode()
    merge = f"{reverse('admin:merge', args=['topiccode', viza.pk])}?into={visa.pk}"
    assert f'href="{merge}"' in page
    name = reverse("admin:meetings_topiccode_change", args=[viza.pk])
    assert f'href="{name}"' in page
    assert desk.post(name, {"label": "Visas, misspelt", "status": "unconfirmed", "description": ""}).status_code == 302
    assert merge not in desk.get(reverse("admin:waiting")).content.decode()


def test_proposals_of_a_newer_reading_lead_to_their_note(desk: Client) -> None:
    note = make.note("One")
    Proposal.objects.create(note=note, field="subject", value="Better", read_with="9.9")
    declined = {"state": Proposal.DECLINED, "reviewed_at": note.received_at}
    Proposal.objects.create(note=make.note("Two"), field="subject", value="Old", read_with="9.9", **declined)
    page = desk.get(reverse("admin:waiting")).content.decode()
    assert f'href="{reverse("admin:review", args=[note.pk])}#rereading"' in page
    assert page.count("1 proposal") == 1


def test_a_missing_paper_leads_to_the_register_of_the_council() -> None:
    assert waiting.MissingPaper("22222/17", [], "").register.endswith("/ST-22222-2017-INIT/en/pdf")
    assert waiting.MissingPaper("no number", [], "").register == ""


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
    desk.get(reverse("admin:waiting"))  # the session is noted as used
    with django_assert_max_num_queries(20):  # type: ignore[operator]
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
