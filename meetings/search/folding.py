"""Folding as the database does it (``fold`` in vectors.py), and the words of a text with the places where they stand.

The database folds what it searches; this twin folds what is marked on a page or looked up in the table of variants.
``tests/search/test_folding.py`` holds the two together.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

INVISIBLE = "\u00ad\u200b-\u200d\u2060\ufeff"
_INVISIBLE = re.compile(f"[{INVISIBLE}]")
_DASH = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_SPACED_DASH = re.compile(r"\s-\s")
_JOINT = re.compile(r"(?<=\w)[-/](?=\w)")
# "U.S.", "u.s"; not "U.S.A", whose letters go on.
_U_S = re.compile(r"\b([Uu])\.([Ss])\.?(?!\w)")
# Letters that carry no separable accent, as PostgreSQL's unaccent writes them.
_PLAIN = str.maketrans(
    {"ß": "ss", "ẞ": "SS", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ł": "l", "Ł": "L", "ħ": "h", "Ħ": "H", "ı": "i",
     "æ": "ae", "Æ": "AE", "œ": "oe", "Œ": "OE", "þ": "th", "Þ": "TH", "ð": "d", "Ð": "D",
     "‘": "'", "’": "'", "“": '"', "”": '"'}
)  # fmt: skip


def fold(text: str) -> str:
    """``text`` in plain letters: ``EU–US`` is ``EU US``, ``Jourová`` is ``Jourova``; soft hyphens are gone."""
    text = _INVISIBLE.sub("", unicodedata.normalize("NFKC", text))
    text = _JOINT.sub(" ", _SPACED_DASH.sub(" ", _DASH.sub("-", text)))
    text = _U_S.sub(r"\1\2", text)
    if text.isascii():
        return text
    bare = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return bare.translate(_PLAIN)


class PlacedWord(NamedTuple):
    """One word of a text, folded, with its place in the text as printed. Case is kept."""

    word: str
    start: int
    end: int


# "U.S.", "traf\u00adficking", "e", "2017", "3.5"; a dash, a slash or an apostrophe ends a word.
WORD = re.compile(
    rf"""(?=[Uu0-9])(?:\b[Uu]\.[Ss]\.?(?!\w)|\d+(?:\.\d+)+)
        | [^\W_]+ (?: [{INVISIBLE}](?=\w)[^\W_]* | [\u0300-\u036f]+[^\W_]* )*""",
    re.X,
)

# The same few thousand words make up most of the archive.
folded_word = lru_cache(maxsize=65_536)(fold)


def placed_words(text: str) -> list[PlacedWord]:
    """The words of ``text`` in order."""
    return [PlacedWord(folded_word(match[0]), match.start(), match.end()) for match in WORD.finditer(text)]


def words_of(text: str) -> tuple[str, ...]:
    """The folded words of ``text`` in order; case is kept."""
    return tuple(placed.word for placed in placed_words(fold(text)))
