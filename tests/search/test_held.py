"""What a process holds to count by follows the archive note by note, and is then what reading everything would give."""

import random
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from meetings.council.markings import Marking
from meetings.finding import held
from meetings.finding.dimensions import Dimensions
from meetings.finding.held import STAMP, up_to_date
from meetings.models import (
    Commitment,
    Meeting,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    SearchVariant,
    Theme,
    ThemePassage,
    TopicCode,
)
from tests import make

pytestmark = pytest.mark.django_db


def settled(dimensions: Dimensions) -> Dimensions:
    """As if it had been read outside of a transaction; a test is one."""
    with connection.cursor() as cursor:
        cursor.execute(STAMP)
        return replace(dimensions, table=cursor.fetchone()[2])


def told(dimensions: Dimensions) -> dict[str, Any]:
    """All that searches ask of it."""
    values = {
        name: {key: (value.label, value.bits) for key, value in each.values.items()}
        for name, each in dimensions.by_name.items()
    }
    former = {name: each.former for name, each in dimensions.by_name.items()}
    return {**values, "former": former, "variants": dimensions.variants, "units": dimensions.units}


@pytest.fixture
def archive(db: None) -> list[OutcomeNote]:
    """Three notes of two meetings, with a person, a theme and commitments."""
    riga, valletta = make.meeting(city="Riga"), make.meeting(city="Valletta", level="senior-officials")
    notes = [
        make.note("The visa policy.", "The cyber policy.", codes=codes, meeting=meeting)
        for codes, meeting in (("VISA 1, CYBER 2", riga), ("VISA 3", riga), ("ASIM 4", valletta))
    ]
    person = Participant.objects.create(name="Ms Jourova", kind=Participant.PERSON)
    Participation.objects.create(note=notes[0], participant=person, meeting=riga, as_named="Ms Jourova")
    theme = Theme.objects.create(slug="visa-matters", label="Visa matters")
    for note in notes:
        paragraph = note.paragraphs.first()
        make.commitment(paragraph)
        ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["visa"])
    return notes


def add(note: OutcomeNote) -> None:
    """Another note, of a meeting that is new the first time."""
    sofia = Meeting.objects.filter(city="Sofia").first() or make.meeting(city="Sofia")
    make.note("The border.", codes="FRONT 9", meeting=sofia)


def withdraw(note: OutcomeNote) -> None:
    OutcomeNote.objects.filter(pk=note.pk).update(state=OutcomeNote.WITHDRAWN)


