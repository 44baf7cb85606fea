"""Finds what the sides undertake in one sentence: who, how firmly, and by which rule.

Each word that can begin a rule is tried where it stands: the rule must fit, something to be done must follow, and a
speaker who means it now must stand before it. Sentences without a speaker before the verb ("it was agreed that …",
"a commitment was made by …") have rules of their own in passives.py; "will" and "would" theirs in modals.py.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from meetings.council.sides import Side, Strength
from meetings.reading.listed import listed
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.futures import Deed
from meetings.reading.statements.lexicon_firm import AGREEING, COMMITTING
from meetings.reading.statements.lexicon_soft import BEING_WILLING, GOING_ON
from meetings.reading.statements.memory import Memory
from meetings.reading.statements.modals import modal_undertakings
from meetings.reading.statements.passives import passive_undertakings
from meetings.reading.statements.rules import Rule, Undertaking
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.subjects import Subject, subject_of
from meetings.reading.statements.vocabulary import all_forms

RULES: tuple[Rule, ...] = COMMITTING + AGREEING + GOING_ON + BEING_WILLING


def _by_first_word() -> Mapping[str, tuple[Rule, ...]]:
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in RULES:
        for word in sorted(rule.triggers()):
            found[word].append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


RULES_BY_FIRST_WORD = _by_first_word()

# The other side joins in without a verb of its own: "…, and so did the Commission", "…, the EU side to host it".
LIKEWISE = re.compile(
    r"(?:\b(?:so|as) (?:did|does|do|would|will) |, (?:and )?(?=@\w+(?: ,[^,]{1,40},)? (?:(?:likewise|the same|in "
    r"turn|also) )?to [a-z]))(?P<other>@(?:eu|us|pres))\b"
)

REAFFIRMING = all_forms("reaffirm reiterate repeat restate renew confirm reconfirm")

# A Presidency's own programme is no undertaking, however warmly it is put; these rules report its word all the same.
FIRM_FOR_THE_CHAIR = listed(
    "commits is-committed is-glad-to promises promises-something undertakes gives-word "
    "binds-itself offers offers-help is-willing declares-itself-ready agrees accepts"
    " accepts-proposal agrees-to-proposal"
)


def undertakings(sentence: Words, memory: Memory) -> tuple[Undertaking, ...]:
    """At most one undertaking for each side: the firmest. An agreement to go on is ``continues``."""
    if sentence.words[-1:] == ["?"]:
        return ()
    strongest: dict[Side | None, Undertaking] = {}
    for found in _all(sentence, memory):
        known = strongest.get(found.side)
        if known is None or found.strength.rank > known.strength.rank:
            strongest[found.side] = found
    if None in strongest and len(strongest) > 1:  # the passive is the same undertaking told twice
        del strongest[None]
    both = strongest.get(Side.BOTH)
    if both is not None:  # what both undertake covers each, unless one of them goes its own way elsewhere
        strongest = {side: found for side, found in strongest.items() if side is Side.BOTH or found.rule != both.rule}
    return tuple(strongest.values())


def _all(sentence: Words, memory: Memory) -> Iterator[Undertaking]:
    yield from _active(sentence, memory)
    yield from passive_undertakings(sentence)
    yield from modal_undertakings(sentence, memory)


def _active(sentence: Words, memory: Memory) -> Iterator[Undertaking]:
    for index, word in enumerate(sentence.words):
        for rule in RULES_BY_FIRST_WORD.get(word, ()):
            deed = rule.deed(sentence.text, sentence.end(index))
            if deed is None:
                continue
            subject = subject_of(sentence, index, memory, passive=rule.be, state=rule.verb.startswith("="))
            if subject is None or subject.side is None or not _means_it(rule, subject):
                continue
            strength = _strength(rule, deed)
            if rule.be and strength is Strength.COMMITS and subject.reported_by in REAFFIRMING:
                strength = Strength.CONTINUES  # "reiterated that they were committed"
            yield Undertaking(subject.side, strength, rule.name)
            other = LIKEWISE.search(sentence.text, sentence.end(index))
            if other and SIDE_OF_MARK[other["other"]] is not subject.side:
                yield Undertaking(SIDE_OF_MARK[other["other"]], strength, rule.name)


def _strength(rule: Rule, deed: Deed) -> Strength:
    if rule.strength is Strength.AGREES and deed is Deed.GOES_ON:
        return Strength.CONTINUES
    return rule.strength


def _means_it(rule: Rule, subject: Subject) -> bool:
    """A Presidency speaking of its own term gives its programme, unless the rule is a firm one."""
    if rule.name == "concludes":  # what both conclude is agreed; what one side concludes is its view
        return subject.side is Side.BOTH
    if subject.mark == "@next" or (subject.mark == "@pres" and rule.name == "intends"):
        return rule.name in FIRM_FOR_THE_CHAIR
    return True
