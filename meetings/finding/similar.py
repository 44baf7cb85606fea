"""Passages like one passage: those that share its rarest words, its themes or the codes of its note."""

from typing import Any

from django.core.exceptions import EmptyResultSet

from meetings.finding.hits import Hit, hits_of
from meetings.models import OutcomeNote, Paragraph
from meetings.search.answering import answering
from meetings.search.terms import Query

MOST = 5
# A lexeme of more paragraphs than this tells nothing; counting stops there, so that it costs the same in any archive.
RARE = 60
WORDS = 8  # the rarest lexemes that are compared
SHARED = 2  # of them, at least

SIMILAR = """
WITH readable AS MATERIALIZED ({readable}),
lexemes AS (
  SELECT lexeme, quote_literal(lexeme)::tsquery AS query
  FROM unnest((SELECT vector FROM meetings_paragraph WHERE id = %s)) WHERE length(lexeme) > 2
),
rare AS (
  SELECT query, held FROM lexemes CROSS JOIN LATERAL (
    SELECT count(*) AS held FROM (
      SELECT 1 FROM meetings_findableparagraph p
      WHERE p.vector @@ query AND p.note_id IN (SELECT pk FROM readable) LIMIT {rare}
    ) counted
  ) counts WHERE held BETWEEN 2 AND {rare} - 1 ORDER BY held, lexeme LIMIT {words}
),
sharing AS (
  SELECT p.id, p.note_id, sum(ln({rare}.0 / held)) AS weight FROM rare
  JOIN meetings_findableparagraph p ON p.vector @@ query
  WHERE p.id <> %s AND p.note_id IN (SELECT pk FROM readable) GROUP BY p.id, p.note_id HAVING count(*) >= {shared}
)
SELECT s.id FROM sharing s ORDER BY
  weight
  + (SELECT count(*) FROM meetings_themepassage o JOIN meetings_themepassage t USING (theme_id)
     WHERE o.paragraph_id = s.id AND t.paragraph_id = %s)
  + 0.2 * (SELECT count(*) FROM meetings_notecode o JOIN meetings_notecode t USING (code_id)
           JOIN meetings_topiccode c ON c.id = o.code_id AND NOT c.general
           WHERE o.note_id = s.note_id AND t.note_id = %s) DESC, s.id DESC
LIMIT {most}
"""


def similar_to(paragraph: Paragraph, user: Any) -> list[Hit]:
    """At most MOST passages like ``paragraph`` among those that ``user`` may read; the caller has checked the first."""
    try:
        readable, params = OutcomeNote.objects.leading_for(user).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return []
    statement = SIMILAR.format(readable=readable, rare=RARE, words=WORDS, shared=SHARED, most=MOST)
    with answering().cursor() as cursor:
        cursor.execute(statement, [*params, paragraph.pk, paragraph.pk, paragraph.pk, paragraph.note_id])
        units = [2 * row[0] for row in cursor.fetchall()]
    return hits_of(units, Query(), user)
