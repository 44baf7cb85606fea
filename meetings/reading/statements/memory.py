"""Who spoke last: what "it", "they", "the latter" and the items of a list refer back to."""

from dataclasses import dataclass

from meetings.council.sides import Side
from meetings.reading.statements.actors import SIDE_OF_MARK
from meetings.reading.statements.speaking import PRONOUNS, Words, speaks


@dataclass(slots=True)
class Memory:
    """Whom "it" and "they" mean: the last single side and the last plural speaker of the sentences before.

    ``heading`` is the speaker of a line that opens a list ("The two sides:"), whose items begin with their verb.
    """

    heading: str | None = None
    single: str | None = None
    named: tuple[str, ...] = ()
    plural: str | None = None
    person: str | None = None

    def recall(self, pronoun: str) -> str | None:
        """The mark a pronoun stands for. "They" with nobody before is both sides: the meeting itself."""
        if pronoun == "they":
            return self.plural or "@both"
        if pronoun in ("he", "she"):
            return self.person or self.single
        if pronoun in ("former", "latter"):
            return self.named[-1 if pronoun == "latter" else 0] if len(self.named) == 2 else None
        if pronoun == "counterpart":
            return {"@eu": "@us", "@pres": "@us", "@us": "@eu"}.get(self.single or "")
        return self.single


def last_speakers(sentence: Words, memory: Memory) -> Memory:
    """What the next sentence may call "it" or "they"."""
    single, plural, person = memory.single, memory.plural, memory.person
    named = tuple(word for word in sentence.words if word in ("@eu", "@us", "@pres"))[-2:]  # "the former", "the latter"
    found = [i for i in range(len(sentence.words)) if speaks(sentence, i)]
    for index in found:
        mark = sentence.words[index]
        if index and sentence.words[index - 1] == "that" and index != found[0]:
            continue
        if mark in PRONOUNS:
            mark = memory.recall(mark) or ""
        if mark in ("@eu", "@us", "@pres", "@next"):
            single = person = mark
            plural = mark if index and sentence.words[index - 1] in ("several", "some") else plural
        elif mark == "@both":
            plural = mark
    return Memory(heading=memory.heading, single=single, named=named, plural=plural, person=person)


def speaker_of(sentence: Words, memory: Memory) -> Side | None:
    """The side reported as speaking in a sentence that undertakes and asks nothing.

    The first speaker that has a verb; else the mark after "by"; else both if the sentence names both; else nobody.
    """
    for index in range(len(sentence.words)):
        if speaks(sentence, index):
            mark = sentence.words[index]
            if mark in PRONOUNS:
                mark = memory.recall(mark) or ""
            return SIDE_OF_MARK.get(mark)
    for before, word in zip(sentence.words, sentence.words[1:], strict=False):
        if before == "by" and word in SIDE_OF_MARK:
            return SIDE_OF_MARK[word]
    named = {SIDE_OF_MARK[word] for word in sentence.words if word in SIDE_OF_MARK}
    return Side.BOTH if Side.BOTH in named or len(named) > 1 else None


def heading_speaker(text: str, sentence: Words | None, memory: Memory) -> str | None:
    """The speaker of a paragraph that opens a list ("The two sides:"); it lasts until a paragraph ends with a stop."""
    last = text.rstrip()[-1:]
    if last == ":":
        marks = [word for word in sentence.words[-6:] if word in SIDE_OF_MARK] if sentence else []
        return marks[-1] if marks else None
    return memory.heading if last in (";", ",") or not text[:1].isupper() else None
