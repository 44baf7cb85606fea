"""Where the terms of a query stand in a text: the same words that PostgreSQL found, with their places as printed."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from meetings.search.folding import WORD, folded_word, words_of
from meetings.search.stems import lexemes_in_order, lexemes_of
from meetings.search.terms import AllOf, AnyOf, Exact, Near, Not, Phrase, Prefix, Query, Term, Widened, Word


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a text that a term found. ``term`` is its place in the query."""

    start: int
    end: int
    term: int


@dataclass(frozen=True, slots=True)
class _Step:
    """One word to be met: by lexeme, by the beginning of a word, or as written."""

    word: str
    how: str  # "lexeme", "prefix", "exact", "capitals" or "any"

    def places(self, words: Sequence[str], lexemes: Sequence[str]) -> Iterable[int]:
        """Where among ``words`` (folded, with their ``lexemes`` beside them) it is met, in order."""
        match self.how:
            case "lexeme":
                return _places_of(self.word, lexemes)
            case "prefix":
                begins = self.word
                return [
                    place
                    for place, lexeme in enumerate(lexemes)
                    if lexeme.startswith(begins) or words[place].lower().startswith(begins)
                ]
            case "exact":
                return [place for place, word in enumerate(words) if word.lower() == self.word]
            case "capitals":
                return _places_of(self.word, words)
            case _:
                return range(len(words))


def _places_of(wanted: str, words: Sequence[str]) -> list[int]:
    """Where ``wanted`` stands in ``words``. Looked for in every passage, where it mostly does not stand at all."""
    places, start = [], 0
    for _ in range(words.count(wanted)):
        start = words.index(wanted, start)
        places.append(start)
        start += 1
    return places


type _Steps = tuple[_Step, ...]


def find_marks(text: str, query: Query) -> list[Mark]:
    """The places of the wanted terms in ``text``, in order, without overlaps. A phrase is one place."""
    return find_marks_in([text], query)[0]


def find_marks_in(texts: Iterable[str], query: Query) -> list[list[Mark]]:
    """The marks of each of ``texts``; at most one query to the database for the words of all of them."""
    matches = [list(WORD.finditer(text)) for text in texts]
    words = [[folded_word(match[0]) for match in found] for found in matches]
    return [_marks(*text, query) for text in zip(matches, words, lexemes_in_order(words), strict=True)]


def _marks(matches: Sequence[re.Match[str]], words: Sequence[str], lexemes: Sequence[str], query: Query) -> list[Mark]:
    found = [
        Mark(matches[start].start(), matches[end - 1].end(), place)
        for place, term in enumerate(query.wanted)
        for steps in patterns(term)
        for start, end in _stands(steps, words, lexemes)
    ]
    return list(_merged(found)) if found else found


@lru_cache(maxsize=256)
def patterns(term: Term) -> tuple[_Steps, ...]:
    """The sequences of words that are marked for ``term``; asked again for each of twenty passages."""
    return tuple(_patterns(term))


def _patterns(term: Term) -> Iterator[_Steps]:
    match term:
        case Word(text) | Phrase(text):
            words = words_of(text)
            lexemes = lexemes_of(words)
            # A stop word inside a phrase stands for any word, as it does in PostgreSQL.
            yield tuple(
                _Step(lexeme, "lexeme") if (lexeme := lexemes[word.lower()]) else _Step("", "any") for word in words
            )
        case Prefix(text):
            *first, last = words_of(text)
            lexemes = lexemes_of(first)
            yield (
                *(_Step(lexemes[word.lower()], "lexeme") for word in first),
                _Step(last.lower(), "prefix"),
            )
        case Exact(text, capitals):
            how = "capitals" if capitals else "exact"
            yield tuple(_Step(word if capitals else word.lower(), how) for word in words_of(text))
        case Near(words):
            for word in words:
                yield from _patterns(Word(word))
        case AllOf(terms) | AnyOf(terms):
            for one in terms:
                yield from _patterns(one)
        case Widened(typed, others):
            for one in (typed, *others):
                yield from _patterns(one)
        case Not():
            return


def _stands(steps: _Steps, words: Sequence[str], lexemes: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where in ``words`` the steps are met one after the other."""
    starts: Iterable[int] = steps[0].places(words, lexemes)
    for behind, step in enumerate(steps[1:], 1):
        if not starts:
            return
        met = set(step.places(words, lexemes))
        starts = [start for start in starts if start + behind in met]
    for start in starts:
        yield start, start + len(steps)


def _merged(marks: Iterable[Mark]) -> Iterator[Mark]:
    """The marks in order; of two that overlap the longer one."""
    end = -1
    for mark in sorted(marks, key=lambda mark: (mark.start, -mark.end)):
        if mark.start >= end:
            end = mark.end
            yield mark
