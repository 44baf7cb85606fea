"""The deeds of review: each as promised, refused as promised, and written down."""

import threading
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import connection

from meetings import review
from meetings.council.codes import NoteCode as PrintedCode
from meetings.models import Commitment, Doubt, OutcomeNote, TopicCode
from meetings.review.history import changes_of
from tests import make

TEXT = "Both sides agreed to meet again. The EU agreed to report, and the US agreed to report."


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return make.note(TEXT, published=False)


@pytest.fixture
def commitment(note: OutcomeNote) -> Commitment:
    return make.commitment(note.paragraphs.get(), "Both sides agreed to meet again.")


def history(note: OutcomeNote) -> list[str]:
    return [change.change_message for change in changes_of(note)]


# Publishing -----------------------------------------------------------------------------------------------------------


def test_publishing_opens_a_note_to_its_readers(note: OutcomeNote, archivist: User, reader: User) -> None:
    assert note not in OutcomeNote.objects.visible_to(reader)
    published = review.publish_note(note=note, by=archivist)
    assert note in OutcomeNote.objects.visible_to(reader)
    assert (published.state, published.published_by) == (OutcomeNote.PUBLISHED, archivist)
    assert published.published_at is not None
    assert history(note) == ["Published as PUBLIC."]


def test_publishing_as_limite_opens_a_note_to_limite_readers_only(
    archivist: User, reader: User, limite_reader: User
) -> None:
    note = make.note(TEXT, published=False, marking="")
    review.publish_note(note=note, by=archivist, marking="LIMITE")
    assert note in OutcomeNote.objects.visible_to(limite_reader)
    assert note not in OutcomeNote.objects.visible_to(reader)


def test_publishing_twice_keeps_the_first_time(note: OutcomeNote, archivist: User, administrator: User) -> None:
    first = review.publish_note(note=note, by=archivist)
    second = review.publish_note(note=note, by=administrator)
    assert (second.published_at, second.published_by) == (first.published_at, archivist)


def test_the_operator_publishes_without_an_account(note: OutcomeNote) -> None:
    published = review.publish_note(note=note, by=None)
    assert published.is_published
    assert published.published_by is None


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"marking": ""}, "The note has no marking: set who may read it."),
        ({"dated_on": None}, "The note has no date: set it as printed on the cover."),
        ({"meeting": None}, "The note belongs to no meeting: choose it, or say that the paper reports none."),
    ],
)
def test_a_note_that_lacks_what_readers_need_is_not_published(
    facts: dict[str, Any], reason: str, archivist: User
) -> None:
    note = make.note(TEXT, published=False, **facts)
    with pytest.raises(review.NotPublishable) as refusal:
        review.publish_note(note=note, by=archivist)
    assert [r.sentence for r in refusal.value.reasons] == [reason]
    assert all(r.anchor.startswith("cover-") for r in refusal.value.reasons)  # the very field
    note.refresh_from_db()
    assert note.state == OutcomeNote.IN_REVIEW
    assert history(note) == []


def test_a_press_page_without_a_date_is_dated_by_its_meeting(archivist: User) -> None:
    note = make.note(TEXT, published=False, kind=OutcomeNote.JOINT_STATEMENT, number="", slug="zadar", dated_on=None)
    assert review.publish_note(note=note, by=archivist).is_published


def test_a_note_without_paragraphs_is_not_published(archivist: User) -> None:
    reasons = review.reasons_against_publishing(make.note(published=False))
    assert [reason.anchor for reason in reasons] == ["text"]


def test_every_reason_is_given_at_once(db: None) -> None:
    note = make.note(published=False, marking="", dated_on=None, meeting=None)
    assert len(review.reasons_against_publishing(note)) == 4


@pytest.mark.parametrize(
    ("kind", "blocks"),
    [
        ("number-from-file-name", True),  # a wrong number is cited wrongly
        ("no-number", True),
        ("meeting-uncertain", True),
        ("text-damaged", True),
        ("unknown-marking", True),
        ("commitment-uncertain", False),  # readers see it as proposed
        ("side-unclear", False),
        ("unknown-code", False),  # kept as printed
    ],
)
def test_only_doubts_that_would_mislead_every_reader_block(
    note: OutcomeNote, archivist: User, kind: str, blocks: bool
) -> None:
    doubt = Doubt.objects.create(note=note, kind=kind, words="some words")
    anchors = [reason.anchor for reason in review.reasons_against_publishing(note)]
    assert anchors == ([f"doubt-{doubt.pk}"] if blocks else [])
    review.settle_doubt(doubt=doubt, by=archivist)
    assert review.reasons_against_publishing(note) == []


