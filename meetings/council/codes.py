"""Subject codes on the cover of a Council paper: CYBER 99, VISA 239, PR CO 64, CFSP/PESC 77.

The number behind a code counts the papers of that code in a year. Known codes, with the words that give reason for
them, stand in fixtures/reference/codes.csv; a code that is not there is still a code.
"""

import csv
import re
from dataclasses import dataclass
from functools import cache
from typing import Self

from meetings.council.reference import REFERENCE


class UnknownCode(ValueError):
    """The words have not the form of a subject code; the message quotes them."""


WORD = r"[A-Z][A-Z0-9]*(?:[/_-][A-Z0-9]+)*"

# "CYBER", "PR CO", "CFSP/PESC", "SCH-EVAL"; not "Cyber", not "A".
CODE = re.compile(rf"(?=[A-Z0-9/ _-]{{2,}}$){WORD}(?: {WORD}){{0,2}}")

# "CYBER 99", "PR CO 64", "JAIEX45"; not "CYBER", not "99 CYBER". A number has no leading zero.
NOTE_CODE = re.compile(
    r"(?P<code>[A-Z](?:[A-Z]|[/_-](?=[A-Z]))+(?: [A-Z](?:[A-Z]|[/_-](?=[A-Z]))*){0,2})\s*(?P<serial>[1-9]\d{0,4})"
)


@dataclass(frozen=True, slots=True, order=True)
class TopicCode:
    """A subject code, without its running number."""

    code: str

    def __post_init__(self) -> None:
        if not CODE.fullmatch(self.code):
            raise UnknownCode(
                f"Not the form of a subject code: {self.code!r}. Expected capitals, as in CYBER or PR CO."
            )

    @classmethod
    def parse(cls, text: str) -> Self:
        """The code that ``text`` is as a whole; inner spaces count once. UnknownCode for anything else."""
        return cls(" ".join(text.split()))

    @property
    def slug(self) -> str:
        """For addresses: pr-co, cfsp-pesc."""
        return re.sub(r"[^a-z0-9]+", "-", self.code.lower())

    def __str__(self) -> str:
        return self.code


@dataclass(frozen=True, slots=True, order=True)
class NoteCode:
    """A subject code with its running number on one note; the number may be missing."""

    code: TopicCode
    serial: int | None = None

    @classmethod
    def parse(cls, text: str) -> Self:
        """``CYBER 99``, or a code alone when it is a known one. UnknownCode for anything else."""
        words = " ".join(text.split())
        if match := NOTE_CODE.fullmatch(words):
            return cls(TopicCode(match["code"]), int(match["serial"]))
        if words in known_codes():
            return cls(TopicCode(words))
        raise UnknownCode(f"Not the form of a subject code with its number: {text!r}. Expected a form like CYBER 99.")

    def __str__(self) -> str:
        return str(self.code) if self.serial is None else f"{self.code} {self.serial}"


@dataclass(frozen=True, slots=True)
class KnownCode:
    """What the reference table knows of a code.

    ``general`` codes say whom or what kind of paper it is about; no passage can be the reason for them.
    """

    code: TopicCode
    label: str
    description: str
    status: str
    general: bool
    evidence_terms: tuple[str, ...]


@cache
def known_codes() -> dict[str, KnownCode]:
    """The codes of the reference table by their text."""
    with (REFERENCE / "codes.csv").open(encoding="utf-8", newline="") as rows:
        return {
            row["code"]: KnownCode(
                code=TopicCode.parse(row["code"]),
                label=row["label_en"],
                description=row["description"],
                status=row["status"],
                general=row["general"] == "yes",
                evidence_terms=tuple(term for term in row["evidence_terms"].split(";") if term),
            )
            for row in csv.DictReader(rows)
        }


def repaired(printed: str) -> TopicCode | None:
    """The known code that ``printed`` was before it lost a letter, if exactly one fits; else None.

    Some files of 2008 to 2010 lost every N of a bold font, so a letter may be lost more than once, and a space may
    stand in its place: ``EFOPOL`` and ``E FOPOL`` are ENFOPOL. A known code is never repaired.
    """
    squeezed = re.sub(r"\s", "", printed)
    if len(squeezed) < 3 or printed in known_codes():
        return None
    fits = {code for code in known_codes() if squeezed in _damaged(code)}
    return TopicCode(fits.pop()) if len(fits) == 1 else None


def _damaged(code: str) -> set[str]:
    """What is left of ``code`` when one letter, or every occurrence of one letter, is lost."""
    one = {code[:i] + code[i + 1 :] for i, letter in enumerate(code) if letter.isalpha()}
    return one | {code.replace(letter, "") for letter in set(code) if letter.isalpha()}
