"""Finds the persons a paragraph names with their office, and offices named alone, in every order notes use."""

import re
from dataclasses import dataclass

from meetings.reading.people.names import FULL_NAME, NAME, TITLE
from meetings.reading.people.offices import NATION, OFFICE
from meetings.reading.people.portfolios import PORTFOLIO


@dataclass(frozen=True, slots=True)
class Mention:
    """A person or office as printed: ``start`` and ``end`` in the paragraph hold the name and the office with it."""

    name: str | None
    office: str | None
    start: int
    end: int


# "the Slovenian Minister of the Interior, Matjaž Kovačnik", "Commissioner Reding".
OFFICE_NAME = re.compile(rf"(?P<whole>{OFFICE}(?:\s*\([A-Z]{{2,6}}\))?(?P<comma>,)?\s+(?:{TITLE})?(?P<name>{NAME}))")
# "Mr Tarmo Vesker, Minister of the Interior of Estonia", "Ylva Johansson, European Commissioner for Home Affairs".
NAME_OFFICE = re.compile(rf"(?P<whole>(?:{TITLE})?(?P<name>{FULL_NAME}),?\s+(?:\(|,)?(?:the\s+|as\s+)?{OFFICE})")
# "Mr Stavros LAMBRINAKOS Greek Minister for Justice" in a list comes under NAME_OFFICE; "Mr Vesker" alone here.
TITLED_NAME = re.compile(rf"(?P<whole>{TITLE}(?P<name>{NAME}))")
OFFICE_ALONE = re.compile(OFFICE)

# "the Swedish Ministers for Justice Gunnar Strömmer and for Home Affairs Maria X": one office word for several persons.
SHARED_OFFICE = re.compile(
    rf"(?P<prefix>(?:{NATION})?(?:(?:Federal|Deputy|Vice|Executive|Acting|Assistant|Under)[ "
    rf"-])*)(?P<office>Ministers|Commissioners|Secretaries|Vice-Presidents|State Secretaries|"
    rf"Vice-Ministers)(?P<rest>[^.;]{{1,400}})"
)
SHARED_PART = re.compile(
    rf"\s*(?:^|,|\band\b|,\s+and\b)\s*(?:the\s+)?(?P<portfolio>{PORTFOLIO})?,?\s*(?:{TITLE})?(?P<name>{FULL_NAME}|"
    rf"(?<!\w){NAME}(?=\s*(?:,|and\b|\.|$|\()))(?:\s*\((?P<brackets>[^)]{{3,60}})\))?,?"
)
SINGULAR = {
    "Ministers": "Minister",
    "Commissioners": "Commissioner",
    "Secretaries": "Secretary",
    "Vice-Presidents": "Vice-President",
    "State Secretaries": "State Secretary",
    "Vice-Ministers": "Vice-Minister",
}


def persons_in(text: str) -> tuple[Mention, ...]:
    """Every person and office in the order of the text; none overlaps another."""
    found: list[Mention] = [*_shared(text)]
    by_office = [
        m for m in OFFICE_NAME.finditer(text) if not m["comma"] or _closed(text, m) or len(m["name"].split()) > 1
    ]
    by_name = list(NAME_OFFICE.finditer(text))
    # A text that begins "Mr Vesker, Minister of the Interior, Ms Lind, Minister of Justice" goes on in that order.
    name_first = bool(by_name) and (not by_office or by_name[0].start() < by_office[0].start())
    for matches in (by_name, by_office) if name_first else (by_office, by_name):
        for match in matches:
            _keep(found, Mention(match["name"], _office(match), match.start(), match.end()))
    for match in TITLED_NAME.finditer(text):
        _keep(found, Mention(match["name"], None, match.start(), match.end()))
    for match in OFFICE_ALONE.finditer(text):
        _keep(found, Mention(None, _office(match), match.start(), match.end()))
    return tuple(sorted(found, key=lambda mention: mention.start))


def _keep(found: list[Mention], mention: Mention) -> None:
    if not any(mention.start < other.end and other.start < mention.end for other in found):
        found.append(mention)


def _closed(text: str, match: re.Match[str]) -> bool:
    return text[match.end() : match.end() + 1] in (",", ".", ";", ")") or text[match.end() : match.end() + 4] == " and"


def _office(match: re.Match[str]) -> str:
    """The office as printed, without what is only its holder."""
    parts = (
        match["nation"],
        match["office"],
        match["portfolio"],
        match["body"],
        match["country"],
        match["more"],
        match["second"],
    )
    return " ".join("".join(part or "" for part in parts).split())


def _shared(text: str) -> list[Mention]:
    """Persons who share one office word."""
    found: list[Mention] = []
    match = SHARED_OFFICE.search(text)
    while match is not None:
        base = match.start("rest")
        at = 0
        while (part := SHARED_PART.match(match["rest"], at)) is not None:
            portfolio = part["portfolio"] or (f" for {part['brackets']}" if part["brackets"] else "")
            office = " ".join(f"{match['prefix']}{SINGULAR[match['office']]}{portfolio}".split())
            found.append(Mention(part["name"], office, base + part.start("name"), base + part.end("name")))
            at = part.end() - (1 if part.group().endswith(",") else 0)
        match = SHARED_OFFICE.search(text, base + at)
    return found
