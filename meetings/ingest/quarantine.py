"""Refused and failed files: read them again after the reader improved, or delete them with a reason."""

from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone

from meetings.models import UploadLine


class NotInQuarantine(Exception):
    """Somebody else has tried the file again or deleted it in the meantime."""

    def __init__(self, line: UploadLine) -> None:
        super().__init__(f"{line.shown_name} does not lie in quarantine any more; nothing was changed.")


class DeletionNeedsReason(Exception):
    """A file is deleted for a reason, which stays."""

    def __init__(self) -> None:
        super().__init__("Say why the file is deleted; the reason stays in the list of the upload.")


@transaction.atomic
def retry_line(*, line: UploadLine, by: Any) -> UploadLine:
    """Let a refused or failed file wait to be read again; ``start_reading`` begins. Raises NotInQuarantine."""
    held = _locked(line)
    held.state, held.attempts, held.waits_since = UploadLine.WAITING, 0, timezone.now()
    held.reason = held.sentence = held.read_with = ""
    held.note = held.finished_at = None
    held.save()
    _record(held, by=by, sentence="To be read again.")
    return held


def delete_line(*, line: UploadLine, by: Any, why: str) -> UploadLine:
    """Delete the bytes of a refused or failed file; its line stays, with who, when and why.

    Raises DeletionNeedsReason or NotInQuarantine.
    """
    reason = " ".join(why.split())
    if not reason:
        raise DeletionNeedsReason
    with transaction.atomic():
        held = _locked(line)
        bytes_at = held.file.name
        held.file = ""
        held.deleted_at, held.deleted_by, held.deleted_why = timezone.now(), by, reason
        held.save()
        _record(held, by=by, sentence=f"Deleted. Reason: {reason}")
    held.file.storage.delete(bytes_at)
    return held


def _locked(line: UploadLine) -> UploadLine:
    held = UploadLine.objects.in_quarantine().select_for_update(of=("self",)).filter(pk=line.pk).first()
    if held is None:
        raise NotInQuarantine(line)
    return held


def _record(line: UploadLine, *, by: Any, sentence: str) -> None:
    """A line of history, shown in the register."""
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [line], CHANGE, sentence, single_object=True)
