"""The history of a row: who, when, field, before, after, why; and one change taken back, or refused in a sentence."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import translation

from meetings import review
from meetings.ingest.receive import add_note
from meetings.models import EARLIER, Commitment, Meeting, NoteCode, OutcomeNote, Paragraph, Participant
from meetings.models.earlier import EarlierNote, EarlierParagraph
from meetings.reading.note import read_note
from meetings.review.record import CannotRevert, changes_of_parts, changes_of_row, revert_change
from tests import make
from tests.ingest.papers import note_text

TEXT = "Both sides agreed to meet again. The EU agreed to report."


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return make.note(TEXT, published=False, subject="Ministerial")


def lines(row: object) -> list[tuple[str, str, str, str]]:
    """Who, field, before, after of each change, newest first."""
    return [(c.who, f.name, f.before, f.after) for c in changes_of_row(row) for f in c.fields]


def test_a_deed_leaves_who_when_field_before_after_and_why(note: OutcomeNote, archivist: User) -> None:
    held = review.set_cover(note=note, by=archivist, subject="Ministerial meeting", place="Valletta")
    [change] = changes_of_row(held)
    assert change.who == archivist.username
    assert change.when is not None
    assert {(f.name, f.before, f.after) for f in change.fields} == {
        ("subject", "Ministerial", "Ministerial meeting"),
        ("place", "", "Valletta"),
    }
    assert change.why == "Place: nothing became “Valletta”. Subject: “Ministerial” became “Ministerial meeting”."


def test_changes_past_the_deeds_are_kept_too_and_say_so(note: OutcomeNote) -> None:
    """A reading, a command or a shell: the database writes it down all the same."""
    OutcomeNote.objects.filter(pk=note.pk).update(place="Sofia")
    note.refresh_from_db()
    assert lines(note) == [("The archive itself", "place", "", "Sofia")]


def test_the_operator_has_no_account_but_a_name(note: OutcomeNote) -> None:
    held = review.publish_note(note=note, by=None)
    assert {who for who, *_ in lines(held)} == {"The operator’s command"}


def test_each_deed_keeps_its_own_why(note: OutcomeNote, archivist: User) -> None:
    review.set_cover(note=note, by=archivist, place="Sofia")
    held = review.set_cover(note=note, by=archivist, place="Valletta")
    assert [change.why for change in changes_of_row(held)] == [
        "Place: “Sofia” became “Valletta”.",
        "Place: nothing became “Sofia”.",
    ]


def test_a_judged_commitment_has_a_history_with_the_reason(note: OutcomeNote, archivist: User) -> None:
    commitment = make.commitment(note.paragraphs.get(), "The EU agreed to report.")
    held = review.reject_commitment(commitment=commitment, by=archivist, reason="A wish")
    [change] = changes_of_row(held)
    assert ("state", "Proposed", "Rejected") in {(f.name, f.before, f.after) for f in change.fields}
    assert "Reason: “A wish”" in change.why


def test_a_code_taken_off_a_cover_is_kept(archivist: User) -> None:
    note = make.note(TEXT, codes="VISA 1", published=False)
    code = note.note_codes.get()
    review.set_cover(note=note, by=archivist, codes=[])
    kept = EARLIER[NoteCode].objects.get(pgh_obj_id=code.pk)
    assert (kept.pgh_label, kept.serial) == ("deleted", 1)
    assert kept.pgh_context.metadata["user"] == archivist.pk


def test_adding_rows_copies_nothing(note: OutcomeNote) -> None:
    assert not EarlierNote.objects.exists()
    assert not EarlierParagraph.objects.exists()


def test_receiving_a_note_copies_nothing(db: None) -> None:
    """So that a large load is as quick as it was."""
    add_note(read_note(note_text("The EU side agreed to report on visa reciprocity.", number="8123/16"), "paper.md"))
    assert OutcomeNote.objects.count() == 1
    assert not any(kept.objects.exists() for kept in EARLIER.values())


def test_vectors_and_the_joined_text_are_never_copied() -> None:
    assert {"text", "vector"}.isdisjoint(field.name for field in EarlierNote._meta.fields)
    names = {field.name for field in EarlierParagraph._meta.fields}
    assert "text" in names
    assert "vector" not in names


def test_the_history_of_a_note_tells_of_its_paragraphs_and_codes(archivist: User) -> None:
    note = make.note(TEXT, codes="VISA 1", published=False)
    Paragraph.objects.filter(note=note).update(text="The EU agreed to report.")
    review.set_cover(note=note, by=archivist, codes=[])
    told = [(c.about, f.before, f.after) for c in changes_of_parts(note) for f in c.fields]
    assert sorted(told) == [("Code VISA 1", "VISA 1", "Deleted"), ("§1.1", TEXT, "The EU agreed to report.")]
    assert not any(change.can_be_reverted for change in changes_of_parts(note))
    with translation.override("fr"):
        assert "Supprimé" in [field.after for change in changes_of_parts(note) for field in change.fields]


# Taking back ----------------------------------------------------------------------------------------------------------


def test_one_change_is_taken_back_and_later_ones_stay(note: OutcomeNote, archivist: User, administrator: User) -> None:
    review.set_cover(note=note, by=archivist, subject="Wrong")
    held = review.set_cover(note=note, by=archivist, place="Valletta")
    first = changes_of_row(held)[-1]
    reverted = revert_change(row=held, earlier_pk=first.earlier.pk, by=administrator, reason="Misread")
    assert (reverted.subject, reverted.place) == ("Ministerial", "Valletta")
    newest = changes_of_row(reverted)[0]
    assert newest.who == administrator.username
    assert newest.why.endswith("Subject: “Wrong” became “Ministerial” again. Reason: “Misread”.")


def test_a_change_of_a_field_that_moved_on_is_not_taken_back(note: OutcomeNote, archivist: User) -> None:
    review.set_cover(note=note, by=archivist, subject="Second")
    held = review.set_cover(note=note, by=archivist, subject="Third")
    first = changes_of_row(held)[-1]
    with pytest.raises(CannotRevert, match="Subject became “Second” then and is “Third” now"):
        revert_change(row=held, earlier_pk=first.earlier.pk, by=archivist, reason="Misread")
    held.refresh_from_db()
    assert held.subject == "Third"


def test_taking_back_needs_a_reason(note: OutcomeNote, archivist: User) -> None:
    held = review.set_cover(note=note, by=archivist, subject="Second")
    with pytest.raises(review.ReasonMissing):
        revert_change(row=held, earlier_pk=changes_of_row(held)[0].earlier.pk, by=archivist, reason=" ")


def test_publishing_is_not_taken_back_past_its_own_deed(note: OutcomeNote, archivist: User) -> None:
    held = review.publish_note(note=note, by=archivist)
    [change] = changes_of_row(held)
    assert not change.can_be_reverted
    with pytest.raises(CannotRevert, match="own buttons"):
        revert_change(row=held, earlier_pk=change.earlier.pk, by=archivist, reason="Too early")


def test_earlier_values_that_break_a_rule_by_now_are_refused(archivist: User) -> None:
    note = make.note(TEXT, published=False, marking="")
    held = review.set_cover(note=note, by=archivist, marking="PUBLIC")
    change = changes_of_row(held)[0]
    held = review.publish_note(note=held, by=archivist)
    with pytest.raises(ValidationError, match="before it says who may read it"):
        revert_change(row=held, earlier_pk=change.earlier.pk, by=archivist, reason="Not sure")


def test_words_that_commitments_quote_are_not_taken_back_under_them(note: OutcomeNote, archivist: User) -> None:
    paragraph = note.paragraphs.get()
    Paragraph.objects.filter(pk=paragraph.pk).update(text="The EU agreed to report.")
    paragraph.refresh_from_db()
    make.commitment(paragraph)
    with pytest.raises(CannotRevert, match="quote the present words"):
        revert_change(
            row=paragraph, earlier_pk=changes_of_row(paragraph)[0].earlier.pk, by=archivist, reason="As printed"
        )


def test_a_correction_of_a_commitment_is_taken_back_whole(note: OutcomeNote, archivist: User) -> None:
    commitment = make.commitment(note.paragraphs.get(), "The EU agreed to report.", side="EU")
    held = review.correct_commitment(
        commitment=commitment, by=archivist, side="US", strength="commits", words="agreed to report"
    )
    change = changes_of_row(held)[0]
    reverted = revert_change(row=held, earlier_pk=change.earlier.pk, by=archivist, reason="The reader was right")
    assert (reverted.side, reverted.quote, reverted.state) == ("EU", "The EU agreed to report.", Commitment.PROPOSED)
    assert reverted.revision == 2  # so that a colleague who has the page open is told


# The page -------------------------------------------------------------------------------------------------------------


def history_of(row: object) -> str:
    return reverse(f"admin:meetings_{row._meta.model_name}_history", args=[row.pk])


def test_a_register_saved_in_a_form_says_who(as_user: Callable[[User], Client], archivist: User) -> None:
    person = Participant.objects.create(name="Mr Duke", kind="person")
    browser = as_user(archivist)
    form = reverse("admin:meetings_participant_change", args=[person.pk])
    assert (
        browser.post(form, {"name": "Ms Duke", "kind": "person", "variants": "", "why": "As she\n asked"}).status_code
        == 302
    )
    person.refresh_from_db()
    assert lines(person) == [(archivist.username, "name", "Mr Duke", "Ms Duke")]
    assert changes_of_row(person)[0].why == "As she asked"
    page = browser.get(history_of(person)).content.decode()
    assert "Mr Duke" in page
    assert "Changed Name." in page  # the reason is no field of the row
    assert archivist.username in page


def test_the_page_takes_a_change_back_and_refuses_in_a_sentence(
    as_user: Callable[[User], Client], archivist: User
) -> None:
    meeting = make.meeting(city="Valletta")
    Meeting.objects.filter(pk=meeting.pk).update(city="Sofia")
    meeting.refresh_from_db()
    [change] = changes_of_row(meeting)
    browser = as_user(archivist)
    path = reverse("admin:revert", args=["meeting", meeting.pk, change.earlier.pk])
    assert path in browser.get(history_of(meeting)).content.decode()
    assert browser.post(path, {"reason": "As announced"}).status_code == 302
    meeting.refresh_from_db()
    assert meeting.city == "Valletta"
    again = browser.post(path, {"reason": "Once more"})
    assert again.status_code == 409
    assert "The record has changed since" in again.content.decode()
    assert 'value="Once more"' in again.content.decode()


def test_taking_back_needs_the_right_to_change_that_kind(as_user: Callable[[User], Client], archivist: User) -> None:
    meeting = make.meeting(city="Valletta")
    Meeting.objects.filter(pk=meeting.pk).update(city="Sofia")
    [change] = changes_of_row(Meeting.objects.get(pk=meeting.pk))
    group = archivist.groups.get()
    group.permissions.remove(group.permissions.get(codename="change_meeting"))
    path = reverse("admin:revert", args=["meeting", meeting.pk, change.earlier.pk])
    assert as_user(archivist).post(path, {"reason": "x"}).status_code == 404
