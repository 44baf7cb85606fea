"""``manage.py reread_notes``: read notes again after the reader has improved."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db.models import QuerySet
from django.template.defaultfilters import pluralize

from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.ingest.again import OriginalMissing, Rereading, reread_note
from meetings.models import OutcomeNote
from meetings.reading.parsed import READER_VERSION
from meetings.reading.refusals import SourceRefused


class Command(BaseCommand):
    help = (
        "Read notes again from their original files. New findings come as proposals; nothing that a person confirmed, "
        "corrected or rejected is overwritten."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("numbers", nargs="*", metavar="NUMBER", help="Document numbers, or addresses of papers.")
        parser.add_argument("--all", action="store_true", dest="every", help="Read every note again.")
        parser.add_argument("--older", action="store_true", help="Read those again that an older reader has read.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change, and change nothing.")

    def handle(self, *args: Any, numbers: list[str], every: bool, older: bool, dry_run: bool, **options: Any) -> None:
        notes = list(chosen(numbers, every=every, older=older).only("pk", "slug", "number", "version", "kind"))
        failed = changed = 0
        for note in notes:
            try:
                reading = reread_note(note=note, by=None, dry_run=dry_run)
            except (OriginalMissing, SourceRefused) as refusal:
                failed += 1
                self.stderr.write(f"{note.slug}: not read again. {refusal}")
                continue
            changed += bool(reading.changes)
            self.show(reading, dry_run=dry_run)
        would = "would change" if dry_run else "changed"
        were = pluralize(notes, "note was,notes were")
        self.stdout.write(f"{len(notes) - failed} of {len(notes)} {were} read again; {changed} {would}.")
        if failed:
            raise CommandError(
                f"{failed} of {len(notes)} note{pluralize(notes)} could not be read again; the lines above say why."
            )

    def show(self, reading: Rereading, *, dry_run: bool) -> None:
        """One line a note, and below it one for each change."""
        count = len(reading.changes)
        would = "would change" if dry_run else "changed"
        self.stdout.write(f"{reading.note.slug}: {f'{count} {would}' if count else 'nothing changed'}")
        for change in reading.changes:
            self.stdout.write(f"  {change}")


def chosen(numbers: list[str], *, every: bool, older: bool) -> QuerySet[OutcomeNote]:
    """The notes that are to be read again. Raises CommandError unless they are chosen in one way."""
    if bool(numbers) + every + older != 1:
        raise CommandError("Say which notes: document numbers, --older or --all.")
    notes = OutcomeNote.objects.order_by("received_at", "pk")
    if every:
        return notes
    if older:
        return notes.read_by_another_than(READER_VERSION)
    found: set[int] = set()
    for written in numbers:
        keys = {*notes.filter(slug=written).values_list("pk", flat=True), *_numbered(notes, written)}
        if not keys:
            raise CommandError(f"The archive holds no note {written}.")
        found |= keys
    return notes.filter(pk__in=found)


def _numbered(notes: QuerySet[OutcomeNote], written: str) -> QuerySet[OutcomeNote]:
    """The papers of that number in all languages; all its versions when it names none."""
    try:
        number = DocumentNumber.parse(written)
    except UnknownNumber:
        return notes.none().values_list("pk", flat=True)
    same = notes.filter(number=number.base)
    return (same.filter(version=number.version) if number.versions else same).values_list("pk", flat=True)
