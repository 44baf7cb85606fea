"""Which passages of a note say what a public passage says: by sentences that share rare words and letters.

Beside ``similar.py``, which finds passages on the same subject anywhere: here both papers are known, and the same
subject is not enough. Two sentences are compared twice: the lexemes they share, each weighed by how rare it is in the
archive, and their trigrams (pg_trgm), which see the order of the letters. The mean of both is the score.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.models import Paragraph
from meetings.reading.sentences import split_sentences
from meetings.search.answering import answering
from meetings.search.vectors import CONFIG

LEAST = 0.45  # of the score; set on the labelled pairs of tests/twins, whose test says what it lets pass
SHARED = 3  # lexemes, at least
COMMON = 400  # counting the paragraphs of a lexeme stops there, so that it costs the same in any archive
SHOWN = 6  # of the shared lexemes are kept, for the curator
# "2018", "95 %" as 95, "4(2)" as 4 and 2; not "4th".
FIGURE = re.compile(r"(?<!\w)\d+(?:[.,]\d+)*(?!\w)")
# "did not agree", "declined to"; not "noted", "nothing" or "note".
DENIAL = re.compile(r"\b(?:not|no|never|nor|neither|without|declined?|refus(?:ed|es?|al)|opposed)\b", re.IGNORECASE)

COMPARED = """
WITH sentence AS (
  SELECT * FROM unnest(%s::bigint[], %s::boolean[], %s::text[]) WITH ORDINALITY AS s (paragraph, public, words, place)
),
held_in AS (
  SELECT place, paragraph, public, lexeme
  FROM sentence, unnest(to_tsvector('{config}', fold(words))) WHERE length(lexeme) > 2
),
total AS (SELECT count(*) AS n FROM (SELECT 1 FROM meetings_paragraph LIMIT {common}) counted),
weighed AS (
  SELECT lexeme, ln(1 + n::float / greatest(held, 1)) AS weight
  FROM (SELECT DISTINCT lexeme FROM held_in) each CROSS JOIN total CROSS JOIN LATERAL (
    SELECT count(*) AS held FROM (
      SELECT 1 FROM meetings_findableparagraph p WHERE p.vector @@ quote_literal(lexeme)::tsquery LIMIT {common}
    ) counted
  ) counts
),
heavy AS (SELECT place, sum(weight) AS weight FROM held_in JOIN weighed USING (lexeme) GROUP BY place),
sharing AS (
  SELECT a.place AS one, b.place AS other, sum(weight) AS weight,
    array_agg(lexeme ORDER BY weight DESC, lexeme) AS shared
  FROM held_in a JOIN held_in b USING (lexeme) JOIN weighed USING (lexeme)
  WHERE NOT a.public AND b.public GROUP BY a.place, b.place HAVING count(*) >= {least}
)
SELECT a.paragraph, b.paragraph, a.words, b.words, shared,
  2 * sharing.weight / (ha.weight + hb.weight) AS by_words,
  similarity(lower(fold(a.words)), lower(fold(b.words))) AS by_letters
FROM sharing
JOIN sentence a ON a.place = one JOIN sentence b ON b.place = other
JOIN heavy ha ON ha.place = one JOIN heavy hb ON hb.place = other
"""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How much the likest sentences of two paragraphs have in common."""

    passage: int
    public_passage: int
    score: float
    shared: tuple[str, ...]


def likenesses(passages: Sequence[Paragraph], public: Sequence[Paragraph], *, least: float = LEAST) -> list[Likeness]:
    """The pairs of a passage and a public one whose likest sentences score at least ``least``, the likest first.

    Sentences that name figures, but none in common, never pair: two days are two promises. Nor do a sentence that
    denies and one that does not. One query. What comes back is for who may read both papers.
    """
    sentences = [
        (paragraph.pk, is_public, paragraph.text[start:end])
        for is_public, group in ((False, passages), (True, public))
        for paragraph in group
        for start, end in split_sentences(paragraph.text)
    ]
    if not passages or not public or not sentences:
        return []
    with answering().cursor() as cursor:
        columns = [list(column) for column in zip(*sentences, strict=True)]
        cursor.execute(COMPARED.format(config=CONFIG, common=COMMON, least=SHARED), columns)
        rows = cursor.fetchall()
    best: dict[tuple[int, int], Likeness] = {}
    for one, other, words, public_words, shared, by_words, by_letters in rows:
        score = round((by_words + by_letters) / 2, 3)
        held = best.get((one, other))
        if score >= least and not contrary(words, public_words) and (held is None or held.score < score):
            best[one, other] = Likeness(one, other, score, tuple(shared[:SHOWN]))
    return sorted(best.values(), key=lambda pair: (-pair.score, pair.passage, pair.public_passage))


def contrary(one: str, other: str) -> bool:
    """Whether one sentence denies and the other does not, or both name figures and no figure stands in both."""
    first, second = set(FIGURE.findall(one)), set(FIGURE.findall(other))
    return bool(DENIAL.search(one)) is not bool(DENIAL.search(other)) or bool(first and second and not first & second)
