"""How notes report that a side commits itself or agrees: one row a way of saying it.

Which strength a row has follows the mark-up rules (docs/statements.md).
"""

from meetings.council.sides import Strength
from meetings.reading.statements.rules import Rule

COMMITS, AGREES = Strength.COMMITS, Strength.AGREES

# Nouns for one's word; the singular and the plural.
WORD_NOUNS = (
    r"(?:commitments?|pledges?|undertakings?|promises?|resolve|determination|dedication|engagements?|vows?|assurances?|"
    r"resolution|guarantees?|obligations?|word|oath)"
)
# Verbs that put somebody's word or will into a sentence. Not: recall, note, welcome, acknowledge.
VOICING = (
    "express|voice|state|declare|signal|indicate|announce|affirm|convey|show|display|demonstrate|manifest|evince|"
    "signify|"
    "register|underline|stress|emphasise|emphasize|underscore|profess|communicate|proclaim|mention|reveal|disclose|"
    "share|"
    "evidence|exhibit|attest|articulate|formulate|highlight|report|record|intimate|pronounce|assert|avow"
)
# Whom ministers instruct: nobody, "their officials", "the experts of both sides".
OFFICIALS = (
    r"(?: (?:their|its|the|senior|both|these|all)){0,3}(?: (?:@\w+|technical|legal|respective|law enforcement|"
    r"competent|"
    r"relevant|joint|high-level|working-level|own|expert)){0,3} (?:(?:senior |expert |working |contact |existing "
    r")?(?:officials|experts|"
    r"services|staff|representatives|teams?|group|groups|level|authorities|negotiators|delegates|practitioners|"
    r"agencies|deputies|"
    r"lawyers|advisers|departments|specialists|analysts|departments)|@both)"
)
AGREEMENT_NOUNS = (
    r"(?:agreement|understanding|accord|compromise|arrangement|consensus|deal|settlement|decision|meeting of minds|"
    r"pact)"
)

COMMITTING: tuple[Rule, ...] = (
    Rule("commits", COMMITS, "commit", r"(?: {self})?", "to towards doing promised"),
    Rule("is-committed", COMMITS, "be", " committed", "to towards doing"),
    Rule(
        "commits-means",
        COMMITS,
        "commit",
        r" (?:[a-z]+ )?(?:€|\$)?(?:eur|usd|\d[\w.]*|funds|funding|resources|staff|money|experts|personnel|"
        r"support)",
        "any",
    ),
    Rule("undertakes", COMMITS, "undertake", "", "to promised"),
    Rule("promises", COMMITS, "promise|pledge|vow|swear", r"(?: {self})?", "to promised"),
    Rule(
        "promises-something",
        COMMITS,
        "promise|pledge|vow|guarantee",
        r"{whom} (?!as much|little|much|nothing|not\b|as\b|by\b|that\b|to\b|at\b|in\b|on\b|,|and\b|or\b|but\b|"
        r"during\b|"
        r"earlier\b|the same|under\b|from\b)[\w€$@'-]+",
        "any",
    ),
    Rule("resolves", COMMITS, "resolve|determine", "", "to promised", be=True),
    Rule("guarantees", COMMITS, "guarantee|warrant|vouch|assure|reassure|certify", "", "promised to"),
    Rule(
        "assures-of",
        COMMITS,
        "assure",
        r"{whom} of {its} {adj}(?:" + WORD_NOUNS + "|support|cooperation|assistance)",
        "any",
    ),
    Rule(
        "binds-itself",
        COMMITS,
        "bind|engage|oblige|pledge|devote|dedicate|tie|obligate",
        r" {self}",
        "to towards promised",
    ),
    Rule("engages", COMMITS, "engage|covenant", "", "to"),
    Rule(
        "gives-word",
        COMMITS,
        "give|make|enter|offer|provide|assume|accept|take|issue|extend|tender|deliver|furnish|incur|contract|lay",
        r"{whom}(?: (?:into|on|upon|up|forward))?(?: {self})? {its} "
        r"{adj}" + WORD_NOUNS + r"{whom}",
        "to promised doing on-this",
    ),
    Rule(
        "gives-assurances",
        COMMITS,
        "give|offer|provide",
        r"{whom} (?:\w+ )?(?:assurances|guarantees|undertakings|"
        r"promises|pledges)"
        r"{whom}",
        "to promised doing",
    ),
    Rule("takes-upon-itself", COMMITS, "take", r" (?:it )?upon {self}", "to any"),
    Rule(
        "takes-on-task",
        COMMITS,
        "take|assume|shoulder|accept",
        r"(?: on| up| over)? (?:the )?(?:task|responsibility|job|duty)(?: (?:for|of))?",
        "to doing bare-doing",
    ),
    Rule(
        "sets-itself",
        COMMITS,
        "set",
        r" {self} (?:the |a )?(?:goal|task|target|objective|aim|deadline)(?: "
        r"of)?",
        "to bare-doing any",
    ),
    Rule(
        "voices-word",
        COMMITS,
        VOICING,
        r"(?: [^;:]{3,140}? and)? {adv}{its} "
        r"{adj}" + WORD_NOUNS,
        "to towards promised",
    ),
    Rule(
        "puts-word-on-record",
        COMMITS,
        "put|place|lay|make|speak|leave|give",
        r" (?:of |no doubt (?:about|as to|of) |on record |clear |plain |known |voice to |expression to )?{its} "
        r"{adj}" + WORD_NOUNS,
        "to towards",
    ),
    Rule(
        "joins-in-pledge",
        COMMITS,
        "join|unite",
        r"(?: forces| {self})? in (?:an? |the )?(?:pledge|pledging|commitment|undertaking|promise|promising|vow|"
        r"vowing|"
        r"resolve|resolving|committing)",
        "to bare-doing any",
    ),
    Rule("is-dedicated", COMMITS, "=dedicated|=devoted", "", "doing", be=True),
    Rule(
        "makes-it-a-point",
        COMMITS,
        "make",
        r" it (?:an? |its |their )(?:point of honour|point|priority|business|task|goal|aim|duty|rule|objective)",
        "to",
    ),
    Rule(
        "holds-itself-bound",
        COMMITS,
        "hold|consider|regard|declare",
        r" {self}(?: as| to be)? (?:bound|committed|"
        r"obliged|determined|resolved)",
        "to towards",
    ),
)

