"""Undertakings told without a speaker before the verb: "it was agreed that", "a commitment was made by the US side to".

The side is the one after "by", "between" or "on the part of"; else both if the sentence names both; else nobody. What
others undertake ("by Canada", "by neither side") is left out. The rules stand in lexicon_passive.py.
"""

import re
from collections.abc import Iterator

from meetings.council.sides import Side, Strength
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.futures import Deed
from meetings.reading.statements.lexicon_passive import ADVERBS, AGENT, PASSIVE_RULES, PassiveRule
from meetings.reading.statements.rules import FOLLOWS, Undertaking
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.vocabulary import NEGATIONS

# "The list will, it was agreed, be sent by May."; not "It was agreed that the list will be sent."
ASIDE_AGREED = re.compile(
    rf"(?:will|would|shall|should|is to|are to) , (?:so )?it was{ADVERBS} (?:agreed|decided|"
    rf"settled|resolved){AGENT}? ?, (?P<verb>\S+)"
)
# "The list, it was agreed, would be sent by May."; not "The list, it was agreed, was long."
MIDDLE_AGREED = re.compile(
    rf" , (?:so )?it was{ADVERBS} (?:agreed|decided|settled|resolved){AGENT}? ?, (?=(?:will|"
    rf"would|shall|should|be)\b)"
)
# "The list would be sent by May, it was agreed."
TAIL_AGREED = re.compile(rf" , (?:so )?it was{ADVERBS} (?:agreed|decided|settled|resolved){AGENT}?$")
# "The report would be ready by May, both sides agreed."
TAIL_SAID = re.compile(
    r" , (?:so )?(?P<agent>@(?:eu|us|both|pres)|it|they)(?: \w+ly| also)? (?P<verb>agreed|decided|promised|undertook|"
    r"pledged|assured(?: @\w+)?|confirmed|announced|vowed|resolved|said|indicated)(?=$| ,)"
)
# "The list would, the US side promised, be sent by May."
SPLIT_SAID = re.compile(
    r"(?P<modal> (?:will|would|shall)) , (?P<agent>@(?:eu|us|both|pres))(?: \w+ly| also)? (?P<verb>agreed|decided|"
    r"promised|undertook|pledged|confirmed|announced|vowed|resolved|said|indicated) ,"
)
# "The list, the US side promised, would be sent by May."
MIDDLE_SAID = re.compile(
    r" , (?P<agent>@(?:eu|us|both|pres))(?: \w+ly| also)? (?P<verb>agreed|decided|promised|undertook|pledged|"
    r"assured(?: @\w+)?|confirmed|announced|vowed|resolved|said|indicated) , (?=(?:will|would|shall|be)\b)"
)
NOTE_FORM = re.compile(r" (?:[\w@'-]+ ){1,8}to (?:be )?[a-z]+\b")
NOTE_MODAL = re.compile(r" to be (?=(?:\w+ed|held|sent|given|made|drawn|set|taken)\b)")
MODAL = re.compile(r"\b(?:will|would|shall|should)\b")
TOLD_LATER = {"agreed": Strength.AGREES, "decided": Strength.AGREES}


def passive_undertakings(sentence: Words) -> Iterator[Undertaking]:
    """The undertakings of a sentence whose verb has no speaker before it."""
    words = sentence.text
    for rule in PASSIVE_RULES:
        for found in rule.pattern.finditer(words):
            if _recalled(words[: found.start()]) or _by_others(found):
                continue
            deed = _deed(rule, words, found.end())
            if deed is None:
                continue
            strength = (
                Strength.CONTINUES if rule.strength is Strength.AGREES and deed is Deed.GOES_ON else rule.strength
            )
            yield Undertaking(_side(found, words), strength, rule.name)
    yield from _told_in_asides(words)


