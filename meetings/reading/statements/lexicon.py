"""How notes report undertakings: one row a way of saying it, strongest first.

Which strength a row has follows the mark-up rules (docs/statements.md): committing, agreeing, going on, being willing.
"""

from meetings.council.sides import Strength
from meetings.reading.statements.rules import Rule

COMMITS, AGREES, CONTINUES, WILLING = Strength.COMMITS, Strength.AGREES, Strength.CONTINUES, Strength.WILLING

# Nouns of one's word, and of one's will.
WORD_NOUN = (
    r"(?:commitments?|pledges?|undertakings?|promises?|resolve|determination|dedication|engagement|vows?|assurances?|"
    r"resolution|guarantees?|obligations?|word|devotion|oath)"
)
WILL_NOUN = (
    r"(?:willingness|readiness|preparedness|openness|interest|wish|wishes|intention|intentions|intent|desire|eagerness|keenness|"
    r"ambition|aspiration|aspirations|aim|inclination|disposition|availability|plans?|offer|appetite|enthusiasm|will|objective|goal)"
)
SAYING = (
    "express|voice|state|declare|signal|indicate|announce|affirm|convey|show|display|demonstrate|manifest|evince|signify|"
    "register|underline|stress|emphasise|emphasize|underscore|profess|communicate|proclaim|mention|reveal|disclose|share|"
    "evidence|exhibit|attest|articulate|formulate|highlight|advertise|report|record|intimate|testify|bring|note=|pronounce|assert|avow|betray"
).replace("note=|", "")
AGAIN = (
    "reaffirm|reiterate|renew|restate|repeat|reassert|reconfirm|confirm|re-affirm|re-state|re-iterate|re-confirm|recommit|"
    "re-emphasise|re-emphasize|reemphasise|reemphasize|maintain|rededicate|reinforce|revalidate|uphold|sustain|echo|refresh|recertify"
)
DOER = r"(?: (?:their|its|the|senior|both|these|all)){0,3}(?: (?:@\w+|technical|legal|respective|law enforcement|competent|relevant|joint|high-level|working-level|own|expert)){0,3}(?: (?:senior |expert |working |contact )?(?:officials|experts|services|staff|representatives|teams?|working groups?|level|authorities|negotiators|subordinates|delegates|practitioners|group|groups|agencies|deputies|sherpas|lawyers|legal advisers|departments|collaborators|specialists|analysts|@both))?"

COMMITTING = (
    Rule("commits-to", COMMITS, "commit|recommit", r"(?: {self})?", "to towards doing that", be=True),
    Rule("commits-means", COMMITS, "commit", r"(?: (?:EUR|USD|€|\$)?\d[\w.]*| (?:funds|funding|resources|staff|money|experts|personnel|support))", "any"),
    Rule("undertakes", COMMITS, "undertake|take", r"", "to that", unless=r" (?:in|by) \d"),
    Rule("promises", COMMITS, "promise|pledge|vow|swear", r"(?: {self})?", "to that doing"),
    Rule("promises-thing", COMMITS, "promise|pledge|vow|guarantee", r"{whom} (?!as much|little|much|nothing|not\b|as\b|by\b|that\b|to\b|at\b|in\b|on\b|,|and\b|or\b|but\b|during\b|earlier\b|the same)[\w€$@'-]+", "any"),
    Rule("resolves", COMMITS, "resolve|determine", r"", "to that", be=True),
    Rule("guarantees", COMMITS, "guarantee|warrant|vouch|assure|reassure|ensure=", r"", "to that").__class__(
        "guarantees", COMMITS, "guarantee|warrant|vouch|assure|reassure|certify", r"", "that to"),
    Rule("assures-of", COMMITS, "assure", r"{whom} of {its} {adj}(?:" + WORD_NOUN[3:-1] + r"|support|cooperation|assistance)", "to any"),
    Rule("binds-itself", COMMITS, "bind|engage|oblige|pledge|devote|dedicate|tie|obligate|rededicate", r" {self}", "to towards that"),
    Rule("engages", COMMITS, "engage|covenant", r"", "to"),
    Rule("gives-word", COMMITS, "give|make|enter|offer|provide|assume|accept|take|issue|extend|tender|hand|deliver|pledge|furnish|put|incur|contract",
         r"{whom}(?: (?:into|on|upon|up|forward|on record))?(?: {self})? {its} {adj}" + WORD_NOUN + r"{whom}(?: (?:of|on|for)(?: \S+){1,4}?)?", "to that doing",
         unless=r" (?:was|were)"),
    Rule("gives-word", COMMITS, "give|offer|provide|receive=", r"{whom} (?:assurances|guarantees|undertakings|promises|commitments|pledges)", "to that doing"),
    Rule("takes-upon-itself", COMMITS, "take", r" (?:it )?upon {self}", "to any"),
    Rule("takes-on-task", COMMITS, "take|assume|shoulder|accept", r"(?: on| up| over)? (?:the )?(?:task|responsibility|job|duty)(?: (?:for|of))?", "to doing"),
    Rule("sets-itself", COMMITS, "set", r" {self} (?:the |a )?(?:goal|task|target|objective|aim|deadline)", "to doing any"),
    Rule("says-commitment", COMMITS, SAYING, r" {adv}{its} {adj}" + WORD_NOUN + r"", "to that towards doing"),
    Rule("recorded-commitment", COMMITS, "put|place|lay|go|make", r" (?:{its} {adj}" + WORD_NOUN + r" )?(?:on (?:the )?record|clear|plain|known)(?: {its} {adj}" + WORD_NOUN + ")?", "to that"),
    Rule("spoke-of-commitment", COMMITS, "speak", r" of {its} {adj}" + WORD_NOUN, "to"),
    Rule("joins-pledge", COMMITS, "join|unite", r"(?: forces| {self})? in (?:an? |the )?(?:pledge|pledging|commitment|undertaking|promise|promising|vow|vowing|resolve|resolving|committing)", "to doing any"),
    Rule("volunteers", WILLING, "volunteer", r"", "to"),
    Rule("dedicated-to", COMMITS, "=dedicated|=devoted", r"", "doing", be=True),
    Rule("holds-itself", COMMITS, "hold|consider", r" {self} (?:bound|committed|obliged)", "to"),
)

