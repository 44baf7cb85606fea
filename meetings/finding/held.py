"""What each process holds of the archive to filter and count by, and how it follows the archive.

The archive has a stamp, which the database changes by trigger in the same transaction as the facts; so has each note.
When a search has seen another stamp than that of what is held, the notes stamped since are read again and nothing else.
Everything is read again where that does not tell the whole: when passages were taken away, or the name of a code, theme
or person was changed (the migration note_stamps).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from threading import Lock
from typing import Any

from meetings.council.presidencies import NoPresidency, presidency_on
from meetings.council.sides import Strength
from meetings.finding.dimensions import LABELS, NAMES, NO_COMMITMENT, Dimension, Dimensions, Value
from meetings.search.answering import answering
from meetings.search.bitmaps import bits_of
from meetings.search.variants import VariantGroup, Variants
from meetings.wall import at_the_desk

MOST_NOTES = 1_000  # that changed since; to read more one by one would take as long as to read everything

# Of which notes: all of them, or some. Each part is used as it stands, as if written where it is named.
AMONG = """WITH notes AS NOT MATERIALIZED (
    SELECT id AS note_id, meeting_id, kind, marking FROM meetings_outcomenote {notes}),
  paragraphs AS NOT MATERIALIZED (SELECT id, note_id, sides FROM meetings_paragraph {paragraphs}),
  units AS NOT MATERIALIZED (
    SELECT 2 * id AS unit, note_id FROM paragraphs UNION ALL SELECT 2 * note_id + 1, note_id FROM notes)"""
EVERYTHING = AMONG.format(notes="", paragraphs="")
SOME = AMONG.format(notes="WHERE id = ANY(%(notes)s)", paragraphs="WHERE note_id = ANY(%(notes)s)")

# Every statement gives rows of (key, label, units).
BY_VALUE = {
    "code": """SELECT c.code, c.label, array_agg(unit) FROM units
        JOIN meetings_notecode nc USING (note_id) JOIN meetings_topiccode c ON c.id = nc.code_id GROUP BY c.id""",
    "side": """SELECT reported, reported, array_agg(2 * p.id) FROM paragraphs p
        CROSS JOIN LATERAL unnest(CASE
            WHEN 'both' = ANY (p.sides) OR p.sides @> '{EU,US}'::varchar[] THEN '{EU,US,both}'::varchar[]
            ELSE p.sides END) AS reported GROUP BY 1""",
    "strength": """SELECT c.strength, c.strength, array_agg(2 * c.paragraph_id) FROM meetings_commitment c
        JOIN notes USING (note_id) WHERE c.state <> 'rejected' GROUP BY 1""",
    "theme": """SELECT t.slug, t.label, array_agg(2 * tp.paragraph_id) FROM meetings_theme t
        JOIN meetings_themepassage tp ON tp.theme_id = t.id JOIN notes USING (note_id) GROUP BY t.id""",
    "kind": "SELECT lower(kind), kind, array_agg(unit) FROM units JOIN notes USING (note_id) GROUP BY kind",
    "marking": "SELECT marking, marking, array_agg(unit) FROM units JOIN notes USING (note_id) GROUP BY marking",
    "city": """SELECT m.city, m.city, array_agg(unit) FROM units JOIN notes USING (note_id)
        JOIN meetings_meeting m ON m.id = meeting_id GROUP BY m.city""",
    "level": """SELECT m.level, m.level, array_agg(unit) FROM units JOIN notes USING (note_id)
        JOIN meetings_meeting m ON m.id = meeting_id GROUP BY m.level""",
    "person": """SELECT p.id::text, p.name, array_agg(unit) FROM units
        JOIN meetings_participation USING (note_id) JOIN meetings_participant p ON p.id = participant_id
        GROUP BY p.id""",
}
BY_DAY = """SELECT m.opened_on, array_agg(unit) FROM units JOIN notes USING (note_id)
    JOIN meetings_meeting m ON m.id = meeting_id GROUP BY m.opened_on"""
ALL_UNITS = "SELECT array_agg(unit) FROM units"
# Everybody may know every theme, so a former address gives nothing away; of a code or a person it could.
FORMER = {
    "theme": """SELECT was.slug, t.slug FROM meetings_earliertheme was JOIN meetings_theme t ON t.id = was.pgh_obj_id
        UNION SELECT was.slug, t.slug FROM meetings_earliertheme was
        JOIN meetings_merge m ON m.merged = was.pgh_obj_id JOIN meetings_theme t ON t.id = m.theme_id""",
}
STAMP = """SELECT coalesce(max(number), 0), coalesce(max(whole), 0), pg_relation_filenode('meetings_archivestamp')
    FROM meetings_archivestamp"""
CHANGED = "SELECT note FROM meetings_notestamp WHERE number > %s LIMIT %s"
VARIANTS = "SELECT terms, kind, capitals FROM meetings_searchvariant WHERE in_use ORDER BY id"

_lock = Lock()
_held: Dimensions | None = None


def dimensions_at(stamp: int) -> Dimensions:
    """What is held for the archive's ``stamp`` or a later one, brought up to date if the archive has changed since."""
    global _held
    held = _held
    if held is None or held.stamp != stamp:
        with _lock:
            _held = held = up_to_date(_held)
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
def up_to_date(held: Dimensions | None) -> Dimensions:
    """Everything that passages are filtered by, as it stands in the database now; ``held`` is what is known of it.

    The stamp is read first: if the archive changes meanwhile, the next search sees another stamp and asks again.
    """
    database = answering()
    with database.cursor() as cursor:
        cursor.execute(STAMP)
        stamp, whole, table = cursor.fetchone()
        kept = None if database.in_atomic_block else table
        if held is None or held.table != table or not whole <= held.stamp <= stamp:
            return _read_everything(cursor, stamp, kept)
        if held.stamp == stamp:
            return held
        cursor.execute(CHANGED, [held.stamp, MOST_NOTES + 1])
        notes = [note for (note,) in cursor]
        if len(notes) > MOST_NOTES:
            return _read_everything(cursor, stamp, kept)
        return _with_notes(held, notes, cursor, stamp, kept)


