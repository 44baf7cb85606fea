"""A note is in the archive whole or not at all, once, with every finding and its words."""

import json
import threading
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.db import connection

from meetings.ingest import OtherTextHeld, Outcome, receive, receive_source
from meetings.models import Commitment, Meeting, OutcomeNote, Paragraph, Source, Statement, TopicCode
from meetings.reading.refusals import ClassifiedSource, SourceRefused
from meetings.reference import load_reference
from tests.ingest.papers import note_text

# Names in the note that public sources use for an institution known under its full name.
JOINED = {
    "Commission": "European Commission",
    "Department of Homeland Security": "US Department of Homeland Security",
}
NOTES = Path(__file__).resolve().parents[2] / "fixtures" / "notes"
pytestmark = pytest.mark.django_db


def send(data: bytes, name: str = "note.txt", **options: bool) -> receive.Receipt:
    return receive_source(data=data, name=name, by=None, **options)


@pytest.fixture(params=["10483-17.txt", "10483-17.pdf"])
def valletta(request: pytest.FixtureRequest) -> OutcomeNote:
    load_reference()
    return send((NOTES / request.param).read_bytes(), request.param).note


def test_the_valletta_note_gives_the_same_record_from_text_and_pdf(valletta: OutcomeNote) -> None:
    gold = json.loads((NOTES / "10483-17.gold.json").read_text(encoding="utf-8"))
    assert (valletta.number, valletta.version, valletta.slug) == ("10483/17", "INIT", "10483-17")
    assert (valletta.dated_on, valletta.place, valletta.marking) == (date(2017, 6, 29), "Brussels", "LIMITE")
    assert valletta.previous_documents == ["10084/17"]
    assert valletta.subject == gold["subject"]
    assert valletta.summary.startswith(gold["summary"])
    assert [[c.code.code, c.serial] for c in valletta.note_codes.select_related("code")] == gold["codes"]
    assert [t.title for t in valletta.topics.all()] == [t["title"] for t in gold["topics"]]
    assert valletta.meeting == Meeting.objects.get(slug="2017-06-valletta")
    assert [p.address for p in valletta.paragraphs.all()] == [
        *("S.1", "1.1", "1.2", "1.3", "1.4", "1.5", "2.1", "2.2", "2.3", "2.4", "3.1", "3.2", "4.1", "4.2", "5.1")
    ]


def test_the_valletta_commitments_requests_and_participants_are_the_golden_ones(valletta: OutcomeNote) -> None:
    gold = json.loads((NOTES / "10483-17.gold.json").read_text(encoding="utf-8"))
    found = {(c.quote, c.side, c.strength) for c in Commitment.objects.filter(paragraph__note=valletta)}
    assert found == {(c["quote"], c["side"], c["strength"]) for c in gold["commitments"]}
    asked = Statement.objects.filter(paragraph__note=valletta, kind=Statement.ASKED)
    assert {(s.quote, s.side) for s in asked} == {(r["quote"], r["by"]) for r in gold["requests"]}
    took_part = {
        (p.participant.name, p.office, p.side, p.participant.kind)
        for p in valletta.participations.select_related("participant")
    }
    assert took_part == {
        (JOINED.get(p["name"], p["name"]), p["office"] or "", p["side"], p["kind"]) for p in gold["participants"]
    }


def test_every_commitment_is_the_words_of_its_paragraph(valletta: OutcomeNote) -> None:
    for commitment in Commitment.objects.select_related("paragraph"):
        assert commitment.paragraph.text[commitment.start : commitment.end] == commitment.quote


def test_a_pdf_brings_its_pages_to_a_note_that_came_as_text() -> None:
    first = send((NOTES / "10483-17.txt").read_bytes(), "10483-17.txt")
    assert not first.note.paragraphs.exclude(page=None).exists()
    second = send((NOTES / "10483-17.pdf").read_bytes(), "10483-17.pdf")
    assert (second.outcome, second.note) == (Outcome.ATTACHED, first.note)
    assert not first.note.paragraphs.filter(page=None).exists()
    assert [source.leads for source in first.note.sources.order_by("pk")] == [True, False]


