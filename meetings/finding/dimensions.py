"""By what passages can be filtered and counted, held by each process as bitmaps for one stamp of the archive.

A unit is what can be found: a paragraph, or the title page of a note. The bitmaps are only ever intersected with what
PostgreSQL has just found for this reader, so they cannot show anything that the reader may not see. They are equal to
counting in plain SQL (tests/search/test_counts.py); the archive's stamp, which the database changes by trigger in the
same transaction as the facts, says when they have to be read again.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from meetings import names
from meetings.council.presidencies import NoPresidency, presidency_on
from meetings.council.sides import Side, Strength
from meetings.finding.units import UNITS
from meetings.models import Meeting
from meetings.names import named
from meetings.search.answering import answering
from meetings.search.bitmaps import bits_of
from meetings.search.folding import fold
from meetings.search.queries import years_of
from meetings.search.variants import VariantGroup, Variants
from meetings.wall import at_the_desk

NO_COMMITMENT = "none"


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a dimension, with the units that have it."""

    key: str
    label: str
    bits: int


@dataclass(frozen=True, slots=True)
class Dimension:
    """One way to filter: topic code, side, year … ``listed`` ones are shown beside the hits."""

    name: str
    label: str
    values: dict[str, Value]
    listed: bool = True
    former: Mapping[str, str] = field(default_factory=dict)  # the key that goes by another one now
    loose: bool = False  # a typed value need only be part of the name: person:Jourova

    def shown(self, value: Value) -> str:
        """The name of ``value`` in the language of the page."""
        shown = SHOWN.get(self.name, {})
        return capfirst(named(shown, value.key)) if value.key in shown else value.label

    def fitting(self, written: str) -> list[Value]:
        """The values that a person means by ``written``: by key or label, without regard to case or accents."""
        if self.name == "year":
            years = years_of(written)
            return [value for value in self.values.values() if int(value.key) in years]
        wanted = _plain(written)
        return [
            value
            for value in self.values.values()
            if wanted in (_plain(value.key), _plain(value.label))
            or self.former.get(written) == value.key
            or (self.loose and wanted and wanted in _plain(value.label))
        ]


@dataclass(frozen=True, slots=True)
class Dimensions:
    """Everything that is held for one stamp."""

    stamp: int
    by_name: dict[str, Dimension] = field(default_factory=dict)
    variants: Variants = field(default_factory=Variants)


def _plain(words: Any) -> str:
    """``words``, which may be those of the language of the page, as they are compared."""
    return " ".join(fold(str(words)).replace("-", " ").lower().split())


# Every statement gives rows of (key, label, units); unit and note_id come from UNITS.
BY_VALUE = {
    "code": """SELECT c.code, c.label, array_agg(u.unit) FROM units u
        JOIN meetings_notecode nc USING (note_id) JOIN meetings_topiccode c ON c.id = nc.code_id GROUP BY c.id""",
    "side": """SELECT reported, reported, array_agg(2 * p.id) FROM meetings_paragraph p
        CROSS JOIN LATERAL unnest(CASE
            WHEN 'both' = ANY (p.sides) OR p.sides @> '{EU,US}'::varchar[] THEN '{EU,US,both}'::varchar[]
            ELSE p.sides END) AS reported GROUP BY 1""",
    "strength": """SELECT c.strength, c.strength, array_agg(2 * c.paragraph_id) FROM meetings_commitment c
        WHERE c.state <> 'rejected' GROUP BY 1""",
    "theme": """SELECT t.slug, t.label, array_agg(2 * tp.paragraph_id) FROM meetings_theme t
        JOIN meetings_themepassage tp ON tp.theme_id = t.id GROUP BY t.id""",
    "kind": """SELECT lower(n.kind), n.kind, array_agg(u.unit) FROM units u
        JOIN meetings_outcomenote n ON n.id = u.note_id GROUP BY n.kind""",
    "marking": """SELECT n.marking, n.marking, array_agg(u.unit) FROM units u
        JOIN meetings_outcomenote n ON n.id = u.note_id GROUP BY n.marking""",
    "city": """SELECT m.city, m.city, array_agg(u.unit) FROM units u
        JOIN meetings_outcomenote n ON n.id = u.note_id JOIN meetings_meeting m ON m.id = n.meeting_id
        GROUP BY m.city""",
    "level": """SELECT m.level, m.level, array_agg(u.unit) FROM units u
        JOIN meetings_outcomenote n ON n.id = u.note_id JOIN meetings_meeting m ON m.id = n.meeting_id
        GROUP BY m.level""",
    "person": """SELECT p.id::text, p.name, array_agg(u.unit) FROM units u
        JOIN meetings_participation t USING (note_id) JOIN meetings_participant p ON p.id = t.participant_id
        GROUP BY p.id""",
}
BY_DAY = """SELECT m.opened_on, array_agg(u.unit) FROM units u
    JOIN meetings_outcomenote n ON n.id = u.note_id JOIN meetings_meeting m ON m.id = n.meeting_id
    GROUP BY m.opened_on"""
# Everybody may know every theme, so a former address gives nothing away; of a code or a person it could.
FORMER = {
    "theme": """SELECT was.slug, t.slug FROM meetings_earliertheme was JOIN meetings_theme t ON t.id = was.pgh_obj_id
        UNION SELECT was.slug, t.slug FROM meetings_earliertheme was
        JOIN meetings_merge m ON m.merged = was.pgh_obj_id JOIN meetings_theme t ON t.id = m.theme_id""",
}
ALL_UNITS = "SELECT array_agg(unit) FROM units"
STAMP = "SELECT coalesce((SELECT number FROM meetings_archivestamp), 0)"
VARIANTS = "SELECT terms, kind, capitals FROM meetings_searchvariant WHERE in_use ORDER BY id"

