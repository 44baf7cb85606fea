"""Help when nothing is found: which word, what stands just outside the filters, and what the archive holds at all.

Everything here is asked from the notes that this reader may read; a word that stands only elsewhere is unknown.
"""

from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import Max, Min

from meetings.finding.asked import Asked
from meetings.finding.passages import Found, find, readable_notes
from meetings.finding.statement import find_units
from meetings.models import Meeting, OutcomeNote, Paragraph
from meetings.search.answering import answering
from meetings.search.folding import placed_words, words_of
from meetings.search.stems import lexeme_of, lexemes_of
from meetings.search.terms import Query, Term, Word, written
from meetings.search.understanding import words_in

MOST_WORDS_HELPED = 6
MOST_MEANT = 3
MOST_COMPARED = 20  # lexemes like a word that found nothing, each then asked of the paragraphs


@dataclass(frozen=True, slots=True)
class Missing:
    """A part of the query that stands nowhere in what this reader may read, and words like it that do."""

    written: str
    meant: tuple[tuple[str, Asked], ...]


@dataclass(frozen=True, slots=True)
class Holdings:
    """What the archive holds for this reader."""

    notes: int
    known_meetings: int
    first_year: int | None
    last_year: int | None


@dataclass(frozen=True, slots=True)
class Help:
    """What stood in the way."""

    missing: list[Missing]
    each_found: list[tuple[str, int]]  # parts of the query that do stand somewhere, when not together
    without_filters: int
    unfiltered: Asked
    holdings: Holdings


def help_with(asked: Asked, found: Found, user: Any) -> Help:
    """Why ``asked`` found nothing."""
    everywhere = Asked(text=" ".join(written(term) for term in found.query.terms), exact=asked.exact)
    without_filters = find(everywhere, user).total if everywhere.text else 0
    missing, present = [], []
    if not without_filters:
        for term in found.query.wanted[:MOST_WORDS_HELPED]:
            total = _count(term, user)
            if total:
                present.append((written(term), total))
            else:
                missing.append(Missing(written(term), _meant(term, asked, user)))
    return Help(missing, present, without_filters, everywhere, holdings(user))


def holdings(user: Any) -> Holdings:
    """How much the archive holds for ``user``."""
    notes = OutcomeNote.objects.leading_for(user)
    years = notes.aggregate(first=Min("meeting__opened_on"), last=Max("meeting__opened_on"))
    return Holdings(
        notes=notes.count(),
        known_meetings=Meeting.objects.visible_to(user).count(),
        first_year=years["first"].year if years["first"] else None,
        last_year=years["last"].year if years["last"] else None,
    )


def _count(term: Term, user: Any) -> int:
    return len(find_units(Query(terms=(term,)), readable_notes(Asked(earlier=True), user))[1])


def _meant(term: Term, asked: Asked, user: Any) -> tuple[tuple[str, Asked], ...]:
    """Words of readable notes that look like the ones of ``term``, each with the query put right."""
    found: list[tuple[str, Asked]] = []
    for word in dict.fromkeys(words_in(term)) if isinstance(term, Word) else ():
        for meant in words_like(word, user):
            text = asked.text.replace(word, meant, 1)
            if text != asked.text:
                found.append((meant, asked.but(text=text)))
    return tuple(found[:MOST_MEANT])


def words_like(word: str, user: Any) -> list[str]:
    """Words that readable notes use and that look like ``word``, most alike first, as they are printed."""
    printed = (_as_printed(lexeme, user) for lexeme in _lexemes_like(lexeme_of(word) or word.lower()))
    words = (one for one in printed if one and one.lower() != word.lower())
    return list(dict.fromkeys(islice(words, MOST_MEANT)))


def _lexemes_like(lexeme: str) -> list[str]:
    """Lexemes of any paragraph that share most trigrams with ``lexeme``: not to be shown before they are checked."""
    with answering().cursor() as cursor:
        cursor.execute(
            """SELECT lexeme FROM meetings_searchword WHERE lexeme %% %s AND similarity(lexeme, %s) > 0.35
               ORDER BY similarity(lexeme, %s) DESC, lexeme LIMIT %s""",
            [lexeme, lexeme, lexeme, MOST_COMPARED],
        )
        return [row[0] for row in cursor.fetchall()]


def _as_printed(lexeme: str, user: Any) -> str | None:
    """The first word of a readable paragraph that has ``lexeme``."""
    rows = Paragraph.objects.visible_to(user).extra(
        where=[
            "meetings_paragraph.id IN ("
            "SELECT id FROM meetings_findableparagraph WHERE vector @@ to_tsquery('simple', %s))"
        ],
        params=["'" + lexeme.replace("'", "''") + "'"],
    )
    text = rows.values_list("text", flat=True).first()
    if text is None:
        return None
    lexemes = lexemes_of(words_of(text))
    return next((one.word for one in placed_words(text) if lexemes.get(one.word.lower()) == lexeme), None)