def test_setting_the_marking_while_publishing_settles_the_doubt_about_it(archivist: User) -> None:
    note = make.note(TEXT, published=False, marking="")
    doubt = Doubt.objects.create(note=note, kind="unknown-marking", words="LIMIT")
    review.publish_note(note=note, by=archivist, marking="LIMITE")
    doubt.refresh_from_db()
    assert doubt.settled_by == archivist


def test_a_marking_that_does_not_exist_is_refused(note: OutcomeNote, archivist: User) -> None:
    with pytest.raises(ValidationError):
        review.publish_note(note=note, by=archivist, marking="SECRET UE")
    note.refresh_from_db()
    assert note.marking == "PUBLIC"


def test_what_changed_since_it_was_seen_is_not_published(
    note: OutcomeNote, archivist: User, administrator: User
) -> None:
    review.set_cover(note=note, by=administrator, marking="LIMITE")
    with pytest.raises(review.ChangedMeanwhile, match=administrator.username):
        review.publish_note(note=note, by=archivist, revision=note.revision)
    note.refresh_from_db()
    assert not note.is_published


# Withdrawing ----------------------------------------------------------------------------------------------------------


def test_withdrawing_takes_a_note_from_readers_and_keeps_the_reason(
    note: OutcomeNote, archivist: User, reader: User
) -> None:
    review.publish_note(note=note, by=archivist)
    review.withdraw_note(note=note, by=archivist, reason="Sent by  mistake")
    assert note not in OutcomeNote.objects.visible_to(reader)
    assert note in OutcomeNote.objects.visible_to(archivist)
    assert history(note)[0] == "Withdrawn. Reason: “Sent by mistake”."


def test_withdrawing_needs_a_reason(note: OutcomeNote, archivist: User) -> None:
    with pytest.raises(review.ReasonMissing):
        review.withdraw_note(note=note, by=archivist, reason="  ")


def test_a_withdrawn_note_can_be_published_again(note: OutcomeNote, archivist: User, reader: User) -> None:
    review.withdraw_note(note=note, by=archivist, reason="Not now")
    review.publish_note(note=note, by=archivist)
    assert note in OutcomeNote.objects.visible_to(reader)
    assert history(note)[1] == "Set aside. Reason: “Not now”."


# The cover ------------------------------------------------------------------------------------------------------------


def test_the_history_says_what_a_cover_field_was_and_became(note: OutcomeNote, archivist: User) -> None:
    review.set_cover(note=note, by=archivist, dated_on=date(2017, 7, 3), subject="Outcome")
    assert history(note) == ["Date of the note: “2017-06-29” became “2017-07-03”. Subject: nothing became “Outcome”."]


def test_saving_the_same_cover_changes_nothing(note: OutcomeNote, archivist: User) -> None:
    saved = review.set_cover(note=note, by=archivist, marking=note.marking, subject=note.subject)
    assert saved.revision == note.revision
    assert history(note) == []


def test_the_second_of_two_archivists_is_told_and_nothing_is_overwritten(
    note: OutcomeNote, archivist: User, administrator: User
) -> None:
    seen = note.revision
    review.set_cover(note=note, by=administrator, revision=seen, subject="Hers")
    with pytest.raises(review.ChangedMeanwhile) as refusal:
        review.set_cover(note=note, by=archivist, revision=seen, subject="His")
    assert administrator.username in str(refusal.value)
    assert refusal.value.held.subject == "Hers"


def test_a_number_held_by_another_note_is_refused_in_words(note: OutcomeNote, archivist: User) -> None:
    other = make.note(TEXT)
    with pytest.raises(ValidationError, match="is in the archive already"):
        review.set_cover(note=note, by=archivist, number=other.number)


def test_a_number_that_is_none_is_refused_in_words(note: OutcomeNote, archivist: User) -> None:
    with pytest.raises(ValidationError, match="Expected a form like 10483/17"):
        review.set_cover(note=note, by=archivist, number="seventeen")


