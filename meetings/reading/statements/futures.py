"""Whether a clause says that something will be done: "that a seminar would be held", or only what would follow.

"Agreed that experts would meet" reports a deed to come; "agreed that it would be useful" or "that the measure would
help carriers" reports a view.
"""

import re
from enum import StrEnum

from meetings.reading.listed import listed
from meetings.reading.statements.vocabulary import LY


class Deed(StrEnum):
    """What is undertaken, as far as it matters for the strength."""

    NEW = "new"
    GOES_ON = "goes on"  # "to continue", "to keep in touch"


GOING_ON = re.compile(
    r"(?:continue|continuing|carry on|carrying on|go on|going on|persevere|persevering|persist|maintain|maintaining|"
    r"sustain|sustaining|uphold|upholding|pursue (?:their|the|these|this|its)|pursuing (?:their|the|these|this|its)|"
    r"stay|staying|remain|remaining|keep (?!each|one another|@|the other|the us|it "
    r"informed)|keeping (?!each|one another|@|the other)|press on|pressing on|preserve|prolong|continuation|proceed "
    r"along)\b"
)
FUTURE = re.compile(
    r"^(?P<subject>(?:(?!would\b|will\b|shall\b|should\b|must\b|had\b|was\b|were\b|is\b|are\b|ought\b|needs?\b|"
    r"could\b|might\b|can\b|may\b)[^;:]){1,220}?)"
    r"(?P<modal>would|will|shall|should|(?:is|are|was|were) to|be)(?P<adverb>(?: also| therefore| then| jointly| "
    rf"again| soon| now| first| each| both| only| {LY}| ,[^,;:]{{1,80}},)*) (?P<verb>\S+)(?: (?P<next>\S+))?"
)
AGENTS = re.compile(
    r"@(?:eu|us|both|pres|next)\b(?! 's)|\b(?:experts?|officials|groups?|teams?|authorities|contact points?|lawyers|"
    r"practitioners|"
    r"services|task force|prosecutors|delegations?|sides?|ministers|they|it|we|he|she|agenc(?:y|ies)|negotiators|"
    r"investigators|analysts|secretariat|specialists|departments?|officers)\b"
)
# What the two sides do with each other: "agreed that work should continue at technical level".
DEALINGS = re.compile(
    r"\b(?:work|cooperation|co-operation|dialogue|exchanges?|talks|discussions?|contacts|negotiations)$"
)
HAPPENINGS = listed(
    """meet take begin start resume continue convene follow run cover report reconvene proceed open go return look
    examine hold focus include last come discuss work"""
)
# With "would" these report an effect, a state or a liking, not a deed.
STATES = listed(
    """have need require help make allow enable benefit depend lead contribute become bring facilitate affect mean
    appear seem prove face increase cost suffer lose gain differ serve constitute represent alter change want
    like welcome appreciate prefer fall fail exist matter deserve count suffice remain apply enter cause save
    ease boost strengthen improve reduce raise figure add prevail bear be deter attract undermine hamper hinder
    favour favor rather wish hope expect oppose object regret never not find see feel fear struggle trust profit
    grow rise drop decline"""
)
STATIVE_PARTICIPLES = listed(
    """seen regarded considered affected needed required welcomed faced confronted undermined hit served placed
    judged concerned interested pleased grateful delighted surprised advised limited outweighed lost hampered
    hindered appreciated understood mistaken missed justified warranted expected perceived deterred called said
    thought tempted entitled obliged bound forced compelled deprived based able unable better best useful
    helpful affected exposed"""
)
IRREGULAR_PARTICIPLES = listed(
    """held sent given made drawn put set brought kept taken begun run found met told shown written done led built
    dealt sought spent undertaken drafted chosen laid paid read cut got gone left"""
)
SHOULD_DEEDS = listed(
    """meet convene report resume continue reconvene return examine look work draw prepare set take hold exchange
    draft follow compile develop visit come discuss begin start explore submit present compare assess review
    finalise finalize table produce"""
)
SHOULD_DONE = listed(
    """held organised organized convened set established drawn launched exchanged circulated prepared resumed
    continued updated compiled drafted created arranged examined finalised finalized reviewed sent shared
    submitted published completed scheduled tested presented appointed nominated"""
)


def future_deed(clause: str, *, vouched: bool = False) -> Deed | None:
    """What a clause says will be done: by somebody at the table, or in the passive. None for effects and needs.

    ``vouched`` says that somebody promises it: then things may act too ("that replies would reach Washington").
    """
    found = FUTURE.match(clause)
    if not found:
        return None
    if found["subject"].split()[0] in ("nothing", "nobody", "much", "little", "everything"):
        return None
    subject, modal, verb, after = found["subject"], found["modal"], found["verb"], found["next"] or ""
    agent = AGENTS.search(subject) is not None
    if verb == "be" and after == "continued":
        return Deed.GOES_ON
    if modal == "should":
        done = verb == "be" and after in SHOULD_DONE
        dealings = verb in ("continue", "resume") and DEALINGS.search(subject.rstrip())
        return (
            deed_of(verb, None)
            if done or dealings or (verb in SHOULD_DEEDS and agent) or (verb == "take" and after == "place")
            else None
        )
    if modal == "be" and subject.rstrip().endswith(" to"):  # "that more needed to be done"
        return None
    if modal == "be":  # "that a list be drawn up"
        return Deed.NEW if _is_participle(verb) and verb not in STATIVE_PARTICIPLES else None
    if verb == "be":
        if vouched and subject.strip() == "there":  # "promised that there would be prior consultation"
            return Deed.NEW
        if _is_adverb_like(after):
            return Deed.NEW
        return Deed.NEW if _is_participle(after) and after not in STATIVE_PARTICIPLES else None
    if verb in ("not", "never") and agent:
        return None
    if verb in STATES and not (verb in {"make", "bring", "strengthen", "improve", "raise"} and agent):
        return None
    if verb in HAPPENINGS or agent or vouched:
        return deed_of(verb, " " + after)
    return None


def deed_of(verb: str, rest: str | None) -> Deed:
    return Deed.GOES_ON if GOING_ON.match(f"{verb}{rest or ''} ") else Deed.NEW


def _is_participle(word: str) -> bool:
    return word.endswith("ed") or word in IRREGULAR_PARTICIPLES


def _is_adverb_like(word: str) -> bool:
    return word.endswith("ly") and word not in ("family",)