@dataclass(slots=True)
class Gathered:
    """What was read of all notes or of some: the values by dimension, and all units."""

    values: dict[str, dict[str, Value]] = field(default_factory=dict)
    units: int = 0


def _read_everything(cursor: Any, stamp: int, table: int | None) -> Dimensions:
    return _dimensions(_gather(cursor, EVERYTHING), cursor, stamp, table)


def _with_notes(held: Dimensions, notes: Sequence[int], cursor: Any, stamp: int, table: int | None) -> Dimensions:
    """``held``, with what stands in ``notes`` now in the place of what stood there."""
    if not notes:  # something was changed that is read each time
        return _dimensions(
            Gathered({name: dict(d.values) for name, d in held.by_name.items()}, held.units), cursor, stamp, table
        )
    fresh = _gather(cursor, SOME, notes)
    before = fresh.units & held.units  # none where the notes are new, as nearly always
    together = Gathered({}, held.units | fresh.units)
    for name, dimension in held.by_name.items():
        values = dict(dimension.values)
        if before:
            values = {key: Value(key, each.label, each.bits & ~before) for key, each in values.items()}
        for key, value in fresh.values[name].items():
            values[key] = Value(key, value.label, value.bits | (values[key].bits if key in values else 0))
        together.values[name] = {key: value for key, value in values.items() if value.bits}
    return _dimensions(together, cursor, stamp, table)


def _dimensions(gathered: Gathered, cursor: Any, stamp: int, table: int | None) -> Dimensions:
    cursor.execute(VARIANTS)
    variants = Variants(tuple(VariantGroup(tuple(terms), kind, capitals) for terms, kind, capitals in cursor))
    former = {}
    for name, statement in FORMER.items():
        cursor.execute(statement)
        former[name] = dict(cursor.fetchall())
    _complete_strengths(gathered.values["strength"], gathered.units)
    by_name = {
        name: Dimension(
            name,
            label,
            gathered.values[name],
            former=former.get(name, {}),
            listed=name != "person",
            loose=name in {"person", "theme"},
        )
        for name, label in LABELS.items()
    }
    return Dimensions(stamp, by_name, variants, gathered.units, table)


def _gather(cursor: Any, among: str, notes: Sequence[int] = ()) -> Gathered:
    """The values and units ``among`` all notes, or among these."""

    def rows(statement: str) -> list[tuple[Any, ...]]:
        cursor.execute(f"{among} {statement}", {"notes": list(notes)} if notes else None)
        return list(cursor.fetchall())

    gathered = Gathered()
    for name, statement in BY_VALUE.items():
        gathered.values[name] = _values(name, rows(statement))
    gathered.values["year"], gathered.values["presidency"] = _by_day(rows(BY_DAY))
    gathered.units = bits_of(rows(ALL_UNITS)[0][0] or [])
    return gathered


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
    values.pop(NO_COMMITMENT, None)
    ranked = {s.value: values[s.value] for s in sorted(Strength, key=lambda s: -s.rank) if s.value in values}
    for value in ranked.values():
        everything &= ~value.bits
    values.clear()
    values.update(ranked)
    if everything:
        values[NO_COMMITMENT] = Value(NO_COMMITMENT, "No commitment", everything)
