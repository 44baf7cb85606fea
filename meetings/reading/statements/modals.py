"""What a side says of itself with "will" and "would": "the US side will name a contact point", "it would report back".

A plain "would" in a note is reported speech without its verb: what the side said it will do. The programme of a
Presidency, what somebody expects of others and what is only polite ("would welcome") is left out.
"""

import re
from collections.abc import Iterator

from meetings.council.sides import Side, Strength
from meetings.reading.listed import listed
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.futures import FUTURE, STATIVE_PARTICIPLES, future_deed
from meetings.reading.statements.memory import Memory
from meetings.reading.statements.rules import Undertaking
from meetings.reading.statements.speaking import Words
from meetings.reading.statements.subjects import Subject, subject_of
from meetings.reading.statements.vocabulary import PREPOSITIONS, all_forms, is_adverb

MODALS = frozenset(["will", "would", "shall"])

# After "will" or "would" these report a state, a liking, a need or politeness, not a deed of the side.
NO_OWN_DEED = listed(
    """be have need require like welcome appreciate prefer wish rather hope expect favour favor oppose object
    regret not never no find see feel want love benefit suffer face lose gain remain seem appear become depend
    cost mean know understand fear doubt decide struggle differ apply enter figure feature only form fall get
    consider-itself expire vary hardly scarcely neither"""
)
# A Presidency that says it will do this for the meetings of this series undertakes it; all else is its programme.
CHAIR_DEEDS = listed(
    """circulate send distribute share forward prepare draw draft transmit submit provide supply inform report
    convey table compile arrange collect write notify contact consult reply revert come supply relay pass"""
)
PUT_FORWARD = re.compile(
    r" (?:put|place|bring|raise) (?:the|this|that|these|it)\b.{0,40}? (?:on the agenda|to the "
    r"attention|before|forward|up with)"
)
# "will not introduce its system before the EU side has been consulted": a promise to hold back.
HOLDING_BACK = re.compile(
    r" not (?!be\b|have\b|accept\b|agree\b|commit\b|support\b)\w+ [^;]{3,160}? (?:before|until|"
    r"without (?:first )?(?:consult|inform|notif|hear)\w*)\b"
)
WISHFUL = listed("ideally hopefully preferably perhaps possibly")
HOSTING = listed("host convene organise organize hold chair welcome receive")

# "announced that", "let it be known that", "made it clear that": the words before a clause that a side vouches for.
ANNOUNCING = all_forms(
    """say state announce indicate confirm declare add reply answer respond affirm assure inform notify advise
    promise pledge explain specify disclose reveal undertake guarantee intimate convey communicate tell reassure
    vow volunteer signal report make let give stress underline emphasise reaffirm reiterate warrant clarify put
    certify"""
)
VOUCHING = all_forms(
    """assure reassure promise pledge undertake guarantee vow confirm announce say state indicate inform notify
    declare"""
)

# "gave its word that training seminars would be run": done for the other side, though not by the speaker's own hand.
DONE_FOR_OTHERS = listed(
    """sent shared circulated provided forwarded submitted transmitted supplied delivered handed organised
    organized tabled translated completed issued published communicated released posted notified informed made
    passed answered processed examined dealt given run held distributed
    lifted waived"""
)
VOUCHED = re.compile(
    r"(?P<verb>\S+)(?: (?:the meeting|@\w+(?: 's)?|counterpart|those present|(?:its|their) \w+|to @\w+))?(?: (?:it|"
    r"clear|known|plain|be|notice|on|record|word|its|in reply|once more)){0,3}"
    r" that (?P<clause>.+)"
)
OUTSIDE_EVENT = re.compile(
    r"^(?:the |its |a )*(?:next|following|coming|ministerial|summit|@out|new rules|regulation|"
    r"directive|law|act|bill)\b"
)


def modal_undertakings(sentence: Words, memory: Memory) -> Iterator[Undertaking]:
    """What a side says of itself with "will", "shall" or "would"."""
    for index, word in enumerate(sentence.words):
        if word in MODALS or (word == "going" and sentence.words[index + 1 : index + 2] == ["to"]):
            yield from _said_of_itself(sentence, index, memory)
        elif word in VOUCHING and not word.endswith("ing"):
            yield from _vouched_for(sentence, index, memory)


