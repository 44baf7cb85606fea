"""Which blocks of a body are headings: a title, and not a sentence that somebody numbered."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from meetings.reading.numbering import Numbered, loosely_numbered
from meetings.reading.paragraphs import Block

# A title may hold a verb, but not one of those with which notes report, said of one of those who speak in them.
SPEAKERS = (
    r"(?:sides?|EU|US|USA|U\.S\.|Union|States?|Commission|COM|Presidency|delegations?|part(?:y|ies)|ministers?|"
    r"participants|Department|DHS|DOJ|DoJ|Europol|Eurojust|Frontex|Coordinator|CTC|General|Secretary|Commissioner|"
    r"officials|experts|Council|Group|they|it|he|she)"
)
REPORTING = (
    r"(?:agreed|stressed|informed|noted|committed|welcomed|will|underlined|recalled|was|were|has|have|had|said|stated|"
    r"asked|called|expressed|presented|explained|recognised|reaffirmed|reiterated|pledged|discussed|is|are|took|gave|"
    r"thanked|briefed|reported|proposed|invited|urged|would|could|should|may|must)"
)
REPORTS = re.compile(rf"\b{SPEAKERS}\s+(?:\w+ly\s+|also\s+|then\s+)?{REPORTING}\b", re.I)
ENDS_A_SENTENCE = re.compile(r"(?<!\betc)(?<!\bU\.S)(?<!\bD\.C)[.!;][\"'”’)]*$|,$")
INSIDE_A_SENTENCE = re.compile(r"[a-z)]{2,}\.\s+[A-Z]")

# Headings that open a part of the note and are no topic, each with the name of the part.
SUMMARY = re.compile(r"(?:Executive\s+)?Summary(?:\s+of\s+(?:the\s+)?(?:discussions?|meeting|main\s+\w+))?\s*:?", re.I)
INTRODUCTION = re.compile(r"(?:General\s+)?Introduct(?:ion|ory\s+remarks)\s*:?", re.I)
ANNEX = re.compile(
    r"ANN?EX(?:E|ES)?(?:\s+(?:[IVX]+|\d{1,2}|[A-Z]))?(?:\s+to\s+(?:the\s+)?ANN?EX)?(?:\s*[:–—-].*)?|Annex(?:\s+(?:[IVX]+|\d{1,2}))?(?:\s*[:–—-].*)?"
)
PARTICIPANTS = re.compile(r"(?:List\s+of\s+)?(?:participants|attendance|delegations)(?:\s+list)?\s*:?", re.I)


# What a corrigendum prints above the text as it should be: a heading may follow, and no list.
CORRECTS = re.compile(r"\b(?:should\s+(?:read|be)|reads?|replaced\s+by|to\s+read|new\s+text|added)\b[^.]{0,60}:$", re.I)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: its number as cited and its title as printed."""

    number: Numbered | None
    title: str


def is_title(text: str, *, sure: bool) -> bool:
    """Whether the words can be a title. ``sure`` when the file itself or bold type says that they are a heading."""
    words = text.split()
    if not words or len(words) > 34 or len(text) > 260 or not re.match(r"[\"'“‘(«]?(?:[^\W_a-z]|e-|i\d)", text):
        return False
    if sure:
        return not (INSIDE_A_SENTENCE.search(text) and ENDS_A_SENTENCE.search(text) and len(words) > 14)
    if text.endswith(":") and len(words) > 6:
        return False
    if ENDS_A_SENTENCE.search(text):
        return len(words) <= 4 and ":" not in text and not REPORTS.search(text) and text.endswith(".")
    return not INSIDE_A_SENTENCE.search(text) and not REPORTS.search(text)


def headings_of(blocks: Sequence[Block], *, is_statement: bool) -> dict[int, Heading]:
    """The headings among the blocks, by index.

    A joint statement has none: its numbers are those of paragraphs, and its headings part no agenda.
    """
    if is_statement:
        return {}
    found: dict[int, Heading] = {}
    for at, block in enumerate(blocks):
        if heading := _candidate(block):
            found[at] = heading
    found = _in_order(_set_alike(_no_lists(_not_announced(found), blocks), blocks), blocks)
    if not any(heading.number for heading in found.values()):
        found |= _plain_titles(blocks, found)
    return found


def _candidate(block: Block) -> Heading | None:
    sure = block.heading is not None or block.bold
    if (block.bullet and not block.heading) or block.cells > 1:
        return None
    number, title = block.number, block.text
    if number is None and sure and (loose := loosely_numbered(title)):
        number, title = loose, loose.rest
    if not title or not is_title(title, sure=sure):
        return None
    if number is None:
        if not sure or (block.heading is None and (len(title) < 3 or (not block.alone and block.lines > 3))):
            return None
        return Heading(None, title)
    return Heading(number, title)


