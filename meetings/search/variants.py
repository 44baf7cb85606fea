"""Other ways to write the same: ``counter-terrorism`` and ``counterterrorism``, ``FTF`` and the words behind it.

The table is data that curators edit (model SearchVariant; first filled from fixtures/reference/variants.csv). Here it
is applied to a query, visibly: the page says what was also searched, and a switch searches the exact words.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from meetings.search.folding import words_of
from meetings.search.terms import AllOf, AnyOf, Exact, Not, Phrase, Query, Term, Widened, Word, written

SPELLING = "spelling"
MOST_SPELLINGS = 12  # of one phrase
LONGEST_ORDINARY = 2  # letters; longer short forms are no ordinary words


@dataclass(frozen=True, slots=True)
class VariantGroup:
    """Terms that mean the same. With ``capitals``, those printed in capitals count only so (US, never us)."""

    terms: tuple[str, ...]
    kind: str = SPELLING
    capitals: bool = False

    def in_capitals(self, term: str) -> bool:
        """Whether ``term`` counts in capitals alone."""
        return self.capitals and term.isupper()


def group_of_row(row: Mapping[str, str]) -> VariantGroup:
    """One row of fixtures/reference/variants.csv: terms parted by upright bars, kind, and a note in words."""
    return VariantGroup(
        terms=tuple(term.strip() for term in row["terms"].split("|") if term.strip()),
        kind=row["kind"].strip(),
        capitals="capitals only" in row["note"],
    )


type Key = tuple[str, ...]


@dataclass(frozen=True)
class Variants:
    """The table of variants, ready to be applied."""

    groups: tuple[VariantGroup, ...] = ()

    @cached_property
    def by_words(self) -> dict[Key, list[tuple[VariantGroup, str]]]:
        """The groups that a term stands in, by its folded words in lower case."""
        table: dict[Key, list[tuple[VariantGroup, str]]] = {}
        for group in self.groups:
            for term in group.terms:
                key = tuple(word.lower() for word in words_of(term))
                if key:
                    table.setdefault(key, []).append((group, term))
        return table

    @cached_property
    def longest(self) -> int:
        """How many words the longest term has."""
        return max(map(len, self.by_words), default=0)

    def groups_of(self, words: tuple[str, ...]) -> list[VariantGroup]:
        """The groups in which ``words``, folded and with their case, are a term.

        A short form that must stand in capitals is still recognised when a person types it without: ``usa``, not
        ``us``, which is a word.
        """
        key = tuple(word.lower() for word in words)
        return [
            group
            for group, term in self.by_words.get(key, ())
            if not group.in_capitals(term) or words == words_of(term) or len("".join(words)) > LONGEST_ORDINARY
        ]


def widen(query: Query, variants: Variants) -> Query:
    """``query`` with its words and phrases widened by their variants."""
    return Query(query.text, tuple(_widen_run(query.terms, variants)), query.fields, query.mistakes, query.unsearched)


def also_searched(query: Query) -> tuple[str, ...]:
    """The variants that a widened query searches besides the words typed, once each, as a person would write them."""
    found: dict[str, None] = {}
    for term in query.terms:
        for part in term.terms if isinstance(term, AnyOf) else (term,):
            if isinstance(part, Widened):
                found |= dict.fromkeys(written(other).strip('"=') for other in part.others)
    return tuple(found)


def _widen_run(terms: tuple[Term, ...], variants: Variants) -> Iterator[Term]:
    """Widen the longest runs of words that are a term of the table; leave out what is excluded."""
    place = 0
    while place < len(terms):
        for length in range(min(variants.longest, len(terms) - place), 0, -1):
            run = terms[place : place + length]
            if all(isinstance(term, Word) for term in run) and (widened := _widen_words(run, variants)):
                yield widened
                place += length
                break
        else:
            yield _widen_one(terms[place], variants)
            place += 1


def _widen_words(run: tuple[Term, ...], variants: Variants) -> Widened | None:
    """The words of ``run`` as one term of the table with its other forms, or None."""
    words = tuple(word for term in run if isinstance(term, Word) for word in words_of(term.text))
    groups = variants.groups_of(words)
    if not groups:
        return None
    strict = len(words) == 1 and any(group.in_capitals(words[0].upper()) for group in groups)
    typed: Term = Exact(words[0].upper(), capitals=True) if strict else run[0] if len(run) == 1 else AllOf(run)
    others = tuple(_other_forms(words, groups))
    return Widened(typed, others) if others else None


def _other_forms(words: tuple[str, ...], groups: Iterable[VariantGroup]) -> Iterator[Term]:
    """Each other term of ``groups`` once, as it has to be searched."""
    seen = {tuple(word.lower() for word in words)}
    for group in groups:
        for term in group.terms:
            key = tuple(word.lower() for word in words_of(term))
            if key and key not in seen:
                seen.add(key)
                yield Exact(" ".join(words_of(term)), capitals=True) if group.in_capitals(term) else Phrase(term)


def _widen_one(term: Term, variants: Variants) -> Term:
    """Widen a phrase by spellings, and each choice of an OR; leave everything else as it is."""
    match term:
        case Phrase(text):
            others = tuple(Phrase(" ".join(words)) for words in _spellings(words_of(text), variants))
            return Widened(term, others) if others else term
        case AnyOf(terms):
            return AnyOf(tuple(_widen_words((one,), variants) or _widen_one(one, variants) for one in terms))
        case Not(Word() as word):
            return Not(_widen_spelling(word, variants))
        case _:
            return term


def _widen_spelling(word: Word, variants: Variants) -> Term:
    """What is excluded is excluded in every spelling, but its synonyms are not."""
    words = words_of(word.text)
    groups = [group for group in variants.groups_of(words) if group.kind == SPELLING and not group.capitals]
    others = tuple(_other_forms(words, groups))
    return Widened(word, others) if others else word


def _spellings(words: tuple[str, ...], variants: Variants) -> Iterator[tuple[str, ...]]:
    """The phrase with one of its parts written otherwise: ``organised crime`` and ``organized crime``."""
    found = 0
    for start in range(len(words)):
        for end in range(start + 1, min(len(words), start + variants.longest) + 1):
            part = words[start:end]
            for group in variants.groups_of(part):
                for form in group.terms if group.kind == SPELLING else ():
                    other = words_of(form)
                    same = tuple(word.lower() for word in other) == tuple(word.lower() for word in part)
                    if found < MOST_SPELLINGS and not same:
                        found += 1
                        yield (*words[:start], *other, *words[end:])
