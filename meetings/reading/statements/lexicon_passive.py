"""How notes report an undertaking without a speaker before the verb: one row a way of saying it.

Patterns are matched against plain wording (wording.py), where sides stand as marks; the sentences above them are as
printed.
"""

import re
from dataclasses import dataclass

from meetings.council.sides import Strength
from meetings.reading.statements import complements
from meetings.reading.statements.lexicon_firm import AGREEMENT_NOUNS, WORD_NOUNS
from meetings.reading.statements.lexicon_soft import WILL_NOUNS

AGENT = (
    r"(?:,? ?(?:by|between|among|amongst|on the part of|from|on behalf of|on) (?:the )?(?P<agent>@\w+|either "
    r"side|each side|each)(?: sides?)?(?: ,)?)"
)
WAS = r"(?:was|were|has been|have been|is|are)"
ADVERBS = (
    r"(?: (?!not\b|never\b|already\b)(?:\w+ly|also|further|therefore|thus|then|finally|thereupon|once more|"
    r"again|moreover|in principle)){0,3}"
)
ENTERED = r"(?:made|given|offered|entered into|undertaken|extended|volunteered|forthcoming)"
VOICED = (
    r"(?:expressed|voiced|signalled|signaled|stated|declared|indicated|conveyed|announced|shown|displayed|manifested|"
    r"put on record|registered|evident|underlined|confirmed|reaffirmed|reiterated)"
)
AGAIN = r"(?:reaffirmed|reiterated|renewed|restated|repeated|confirmed|reconfirmed|reasserted)"
THINGS = complements.ACTION_NOUNS


@dataclass(frozen=True, slots=True)
class PassiveRule:
    """A pattern, and by the names in ``rules.FOLLOWS`` what must come after it.

    Its groups ``agent``, ``whose`` and ``owner`` may hold the mark of the side.
    """

    name: str
    strength: Strength
    pattern: re.Pattern[str]
    follows: str


def _rule(name: str, strength: Strength, pattern: str, follows: str) -> PassiveRule:
    return PassiveRule(name, strength, re.compile(pattern), follows)


