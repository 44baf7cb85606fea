"""Finds what one side asks of the other: "urged the US side to", "called for a decision", "at the EU side's request".

What both ask together, what outsiders are asked, reminders, proposals and questions ("asked whether") are no requests.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from meetings.council.sides import Side
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.memory import Memory
from meetings.reading.statements.rules import spelled_out
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.subjects import subject_of
from meetings.reading.statements.verbs import forms

# Who is asked: the other side, its people, or nobody named.
ASKED = (
    r"(?: (?:the|its|their|some|all|those|each|both|two|three|certain|other|remaining|five|four|several))*(?: "
    r"@(?P<whom>\w+)(?: 's)?| (?:side|colleagues|partners?|counterparts?|hosts?|interlocutors?|delegation|latter|"
    r"former|them|it|other))?"
)
ANSWER = (
    r"(?:answers?|replies|reply|response|information|assurances?|clarifications?|confirmation|guarantees?|"
    r"details|figures|explanations?|support|assistance|help|access|undertakings?|commitments?|pledges?|promises?|views)"
)
PLEA = r"(?:requests?|appeals?|calls?|pleas?|invitations?|demands?|petitions?|entreat(?:y|ies)|requests)"


@dataclass(frozen=True, slots=True)
class RequestRule:
    """A verb of asking, what comes with it and what must follow."""

    name: str
    verb: str
    company: str
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "pattern", re.compile(spelled_out(self.company)))


REQUEST_RULES: tuple[RequestRule, ...] = (
    RequestRule(
        "asks-to",
        "ask|request|urge|press|invite|encourage|implore|exhort|entreat|beseech|beg|enjoin|push|"
        "prompt|challenge|"
        "summon|petition|adjure|bid|solicit|importune",
        ASKED + r"(?: in question| concerned)?(?: ,[^,]{1,120},)?(?: (?:once more|again|also|further|\w+ly|"
        r"in particular|at least|in turn))*(?: ,)? (?:(?:not )?to|that)(?! differ)\b",
    ),
    RequestRule(
        "asks-for", "ask|press|plead|push|apply|appeal|beg|bid|pray|lobby", ASKED + r"(?: \w+ly| again| also)? for\b"
    ),
    RequestRule("requests-something", "request|solicit|demand", r" (?!to\b|by\b|was\b|were\b|from\b|for\b)[\w@'-]+"),
    RequestRule(
        "calls-on",
        "call",
        r"(?: \w+ly| again| also| once more| therefore)? (?:on|"
        r"upon)" + ASKED + r"(?: in question| concerned)?(?: ,[^,]{1,120},)?(?: \w+ly| "
        r"again| also)? to\b",
    ),
    RequestRule("calls-for", "call", r"(?: \w+ly| again| also)? for\b"),
    RequestRule(
        "appeals-to",
        "appeal|turn|look|address",
        r"(?: {self})?(?: \w+ly| again| also)? "
        r"to" + ASKED + r"(?: in question| concerned)?(?: with "
        r"(?:a|the) " + PLEA + r")?(?: ,[^,]{1,120},)? (?:to|for)\b",
    ),
    RequestRule("seeks-answer", "seek|request|demand|want", r"(?: {its}| @\w+ 's)? {adj}" + ANSWER + r"\b"),
    RequestRule(
        "makes-plea",
        "make|put|issue|repeat|renew|reiterate|restate|address|table|lodge|submit|launch|send|"
        "voice|express|direct|place|file|second|present|transmit|convey|formulate",
        r"(?: forward)?(?: {its})? {adj}"
        + PLEA
        + r"(?: (?:of|to|on|upon|from|with)"
        + ASKED
        + r")?(?: ,[^,]{1,120},)? (?:to|that|"
        r"for)\b",
    ),
    RequestRule(
        "would-like-other-to",
        "=would",
        r" (?:also )?(?:like|wish|want|prefer|love)(?: "
        r"for)?" + r" @(?P<whom>\w+) to\b",
    ),
    RequestRule(
        "would-be-grateful",
        "=would",
        r" (?:also )?(?:be (?:most |very )?(?:grateful|thankful|obliged)|"
        r"appreciate(?: it)?|welcome it) (?:if|for|to)\b|"
        r" (?:also )?appreciate (?:receiving|getting|obtaining|hearing|being (?:informed|given|sent|told))\b",
    ),
    RequestRule("wants-other-to", "want|wish", r" @(?P<whom>\w+) to\b"),
    RequestRule(
        "expresses-wish-that",
        "express|voice|state",
        r" {its} {adj}(?:wish|desire|request) that "
        r"@(?P<whom>\w+)",
    ),
    RequestRule("insists-that", "insist", r" that @(?P<whom>\w+)"),
)

OUTSIDERS = re.compile(
    r"^(?: (?:the|all|large|major|online|internet|other|these|those|their|its|both|most|many|some|small|big|social|"
    r"media|private|relevant))*"
    r" (?:@out|@both|platforms|providers|companies|industry|carriers|airlines|third|countries|courts|parliament|"
    r"ministers|senior|officials|experts|"
    r"practitioners|governments|states|everybody|everyone|participants|international|europol|guests|speakers|"
    r"researchers|banks|technical|"
    r"about|whether|how|when|why|what|which|where|who|if|itself|themselves|himself)\b"
)
QUESTION = re.compile(
    r" (?:(?:the |its |their )?(?:@\w+|meeting|other side) )?(?:for how|whether|how|when|why|what|which|"
    r"where|who|if|about)\b"
)

IN_ANSWER = re.compile(
    rf"\b(?:at|upon|following|further to|on|(?:reply|answer|response) to|responding to|replying to|answering|granted|"
    rf"met|granting|meeting|acceded to|agreed to|accepted|complied with) "
    rf"(?:(?:an?|the|this|that|repeated|earlier|renewed) )*(?:(?P<whose>@\w+)(?: 's)? (?:[\w-]+ ){{0,2}}?{PLEA}|"
    rf"{PLEA} (?:of|by|from|made by|on the part of) (?P<by>@\w+))\b"
)

# "@us was asked by @eu to", "invited by @eu to", where what follows says whom; not "the list asked for by @us".
ASKED_BY = re.compile(
    r"(?:^|, |(?P<asked>@\w+)(?: \w+ly| also| again)? (?:was|were|is|are)(?: \w+ly| also| again| once more)? "
    r")(?:asked|invited|urged|requested|called (?:on|upon)|pressed|encouraged|"
    r"exhorted|prompted|challenged) by (?P<by>@\w+)(?: ,[^,]{1,60},)?(?: \w+ly| again)? (?:to|for|that)\b"
)


@dataclass(frozen=True, slots=True)
class Asking:
    """That a side asks the other for something. ``side`` is None where it cannot be made out."""

    side: Side | None
    rule: str


def _by_first_word() -> dict[str, tuple[RequestRule, ...]]:
    found: dict[str, list[RequestRule]] = {}
    for rule in REQUEST_RULES:
        for verb in rule.verb.split("|"):
            for form in {verb[1:]} if verb.startswith("=") else forms(verb):
                found.setdefault(form, []).append(rule)
    return {word: tuple(rules) for word, rules in found.items()}


RULES_BY_FIRST_WORD = _by_first_word()


def askings(sentence: Words, memory: Memory) -> tuple[Asking, ...]:
    """The requests of a sentence, one for each side that asks."""
    found: dict[Side | None, Asking] = {}
    for asking in _all(sentence, memory):
        found.setdefault(asking.side, asking)
    return tuple(found.values())


def _all(sentence: Words, memory: Memory) -> Iterator[Asking]:
    text = sentence.text
    for index, word in enumerate(sentence.words):
        for rule in RULES_BY_FIRST_WORD.get(word, ()):
            match = rule.pattern.match(text, sentence.end(index))
            if not match or QUESTION.match(text, sentence.end(index)):
                continue
            passive = _passive(sentence, index)
            if passive:
                yield from _asked_of(sentence, index, rule)
                continue
            if index and word != "would" and sentence.words[index - 1] in ("will", "would", "shall"):
                continue  # "announced that it would invite US experts"
            if (match.groupdict().get("whom") or "eu") not in ("eu", "us", "pres", "next"):
                continue
            if OUTSIDERS.match(_object(rule, text[sentence.end(index) :])):
                continue
            subject = subject_of(sentence, index, memory, passive=word == "would")
            if subject is None or subject.side in (None, Side.BOTH):
                continue
            whom = SIDE_OF_MARK.get("@" + (match.groupdict().get("whom") or ""))
            if whom is subject.side:
                continue
            yield Asking(subject.side, rule.name)
    for found in ASKED_BY.finditer(text):
        side, asked = SIDE_OF_MARK.get(found["by"]), found["asked"]
        if side in (Side.EU, Side.US) and (asked is None or SIDE_OF_MARK.get(asked) not in (None, side)):
            yield Asking(side, "asked-by")
    for found in IN_ANSWER.finditer(text):
        side = SIDE_OF_MARK.get(found["whose"] or found["by"])
        if side in (Side.EU, Side.US):
            yield Asking(side, "answered-request")


def _object(rule: RequestRule, rest: str) -> str:
    """What follows the verb and its preposition: whom or what is asked."""
    return re.sub(r"^(?: \w+ly| again| also| once more| therefore)? (?:on|upon|to)\b", "", rest)


def _passive(sentence: Words, index: int) -> bool:
    before = sentence.words[max(0, index - 3) : index]
    joined = max((at for at, word in enumerate(before) if word in ("and", "but", ",", ";")), default=-1)
    before = before[joined + 1 :]  # "could not be met and asked for": another verb's
    return any(word in ("was", "were", "been", "being", "is", "are", "be") for word in before)


def _asked_of(sentence: Words, index: int, rule: RequestRule) -> Iterator[Asking]:
    """ "The US side was asked to": a request of the other side, unless it says by whom."""
    before = sentence.words[max(0, index - 6) : index]
    if any(word in ("had", "not", "be", "will", "been", "could", "should", "might") for word in before):
        return
    agent = re.match(r"(?: \S+){0,14}? by (?P<agent>@\w+)", sentence.text[sentence.end(index) :])
    asked = next((word for word in reversed(before) if word.startswith("@")), None)
    if agent and agent["agent"] in SIDE_OF_MARK and SIDE_OF_MARK[agent["agent"]] is not Side.BOTH:
        if asked in SIDE_OF_MARK and SIDE_OF_MARK[asked] is not SIDE_OF_MARK[agent["agent"]]:
            yield Asking(SIDE_OF_MARK[agent["agent"]], rule.name)
    elif asked in ("@eu", "@us", "@pres") and not agent:
        yield Asking(Side.US if SIDE_OF_MARK[asked] is Side.EU else Side.EU, rule.name)
