"""How notes report that a side goes on with something, or is willing to do it: one row a way of saying it."""

from meetings.council.sides import Strength
from meetings.reading.statements.lexicon_firm import VOICING, WORD_NOUNS
from meetings.reading.statements.rules import Rule

CONTINUES, WILLING = Strength.CONTINUES, Strength.WILLING

WILL_NOUNS = (
    r"(?:willingness|readiness|preparedness|openness|interest|wish|wishes|intention|intentions|intent|desire|eagerness|"
    r"keenness|ambition|aspirations?|aim|inclination|disposition|availability|plans?|offer|appetite|enthusiasm|"
    r"objective|will)"
)
AGAIN = (
    "reaffirm|reiterate|renew|restate|repeat|reassert|reconfirm|confirm|re-affirm|re-state|re-iterate|re-confirm|"
    "recommit|"
    "re-emphasise|re-emphasize|reemphasise|reemphasize|maintain|reinforce|uphold|echo|refresh"
)
READY_WORDS = (
    "=ready|=willing|=prepared|=open|=inclined|=favourable|=minded|=disposed|=available|=agreeable|=amenable|=poised|"
    "=receptive"
)
GLAD_WORDS = "=keen|=eager|=happy|=glad|=pleased|=delighted|=anxious|=content"

GOING_ON: tuple[Rule, ...] = (
    Rule("recommits", CONTINUES, "recommit|rededicate", r"(?: {self})?", "to towards doing"),
    Rule(
        "voices-continuing-word",
        CONTINUES,
        VOICING + "|" + AGAIN,
        r" {adv}(?:{its} |@\w+ 's )(?:[\w-]+ (?:'s "
        r")?){0,2}?(?:continuing|continued|ongoing|"
        r"enduring|lasting|abiding|"
        r"undiminished|unchanged|unwavering|unabated|long-standing) " + WORD_NOUNS,
        "to towards that any",
    ),
    Rule(
        "reaffirms-word",
        CONTINUES,
        AGAIN,
        r"(?: [^;:]{3,140}? and)? (?:{its} |@\w+ 's "
        r")?{adj}" + "(?:" + WORD_NOUNS + "|will)",
        "to towards that any",
    ),
    Rule(
        "remains-committed",
        CONTINUES,
        "remain|stay|stand|continue",
        r"(?: to be)? {adj}(?:committed|determined|resolved|dedicated|devoted|engaged|bound|wedded|steadfast|"
        r"faithful|true|"
        r"resolute)",
        "to towards doing",
    ),
    Rule(
        "assures-of-going-on",
        CONTINUES,
        "assure",
        r"{whom} of {its} (?:continuing|continued|ongoing|enduring|unwavering|undiminished|unchanged) (?:"
        + WORD_NOUNS
        + "|support|cooperation|assistance|interest)",
        "any",
    ),
    Rule(
        "is-fully-committed",
        CONTINUES,
        "be",
        r" (?:fully|firmly|strongly|deeply|wholly|entirely|equally) "
        r"committed",
        "to towards doing",
    ),
    Rule(
        "is-still-committed",
        CONTINUES,
        "be",
        r" (?:still|as) (?:\w+ly )?(?:committed|determined|resolved|dedicated)(?: as ever| as before)?",
        "to towards",
    ),
    Rule(
        "stands-by-word",
        CONTINUES,
        "stand|abide|stick|hold|adhere|keep|honour",
        r"(?: firm| fast| true| faithful)?(?: (?:by|to|with|on|behind))? {its} "
        r"{adj}(?:" + WORD_NOUNS + "|offer|decision)",
        "to any",
    ),
    Rule(
        "agrees-on-going-on",
        CONTINUES,
        "agree|decide",
        " (?:on|upon) (?:a |the )?(?:continuation|prolongation|maintenance)",
        "any",
    ),
)

