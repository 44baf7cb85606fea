"""From what was typed to what is searched: variants added, stop words taken out and said, loose ends made strict."""

from collections.abc import Iterator

from meetings.search.folding import words_of
from meetings.search.queries import parse_query
from meetings.search.stems import lexemes_of
from meetings.search.terms import AllOf, AnyOf, Exact, Near, Not, Phrase, Prefix, Query, Term, Widened, Word
from meetings.search.variants import Variants, widen


def understand(text: str, variants: Variants | None = None) -> Query:
    """The query that ``text`` stands for, widened by ``variants`` if given. Any text is allowed."""
    query = parse_query(text)
    if variants is not None:
        query = widen(query, variants)
    lexemes = lexemes_of(word for term in query.terms for word in words_in(term))
    dropped: list[str] = []
    terms = tuple(kept for term in query.terms if (kept := _searchable(term, lexemes, dropped)) is not None)
    return Query(query.text, terms, query.fields, query.mistakes, tuple(dict.fromkeys(dropped)))


def words_in(term: Term) -> Iterator[str]:
    """Every folded word of ``term``."""
    match term:
        case Word(text) | Phrase(text) | Prefix(text) | Exact(text):
            yield from words_of(text)
        case Near(words):
            yield from words
        case AllOf(terms) | AnyOf(terms):
            for one in terms:
                yield from words_in(one)
        case Not(inner):
            yield from words_in(inner)
        case Widened(typed, others):
            yield from words_in(typed)
            for one in others:
                yield from words_in(one)


def _searchable(term: Term, lexemes: dict[str, str], dropped: list[str]) -> Term | None:
    """``term`` as it can be searched; None, with its words in ``dropped``, when it holds stop words alone.

    PostgreSQL leaves stop words out of phrases, so that "on line" would find every line. A phrase that begins or ends
    with one is therefore searched as written.
    """
    match term:
        case Word(text) | Phrase(text):
            words = words_of(text)
            telling = [bool(lexemes[word.lower()]) for word in words]
            if not any(telling):
                dropped.extend(words)
                return None
            return term if telling[0] and telling[-1] else Exact(" ".join(words))
        case Prefix(text):
            return _stemmed_too(text, lexemes)
        case Exact(text):
            if not any(lexemes[word.lower()] for word in words_of(text)):
                dropped.extend(words_of(text))
                return None
            return term
        case Near(words, between):
            kept = tuple(word for word in words if lexemes[word.lower()])
            dropped.extend(word for word in words if not lexemes[word.lower()])
            return Near(kept, between) if len(kept) > 1 else Word(kept[0]) if kept else None
        case AllOf(terms) | AnyOf(terms):
            rest = tuple(part for one in terms if (part := _searchable(one, lexemes, dropped)) is not None)
            return type(term)(rest) if rest else None
        case Not(inner):
            left_out = _searchable(inner, lexemes, dropped)
            return None if left_out is None else Not(left_out)
        case Widened(typed, others):
            forms = tuple(part for one in others if (part := _searchable(one, lexemes, [])) is not None)
            as_typed = _searchable(typed, lexemes, dropped if not forms else [])
            if as_typed is None:
                return AnyOf(forms) if forms else None
            return Widened(as_typed, forms) if forms else as_typed


def _stemmed_too(text: str, lexemes: dict[str, str]) -> Term:
    """``country*`` also as ``countri*``, because the index holds stems, and not every stem begins like its word."""
    *first, last = words_of(text)
    stem = lexemes[last.lower()]
    if not stem or last.lower().startswith(stem):
        return Prefix(text)
    return AnyOf((Prefix(text), Prefix(" ".join([*first, stem]))))
