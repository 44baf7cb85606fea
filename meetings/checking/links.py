"""What belongs together does: paragraphs and their notes, earlier papers and later ones, rows that were merged."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet

from meetings.checking.faults import Fault, Progress, in_batches
from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.models import (
    AgendaTopic,
    CodeEvidence,
    FormerAddress,
    Merge,
    OutcomeNote,
    Paragraph,
    Participation,
)
from meetings.models.merging import MERGEABLE

RESTORE = "Restore a backup, or mend the row and say in the history why."
REREAD = "Let the paper be read again: manage.py reread_notes."


def counts(progress: Progress) -> Iterator[Fault]:
    """Paragraphs and agenda topics of a note are numbered without a gap, and a published note has some."""
    for name, model in (("paragraphs", Paragraph), ("topics", AgendaTopic)):
        gaps = (
            model._base_manager.values("note").annotate(held=Count("pk"), last=Max("position")).exclude(held=F("last"))
        )
        for gap in gaps.order_by("note").iterator():
            note = OutcomeNote.objects.only("slug").get(pk=gap["note"])
            yield Fault(
                note.get_absolute_url(),
                f"It has {gap['held']} {name}, but the last of them says that it is number {gap['last']}.",
                REREAD,
            )
    bare = OutcomeNote.objects.published().filter(paragraphs=None).only("slug")
    for note in in_batches(bare, progress):
        yield Fault(note.get_absolute_url(), "It is published, but has no paragraph.", REREAD)


def belonging(progress: Progress) -> Iterator[Fault]:
    """What names both a note and something inside a note names the same note twice."""
    asked: list[tuple[QuerySet[Any], str, Callable[[Any], Any]]] = [
        (
            Paragraph.objects.filter(topic__isnull=False).exclude(topic__note=F("note")).select_related("note"),
            "The paragraph stands under an agenda topic of another note.",
            lambda row: row.permanent_address,
        ),
        (
            CodeEvidence.objects.exclude(note_code__note=F("note")).select_related("paragraph__note"),
            "The passage is said to be why another note carries a topic code.",
            lambda row: row.paragraph.permanent_address,
        ),
        (
            Participation.objects.filter(paragraph__isnull=False)
            .exclude(paragraph__note=F("note"))
            .select_related("note"),
            "A participant of it is named by a paragraph of another note.",
            lambda row: row.note.get_absolute_url(),
        ),
        (
            FormerAddress.objects.filter(paragraph__isnull=False)
            .exclude(paragraph__note=F("note"))
            .select_related("note"),
            "A former address of it leads to a paragraph of another note.",
            lambda row: row.note.get_absolute_url(),
        ),
    ]
    for rows, sentence, address in asked:
        for row in in_batches(rows, progress):
            yield Fault(address(row), sentence, RESTORE)


def previous(progress: Progress) -> Iterator[Fault]:
    """What a paper names as its previous documents are document numbers, and not its own."""
    rows = OutcomeNote.objects.exclude(previous_documents=[]).only("slug", "number", "version", "previous_documents")
    for note in in_batches(rows, progress):
        for printed in note.previous_documents:
            try:
                named = DocumentNumber.parse(printed)
            except UnknownNumber:
                yield Fault(
                    note.get_absolute_url(), f"Its previous document “{printed}” is no document number.", REREAD
                )
                continue
            if named == note.document_number:
                yield Fault(note.get_absolute_url(), "It names itself as the previous document.", REREAD)


def merges(progress: Progress) -> Iterator[Fault]:
    """A row that was merged into another is no longer in the register."""
    for model, column in MERGEABLE.items():
        still = model._base_manager.filter(pk=OuterRef("merged"))
        for merge in in_batches(Merge.objects.of(model).filter(Exists(still)), progress):
            yield Fault(
                merge.kept.get_absolute_url(),
                f"“{merge.name}” was merged into “{merge.kept}”, but stands in the register beside it ({column}).",
                "Split the two on the page of the one that was kept, or merge them again.",
            )
