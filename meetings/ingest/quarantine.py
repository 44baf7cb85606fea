"""Refused and failed files: read them again after the reader improved, or delete them with a reason."""

from collections.abc import Sequence
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext

from meetings.models import UploadLine


class NotInQuarantine(Exception):
    """Somebody else has tried the file again or deleted it in the meantime."""

    def __init__(self, line: UploadLine) -> None:
        super().__init__(
            gettext("%(file)s is no longer in quarantine; nothing was changed.") % {"file": line.shown_name}
        )


class DeletionNeedsReason(Exception):
    """A file is deleted for a reason, which stays."""

    def __init__(self) -> None:
        super().__init__(gettext("Say why the file is deleted; the reason stays in the list of the upload."))


@transaction.atomic
def retry_line(*, line: UploadLine, by: Any) -> UploadLine:
    """Let a refused or failed file wait to be read again; ``start_reading`` begins. Raises NotInQuarantine."""
    return to_be_read(locked_line(line), by=by, sentence="To be read again.")


def delete_line(*, line: UploadLine, by: Any, why: str) -> UploadLine:
    """Delete the bytes of a refused or failed file; its line stays, with who, when and why.

    Raises DeletionNeedsReason or NotInQuarantine.
    """
    reason = " ".join(why.split())
    if not reason:
        raise DeletionNeedsReason
    with transaction.atomic():
        held = locked_line(line)
        bytes_at = held.file.name
        held.file, held.typed = "", []
        held.deleted_at, held.deleted_by, held.deleted_why = timezone.now(), by, reason
        held.save()
        record(held, by=by, sentence=f"Deleted. Reason: {reason}")
    held.file.storage.delete(bytes_at)
    return held


def to_be_read(line: UploadLine, *, by: Any, sentence: str) -> UploadLine:
    """Put a locked ``line`` back among those that wait, as ``sentence`` says in its history."""
    line.state, line.attempts, line.waits_since = UploadLine.WAITING, 0, timezone.now()
    line.reason = line.sentence = line.read_with = ""
    line.note = line.finished_at = None
    line.save()
    record(line, by=by, sentence=sentence)
    return line


def locked_line(line: UploadLine, *, states: Sequence[str] = UploadLine.NOT_KEPT) -> UploadLine:
    """The line as it stands now, locked, if it lies in quarantine in one of ``states``; else NotInQuarantine."""
    lying = UploadLine.objects.in_quarantine().select_for_update(of=("self",))
    held = lying.filter(pk=line.pk, state__in=states).select_related("note", "typed_by").first()
    if held is None:
        raise NotInQuarantine(line)
    return held


def record(line: UploadLine, *, by: Any, sentence: str) -> None:
    """A line of history, shown in the register."""
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [line], CHANGE, sentence, single_object=True)