def _said_of_itself(sentence: Words, modal: int, memory: Memory) -> Iterator[Undertaking]:
    going = sentence.words[modal] == "going"  # "was going to second an expert"
    subject = subject_of(sentence, modal, memory, passive=going)
    if subject is None or subject.side is None or sentence.words[0] in WISHFUL:
        return
    if (
        sentence.words[modal + 1 : modal + 2] == [","]
        and sentence.words[modal + 2 : modal + 3]
        and sentence.words[modal + 2].startswith("@")
    ):
        return  # "they would, both sides confirmed, continue": see passives.py
    verb, following = _verb_after(sentence.words, modal + 1 if going else modal)
    if (
        verb == "not"
        and HOLDING_BACK.search(sentence.text, sentence.end(modal))
        and subject.mark not in ("@pres", "@next")
    ):
        yield Undertaking(subject.side, Strength.COMMITS, "will-not-before")
        return
    if verb is None or (verb in NO_OWN_DEED and not _passive_deed(verb, following)):
        return
    if verb in ("meet", "convene", "reconvene", "gather") and subject.side is Side.BOTH:
        return  # the date of a meeting
    if verb == "continue" and following in ("be", "face", "have", "suffer"):
        return
    if subject.reported_by is not None and subject.reported_by not in ANNOUNCING and not _noun_of_word(subject):
        return
    if subject.mark in ("@pres", "@next") and not (
        _chair_undertakes(subject, verb) or PUT_FORWARD.match(sentence.text, sentence.end(modal))
    ):
        return
    yield Undertaking(subject.side, Strength.COMMITS, "says-it-will" if subject.reporter else "will-of-itself")


VOUCHING_WORDS = listed(
    """assurance assurances word promise undertaking pledge commitment known clear plain notice record effect
    guarantee guarantees understood"""
)


def _noun_of_word(subject: Subject) -> bool:
    """Reported by "made it known", "gave the assurance" and the like."""
    return subject.reported_by in VOUCHING_WORDS


def _chair_undertakes(subject: Subject, verb: str) -> bool:
    return verb in CHAIR_DEEDS or (subject.mark == "@pres" and verb in HOSTING)


def _verb_after(words: list[str], modal: int) -> tuple[str | None, str]:
    """The verb after a modal, past adverbs and asides, and the word after it."""
    at = modal + 1
    if at < len(words) and words[at] == ",":
        closing = next((i for i in range(at + 1, min(len(words), at + 20)) if words[i] == ","), None)
        at = closing + 1 if closing else at
    while at < len(words) and is_adverb(words[at]):
        at += 1
    while at < len(words) and words[at] in PREPOSITIONS and words[at] in ("in", "on", "for", "at", "by", "within"):
        at = _after_phrase(words, at)  # "would by the end of the year send"
    if at >= len(words):
        return None, ""
    after = at + 1
    while after < len(words) and is_adverb(words[after]):
        after += 1
    return words[at], words[after] if after < len(words) else ""


def _after_phrase(words: list[str], at: int) -> int:
    for end in range(at + 2, min(len(words), at + 8)):
        if words[end] in CHAIR_DEEDS or words[end] in ("provide", "send", "make", "take", "present"):
            return end
    return len(words)


def _passive_deed(verb: str, following: str) -> bool:
    """ "would be sending", "will be able to": still a deed; "would be affected" is not."""
    return verb == "be" and following.endswith("ing") and following not in ("facing", "needing", "lacking", "willing")


def _vouched_for(sentence: Words, verb: int, memory: Memory) -> Iterator[Undertaking]:
    """ "announced that the results would be sent by May": done by or for the side that says so."""
    found = VOUCHED.match(sentence.text, sentence.starts[verb])
    if not found or OUTSIDE_EVENT.match(found["clause"]):
        return
    clause = FUTURE.match(found["clause"])
    if (
        not clause
        or clause["modal"] not in MODALS
        or clause["verb"] != "be"
        or clause["next"] not in DONE_FOR_OTHERS - STATIVE_PARTICIPLES
    ):
        return
    if (
        any(mark in clause["subject"] for mark in SIDE_OF_MARK)
        or "@out" in found["clause"]
        or future_deed(found["clause"]) is None
    ):
        return
    subject = subject_of(sentence, verb, memory)
    if subject is None or subject.side is None or subject.mark == "@next":
        return
    if subject.side is not Side.BOTH:
        yield Undertaking(subject.side, Strength.COMMITS, "says-it-will-be-done")
