"""The one statement that finds: units in their order, with the archive's stamp, for one reader.

A note is found when all the words stand anywhere in it. Its hits are the paragraphs that hold all of them; where no
single paragraph does, those that hold some; where only the title does, its title page.
"""
# ruff: noqa: S608 - the SQL is put together from the pieces of this module; a reader's words are parameters

from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection, transaction

from meetings.finding.asked import Sort
from meetings.search.compile import Columns, Sql, all_of, any_of, tsquery
from meetings.search.terms import AnyOf, Query, Term

PARAGRAPH = Columns("p.vector", "p.text")
NOTE = Columns("n.vector", "concat_ws(' ', n.subject, n.text)")
TITLE = Columns("to_tsvector('english', fold(n.subject))", "n.subject")
BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the length
TITLE_RANK = 0.9  # behind every passage with all the words, before those with some

ORDERS = {
    Sort.RELEVANCE: "found.rank DESC, found.unit DESC",
    Sort.MEETING: "m.opened_on DESC NULLS LAST, found.rank DESC, found.unit DESC",
    Sort.NOTE: "n.dated_on DESC NULLS LAST, found.rank DESC, found.unit DESC",
}
DATED = "JOIN meetings_outcomenote n ON n.id = found.note_id LEFT JOIN meetings_meeting m ON m.id = n.meeting_id"


def find_units(query: Query, notes: Any, sort: Sort) -> tuple[int, list[int]]:
    """The stamp of the archive, and the units that ``query`` finds among ``notes`` (a queryset), in order."""
    try:
        statement = finding_statement(query, notes, sort)
    except EmptyResultSet:
        return 0, []
    with transaction.atomic(), connection.cursor() as cursor:
        # The planner does not reckon with the cost of fetching vectors from out of line, which is nearly all of it,
        # and would read the vectors of all notes rather than use their index.
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(statement.text, statement.params)
        stamp, units = cursor.fetchone()
    return stamp, units or []


def finding_statement(query: Query, notes: Any, sort: Sort) -> Sql:
    """The SQL of ``find_units``. Raises EmptyResultSet when ``notes`` can hold none."""
    parts = [_whole(query)]
    if len(query.wanted) > 1:
        parts.append(_scattered(query))
    if query.wanted:
        parts.append(_titles(query, has_scattered=len(query.wanted) > 1))
    readable = _readable(notes)
    dated = DATED if sort is not Sort.RELEVANCE else ""
    names = [name for name, _ in parts]
    with_parts = ", ".join(f"{name} AS MATERIALIZED ({sql.text})" for name, sql in parts)
    union = " UNION ALL ".join(f"SELECT unit, note_id, rank FROM {name}" for name in names)
    text = (
        f"WITH {with_parts}, found AS ({union}) "
        "SELECT coalesce((SELECT number FROM meetings_archivestamp), 0), "
        f"array_agg(found.unit ORDER BY {ORDERS[sort]}) FROM found {dated} {readable.text}"
    )
    return Sql(text, tuple(p for _, sql in parts for p in sql.params) + readable.params)


def _whole(query: Query) -> tuple[str, Sql]:
    """The paragraphs that hold all the words; every paragraph when the query has no words."""
    rank = _rank(query.wanted, "p.vector")
    lift = "1 + " if len(query.wanted) > 1 else ""
    where = all_of(query.terms, PARAGRAPH) if query.terms else Sql("true")
    return "whole", Sql(
        f"SELECT 2 * p.id AS unit, p.note_id, {lift}{rank.text} AS rank FROM meetings_paragraph p WHERE {where.text}",
        rank.params + where.params,
    )


def _scattered(query: Query) -> tuple[str, Sql]:
    """The paragraphs that hold some of the words, in notes that hold all of them but in no single paragraph."""
    rank = _rank(query.wanted, "p.vector")
    in_note = all_of(query.wanted, NOTE)
    in_paragraph = any_of(query.wanted, PARAGRAPH)
    unwanted = _without(query, PARAGRAPH)
    return "scattered", Sql(
        f"""SELECT 2 * p.id AS unit, p.note_id, {rank.text} AS rank FROM (
              SELECT n.id FROM meetings_outcomenote n
              WHERE {in_note.text} AND n.id NOT IN (SELECT note_id FROM whole)
            ) parted JOIN meetings_paragraph p ON p.note_id = parted.id
            WHERE {in_paragraph.text}{unwanted.text}""",
        rank.params + in_note.params + in_paragraph.params + unwanted.params,
    )


def _titles(query: Query, *, has_scattered: bool) -> tuple[str, Sql]:
    """The title pages of notes whose subject holds all the words and none of whose paragraphs was found."""
    where = all_of(query.wanted, TITLE)
    unwanted = _without(query, TITLE)
    others = " AND n.id NOT IN (SELECT note_id FROM scattered)" if has_scattered else ""
    return "titled", Sql(
        f"""SELECT 2 * n.id + 1 AS unit, n.id AS note_id, {TITLE_RANK} AS rank FROM meetings_outcomenote n
            WHERE {where.text}{unwanted.text} AND n.id NOT IN (SELECT note_id FROM whole){others}""",
        where.params + unwanted.params,
    )


def _without(query: Query, columns: Columns) -> Sql:
    if not query.unwanted:
        return Sql("")
    found = any_of(query.unwanted, columns)
    return Sql(f" AND NOT ({found.text})", found.params)


def _rank(wanted: tuple[Term, ...], vector: str) -> Sql:
    """How well a row of ``vector`` answers: how often the words stand in it, for its length."""
    if not wanted:
        return Sql("0::real")
    words = tsquery(AnyOf(wanted))
    return Sql(f"ts_rank({vector}, {words.text}, {BY_LENGTH})", words.params)


def _readable(notes: Any) -> Sql:
    """The condition that a unit belongs to ``notes``; none when they are all notes."""
    if not notes.query.where:
        return Sql("")
    text, params = notes.order_by().values("pk").query.sql_with_params()
    return Sql(f"WHERE found.note_id IN ({text})", params)
