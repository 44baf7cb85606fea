"""Whether a mark or pronoun in a sentence speaks: stands before a verb as its subject."""

from dataclasses import dataclass, field

from meetings.reading.listed import listed
from meetings.reading.statements.vocabulary import COORDINATORS, PREPOSITIONS, is_adverb, is_verb

PRONOUNS = listed("it they he she counterpart former latter")  # "counterpart": the other side
# "asked the US side to", "thanked the EU side for": the speaker before "to" is spoken to.
ADDRESSING = listed(
    """asked invited urged thanked informed assured told requested congratulated reminded encouraged commended
    praised welcomed supported joined pressed called briefed notified advised warned promised enabled allowed
    helped let provided gave give offered reassured met ask invite urge thank inform assure tell request
    encourage welcome"""
)
# "it is important", "it was felt": nobody.
IMPERSONAL = listed(
    """important essential clear necessary common for crucial felt vital too useful
    understood said made likely possible high
    time"""
)


@dataclass(slots=True)
class Words:
    """A sentence in plain wording with the place of every word."""

    text: str
    words: list[str] = field(init=False)
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.words = self.text.split(" ") if self.text else []
        self.starts = []
        at = 0
        for word in self.words:
            self.starts.append(at)
            at += len(word) + 1

    def end(self, index: int) -> int:
        """Where the word at ``index`` ends in ``text``."""
        return self.starts[index] + len(self.words[index])


def is_speaker(word: str) -> bool:
    return word.startswith("@") or word in PRONOUNS


def speaks(sentence: Words, index: int) -> bool:
    """True if the mark or pronoun at ``index`` is the subject of a verb that follows it."""
    words = sentence.words
    word = words[index]
    if not is_speaker(word):
        return False
    after = index + 1
    while after < len(words) and (is_adverb(words[after])):
        after += 1
    if after >= len(words):
        return False
    if words[after] == ",":  # an aside, then the verb
        closing = next((i for i in range(after + 1, min(len(words), after + 26)) if words[i] == ","), None)
        if closing is None or closing + 1 >= len(words):
            return False
        after = closing + 1
        while after < len(words) and is_adverb(words[after]):
            after += 1
        if after >= len(words) or words[after] in COORDINATORS:
            return False
    if not is_verb(words[after]):
        return False
    if word == "it":  # "it was agreed that", "it is important": nobody
        if words[after] in ("was", "is", "has", "were", "will", "would", "had") and _expletive(words, after):
            return False
        if index and words[index - 1] in ("made", "make", "let", "found", "find", "makes", "making"):
            return False
    before = words[index - 1] if index else ""
    if before in ("the", "both", "all") and index > 1:
        before = words[index - 2]
    return before not in PREPOSITIONS - {"with"} and before not in ADDRESSING


def _expletive(words: list[str], at: int) -> bool:
    rest = words[at + 1 : at + 4]
    while rest and (is_adverb(rest[0]) or rest[0] in ("been", "be", "not")):
        rest = rest[1:]
    return bool(rest) and (rest[0].endswith("ed") or rest[0] in IMPERSONAL)
