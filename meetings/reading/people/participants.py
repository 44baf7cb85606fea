"""Finds who takes part in a meeting: each person, office and institution once, with the words where it is first named.

A name counts only where the words around it say that it takes part (presence.py). Other printed forms of the same
name ("Ms Johansson", "DHS", "the Attorney General") are joined to the first as variants.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from meetings.council.sides import Side
from meetings.reading.columns import SIDE
from meetings.reading.parsed import ParagraphFound, Part, ParticipantFound, ParticipantKind
from meetings.reading.people.beside import bracket, side_beside, speaks_in_brackets
from meetings.reading.people.institutions import INSTITUTION, institution_found
from meetings.reading.people.names import family_name, printed_name, same_person
from meetings.reading.people.offices import side_of_office
from meetings.reading.people.persons import Mention, persons_in
from meetings.reading.people.presence import is_there, presides, takes_part
from meetings.reading.sentences import Span, pieces, split_sentences

NEXT_PRESIDENCY = re.compile(r"^(?:incoming|in-coming|upcoming|next|future|forthcoming)\s+")
RANKS = re.compile(r"^(?:US|U\.S\.|EU|European|Acting|the)\s+|(?<=\s)(?:of the United States|of the US)$")


@dataclass(slots=True)
class _Known:
    """One participant while the note is read."""

    name: str
    office: str | None
    side: Side | None
    kind: ParticipantKind
    as_named: str
    paragraph: int
    start: int
    end: int
    present: bool
    variants: list[str] = field(default_factory=list)


def find_participants(paragraphs: Sequence[ParagraphFound]) -> tuple[ParticipantFound, ...]:
    """Everybody whom the note reports as taking part, in the order in which they are first named."""
    people: list[_Known] = []
    bodies: list[_Known] = []
    headed: Side | None = None
    for number, paragraph in enumerate(paragraphs):
        if paragraph.part is Part.FOOTNOTE:
            continue
        if head := SIDE.fullmatch(paragraph.text.strip()):  # "US side" above a list of names
            headed = Side.EU if head["eu"] else Side.US
        elif paragraph.part is not Part.ANNEX:
            headed = None
        listed = paragraph.part is Part.ANNEX and not paragraph.text.rstrip().endswith((".", ";", ":"))
        for sentence in split_sentences(paragraph.text):
            for piece in pieces(paragraph.text, sentence):
                _read_sentence(paragraph.text, piece, number, listed, people, bodies, headed if listed else None)
    people = _join_people(people)
    bodies = _join_bodies(bodies)
    found = sorted((one for one in [*people, *bodies] if one.present), key=lambda one: (one.paragraph, one.start))
    return tuple(
        ParticipantFound(
            name=one.name,
            office=one.office,
            side=one.side,
            kind=one.kind,
            as_named=one.as_named,
            paragraph=one.paragraph,
            start=one.start,
            end=one.end,
            variants=tuple(dict.fromkeys(v for v in one.variants if v != one.as_named)),
        )
        for one in found
    )


def _read_sentence(
    text: str,
    sentence: Span,
    number: int,
    listed: bool,
    people: list[_Known],
    bodies: list[_Known],
    headed: Side | None,
) -> None:
    words = text[sentence.start : sentence.end]
    printed, words = words, words.replace("\n", " ")  # entries of a list keep their line breaks
    mentions = persons_in(words)[:MOST_NAMES]
    institutions = [
        match
        for match in INSTITUTION.finditer(words)
        if not any(m.start < match.end() and match.start() < m.end for m in mentions)
    ][:MOST_NAMES]
    # "Mr Berg (COM) and Mr Hale (DOJ) presented": the body in brackets behind a name says where the person belongs.
    affiliations = {match.span() for match in institutions if _is_affiliation(words, match, mentions)}
    places = [(m.start, m.end) for m in mentions] + [match.span() for match in institutions]
    present = _present_places(words, [place for place in places if place not in affiliations], listed)
    if listed:
        present |= affiliations
    near: list[tuple[int, Side]] = []
    for match in institutions:
        body = institution_found(match)
        near.append((match.start(), body.side))
        there = match.span() in present
        there = there or (match.span() not in affiliations and speaks_in_brackets(words, *match.span()))
        there = _is_present(words, match, there)
        place = (number, sentence.start + match.start(), sentence.start + match.end())
        bodies.append(
            _Known(
                body.name,
                body.key,
                body.side,
                ParticipantKind.INSTITUTION,
                printed[match.start() : match.end()],
                *place,
                present=there,
            )
        )
    for mention in mentions:
        there = (mention.start, mention.end) in present or speaks_in_brackets(words, mention.start, mention.end)
        if mention.name and mention.office:
            there = there or is_there(words[: mention.start], words[mention.end :])
        # In "Mr Berg, Ministry of the Interior; Mr Hale, DHS" a body counts for its own part of the list only.
        part = (words.rfind(";", 0, mention.start), (words.find(";", mention.end) + 1 or len(words) + 1) - 1)
        beside = next((side for at, side in near if part[0] < at < part[1]), None)
        person = _person(words, mention, sentence.start, number, there, beside)
        person.side, person.as_named = headed or person.side, printed[mention.start : mention.end]
        people.append(person)


def _is_affiliation(words: str, match: re.Match[str], mentions: Sequence[Mention]) -> bool:
    """Whether an institution stands in brackets together with a person, or in brackets behind one."""
    around = bracket(words, *match.span())
    if around is None:
        return False
    inside = any(around[0] < mention.start < around[1] for mention in mentions)
    return inside or any(mention.name and not words[mention.end : around[0]].strip() for mention in mentions)


OWN_LATER = re.compile(r"\b(?:its|their|his|her)\s+$")  # "the objectives of its forthcoming Presidency"


def _is_present(words: str, match: re.Match[str], present: bool) -> bool:
    before, after = words[: match.start()], words[match.end() :]
    if OWN_LATER.search(before):
        return False
    return present or ("Presidency" in match.group() and presides(before, after))


def _present_places(words: str, places: Iterable[tuple[int, int]], listed: bool) -> set[tuple[int, int]]:
    """The places of names that take part; names joined by commas and "and" share it."""
    ordered = sorted(places)
    if listed:
        return set(ordered)
    present: set[tuple[int, int]] = set()
    for chain in _chains(words, ordered):
        for index, (start, end) in enumerate(chain):
            if takes_part(words[:start], words[chain[-1][1] :]):
                present.update(chain[index:])
            elif takes_part(words[:start], words[end:]):
                present.add((start, end))
    return present


MOST_NAMES = 60  # of each kind read in one sentence
FEW = 200  # namesakes or offices looked through; no note comes near it
JOINED = re.compile(
    r"(?:\s*\([^()]{1,40}\))?(?:\s*,)?(?:\s+on\s+the\s+one\s+(?:hand|side)\s*,)?(?:\s+(?:and|as\s+well\s+as|together\s+with|"
    r"and\s+of|of))?(?:\s+by)?(?:\s+the|\s+its|\s+their)?\s*"
)


def _chains(words: str, places: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    chains: list[list[tuple[int, int]]] = []
    for place in places:
        if (
            chains
            and JOINED.fullmatch(words[chains[-1][-1][1] : place[0]])
            and words[chains[-1][-1][1] : place[0]].strip() not in ("", "of")
        ):
            chains[-1].append(place)
        else:
            chains.append([place])
    return chains


def _person(words: str, mention: Mention, offset: int, number: int, present: bool, near: Side | None) -> _Known:
    name = printed_name(mention.name) if mention.name else mention.office or ""
    side = side_of_office(mention.office) if mention.office else None
    side = side or side_beside(words, mention.start, mention.end)
    place = (number, offset + mention.start, offset + mention.end)
    as_named = words[mention.start : mention.end]
    return _Known(name, mention.office, side or near, ParticipantKind.PERSON, as_named, *place, present=present)


def _join_people(mentions: list[_Known]) -> list[_Known]:
    """One record a person: first by name, then offices alone to the person who holds them."""
    by_family: dict[str, list[_Known]] = {}
    for one in mentions:
        if one.office is not None and one.name == one.office:
            continue
        namesakes = by_family.setdefault(family_name(one.name), [])
        same = next((other for other in namesakes[:FEW] if same_person(other.name, one.name)), None)
        if same is None:
            namesakes.append(one)
            continue
        same.present = same.present or one.present
        same.variants.append(one.as_named)
        if len(one.name.split()) > len(same.name.split()):
            same.name = one.name
        if same.office is None or (
            one.office is not None and len(one.office) > len(same.office) and same.office.split()[-1] in one.office
        ):
            same.office, same.side = one.office or same.office, one.side or same.side
    known = [one for namesakes in by_family.values() for one in namesakes]
    offices = {one.office: one for one in known if one.office}
    alone: list[_Known] = []
    for one in mentions:
        if one.office is None or one.name != one.office:
            continue
        holder = offices.get(one.office) or next(
            (other for office, other in list(offices.items())[:FEW] if _same_office(office, one.office)), None
        )
        if holder is not None:
            holder.present = holder.present or one.present
            holder.variants.append(one.as_named)
        elif not _too_bare(one.office):
            alone.append(one)
            offices[one.office] = one
    return [one for one in [*known, *alone] if one.side is not None or one.office is not None or one.present]


def _too_bare(office: str) -> bool:
    """ "The Director", "the Minister", "the President" alone name nobody."""
    return office in (
        "Director",
        "Minister",
        "President",
        "Chair",
        "Secretary",
        "Ambassador",
        "Commissioner",
        "Vice-President",
        "Head of Unit",
        "Executive Director",
    )


def _same_office(full: str, short: str) -> bool:
    """ "the Secretary" is the Secretary of Homeland Security, "Attorney General" the US Attorney General."""
    one, other = (
        RANKS.sub("", RANKS.sub("", full)).replace(" for ", " of ").strip(),
        RANKS.sub("", RANKS.sub("", short)).replace(" for ", " of ").strip(),
    )
    if (
        one == other
        or one.startswith(other + " of ")
        or (one.endswith(" " + other) and not one.startswith(("Deputy", "Assistant", "Under", "Associate")))
    ):
        return True
    return other in ("Secretary", "Minister", "Commissioner") and other in one.split()


def _join_bodies(mentions: list[_Known]) -> list[_Known]:
    """One record an institution, under the fullest name printed; "the Presidency" joins the one that is named.

    Until here ``office`` holds the key that all printed forms of an institution share.
    """
    national = [one.name for one in mentions if one.name.endswith("Presidency") and " " in one.name]
    known: dict[str, _Known] = {}
    for one in mentions:
        key = _presidency(one.name, national) if one.name.endswith("Presidency") else one.office or one.name
        one.office = None
        same = known.get(key)
        if same is None:
            one.name = key if key.endswith("Presidency") else one.name
            known[key] = one
            continue
        same.present = same.present or one.present
        same.variants.append(one.as_named)
        if same.name.isupper() and not one.name.isupper() and len(one.name) > len(same.name):
            same.name = one.name
    return list(known.values())


def _presidency(name: str, national: list[str]) -> str:
    """The fullest form of a Presidency's name: "incoming Austrian Presidency" for "the incoming Presidency"."""
    if name == "Presidency":
        return next((other for other in national if not NEXT_PRESIDENCY.match(other)), name)
    name = re.sub(r"\s(?:EU|Council)(?=\sPresidency)", "", name)
    coming = next(
        (other for other in national if NEXT_PRESIDENCY.match(other) and other.split()[-2:] == name.split()[-2:]), None
    )
    if coming is not None:
        return coming
    if NEXT_PRESIDENCY.match(name) and len(name.split()) == 2:
        return next((other for other in national if NEXT_PRESIDENCY.match(other) and len(other.split()) > 2), name)
    return name
