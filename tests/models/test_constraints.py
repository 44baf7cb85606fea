"""What must always hold is held by the database: each constraint is broken on purpose."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings.models import (
    AgendaTopic,
    CodeEvidence,
    Commitment,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    Source,
    Statement,
    Theme,
    ThemePassage,
    UploadLine,
)
from tests import make

pytestmark = pytest.mark.django_db


def broken(name: str, deed: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        deed()


@pytest.fixture
def note() -> OutcomeNote:
    return make.note("Both sides agreed to meet again.", codes="VISA 239", number="10483/17")


@pytest.fixture
def words(note: OutcomeNote) -> Paragraph:
    return note.paragraphs.get()


def test_meeting_cannot_close_before_it_opens() -> None:
    broken(
        "meeting_closes_after_it_opens",
        lambda: make.meeting(opened_on=date(2017, 6, 16), closed_on=date(2017, 6, 15)),
    )


def test_a_meeting_is_kept_once() -> None:
    make.meeting()
    broken("meeting_once_a_day_and_level", make.meeting)


def test_a_number_is_kept_once_in_a_language(note: OutcomeNote) -> None:
    broken("note_number_once", lambda: make.note(number="10483/17", slug="again"))
    make.note(number="10483/17", language="fr", slug="en-francais")
    make.note(number="10483/17", version="REV 1", slug="rev-1")


def test_papers_without_number_do_not_collide() -> None:
    make.note(number="", slug="a")
    make.note(number="", slug="b")


def test_an_unmarked_note_cannot_be_published() -> None:
    broken("published_note_is_marked", lambda: make.note(marking=""))


def test_an_unknown_marking_cannot_be_kept() -> None:
    broken("note_marking_is_known", lambda: make.note(marking="SECRET"))


def test_a_published_note_needs_its_time() -> None:
    broken("published_note_has_a_time", lambda: make.note(published=False, state="published"))


def test_a_code_with_its_serial_stands_once_on_a_note(note: OutcomeNote) -> None:
    code = note.note_codes.get().code
    broken("note_code_once", lambda: NoteCode.objects.create(note=note, code=code, serial=239, position=2))


def test_topics_have_one_place_and_label(note: OutcomeNote) -> None:
    broken("topic_position_once", lambda: AgendaTopic.objects.create(note=note, position=1, label="9", title="t"))
    broken("topic_label_once", lambda: AgendaTopic.objects.create(note=note, position=2, label="1", title="t"))


def test_a_paragraph_has_one_address_and_place(note: OutcomeNote) -> None:
    topic = note.topics.get()
    broken("paragraph_address_once", lambda: make.paragraph(note, "Words", topic=topic, position=7, ordinal=1))
    broken("paragraph_position_once", lambda: make.paragraph(note, "Words", topic=topic, position=1, ordinal=7))


def test_a_paragraph_needs_words(note: OutcomeNote) -> None:
    broken("paragraph_is_not_empty", lambda: make.paragraph(note, ""))


def test_a_paragraph_of_the_summary_stands_under_no_topic(note: OutcomeNote) -> None:
    broken(
        "paragraph_under_a_topic_says_so",
        lambda: make.paragraph(note, "Words", topic=note.topics.get(), part="summary", position=8, ordinal=8),
    )


def test_a_statement_ends_after_it_begins(words: Paragraph) -> None:
    broken(
        "statement_has_words",
        lambda: Statement.objects.create(paragraph=words, start=5, end=5, kind="other"),
    )


def test_a_quote_is_as_long_as_its_place(words: Paragraph) -> None:
    broken(
        "commitment_quote_fits_its_place",
        lambda: Commitment.objects.create(
            paragraph=words, side="EU", strength="agrees", quote="Both sides", start=0, end=4
        ),
    )


def test_a_passage_is_one_commitment_a_side(words: Paragraph) -> None:
    make.commitment(words, side="EU")
    make.commitment(words, side="US")
    broken("commitment_once_a_side", lambda: make.commitment(words, side="EU"))


def test_a_reviewed_commitment_says_when(words: Paragraph) -> None:
    broken("reviewed_commitment_has_a_time", lambda: make.commitment(words, state="confirmed"))


def test_code_evidence_is_kept_once(note: OutcomeNote, words: Paragraph) -> None:
    facts = {"note_code": note.note_codes.get(), "paragraph": words, "terms": ["visa"]}
    CodeEvidence.objects.create(**facts)
    broken("code_evidence_once", lambda: CodeEvidence.objects.create(**facts))


def test_participants_and_participations_are_kept_once(note: OutcomeNote) -> None:
    person = Participant.objects.create(name="Ylva Example", kind="person")
    broken("participant_once", lambda: Participant.objects.create(name="Ylva Example", kind="person"))
    facts = {"note": note, "meeting": note.meeting, "participant": person, "as_named": "Commissioner Example"}
    Participation.objects.create(**facts)
    broken("participation_once_a_note", lambda: Participation.objects.create(**facts))
    broken(
        "participation_has_words",
        lambda: Participation.objects.create(**(facts | {"as_named": "", "office": "Commissioner"})),
    )


def test_a_file_has_a_true_hash_and_one_leads(note: OutcomeNote) -> None:
    facts = {"note": note, "file": "x", "media_type": "text/plain", "name": "x", "size": 1, "read_with": "1"}
    broken("source_hash_is_sha256", lambda: Source.objects.create(sha256="no hash", **facts))
    Source.objects.create(sha256="a" * 64, **facts)
    broken("note_has_one_leading_source", lambda: Source.objects.create(sha256="b" * 64, **facts))


def test_a_passage_belongs_to_a_theme_once(words: Paragraph) -> None:
    theme = Theme.objects.create(slug="visa", label="Visa")
    ThemePassage.objects.create(theme=theme, paragraph=words, terms=["visa"])
    broken("theme_passage_once", lambda: ThemePassage.objects.create(theme=theme, paragraph=words, terms=["x"]))


def test_a_line_of_an_upload_has_its_place_and_waits_with_its_bytes() -> None:
    line = make.line()
    itself = UploadLine.objects.filter(pk=line.pk)
    broken("upload_line_has_its_place", lambda: make.line(upload=line.upload))
    broken("upload_line_waits_with_its_file", lambda: itself.update(state="waiting", file=""))
    broken("upload_line_deleted_for_a_reason", lambda: itself.update(deleted_at=timezone.now(), file=""))
    broken("upload_line_deleted_for_a_reason", lambda: itself.update(deleted_at=timezone.now(), deleted_why="Old"))


@pytest.mark.parametrize("left", ["name", "file", "sha256", "size", "note"])
def test_nothing_of_a_classified_file_can_be_kept(left: str, note: OutcomeNote) -> None:
    itself = UploadLine.objects.filter(pk=make.line().pk)
    nothing = {"name": "", "file": "", "sha256": "", "size": None, "note": None}
    something = {"name": "x.pdf", "file": "x", "sha256": "a" * 64, "size": 1, "note": note}
    broken(
        "upload_line_classified_leaves_nothing",
        lambda: itself.update(reason="classified", **(nothing | {left: something[left]})),
    )
    itself.update(reason="classified", **nothing)
