"""Settling what the reader was unsure of. A settled doubt stays, with who and when."""

from typing import Any

from django.utils import timezone

from meetings.models import Doubt
from meetings.review.history import deed, locked, quoted, record_change


@deed
def settle_doubt(*, doubt: Doubt, by: Any, remark: str = "") -> Doubt:
    """Say that a person has looked and the doubt no longer stands. One that is settled is returned as it is."""
    note = locked(doubt.note)
    held = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if held.settled_at is None:
        held.settled_at, held.settled_by = timezone.now(), by
        held.save(update_fields=["settled_at", "settled_by"])
        why = f" {quoted(remark)}." if remark.strip() else ""
        record_change(note, by=by, sentence=f"Doubt settled, {held.kind}: {quoted(held.words)}.{why}")
    return held


@deed
def reopen_doubt(*, doubt: Doubt, by: Any) -> Doubt:
    """Undo ``settle_doubt``. A doubt that is open is returned as it is."""
    note = locked(doubt.note)
    held = Doubt.objects.select_for_update().get(pk=doubt.pk)
    if held.settled_at is not None:
        held.settled_at = held.settled_by = None
        held.save(update_fields=["settled_at", "settled_by"])
        record_change(note, by=by, sentence=f"Doubt opened again, {held.kind}: {quoted(held.words)}.")
    return held
