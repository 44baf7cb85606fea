"""Numbers of Council documents: 10483/17, 14860/1/18 REV 1, 10483/17 ADD 1 COR 1, ST 10483 2017 INIT.

The number is given once a year, counted from 1. What follows says which version or part of the paper it is. A
revision is printed twice, between number and year and behind the year.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Self


class UnknownNumber(ValueError):
    """The words are no document number; the message quotes them."""


class VersionPart(StrEnum):
    """What a paper is in relation to the first version of its number."""

    REV = "REV"  # revision
    ADD = "ADD"  # addendum
    COR = "COR"  # corrigendum
    AMD = "AMD"  # amendment
    DCL = "DCL"  # declassified version
    EXT = "EXT"  # extract, with parts left out


# Where the Council publishes its documents, or at least says that they exist.
REGISTER_HOME = "https://data.consilium.europa.eu/doc/document"

# Short forms in the names of files on the old register: st10483-re01.en17.pdf.
FILE_NAME_PARTS = {"re": "REV", "ad": "ADD", "co": "COR", "am": "AMD", "dc": "DCL", "ex": "EXT"}

FILE_NAME_PART = re.compile(r"(re|ad|co|am|dc|ex)(?=\d)", re.I)

VERSION = r"(?:REV|ADD|COR|AMD|DCL|EXT)"

# "REV 1", "ADD1 COR 2", "REV1/ADD 1"; not "REVISED", not "EXT".
VERSIONS = re.compile(rf"\b(?P<part>{VERSION})\W{{0,3}}(?P<count>\d{{1,2}})(?!\d)", re.I)

# Papers that are counted apart: meeting documents (DS), working papers (WK), notices of meetings (CM), papers without a
# number in the register (SN), acts with the Parliament (PE-CONS). WK 8816/21 is another paper than 8816/21.
SERIES = "DS|WK|CM|SN|PE-CONS"
OTHER_SERIES = re.compile(
    rf"(?<![A-Za-z])(?:{SERIES})\s?\d{{1,5}}/(?:[1-9]\d?/)?(?:(?:19|20)\d\d|\d\d)(?![\d/])"
    rf"(?:\s+INIT\b|(?:\s+{VERSION}\s*\d{{1,2}}(?!\d))+)?"
)
NOT_OF_ANOTHER = r"(?<!\bDS\s)(?<!\bWK\s)(?<!\bCM\s)(?<!\bSN\s)(?<!-CONS\s)"

# "10483/17", "14860/1/18 REV 1", "10483/2017"; not "16/06/2017 " (a date), not "200/4000", not "WK 8816/21".
PRINTED = re.compile(
    rf"""
    {NOT_OF_ANOTHER}(?<![\d/.])(?P<number>\d{{1,5}})\s?/\s?
    (?:(?P<revision>[1-9]\d?)\s?/\s?)?
    (?P<year>(?:19|20)\d\d|\d\d)(?![\d/]|\.\d)
    (?P<versions>(?:\s*[/,(]?\s*\b{VERSION}\W{{0,2}}\d{{1,2}}(?!\d)\)?)*)
    """,
    re.X | re.I,
)

# "ST 10483 2017 INIT", "ST-10483-2017-INIT_EN.pdf", "ST_10483_2017_ADD_1_COR_1_EN"; not "ST 10483".
REGISTER = re.compile(
    rf"""
    (?<![A-Za-z])ST[\s_-]+(?P<number>\d{{1,5}})[\s_-]+(?P<year>(?:19|20)\d\d)
    (?P<versions>(?:[\s_-]+{VERSION}[\s_-]*\d{{1,2}}(?!\d))*|[\s_-]+INIT)
    """,
    re.X | re.I,
)

# "st10483.en17.pdf", "st10483-re01.en17.pdf", "st10483-ad01co01.en17"; not "st10483.pdf".
OLD_FILE_NAME = re.compile(
    r"(?<![A-Za-z])st(?P<number>\d{1,5})(?P<versions>(?:-?(?:re|ad|co|am|dc|ex)\d{1,2})*)\.(?P<language>[a-z]{2})(?P<year>\d\d)",
    re.I,
)

# "12385-16", "12385_16.pdf"; not "15-16" (a span of days).
SHORT_FILE_NAME = re.compile(r"(?<![\d-])(?P<number>\d{3,5})[-_](?P<year>\d\d)(?![\d])(?P<versions>)")


@dataclass(frozen=True, slots=True, order=True)
class DocumentNumber:
    """A document number. ``versions`` are the parts as printed, in order: (REV, 1), (ADD, 1), (COR, 1)."""

    year: int
    number: int
    versions: tuple[tuple[VersionPart, int], ...] = ()

    def __post_init__(self) -> None:
        if not (1999 <= self.year <= 2098 and 1 <= self.number <= 99999):
            raise UnknownNumber(f"No document number: {self.number} of {self.year}.")

    @classmethod
    def parse(cls, text: str) -> Self:
        """The number that ``text`` is as a whole, in any printed, register or file-name form; else UnknownNumber."""
        words = re.sub(r"\s*\([A-Za-z]{2}\)$", "", " ".join(text.split()))
        stem = re.sub(r"(?:[_ .-]+[A-Z]{2})?(?:\.[a-z0-9]{2,4})?$", "", words, flags=re.I)
        for form in (PRINTED, REGISTER, OLD_FILE_NAME, SHORT_FILE_NAME):
            if match := form.fullmatch(words) or form.fullmatch(stem) or form.fullmatch(words.rsplit(".", 1)[0]):
                return cls._from_match(match)
        raise UnknownNumber(f"No document number: {text!r}. Expected a form like 10483/17 or ST 10483 2017 INIT.")

    @classmethod
    def find(cls, text: str) -> list[Self]:
        """Every number printed in ``text`` in the form 10483/17 …, in order. Dates like 14/10/2021 are none."""
        found = []
        for match in PRINTED.finditer(text):
            try:
                found.append(cls._from_match(match))
            except UnknownNumber:
                continue
        return found

    @classmethod
    def from_file_name(cls, name: str) -> Self:
        """The number that the name of a file holds anywhere in it; UnknownNumber when it holds none."""
        for form in (REGISTER, OLD_FILE_NAME, SHORT_FILE_NAME):
            if match := form.search(name):
                return cls._from_match(match)
        raise UnknownNumber(f"No document number in the file name {name!r}.")

    @classmethod
    def _from_match(cls, match: re.Match[str]) -> Self:
        groups = match.groupdict()
        number, revision, year = int(groups["number"]), groups.get("revision"), int(groups["year"])
        if revision and number <= 31 and int(revision) <= 12 and year > 100:
            raise UnknownNumber(f"A date, not a document number: {match.group()!r}.")
        if year < 100:
            year += 1900 if year == 99 else 2000
        printed = groups["versions"].replace("_", " ")
        if match.re is OLD_FILE_NAME:
            printed = FILE_NAME_PART.sub(lambda part: f" {FILE_NAME_PARTS[part[1].lower()]} ", printed)
        versions = [(VersionPart(v["part"].upper()), int(v["count"])) for v in VERSIONS.finditer(printed)]
        if revision and not any(part is VersionPart.REV for part, _ in versions):
            versions.insert(0, (VersionPart.REV, int(revision)))
        return cls(year, number, tuple(versions))

    @property
    def base(self) -> str:
        """The number without its versions: 14860/18."""
        return f"{self.number}/{self.year % 100:02d}"

    @property
    def version(self) -> str:
        """INIT, or the versions as words: "REV 1", "ADD 1 COR 1"."""
        return " ".join(f"{part} {count}" for part, count in self.versions) or "INIT"

    @property
    def register_form(self) -> str:
        """As the public register writes it: ST 14860 2018 REV 1."""
        return f"ST {self.number} {self.year} {self.version}"

    def register_address(self, language: str = "en") -> str:
        """Where the Council's own register has it; built from the number, never asked for.

        The register gives the form: ST, number, whole year and version, parted by hyphens.
        """
        return f"{REGISTER_HOME}/{self.register_form.replace(' ', '-')}/{language.lower()}/pdf"

    @property
    def slug(self) -> str:
        """For addresses: 14860-18, 14860-18-rev-1."""
        tail = "".join(f"-{part.lower()}-{count}" for part, count in self.versions)
        return f"{self.number}-{self.year % 100:02d}{tail}"

    def __str__(self) -> str:
        if not self.versions:
            return self.base
        part, count = self.versions[0]
        revision = f"/{count}" if part is VersionPart.REV else ""
        return f"{self.number}{revision}/{self.year % 100:02d} {self.version}"
