"""Refuses a paper that carries a classification where a marking stands: on the cover, in a footer, at a page's edge."""

from collections.abc import Sequence

from meetings.council.markings import classification_printed_in, is_classification
from meetings.reading.labels import Label, Table
from meetings.reading.lines import Line
from meetings.reading.pieces import Piece
from meetings.reading.refusals import ClassifiedSource

SENTENCE = (
    "The paper carries a classification marking, and this archive may not hold classified papers: "
    "delete the file here and report it to the registry that handles such papers."
)


def refuse_classified(
    lines: Sequence[Line], furniture: Sequence[Line], head: Sequence[Piece], table: Table | None
) -> None:
    """Raise ClassifiedSource if a classification stands in the marking's place or in running heads and footers.

    The same words in a sentence, in a title or in the subject say nothing about the paper. A paper that says itself
    that it is declassified ("new status: Public") is not refused.
    """
    if table is not None and _is_declassified(table):
        return
    # A narrow footer breaks the words over two lines, so all that is printed apart on a page is looked at together.
    together: dict[int | None, str] = {}
    for line in furniture:
        together[line.page] = f"{together.get(line.page, '')} {line.text}"
    for text in [piece.text for piece in head] + [line.text for line in furniture] + list(together.values()):
        if classification_printed_in(text) or is_classification(text):
            raise ClassifiedSource(SENTENCE)
    for at, line in enumerate(lines):
        if is_classification(line.text) and _stands_apart(lines, at):
            raise ClassifiedSource(SENTENCE)


def _is_declassified(table: Table) -> bool:
    status = next((e.text for e in table.entries if e.label is Label.STATUS and "status" in e.piece.text.lower()), "")
    return status.strip().lower() in {"public", "limite"}


def _stands_apart(lines: Sequence[Line], at: int) -> bool:
    """Whether a line is the first or last of its page, or stands between blank lines: no line of a wrapped sentence."""
    line = lines[at]
    if line.block:
        return True
    before = next((other for other in reversed(lines[:at])), None)
    after = next((other for other in lines[at + 1 :]), None)
    return all(other is None or not other.text or other.page != line.page for other in (before, after)) or (
        line.page is not None
        and (before is None or before.page != line.page or after is None or after.page != line.page)
    )
