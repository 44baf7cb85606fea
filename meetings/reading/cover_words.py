"""Where the cover says what was read from it: its lines as the file gives them, with the words of each value marked.

The reader of a cover looks at labels, columns and whole forms; what it made of them is found again here in the lines,
so that a person who is shown a value can be shown its words. A value that no line holds as such gets no mark.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from meetings.council.dates import find_dates
from meetings.council.numbers import PRINTED, REGISTER, VERSIONS, DocumentNumber, UnknownNumber
from meetings.reading.cover import known_kind
from meetings.reading.lines import Line
from meetings.reading.parsed import Cover, CoverLine, CoverValue, MeetingFound
from meetings.reading.statement_page import KIND, TITLE

MOST_LINES = 80
LONGEST = 600  # characters of a line: what is longer is text, not cover
Span = tuple[int, int]


def mark_cover(
    lines: Sequence[Line], furniture: Sequence[Line], cover: Cover, meeting: MeetingFound | None
) -> tuple[CoverLine, ...]:
    """The ``lines`` of the head of a paper with its values marked, then those ``furniture`` lines that hold any.

    ``text[start:end]`` of a line are the words of the value ``name``, one of the fields of Cover, or ``meeting``.
    """
    head = [line for line in lines if line.text and len(line.text) <= LONGEST][:MOST_LINES]
    marks: list[list[CoverValue]] = [[] for _ in head]
    for name, find in _finders(cover, meeting).items():
        for at, line in enumerate(head):
            marks[at] += [CoverValue(name, start, end) for start, end in find(line.text)]
    _mark_values(head, marks, cover)
    _mark_broken_dates(head, marks, meeting)
    found = {value.name for values in marks for value in values}
    told = [_told(line, values) for line, values in zip(head, marks, strict=True)]
    return (*told, *_below(furniture, cover, found))


def _told(line: Line, values: Iterable[CoverValue]) -> CoverLine:
    return CoverLine(line.text, line.page, tuple(sorted(values, key=lambda value: (value.start, -value.end))))


def _below(furniture: Sequence[Line], cover: Cover, found: set[str]) -> Iterator[CoverLine]:
    """The first running head or foot for each value that the head of the paper does not hold, or the stamps do."""
    finders = _finders(cover, None)
    for line in furniture:
        values = []
        for name in ("number", "marking", "language"):
            if name not in found and (spans := list(finders[name](line.text))):
                values.append(CoverValue(name, *spans[0]))
                found.add(name)
        if values:
            yield _told(line, values)


def _finders(cover: Cover, meeting: MeetingFound | None) -> dict[str, Callable[[str], Iterator[Span]]]:
    """For each value with a form of its own: what finds its words in a line."""
    return {
        "number": lambda text: _numbers(text, lambda number: number.base == cover.number),
        "version": lambda text: _versions(text, cover),
        "previous_documents": lambda text: _numbers(text, lambda number: str(number) in cover.previous_documents),
        "dated_on": lambda text: (
            (dates.start, dates.end)
            for dates in find_dates(text)
            if dates.opened_on == dates.closed_on == cover.dated_on
        ),
        "place": lambda text: _places(text, cover),
        "marking": lambda text: _spans(rf"\b{cover.marking}\b(?!\s*[(\d])", text) if cover.marking else iter(()),
        "language": lambda text: _languages(text, cover),
        "codes": lambda text: _codes(text, cover),
        "kind": lambda text: _kinds(text, cover),
        "meeting": lambda text: _meetings(text, meeting),
    }


def _spans(pattern: str, text: str) -> Iterator[Span]:
    return (match.span() for match in re.finditer(pattern, text))


def _numbers(text: str, wanted: Callable[[DocumentNumber], bool]) -> Iterator[Span]:
    for form in (PRINTED, REGISTER):
        for match in form.finditer(text):
            words = match.group().rstrip(" ,/(")
            try:
                number = DocumentNumber.parse(words.strip())
            except UnknownNumber:
                continue
            if wanted(number):
                yield match.start(), match.start() + len(words)


def _versions(text: str, cover: Cover) -> Iterator[Span]:
    """``REV 1`` where it stands beside the number, or on a line of its own."""
    if cover.version in (None, "INIT"):
        return
    beside = any(True for _ in _numbers(text, lambda number: number.base == cover.number))
    for match in VERSIONS.finditer(text):
        if f"{match['part'].upper()} {match['count']}" in str(cover.version) and (beside or len(text) < 40):
            yield match.span()


def _places(text: str, cover: Cover) -> Iterator[Span]:
    """The place before the date."""
    if not cover.place:
        return
    day = next((dates.start for dates in find_dates(text) if dates.opened_on == cover.dated_on), None)
    if day is not None and (at := text.casefold().find(cover.place.casefold(), 0, day)) >= 0:
        yield at, at + len(cover.place)


def _languages(text: str, cover: Cover) -> Iterator[Span]:
    if cover.language:
        yield from _spans(rf"(?i)(?<=\(OR\. )\s*{cover.language}(?=\))", text)
        yield from _spans(rf"(?<![A-Za-z]){cover.language.upper()}$|(?<=LIMITE){cover.language.upper()}$", text)


def _codes(text: str, cover: Cover) -> Iterator[Span]:
    for code, serial in cover.codes:
        words = r"\s*".join(map(re.escape, code.split()))
        yield from _spans(rf"\b{words}\s*{serial}\b" if serial is not None else rf"\A\W*{words}\W*\Z", text)


def _kinds(text: str, cover: Cover) -> Iterator[Span]:
    if cover.kind == KIND and (title := TITLE.search(text)):
        yield title.span()
        return
    words = " ".join(text.split())
    printed = {cover.kind, cover.kind_printed} - {None}
    if printed and (
        words in printed or known_kind(words) == cover.kind or words.casefold() == str(cover.kind).casefold()
    ):
        yield 0, len(text)


def _meetings(text: str, meeting: MeetingFound | None) -> Iterator[Span]:
    """The days of the meeting, and its city where it stands in the same line."""
    if meeting is None:
        return
    for dates in find_dates(text):
        if dates.opened_on == meeting.opened_on and dates.closed_on == meeting.closed_on:
            yield dates.start, dates.end
            if meeting.city:
                yield from _spans(rf"\b{re.escape(meeting.city)}\b", text)
            return


def _mark_broken_dates(head: Sequence[Line], marks: list[list[CoverValue]], meeting: MeetingFound | None) -> None:
    """Mark the days of the meeting where a line ends in the middle of them: ``30-31`` / ``May 2011``."""
    if meeting is None or any(value.name == "meeting" for values in marks for value in values):
        return
    for at, (line, below) in enumerate(pairwise(head)):
        for dates in find_dates(f"{line.text} {below.text}"):
            here = len(line.text)
            days = (dates.opened_on, dates.closed_on)
            if dates.start < here < dates.end and days == (meeting.opened_on, meeting.closed_on):
                marks[at].append(CoverValue("meeting", dates.start, here))
                marks[at + 1].append(CoverValue("meeting", 0, dates.end - here - 1))
                return


def _mark_values(head: Sequence[Line], marks: list[list[CoverValue]], cover: Cover) -> None:
    """Mark the values of labels, which may run over several lines, and lines that hold other words as well."""
    for name in ("sent_from", "sent_to", "subject"):
        value = " ".join((getattr(cover, name) or "").split())
        if not value:
            continue
        taken = 0
        for at, line in enumerate(head):
            if part := _part(line.text, value, taken):
                start, end, taken = part
                marks[at].append(CoverValue(name, start, end))
                if taken >= len(value):
                    break


def _part(text: str, value: str, taken: int) -> tuple[int, int, int] | None:
    """Where the rest of ``value``, of which ``taken`` characters were found, begins in ``text``; and how far it got.

    The end of the line must be the end of the value or of one of its words; a value that has begun goes on at the
    beginning of a line or of a cell.
    """
    rest = value[taken:].lstrip()
    for match in re.finditer(r"(?:(?<=[:\t])|(?<=\s\s)|\A)\s*(?=\S)", text):
        words = " ".join(text[match.end() :].split())
        for cell in (words, " ".join(re.split(r"\t|\s{2,}", text[match.end() :])[0].split())):
            if cell and rest.startswith(cell) and (rest[len(cell) :][:1] in ("", " ") or cell[-1] in "-–"):
                whole = text.rstrip()
                end = match.end() + len(whole[match.end() :]) if cell == words else match.end() + len(cell)
                return match.end(), end, len(value) - len(rest) + len(cell)
    return None