# In the order of the page.
LABELS = {
    "side": _("Who is reported"),
    "strength": _("Kind of statement"),
    "year": _("Year"),
    "code": _("Topic code"),
    "theme": _("Theme"),
    "presidency": _("Presidency"),
    "city": _("City"),
    "level": _("Level"),
    "kind": _("Paper"),
    "marking": _("Marking"),
    "person": _("Person"),
}
# The labels are English, as the search language is: who types kind:"joint statement" finds it on a French page, too.
SIDES = {Side.EU: "EU side, alone or with the US", Side.US: "US side, alone or with the EU", Side.BOTH: "Both sides"}
NAMES: dict[str, Callable[[str, str], str]] = {
    "code": lambda key, label: f"{key}: {label}" if label else key,
    "side": lambda key, label: SIDES[Side(key)],
    "strength": lambda key, label: key.capitalize(),
    "level": lambda key, label: dict(Meeting.LEVELS)[key],
    "kind": lambda key, label: label.capitalize() or "Kind not given",
    "marking": lambda key, label: label or "Not marked yet",
    "city": lambda key, label: label or "City not known",
}
# By dimension and key, what the page says instead of the label; a value without a name here is data.
SHOWN: dict[str, Mapping[str, Any]] = {
    "side": {
        Side.EU: _("EU side, alone or with the US"),
        Side.US: _("US side, alone or with the EU"),
        Side.BOTH: _("Both sides"),
    },
    "strength": names.STRENGTHS | {NO_COMMITMENT: _("No commitment")},
    "presidency": names.MEMBER_STATES,
    "city": {"": _("City not known")},
    "level": names.LEVELS,
    "kind": {kind.lower(): name for kind, name in names.KINDS_OF_PAPER.items()} | {"": _("Kind not given")},
    "marking": {"": _("Not marked yet")},
}

_lock = Lock()
_held: Dimensions | None = None


def dimensions_at(stamp: int) -> Dimensions:
    """What is held for the archive's ``stamp``, read again when the archive has changed since."""
    global _held
    held = _held
    if held is None or held.stamp != stamp:
        with _lock:
            if _held is None or _held.stamp != stamp:
                _held = read_dimensions()
            held = _held
    return held


def held_dimensions() -> Dimensions:
    """What this process holds, perhaps of a moment ago; read now if it holds nothing."""
    return _held or current_dimensions()


def current_dimensions() -> Dimensions:
    """What is held for the archive as it is now."""
    with answering().cursor() as cursor:
        cursor.execute(STAMP)
        return dimensions_at(cursor.fetchone()[0])


@at_the_desk()  # held for all readers; what each may see of it is decided with each search
def read_dimensions() -> Dimensions:
    """Everything that passages are filtered by, from the database.

    The stamp is read first: if the archive changes meanwhile, the next search sees another stamp and reads again.
    """
    with answering().cursor() as cursor:
        cursor.execute(STAMP)
        stamp = cursor.fetchone()[0]
        cursor.execute(VARIANTS)
        variants = Variants(tuple(VariantGroup(tuple(terms), kind, capitals) for terms, kind, capitals in cursor))
        found: dict[str, dict[str, Value]] = {}
        for name, statement in BY_VALUE.items():
            cursor.execute(f"WITH units AS ({UNITS}) {statement}")
            found[name] = _values(name, cursor.fetchall())
        cursor.execute(f"WITH units AS ({UNITS}) {ALL_UNITS}")
        everything = bits_of(cursor.fetchone()[0] or [])
        former = {}
        for name, statement in FORMER.items():
            cursor.execute(statement)
            former[name] = dict(cursor.fetchall())
        cursor.execute(f"WITH units AS ({UNITS}) {BY_DAY}")
        found["year"], found["presidency"] = _by_day(cursor.fetchall())
    _complete_strengths(found["strength"], everything)
    return Dimensions(
        stamp,
        {
            name: Dimension(
                name,
                label,
                found[name],
                former=former.get(name, {}),
                listed=name != "person",
                loose=name in {"person", "theme"},
            )
            for name, label in LABELS.items()
        },
        variants,
    )


def _values(name: str, rows: Iterable[tuple[str, str, list[int]]]) -> dict[str, Value]:
    """The values of one dimension. Two rows with the same key are one value."""
    named = NAMES.get(name, lambda key, label: label or key)
    values: dict[str, Value] = {}
    for key, label, units in rows:
        before = values[key].bits if key in values else 0
        values[key] = Value(key, named(key, label), before | bits_of(units))
    return values


def _by_day(rows: Iterable[tuple[date, list[int]]]) -> tuple[dict[str, Value], dict[str, Value]]:
    """Years and Presidencies, both of which follow from the first day of the meeting."""
    years: dict[str, list[int]] = {}
    presidencies: dict[str, list[int]] = {}
    for day, units in rows:
        years.setdefault(str(day.year), []).extend(units)
        try:
            presidencies.setdefault(presidency_on(day).member_state, []).extend(units)
        except NoPresidency:
            continue
    return (
        {key: Value(key, key, bits_of(units)) for key, units in years.items()},
        {key: Value(key, key, bits_of(units)) for key, units in presidencies.items()},
    )


def _complete_strengths(values: dict[str, Value], everything: int) -> None:
    """Firmest first, and last what holds no commitment."""
    ranked = {s.value: values[s.value] for s in sorted(Strength, key=lambda s: -s.rank) if s.value in values}
    for value in ranked.values():
        everything &= ~value.bits
    values.clear()
    values.update(ranked)
    if everything:
        values[NO_COMMITMENT] = Value(NO_COMMITMENT, "No commitment", everything)
