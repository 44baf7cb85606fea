"""The city of a meeting, as its plain name: Washington, not Washington D.C.

Known cities (fixtures/reference/meetings.csv, and capitals) are told at sight; others by where they stand: beside
the days of the meeting, or behind "held in".
"""

import csv
import re
from functools import cache

from meetings.council.reference import REFERENCE

CAPITALS = (
    "Amsterdam", "Athens", "Berlin", "Bern", "Bratislava", "Brussels", "Bucharest", "Budapest", "Copenhagen",
    "Dublin", "Helsinki", "Kyiv", "Lisbon", "Ljubljana", "London", "Luxembourg", "Madrid", "Nicosia", "Oslo", "Paris",
    "Prague", "Riga", "Rome", "Sofia", "Stockholm", "Tallinn", "The Hague", "Valletta", "Vienna", "Vilnius", "Warsaw",
    "Washington", "Zagreb",
)  # fmt: skip
COUNTRIES = frozenset(
    [
        "Austria",
        "Belgium",
        "Bulgaria",
        "Croatia",
        "Cyprus",
        "Czechia",
        "Denmark",
        "Estonia",
        "Finland",
        "France",
        "Germany",
        "Greece",
        "Hungary",
        "Ireland",
        "Italy",
        "Latvia",
        "Lithuania",
        "Malta",
        "Netherlands",
        "Poland",
        "Portugal",
        "Romania",
        "Slovakia",
        "Slovenia",
        "Spain",
        "Sweden",
        "USA",
        "US",
        "Virginia",
        "Maryland",
    ]
) | {"Czech Republic", "United Kingdom", "United States", "The Netherlands", "Slovak Republic"}

LETTER = "A-ZÀ-ÞŁŚŠŽČĐŐŰ"
WORD = rf"[{LETTER}][\w'’.-]*"
PARTICLE = r"(?!(?:and|or|on|to|for|with|by|at|in|from|the|was|is|as)\b)[a-z]{1,4}"
# "Valletta", "Brdo pri Kranju", "The Hague", "Stratford-upon-Avon"; not "the city".
NAME = rf"{WORD}(?:[ -](?:{PARTICLE}[ -])?{WORD}){{0,3}}"

# ", Valletta,", "(Helsinki,", "in Brdo pri Kranju", "at Gödöllő"; the words of a subject that are no names are parted.
CAPITAL_DC = re.compile(r"\bWashington\b[\s,(]*D\.?\s?C\b\.?\)?", re.I)
PLACED = re.compile(rf"\b(?:in|at)\s+(?:the\s+)?(?P<city>{NAME})")
NO_CITY = re.compile(
    r"\b(?:EU|US|USA|U\.S|JHA|JLS|Meetings?|Ministerial|Ministers?|Justice|Home|Affairs|Internal|Interior|Senior|Officials?|Level|"
    r"Outcome|Summary|Report|Troika|Council|Union|States|Dialogue|Presidency|Department|Commission|Security|Joint|"
    r"Statement|Informal|Formal|Press|Europe|European|United|Conclusions|Discussions?|Following|Video\w*|January|"
    r"February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|"
    r"Thursday|Friday|Saturday|Sunday|The|This|On|Following|Parliament|Member|Building|Ministry|Working|Party|"
    r"Group|Committee|Counsellors)\b"
)
# "Washington, December 16 -", "(LISBON, 22 June 2021) –", "BRUSSELS –": a dateline opens its paragraph.
DATELINE = re.compile(rf"\(?(?P<city>{NAME})(?:,\s*D\.?C\.?)?(?:,[^.;:–—]{{3,40}})?\)?\s*(?:[–—]|\s-\s|--)\s*\S")


@cache
def known_cities() -> tuple[str, ...]:
    """Cities of known meetings and capitals, longest first."""
    with (REFERENCE / "meetings.csv").open(encoding="utf-8", newline="") as rows:
        cities = {row["city"] for row in csv.DictReader(rows) if row["city"]}
    return tuple(sorted(cities | set(CAPITALS), key=len, reverse=True))


@cache
def _known() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(re.escape(city) for city in known_cities())})\b", re.I)


def plain(city: str) -> str:
    """The plain name: without D.C., in the letters of a name when printed in capitals."""
    name = CAPITAL_DC.sub("Washington", city).strip(" ,.()")
    for known in known_cities():
        if known.casefold() == name.casefold():
            return known
    return name.title() if name.isupper() else name


def city_beside(text: str, start: int, end: int, *, sure: bool) -> str | None:
    """The city that stands beside the days ``text[start:end]``; in a subject any name there may be one."""
    before, after = CAPITAL_DC.sub("Washington", text[:start]), CAPITAL_DC.sub("Washington", text[end:])
    if sure:
        near = [_segment(part) for part in reversed(re.split(r"[,()\[\]:;]|\s[-–—]\s|\bon\b|\bof\b", before)[-4:])]
        near += [_segment(part) for part in re.split(r"[,()\[\]:;]|\s[-–—]\s", after)[:3]]
        for name in near:
            if name and name.casefold() in {city.casefold() for city in known_cities()}:
                return plain(name)
        for name in near:
            if name and (known := _known().match(name)):  # "Dublin Castle"
                return plain(known.group())
            if name and name not in COUNTRIES and not NO_CITY.search(name):
                return plain(name)
    return city_in(text, sure=sure)


def _segment(part: str) -> str | None:
    """The name that a part of a subject consists of, or ends in behind "in" or "at"."""
    if known := _known().fullmatch(part.strip()):
        return known.group()
    words = re.sub(r"^\s*(?:on|held|the)\s+", "", part.strip(), flags=re.I)
    words = re.sub(r"^(?:in|at|to)\s+", "", words)
    if re.fullmatch(NAME, words):
        return words
    placed = list(PLACED.finditer(part))
    if placed and placed[-1].end() >= len(part.rstrip()) - 1:
        return placed[-1]["city"]
    return None


def city_in(text: str, *, sure: bool) -> str | None:
    """A city named in ``text`` as a place: behind "in" or "at", or, in a subject, any known one."""
    text = CAPITAL_DC.sub("Washington", text)
    for match in PLACED.finditer(text):
        name = match["city"]
        if known := _known().match(name):
            return plain(known.group())
        if name not in COUNTRIES and not NO_CITY.search(name) and not (len(name) < 4 and name.isupper()):
            return plain(name)
    if sure and (known := _known().search(text)):
        return plain(known.group())
    return None


def dateline(text: str) -> str | None:
    """The city of a dateline that opens ``text``, or None."""
    match = DATELINE.match(text)
    return plain(match["city"]) if match and not NO_CITY.search(match["city"]) and len(match["city"]) > 2 else None


def known_city(text: str) -> str | None:
    """The known city that ``text`` is as a whole, in any case, perhaps with its country behind; else None."""
    name = re.split(r"[,(–—]", CAPITAL_DC.sub("Washington", text))[0].strip()
    return plain(name) if _known().fullmatch(name) else None
