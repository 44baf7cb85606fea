"""The register of access: who took what of LIMITE papers. Kept for ARCHIVE_ACCESS_RECORD_DAYS, then removed."""

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings

from meetings.council.markings import Marking
from meetings.models import AccessRecord, OutcomeNote


def record_export(
    *, by: Any, what: str, form: str, address: str, marking: str, note: OutcomeNote | None = None
) -> AccessRecord | None:
    """Write down that ``by`` takes ``what`` as a file, before anything is handed out; None where all of it is public.

    ``address`` is what was asked for, with its filters; ``marking`` the strictest of what the file holds.
    """
    if marking == Marking.PUBLIC:
        return None
    return AccessRecord.objects.create(
        person=by,
        name=by.get_username(),
        deed=AccessRecord.EXPORTED,
        what=what[:200],
        form=form,
        address=address,
        note=note,
        marking=marking,
    )


def remove_old_records(*, now: datetime) -> int:
    """Remove the lines older than settings.ACCESS_RECORD_DAYS; how many they were."""
    before = now - timedelta(days=settings.ACCESS_RECORD_DAYS)
    return AccessRecord.objects.older_than(before).delete()[0]
