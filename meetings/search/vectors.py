"""How text is folded and weighed before PostgreSQL searches it; text and query pass the same fold.

The fold is a function in the database (``fold``, made by a migration from ``CREATE_FOLD``), so that a generated column
can use it: compatibility forms to plain letters, soft hyphens out, every dash to ``-``, a spaced dash, and a dash or
slash between word characters, to a space; U.S. to US; accents off. It touches only dashes with a word character or a
space on both sides, so that ``visa -reciprocity`` still excludes.
"""

from django.contrib.postgres.search import SearchVector
from django.db.models import F, Func, TextField
from django.db.models.expressions import Combinable
from django.db.models.functions import Left

CONFIG = "english"
# A tsvector holds at most 1 MB; a longer text is searched by its beginning (its paragraphs are searched whole).
LONGEST_SEARCHED = 500_000

CREATE_FOLD = r"""
CREATE FUNCTION fold(words text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN public.unaccent('public.unaccent'::regdictionary,
  regexp_replace(
   regexp_replace(
    regexp_replace(
     regexp_replace(
      regexp_replace(normalize(words, NFKC), '[\u00AD\u200B-\u200D\u2060\uFEFF]', '', 'g'),
     '[\u2010-\u2015\u2212\uFE58\uFE63\uFF0D]', '-', 'g'),
    '\s-\s', ' ', 'g'),
   '(?<=\w)[-/](?=\w)', ' ', 'g'),
  '\m([Uu])\.([Ss])\.?(?!\w)', '\1\2', 'g'))
"""
DROP_FOLD = "DROP FUNCTION fold(text)"


class Fold(Func):
    """``fold(text)`` in the database."""

    function = "fold"
    arity = 1
    output_field = TextField()


def weighted_vector(**fields: str) -> Combinable:
    """A folded vector over columns of one row: ``weighted_vector(subject="A", text="C")``.

    Keyword: column name; value: weight A (title) to D.
    """
    vectors = [
        SearchVector(Fold(Left(F(name), LONGEST_SEARCHED)), weight=weight, config=CONFIG)
        for name, weight in fields.items()
    ]
    whole: Combinable = vectors[0]
    for vector in vectors[1:]:
        whole = whole + vector
    return whole