def _set_alike(found: dict[int, Heading], blocks: Sequence[Block]) -> dict[int, Heading]:
    """Where most numbered headings are bold or set as headings, a numbered line that is neither is a list item.

    Unless it has the number that is lacking between them: some papers print one number in another type.
    """
    numbered = [at for at, heading in found.items() if heading.number]
    sure = [at for at in numbered if blocks[at].bold or blocks[at].heading is not None]
    if len(sure) < 2 or len(sure) < 0.5 * len(numbered):
        return found
    there = {number.rank for at in sure if (number := found[at].number) is not None}
    kept: dict[int, Heading] = {}
    last: tuple[str, int] | None = None
    for at, heading in found.items():
        number = heading.number
        rank = number.rank if number is not None else None
        lacking = rank is not None and last is not None and rank == (last[0], last[1] + 1) and rank not in there
        if at in sure or number is None or rank is None or lacking:
            kept[at] = heading
            last = rank or last
    return kept


def _in_order(found: dict[int, Heading], blocks: Sequence[Block]) -> dict[int, Heading]:
    """Whole numbers go up; a number that starts again below a heading is a list, unless a higher level began anew."""
    kept: dict[int, Heading] = {}
    last = 0
    above = parent = False
    for at, heading in found.items():
        number = heading.number
        sure = blocks[at].heading is not None or blocks[at].bold
        if number is None:
            above = above or sure
        elif number.roman or number.capital:
            above, last, parent = True, 0, True
        elif number.integer is None:
            # A bare letter belongs to a number above it.
            if not parent and not sure:
                continue
        elif number.letter or number.deeper:
            if not sure and last and number.integer not in (last, last + 1):
                continue
            last, parent = max(last, number.integer), True
        else:
            restarts = number.integer <= last
            if restarts and not (above and number.integer == 1) and not (sure and blocks[at].heading):
                continue
            if not sure and number.integer > last + 4 and not _is_followed(number.integer, at, found):
                continue
            last, above, parent = number.integer, False, True
        kept[at] = heading
    return kept


def _is_followed(integer: int, at: int, found: dict[int, Heading]) -> bool:
    """Whether the next number stands in front of a title further down."""
    return any(other > at and h.number is not None and h.number.integer == integer + 1 for other, h in found.items())


def _no_lists(found: dict[int, Heading], blocks: Sequence[Block]) -> dict[int, Heading]:
    """Without numbered or lettered points that an introductory line ("… the following points:") brings in."""
    listed: set[int] = set()
    for at, heading in found.items():
        before = blocks[at - 1].text if at and at - 1 not in found else ""
        introduced = before.endswith(":") and not (CORRECTS.search(before) and blocks[at].bold)
        if introduced or (at - 1 in listed and _follows(found[at - 1].number, heading.number)):
            listed.add(at)
    sure = {at for at in listed if blocks[at].heading is not None}
    return {at: heading for at, heading in found.items() if at not in listed - sure}


def _follows(before: Numbered | None, number: Numbered | None) -> bool:
    """Whether one printed number is the next of the same kind after the other."""
    if before is None or number is None:
        return False
    if before.integer is not None and number.integer is not None:
        return number.integer == before.integer + 1 and before.letter == number.letter
    return number.is_behind(before)


def _not_announced(found: dict[int, Heading]) -> dict[int, Heading]:
    """Without the list of items that some notes print before them: titles one after the other that all return later."""
    places: dict[str, list[int]] = {}
    for at in sorted(found):
        places.setdefault(found[at].title.casefold(), []).append(at)
    listed = {at for again in places.values() for at in again[:-1] if at + 1 in found or at - 1 in found}
    return {at: heading for at, heading in found.items() if at not in listed} if len(listed) >= 2 else found


def _plain_titles(blocks: Sequence[Block], found: dict[int, Heading]) -> dict[int, Heading]:
    """Short lines on their own, in a text that has no bold type and no numbers: at least two of them."""
    titles = {
        at: Heading(None, block.text)
        for at, block in enumerate(blocks[:-1])
        if at not in found
        and block.alone
        and block.lines <= 2
        and not block.bullet
        and block.number is None
        and block.mark is None
        and block.cells == 1
        and len(block.text.split()) <= 12
        and not block.text.endswith((":", ","))
        and is_title(block.text, sure=False)
        and not REPORTS.search(block.text)
        and re.search(r"[.!?)\"”’]$", blocks[at + 1].text)
        and len(blocks[at + 1].text.split()) > 8
    }
    return titles if len(titles) + len(found) >= 2 else {}
