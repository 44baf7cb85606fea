"""The form of a rule for commitments: a verb, what comes with it, and what must follow."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field

from meetings.council.sides import Side, Strength
from meetings.reading.statements import complements
from meetings.reading.statements.futures import Deed
from meetings.reading.statements.verbs import forms

# Short forms in the pattern of a rule.
SHORT_FORMS = {
    "{its}": r"(?:its|their|his|her|our|the|an?)",
    "{own}": r"(?:its|their|his|her|our|own|the \w+ side 's)",
    "{adj}": r"(?:(?!to\b|that\b|of\b|in\b|and\b|continuing\b|continued\b|ongoing\b|enduring\b|@)[\w'-]+ (?:and "
    r"[\w-]+ )?){0,3}?",
    "{adv}": r"(?:(?:\w+ly|once more|once again|again|also|further|both|jointly|anew) )?",
    "{self}": r"(?:itself|themselves|himself|herself|ourselves)",
    "{whom}": r"(?: (?:to )?(?:@\w+|the meeting|those present|the other side|each other|one another|(?:its|their) "
    r"\w+)(?: 's)?)?",
}

Follows = Callable[[str, int], Deed | None]

FOLLOWS: dict[str, Follows] = {
    "to": complements.deed_to_do,
    "doing": complements.deed_of_doing,
    "bare-doing": complements.deed_bare_doing,
    "with-doing": complements.deed_with_doing,
    "named": complements.deed_named,
    "on-named": complements.deed_named_on,
    "proposed": complements.deed_proposed,
    "that": complements.deed_in_clause,
    "promised": complements.deed_promised,
    "granted": complements.deed_granted,
    "ready": complements.deed_ready_for,
    "on-this": complements.deed_on_this,
    "towards": complements.deed_towards,
    "willed": complements.deed_willed,
    "open-to": complements.deed_open_to,
    "will-named": complements.deed_will_named,
    "looked-forward-to": complements.deed_looked_forward_to,
    "any": lambda words, at: Deed.NEW,
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to report an undertaking. ``be`` allows a form of *be* before the verb ("were resolved to").

    ``follows`` names what may come next, tried in order (complements.py); the first that fits gives the deed.
    ``unless`` is a pattern that must not match right after the verb and its company.
    """

    name: str
    strength: Strength
    verb: str
    company: str = ""
    follows: str = "to"
    be: bool = False
    unless: str = ""
    pattern: re.Pattern[str] = field(init=False)
    unwanted: re.Pattern[str] | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(spelled_out(self.company) + r"(?= |$)"))
        object.__setattr__(self, "unwanted", re.compile(spelled_out(self.unless)) if self.unless else None)

    def triggers(self) -> frozenset[str]:
        """The words that may begin a match."""
        found: set[str] = set()
        for verb in self.verb.split("|"):
            found |= {verb[1:]} if verb.startswith("=") else forms(verb)
        return frozenset(found)

    def deed(self, words: str, at: int) -> Deed | None:
        """What is undertaken after a verb that ends at ``at``, or None where this rule does not fit."""
        found = self.pattern.match(words, at)
        if not found or (self.unwanted and self.unwanted.match(words, found.end())):
            return None
        for name in self.follows.split():
            deed = FOLLOWS[name](words, found.end())
            if deed is not None:
                return deed
        return None


def spelled_out(pattern: str) -> str:
    """The pattern with its short forms written out; a space before an optional part is part of it."""
    for short, long in SHORT_FORMS.items():
        pattern = pattern.replace(short, long)
    return pattern


@dataclass(frozen=True, slots=True)
class Undertaking:
    """What one side undertakes in a sentence. ``side`` is None in "it was agreed that …" with nobody named."""

    side: Side | None
    strength: Strength
    rule: str
