"""From the blocks of a body to its parts: summary, introduction, agenda topics with their paragraphs, annexes."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meetings.reading.columns import read_down
from meetings.reading.headings import ANNEX, INTRODUCTION, PARTICIPANTS, SUMMARY, Heading, headings_of
from meetings.reading.lines import Line
from meetings.reading.paragraphs import LABEL_WORDS, Block, blocks_of
from meetings.reading.parsed import ParagraphFound, Part, TopicFound
from meetings.reading.statement_page import TITLE


@dataclass(slots=True)
class Sections:
    """The body of a note in its parts. ``summary`` is the text of all paragraphs of the summary, or None."""

    topics: list[TopicFound] = field(default_factory=list)
    paragraphs: list[ParagraphFound] = field(default_factory=list)
    summary: str | None = None


@dataclass(slots=True)
class _Draft:
    part: Part
    topic: int | None
    block: Block


def split_sections(lines: Sequence[Line], *, is_statement: bool = False) -> Sections:
    """The parts of the body whose lines (without cover and furniture) these are.

    In a joint statement numbers are those of paragraphs. Footnotes come last, as paragraphs of their own.
    """
    notes, running = part_footnotes(lines)
    blocks = blocks_of(read_down(running))
    headings = headings_of(blocks, is_statement=is_statement)
    topics: list[TopicFound] = []
    drafts: list[_Draft] = []
    part, topic, parent, annexed = Part.BODY, None, None, False
    for at, block in enumerate(blocks):
        heading = headings.get(at)
        opens = _part_of(block, heading)
        if opens is Part.ANNEX and not topics and not annexed and _refers_to_annex(drafts):
            continue
        annexed = annexed or (
            opens is Part.ANNEX and ANNEX.fullmatch(heading.title if heading else block.text) is not None
        )
        if opens is not None and (not annexed or opens is Part.ANNEX):
            part, topic = opens, None
            if opens is Part.ANNEX and heading is None and not ANNEX.fullmatch(block.text):
                drafts.append(_Draft(part, None, block))
        elif heading is not None and not topics and _is_statement_title(heading, drafts):
            drafts.append(_Draft(part, None, block))
            is_statement = True  # from here on the printed numbers are the addresses of paragraphs
        elif heading is not None and not annexed:
            key, parent = _key(heading, parent)
            topics.append(TopicFound(key, heading.title, block.page))
            part, topic = Part.TOPIC, len(topics) - 1
        elif (label := LABEL_WORDS.match(block.text)) and not topics:
            block.text = block.text[label.end() :].strip()
            drafts.append(_Draft(Part.SUMMARY, None, block))
            part = Part.BODY
        else:
            drafts.append(_Draft(part, topic, block))
    drafts += [_Draft(Part.FOOTNOTE, None, block) for block in blocks_of(notes)]
    summary = "\n\n".join(draft.block.text for draft in drafts if draft.part is Part.SUMMARY)
    return Sections(topics, _addressed(drafts, is_statement=is_statement), summary or None)


def _refers_to_annex(drafts: Sequence[_Draft]) -> bool:
    """Whether a cover note says no more than that the paper itself is attached: then the annex is the body."""
    said = " ".join(draft.block.text for draft in drafts)
    return len(drafts) <= 3 and re.search(r"\b(?:annex|attached|enclosed|attachment)", said, re.I) is not None


def _is_statement_title(heading: Heading, drafts: Sequence[_Draft]) -> bool:
    """Whether it is the title of the joint statement that a cover note says is attached: no topic of an agenda."""
    return heading.number is None and TITLE.search(heading.title) is not None and _refers_to_annex(drafts)


def part_footnotes(lines: Sequence[Line]) -> tuple[list[Line], list[Line]]:
    """Footnotes and running text. In plain text a footnote stands below a drawn rule and begins with its mark."""
    notes: list[Line] = []
    running: list[Line] = []
    below: int | None = None
    for at, line in enumerate(lines):
        if line.footnote:
            notes.append(line)
            continue
        if re.fullmatch(r"_{3,}|-{5,}", line.text) and at + 1 < len(lines) and _opens_footnote(lines[at + 1 : at + 3]):
            below = line.page or 0
            continue
        if below is not None and line.text and (line.page or 0) == below:
            mark = re.match(r"(?P<mark>\d{1,2}|\*)\s+(?=\S)", line.text)
            notes.append(
                Line(line.text[mark.end() :], page=line.page, footnote=True, mark=mark["mark"])
                if mark
                else Line(line.text, page=line.page, footnote=True)
            )
            continue
        below = None
        running.append(line)
    return notes, running


def _opens_footnote(lines: Iterable[Line]) -> bool:
    first = next((line.text for line in lines if line.text), "")
    return re.match(r"(?:\d{1,2}|\*)\s+[A-Z\"“(]", first) is not None


def _part_of(block: Block, heading: Heading | None) -> Part | None:
    """The part that a block opens and that is no topic, or None."""
    title = heading.title if heading else block.text
    if heading is not None or block.alone or block.lines == 1:
        if ANNEX.fullmatch(title) and (heading is not None or title.isupper() or len(title.split()) <= 12):
            return Part.ANNEX
        if heading is not None or block.number is None:
            if SUMMARY.fullmatch(title):
                return Part.SUMMARY
            if heading is not None and INTRODUCTION.fullmatch(title):
                return Part.BODY
            if PARTICIPANTS.fullmatch(title) and len(title) > 10:
                return Part.ANNEX
    return None


def _key(heading: Heading, parent: int | str | None) -> tuple[int | str | None, int | str | None]:
    """The number of a topic as cited, and the number to which bare letters below it belong."""
    number = heading.number
    if number is None:
        return None, parent
    if number.letter and number.integer is None and number.roman is None and number.capital is None:
        return (f"{parent}.{number.letter}" if parent is not None else number.letter), parent
    if number.letter and number.integer is not None:
        return number.key, number.integer
    return number.key, number.key


def _addressed(drafts: Sequence[_Draft], *, is_statement: bool) -> list[ParagraphFound]:
    """The paragraphs with their addresses: counted inside each topic, and together outside of topics.

    In a joint statement with printed numbers the printed number is the address; its paragraphs without a number
    count on behind the last printed one, so that no address is given twice.
    """
    printed = [_printed(draft) for draft in drafts]
    numbers = [number for number in printed if number is not None]
    by_number = is_statement and len(numbers) >= 2 and numbers == sorted(set(numbers))
    counts: dict[int | None, int] = {None: numbers[-1] if by_number else 0}
    found = []
    for draft, number in zip(drafts, printed, strict=True):
        text = _text(draft)
        if by_number and number is not None and draft.topic is None:
            ordinal = number
        else:
            ordinal = counts[draft.topic] = counts.get(draft.topic, 0) + 1
        found.append(ParagraphFound(draft.part, draft.topic, ordinal, draft.block.page, text))
    return found


def _printed(draft: _Draft) -> int | None:
    number = draft.block.number
    plain = number is not None and not number.letter and not number.deeper and draft.part is Part.BODY
    return number.integer if plain and number is not None else None


def _text(draft: _Draft) -> str:
    """The text without its printed number; what only looks like one (an initial, a lone number) is given back."""
    number = draft.block.number
    return draft.block.text if draft.block.text or number is None else number.printed
