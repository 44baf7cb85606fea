"""Themes and instruments whose words a curator mended: their passages are found again."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction

from meetings.ingest.tasks import find_subject
from meetings.models import Instrument, Theme

WORDS = {Theme: {"terms"}, Instrument: {"forms", "near_misses"}}


def find_again_everywhere(row: Any, changed: Iterable[str]) -> bool:
    """Ask for the passages of ``row`` to be found again in all notes if the ``changed`` fields hold its words.

    The work begins once the present transaction holds, beside the page. False when there is nothing to find.
    """
    if not WORDS.get(type(row), set()) & set(changed):
        return False
    transaction.on_commit(lambda: find_subject.enqueue(row._meta.model_name, row.pk))
    return True
