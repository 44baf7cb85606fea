"""What is stamped on a paper: to whom it may be handed, or how secret it is.

A distribution marking (PUBLIC, LIMITE) says to whom a paper may be handed. A classification is something else: this
archive is not accredited to hold classified papers, so a classification is recognised only in order to refuse.
Source: Council Decision 2013/488/EU on the security rules, and the French-only forms used before it.
"""

import re
import unicodedata
from enum import StrEnum


class UnknownMarking(ValueError):
    """The words are no marking or classification; the message quotes them."""


class Marking(StrEnum):
    """To whom a paper may be handed."""

    PUBLIC = "PUBLIC"
    LIMITE = "LIMITE"

    @classmethod
    def parse(cls, text: str) -> "Marking":
        """The marking that ``text`` is as a whole, in any case; UnknownMarking for anything else."""
        try:
            return cls(" ".join(text.split()).upper())
        except ValueError:
            raise UnknownMarking(f"No distribution marking: {text!r}. Known are PUBLIC and LIMITE.") from None


class Classification(StrEnum):
    """How secret a paper is, lowest first."""

    RESTRICTED = "RESTREINT UE/EU RESTRICTED"
    CONFIDENTIAL = "CONFIDENTIEL UE/EU CONFIDENTIAL"
    SECRET = "SECRET UE/EU SECRET"  # noqa: S105 - the name of a level, not a password
    TOP_SECRET = "TRES SECRET UE/EU TOP SECRET"  # noqa: S105

    @classmethod
    def parse(cls, text: str) -> "Classification":
        """The classification that ``text`` is as a whole, in French, English, both or short; UnknownMarking if none."""
        words = folded(text) if len(text) <= LONGEST else ""
        for level, pattern in WHOLE.items():
            if pattern.fullmatch(words):
                return level
        raise UnknownMarking(f"No classification: {text!r}.")


# (French half, English half, short French, short English, the French word alone as printed before 2001).
HALVES = {
    Classification.TOP_SECRET: (r"TRES SECRET UE", r"EU TOP SECRET", r"TS-UE", r"EU-TS", r"TRES SECRET"),
    Classification.SECRET: (r"SECRET UE", r"EU SECRET", r"S-UE", r"EU-S", r"SECRET"),
    Classification.CONFIDENTIAL: (r"CONFIDENTIEL UE", r"EU CONFIDENTIAL", r"C-UE", r"EU-C", r"CONFIDENTIEL"),
    Classification.RESTRICTED: (r"RESTREINT UE", r"EU RESTRICTED", r"R-UE", r"EU-R", r"RESTREINT"),
}


LONGEST = 80  # characters: no classification is printed longer


def _loosely(half: str) -> str:
    """The half as a pattern that forgives spaces between letters and a hyphen for a space."""
    return r"\s*".join(r"[\s-]*" if letter in " -" else letter for letter in half)


def _forms(level: Classification, *, alone: bool) -> str:
    french, english, short_french, short_english, old = (_loosely(half) for half in HALVES[level])
    long = rf"{french}(?:\s*/\s*{english})?|{english}(?:\s*/\s*{french})?"
    short = rf"{short_french}(?:\s*/\s*{short_english})?|{short_english}(?:\s*/\s*{short_french})?"
    return rf"(?:{long}|{short}|{old})" if alone else rf"(?:{long}|{short})"


# Matches "Restreint UE / EU Restricted", "RESTREINT-UE", "EU-R"; not "information marked RESTREINT UE".
WHOLE = {level: re.compile(_forms(level, alone=True)) for level in HALVES}

# Matches the words in "10483/17 GG/ml 3 RESTREINT UE EN"; not "EU-Russia" (EU-R must end there).
WITHIN = {level: re.compile(rf"(?<![A-Za-z0-9-]){_forms(level, alone=False)}(?![A-Za-z0-9-])") for level in HALVES}


def folded(text: str) -> str:
    """Upper case, without accents, every dash a hyphen, single spaces: how markings are compared."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return " ".join(re.sub(r"[‐-―−]", "-", plain).upper().split())


def classification_printed_in(text: str) -> Classification | None:
    """The highest classification printed anywhere in ``text`` in capitals, or None.

    For footers and the head of a cover, where no running text stands. The capitals as printed decide: "the EU
    restricted access" is running text.
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    plain = " ".join(re.sub(r"[‐-―−]", "-", plain).split())
    for level, pattern in WITHIN.items():
        if pattern.search(plain):
            return level
    return None


def is_classification(text: str) -> bool:
    """Whether ``text`` is as a whole a classification, whatever its case."""
    try:
        Classification.parse(text)
    except UnknownMarking:
        return False
    return True
