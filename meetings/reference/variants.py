"""The table of variants that search uses: spellings, synonyms and short forms. Once filled, it is the curators'."""

from meetings.models import SearchVariant
from meetings.reference.tables import rows
from meetings.search.variants import group_of_row


def load_variants() -> int:
    """Add the variants that are missing and return how many; a row that is there is left as it is."""
    held = SearchVariant.objects.count()
    groups = [(group_of_row(row), row["note"]) for row in rows("variants")]
    SearchVariant.objects.bulk_create(
        [
            SearchVariant(terms=list(group.terms), kind=group.kind, capitals=group.capitals, remark=remark)
            for group, remark in groups
        ],
        ignore_conflicts=True,
    )
    return SearchVariant.objects.count() - held
