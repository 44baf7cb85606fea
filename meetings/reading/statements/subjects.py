"""Who does what a verb reports: the speaker before it, in the sentence or carried over from the one before.

The search runs to the left of the verb over marks and small words only. It answers with the speaker, with the verb
that reports the clause ("said that it was ready"), and with nothing where the clause is negated, unreal, told of an
earlier time, conditional, or only recalled or hoped for.
"""

import re
from dataclasses import dataclass

from meetings.council.sides import Side
from meetings.reading.listed import listed
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.memory import Memory
from meetings.reading.statements.speaking import PRONOUNS, Words, is_speaker, speaks
from meetings.reading.statements.vocabulary import (
    AUXILIARIES,
    COORDINATORS,
    LEADING_ON,
    NEGATIONS,
    NOUNS_OF_WORD,
    PREPOSITIONS,
    RECALLING,
    REFLEXIVES,
    REPORTING,
    SUBORDINATORS,
    UNREAL,
    is_adverb,
    is_verb,
)

WAY_BACK = 90  # words; a verb further from its subject is not taken for it


@dataclass(frozen=True, slots=True)
class Subject:
    """The speaker of a verb. ``reporter`` and ``reported_by`` are set in "the EU side said that it was ready"."""

    mark: str
    reporter: str | None = None  # the mark of who reports
    reported_by: str | None = None  # the reporting word

    @property
    def side(self) -> Side | None:
        return SIDE_OF_MARK.get(self.mark)


def subject_of(
    sentence: Words, verb: int, memory: Memory, *, passive: bool = False, state: bool = False
) -> Subject | None:
    """The speaker of the verb at word index ``verb``, or None if no speaker, or none who means it now, can be made out.

    ``passive`` allows "were resolved", "was prepared": a form of *be* before the word is part of it. ``state`` says
    that the word is an adjective, which needs *be*, a reflexive or the speaker itself before it.
    """
    words = sentence.words
    at = _skip_modifiers(words, verb - 1, passive=passive, verb=words[verb])
    if at is None:
        return None
    if at < 0 and words[verb].endswith("ing"):  # "Committing themselves to closer contacts, the two sides turned to …"
        speaker = next((i for i in range(verb, len(words)) if speaks(sentence, i)), None)
        return _named(sentence, speaker, memory) if speaker is not None and "," in words[verb:speaker] else None
    if at < 0:  # an item of a list: "agree to resume the talks"
        return Subject(memory.heading) if memory.heading else None
    word = words[at]
    if state and word in ("while", "although", "though", "if", ",") and words[verb - 1] == word:
        return None  # "while open to a discussion"
    if word == "to":
        governor = at - 1
        if governor >= 0 and words[governor] in LEADING_ON:
            return subject_of(sentence, governor, memory, passive=True)
        return None
    if word == ",":  # "the US delegation, in its closing days in office, made it plain"
        before_aside = _before_aside(words, at)
        if before_aside is not None and is_speaker(words[before_aside]):
            return _placed(sentence, before_aside, verb, memory)
        if before_aside is not None and words[before_aside] in COORDINATORS - {","}:
            return _coordinated(sentence, before_aside, memory)
        if before_aside is not None and words[verb] in ("will", "would", "shall"):
            return None  # "the Treaty, if ratified, would alter"
    if word == "by" and words[verb].endswith("ing"):
        return _coordinated(sentence, at, memory)
    if is_speaker(word):
        if word == "it" and words[verb] in ("agreed", "resolved") and words[verb - 1] in ("was", "is"):
            return None  # "it was agreed to": nobody, see passives.py
        return _placed(sentence, at, verb, memory)
    if word in ("which", "who"):
        before = at - 2 if at > 0 and words[at - 1] == "," else at - 1
        if before < 0 or not words[before].startswith("@") or (before and words[before - 1] in PREPOSITIONS - {"by"}):
            return None
        return _named(sentence, before, memory)
    if word in COORDINATORS:
        return _coordinated(sentence, at, memory)
    qualified = _qualified(words, at)
    return _placed(sentence, qualified, verb, memory) if qualified is not None else None


QUALIFYING = listed("that which who whose not taking present represented concerned outside without")


def _qualified(words: list[str], at: int) -> int | None:
    """The index of a speaker with a clause of its own: "the Member States that had not done so remained …"."""
    if is_verb(words[at]) and words[at] != "done":
        return None  # "remained committed": the verb is another one
    for index in range(at, max(-1, at - 14), -1):
        if words[index] in SIDE_OF_MARK:
            return index if words[index + 1] in QUALIFYING and (not index or words[index - 1] in COORDINATORS) else None
        if words[index] in (",", ";", ":", "and", "but"):
            return None
    return None


