"""The passages that may say what a pasted sentence says: by its very words in their order, or by its rarest ones.

Public papers and others are ranked apart, so that the public passage that may be quoted is among them. What a person
may not read is neither found nor counted.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import EmptyResultSet

from meetings.council.markings import Marking
from meetings.models import OutcomeNote
from meetings.search.answering import answering
from meetings.search.folding import fold
from meetings.search.vectors import CONFIG

SAME = 6  # passages with the very words, and as many that share rare ones, public and other each
COMMON = 400  # paragraphs; a lexeme that stands in as many is not followed
# The index gives all paragraphs of a lexeme before the first is counted, so which ones are that common is told from the
# newest notes that the person may read, and only the others are counted.
SAMPLE = 250  # notes
RAREST = 6  # lexemes of a sentence that are followed
SHARED = 2  # of them, at least

CANDIDATES = """
WITH readable AS MATERIALIZED ({readable}),
public AS MATERIALIZED (SELECT n.id FROM meetings_outcomenote n JOIN readable r ON r.pk = n.id WHERE n.marking = %s),
asked AS (SELECT * FROM unnest(%s::text[]) WITH ORDINALITY AS a (words, place)),
same AS (
  SELECT place, found.id FROM asked CROSS JOIN LATERAL (
    (SELECT p.id FROM meetings_findableparagraph p WHERE p.vector @@ phraseto_tsquery('{config}', words)
       AND p.note_id IN (SELECT id FROM public) LIMIT {same})
    UNION
    (SELECT p.id FROM meetings_findableparagraph p WHERE p.vector @@ phraseto_tsquery('{config}', words)
       AND p.note_id IN (SELECT pk FROM readable) LIMIT {same})
  ) found
),
lexemes AS (
  SELECT place, lexeme FROM asked, unnest(to_tsvector('{config}', words)) WHERE length(lexeme) > 2
),
sampled AS MATERIALIZED (
  SELECT p.vector FROM meetings_paragraph p
  WHERE p.note_id IN (SELECT pk FROM readable ORDER BY pk DESC LIMIT {sample})
),
everyday AS (
  SELECT lexeme FROM sampled, unnest(tsvector_to_array(vector)) AS lexeme
  WHERE lexeme IN (SELECT l.lexeme FROM lexemes l) GROUP BY lexeme
  HAVING count(*) * (SELECT count(*) FROM meetings_paragraph p WHERE p.note_id IN (SELECT pk FROM readable))
    >= {common} * (SELECT count(*) FROM sampled)
),
wanted AS MATERIALIZED (SELECT lexeme FROM lexemes EXCEPT SELECT lexeme FROM everyday),
counted AS MATERIALIZED (
  SELECT lexeme, held FROM wanted CROSS JOIN LATERAL (
    SELECT count(*) AS held FROM (
      SELECT 1 FROM meetings_findableparagraph p WHERE p.vector @@ quote_literal(lexeme)::tsquery
        AND p.note_id IN (SELECT pk FROM readable) LIMIT {common}
    ) few
  ) counts
),
rare AS (
  SELECT place, lexeme, held, row_number() OVER (PARTITION BY place ORDER BY held, lexeme) AS nth
  FROM lexemes JOIN counted USING (lexeme) WHERE held BETWEEN 1 AND {common} - 1
),
sharing AS (
  SELECT place, p.id, p.note_id, sum(ln({common}.0 / held)) AS weight
  FROM rare JOIN meetings_findableparagraph p ON p.vector @@ quote_literal(lexeme)::tsquery
  WHERE nth <= {rarest} AND p.note_id IN (SELECT pk FROM readable)
  GROUP BY place, p.id, p.note_id HAVING count(*) >= {shared}
),
ranked AS (
  SELECT place, id, row_number() OVER (
    PARTITION BY place, note_id IN (SELECT id FROM public) ORDER BY weight DESC, id DESC
  ) AS nth FROM sharing
)
SELECT place, id FROM same UNION SELECT place, id FROM ranked WHERE nth <= {same} ORDER BY place, id
"""


def candidates_for(sentences: Sequence[str], user: Any) -> list[list[int]]:
    """For each sentence the paragraphs worth comparing, among those that ``user`` may read. One query."""
    found: list[list[int]] = [[] for _ in sentences]
    try:
        readable, params = OutcomeNote.objects.visible_to(user).order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        return found
    if not sentences:
        return found
    statement = CANDIDATES.format(
        readable=readable, config=CONFIG, same=SAME, common=COMMON, sample=SAMPLE, rarest=RAREST, shared=SHARED
    )
    with answering().cursor() as cursor:
        cursor.execute(statement, [*params, Marking.PUBLIC.value, [fold(sentence) for sentence in sentences]])
        for place, paragraph in cursor.fetchall():
            found[place - 1].append(paragraph)
    return found
