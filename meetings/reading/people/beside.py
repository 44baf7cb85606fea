"""What stands beside a name: the side in whose brackets it is put, the body behind it, the office before it.

"The US side (Deputy Secretary Lind) explained" names a US speaker; of "Mr Berg, Director General, Ministry of the
Interior; Mr Hale, DHS" each has the body of his own part of the list.
"""

import re

from meetings.council.sides import Side
from meetings.reading.people.institutions import INSTITUTION, institution_found
from meetings.reading.people.presence import speaks
from meetings.reading.statements.actors import SIDE_OF_MARK, mark_actors

NEAR = 120  # characters in which the side is looked for
OWNER = re.compile(r"@(?P<mark>\w+)\s*$")
APPOSED = re.compile(r"@(?P<mark>\w+)\s*,\s*(?:(?:Mr|Mrs|Ms|Dr|Mme)\.?\s*)?$")
# Behind a name: ", Deputy Assistant Secretary, DHS", "(DOJ)"; not "welcomed the Commission".
TO_BODY = re.compile(r"\s*[,(]\s*(?:[^,;()]{1,60}[,(]\s*){0,2}(?:the\s+)?")
CHAIRS = re.compile(r"\b(?:(?:[Cc]o-)?[Cc]hairs?|[Tt]roika)\s*$")
JOINED = re.compile(r"\s*(?:,|,?\s*and|as\s+well\s+as)\s+(?:the\s+)?@\w+")


def bracket(words: str, start: int, end: int) -> tuple[int, int] | None:
    """The places of the brackets around ``words[start:end]``, or None."""
    opened = words.rfind("(", 0, start)
    closed = words.find(")", end)
    if opened < 0 or closed < 0 or ")" in words[opened:start] or "(" in words[end:closed]:
        return None
    return opened, closed


def side_beside(words: str, start: int, end: int) -> Side | None:
    """The side of the person named at ``words[start:end]`` by what stands beside the name; None if nothing tells."""
    after = words[end : end + NEAR]
    for body in INSTITUTION.finditer(after):
        if TO_BODY.fullmatch(after[: body.start()]):
            return institution_found(body).side
    around = bracket(words, start, end)
    before = words[max(0, (around[0] if around else start) - NEAR) : around[0] if around else start]
    found = (OWNER if around else APPOSED).search(mark_actors(before, {}))
    return SIDE_OF_MARK.get(f"@{found['mark']}") if found else None


def speaks_in_brackets(words: str, start: int, end: int) -> bool:
    """Whether the name is put in brackets behind a speaker: "The Chairs (Mr Berg and Mr Hale) opened the meeting"."""
    around = bracket(words, start, end)
    if around is None:
        return False
    before = words[max(0, around[0] - NEAR) : around[0]]
    if not (OWNER.search(mark_actors(before, {})) or CHAIRS.search(before)):
        return False
    after = mark_actors(re.sub(r"\s*\([^()]*\)", "", words[around[1] + 1 : around[1] + 1 + 2 * NEAR]), {})
    while joined := JOINED.match(after):
        after = after[joined.end() :]
    return speaks(after)