def test_the_address_follows_the_number_until_it_may_have_been_cited(note: OutcomeNote, archivist: User) -> None:
    mended = review.set_cover(note=note, by=archivist, number="12345/17", version="REV 1")
    assert mended.slug == "12345-17-rev-1"
    review.publish_note(note=note, by=archivist)
    assert review.set_cover(note=note, by=archivist, number="12346/17").slug == "12345-17-rev-1"


def test_the_marking_of_a_published_note_cannot_be_taken_away(archivist: User) -> None:
    with pytest.raises(ValidationError, match="set its marking"):
        review.set_cover(note=make.note(TEXT), by=archivist, marking="")


def test_a_mended_field_settles_the_doubt_that_asked_for_it(archivist: User) -> None:
    note = make.note(TEXT, published=False, dated_on=None)
    asked = Doubt.objects.create(note=note, kind="no-date")
    other = Doubt.objects.create(note=note, kind="no-number")
    review.set_cover(note=note, by=archivist, dated_on=date(2017, 6, 29))
    asked.refresh_from_db()
    other.refresh_from_db()
    assert asked.settled_by == archivist
    assert other.settled_at is None


def test_an_archivist_may_say_that_a_paper_reports_no_meeting(archivist: User) -> None:
    note = make.note(TEXT, published=False, meeting=None)
    review.set_cover(note=note, by=archivist, reports_no_meeting=True)
    assert review.reasons_against_publishing(note) == []
    review.set_cover(note=note, by=archivist, reports_no_meeting=False)
    assert len(review.reasons_against_publishing(note)) == 1


def test_codes_that_stay_keep_their_evidence(archivist: User) -> None:
    note = make.note(TEXT, codes="VISA 239, CYBER 99", published=False)
    visa = note.note_codes.get(code__code="VISA")
    visa.evidence.create(paragraph=note.paragraphs.get(), terms=["visa"])
    review.set_cover(
        note=note, by=archivist, codes=[PrintedCode.parse(code) for code in ("JAIEX 45", "VISA 239", "JAIEX 45")]
    )
    assert [str(code) for code in note.note_codes.order_by("position")] == ["JAIEX 45", "VISA 239"]
    assert visa.evidence.count() == 1
    assert TopicCode.objects.filter(code="CYBER").exists()  # the code remains, only not on this note


# Commitments ----------------------------------------------------------------------------------------------------------


def test_confirming_says_who_and_when(commitment: Commitment, archivist: User) -> None:
    confirmed = review.confirm_commitment(commitment=commitment, by=archivist, revision=0)
    assert (confirmed.state, confirmed.reviewed_by) == (Commitment.CONFIRMED, archivist)
    assert confirmed.reviewed_at is not None
    assert history(commitment.paragraph.note) == ["Commitment confirmed, §1.1 “Both sides agreed to meet again.”."]


def test_a_rejected_commitment_stays_as_a_row_that_readers_do_not_see(
    commitment: Commitment, archivist: User, reader: User
) -> None:
    review.publish_note(note=commitment.paragraph.note, by=archivist)
    assert commitment in Commitment.objects.visible_to(reader)
    review.reject_commitment(commitment=commitment, by=archivist, reason="A wish")
    assert commitment not in Commitment.objects.visible_to(reader)
    assert Commitment.objects.filter(pk=commitment.pk, state=Commitment.REJECTED).exists()
    review.confirm_commitment(commitment=commitment, by=archivist)
    assert commitment in Commitment.objects.visible_to(reader)


def test_a_correction_keeps_what_the_reader_had_found(commitment: Commitment, archivist: User) -> None:
    given = {"commitment": commitment, "by": archivist, "strength": "commits"}
    review.correct_commitment(**given, side="EU", words="agreed to meet\n  again")
    corrected = review.correct_commitment(**given, side="US", words="agreed to meet again")
    assert (corrected.quote, corrected.side, corrected.strength) == ("agreed to meet again", "US", "commits")
    assert corrected.paragraph.text[corrected.start : corrected.end] == corrected.quote
    assert corrected.as_found["quote"] == "Both sides agreed to meet again."
    assert corrected.as_found["side"] == "both"


def test_words_that_do_not_stand_in_the_paragraph_are_refused(commitment: Commitment, archivist: User) -> None:
    with pytest.raises(review.WordsNotFound, match="does not stand in"):
        review.correct_commitment(
            commitment=commitment, by=archivist, side="EU", strength="agrees", words="agreed to meet soon"
        )
    commitment.refresh_from_db()
    assert commitment.state == Commitment.PROPOSED


