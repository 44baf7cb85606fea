"""Reading again at the desk: the button, the proposals beside what is held, and the notes an older reader has read."""

import dataclasses
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings import review
from meetings.ingest import receive_source
from meetings.ingest.again import deed
from meetings.models import Commitment, OutcomeNote, Proposal
from meetings.reading.child import read_in_child
from meetings.reading.parsed import READER_VERSION, ParsedNote
from tests import make
from tests.ingest.papers import note_text


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return receive_source(data=note_text("Both sides agreed to meet again."), name="note.md", by=None).note


@pytest.fixture
def proposal(note: OutcomeNote) -> Proposal:
    return Proposal.objects.create(note=note, field="subject", value="<b>Better</b>", read_with="9.9")


def address(name: str, *args: object) -> str:
    return reverse(f"admin:{name}", args=args)


def judge(desk: Client, proposal: Proposal, deed: str, revision: int | None = None) -> int:
    note = OutcomeNote.objects.get(pk=proposal.note_id)
    given = {"deed": deed, "revision": note.revision if revision is None else revision}
    return desk.post(address("proposal", note.pk, proposal.pk), given).status_code


def test_a_proposal_stands_beside_what_is_held(desk: Client, note: OutcomeNote, proposal: Proposal) -> None:
    page = desk.get(address("review", note.pk)).content.decode()
    assert "&lt;b&gt;Better&lt;/b&gt;" in page
    assert note.subject in page
    assert "(1 proposed)" in page


def test_a_proposal_is_taken(desk: Client, archivist: User, note: OutcomeNote, proposal: Proposal) -> None:
    assert judge(desk, proposal, "take") == 302
    note.refresh_from_db()
    proposal.refresh_from_db()
    assert (note.subject, proposal.state, proposal.reviewed_by) == ("<b>Better</b>", "taken", archivist)


@pytest.mark.parametrize(
    ("field", "value", "held"),
    [("dated_on", "2019-10-21", "2019-10-21"), ("codes", "VISA 1, ZZTOP 2, JAIEX", "VISA 1, ZZTOP 2, JAIEX")],
)
def test_dates_and_codes_are_taken_as_such(desk: Client, note: OutcomeNote, field: str, value: str, held: str) -> None:
    wanted = Proposal.objects.create(note=note, field=field, value=value, read_with="9.9")
    assert judge(desk, wanted, "take") == 302
    note.refresh_from_db()
    now = note.dated_on.isoformat() if field == "dated_on" else ", ".join(str(c) for c in note.note_codes.all())
    assert now == held


def test_a_declined_proposal_is_remembered(
    desk: Client, note: OutcomeNote, proposal: Proposal, monkeypatch: pytest.MonkeyPatch
) -> None:
    def better(data: bytes, name: str) -> ParsedNote:
        parsed = read_in_child(data, name)
        return dataclasses.replace(parsed, cover=dataclasses.replace(parsed.cover, subject="<b>Better</b>"))

    before = note.subject
    assert judge(desk, proposal, "decline") == 302
    note.last_reading.delete()
    monkeypatch.setattr(deed, "read_in_child", better)
    assert desk.post(address("reread", note.pk)).status_code == 302
    note.refresh_from_db()
    assert note.subject == before
    assert [p.state for p in note.proposals.all()] == ["declined"]


def test_a_value_that_cannot_be_is_refused_in_words(desk: Client, note: OutcomeNote) -> None:
    make.note("Other.", number="99050/19", slug="99050-19")
    wanted = Proposal.objects.create(note=note, field="number", value="99050/19", read_with="9.9")
    assert judge(desk, wanted, "take") == 400
    wanted.refresh_from_db()
    assert wanted.state == "proposed"


def test_a_proposal_is_not_judged_on_a_page_that_is_out_of_date(
    desk: Client, archivist: User, note: OutcomeNote, proposal: Proposal
) -> None:
    review.set_cover(note=note, by=archivist, place="Ghent")
    assert judge(desk, proposal, "take", revision=0) == 409
    assert judge(desk, proposal, "take") == 302
    assert judge(desk, proposal, "decline") == 409  # once is enough


def test_the_button_reads_again_and_says_what_became_of_it(desk: Client, note: OutcomeNote) -> None:
    page = desk.post(address("reread", note.pk), follow=True).content.decode()
    assert f"was read again with version {READER_VERSION}: nothing changed." in page
    note.sources.get().file.delete(save=False)
    answer = desk.post(address("reread", note.pk))
    assert answer.status_code == 400
    assert "is missing, so it cannot be read again" in answer.content.decode()


def test_judging_what_a_newer_reading_took_away_gives_a_plain_message(
    desk: Client, archivist: User, note: OutcomeNote, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = Commitment.objects.get(paragraph__note=note)
    monkeypatch.setattr(
        deed, "read_in_child", lambda *given: dataclasses.replace(read_in_child(*given), commitments=())
    )
    deed.reread_note(note=note, by=None)
    with pytest.raises(review.ChangedMeanwhile, match="A newer reading changed this"):
        review.confirm_commitment(commitment=seen, by=archivist, revision=seen.revision)
    answer = desk.post(address("judge", note.pk, seen.pk), {"deed": "confirm", "revision": seen.revision})
    assert answer.status_code == 409
    assert "no longer finds this commitment" in answer.content.decode()


def test_notes_read_by_an_older_reader_are_listed_published_ones_too(desk: Client, note: OutcomeNote) -> None:
    old = make.note("Old.", number="99060/19", slug="99060-19")  # its reader is "test"
    assert "1 note read with an older version" in desk.get(address("queue")).content.decode()
    listed = desk.get(address("queue"), {"reader": "older"}).content.decode()
    assert old.name in listed
    assert note.name not in listed


def test_who_may_not_review_cannot_read_again(
    as_user: Callable[[User], Client], reader: User, note: OutcomeNote, proposal: Proposal
) -> None:
    browser = as_user(reader)
    assert browser.post(address("reread", note.pk)).status_code == 404
    assert judge(browser, proposal, "take") == 404
