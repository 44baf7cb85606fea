"""What became of a commitment is told with evidence, by name and day, and only to those who may read the evidence."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.following.statuses import Decided
from meetings.models import Commitment, StatusChange
from meetings.review.status import EvidenceMissing, EvidenceUnfit, set_status
from tests import make

pytestmark = pytest.mark.django_db
QUOTE = "Both sides agreed to meet on drugs."


@pytest.fixture
def commitment(db: None) -> Commitment:
    return make.commitment(make.note(QUOTE, number="1/17").paragraphs.get())


def later_passage(**given: object):
    held = make.meeting(opened_on=date(2018, 5, 22), city="Sofia")
    return make.note("The two sides met on fozzant drugs.", meeting=held, **given).paragraphs.get()


def status_for(person, commitment) -> str:
    decided = Decided(StatusChange.objects.evidenced_to(person))
    return decided.beside(Commitment.objects.visible_to(person)).get(pk=commitment.pk).status


def decide(commitment, by, **given: object) -> StatusChange:
    facts = {"status": "delivered", "since": date(2018, 5, 22)} | given
    return set_status(commitment=commitment, by=by, **facts)


def test_a_commitment_is_open_until_somebody_decides(commitment, reader, archivist):
    assert status_for(reader, commitment) == "open"
    change = decide(commitment, archivist, passage=later_passage())
    assert (change.decided_by, status_for(reader, commitment)) == (archivist, "delivered")


def test_the_latest_decision_counts_and_the_others_stay(commitment, reader, archivist):
    decide(commitment, archivist, passage=later_passage())
    decide(commitment, archivist, status="dropped", since=date(2018, 1, 1), address="https://example.org/earlier")
    assert status_for(reader, commitment) == "delivered"
    decide(commitment, archivist, status="open", since=date(2019, 1, 1), address="https://example.org/later")
    assert status_for(reader, commitment) == "open"
    assert commitment.status_changes.count() == 3


def test_nothing_is_decided_without_evidence(commitment, archivist):
    with pytest.raises(EvidenceMissing, match="passage of a note, or the address"):
        decide(commitment, archivist)
    assert not StatusChange.objects.exists()


@pytest.mark.parametrize("address", ["ftp://example.org/paper", "javascript:alert(1)", "example.org"])
def test_evidence_is_an_address_on_the_web(address, commitment, archivist):
    with pytest.raises(EvidenceUnfit, match="begins with"):
        decide(commitment, archivist, address=address)


def test_a_commitment_is_no_evidence_of_itself(commitment, archivist):
    with pytest.raises(EvidenceUnfit, match="its own commitment"):
        decide(commitment, archivist, passage=commitment.paragraph)


def test_a_status_does_not_date_from_before_the_meeting(commitment, archivist):
    with pytest.raises(EvidenceUnfit, match="cannot date from before"):
        decide(commitment, archivist, since=date(2017, 6, 14), address="https://example.org/")


def test_an_unknown_status_is_refused(commitment, archivist):
    with pytest.raises(ValidationError):
        decide(commitment, archivist, status="forgotten", address="https://example.org/")


def test_the_database_itself_wants_evidence(commitment, archivist):
    with pytest.raises(IntegrityError, match="status_has_evidence"), transaction.atomic():
        StatusChange.objects.create(
            commitment=commitment,
            status="dropped",
            since=date(2018, 1, 1),
            decided_by=archivist,
            decided_at=timezone.now(),
        )


def test_the_decision_stands_in_the_history_of_the_note(commitment, archivist):
    before = commitment.paragraph.note.revision
    decide(commitment, archivist, passage=later_passage(number="2/18"))
    commitment.paragraph.note.refresh_from_db()
    assert commitment.paragraph.note.revision == before + 1


def test_evidence_that_is_closed_to_a_person_changes_nothing_for_them(
    commitment, reader, limite_reader, archivist, as_user
):
    decide(commitment, archivist, passage=later_passage(marking="LIMITE", number="76701/18"), remark="Seen in fozzant")
    assert (status_for(reader, commitment), status_for(limite_reader, commitment)) == ("open", "delivered")
    closed = as_user(reader).get("/commitments/").content.decode()
    assert "76701" not in closed
    assert "fozzant" not in closed
    assert "status--open" in closed
    assert "76701/18 §1.1" in as_user(limite_reader).get("/commitments/").content.decode()
    assert QUOTE not in as_user(reader).get("/commitments/?status=delivered").content.decode()
    assert QUOTE in as_user(limite_reader).get("/commitments/?status=delivered").content.decode()


def test_an_archivist_decides_at_the_desk(commitment, archivist, as_user):
    passage = later_passage(number="2/18")
    form = {
        "commitment": commitment.pk,
        "status": "reaffirmed",
        "since": "2018-05-22",
        "evidence": passage.citation,
        "address": "",
        "remark": "",
    }
    browser = as_user(archivist)
    assert browser.get("/admin/meetings/statuschange/add/").status_code == 200
    assert browser.post("/admin/meetings/statuschange/add/", form).status_code == 302
    made = StatusChange.objects.get()
    assert (made.status, made.passage, made.decided_by) == ("reaffirmed", passage, archivist)
    assert browser.get("/admin/meetings/statuschange/").status_code == 200
    assert browser.get(f"/admin/meetings/statuschange/{made.pk}/change/").status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"evidence": ""}, "Give the evidence"),
        ({"evidence": "1-17/9.9"}, "There is no such passage"),
        ({"evidence": "1-17/1.1"}, "its own commitment"),
    ],
)
def test_the_desk_says_what_is_wrong_with_the_evidence(change, sentence, commitment, archivist, as_user):
    form = {"commitment": commitment.pk, "status": "dropped", "since": "2018-05-22", "address": "", "remark": ""}
    response = as_user(archivist).post("/admin/meetings/statuschange/add/", form | change)
    assert sentence in response.content.decode()
    assert not StatusChange.objects.exists()


def test_nobody_else_decides(commitment, reader, limite_reader, as_user):
    for person in (reader, limite_reader):
        assert as_user(person).post("/admin/meetings/statuschange/add/", {}).status_code == 404
