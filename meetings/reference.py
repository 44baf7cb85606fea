"""Known facts from fixtures/reference: written once, never over a curator's edit."""

import csv
from collections.abc import Iterator

from django.db import transaction
from django.utils.text import slugify

from meetings.council.reference import REFERENCE
from meetings.models import Meeting, SearchVariant, Theme, TopicCode
from meetings.search.variants import group_of_row


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of facts, such as ``codes``."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def parted(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [value.strip() for value in cell.split(";") if value.strip()]


@transaction.atomic
def load_reference() -> dict[str, int]:
    """Add the known meetings, codes, themes and variants of search that are missing; return how many were added of each.

    A row that is there is left as it is, except that a code first met on a note learns what it means.
    """
    return {"codes": load_codes(), "meetings": load_meetings(), "themes": load_themes(), "variants": load_variants()}


def load_codes() -> int:
    """The subject codes of Council papers with their meaning."""
    added = 0
    for row in rows("codes"):
        facts = {
            "label": row["label_en"],
            "description": row["description"],
            "status": row["status"],
            "general": row["general"] == "yes",
            "known": True,
        }
        slug = slugify(row["code"].replace("/", "-"))
        _, made = TopicCode.objects.get_or_create(code=row["code"], defaults={"slug": slug, **facts})
        if not made:
            TopicCode.objects.filter(code=row["code"], known=False).update(**facts)
        added += made
    return added


def load_meetings() -> int:
    """The meetings that a public source names. A meeting first met in a note gains its public source."""
    added = 0
    for row in rows("meetings"):
        facts = {
            "level": row["level"],
            "opened_on": row["opened_on"],
            "closed_on": row["closed_on"],
            "city": row["city"],
        }
        public = {
            "country": row["country"],
            "host": row["host"] if row["host"] in {"EU", "US"} else "",
            "videoconference": row["host"] == "videoconference",
            "public_source": " ".join(address.strip() for address in row["source_url"].split(" ; ")),
            "joint_statement_url": row["joint_statement_url"],
            "certainty": row["certainty"],
            "remark": row["note"],
        }
        same = Meeting.objects.filter(level=row["level"], opened_on=row["opened_on"], city=row["city"]).first()
        if same is None:
            _, made = Meeting.objects.get_or_create(slug=row["slug"], defaults=facts | public)
            added += made
        elif not same.public_source:
            Meeting.objects.filter(pk=same.pk).update(**public)
    return added


def load_themes() -> int:
    """The subjects that return from meeting to meeting."""
    added = 0
    for row in rows("themes"):
        facts = {"label": row["label"], "description": row["description"], "terms": parted(row["terms"])}
        added += Theme.objects.get_or_create(slug=row["slug"], defaults=facts)[1]
    return added


def load_variants() -> int:
    """Other spellings, synonyms and short forms, for search."""
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
