"""Codes, meetings, themes, instruments and the glossary."""

from typing import Any

from django.utils.text import slugify

from meetings.models import EARLIER, GlossaryTerm, Instrument, Meeting, Merge, Theme, TopicCode
from meetings.reference.tables import parted, rows


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
        if Merge.objects.of(TopicCode).filter(name=row["code"]).exists():
            continue
        slug = slugify(row["code"].replace("/", "-"))
        _, made = TopicCode.objects.get_or_create(code=row["code"], defaults={"slug": slug, **facts})
        if not made:
            TopicCode.objects.filter(code=row["code"], known=False, label="", description="").update(**facts)
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
        if same is None and left_by_a_curator(Meeting, row["slug"]):
            continue
        if same is None:
            _, made = Meeting.objects.get_or_create(slug=row["slug"], defaults=facts | public)
            added += made
        elif not same.public_source:
            Meeting.objects.filter(pk=same.pk).update(**public)
    return added


def load_themes() -> int:
    """The subjects that return from meeting to meeting, with their codes and the meeting that first names them.

    A theme that was here before its codes were known gains them once; afterwards it is the curators'.
    """
    codes = dict(TopicCode.objects.values_list("code", "pk"))
    meetings = dict(Meeting.objects.values_list("slug", "pk"))
    linked = set(Theme.codes.through.objects.values_list("theme_id", flat=True))
    added = 0
    for row in rows("themes"):
        facts = {"label": row["label"], "description": row["description"], "terms": parted(row["terms"])}
        if left_by_a_curator(Theme, row["slug"]):
            continue
        theme, made = Theme.objects.get_or_create(slug=row["slug"], defaults=facts)
        added += made
        if made or (theme.first_named_id is None and theme.pk not in linked and not theme.earlier.exists()):
            theme.codes.add(*(codes[code] for code in parted(row["related_codes"]) if code in codes))
            Theme.objects.filter(pk=theme.pk).update(first_named=meetings.get(row["first_seen_meeting"]))
    return added


def load_instruments() -> int:
    """The agreements, acts and conventions that papers name."""
    added = 0
    for row in rows("instruments"):
        if left_by_a_curator(Instrument, row["slug"]):
            continue
        facts = {
            "name": row["name"],
            "kind": row["kind"],
            "description": row["description"],
            "forms": parted(row["forms"]),
            "near_misses": parted(row["near_misses"]),
            "source_url": row["source_url"],
        }
        added += Instrument.objects.get_or_create(slug=row["slug"], defaults=facts)[1]
    return added


def load_glossary() -> int:
    """What short forms mean."""
    added = 0
    for row in rows("glossary"):
        slug = slugify(row["term"])
        if left_by_a_curator(GlossaryTerm, slug):
            continue
        facts = {"term": row["term"], "expansion": row["expansion"], "explanation": row["explanation"]}
        added += GlossaryTerm.objects.get_or_create(slug=slug, defaults=facts)[1]
    return added


def left_by_a_curator(model: Any, slug: str) -> bool:
    """Whether the row that had this address has another one now, or was merged into another row."""
    return not model.objects.filter(slug=slug).exists() and EARLIER[model].objects.filter(slug=slug).exists()
