"""What follows a reporting verb: something to be done, or only a view, a need or a fact.

"Agreed to meet", "agreed that a seminar would be held" and "agreed on setting up a group" report something to be done;
"agreed with that forecast", "agreed on the need for solutions" and "agreed that travellers had a right" do not.
"""

import re

from meetings.reading.listed import listed
from meetings.reading.statements.futures import Deed, deed_of, future_deed
from meetings.reading.statements.vocabulary import LY, SPEECH_ACTS, VIEWING, VIEWS

ADVERB = rf"(?: (?:also|further|again|both|each|now|once|more|jointly|together|there|then|{LY}|so)(?= )){{0,3}}?"
ASIDE = r"(?: ,(?: [^\s,;:]+){1,22} ,)?"
# "agreed [with the US side] [in principle] to"; few words, so that the rule stays near its verb.
PHRASE = (
    r"(?: (?:in|at|on|with|by|for|without|within|during|after|before|between|among|amongst|under|subject|as|upon|"
    r"alongside|vis-à-vis|towards|toward|once|there|today|this|over|from|@\w+|the|one|each|everybody|its|their)"
    r"(?: (?!to\b|that\b)[^\s,;:]+){0,8}?)?"
)
GAP = ADVERB + ASIDE + PHRASE + ASIDE

TO_DO = re.compile(
    rf"(?P<gap>{GAP}) (?:, )?(?:not )?to(?P<adverb> also| further| jointly| closely| {LY}| together| "
    rf"now| again)? (?P<verb>\S+)(?P<rest> .*)?"
)
DOING = re.compile(
    rf"(?P<gap>{ADVERB}{ASIDE}) (?:in|on|upon|to|at|of|about|with|towards?|for)(?: the| its| their| an?| \w+ly| also)? "
    r"(?P<verb>[a-z-]{2,}ing)\b(?P<rest> .*)?"
)
NOT_DOING = listed(
    """nothing everything something anything during being-held morning evening meaning finding findings meeting
    building following thinking regarding feeling concerning understanding standing hearing king string spring
    ring timing pending beginning seeing having regretting deploring condemning believing considering welcoming
    praising recognising recognizing deeming finding saying noting hailing viewing judging rejecting"""
)
ACTION_NOUNS = (
    r"(?:cooperation|co-operation|exchanges?|sharing|participation|dialogue|dialogues|establishment|creation|launch|"
    r"visits?|missions?|"
    r"meetings?|seminars?|workshops?|conferences?|follow-up|reviews?|extension|pilots?|pilot projects?|exercises?|"
    r"continuation|resumption|training|trainings|publication|roadmap|road map|action plan|work plan|work programme|"
    r"plan|plans|calendar|timetable|schedule|timeline|next steps|steps|list|lists|template|set|series|procedure|"
    r"procedures|"
    r"mechanism|format|group|groups|task force|network|round|rounds|contact points?|arrangements?|guidelines|"
    r"protocols?|"
    r"templates?|study|mapping|paper|proposals?|call|calls|contacts|talks|work|consultations|negotiations|"
    r"implementation|"
    r"collaboration|engagement|coordination|joint \w+|common \w+|way forward|course|date|dates|deadline|measures|"
    r"secondment|deployment|approach|initiative|initiatives|programme|travel|assistance|support)"
)
DELIVERABLE = re.compile(
    rf"(?P<gap>{ADVERB}{ASIDE})(?: (?:on|upon|in|for|to))?(?: (?:an?|the|its|their|this|that|these|those|such|some|"
    rf"two|three|more|regular|closer))?"
    rf"(?: (?!of\b|for\b|to\b|that\b|in\b|,)[\w-]+){{0,4}}? (?P<noun>{ACTION_NOUNS})\b(?P<rest> .*)?"
)
PROPOSAL = re.compile(
    rf"(?P<gap>{ADVERB}{ASIDE}) (?:to |with |on )?(?:(?:the|this|that|these|an?|its|their|@\w+(?: 's)?) )?(?:'s "
    rf")?(?:[\w-]+ ){{0,2}}?"
    r"(?:proposals?|requests?|suggestions?|invitations?|offers?|plea|appeal|plans?|call|demand|wish|idea)\b"
    r"(?! of the commission)(?P<rest> .*)?"
)
THAT = re.compile(
    rf"(?P<gap>{ADVERB}(?: ,(?: [^\s,;:]+){{1,22}} ,)?(?: (?!on\b)(?:with|to|by|between|among) (?:@\w+|the|each|one|"
    rf"its|their|all|those)(?: (?!that\b)[^\s,;:]+){{0,4}}?| @\w+(?: and @\w+)?|"
    r" the meeting| those present| (?:its|their) (?:partners?|counterparts?|hosts?|interlocutors?)| in principle| in "
    r"future)?) "
    r"(?:, )?(?:that )(?P<clause>.+)"
)
BARE_THAT = re.compile(r" (?P<clause>(?:@\w+|it|they|he|she|the|an?|such|this|these|experts|officials) .+)")

