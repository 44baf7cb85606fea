"""Who may read what, row by row: every queryset answers from the same rule."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.utils import timezone

from meetings.access import groups_of, may_review, readable_markings
from meetings.council.markings import Marking
from meetings.models import Commitment, Meeting, OutcomeNote, Paragraph, Participation, Source, TopicCode
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def notes() -> dict[str, OutcomeNote]:
    made = {
        "public": make.note("Public words."),
        "limite": make.note("LIMITE words.", marking="LIMITE", codes="HIDDEN 1"),
        "unpublished": make.note("Unpublished words.", published=False),
        "unmarked": make.note("Unmarked words.", published=False, marking=""),
        "withdrawn": make.note("Withdrawn words.", published=False, state="withdrawn"),
        "later": make.note("Embargoed words."),
    }
    OutcomeNote.objects.filter(pk=made["later"].pk).update(published_at=timezone.now() + timedelta(days=1))
    for note in made.values():
        make.commitment(note.paragraphs.get())
    return made


READS = {
    "visitor": set(),
    "reader": {"public"},
    "limite": {"public", "limite"},
    "archivist": {"public", "limite", "unpublished", "unmarked", "withdrawn", "later"},
    "administrator": {"public", "limite", "unpublished", "unmarked", "withdrawn", "later"},
}


def person(role: str) -> User | AnonymousUser:
    return AnonymousUser() if role == "visitor" else make.user(role)


@pytest.mark.parametrize(("role", "reads"), READS.items())
def test_notes_paragraphs_and_commitments_are_read_by_marking(
    notes: dict[str, OutcomeNote], role: str, reads: set[str]
) -> None:
    user = person(role)
    expected = {notes[name].pk for name in reads}
    assert set(OutcomeNote.objects.visible_to(user).values_list("pk", flat=True)) == expected
    assert set(Paragraph.objects.visible_to(user).values_list("note", flat=True)) == expected
    assert set(Commitment.objects.visible_to(user).values_list("paragraph__note", flat=True)) == expected


def test_a_meeting_known_only_from_a_hidden_note_is_hidden(limite_reader: User, reader: User) -> None:
    secret = make.meeting(city="Atlantis", public_source="")
    make.note("Words", marking="LIMITE", meeting=secret)
    public = make.meeting()
    assert set(Meeting.objects.visible_to(reader)) == {public}
    assert set(Meeting.objects.visible_to(limite_reader)) == {public, secret}
    assert not Meeting.objects.visible_to(AnonymousUser())


def test_a_code_known_only_from_a_hidden_note_is_hidden(
    notes: dict[str, OutcomeNote], limite_reader: User, reader: User
) -> None:
    assert not TopicCode.objects.visible_to(reader).filter(code="HIDDEN").exists()
    assert TopicCode.objects.visible_to(limite_reader).filter(code="HIDDEN").exists()


def test_files_and_participations_follow_their_note(notes: dict[str, OutcomeNote], reader: User) -> None:
    assert not Source.objects.visible_to(reader).exists()
    assert not Participation.objects.visible_to(reader).exists()


def test_a_rejected_commitment_is_not_shown(reader: User) -> None:
    words = make.note("Both sides agreed.").paragraphs.get()
    make.commitment(words, state="rejected", reviewed_at=timezone.now())
    assert not Commitment.objects.visible_to(reader).exists()


def test_a_closed_account_reads_nothing(archivist: User) -> None:
    archivist.is_active = False
    assert not readable_markings(archivist)
    assert not may_review(archivist)


def test_an_account_without_a_group_reads_nothing() -> None:
    nobody = User.objects.create_user("nobody")
    make.note("Public words.")
    assert not OutcomeNote.objects.visible_to(nobody).exists()


def test_a_superuser_counts_as_administrator() -> None:
    root = User.objects.create_superuser("root")
    assert groups_of(root) == {"Administrators"}
    assert readable_markings(root) == set(Marking)