AGREEING: tuple[Rule, ...] = (
    Rule("agrees", AGREES, "agree", r"(?: there and then| in full| in principle)?", "to that", be=True),
    Rule("agrees-on", AGREES, "agree", " (?:on|upon|in)", "bare-doing named"),
    Rule("agrees-to-proposal", AGREES, "agree", "", "proposed"),
    Rule("decides", AGREES, "decide|opt|elect|choose", "", "to that"),
    Rule("decides-on", AGREES, "decide|settle|fix|opt|plump", " (?:on|upon|for|in favour of)", "bare-doing named"),
    Rule("concludes", AGREES, "conclude", "", "that"),
    Rule("settles", AGREES, "settle|arrange", "", "that to"),
    Rule("concurs", AGREES, "concur", "", "doing that to"),
    Rule("consents", AGREES, "consent|assent|accede|acquiesce", "", "to doing proposed that granted"),
    Rule("accepts-proposal", AGREES, "accept|approve|endorse|adopt|embrace", "", "proposed"),
    Rule("accepts", AGREES, "accept", "", "to that bare-doing"),
    Rule("takes-up-offer", AGREES, "take", " up", "proposed"),
    Rule("complies", AGREES, "comply|fall|go|grant|accommodate|satisfy|heed", r"(?: in| along)?(?: with)?", "proposed"),
    Rule("says-yes", AGREES, "say", " yes", "proposed to doing"),
    Rule(
        "gives-consent",
        AGREES,
        "give|grant|lend|signal|express|indicate|voice|state|declare|announce|confirm|offer|signify",
        r"{whom} {its} {adj}(?:consent|agreement|assent|approval|blessing|go-ahead|green light|accord|nod|"
        r"permission)",
        "to doing proposed that named granted",
    ),
    Rule("comes-to-terms", AGREES, "come", " to terms(?: with @\\w+)? (?:on|about|over)", "any"),
    Rule(
        "reaches-agreement",
        AGREES,
        "reach|arrive|come|strike|find|conclude|achieve|forge|secure|make|seal|close|hammer|broker",
        r"(?: out)?(?: at| to)?(?: {its})? {adj}" + AGREEMENT_NOUNS + "(?: in principle)?",
        "to that on-named doing",
    ),
    Rule("takes-decision", AGREES, "take|make|reach", r" {its} {adj}decision", "to that"),
    Rule("subscribes", AGREES, "subscribe", "", "proposed doing named"),
    Rule("signs-up", AGREES, "sign", " up", "proposed doing named"),
    Rule(
        "instructs",
        AGREES,
        "instruct|task|mandate|charge|direct|entrust|order|ask|request|invite|empower|authorise|authorize|commission",
        OFFICIALS,
        "to with-doing",
    ),
    Rule(
        "gives-mandate",
        AGREES,
        "give|issue",
        " (?:an? |the |clear )?(?:mandate|task|instructions?) to" + OFFICIALS,
        "to",
    ),
    Rule("finds-common-ground", AGREES, "find", " common ground", "to doing"),
    Rule("is-at-one", AGREES, "be", " (?:of one mind|of the same mind|at one)", "to"),
)