def _told_in_asides(words: str) -> Iterator[Undertaking]:
    found = _search(ASIDE_AGREED, words)
    if found:
        yield Undertaking(_side(found, words), Strength.AGREES, "will-it-was-agreed")
    found = _search(MIDDLE_AGREED, words)
    if found and FOLLOWS["that"](" that " + words[: found.start()] + " " + words[found.end() :], 0):
        yield Undertaking(_side(found, words), Strength.AGREES, "it-was-agreed-in-passing")
    found = _search(TAIL_AGREED, words)
    if found and FOLLOWS["that"](" that " + words[: found.start()], 0):
        yield Undertaking(_side(found, words), Strength.AGREES, "it-was-agreed-after")
    for pattern in (TAIL_SAID, MIDDLE_SAID, SPLIT_SAID):
        found = pattern.search(words)
        if not found or found["agent"] not in SIDE_OF_MARK:
            continue
        rest = "" if pattern is TAIL_SAID else words[found.end() :].lstrip()
        before = words[: found.start()]
        if pattern is TAIL_SAID and not MODAL.search(before):  # "Next round to be held in Brussels, both sides agreed."
            before = NOTE_MODAL.sub(" would be ", before, count=1)
        told = before + found.groupdict().get("modal", "") + " " + rest
        firm = found["verb"].split()[0] in ("promised", "undertook", "pledged", "vowed", "assured")
        deed = FOLLOWS["promised" if firm else "that"](" that " + told.rstrip(), 0)
        if deed is not None:
            strength = TOLD_LATER.get(found["verb"].split()[0], Strength.COMMITS)
            if deed is Deed.GOES_ON and (strength is Strength.AGREES or found["verb"] == "confirmed"):
                strength = Strength.CONTINUES
            yield Undertaking(SIDE_OF_MARK[found["agent"]], strength, "said-in-passing")


def _search(pattern: re.Pattern[str], words: str) -> re.Match[str] | None:
    """Where ``pattern`` stands in ``words``, unless others are named as those who undertake it."""
    found = pattern.search(words)
    return None if found and _by_others(found) else found


def _deed(rule: PassiveRule, words: str, at: int) -> Deed | None:
    for name in rule.follows.split():
        if name == "end":
            rest = words[at:].split()
            return None if rest[:1] in (["to"], ["that"]) else Deed.NEW
        if name == "of-doing":
            if re.match(r" of \w+ing\b", words[at:]):
                return Deed.NEW
            continue
        if name == "note-form":  # "Agreed by both sides: expert talks to start before Christmas"
            if NOTE_FORM.match(words, at):
                return Deed.NEW
            continue
        deed = FOLLOWS[name](words, at)
        if deed is not None:
            return deed
    return None


RECALLED = re.compile(
    r"\b(?:recalled|noted|remembered|reminded(?: @\w+)?|as|if|whether|once|until|unless|reported|"
    r"hoped|regretted|welcomed)(?: the fact)?(?: that)? $"
)


def _recalled(before: str) -> bool:
    last = before.split()[-1:]
    return RECALLED.search(before) is not None or (bool(last) and last[0] in NEGATIONS)


def _agent(found: re.Match[str]) -> str | None:
    """Who undertakes it by the words: a mark, "each", or None where nobody is named."""
    groups = found.groupdict()
    return groups.get("agent") or groups.get("whose") or groups.get("owner")


def _by_others(found: re.Match[str]) -> bool:
    """Whether it is undertaken by nobody at the table: "a commitment was made by Canada", "… by neither side"."""
    agent = _agent(found) or ""
    return agent.startswith("@") and agent not in SIDE_OF_MARK


def _side(found: re.Match[str], words: str) -> Side | None:
    mark = _agent(found)
    if mark in SIDE_OF_MARK:
        return SIDE_OF_MARK[mark]
    if mark:  # "either side", "each"
        return Side.BOTH
    return side_if_both_named(words)


def side_if_both_named(words: str) -> Side | None:
    """``both`` if the sentence names both sides, as a passive without an agent needs."""
    if "@both" in words or ("@us" in words and ("@eu" in words or "@pres" in words)):
        return Side.BOTH
    return None