def _skip_modifiers(words: list[str], at: int, *, passive: bool, verb: str) -> int | None:
    """The index of the last word left of the verb that is no adverb, auxiliary or reflexive; None if it is negated."""
    has_be = False
    steps = 0
    while at >= 0 and steps < 12:
        word = words[at]
        if word in NEGATIONS or word in UNREAL:
            return None
        if word == "had":  # told of an earlier time
            return None
        if word in ("was", "were", "is", "are", "been", "being", "be"):
            if not passive and not verb.endswith("ing"):
                return None
            has_be = True
        elif word in ("of", "as") and at and words[at - 1] in REFLEXIVES:
            pass
        elif word in ("will", "would", "shall"):
            if not passive and not has_be and verb.endswith("ed"):
                return None
        elif not (is_adverb(word) or word in AUXILIARIES or word in REFLEXIVES):
            phrase = _short_phrase(words, at)
            if phrase is None:
                return at
            at = phrase
            steps += 1
            continue
        at -= 1
        steps += 1
    return at


# "for its part", "in turn", "once again", "on this point", "at the end": may stand between a subject and its verb.
SHORT_PHRASE = re.compile(
    r"(?:^| )(?:for (?:its|their|his|her) (?:own )?part|in (?:turn|principle|this context|addition|particular|"
    r"response|reply|return|"
    r"conclusion|general|closing|fact|the meantime|the end)|at (?:the same time|this stage|the outset|once|the end|"
    r"this point|the close)|"
    r"on (?:its|their) (?:own )?(?:side|behalf|part)|on (?:this|that) (?:point|basis|occasion)|to this end|to that "
    r"end|with one voice|as well|"
    r"of (?:its|their) own accord|in (?:a )?spirit of [a-z]+|as a result|by way of conclusion|in the course of the "
    r"(?:discussion|meeting|debate))$"
)


def _short_phrase(words: list[str], at: int) -> int | None:
    """The index before a set phrase that ends at ``at``, or None."""
    begin = max(0, at - 7)
    found = SHORT_PHRASE.search(" ".join(words[begin : at + 1]))
    return at - len(found.group().split()) if found else None


def _before_aside(words: list[str], comma: int) -> int | None:
    """The index of the word before an aside that the comma at ``comma`` closes: "the EU side, for its part,"."""
    for at in range(comma - 1, max(-1, comma - 26), -1):
        if words[at] == ",":
            return at - 1 if at > 0 and comma - at > 1 else None
        if words[at] in (";", ":"):
            return None
    return None


def _placed(sentence: Words, at: int, verb: int, memory: Memory) -> Subject | None:
    """The speaker at ``at``, judged by what stands before it."""
    words = sentence.words
    mark = words[at]
    before = words[at - 1] if at else ""
    if before in ("the", "both", "all") and at > 1:
        before = words[at - 2]
    if mark in ("@out", "@none"):
        return None
    if before in PREPOSITIONS:
        if (before == "with" and words[verb].endswith("ing")) or (
            before == "with" and verb - at <= 3 and not words[verb].endswith("ed")
        ):
            return _named(sentence, at, memory)  # "with both sides agreeing to"
        if before in ("in", "on", "at", "of", "with", "by", "for", "from", "to", "between") and verb - at > 0:
            return _coordinated(sentence, at - 1, memory) if ", " in " ".join(words[at:verb]) + " " else None
        return None
    if before in ("did", "do", "does", "nor", "neither", "never"):
        return None
    if before == "that":
        return _reported(sentence, at, at - 1, mark, memory)
    if before in SUBORDINATORS:
        return None
    if before in RECALLING and before not in REPORTING:  # "hoped it would"
        return None
    if before in REPORTING:  # "said it was ready"
        return _reported(sentence, at, at, mark, memory)
    return _named(sentence, at, memory)