def test_a_commitment_is_added_where_the_words_were_marked(note: OutcomeNote, archivist: User) -> None:
    paragraph = note.paragraphs.get()
    given = {"paragraph": paragraph, "by": archivist, "strength": "agrees", "words": "agreed to report"}
    first = review.add_commitment(**given, side="EU")
    second = review.add_commitment(**given, side="US", near=TEXT.rindex("agreed to report"))
    assert (first.start, second.start) == (TEXT.index("agreed to report"), TEXT.rindex("agreed to report"))
    assert {first.origin, second.origin} == {Commitment.ENTERED}
    assert {first.state, second.state} == {Commitment.CONFIRMED}


def test_the_same_passage_is_not_added_twice_for_one_side(commitment: Commitment, archivist: User) -> None:
    with pytest.raises(ValidationError, match="recorded as a commitment of that side already"):
        review.add_commitment(
            paragraph=commitment.paragraph, by=archivist, side="both", strength="agrees", words=commitment.quote
        )


def test_a_commitment_judged_meanwhile_is_not_judged_again_unseen(
    commitment: Commitment, archivist: User, administrator: User
) -> None:
    review.reject_commitment(commitment=commitment, by=administrator, revision=0)
    with pytest.raises(review.ChangedMeanwhile, match=administrator.username):
        review.confirm_commitment(commitment=commitment, by=archivist, revision=0)
    commitment.refresh_from_db()
    assert commitment.state == Commitment.REJECTED


def test_two_commitments_of_one_note_can_be_judged_by_two_people(
    commitment: Commitment, archivist: User, administrator: User
) -> None:
    other = make.commitment(commitment.paragraph, "the US agreed to report")
    review.confirm_commitment(commitment=commitment, by=archivist, revision=0)
    assert review.reject_commitment(commitment=other, by=administrator, revision=0).state == Commitment.REJECTED


def test_only_commitments_without_doubt_are_confirmed_together(note: OutcomeNote, archivist: User) -> None:
    paragraph = note.paragraphs.get()
    sure = make.commitment(paragraph, "Both sides agreed to meet again.")
    doubted = make.commitment(paragraph, "The EU agreed to report", side="EU")
    without_side = make.commitment(paragraph, "the US agreed to report", side="")
    rejected = make.commitment(paragraph, "agreed to meet", side="EU")
    review.reject_commitment(commitment=rejected, by=archivist)
    Doubt.objects.create(note=note, kind="commitment-uncertain", words="The EU agreed to\nreport, and")
    assert review.commitments_in_doubt(note) == {doubted.pk, without_side.pk}
    assert review.confirm_undoubted(note=note, by=archivist) == [sure]
    states = dict(Commitment.objects.values_list("pk", "state"))
    assert states == {
        sure.pk: Commitment.CONFIRMED,
        doubted.pk: Commitment.PROPOSED,
        without_side.pk: Commitment.PROPOSED,
        rejected.pk: Commitment.REJECTED,
    }


# Doubts ---------------------------------------------------------------------------------------------------------------


def test_a_doubt_is_settled_once_and_can_be_opened_again(
    note: OutcomeNote, archivist: User, administrator: User
) -> None:
    doubt = Doubt.objects.create(note=note, kind="unknown-code", words="XYZ 3")
    review.settle_doubt(doubt=doubt, by=archivist, remark="As printed")
    assert review.settle_doubt(doubt=doubt, by=administrator).settled_by == archivist
    assert review.reopen_doubt(doubt=doubt, by=administrator).settled_at is None
    assert history(note) == [
        "Doubt opened again, unknown-code: “XYZ 3”.",
        "Doubt settled, unknown-code: “XYZ 3”. “As printed”.",
    ]


# Two at once ----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_archivists_saving_in_the_same_moment_one_is_refused() -> None:
    note = make.note(TEXT, published=False)
    people = [make.user("archivist"), make.user("archivist")]
    start = threading.Barrier(2)
    refused: list[Exception] = []

    def save(person: User) -> None:
        try:
            start.wait(timeout=10)
            review.set_cover(note=note, by=person, revision=note.revision, subject=f"By {person.username}")
        except review.ChangedMeanwhile as refusal:
            refused.append(refusal)
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=[person]) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    note.refresh_from_db()
    assert len(refused) == 1
    assert note.revision == 1
    assert len(history(note)) == 1
    assert history(note)[0].endswith(f"“{note.subject}”.")
