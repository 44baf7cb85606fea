"""The text of a paragraph cut into pieces, so that commitments and requests can be underlined in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from meetings.models import Commitment, Statement
from meetings.search.marks import Mark


@dataclass(frozen=True, slots=True)
class Piece:
    """Consecutive words with one underlining. ``numbers`` are the margin notes whose words end here, ``anchors`` the
    places of commitments that begin here."""

    text: str
    commits: bool = False
    asks: bool = False
    found: bool = False
    numbers: str = ""
    anchors: Sequence[str] = ()


def pieces(
    text: str, commitments: Sequence[Commitment], requests: Sequence[Statement], marks: Sequence[Mark] = ()
) -> list[Piece]:
    """``text`` in order, nothing added and nothing lost; spans may overlap. ``marks`` are the words searched for.

    Margin notes are numbered only where a paragraph has several commitments.
    """
    cuts = {0, len(text)}
    for span in [*commitments, *requests, *marks]:
        cuts |= {min(span.start, len(text)), min(span.end, len(text))}
    places = sorted(cuts)
    numbered = list(enumerate(commitments, 1)) if len(commitments) > 1 else []
    return [
        Piece(
            text=text[start:end],
            commits=any(span.start <= start < span.end for span in commitments),
            asks=any(span.start <= start < span.end for span in requests),
            found=any(mark.start <= start < mark.end for mark in marks),
            numbers=", ".join(str(number) for number, span in numbered if span.end == end),
            anchors=[span.anchor for span in commitments if span.start == start],
        )
        for start, end in pairwise(places)
    ]
