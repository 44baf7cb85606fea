"""The labels of a cover and their values: From, To, No. prev. doc., Subject.

Files give them in every order: ``From:`` with its value behind it, value and label on lines of their own, or all
labels first and all values after them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import pairwise

from meetings.council.dates import find_dates
from meetings.council.numbers import OTHER_SERIES, PRINTED, REGISTER
from meetings.reading.furniture import is_rule
from meetings.reading.headings import REPORTS
from meetings.reading.masthead import is_code_line
from meetings.reading.pieces import Piece


class Label(StrEnum):
    """What a line of the cover's table is about."""

    FROM = "from"
    TO = "to"
    PREVIOUS = "previous documents"
    COMMISSION = "Commission document"
    FILE = "interinstitutional file"
    RECEIVED = "date of receipt"
    STATUS = "new status"
    OF = "of"
    ON = "on"
    SUBJECT = "subject"


# One line a label. Each needs its colon, or a cell of its own. The N of "No." may be lost with a bold font.
LABELS = {
    Label.FROM: r"from",
    Label.TO: r"to",
    Label.PREVIOUS: r"(?:N?os?\.?\s*)?(?:of\s+)?prev(?:ious|\.)?\s*doc(?:ument)?s?\.?(?:\s*N?os?\.?)?",
    Label.COMMISSION: (
        r"(?:N?os?\.?\s*)?(?:Cion|Comm?(?:ission)?)\.?\s*(?:doc(?:ument)?s?|prop(?:osal)?)\.?(?:\s*N?os?\.?)?"
    ),
    Label.FILE: r"(?:inter-?institutional|legislative)\s+files?",
    Label.RECEIVED: r"date\s+of\s+receipt",
    Label.STATUS: r"(?:dated|of\s+document|new\s+status)",
    Label.OF: r"of",  # before 2005: "OUTCOME OF PROCEEDINGS of : Working Party … on : 5 March 2001"
    Label.ON: r"on|dated|meeting\s+of",
    Label.SUBJECT: r"subject|re|concerns",
}

# "From:", "from :", "No. prev. doc.: 10084/17"; not "From the outset".
LABELLED = {
    label: re.compile(rf"(?:{words})\s*(?P<colon>[:：])\s*(?P<value>.*)", re.I | re.S)
    for label, words in LABELS.items()
}
BARE = {label: re.compile(rf"(?:{words})", re.I) for label, words in LABELS.items() if label not in ("of", "on")}

NUMBER_FORMS = (PRINTED, REGISTER, OTHER_SERIES, re.compile(r"COM\s?\(|\d{4}/\d{4}"))
NUMBERED = (Label.PREVIOUS, Label.COMMISSION, Label.FILE)

# Where a value surely goes on: "…, Valletta," "Washington D.C., 30".
OPEN_ENDED = re.compile(
    r"(?:[,–—(/-]|\b(?:and|of|the|on|in|at|for|with|to|between|from|by|a|an|its|U\.?S\.?)|\b\d{1,2})$", re.I
)

# "- Outcome of proceedings": a subject in two parts; not "- the US side will name a contact point;".
SECOND_PART = re.compile(r"[-–]\s?[A-Z][^.;]{5,110}$")

# The body begins: "1. Counter-terrorism", "Summary: …", "Delegations will find attached", "I. INTRODUCTION".
BODY = re.compile(
    r"(?:(?:\d{1,2}|[IVX]{1,4}|[A-Z])[.)](?:\s|$|(?=[A-Z]))|(?:Item|Summary|Introduction|Annex)\b|"
    r"(?:Executive\s+summary)\b|Delegations\s+will\s+find)",
    re.I,
)


# The end of a line in "13-⏎14 September"; not in "ST 13 -⏎14 pages".
DAYS_OVER_TWO_LINES = re.compile(r"(?<=\d[-–])\n(?=\d)")


@dataclass(slots=True)
class Labelled:
    """A label on the cover, with the pieces of its value."""

    label: Label
    piece: Piece
    values: list[Piece] = field(default_factory=list)
    first: str = ""

    @property
    def text(self) -> str:
        """The value on one line."""
        parts = [self.first, *(value.text for value in self.values)]
        printed = DAYS_OVER_TWO_LINES.sub("", "\n".join(part.strip() for part in parts if part))
        return re.sub(r"\s+", " ", printed).strip()


@dataclass(frozen=True, slots=True)
class Table:
    """The table of labels: where its pieces begin and end, and what it says. ``end`` is where the body begins."""

    start: int
    end: int
    entries: tuple[Labelled, ...]

    def text(self, label: Label) -> str | None:
        """The value of the first entry with that label, or None."""
        return next((entry.text for entry in self.entries if entry.label is label and entry.text), None)


def label_of(piece: Piece, pieces: Sequence[Piece], at: int) -> tuple[Label, str] | None:
    """The label that a piece begins with, and what follows it; None for anything else."""
    for label, pattern in LABELLED.items():
        if match := pattern.match(piece.text):
            return label, match["value"].strip()
    beside = at + 1 < len(pieces) and pieces[at + 1].row == piece.row and pieces[at + 1].text
    if beside:
        for label, pattern in BARE.items():
            if pattern.fullmatch(piece.text) and (piece.line.row is not None or piece.text[0].isupper()):
                return label, ""
    return None


