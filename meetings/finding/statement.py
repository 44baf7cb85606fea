"""The statement that finds: units with the archive's stamp, for one reader. They are put in order afterwards.

A note is found when all the words stand anywhere in it. Its hits are the paragraphs that hold all of them; where no
single paragraph does, those that hold some; where only the title does, its title page.

What is searched by words are the views of the migration row_security: the rows that the session may read, found by
their indexes.
"""
# ruff: noqa: S608 - the SQL is put together from the pieces of this module; a reader's words are parameters

import sys
from array import array
from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import transaction

from meetings.search.answering import answering
from meetings.search.compile import Columns, Sql, all_of, any_of
from meetings.search.terms import Query

PARAGRAPH = Columns("p.vector", "p.text")
NOTE = Columns("n.vector", "concat_ws(' ', n.subject, n.text)")
TITLE = Columns("to_tsvector('english', fold(n.subject))", "n.subject")


def find_units(query: Query, notes: Any) -> tuple[int, list[int]]:
    """The stamp of the archive, and the units that ``query`` finds among ``notes`` (a queryset), in no order."""
    stamp, (units,) = find_units_each([(query, notes)])
    return stamp, units


def find_units_each(wanted: Sequence[tuple[Query, Any]]) -> tuple[int, list[list[int]]]:
    """The same for several queries, each among notes of its own, in one statement."""
    found: list[list[int]] = [[] for _ in wanted]
    statements = []
    for place, (query, notes) in enumerate(wanted):
        try:
            statement = finding_statement(query, notes)
        except EmptyResultSet:
            continue
        statements.append(Sql(f"SELECT {place}, told.* FROM ({statement.text}) told", statement.params))
    if not statements:
        return 0, found
    database = answering()
    with transaction.atomic(using=database.alias), database.cursor() as cursor:
        # The planner does not reckon with the cost of fetching vectors from out of line, which is nearly all of it,
        # and would read the vectors of all notes rather than use their index.
        # Workers take longer to start than they save.
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL max_parallel_workers_per_gather = 0")
        cursor.execute(
            " UNION ALL ".join(each.text for each in statements), [p for each in statements for p in each.params]
        )
        for place, stamp, units in cursor.fetchall():  # noqa: B007 - the stamp is the same in every row
            found[place] = _whole_numbers(units or b"")
    return stamp, found


def _whole_numbers(octets: bytes) -> list[int]:
    """The numbers in ``octets``, of four octets each: an array would take twice as long to write, send and read."""
    numbers = array("i", octets)
    if sys.byteorder == "little":  # PostgreSQL sends the highest octet first
        numbers.byteswap()
    return numbers.tolist()


def finding_statement(query: Query, notes: Any) -> Sql:
    """The SQL of ``find_units``. Raises EmptyResultSet when ``notes`` can hold none."""
    parts = [_whole(query)]
    if len(query.wanted) > 1:
        parts.append(_scattered(query))
    if query.wanted:
        parts.append(_titles(query, has_scattered=len(query.wanted) > 1))
    readable = _readable(notes)
    # To keep the paragraphs of a single word aside costs more than to find them twice, where a title has it too.
    kept = "MATERIALIZED" if len(query.wanted) > 1 else "NOT MATERIALIZED"
    with_parts = ", ".join(f"{name} AS {kept} ({sql.text})" for name, sql in parts)
    union = " UNION ALL ".join(f"SELECT unit, note_id FROM {name}" for name, _ in parts)
    text = (
        f"WITH {with_parts} SELECT coalesce((SELECT number FROM meetings_archivestamp), 0), "
        f"string_agg(int4send(found.unit::int), '') FROM ({union}) found {readable.text}"
    )
    return Sql(text, tuple(p for _, sql in parts for p in sql.params) + readable.params)


def _whole(query: Query) -> tuple[str, Sql]:
    """The paragraphs that hold all the words; every paragraph when the query has no words."""
    where = all_of(query.terms, PARAGRAPH) if query.terms else Sql("true")
    return "whole", Sql(
        f"SELECT 2 * p.id AS unit, p.note_id FROM meetings_findableparagraph p WHERE {where.text}", where.params
    )


def _scattered(query: Query) -> tuple[str, Sql]:
    """The paragraphs that hold some of the words, in notes that hold all of them but in no single paragraph."""
    in_note = all_of(query.wanted, NOTE)
    in_paragraph = any_of(query.wanted, PARAGRAPH)
    unwanted = _without(query, PARAGRAPH)
    return "scattered", Sql(
        f"""SELECT 2 * p.id AS unit, p.note_id FROM (
              SELECT n.id FROM meetings_findablenote n
              WHERE {in_note.text} AND n.id NOT IN (SELECT note_id FROM whole)
            ) parted JOIN meetings_findableparagraph p ON p.note_id = parted.id
            WHERE {in_paragraph.text}{unwanted.text}""",
        in_note.params + in_paragraph.params + unwanted.params,
    )


def _titles(query: Query, *, has_scattered: bool) -> tuple[str, Sql]:
    """The title pages of notes whose subject holds all the words and none of whose paragraphs was found."""
    where = all_of(query.wanted, TITLE)
    unwanted = _without(query, TITLE)
    others = " AND n.id NOT IN (SELECT note_id FROM scattered)" if has_scattered else ""
    return "titled", Sql(
        f"""SELECT 2 * n.id + 1 AS unit, n.id AS note_id FROM meetings_findablenote n
            WHERE {where.text}{unwanted.text} AND n.id NOT IN (SELECT note_id FROM whole){others}""",
        where.params + unwanted.params,
    )


def _without(query: Query, columns: Columns) -> Sql:
    if not query.unwanted:
        return Sql("")
    found = any_of(query.unwanted, columns)
    return Sql(f" AND NOT ({found.text})", found.params)


def _readable(notes: Any) -> Sql:
    """The condition that a unit belongs to ``notes``; none when they are all notes."""
    if not notes.query.where:
        return Sql("")
    text, params = notes.order_by().values("pk").query.sql_with_params()
    return Sql(f"WHERE found.note_id IN ({text})", params)
