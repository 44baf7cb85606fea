"""Lists whose introduction holds the verb: "The two sides agreed:" and below it "to hold a seminar;".

An item is read as one sentence with its introduction; it is still quoted alone. In a list of action points the items
name who is to do what: "COM to circulate the list".
"""

import re

from meetings.council.sides import Side, Strength
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.rules import Undertaking
from meetings.reading.statements.speaking import Words

# "agreed on the following points:", "decided as follows:": what stands between the verb and the colon and says nothing.
FOLLOWING = re.compile(r"\s*,?\s*(?:(?:on|upon)\s+)?(?:the\s+following(?:\s+[\w-]+){0,3}|as\s+follows)\s*:\s*$", re.I)
# "The following was agreed:", "The following conclusions were reached:"; the verb alone goes on.
FOLLOWING_FIRST = re.compile(
    r"^(?:the\s+)?following(?:\s+[\w-]+){0,3}?\s+(?:was|were)\s+(?P<rest>.+?)\s*:\s*$", re.I | re.S
)
# An item that goes on with the sentence of its introduction; not "Total figures", "that said".
GOES_ON = re.compile(r"(?:to|that)\s+(?!said\b)\w", re.I)
OPEN = re.compile(r"\b(?:to|that)\s*:\s*$")
# "The following action points were identified:", "Follow-up:"; of the items only those that name somebody count.
TASKS = re.compile(
    r"\b(?:action\s+(?:points?|items?)|actions|follow[- ]?up(?:\s+(?:points?|actions?))?|next\s+steps|"
    r"operational\s+conclusions|deliverables)\b[^.:]*:\s*$",
    re.I,
)
LABELLED = re.compile(r"^(?:actions?(?:\s+points?)?|follow[- ]?up|next\s+steps?)\s*:\s*(?=\S)", re.I)
ASSIGNED = re.compile(
    r"^(?P<whom>@(?:eu|us|both|pres|next))(?: , [^,]{1,60} ,)? to (?!@|the\b|be\b|a\b|an\b|which\b)[a-z]+\b"
)


def introduction(text: str, lead: str | None) -> str | None:
    """What introduces the paragraph behind the one with this ``text``, whose own introduction is ``lead``.

    It lasts over the items: those that end with a semicolon or a comma, or begin in small letters or with "To".
    """
    words = text.strip()
    if words.endswith(":"):
        return words
    goes_on = words.endswith((";", ",", "; and", ", and")) or words[:1].islower() or GOES_ON.match(words)
    return lead if goes_on else None


def is_open(sentence: str) -> bool:
    """Whether a sentence breaks off before what it announces: "The EU side undertook to:"."""
    return OPEN.search(sentence) is not None


def whole_sentence(item: str, lead: str | None) -> str:
    """The item, together with the last sentence of its introduction where it goes on with that; else as it stands."""
    if lead is None or not (OPEN.search(lead) or GOES_ON.match(item)):
        return item
    last = re.split(r"(?<=[a-z)]\.)\s+(?=[A-Z])", lead)[-1]
    if first := FOLLOWING_FIRST.match(last):
        last = f"It was {first['rest']}"
    return f"{FOLLOWING.sub('', last).rstrip(' :')} {item[:1].lower()}{item[1:]}"


def without_label(sentence: str) -> str:
    """ "Action: COM to send the list" without its first word."""
    return LABELLED.sub("", sentence)


def task_noted(sentence: Words, quote: str, lead: str | None) -> tuple[Undertaking, ...]:
    """The undertaking of a list of action points that names who is to do it."""
    found = ASSIGNED.match(sentence.text) if LABELLED.match(quote) or (lead and TASKS.search(lead)) else None
    side: Side | None = SIDE_OF_MARK.get(found["whom"]) if found else None
    return (Undertaking(side, Strength.AGREES, "task-noted"),) if side else ()
