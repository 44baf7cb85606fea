"""Whether a passage uses one of the words by which a subject is recognised."""

import re
from collections.abc import Iterable
from functools import lru_cache

JOINT = r"[\s‐-―-]"  # a space or a dash of any kind


def terms_in(text: str, terms: tuple[str, ...]) -> tuple[str, ...]:
    """The ``terms`` that stand in ``text`` as whole words, in the order given.

    Short forms in capitals (PNR, AI) must be in capitals there too; other terms match in any case. A space in a
    term stands for any white space or hyphen.
    """
    return tuple(term for term in terms if _pattern(term).search(text))


def places_of(text: str, terms: tuple[str, ...], *, but_not: tuple[str, ...] = ()) -> list[tuple[int, int]]:
    """Where ``terms`` stand in ``text``, in order, never overlapping; the longest one at a place counts.

    A place inside one of ``but_not`` is none: the PNR agreement is not named by "EU-Canada PNR agreement".
    """
    taken = sorted(match.span() for term in but_not for match in _pattern(term).finditer(text))
    found = sorted(
        (match.span() for term in terms for match in _pattern(term).finditer(text)),
        key=lambda place: (place[0], -place[1]),
    )
    places: list[tuple[int, int]] = []
    for start, end in found:
        if any(first <= start and end <= last for first, last in taken) or (places and start < places[-1][1]):
            continue
        places.append((start, end))
    return places


def whole_words(words: Iterable[str], *, apart: str = r"\w") -> str:
    """An expression that finds any of ``words``, the longest first, with no character of the class ``apart`` beside it.

    A space or dash in a word stands for any white space or dash: "CLOUD Act" is found across the end of a line.
    """
    parts = (rf"{JOINT}+".join(map(re.escape, re.split(rf"{JOINT}+", word.strip()))) for word in words)
    return rf"(?<![{apart}])(?:{'|'.join(sorted(parts, key=len, reverse=True))})(?![{apart}])"


def one_form(word: str) -> str:
    """``word`` with one space for each joint: what an expression of ``whole_words`` takes for the same."""
    return re.sub(rf"{JOINT}+", " ", word.strip())


@lru_cache(maxsize=4096)
def _pattern(term: str) -> re.Pattern[str]:
    # Matches "PNR" in "EU-US PNR agreement"; not "AI" in "said".
    return re.compile(whole_words([term]), 0 if term.isupper() else re.IGNORECASE)
