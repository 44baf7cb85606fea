"""Finds the passages that give the reason for a topic code of the cover: the drugs topic for CORDROGUE.

A topic is chiefly about a code's subject if its title says so, or if its text comes back to the subject more than any
other topic does. Terms and weights are in code_terms.py; general codes and codes without a passage give nothing.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from meetings.reading.code_terms import TERMS
from meetings.reading.parsed import EvidenceFound, ParagraphFound, ParsedNote, Part, TopicFound

TITLE_CHIEF, TITLE_FURTHER, CHIEF, FURTHER = 8.0, 2.0, 2.0, 0.75
MOST_HITS_OF_ONE_TERM = 3
ENOUGH = 2.75  # of weight in the text alone, for the best topic
OF_PARENT_TITLE = 0.5  # of the parent's weight goes to its sub-items
SECOND_BEST = 0.75  # of the best topic's weight, for another topic whose title is silent


@dataclass(frozen=True, slots=True)
class _Pattern:
    chief: re.Pattern[str]
    further: re.Pattern[str] | None


@cache
def _patterns(code: str) -> _Pattern | None:
    terms = TERMS.get(code)
    if terms is None:
        return None
    return _Pattern(_any_of(terms.chief), _any_of(terms.further) if terms.further else None)


def _any_of(terms: tuple[str, ...]) -> re.Pattern[str]:
    """Whole words, any case except for short forms in capitals, longest first; a space is also a hyphen."""
    ordered = sorted(terms, key=len, reverse=True)
    forms = []
    for term in ordered:
        words = re.escape(term.rstrip("*")).replace(r"\ ", r"[\s-]+")
        ending = r"\w*" if term.endswith("*") else ""
        forms.append(words + ending if term.isupper() else f"(?i:{words}{ending})")
    return re.compile(rf"(?<![\w-])(?:{'|'.join(forms)})(?!\w)")


def find_evidence(note: ParsedNote) -> tuple[EvidenceFound, ...]:
    """For each code of the cover that is not general: the paragraphs that prove it, in the topics chiefly about it."""
    found: list[EvidenceFound] = []
    for code in dict.fromkeys(code for code, _ in note.cover.codes):
        pattern = _patterns(code)
        if pattern is None:
            continue
        for topic in _chief_topics(note, pattern):
            found.extend(_passages(code, topic, note.topics[topic].title, note.paragraphs, pattern))
    return tuple(found)


def _chief_topics(note: ParsedNote, pattern: _Pattern) -> list[int]:
    """The indexes of the topics chiefly about the subject, in order."""
    in_title = [_weight(topic.title, pattern, TITLE_CHIEF, TITLE_FURTHER) for topic in note.topics]
    for index, _topic in enumerate(note.topics):  # "1.b Explosives" under "1 Terrorism" is about terrorism too
        parent = _parent(note.topics, index)
        if parent is not None:
            in_title[index] += in_title[parent] * OF_PARENT_TITLE
    in_text = [0.0] * len(note.topics)
    for index in range(len(note.topics)):
        text = " ".join(p.text for p in note.paragraphs if p.topic == index and p.part is Part.TOPIC)
        in_text[index] = _weight(text, pattern, CHIEF, FURTHER)
    best = max((t + b for t, b in zip(in_title, in_text, strict=True) if b > 0), default=0.0)
    chief: list[int] = []
    for index, (title, body) in enumerate(zip(in_title, in_text, strict=True)):
        total = title + body
        if title >= TITLE_CHIEF or (total >= ENOUGH and total >= SECOND_BEST * best):
            chief.append(index)
    return chief


def _parent(topics: Sequence[TopicFound], index: int) -> int | None:
    """The index of the topic of which this one is a lettered sub-item."""
    number = str(topics[index].number or "")
    head = re.match(r"^(\w+?)[.(]\s?\w+\)?$", number)
    return next((i for i, t in enumerate(topics[:index]) if head and str(t.number) == head.group(1)), None)


def _weight(text: str, pattern: _Pattern, chief: float, further: float) -> float:
    weight = 0.0
    for words, each in ((pattern.chief, chief), (pattern.further, further)):
        if words is None:
            continue
        counts: dict[str, int] = {}
        for match in words.finditer(text):
            term = match.group().lower()
            counts[term] = counts.get(term, 0) + 1
        weight += sum(each * min(count, MOST_HITS_OF_ONE_TERM) for count in counts.values())
    return weight


def _passages(
    code: str, topic: int, title: str, paragraphs: Sequence[ParagraphFound], pattern: _Pattern
) -> list[EvidenceFound]:
    """The paragraphs of a topic that hold a chief term, else a further one, with the printed terms; else the first."""
    found: list[EvidenceFound] = []
    for words in (pattern.chief, pattern.further):
        if words is None or found:
            continue
        for index, paragraph in enumerate(paragraphs):
            if paragraph.topic != topic or paragraph.part is not Part.TOPIC:
                continue
            terms = tuple(dict.fromkeys(match.group() for match in words.finditer(paragraph.text)))
            if terms:
                found.append(EvidenceFound(code, topic, index, terms))
    if not found:  # the title alone says so: its terms stand for the topic's first paragraph
        first = next((index for index, p in enumerate(paragraphs) if p.topic == topic and p.part is Part.TOPIC), None)
        terms = tuple(dict.fromkeys(match.group() for match in pattern.chief.finditer(title)))
        if first is not None and terms:
            found.append(EvidenceFound(code, topic, first, terms))
    return found