BEING_WILLING: tuple[Rule, ...] = (
    Rule(
        "voices-will",
        WILLING,
        VOICING + "|" + AGAIN + "|have|harbour|make|extend|speak|give|put|place|leave|tell",
        r" (?:clear |plain |known |no secret of |public |of |no doubt (?:about|as to|of) |notice of |on record |"
        r"voice to |"
        r"expression to |evidence of |proof of |signs of |a sign of |an indication of |the meeting of |@\w+ of ){0,2}"
        r"{adv}(?:{its} |every |@\w+ 's )?{adj}" + WILL_NOUNS + r"(?: on record)?",
        "willed doing will-named",
    ),
    Rule("is-glad-to", WILLING, GLAD_WORDS, "", "willed doing", be=True),
    Rule(
        "is-willing",
        WILLING,
        READY_WORDS,
        r"(?: in principle| as ever| at any time|"
        r" and (?:willing|able|ready|prepared|eager|happy|open|keen))*",
        "ready doing bare-doing open-to",
        be=True,
    ),
    Rule("is-interested", WILLING, "=interested", "", "doing willed will-named", be=True),
    Rule("intends", WILLING, "intend|plan|mean|aim|aspire|wish|want|desire|strive|endeavour|endeavor", "", "willed"),
    Rule("intends-doing", WILLING, "intend|plan|envisage|aim", "(?: on| at)?", "bare-doing"),
    Rule(
        "looks-forward",
        WILLING,
        "look",
        r" (?:very much |keenly |greatly |eagerly |jointly |already )?forward(?: very much| keenly| with (?:\w+ "
        r")?\w+)? to",
        "looked-forward-to",
    ),
    Rule(
        "declares-itself-ready",
        WILLING,
        "stand|hold|remain|stay|declare|show|profess|pronounce|find|prove|consider|describe|feel|say|put|see",
        r"(?: {self})?(?: as| to be)? {adj}(?:ready|prepared|willing|available|disposed|open|keen|eager|inclined|"
        r"amenable|agreeable|favourable|receptive|interested|"
        r"at (?:the|its|their) disposal|in a position)",
        "ready doing open-to",
    ),
    Rule("offers", WILLING, "offer|volunteer", "{whom}", "to"),
    Rule(
        "proposes-to-do-itself",
        WILLING,
        "propose",
        r" to (?:itself )?(?:host|send|provide|contribute|second|lend|"
        r"supply|share|put its)",
        "any",
    ),
    Rule(
        "offers-help",
        WILLING,
        "offer|extend",
        r"{whom} (?!to\b|by\b|that\b|the\b|no\b|little\b|as\b|condolences|thanks)(?:(?:its|their|an?|some|further|"
        r"\w+) ){0,2}(?:help|assistance|"
        r"expertise|support|training|places|hospitality|seats?|services|good offices|cooperation|access|"
        r"visits?)",
        "any",
    ),
    Rule("sees-its-way", WILLING, "see|find", " (?:its|their) way(?: clear)?", "to doing"),
    Rule(
        "could-see-itself",
        WILLING,
        "=could",
        r" {adv}(?:see its way(?: clear)?|envisage|imagine|contemplate|see "
        r"itself)",
        "to doing bare-doing",
    ),
    Rule(
        "would-like",
        WILLING,
        "=would",
        r" {adv}(?:like|love|be {adv}(?:happy|glad|pleased|ready|willing|prepared|delighted|interested|keen|"
        r"inclined|open|"
        r"content|honoured|available))",
        "willed doing",
    ),
    Rule(
        "would-welcome-chance",
        WILLING,
        "=would",
        r" {adv}(?:welcome|appreciate) (?:an|the|any|every|a further) (?:opportunity|chance|occasion|possibility)",
        "to",
    ),
    Rule("has-in-mind", WILLING, "have", "(?: it)? in mind", "to bare-doing"),
    Rule("sets-sights", WILLING, "set", " (?:its|their) sights on", "bare-doing named"),
)
