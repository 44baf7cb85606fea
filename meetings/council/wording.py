"""How the wording of one passage differs from another, word by word."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

# A word with what is printed directly at it: "reciprocity," "(EU)"; white space only parts.
WORD = re.compile(r"\S+")
# What does not make two words differ: case and the punctuation around them.
BARE = re.compile(r"^\W+|\W+$")


class Kind(StrEnum):
    """What became of some words."""

    KEPT = "kept"
    LEFT_OUT = "left out"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Words:
    """Consecutive words that share one fate."""

    kind: Kind
    text: str


def differences(
    before: str, after: str, *, compared_as: Callable[[Sequence[str]], list[str]] | None = None
) -> list[Words]:
    """The words of both texts in order: kept, left out of ``before``, or new in ``after``.

    Kept words are written as in ``after``. Words that differ only by case or punctuation count as kept, unless
    ``compared_as`` gives other forms for the words of a text.
    """
    old, new = WORD.findall(before), WORD.findall(after)
    forms = compared_as or _bare_forms
    found: list[Words] = []
    compared = SequenceMatcher(None, forms(old), forms(new), autojunk=False)
    for what, old_start, old_end, new_start, new_end in compared.get_opcodes():
        if what == "equal":
            found.append(Words(Kind.KEPT, " ".join(new[new_start:new_end])))
            continue
        if old_start < old_end:
            found.append(Words(Kind.LEFT_OUT, " ".join(old[old_start:old_end])))
        if new_start < new_end:
            found.append(Words(Kind.NEW, " ".join(new[new_start:new_end])))
    return found


def bare_words(text: str) -> tuple[str, ...]:
    """The words of ``text`` as they are compared: without case and the punctuation around them."""
    return tuple(_bare(word) for word in WORD.findall(text))


def _bare_forms(words: Sequence[str]) -> list[str]:
    return [_bare(word) for word in words]


def _bare(word: str) -> str:
    return BARE.sub("", word).casefold() or word
