"""Which words of a note each value came from, so that a click on the value lights them up.

Every value has a key; its words carry the key, and the first of them the anchor ``words-<key>`` that links lead to.
"""

import re
from bisect import insort
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from meetings.council.dates import find_dates
from meetings.models import (
    CodeEvidence,
    Commitment,
    Doubt,
    LastReading,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participation,
    Statement,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """The words from ``start`` to ``end`` belong to the value ``key``. ``first`` ones get the anchor."""

    key: str
    start: int
    end: int
    first: bool = True
    underlined: bool = False


@dataclass(frozen=True, slots=True)
class Token:
    """A step in writing a marked text: a mark ``opens``, ``words`` follow, or the mark opened last ``closes``."""

    words: str = ""
    opens: Mark | None = None
    closes: bool = False


@dataclass(slots=True)
class Marks:
    """The marks of the paragraphs of a note, by their key, and the lines of its cover; ``keys`` have words."""

    cover: list[list[Token]] = field(default_factory=list)
    paragraphs: dict[int, list[Mark]] = field(default_factory=dict)
    keys: set[str] = field(default_factory=set)

    def add(self, paragraph: int, key: str, spans: Iterable[tuple[int, int]], *, underlined: bool = False) -> None:
        """Mark these places of the paragraph; the first place of a key gets the anchor."""
        for start, end in spans:
            self.paragraphs.setdefault(paragraph, []).append(Mark(key, start, end, key not in self.keys, underlined))
            self.keys.add(key)


def laid(text: str, marks: Iterable[Mark]) -> Iterator[Token]:
    """``text`` with its marks one within the other; one that begins in another and ends behind it is parted there."""
    waiting = sorted(marks, key=_outermost)
    inside: list[Mark] = []
    done = 0
    while waiting or inside:
        if inside and (not waiting or inside[-1].end <= waiting[0].start):
            end = inside.pop().end
            yield from _words(text[done:end])
            yield Token(closes=True)
            done = max(done, end)
            continue
        mark = waiting.pop(0)
        yield from _words(text[done : mark.start])
        done = mark.start
        if inside and mark.end > inside[-1].end:
            insort(waiting, replace(mark, start=inside[-1].end, first=False), key=_outermost)
            mark = replace(mark, end=inside[-1].end)
        yield Token(opens=mark)
        inside.append(mark)
    yield from _words(text[done:])


def _outermost(mark: Mark) -> tuple[int, int]:
    return mark.start, -mark.end


def _words(text: str) -> Iterator[Token]:
    if text:
        yield Token(words=text)


def marks_of(
    note: OutcomeNote,
    paragraphs: Iterable[Paragraph],
    *,
    participations: Iterable[Participation],
    note_codes: Iterable[NoteCode],
    doubts: Iterable[Doubt],
) -> Marks:
    """Where the words of every value of ``note`` stand. ``paragraphs`` come with their commitments."""
    marks = Marks()
    by_pk = {paragraph.pk: paragraph for paragraph in paragraphs}
    doubts = list(doubts)
    _mark_cover(marks, note, list(note_codes), doubts)
    for statement in Statement.objects.filter(note=note).exclude(side="").order_by("paragraph", "start"):
        _mark_side(marks, statement)
    for paragraph in by_pk.values():
        for commitment in paragraph.commitments.all():
            shown = commitment.state != Commitment.REJECTED
            span = (commitment.start, commitment.end)
            marks.add(paragraph.pk, f"commitment-{commitment.pk}", [span], underlined=shown)
    for participation in participations:
        if paragraph := by_pk.get(participation.paragraph_id):
            places = places_of(participation.as_named, paragraph.text)
            marks.add(paragraph.pk, f"participation-{participation.pk}", places[:1])
    for note_code in note_codes:
        for evidence in note_code.evidence.all():
            if paragraph := by_pk.get(evidence.paragraph_id):
                marks.add(paragraph.pk, f"evidence-{evidence.pk}", _terms(evidence, paragraph))
    for doubt in doubts:
        for paragraph in by_pk.values() if f"doubted-{doubt.pk}" not in marks.keys else ():
            if places := places_of(doubt.words, paragraph.text):
                marks.add(paragraph.pk, f"doubted-{doubt.pk}", places[:1])
                break
    if "meeting" not in marks.keys:
        _mark_meeting(marks, note, by_pk.values())
    return marks


def places_of(words: str, text: str) -> list[tuple[int, int]]:
    """Where ``words`` stand in ``text``; spaces and line ends count alike."""
    pattern = r"\s+".join(map(re.escape, words.split()))
    return [match.span() for match in re.finditer(pattern, text)] if pattern else []


def _terms(evidence: CodeEvidence, paragraph: Paragraph) -> list[tuple[int, int]]:
    """The terms in the order of the text; of two that overlap, the longer one."""
    found: list[tuple[int, int]] = []
    for term in sorted(evidence.terms, key=len, reverse=True):
        for match in re.finditer(re.escape(term), paragraph.text, re.I):
            if all(match.end() <= start or end <= match.start() for start, end in found):
                found.append(match.span())
    return sorted(found)


def _mark_side(marks: Marks, statement: Statement) -> None:
    """Mark what a side is reported as saying; its sentences that follow one another are one mark."""
    key = f"side-{statement.paragraph_id}-{statement.side}"
    held = marks.paragraphs.get(statement.paragraph_id, [])
    if held and held[-1].key == key and statement.start - held[-1].end <= 2:
        held[-1] = replace(held[-1], end=statement.end)
    else:
        marks.add(statement.paragraph_id, key, [(statement.start, statement.end)])


def _mark_cover(marks: Marks, note: OutcomeNote, note_codes: list[NoteCode], doubts: list[Doubt]) -> None:
    """The lines of the cover as the reader saw them; none of a note that was read before they were kept."""
    last = LastReading.objects.filter(note=note).first()
    codes = {" ".join(str(code).split()): code for code in note_codes}
    for line in last.cover if last else []:
        found = []
        for doubt in doubts:
            if (key := f"doubted-{doubt.pk}") not in marks.keys:
                found += [Mark(key, *place) for place in places_of(doubt.words, line["text"])[:1]]
        marks.keys.update(mark.key for mark in found)
        for value in line["values"]:
            words = " ".join(line["text"][value["start"] : value["end"]].split())
            keys = [value["name"], *([f"code-{codes[words].pk}"] if words in codes else [])]
            for key in keys:
                found.append(Mark(key, value["start"], value["end"], key not in marks.keys))
                marks.keys.add(key)
        marks.cover.append(list(laid(line["text"], found)))


def _mark_meeting(marks: Marks, note: OutcomeNote, paragraphs: Iterable[Paragraph]) -> None:
    """The first paragraph that names the days of the meeting, where the cover does not."""
    if note.meeting is None:
        return
    days = (note.meeting.opened_on, note.meeting.closed_on)
    for paragraph in paragraphs:
        for dates in find_dates(paragraph.text):
            if (dates.opened_on, dates.closed_on) == days:
                marks.add(paragraph.pk, "meeting", [(dates.start, dates.end)])
                return
