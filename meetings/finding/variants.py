"""The table of variants, first filled from fixtures/reference/variants.csv; from then on it belongs to the curators."""

import csv

from meetings.council.reference import REFERENCE
from meetings.models import SearchVariant
from meetings.search.variants import group_of_row


def load_variants() -> int:
    """Add the variants that are missing and return how many; a row that is there is left as it is."""
    held = SearchVariant.objects.count()
    with (REFERENCE / "variants.csv").open(encoding="utf-8", newline="") as file:
        groups = [(group_of_row(row), row["note"]) for row in csv.DictReader(file)]
    SearchVariant.objects.bulk_create(
        [
            SearchVariant(terms=list(group.terms), kind=group.kind, capitals=group.capitals, remark=remark)
            for group, remark in groups
        ],
        ignore_conflicts=True,
    )
    return SearchVariant.objects.count() - held
