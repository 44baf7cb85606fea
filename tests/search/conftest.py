"""What the tests of search share."""

import csv
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User

from meetings.council.reference import REFERENCE
from meetings.finding.asked import Asked
from meetings.finding.passages import Found, find
from meetings.models import Paragraph, SearchVariant
from meetings.search.variants import group_of_row


@pytest.fixture
def variants(db: None) -> None:
    """The table of variants as it is first filled."""
    with (REFERENCE / "variants.csv").open(encoding="utf-8", newline="") as rows:
        groups = [group_of_row(row) for row in csv.DictReader(rows)]
    SearchVariant.objects.bulk_create(
        SearchVariant(terms=list(group.terms), kind=group.kind, capitals=group.capitals) for group in groups
    )


@pytest.fixture
def search(reader: User) -> Callable[..., Found]:
    """``search("visa", chosen=…)`` as a reader, or as the ``user`` given."""

    def run(text: str = "", user: User = reader, **asked: object) -> Found:
        return find(Asked(text=text, **asked), user)  # type: ignore[arg-type]

    return run


def addresses(found: Found) -> list[str]:
    """The citations of what was found on this page, in order; a title page by the name of its note."""
    from meetings.finding.units import paragraph_of

    keys = [paragraph_of(unit) for unit in found.units]
    paragraphs = Paragraph.objects.select_related("note").in_bulk([key for key in keys if key is not None])
    return [str(paragraphs[key]) if key is not None else "title" for key in keys]
