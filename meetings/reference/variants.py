"""The table of variants that search uses: spellings, synonyms and short forms. Once filled, it is the curators'."""

from meetings.models import SearchVariant
from meetings.reference.tables import rows
from meetings.search.variants import group_of_row


def load_variants() -> int:
    """Add the variants that are missing and return how many; a row that is there is left as it is.

    A row is known by what the reference table says, so that one a curator has edited does not come back as it was.
    """
    held = SearchVariant.objects.count()
    SearchVariant.objects.bulk_create(
        [
            SearchVariant(
                terms=list(group.terms),
                kind=group.kind,
                capitals=group.capitals,
                remark=row["note"],
                reference="|".join(group.terms),
            )
            for row in rows("variants")
            for group in [group_of_row(row)]
        ],
        ignore_conflicts=True,
    )
    return SearchVariant.objects.count() - held