AGREEING = (
    Rule("agrees-to", AGREES, "agree", r"(?: (?:there and then|in full))?", "to that doing", be=True, unless=r" (?:on|upon|with|about|in) (?:the |its |that |this |such |an? |most |much |all |many |\w+ly )*(?:need|importance|view|assessment|necessity|analysis)"),
    Rule("agrees-on", AGREES, "agree", r" (?:on|upon)", "doing-bare named"),
    Rule("agrees-proposal", AGREES, "agree", r"", "proposed"),
    Rule("decides", AGREES, "decide|opt|elect|choose", r"(?: (?:for|in favour of))?", "to that doing"),
    Rule("decides-on", AGREES, "decide|settle|fix|opt", r" (?:on|upon|for)", "doing-bare named"),
    Rule("settles-that", AGREES, "settle|arrange", r"", "that to"),
    Rule("concurs-in", AGREES, "concur|acquiesce|unite|join", r"", "doing that to named"),
    Rule("consents", AGREES, "consent|assent|accede|acquiesce|defer|yield|bow", r"", "to doing proposed that named"),
    Rule("accepts", AGREES, "accept|approve|endorse|adopt|back|embrace|take", r"(?: up| on board)?", "proposed"),
    Rule("accepts-to", AGREES, "accept", r"", "to that doing-bare"),
    Rule("complies", AGREES, "comply|fall|go|grant|meet|accommodate|satisfy|honour|heed|oblige", r"(?: in| along)?(?: with)?", "proposed"),
    Rule("gives-consent", AGREES, "give|grant|lend|signal|express|indicate|voice|state|declare|announce|confirm|offer|signify", r"{whom} {its} {adj}(?:consent|agreement|assent|approval|blessing|go-ahead|green light|accord|nod|permission|endorsement)", "to doing proposed that"),
    Rule("reaches-agreement", AGREES, "reach|arrive|come|strike|find|conclude|achieve|forge|secure|make|seal|close|hammer|broker|work",
         r"(?: out)?(?: at| to)?(?: {its})? {adj}(?:agreement|understanding|accord|compromise|arrangement|consensus|deal|settlement|decision|meeting of minds|pact|gentlemen 's agreement)(?: in principle)?", "to that doing named-on"),
    Rule("takes-decision", AGREES, "take|make|reach", r" {its} {adj}decision", "to that"),
    Rule("subscribes", AGREES, "subscribe|sign", r"(?: up)?", "proposed named doing"),
    Rule("instructs", AGREES, "instruct|task|mandate|charge|direct|commission|entrust|order|request|ask|invite|empower|authorise|authorize|call", r"(?: (?:on|upon))?" + DOER, "to with-doing"),
    Rule("finds-common-ground", AGREES, "find|discover", r" common (?:ground|cause)", "to doing"),
    Rule("shakes-hands", AGREES, "shake", r" hands on", "doing named"),
    Rule("makes-plans", AGREES, "arrange|=drew up plans|schedule", r"", "to"),
    Rule("earmarks", AGREES, "=of one mind|=at one|=unanimous", r"", "to"),
)

