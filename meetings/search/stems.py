"""Words and their lexemes, asked from PostgreSQL's own dictionary and remembered: what a word is never changes."""

from collections.abc import Iterable, Sequence

from meetings.search.answering import answering

MOST_REMEMBERED = 200_000
_known: dict[str, str] = {}


def lexemes_of(words: Iterable[str]) -> dict[str, str]:
    """The lexeme of each folded word: ``agreed`` is ``agre``; a stop word has none, written as an empty text.

    One query for the words not met before by this process, none when all are known.
    """
    wanted = {word.lower() for word in words}
    found = {word: lexeme for word in wanted if (lexeme := _known.get(word)) is not None}
    if len(found) == len(wanted):
        return found
    if missing := list(wanted - found.keys()):
        with answering().cursor() as cursor:
            cursor.execute(
                "SELECT word, coalesce((ts_lexize('english_stem', word))[1], '') FROM unnest(%s::text[]) AS word",
                [missing],
            )
            found |= dict(cursor.fetchall())
        if len(_known) > MOST_REMEMBERED:
            _known.clear()
        _known.update(found)
    return found


def lexemes_in_order(texts: Sequence[Sequence[str]]) -> list[list[str]]:
    """The lexeme of each word of ``texts`` (folded, any case), in order; asked for all passages of a page at once."""
    try:
        return [[_known[word] for word in words] for words in texts]
    except KeyError:
        written = {word for words in texts for word in words}
        found = lexemes_of(written)
        as_written = {word: found[word.lower()] for word in written}
        _known.update(as_written)
        return [[as_written[word] for word in words] for words in texts]


def lexeme_of(word: str) -> str:
    """The lexeme of one folded word; empty for a stop word."""
    return lexemes_of([word])[word.lower()]
