"""A Query becomes SQL for PostgreSQL's full-text search. Words of the reader travel as parameters, never as SQL."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from meetings.search.folding import words_of
from meetings.search.terms import AllOf, AnyOf, Exact, Near, Not, Phrase, Prefix, Term, Widened, Word
from meetings.search.vectors import CONFIG


@dataclass(frozen=True, slots=True)
class Sql:
    """A piece of SQL with its parameters."""

    text: str
    params: tuple[object, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the words of one table stand: the SQL of its vector and of its text."""

    vector: str
    text: str


def joined(pieces: Iterable[Sql], operator: str) -> Sql:
    """``(a OP b OP c)``; ``pieces`` must not be empty."""
    kept = list(pieces)
    if len(kept) == 1:
        return kept[0]
    text = f" {operator} ".join(piece.text for piece in kept)
    return Sql(f"({text})", tuple(param for piece in kept for param in piece.params))


def tsquery(term: Term) -> Sql:
    """The tsquery that finds ``term``; for an Exact term it finds too much, see ``condition``."""
    match term:
        case Word(text) | Phrase(text) | Exact(text):
            return Sql(f"phraseto_tsquery('{CONFIG}', fold(%s))", (text,))
        case Prefix(text):
            return _prefix(words_of(text))
        case Near(words, between):
            return joined((_near(one, other, between) for one, other in pairwise(words)), "&&")
        case AllOf(terms):
            return joined(map(tsquery, terms), "&&")
        case AnyOf(terms):
            return joined(map(tsquery, terms), "||")
        case Widened(typed, others):
            return joined(map(tsquery, (typed, *others)), "||")
        case Not(inner):
            found = tsquery(inner)
            return Sql(f"(!! {found.text})", found.params)


def _prefix(words: tuple[str, ...]) -> Sql:
    """Words whose lexeme begins like the last one.

    A folded word holds letters and digits alone, so that quoting it makes it one operand of the tsquery.
    """
    operand = f"'{words[-1].lower()}':*"
    last = Sql("to_tsquery('simple', %s)", (operand,))
    if len(words) == 1:
        return last
    first = tsquery(Phrase(" ".join(words[:-1])))
    return Sql(f"({first.text} <-> {last.text})", first.params + last.params)


def _near(one: str, other: str, between: int) -> Sql:
    """Two words with at most ``between`` others between them, in either order."""
    first, second = tsquery(Word(one)), tsquery(Word(other))
    places = [
        Sql(f"tsquery_phrase({a.text}, {b.text}, {distance})", a.params + b.params)
        for distance in range(1, between + 2)
        for a, b in ((first, second), (second, first))
    ]
    return joined(places, "||")


def is_strict(term: Term) -> bool:
    """Whether ``term`` holds an Exact one, which the vector alone cannot decide."""
    match term:
        case Exact():
            return True
        case AllOf(terms) | AnyOf(terms):
            return any(map(is_strict, terms))
        case Widened(typed, others):
            return is_strict(typed) or any(map(is_strict, others))
        case Not(inner):
            return is_strict(inner)
        case _:
            return False


def condition(term: Term, columns: Columns) -> Sql:
    """The SQL condition that a row of ``columns`` has ``term``. Terms that a vector decides go into one tsquery."""
    if not is_strict(term):
        query = tsquery(term)
        return Sql(f"{columns.vector} @@ {query.text}", query.params)
    match term:
        case Exact(text, capitals):
            found = tsquery(term)
            written = r"\m" + r"\W+".join(words_of(text)).replace(".", r"\.") + r"\M"
            return Sql(
                f"({columns.vector} @@ {found.text} AND fold({columns.text}) {'~' if capitals else '~*'} %s)",
                (*found.params, written),
            )
        case AllOf(terms):
            return all_of(terms, columns)
        case AnyOf(terms):
            return any_of(terms, columns)
        case Widened(typed, others):
            return any_of((typed, *others), columns)
        case Not(inner):
            found = condition(inner, columns)
            return Sql(f"NOT {found.text}", found.params)
        case _:
            raise AssertionError(term)


def _sorted_out(terms: Iterable[Term]) -> tuple[list[Term], list[Term]]:
    """The terms that a vector decides, and the strict ones."""
    kept = list(terms)
    return [term for term in kept if not is_strict(term)], [term for term in kept if is_strict(term)]


def all_of(terms: Iterable[Term], columns: Columns) -> Sql:
    """The condition that a row has all of ``terms``."""
    loose, strict = _sorted_out(terms)
    pieces = [condition(AllOf(tuple(loose)), columns)] if loose else []
    return joined([*pieces, *(condition(term, columns) for term in strict)], "AND")


def any_of(terms: Iterable[Term], columns: Columns) -> Sql:
    """The condition that a row has at least one of ``terms``."""
    loose, strict = _sorted_out(terms)
    pieces = [condition(AnyOf(tuple(loose)), columns)] if loose else []
    return joined([*pieces, *(condition(term, columns) for term in strict)], "OR")
