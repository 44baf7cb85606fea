"""Cuts a paragraph into its sentences, each with its exact place.

A full stop ends a sentence only if what follows can begin one: Council prose is full of "No. 3", "Art. 4(2)",
"i.e. Poland", "Merrick B. Garland", "EU-U.S. talks" and decimals. A footnote digit printed straight after the stop
("System.1 The EU side") belongs to no sentence.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from meetings.reading.listed import listed


class Span(NamedTuple):
    """The place of some words in a text: ``text[span.start:span.end]`` are the words."""

    start: int
    end: int


# Ends in "System. The", "(No. 3). Both", "System.1 The", "agreed.The"; not in "38.5 %" or "e-mail.com".
SENTENCE_END = re.compile(
    r"""
    (?P<stop> (?<![.!?…]) [.!?…]{1,6} )
    (?P<closing> ["'”’»)\]]{0,3} )
    (?P<footnote> (?: \d{1,2} | [*†¹²³⁴-⁹]+ )? )
    (?P<gap> \s+ | (?=[A-Z][a-z]) )
    (?= (?P<opening> ["'“‘«(\[]{0,3} ) (?: [A-ZÀ-ÞŠŽČŁŐĆĐŚŻŐ0-9] | eu-LISA | e-[A-Za-z] ) )
    """,
    re.VERBOSE,
)

# Words after which a full stop never ends a sentence.
ABBREVIATIONS = listed(
    """mr mrs ms messrs dr prof st no nos art arts para paras pt ch sec cf e.g i.e viz vs v p pp ca approx gen col
    capt lt maj sgt adm gov sen rep hon ed eds vol fig ref doc docs prev incl esp resp op dept"""
)

# Words after which it may: only if the next word is one that begins sentences.
DOUBTFUL_ABBREVIATIONS = listed("u.s u.k u.n d.c e.u eu-u.s a.m p.m etc jr sr inc ltd corp")

SENTENCE_OPENERS = listed(
    """the a an it they he she we this that these those both each all some many several no neither either in on at as
    for from with within by after before during while although though however moreover furthermore finally also
    regarding concerning following further under there where when if since such other another one two three its their
    ministers officials participants member senior according given"""
)

LONGEST_SENTENCE = 3000  # characters; what is longer is a list or a table without stops

WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘«]*$")
WORD_AFTER = re.compile(r"[\"'“‘«(\[]*([^\s,.;:!?)\]\"'”’»]*)")


def split_sentences(text: str) -> tuple[Span, ...]:
    """The sentences of one paragraph in order; together they hold every printed word except footnote digits.

    A paragraph without a full stop (a bullet, a table cell) is one sentence. Spaces around a sentence are not in it.
    """
    spans: list[Span] = []
    begin = 0
    for found in SENTENCE_END.finditer(text):
        if not _ends_sentence(text, found):
            continue
        _add(spans, text, begin, found.end("closing"))
        begin = found.end()
    _add(spans, text, begin, len(text))
    return tuple(spans)


def pieces(text: str, sentence: Span) -> Iterator[Span]:
    """The sentence itself, or for an overlong one its pieces, cut at spaces."""
    begin, end = sentence
    while end - begin > LONGEST_SENTENCE:
        cut = max(text.rfind(" ", begin, begin + LONGEST_SENTENCE), text.rfind("\n", begin, begin + LONGEST_SENTENCE))
        cut = cut if cut > begin else begin + LONGEST_SENTENCE
        yield Span(begin, cut)
        begin = cut
    yield Span(begin, end)


def _add(spans: list[Span], text: str, begin: int, end: int) -> None:
    """Keep the piece without the spaces around it; a piece without a letter or digit is no sentence."""
    piece = text[begin:end]
    if any(c.isalnum() for c in piece):
        spans.append(Span(begin + len(piece) - len(piece.lstrip()), begin + len(piece.rstrip())))


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    if found["footnote"] and text[found.start() - 1 : found.start()].isdigit():  # "3.2 Million"
        return False
    if found["stop"] != ".":
        return True
    before = WORD_BEFORE.search(text, max(0, found.start() - 40), found.start())
    word = before.group().lower() if before else ""
    after = WORD_AFTER.match(text, found.end())
    opener = after is not None and after.group(1).lower() in SENTENCE_OPENERS
    if not found["gap"]:  # "agreed.The": only a lost space if both sides are words
        return len(word) > 2 and word.isalpha() and not text[found.start() - 1].isupper()
    if word in ABBREVIATIONS:
        return False
    if (
        word in DOUBTFUL_ABBREVIATIONS
        or (len(word) == 1 and word.isalpha())
        or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word)
    ):
        return opener
    return True