GOING_ON = (
    Rule("reaffirms-commitment", CONTINUES, AGAIN, r" (?:{its} |@\w+ 's )?{adj}" + WORD_NOUN + r"", "to towards that any"),
    Rule("reaffirms-deed", CONTINUES, "reaffirm|reiterate|renew|restate|repeat|confirm|reconfirm", r" (?:that )?(?:it|they) (?:was|were|remained|remains?|is|are) {adv}{adj}(?:committed|determined|resolved|bound)", "to towards"),
    Rule("remains-committed", CONTINUES, "remain|stay|stand|continue", r"(?: to be)? {adj}(?:committed|determined|resolved|dedicated|devoted|engaged|bound|wedded|steadfast|attached|faithful|true|resolute|of a mind)", "to towards doing"),
    Rule("still-committed", CONTINUES, "be", r" (?:still|as) (?:\w+ly )?(?:committed|determined|resolved|dedicated)(?: as ever| as before)?", "to towards"),
    Rule("stands-by", CONTINUES, "stand|abide|stick|hold|adhere|keep|honour|remain", r"(?: firm| fast| true| faithful)?(?: (?:by|to|with|on|behind))? {its} {adj}" + WORD_NOUN[:-1] + r"|offer|decision)", "to any"),
    Rule("keeps-on", CONTINUES, "=agreed|=agree|=agreeing|=agrees|=decided|=resolved in common", r" (?:on|upon) (?:a |the )?(?:continuation|prolongation|maintenance)", "any"),
    Rule("stays-course", CONTINUES, "agree|decide", r" to (?:stay the course|keep up|keep the|persevere|press on)", "any"),
)

BEING_WILLING = (
    Rule("says-will", WILLING, SAYING + "|" + AGAIN + "|have|harbour|make", r" (?:clear |plain |known |no secret of |public |every )?(?:{its} |every |clear )?{adj}" + WILL_NOUN + r"", "to doing will-named that-own"),
    Rule("puts-will-on-record", WILLING, "put|place|give|speak|leave|make|tell", r" (?:of |no doubt (?:about|as to|of) |notice of |on record |voice to |expression to |evidence of |proof of |signs of |a sign of |an indication of |the meeting of ){0,2}{its} {adj}" + WILL_NOUN + r"(?: on record)?", "to doing will-named"),
    Rule("is-willing", WILLING, "=ready|=willing|=prepared|=keen|=eager|=open|=happy|=glad|=pleased|=inclined|=minded|=disposed|=delighted|=anxious|=available|=favourable|=agreeable|=amenable|=game|=poised|=content|=free|=amenable|=receptive|=enthusiastic|=impatient", r"(?: (?:to the (?:idea|possibility|prospect|suggestion|thought|notion) of|in principle|as ever|at any time|about|and (?:willing|able|ready|prepared|eager|happy|open)))*", "willing-to doing open-to", be=True),
    Rule("is-interested", WILLING, "=interested", r"", "doing willing-to will-named", be=True),
    Rule("intends", WILLING, "intend|plan|propose=|mean|aim|aspire|wish|want|desire|hope=|strive|endeavour|endeavor|seek=|look=".replace("|propose=", "").replace("|hope=", "").replace("|seek=", "").replace("|look=", ""), r"", "willing-to"),
    Rule("intends-doing", WILLING, "intend|plan|envisage|contemplate=|foresee=|aim".replace("|contemplate=", "").replace("|foresee=", ""), r"(?: on| at)?", "doing-bare"),
    Rule("looks-forward", WILLING, "look", r" (?:very much |keenly |greatly |eagerly |jointly |already )?forward(?: very much| keenly| with (?:\w+ )?\w+)? to", "looking"),
    Rule("stands-ready", WILLING, "stand|hold|declare|show|profess|pronounce|find|prove|consider|describe|feel|say|put|make|deem|see|call", r"(?: {self})?(?: as| to be)? {adj}(?:ready|prepared|willing|available|disposed|open|keen|eager|inclined|at the disposal|at (?:its|their) disposal)", "willing-to doing open-to"),
    Rule("offers", WILLING, "offer", r"{whom}", "to"),
    Rule("offers-thing", WILLING, "offer|extend", r"{whom}(?: @\w+)? (?!to\b|by\b|that\b|the\b|no\b|little\b|as\b|a different\b|condolences|thanks|an? (?:view|overview|assessment|account|glimpse|explanation|summary|update))(?:(?:its|their|an?|some|further|\w+) ){0,2}(?:help|assistance|expertise|support|training|places|hospitality|seats?|services|good offices|cooperation|access|visits?|invitation)", "any"),
    Rule("sees-its-way", WILLING, "see|find", r" (?:its|their) way(?: clear)?", "to doing"),
    Rule("could-envisage", WILLING, "would", r" {adv}(?:like|be {adv}(?:happy|glad|pleased|ready|willing|prepared|delighted|interested|keen|inclined|open|content|honoured|available)|love|gladly|willingly)", "willing-to doing"),
    Rule("has-in-mind", WILLING, "have|bear", r" (?:it )?in mind", "to doing"),
    Rule("sets-sights", WILLING, "set", r" (?:its|their) sights on", "doing-bare named"),
)

RULES: tuple[Rule, ...] = COMMITTING + AGREEING + GOING_ON + BEING_WILLING