# What is done to the first note, or beside it, and whether reading notes again is enough.
CHANGES: dict[str, tuple[Callable[[OutcomeNote], Any], bool]] = {
    "a new note": (add, True),
    "a passage more": (lambda note: make.paragraph(note, "The US side spoke."), True),
    "another marking": (lambda note: OutcomeNote.objects.filter(pk=note.pk).update(marking=Marking.LIMITE), True),
    "withdrawn": (withdraw, True),
    "sides": (lambda note: note.paragraphs.update(sides=["both"]), True),
    "a code more": (
        lambda note: NoteCode.objects.create(note=note, code=TopicCode.objects.met("JAI"), position=9),
        True,
    ),
    "a code less": (lambda note: note.note_codes.all().delete(), True),
    "a code of another note": (
        lambda note: note.note_codes.update(note=make.note("The data.", codes="", meeting=note.meeting)),
        True,
    ),
    "a commitment more": (lambda note: make.commitment(make.paragraph(note, "More visas."), strength="commits"), True),
    "a commitment rejected": (
        lambda note: Commitment.objects.filter(paragraph__note=note).update(
            state=Commitment.REJECTED, reviewed_at=note.received_at
        ),
        True,
    ),
    "a commitment less": (lambda note: Commitment.objects.filter(paragraph__note=note).delete(), True),
    "a theme less": (lambda note: ThemePassage.objects.filter(paragraph__note=note).delete(), True),
    "nobody took part": (lambda note: Participation.objects.filter(note=note).delete(), True),
    "another meeting": (
        lambda note: OutcomeNote.objects.filter(pk=note.pk).update(meeting=Meeting.objects.get(city="Valletta")),
        True,
    ),
    "the meeting moved": (lambda note: Meeting.objects.filter(pk=note.meeting_id).update(city="Tallinn"), True),
    "a form of a name": (lambda note: Participant.objects.get().save(update_fields=["variants"]), True),
    "variants": (lambda note: SearchVariant.objects.create(terms=["visa", "visum"], kind="synonym"), True),
    "a passage less": (lambda note: note.paragraphs.last().delete(), False),
    "a name": (lambda note: Participant.objects.update(name="Ms Jones"), False),
    "the label of a code": (lambda note: TopicCode.objects.filter(code="VISA").update(label="Visas"), False),
    "the label of a theme": (lambda note: Theme.objects.update(label="Visas"), False),
    "a theme gone": (lambda note: Theme.objects.all().delete(), False),
    "nothing": (lambda note: None, True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_held_follows_each_change(
    archive: list[OutcomeNote], change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    deed, by_notes = CHANGES[change]
    before = settled(up_to_date(None))
    deed(archive[0])
    everything: list[bool] = []
    read = held._read_everything
    monkeypatch.setattr(held, "_read_everything", lambda *given: everything.append(True) or read(*given))
    after = up_to_date(before)
    assert bool(everything) is not by_notes
    assert told(after) == told(up_to_date(None))
    assert (told(after) == told(before)) is (change in {"nothing", "a form of a name", "withdrawn"})


def test_many_changes_one_after_the_other_are_followed_too(archive: list[OutcomeNote]) -> None:
    dice = random.Random(23)
    known = settled(up_to_date(None))
    for _ in range(60):
        for _ in range(dice.randint(1, 3)):
            notes = OutcomeNote.objects.filter(paragraphs__isnull=False, note_codes__isnull=False).order_by("?")
            change = dice.choice(["a new note", "a passage more", "sides", "another marking", "another meeting",
                                  "a commitment more", "a theme less", "a passage less", "a code less"])  # fmt: skip
            if (note := notes.first()) is not None:
                with transaction.atomic():
                    CHANGES[change][0](note)
        known = settled(up_to_date(known))
        assert told(known) == told(up_to_date(None))


def test_only_the_notes_that_changed_are_asked_for(archive: list[OutcomeNote], monkeypatch: pytest.MonkeyPatch) -> None:
    before = settled(up_to_date(None))
    note = make.note("The border.", codes="FRONT 9")
    asked: list[list[int]] = []
    gather = held._gather
    monkeypatch.setattr(held, "_gather", lambda *given: asked.append(given[2]) or gather(*given))
    up_to_date(before)
    assert asked == [[note.pk]]


def test_where_too_many_changed_everything_is_read(archive: list[OutcomeNote], monkeypatch: pytest.MonkeyPatch) -> None:
    before = settled(up_to_date(None))
    monkeypatch.setattr(held, "MOST_NOTES", 1)
    for note in archive[:2]:
        make.paragraph(note, "The US side spoke.")
    monkeypatch.setattr(held, "SOME", "this is no SQL")
    assert told(up_to_date(before)) == told(up_to_date(None))


def test_what_was_read_in_a_transaction_is_no_ground_to_go_on_from(archive: list[OutcomeNote]) -> None:
    with transaction.atomic():
        withdraw(archive[0])
        make.note("The border.", codes="FRONT 9")
        seen = up_to_date(None)
        transaction.set_rollback(True)
    make.note("The data.", codes="DATAPROTECT 1")  # takes a later number than what was undone
    assert "FRONT" not in told(up_to_date(seen))["code"]
    assert told(up_to_date(seen)) == told(up_to_date(None))


def test_another_archive_in_the_same_place_is_read_as_a_whole(archive: list[OutcomeNote]) -> None:
    before = replace(settled(up_to_date(None)), table=1)  # as after a backup was restored
    with connection.cursor() as cursor:
        cursor.execute("UPDATE meetings_archivestamp SET number = number + 5")
    OutcomeNote.objects.filter(pk=archive[0].pk).update(marking=Marking.PUBLIC)
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM meetings_notestamp")
    assert told(up_to_date(before)) == told(up_to_date(None))


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_search_after_a_note_came_in_reads_that_note_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    make.note("The visa policy.", codes="VISA 1")
    monkeypatch.setattr(held, "_held", None)
    held.current_dimensions()
    monkeypatch.setattr(held, "_read_everything", lambda *given: pytest.fail("everything was read"))
    make.note("The cyber policy.", codes="CYBER 1")
    assert set(told(held.current_dimensions())["code"]) == {"VISA", "CYBER"}


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_changes_the_one_committed_later_has_the_higher_number() -> None:
    from threading import Thread

    note = make.note("The visa policy.", codes="VISA 1")
    numbers = []

    def stamp() -> int:
        with connection.cursor() as cursor:
            cursor.execute(STAMP)
            return int(cursor.fetchone()[0])

    def later() -> None:
        Paragraph.objects.filter(note=note).update(sides=["US"])
        numbers.append(stamp())
        connection.close()

    with transaction.atomic():
        Paragraph.objects.filter(note=note).update(sides=["EU"])
        waiting = Thread(target=later)
        waiting.start()
        waiting.join(1)
        assert not numbers
        make.note("The cyber policy.", codes="CYBER 1")  # takes more numbers while the other waits
        first = stamp()
    waiting.join(30)
    assert numbers[0] > first
