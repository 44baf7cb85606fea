"""What was found in a paragraph has the note of that paragraph beside it; the database sees to that."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from meetings.models import (
    EARLIER,
    CodeEvidence,
    ComingDate,
    Instrument,
    InstrumentMention,
    NoteCode,
    Paragraph,
    Statement,
    Theme,
    ThemePassage,
)
from meetings.models.found import Found
from tests import make

pytestmark = pytest.mark.django_db

TEXT = "Both sides agreed to meet in May."
ROWS: dict[str, Callable[[Paragraph], Found]] = {
    "commitment": make.commitment,
    "statement": lambda words: Statement.objects.create(paragraph=words, start=0, end=4, kind="other"),
    "codeevidence": lambda words: CodeEvidence.objects.create(
        note_code=NoteCode.objects.get(note=words.note), paragraph=words, terms=["meet"]
    ),
    "themepassage": lambda words: ThemePassage.objects.create(
        theme=Theme.objects.create(slug="meetings", label="Meetings"), paragraph=words, terms=["meet"]
    ),
    "instrumentmention": lambda words: InstrumentMention.objects.create(
        instrument=Instrument.objects.create(slug="sides", name="Sides", forms=["sides"]),
        paragraph=words,
        start=5,
        end=10,
    ),
    "comingdate": lambda words: ComingDate.objects.create(
        paragraph=words,
        start=0,
        end=len(TEXT),
        words="in May",
        opens_on=date(2017, 5, 1),
        closes_on=date(2017, 5, 31),
    ),
}
each_kind = pytest.mark.parametrize("kind", ROWS)


@pytest.fixture
def words() -> Paragraph:
    return make.note(TEXT, codes="VISA 1").paragraphs.get()


def at_once(deed: Callable[[], Any]) -> None:
    """Do it and have the database look at all keys now, not at the end of the transaction."""
    deed()
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_whatever_goes_with_a_paragraph_has_the_note_beside_it() -> None:
    going = {
        model._meta.model_name
        for model in apps.get_app_config("meetings").get_models()
        if model not in EARLIER.values()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.name == "paragraph" and not field.null
    }
    assert going == {model._meta.model_name for model in Found.__subclasses__()} == set(ROWS)


@each_kind
def test_a_row_gets_the_note_of_its_paragraph(kind: str, words: Paragraph) -> None:
    row = ROWS[kind](words)
    row.refresh_from_db(fields=["note"])
    assert row.note == words.note


@each_kind
def test_a_row_that_was_just_made_is_written_again_without_losing_its_note(kind: str, words: Paragraph) -> None:
    row = ROWS[kind](words)
    row.save()
    row.refresh_from_db(fields=["note"])
    assert row.note == words.note


@each_kind
def test_no_row_names_another_note_than_that_of_its_paragraph(kind: str, words: Paragraph) -> None:
    row, other = ROWS[kind](words), make.note(TEXT)
    rows = type(row)._base_manager.filter(pk=row.pk)
    for wrong in ({"note": other}, {"paragraph": other.paragraphs.get()}):
        with pytest.raises(IntegrityError, match="in_the_note_of_its_paragraph"), transaction.atomic():
            at_once(lambda wrong=wrong: rows.update(**wrong))  # type: ignore[misc]


def test_a_row_moves_to_another_paragraph_of_its_note(words: Paragraph) -> None:
    commitment = make.commitment(words)
    commitment.paragraph = make.paragraph(words.note, TEXT)
    at_once(commitment.save)
    commitment.refresh_from_db()
    assert commitment.note == words.note


def test_a_note_goes_with_all_that_was_found_in_it(words: Paragraph) -> None:
    rows = [make_row(words) for make_row in ROWS.values()]
    at_once(words.note.delete)
    assert not any(type(row)._base_manager.exists() for row in rows)