def find_table(pieces: Sequence[Piece], *, within: int = 160) -> Table | None:
    """The table of labels on the cover, or None where the paper has none.

    It starts at the first label that has another of a different kind close behind it, or at a lone subject.
    """
    seen: list[tuple[int, Label]] = []
    for at, piece in enumerate(pieces):
        if piece.at > within:
            break
        if found := label_of(piece, pieces, at):
            seen.append((at, found[0]))
    for (at, label), (then, other) in pairwise(seen):
        if label != other and pieces[then].at - pieces[at].at <= 8:
            # Another cover-like pair further down (a metadata block comes first) is preferred when it has a "from".
            later = _later_start(seen, pieces, at) if label is not Label.FROM else None
            # "of document:", "dated:", "new status:" are one kind of label and may be the first three.
            at = next((first for first, kind in seen if kind is label and pieces[at].at - pieces[first].at <= 8), at)
            return _read(pieces, at if later is None else later)
    lone = [at for at, label in seen if label is Label.SUBJECT]
    return _read(pieces, lone[0]) if lone else None


def _later_start(seen: Sequence[tuple[int, Label]], pieces: Sequence[Piece], start: int) -> int | None:
    for (at, label), (then, other) in pairwise(seen):
        if at > start and label is Label.FROM and other is not label and pieces[then].at - pieces[at].at <= 8:
            return at
    return None


def _read(pieces: Sequence[Piece], start: int) -> Table:
    entries: list[Labelled] = []
    waiting: list[Labelled] = []
    early: list[Piece] = []
    current: Labelled | None = None
    blank = spaced = labelled = False
    at = start
    while at < len(pieces):
        piece = pieces[at]
        if not piece.text or is_rule(piece.text):
            blank = True
        elif found := label_of(piece, pieces, at):
            if current and current.label is Label.SUBJECT and not waiting and current.text:
                break
            entry = Labelled(found[0], piece, first=found[1])
            entries.append(entry)
            spaced, labelled = spaced or blank, True
            entry.values += early
            early = []
            if entry.first:
                current = entry
            else:
                waiting.append(entry)
            blank = False
        elif not waiting and current and _is_above_its_label(pieces, at, current):
            # Its label stands lower, at the foot or in the middle of a cell with several lines.
            early.append(piece)
            blank = False
        else:
            taker = _taker(piece, waiting, current, blank=blank, goes_on=spaced and not labelled)
            if taker is None:
                break
            taker.values.append(Piece(piece.text.lstrip(": "), piece.at, piece.row, piece.line))
            if taker in waiting:
                waiting.remove(taker)
            current, blank, labelled = taker, False, False
        at += 1
    return Table(start, at, tuple(entries))


def _is_above_its_label(pieces: Sequence[Piece], at: int, current: Labelled) -> bool:
    """Whether a piece without a label is nearer to the label below it than to the value above it, in print."""
    line = pieces[at].line
    above = (current.values[-1] if current.values else current.piece).line
    if line.y is None or above.y is None or line.page != above.page or pieces[at].row == current.piece.row:
        return False
    last = line
    for then in range(at, min(at + 8, len(pieces))):
        piece = pieces[then]
        if piece.line.y is None or last.y is None or piece.line.page != line.page:
            return False
        if label_of(piece, pieces, then):
            return piece.line.y - last.y < line.y - above.y - 1.0
        last = piece.line
    return False


def _taker(
    piece: Piece, waiting: list[Labelled], current: Labelled | None, *, blank: bool, goes_on: bool
) -> Labelled | None:
    """The entry whose value the piece is, or goes on; None when the table is over."""
    for entry in reversed(waiting):
        if entry.piece.row == piece.row:
            return entry
    # What stood beside "of document:" may have been taken for a footer ("17416/10 RESTREINT UE").
    if not waiting or (current and current.text and {entry.label for entry in waiting} == {Label.STATUS}):
        return current if current and _goes_on(piece, current, blank=blank) else None
    numbered = next((found for form in NUMBER_FORMS if (found := form.search(piece.text))), None)
    if current and current.values and goes_on and not blank:
        return current
    if waiting[0].label in NUMBERED and not numbered:
        return next((entry for entry in waiting if entry.label not in NUMBERED), current)
    if waiting[0].label not in NUMBERED and numbered and numbered.end() >= len(piece.text) - 2:
        return next((entry for entry in waiting if entry.label in NUMBERED), waiting[0])
    return waiting[0]


def _goes_on(piece: Piece, current: Labelled, *, blank: bool) -> bool:
    """Whether a piece without a label goes on with the value of the last entry."""
    last = current.values[-1] if current.values else current.piece
    line, before = piece.line, last.line
    if line.heading or BODY.match(piece.text) or is_code_line(piece.text):
        return False
    text = current.text
    unfinished = bool(OPEN_ENDED.search(text)) or text.count("(") > text.count(")") or text.count("[") > text.count("]")
    goes_on = unfinished or piece.text[:1].islower() or (_only_a_date(piece.text) and not find_dates(text))
    if piece.row == last.row:
        return True
    if REPORTS.search(piece.text) and len(piece.text.split()) >= 6 and not goes_on:
        return False
    if line.row is not None and before.row is not None and line.y is None:
        return False
    if line.y is not None and before.y is not None and line.x is not None and before.x is not None:
        near = line.page == before.page and 0 < line.y - before.y < 2.6 * (line.size or 12)
        return near and (
            line.x >= before.x - 6 if current.values or not current.first else line.x > before.x + 6 or goes_on
        )
    if line.block or before.block or blank:
        return current.label is Label.SUBJECT and (goes_on or SECOND_PART.match(piece.text) is not None)
    return True


def _only_a_date(text: str) -> bool:
    found = find_dates(text)
    return bool(found) and found[0].end - found[0].start >= len(text.strip(" ().,")) - 2