def test_the_same_bytes_twice_are_the_same_source() -> None:
    first, second = send(note_text()), send(note_text(), "other name.txt")
    assert (first.outcome, second.outcome) == (Outcome.ADDED, Outcome.ALREADY_HELD)
    assert second.source == first.source
    assert "in the archive already" in second.sentence
    assert Source.objects.count() == OutcomeNote.objects.count() == 1


def test_a_received_note_waits_for_review_and_is_published_on_request() -> None:
    assert not send(note_text()).note.is_published
    assert send(note_text(number="99011/19"), publish=True).note.is_published


def test_a_note_without_a_marking_is_kept_but_not_published() -> None:
    receipt = send(note_text(marking=""), publish=True)
    assert not receipt.note.is_published
    assert "marking" in " ".join(receipt.unpublished)


def test_another_text_under_a_held_number_is_not_kept() -> None:
    held = send(note_text()).note
    other = note_text(
        "The two sides discussed migration, asylum, borders and nothing that was in the other paper. " * 9
    )
    with pytest.raises(OtherTextHeld, match="99010/19"):
        send(other)
    assert list(OutcomeNote.objects.all()) == [held]
    assert held.sources.count() == 1


def test_a_revision_stands_beside_the_first_version() -> None:
    send(note_text())
    second = send(note_text("The EU side agreed to examine the matter again.", number="99010/1/19 REV 1"))
    assert second.outcome is Outcome.REVISION
    assert (second.note.number, second.note.version) == ("99010/19", "REV 1")
    assert "beside 99010/19" in second.sentence


def test_a_meeting_is_shared_by_its_papers_and_made_when_unknown() -> None:
    one, two = send(note_text()).note, send(note_text(number="99011/19")).note
    assert one.meeting == two.meeting
    assert one.meeting is not None
    assert (one.meeting.slug, one.meeting.public_source) == ("2019-10-tampere", "")


def test_an_unknown_code_is_kept_and_doubted() -> None:
    note = send(note_text(codes="QWERTY 12")).note
    assert not TopicCode.objects.get(code="QWERTY").known
    assert note.doubts.filter(kind="unknown-code").exists()


def test_a_classified_file_leaves_nothing_behind() -> None:
    with pytest.raises(ClassifiedSource):
        send(note_text(marking="RESTREINT UE/EU RESTRICTED"))
    assert not OutcomeNote.objects.exists()
    assert not Meeting.objects.exists()


def test_a_refused_file_is_not_kept() -> None:
    with pytest.raises(SourceRefused):
        send(b"")
    assert not Source.objects.exists()


def test_a_failure_half_way_leaves_nothing_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        assert Paragraph.objects.exists()
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(receive, "keep_files", fail)
    with pytest.raises(RuntimeError):
        send(note_text())
    assert not OutcomeNote.objects.exists()
    assert not Meeting.objects.exists()


def test_the_file_is_kept_byte_for_byte_under_its_hash() -> None:
    source = send(note_text(), "../../etc/passwd\x00.txt").source
    with default_storage.open(source.file.name) as kept:
        assert kept.read() == note_text()
    assert source.file.name == f"{source.sha256[:2]}/{source.sha256}"


@pytest.fixture
def threads() -> Iterator[list[threading.Thread]]:
    started: list[threading.Thread] = []
    yield started
    for thread in started:
        thread.join()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_uploads_of_one_file_in_the_same_moment_make_one_note(threads: list[threading.Thread]) -> None:
    receipts: list[receive.Receipt] = []

    def upload() -> None:
        try:
            receipts.append(send(note_text()))
        finally:
            connection.close()

    threads += [threading.Thread(target=upload) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(receipt.outcome for receipt in receipts) == ["added", "already-held", "already-held"]
    assert OutcomeNote.objects.count() == Source.objects.count() == 1