NO_DEED = frozenset(["differ", "disagree", "blame", "that", "which", "some", "a", "an", "what", "whom", "say"])
TOWARDS = re.compile(rf"(?P<gap>{GAP}) (?:to|towards?|in|on) (?P<verb>\S+)(?P<rest> .*)?")
ON_THIS = re.compile(
    r" (?:on (?:this|that|it|the (?:matter|point|subject))|to (?:this|that) effect|in (?:this|that) "
    r"(?:respect|regard))\b"
)
GRANTED = re.compile(r" to (?P<what>(?:the|an?|its|their|this|that|@\w+)(?: [\w@'-]+){1,3})")
BARE_DOING = re.compile(
    r"(?: the| its| their| an?| \w+ly| also| ,[^,]{1,60},){0,2} "
    r"(?P<verb>[a-z-]{2,}ing)\b(?P<rest> .*)?"
)
WILL_NAMED = re.compile(
    rf"{ASIDE} (?:in|for|of) (?:(?!the need|the importance)[^\s,;:]+ ){{0,6}}?(?:{ACTION_NOUNS}|[a-z-]{{2,}}ing)\b"
)
LOOKED_FORWARD_TO = re.compile(
    r"(?: (?:again|jointly|further|also|continuing))? (?:(?:(?:a|the|their|further|close|closer|continued|continuing|"
    r"even|fruitful) )*"
    r"(?P<noun>cooperation|co-operation|collaboration|work with)|(?P<verb>[a-z-]+ing(?<!the meeting)))\b"
)


def deed_to_do(words: str, at: int) -> Deed | None:
    """ "to set up a group": what is to be done after the verb that ends at ``at``, or None."""
    found = TO_DO.match(words, at)
    if not found or _is_view(found["gap"]):
        return None
    verb = found["verb"]
    if verb in NO_DEED | VIEWING:
        return _second_deed(found["rest"], NO_DEED | VIEWING)
    if verb.startswith("@") or verb in ("the", "an", "this", "its", "their", "these"):
        return None
    return deed_of(verb, found["rest"])


SECOND = re.compile(r" (?:and|but)(?: also| \w+ly)? to (?P<verb>\S+)(?P<rest> .*)?")
INFORMATION = listed("""report reports results information copy reply text update figures more further details news""")


def _second_deed(rest: str | None, not_deeds: frozenset[str]) -> Deed | None:
    """ "to learn from the US experience and to replicate it": the second verb may be a deed where the first is none."""
    found = SECOND.search((rest or "")[:160])
    return deed_of(found["verb"], found["rest"]) if found and found["verb"] not in not_deeds else None


def deed_granted(words: str, at: int) -> Deed | None:
    """ "to the presence of observers", not "to the view that"."""
    found = GRANTED.match(words, at)
    return Deed.NEW if found and not VIEWS.intersection(found["what"].split()) else None


def deed_promised(words: str, at: int) -> Deed | None:
    """ "that replies would reach Washington in May": whoever promises it vouches for it."""
    found = THAT.match(words, at) or BARE_THAT.match(words, at)
    return future_deed(found["clause"], vouched=True) if found else None


def deed_of_doing(words: str, at: int) -> Deed | None:
    """ "in giving", "on setting up", "to having it compared"."""
    found = DOING.match(words, at)
    if not found or found["verb"] in NOT_DOING:
        return None
    return deed_of(found["verb"], found["rest"])


def deed_named(words: str, at: int) -> Deed | None:
    """ "on a seminar", "a road map": a noun that names something to be done."""
    found = DELIVERABLE.match(words, at)
    if not found or _is_view(words[found.start() : found.start("noun")]):
        return None
    return Deed.GOES_ON if found["noun"].startswith("continu") else Deed.NEW