def _named(sentence: Words, at: int, memory: Memory) -> Subject | None:
    """The speaker at ``at``; a pronoun stands for one before it in the sentence, else in the sentences before."""
    mark = sentence.words[at]
    if mark in PRONOUNS:
        if mark in ("former", "latter"):
            named = [word for word in sentence.words[:at] if word in ("@eu", "@us", "@pres")]
            if len(named) >= 2:
                return Subject(named[-1] if mark == "latter" else named[-2])
        wanted = ("@both",) if mark == "they" else ("@eu", "@us", "@pres", "@next")
        for index in range(at - 1 if mark != "counterpart" else -1, -1, -1):
            if sentence.words[index] in wanted and speaks(sentence, index):
                return Subject(sentence.words[index])
        known = memory.recall(mark)
        if known is None and mark == "it":  # "it fell to the US side to speak first; it promised …"
            known = next((word for word in reversed(sentence.words[:at]) if word in ("@eu", "@us", "@pres")), None)
        return Subject(known) if known else None
    return Subject(mark) if mark in SIDE_OF_MARK else None


def _reported(sentence: Words, at: int, that: int, mark: str, memory: Memory) -> Subject | None:
    """The speaker of a clause after "that" (at index ``that``), if who reports it may speak for it."""
    words = sentence.words
    governor = _governor(words, that)
    if governor is None:
        return None
    reporting = words[governor]
    reporter = _agent(words, governor, that) or _reporter(sentence, governor, memory)
    if mark in PRONOUNS:
        if reporter is not None:
            return Subject(reporter, reporter, reporting)
        if any(word not in IMPERSONAL and not is_adverb(word) for word in words[:governor]):
            return None  # "the Working Party announced that it will": somebody else
        known = _named(sentence, at, memory)
        return Subject(known.mark, known.mark, reporting) if known else None
    own = SIDE_OF_MARK.get(mark)
    if own is None:
        return None
    if reporter is not None and SIDE_OF_MARK.get(reporter) not in (own, Side.BOTH):
        return None  # one side tells what the other would do
    return Subject(mark, reporter, reporting)


IMPERSONAL = listed("it was is has been made clear known plain let be")


def _governor(words: list[str], that: int) -> int | None:
    """The index of the word that reports the clause after "that"; None where it is recalled, hoped or doubted."""
    if (
        words[that] == "that" and that > 1 and words[that - 1] in ("and", "but", ",")
    ):  # "announced that …, and that it would"
        earlier = next((at for at in range(that - 2, -1, -1) if words[at] == "that"), None)
        if earlier is not None:
            return _governor(words, earlier)
    for at in range(that - 1, max(-1, that - 10), -1):
        word = words[at]
        if word in NOUNS_OF_WORD or word in REPORTING:
            if at and words[at - 1] in NEGATIONS | UNREAL | {"had"}:
                return None
            if at and word.endswith("ing") and words[at - 1] in PREPOSITIONS - {"by"}:
                return None  # "fell short of promising that it would"
            return at
        if word in RECALLING or word in ("fact", "hope", "condition", "view", "opinion", "idea", "possibility"):
            return None
    return None


def _reporter(sentence: Words, governor: int, memory: Memory) -> str | None:
    """The mark of who reports, looking left from the reporting word."""
    for at in range(governor - 1, max(-1, governor - WAY_BACK), -1):
        word = sentence.words[at]
        if word in SIDE_OF_MARK and speaks(sentence, at):
            return word
        if word in ("they", "he", "she") or (word == "it" and speaks(sentence, at)):
            return memory.recall(word)
    return None


def _agent(words: list[str], governor: int, that: int) -> str | None:
    """ "It was confirmed by the US side that it remained committed": the mark after "by"."""
    for at in range(governor + 1, that):
        if words[at] == "by" and words[at + 1] in SIDE_OF_MARK:
            return words[at + 1]
    return None


def _coordinated(sentence: Words, at: int, memory: Memory) -> Subject | None:
    """The speaker whose second verb this is: "the US side agreed with the assessment and committed to …"."""
    words = sentence.words
    for index in range(at, max(-1, at - WAY_BACK), -1):
        if not is_speaker(words[index]) or not speaks(sentence, index):
            continue
        if words[index] == "@out":
            if at - index < 12 and words[at] != ",":
                return None
            continue
        if words[index] == "@none":
            return None
        between = words[index + 1 : at]
        if ("which" in between or "who" in between) and "," not in between[_last(between, ("which", "who")) :]:
            return None  # the second verb of a relative clause
        before = words[index - 1] if index else ""
        if before in SUBORDINATORS:
            if "," in between:
                continue
            return None
        return _placed(sentence, index, at, memory)
    return None


def _last(words: list[str], wanted: tuple[str, ...]) -> int:
    return max(i for i, word in enumerate(words) if word in wanted)
