"""What a query is made of, once it has been understood: terms, fields, and what was wrong with the rest."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Word:
    """A word in any of its forms: ``agreed`` also finds ``agree``. ``cyber-crime`` is two words that stand together."""

    text: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together in this order, each in any of its forms."""

    text: str


@dataclass(frozen=True, slots=True)
class Prefix:
    """The beginning of a word: ``cyb*``."""

    text: str


@dataclass(frozen=True, slots=True)
class Exact:
    """Words just as written: ``="agreed"`` does not find ``agree``. With ``capitals``, case counts too."""

    text: str
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Words with at most ``between`` others between each and the next, in either order: ``"visa waiver"~5``."""

    words: tuple[str, ...]
    between: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """All of these."""

    terms: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these: ``visa OR asylum``."""

    terms: "tuple[Term, ...]"


@dataclass(frozen=True, slots=True)
class Not:
    """Without this: ``-reciprocity``."""

    term: "Term"


@dataclass(frozen=True, slots=True)
class Widened:
    """What was typed, or one of its variants: ``FTF`` and ``foreign terrorist fighters``."""

    typed: "Term"
    others: "tuple[Term, ...]"


type Term = Word | Phrase | Prefix | Exact | Near | AllOf | AnyOf | Not | Widened


@dataclass(frozen=True, slots=True)
class Field:
    """``code:VISA``: a filter written among the words. ``written`` is how, so that it can be taken out again."""

    name: str
    value: str
    written: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A query as understood. All of ``terms`` are wanted; ``mistakes`` are sentences for the person who typed it."""

    text: str = ""
    terms: tuple[Term, ...] = ()
    fields: tuple[Field, ...] = ()
    mistakes: tuple[str, ...] = ()
    unsearched: tuple[str, ...] = field(default=(), compare=False)

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that a note must have."""
        return tuple(term for term in self.terms if not isinstance(term, Not))

    @property
    def unwanted(self) -> tuple[Term, ...]:
        """What a passage must not have."""
        return tuple(term.term for term in self.terms if isinstance(term, Not))

    @property
    def asks_nothing(self) -> bool:
        """Whether nothing is left to search for."""
        return not self.wanted and not self.fields

    def without(self, gone: Field) -> str:
        """The words of the query without one of its fields."""
        return " ".join(self.text.replace(gone.written, " ", 1).split())


def written(term: Term) -> str:
    """``term`` as a person would type it."""
    match term:
        case Word(text):
            return text
        case Phrase(text):
            return f'"{text}"'
        case Prefix(text):
            return f"{text}*"
        case Exact(text, capitals):
            return text if capitals else f'="{text}"'
        case Near(words, between):
            return f'"{" ".join(words)}"~{between}'
        case AllOf(terms):
            return " ".join(written(one) for one in terms)
        case AnyOf(terms):
            return " OR ".join(written(one) for one in terms)
        case Not(inner):
            return f"-{written(inner)}"
        case Widened(typed, _):
            return written(typed)
