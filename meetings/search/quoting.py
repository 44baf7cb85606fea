"""How a pasted sentence compares with a printed one: the same words, nearly the same, or others.

Both are folded as everything is that is searched: soft hyphens, ligatures, kinds of dashes and of quotation marks and
the breaks of lines do not count. Capitals and punctuation inside the sentence do: "US" is not "us", and a comma can
turn a sentence.
"""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from meetings.council.wording import Words, differences
from meetings.search.folding import INVISIBLE, WORD, fold, folded_word

# What may stand around a sentence without being part of it: quotation marks, brackets, the stop at its end.
AROUND = frozenset("\"'`«»‹›„()[].,;:!?…-*•")
# "the – US", "EU-US", "and/or" and the "-" of a list; not the "-" of "-5" after a space.
DASHES = re.compile(r"(?<=\s)[-\u2010-\u2015\u2212](?=\s)|(?<=\w)[-/\u2010-\u2015\u2212](?=\w)")
# A word, or one mark that is neither a word nor a space: "95", "%".
TOKEN = re.compile(rf"(?P<word>{WORD.pattern})|(?P<mark>[^\s{INVISIBLE}])", re.X)
# "traf-" at the end of a line, and "ficking" on the next; copied from a PDF.
BROKEN_WORD = re.compile(r"(?<=[a-z])[-\u2010\u2011][ \t]*\r?\n\s*(?=[a-z])")


class Token(NamedTuple):
    """A word or a mark, folded, with its place in the text as printed."""

    form: str
    start: int
    end: int
    is_word: bool


def tokens_of(text: str) -> list[Token]:
    """The words and marks of ``text`` in order, without the dashes and strokes that search takes for spaces."""
    dashes = {found.start() for found in DASHES.finditer(text)}
    found = []
    for match in TOKEN.finditer(text):
        if match["word"]:
            found.append(Token(folded_word(match[0]), match.start(), match.end(), True))
        elif match.start() not in dashes:
            found += [Token(mark, match.start(), match.end(), False) for mark in fold(match[0]) if not mark.isspace()]
    return found


def bare(tokens: Sequence[Token]) -> list[Token]:
    """``tokens`` without the marks that stand around them."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].form in AROUND:
        start += 1
    while end > start and tokens[end - 1].form in AROUND:
        end -= 1
    return list(tokens[start:end])


def unbroken(text: str) -> str:
    """``text`` without the breaks that printing put into it: a word broken at a line's end is whole again."""
    return BROKEN_WORD.sub("\u00ad", text)


def stands_in(asked: Sequence[Token], printed: Sequence[Token]) -> tuple[int, int] | None:
    """From where to where in the printed text the very words and marks of ``asked`` stand, or None.

    Only the first letter may differ in case, as it does when a quotation begins inside a sentence.
    """
    wanted = [token.form for token in bare(asked)]
    if not wanted:
        return None
    first, rest = _uncapitalised(wanted[0]), wanted[1:]
    forms = [token.form for token in printed]
    for place in range(len(forms) - len(rest)):
        end = place + 1 + len(rest)
        if _uncapitalised(forms[place]) == first and forms[place + 1 : end] == rest:
            return printed[place].start, printed[end - 1].end
    return None


def _uncapitalised(word: str) -> str:
    return word[:1].lower() + word[1:]


class Stretch(NamedTuple):
    """How close some printed words are to the asked ones, from 0 to 1, and the place of these words.

    Where the asked words go on with others at either end, as many printed ones belong to the place.
    """

    score: float
    start: int
    end: int


def closest_stretch(asked: Sequence[Token], printed: Sequence[Token], *, least: float) -> Stretch | None:
    """How many words both share in one order; None when it is less than ``least``.

    Of a longer printed sentence the stretch counts that the asked words cover, so that a part of it can be close.
    """
    words = [token for token in printed if token.is_word]
    first, second = ([token.form.casefold() for token in tokens if token.is_word] for tokens in (asked, printed))
    shared = (Counter(first) & Counter(second)).total()
    if not first or shared < least * len(first) / 2:  # cheap, and never less than what follows
        return None
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    if not blocks:
        return None
    begin, end = blocks[0].b, blocks[-1].b + blocks[-1].size
    score = 2 * sum(block.size for block in blocks) / (len(first) + end - begin)
    if score < least:
        return None
    begin = max(0, begin - blocks[0].a)
    end = min(len(words), end + len(first) - blocks[-1].a - blocks[-1].size)
    return Stretch(score, words[begin].start, words[end - 1].end)


def compared(printed: str, asked: str) -> list[Words]:
    """What stands in ``printed`` alone (left out) and in ``asked`` alone (new), capitals and punctuation included."""
    return differences(printed, asked, compared_as=_forms)


def _forms(words: Sequence[str]) -> list[str]:
    """The words as they are compared: folded, without the marks around the whole and the first capital."""
    forms = [" ".join(token.form for token in tokens_of(word)) or word for word in words]
    if forms:
        forms[0] = _uncapitalised(forms[0].lstrip("".join(AROUND) + " "))
        forms[-1] = forms[-1].rstrip("".join(AROUND) + " ")
    return forms
