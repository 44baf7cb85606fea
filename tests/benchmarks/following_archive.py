"""The made-up archive with what a reading, the loading of facts and curators would have written in it.

For the benchmark of the pages only. Every note has four agenda topics, codes with their reasons, an original, people,
themes, instruments, sentences, days to come; every ninth commitment a status.
"""

from collections.abc import Iterable
from datetime import timedelta
from hashlib import sha256

from django.apps import apps
from django.contrib.auth.models import User
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone

from meetings.ingest.subjects import write_instruments, write_themes
from meetings.models import (
    AgendaTopic,
    CodeEvidence,
    ComingDate,
    Commitment,
    Instrument,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    Source,
    Statement,
    StatusChange,
    Theme,
    ThemePassage,
)
from meetings.reference import load_reference
from tests.benchmarks.loading import load

PEOPLE = 40
TOPICS_OF_A_NOTE = 4


def fill(folder: str, decider: User) -> None:
    """Load FOLDER/notes.jsonl into the empty archive and write the findings; ``decider`` decided every status."""
    load(folder)
    with connection.cursor() as cursor:  # the rows came with their keys: the next ones must go on from there
        models = list(apps.get_app_config("meetings").get_models())
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    load_reference()
    write_topics()
    paragraphs = list(Paragraph.objects.select_related("note__meeting").defer("vector", "note__vector", "note__text"))
    write_themes(
        paragraphs[::4], Theme.objects.all()
    )  # looking through all of them takes minutes and tells nothing more
    write_instruments(paragraphs[::4], Instrument.objects.all())
    assert Instrument.objects.filter(mentions__isnull=False).exists()
    theme = Theme.objects.get(slug="third-countries")
    ThemePassage.objects.bulk_create(
        [ThemePassage(theme=theme, paragraph=each, terms=["cooperation"]) for each in paragraphs[::9]],
        ignore_conflicts=True,
    )
    write_sentences(paragraphs)
    write_days(paragraphs[::8])
    write_people(paragraphs)
    write_reasons(paragraphs)
    write_originals(decider)
    write_statuses(decider)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


def write_topics() -> None:
    """Four topics a note, two paragraphs each."""
    notes = OutcomeNote.objects.values_list("pk", flat=True)
    AgendaTopic.objects.bulk_create(
        AgendaTopic(note_id=pk, position=place, number=str(place), label=str(place), title=f"Subject number {place}")
        for pk in notes
        for place in range(1, TOPICS_OF_A_NOTE + 1)
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE meetings_paragraph p SET part = 'topic', topic_id = t.id FROM meetings_agendatopic t"
            " WHERE t.note_id = p.note_id AND t.position = (p.position + 1) / 2"
        )


def write_sentences(paragraphs: Iterable[Paragraph]) -> None:
    Statement.objects.bulk_create(
        Statement(paragraph=each, start=start, end=start + 100, side="EU", kind="committed" if not start else "other")
        for each in paragraphs
        for start in (0, 100, 200, 300)
        if start + 100 <= len(each.text)
    )


def write_days(paragraphs: Iterable[Paragraph]) -> None:
    ComingDate.objects.bulk_create(
        ComingDate(
            paragraph=each,
            start=0,
            end=100,
            words=each.text[:10],
            opens_on=each.note.meeting.closed_on + timedelta(days=90),
            closes_on=each.note.meeting.closed_on + timedelta(days=120),
        )
        for each in paragraphs
        if each.note.meeting
    )


def write_people(paragraphs: list[Paragraph]) -> None:
    """Three of the forty persons a note."""
    people = list(Participant.objects.filter(kind=Participant.PERSON).order_by("pk")[:PEOPLE])
    offices = ["Commissioner", "Attorney General", "Secretary of Homeland Security", "Director-General"]
    Participation.objects.bulk_create(
        Participation(
            note=each.note,
            meeting=each.note.meeting,
            participant=people[place % len(people)],
            side="EU" if place % 2 else "US",
            office=offices[place % len(offices)],
            as_named=people[place % len(people)].name,
            paragraph=each,
        )
        for place, each in enumerate(paragraphs)
        if each.position in {1, 2, 3}
    )


def write_reasons(paragraphs: Iterable[Paragraph]) -> None:
    """A reason for one of the codes of the note in every second paragraph."""
    codes: dict[int, list[int]] = {}
    for note, pk in NoteCode.objects.order_by("note", "position").values_list("note", "pk"):
        codes.setdefault(note, []).append(pk)
    CodeEvidence.objects.bulk_create(
        CodeEvidence(
            note_code_id=codes[each.note_id][each.position % len(codes[each.note_id])],
            paragraph=each,
            terms=["cooperation"],
        )
        for each in paragraphs
        if each.position % 2
    )


def write_originals(receiver: User) -> None:
    Source.objects.bulk_create(
        Source(
            note_id=pk,
            file=f"bench/{pk}",
            sha256=sha256(str(pk).encode()).hexdigest(),
            media_type="application/pdf",
            name=f"{pk}.pdf",
            size=100_000,
            pages=8,
            received_by=receiver,
            read_with="bench",
        )
        for pk in OutcomeNote.objects.values_list("pk", flat=True)
    )


def write_statuses(decider: User) -> None:
    commitments = Commitment.objects.order_by("pk").values_list("pk", "paragraph__note__dated_on", "paragraph")
    kinds = ["reaffirmed", "superseded", "delivered", "dropped"]
    StatusChange.objects.bulk_create(
        StatusChange(
            commitment_id=pk,
            status=kinds[place % len(kinds)],
            since=day + timedelta(days=200),
            passage_id=paragraph if place % 2 else None,
            address="" if place % 2 else "https://example.org/press",
            decided_by=decider,
            decided_at=timezone.now(),
        )
        for place, (pk, day, paragraph) in enumerate(commitments[::9])
    )
