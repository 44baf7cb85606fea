"""In which order passages come: the units of one page out of all that were found and passed the filters."""
# ruff: noqa: S608 - the SQL is put together from the pieces of this module; a reader's words are parameters

from collections.abc import Iterable, Sequence
from typing import Any

from meetings.finding.asked import Sort
from meetings.finding.statement import PARAGRAPH
from meetings.finding.units import parted
from meetings.search.answering import answering
from meetings.search.compile import Sql, all_of, tsquery
from meetings.search.terms import AnyOf, Query

BY_LENGTH = 1  # ts_rank divides by 1 + the logarithm of the length
TITLE_RANK = 0.9  # behind every passage with all the words, before those with some
# A word of more passages than this tells them hardly apart, and to rank each would take longer than all the rest. The
# latest received are ranked, the others follow, latest first; the page says so.
MOST_RANKED = 5_000

ORDERS = {
    Sort.RELEVANCE: "found.rank DESC, found.unit DESC",
    Sort.MEETING: "m.opened_on DESC NULLS LAST, found.rank DESC, found.unit DESC",
    Sort.NOTE: "n.dated_on DESC NULLS LAST, found.rank DESC, found.unit DESC",
}
DATED = "JOIN meetings_outcomenote n ON n.id = found.note_id LEFT JOIN meetings_meeting m ON m.id = n.meeting_id"


def most_ranked(query: Query, units: Sequence[int], sort: Sort) -> int | None:
    """How many of ``units``, the latest, are ranked by the words of ``query``; None when all of them are."""
    bounded = sort is Sort.RELEVANCE and query.wanted and len(units) > MOST_RANKED
    return MOST_RANKED if bounded else None


def in_order(query: Query, units: list[int], sort: Sort, first: int, last: int) -> list[int]:
    """``units[first:last]``, once ``units`` stand in the order of ``sort``."""
    most = most_ranked(query, units, sort)
    if sort is Sort.RELEVANCE and (not query.wanted or (most is not None and first >= most)):
        return sorted(units, reverse=True)[first:last]
    if most is not None and last > most:
        return in_order(query, units, sort, first, most) + sorted(units, reverse=True)[most:last]
    if len(units) < 2:
        return units[first:last]
    ranked = units if most is None else sorted(units, reverse=True)[:most]
    statement = _ordering_statement(query, ranked, sort)
    with answering().cursor() as cursor:
        cursor.execute(f"{statement.text} LIMIT %s OFFSET %s", [*statement.params, last - first, first])
        return [row[0] for row in cursor.fetchall()]


def _ordering_statement(query: Query, units: list[int], sort: Sort) -> Sql:
    rank = _rank(query)
    paragraphs, titles = parted(units)
    params: list[Any] = [*rank.params, _array(paragraphs)]
    found = f"""SELECT 2 * p.id AS unit, p.note_id, {rank.text} AS rank
        FROM meetings_findableparagraph p WHERE p.id = ANY(ARRAY(SELECT unnest(%s::bigint[])))"""
    if titles:
        found += f" UNION ALL SELECT 2 * key + 1, key, {TITLE_RANK} FROM unnest(%s::bigint[]) AS key"
        params.append(_array(titles))
    dated = "" if sort is Sort.RELEVANCE else DATED
    return Sql(f"SELECT found.unit FROM ({found}) found {dated} ORDER BY {ORDERS[sort]}", tuple(params))


def _array(keys: Iterable[int]) -> str:
    """``keys`` as PostgreSQL reads an array: the driver would take longer to write thousands of them one by one."""
    return "{%s}" % ",".join(map(str, keys))  # noqa: UP031 - braces that stand for themselves


def _rank(query: Query) -> Sql:
    """How well a paragraph answers: how often the words stand in it, for its length; above all, whether all do."""
    if not query.wanted:
        return Sql("0::real")
    words = tsquery(AnyOf(query.wanted))
    rank = Sql(f"ts_rank({PARAGRAPH.vector}, {words.text}, {BY_LENGTH})", words.params)
    if len(query.wanted) == 1:
        return rank
    whole = all_of(query.terms, PARAGRAPH)
    return Sql(f"(CASE WHEN {whole.text} THEN 1 ELSE 0 END) + {rank.text}", whole.params + rank.params)