def deed_proposed(words: str, at: int) -> Deed | None:
    """ "the proposal to test a model", "to the request": what the other side had put forward."""
    found = PROPOSAL.match(words, at)
    return Deed.NEW if found and not _is_view(found["gap"]) else None


def deed_in_clause(words: str, at: int) -> Deed | None:
    """ "that a joint visit would be organised"; not "that travellers had a right", "that it would be useful"."""
    found = THAT.match(words, at) or BARE_THAT.match(words, at)
    if not found:
        return None
    return future_deed(found["clause"])


def _is_view(gap: str) -> bool:
    return any(word in VIEWS for word in gap.replace("in principle", "").split())


def deed_towards(words: str, at: int) -> Deed | None:
    """ "to full visa-free travel", "to the first joint review": an aim after "committed"."""
    found = TOWARDS.match(words, at)
    if not found or _is_view(found["gap"]) or found["verb"] in ("it", "that", "which", "paper", "memory", "prison"):
        return None
    return deed_of(found["verb"], found["rest"])


def deed_bare_doing(words: str, at: int) -> Deed | None:
    """ "agreed on" + "setting up a group"; the preposition belongs to the rule."""
    found = BARE_DOING.match(words, at)
    return deed_of(found["verb"], found["rest"]) if found and found["verb"] not in NOT_DOING else None


def deed_with_doing(words: str, at: int) -> Deed | None:
    """ "tasked their experts with drawing up", "with the preparation of"."""
    found = re.compile(r" with (?:the |a )?[a-z]").match(words, at)
    return Deed.NEW if found else None


def deed_named_on(words: str, at: int) -> Deed | None:
    """ "reached agreement on a seminar", but not "on the need for one"."""
    return deed_named(words, at) if re.compile(rf"{ADVERB} (?:on|upon|for)\b").match(words, at) else None


def deed_willed(words: str, at: int) -> Deed | None:
    """ "ready to share", not "wished to recall", "wished to be informed" or "keen to know"."""
    found = TO_DO.match(words, at)
    if not found or _is_view(found["gap"]):
        return None
    if found["verb"] in SPEECH_ACTS | NO_DEED:
        return _second_deed(found["rest"], SPEECH_ACTS | NO_DEED)
    rest = (found["rest"] or " ").split()
    if found["verb"] in ("draw", "pay") and "attention" in rest[:3]:
        return None
    if found["verb"] == "receive" and INFORMATION.intersection(rest[:5]):
        return None
    if (
        found["verb"] == "be"
        and rest
        and rest[0] in ("informed", "kept", "consulted", "told", "clear", "clearer", "held", "sure")
    ):
        return None
    if found["verb"].startswith("@") or found["verb"] in ("the", "its", "their", "this", "these"):
        return None
    return Deed.NEW


def deed_ready_for(words: str, at: int) -> Deed | None:
    """ "prepared to explain its rules": being ready to speak is being ready to do something; wishing to is not."""
    found = TO_DO.match(words, at)
    if not found or _is_view(found["gap"]) or found["verb"] in NO_DEED | VIEWING:
        return None
    return (
        None if found["verb"].startswith("@") or found["verb"] in ("the", "its", "their", "this", "these") else Deed.NEW
    )


def deed_on_this(words: str, at: int) -> Deed | None:
    """ "gave the US side its word on this", "a promise to that effect"."""
    return Deed.NEW if ON_THIS.match(words, at) else None


def deed_open_to(words: str, at: int) -> Deed | None:
    """ "open to a discussion", "ready for talks"."""
    return (
        Deed.NEW
        if re.compile(
            r" (?:to|for) (?:the|an?|such|further|closer|more|new|any|talks|this|"
            r"that)\b"
        ).match(words, at)
        else None
    )


def deed_will_named(words: str, at: int) -> Deed | None:
    """ "interest in more sharing of information", "wish for closer cooperation"."""
    found = WILL_NAMED.match(words, at)
    return Deed.NEW if found else None


def deed_looked_forward_to(words: str, at: int) -> Deed | None:
    """ "meeting again", "close cooperation"; not "the next meeting" or "receiving the report"."""
    found = LOOKED_FORWARD_TO.match(words, at)
    return (
        Deed.NEW
        if found and found["verb"] not in ("receiving", "hearing", "seeing", "learning", "reading", "knowing")
        else None
    )
