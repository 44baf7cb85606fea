"""The words of a passage as a page shows them: escaped, with the words that were searched for marked.

Text of notes is never trusted. Marks are set with private-use characters, the whole is escaped, and only then do the
characters become ``<mark>``; ``ts_headline`` would let ``<img onerror>`` through, and marks nothing that is folded.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from meetings.search.marks import Mark, find_marks, find_marks_in
from meetings.search.terms import Query
from meetings.search.understanding import understand
from meetings.search.variants import Variants

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(r"</?mark>")
_PRIVATE = re.compile(f"[{OPEN}{CLOSE}]")
LONGEST_EXCERPT = 420  # characters
# The end of a sentence: "agreed. The"; not "No. 5", "Mr. Duke", "e.g. visas".
_SENTENCE_END = re.compile(
    r"[.!?](?<!\bNo\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\bDr\.)(?<![.\s]\w\.)[”\"’)]?\s+(?=[A-Z“\"(§•–-])"
)


def marked(text: str, query: Query | str, variants: Variants | None = None) -> SafeString:
    """``text`` escaped, with the places of ``query`` in ``<mark>``. An empty query marks nothing."""
    return with_places_marked(text, _places(find_marks(text, _understood(query, variants))))


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a passage, ready for the page, and whether words were left out before and behind it."""

    html: SafeString
    begins_inside: bool = False
    ends_inside: bool = False

    def __str__(self) -> str:
        return str(self.html)

    @property
    def text(self) -> str:
        """The piece without its marks, as plain text."""
        return unescape(MARK.sub("", self.html))


def excerpt(text: str, query: Query | str, variants: Variants | None = None) -> Excerpt:
    """One or two whole sentences of ``text`` around the best place: the most different terms, then the most marks."""
    return excerpts([text], _understood(query, variants))[0]


def excerpts(texts: Sequence[str], query: Query) -> list[Excerpt]:
    """The excerpt of each of ``texts``, the passages of one page."""
    return [_cut(text, marks) for text, marks in zip(texts, find_marks_in(texts, query), strict=True)]


def _cut(text: str, marks: Sequence[Mark]) -> Excerpt:
    start, end = _best_stretch(text, marks)
    start, end = _shortened(text, start, end, marks)
    inside = [mark for mark in marks if start <= mark.start and mark.end <= end]
    return Excerpt(with_places_marked(text, _places(inside), start=start, end=end), start > 0, end < len(text.rstrip()))


def _understood(query: Query | str, variants: Variants | None) -> Query:
    return understand(query, variants) if isinstance(query, str) else query


def with_places_marked(
    text: str, places: Iterable[tuple[int, int]], *, start: int = 0, end: int | None = None
) -> SafeString:
    """``text[start:end]`` escaped, with ``<mark>`` around ``places`` (beginnings and ends in ``text``, in order)."""
    pieces, place = [], start
    for first, last in places:
        pieces += [_bare(text[place:first]), OPEN, _bare(text[first:last]), CLOSE]
        place = last
    pieces.append(_bare(text[place:end]))
    safe = escape("".join(pieces)).replace(OPEN, "<mark>").replace(CLOSE, "</mark>")
    return mark_safe(safe)  # noqa: S308 - escaped in the line above


def _places(marks: Iterable[Mark]) -> list[tuple[int, int]]:
    return [(mark.start, mark.end) for mark in marks]


def _bare(text: str) -> str:
    """``text`` without private-use characters of its own, which would become marks."""
    return _PRIVATE.sub("", text)


def _sentences(text: str) -> list[tuple[int, int]]:
    """Where the sentences of ``text`` begin and end."""
    cuts = [0, *(match.end() for match in _SENTENCE_END.finditer(text)), len(text)]
    return [(start, end) for start, end in pairwise(cuts) if end > start] or [(0, len(text))]


def _best_stretch(text: str, marks: Sequence[Mark]) -> tuple[int, int]:
    """One sentence, or two that follow each other when the second holds a term that the first lacks."""
    sentences = _sentences(text)

    if len(sentences) == 1:
        return sentences[0]

    def worth(start: int, end: int) -> tuple[int, int]:
        inside = [mark.term for mark in marks if start <= mark.start < end]
        return len(set(inside)), len(inside)

    best = max(sentences, key=lambda place: worth(*place))
    pairs = [(one[0], other[1]) for one, other in pairwise(sentences) if best in (one, other)]
    fitting = [pair for pair in pairs if pair[1] - pair[0] <= LONGEST_EXCERPT]
    if fitting:
        wider = max(fitting, key=lambda place: worth(*place))
        if worth(*wider) > worth(*best) or best[1] - best[0] < LONGEST_EXCERPT // 4:
            return wider
    return best


def _shortened(text: str, start: int, end: int, marks: Sequence[Mark]) -> tuple[int, int]:
    """A long sentence is cut between words, with its first mark inside."""
    if end - start <= LONGEST_EXCERPT:
        return start, end
    first = next((mark for mark in marks if mark.start >= start), None)
    if first is not None and first.start - start > LONGEST_EXCERPT // 2:
        start = text.rfind(" ", start, first.start - LONGEST_EXCERPT // 3) + 1 or start
    stop = min(end, max(start + LONGEST_EXCERPT, first.end if first is not None and first.start < end else 0))
    cut = text.rfind(" ", start, stop + 1) if stop < end else end
    return start, cut if cut > start else stop
