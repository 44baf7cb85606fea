"""What one person may see of a folder: its passages as they stand now, in the owner's order."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from meetings.models import Folder, FormerAddress, KeptPassage, Paragraph


@dataclass(frozen=True, slots=True)
class Kept:
    """A kept passage with its paragraph; None when a newer reading of the note has nothing more of its words."""

    row: KeptPassage
    paragraph: Paragraph | None


def folders_of(user: Any) -> tuple[list[Folder], list[Folder]]:
    """The person's own folders and those shared with them, two queries; ``passages`` counts what they may read."""
    listed = Folder.objects.visible_to(user).select_related("owner").by_name()
    counted = dict(KeptPassage.objects.visible_to(user).order_by().values_list("folder").annotate(n=Count("pk")))
    for folder in (folders := list(listed)):
        folder.passages = counted.get(folder.pk, 0)
    return [each for each in folders if each.owner == user], [each for each in folders if each.owner != user]


def kept_in(folder: Folder, user: Any) -> list[Kept]:
    """The passages of ``folder`` that ``user`` may read, in order, each where its words stand now. Three queries."""
    rows = list(
        KeptPassage.objects.visible_to(user)
        .filter(folder=folder)
        .select_related("note__meeting")
        .defer("note__text", "note__vector")
        .order_by("position")
    )
    found = paragraphs_at([(row.note_id, row.address) for row in rows], user)
    return [Kept(row, found.get((row.note_id, row.address))) for row in rows]


def paragraphs_at(places: Sequence[tuple[int, str]], user: Any) -> dict[tuple[int, str], Paragraph]:
    """The paragraphs at these addresses of notes that ``user`` may read, former addresses too. Two queries."""
    notes, addresses = {note for note, _ in places}, {address for _, address in places}
    readable = Paragraph.objects.visible_to(user).select_related("note__meeting", "topic")
    readable = readable.defer("vector", "note__text", "note__vector").filter(note__in=notes)
    former = FormerAddress.objects.visible_to(user).filter(
        note__in=notes, address__in=addresses, paragraph__isnull=False
    )
    led = {
        (note, address): paragraph for note, address, paragraph in former.values_list("note", "address", "paragraph")
    }
    rows = list(readable.filter(address__in=addresses)) + list(readable.filter(pk__in=led.values()) if led else ())
    by_key = {row.pk: row for row in rows}
    by_place = {(row.note_id, row.address): row for row in rows}
    return {
        place: found for place in places if (found := by_place.get(place) or by_key.get(led.get(place, 0))) is not None
    }


def not_shown(folder: Folder, shown: int, user: Any) -> int:
    """How many passages of their own folder fell away for the owner: withdrawn since, or no longer open to them.

    A colleague is told nothing of them: not that there are any, so that nobody learns what an owner may read.
    """
    return folder.kept.count() - shown if folder.owner == user else 0