PASSIVE_RULES: tuple[PassiveRule, ...] = (
    # "It was agreed to meet again in Sofia."; not "It was agreed on the need for more talks."
    _rule(
        "it-was-agreed",
        Strength.AGREES,
        rf"\bit {WAS}{ADVERBS} (?:agreed|decided|settled|arranged|concluded|accepted|stipulated){AGENT}?(?= |"
        rf"$)",
        "to that",
    ),
    # "It was resolved by both sides to share the list."; not "It was promised long ago."
    _rule(
        "it-was-resolved",
        Strength.COMMITS,
        rf"\bit {WAS}{ADVERBS} (?:resolved|pledged|promised|undertaken|"
        rf"guaranteed){AGENT}?(?= |$)",
        "to that",
    ),
    # "Agreement was reached between both sides to hold a seminar."; not "Agreement was reached in 2007."
    _rule(
        "agreement-was-reached",
        Strength.AGREES,
        rf"\b(?:an? |the |full |common |broad )?{AGREEMENT_NOUNS} (?:was|were|has been){ADVERBS} (?:reached|found|"
        rf"struck|achieved|concluded|secured|made|taken){AGENT}?(?= |$)",
        "to that on-named doing",
    ),
    # "There was broad agreement on both sides to set up a group."; not "There was no agreement to set up a group."
    _rule(
        "there-was-agreement",
        Strength.AGREES,
        rf"\bthere (?:was|is){ADVERBS} (?:an? |the )?(?:(?!no\b|little\b|not\b)\w+ ){{0,2}}?(?:agreement|consensus|"
        rf"consent|unanimity|"
        rf"accord|understanding){AGENT}?(?= )",
        "to that",
    ),
    # "A commitment was made by the US side to send experts."; not "A commitment was recalled."
    _rule(
        "commitment-was-made",
        Strength.COMMITS,
        rf"\b(?:an?|the|firm|formal|that|this|such|clear)? ?(?:\w+ )?{WORD_NOUNS} {WAS}{ADVERBS} "
        rf"{ENTERED}{AGENT}(?= |$)",
        "to that",
    ),
    # "A commitment to send experts was made by the US side."
    _rule(
        "commitment-was-made",
        Strength.COMMITS,
        rf"\b{WORD_NOUNS} (?:to|that) [^;:]{{3,200}}? {WAS}{ADVERBS} {ENTERED} {AGENT}",
        "any",
    ),
    # "Willingness to host the next round was expressed by the EU side."; not "Interest in the topic was noted."
    _rule(
        "will-was-voiced",
        Strength.WILLING,
        rf"\b{WILL_NOUNS} (?:to|in|on both sides to|of @\w+ to) [^;:]{{3,200}}? {WAS}{ADVERBS} {VOICED} "
        rf"{AGENT}",
        "any",
    ),
    # "Willingness was expressed by the EU side to host the next round."
    _rule(
        "will-was-voiced",
        Strength.WILLING,
        rf"\b{WILL_NOUNS} {WAS}{ADVERBS} {VOICED} {AGENT}(?= "
        rf")",
        "to doing willed will-named",
    ),
    # "There was readiness on both sides to resume the talks."; not "There was little readiness to resume the talks."
    _rule(
        "there-was-will",
        Strength.WILLING,
        rf"\bthere (?:was|is){ADVERBS} (?:an? |the )?(?:(?!no\b|little\b|not\b)\w+ ){{0,2}}?{WILL_NOUNS}{AGENT}?(?= )",
        "willed doing",
    ),
    # "An occasion for the EU side to reaffirm its commitment to share data."; not "An occasion to discuss data."
    _rule(
        "occasion-to-reaffirm",
        Strength.CONTINUES,
        rf"\b(?:opportunity|occasion|chance)(?: for (?P<agent>@\w+))? to (?:reaffirm|reiterate|renew|restate) (?:the|"
        rf"their|its|our) (?:\w+ )?{WORD_NOUNS}(?: of (?P<whose>@\w+))?(?= )",
        "to towards",
    ),
    # "The EU side received a promise from the US side to lift it."
    # not "The EU side received a report from the US side."
    _rule(
        "word-was-received",
        Strength.COMMITS,
        rf"\b(?:received|obtained|secured|was given|were given) (?:the|an?) (?:\w+ )?{WORD_NOUNS} (?:of|from|by) "
        rf"(?P<whose>@\w+)(?= )",
        "to promised",
    ),
    # "Agreed by both sides: to meet again in May."; not "Agreed text of the statement."
    _rule("agreed-in-note-form", Strength.AGREES, rf"^(?:agreed|decided){AGENT}? ?(?::|,)?(?= )", "to that note-form"),
    # "The commitment of the US side to work towards it was reaffirmed."
    # not "The commitment of the US side was welcomed."
    _rule(
        "word-was-reaffirmed",
        Strength.CONTINUES,
        rf"\b(?:(?:the )?{WORD_NOUNS} of (?P<whose>@\w+)|(?P<owner>@\w+) 's {{0,1}}(?:\w+ )?{WORD_NOUNS}) (?:to|"
        rf"that) [^;:]{{3,200}}? {WAS}{ADVERBS} {AGAIN}",
        "any",
    ),
    # "The group was entrusted by both sides with drafting a list."; not "Senior officials were informed of the talks."
    _rule(
        "officials-were-instructed",
        Strength.AGREES,
        rf"(?:^|, |and |; )(?:the )?(?:senior |technical |legal )?(?:officials|experts|negotiators|services|"
        rf"working groups?|group|teams?)(?: (?:of|from|on) (?P<whose>@\w+))? {WAS}{ADVERBS} (?:instructed|tasked|"
        rf"mandated|charged|directed|entrusted|given the task|commissioned){AGENT}?(?= )",
        "to with-doing of-doing",
    ),
    # "A joint seminar of both sides in the autumn was agreed."; not "A joint seminar had been agreed."
    _rule(
        "something-was-agreed",
        Strength.AGREES,
        rf"(?:^|, |and |; )(?:an? |the |two |three |four |regular |joint |annual )(?:(?!to\b|that\b|,)[\w@'-]+ "
        rf"){{0,7}}?{THINGS}(?: (?:(?!to\b|that\b|,|was\b|were\b|had\b|which\b)[\w@'-]+)){{0,8}}? (?:was|"
        rf"were){ADVERBS} (?:agreed|decided|settled|arranged|fixed)(?: (?:on|upon))?{AGENT}?(?= |$)",
        "end",
    ),
    # "It was the intention of the US side to ratify the treaty."; not "It was the intention of Interpol to join."
    _rule(
        "it-was-their-will",
        Strength.WILLING,
        r"\bit (?:was|is)(?: also)? (?:(?P<owner>@\w+) 's|the) (?:\w+ "
        r")?(?:intention|wish|aim|ambition|desire|plan)(?: of "
        r"(?P<whose>@\w+))?(?= )",
        "to",
    ),
    # "The EU side's intention was to table a proposal."; not "The intention was clear."
    _rule(
        "their-will-was",
        Strength.WILLING,
        r"(?:(?P<owner>@\w+) 's|\bthe) (?:\w+ )?(?:intention|ambition|wish)(?: "
        r"of (?P<whose>@\w+))? (?:was|is)(?= )",
        "to",
    ),
)
