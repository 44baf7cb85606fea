"""Searches that found nothing, counted without names: what the table of variants may lack."""

from datetime import date

from django.db import transaction
from django.db.models import F

from meetings.models import FailedSearch
from meetings.search.folding import fold

LONGEST = 200


@transaction.atomic
def count_failed_search(*, words: str, on: date) -> None:
    """Count ``words`` once more for the month of ``on``. Neither the reader nor the day is kept."""
    plain = " ".join(fold(words).lower().split())[:LONGEST]
    if not plain:
        return
    month = on.replace(day=1)
    if not FailedSearch.objects.filter(words=plain, month=month).update(count=F("count") + 1):
        FailedSearch.objects.bulk_create([FailedSearch(words=plain, month=month)], ignore_conflicts=True)
