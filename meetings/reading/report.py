"""How well papers are read: a reading held against its gold record, field by field and find by find.

The gold format is that of tests/specimens (README.md there). What the rules leave open (``borderline``) counts neither
for nor against. Pure: takes the JSON of a reading and of a gold record, gives figures.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

JSON = Mapping[str, Any]

#: Fields of the cover that hold one value, as named in the reading and in the gold record alike.
VALUES = ("number", "version", "language", "dated_on", "place", "marking", "kind", "from", "to", "subject")
#: Parts of the meeting: in the reading, in the gold record.
MEETING = {
    "level": "level",
    "opened_on": "start",
    "closed_on": "end",
    "city": "city",
    "videoconference": "videoconference",
}

OVERLAP = 0.6  # of the words of the shorter sentence: a looser match, shown beside the exact one


@dataclass(slots=True)
class Tally:
    """Finds of one kind: those that are right, those that were missed and those that were invented."""

    right: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def is_exact(self) -> bool:
        return not self.missed and not self.invented

    @property
    def precision(self) -> float:
        """The share of what was found that is right; 1 when nothing was found."""
        found = len(self.right) + len(self.invented)
        return len(self.right) / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of what there is that was found; 1 when there is nothing."""
        there = len(self.right) + len(self.missed)
        return len(self.right) / there if there else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def add(self, other: "Tally") -> None:
        """Count the finds of another tally too."""
        self.right += other.right
        self.missed += other.missed
        self.invented += other.invented


Tallies = dict[str, Tally]


def compare(reading: JSON, gold: JSON) -> Tallies:
    """The reading of one paper against its gold record, a tally for each field and finder.

    A paper that must be refused is compared by the reason alone, and so is one that was refused by mistake.
    """
    refused = reading["refused"]["reason"] if reading["refused"] else None
    must = gold.get("reason", "classified") if gold["expected"] != "ok" else None
    if must or refused:
        return {"refused": _one(refused, must)}
    tallies: Tallies = {"refused": Tally()}
    for name in VALUES:
        tallies[name] = _one(reading["cover"][name], gold.get(name))
    tallies["stamps"] = _several(reading["cover"]["stamps"], gold.get("stamps", []))
    tallies["codes"] = _several(map(_code, reading["cover"]["codes"]), map(_code, gold.get("codes", [])))
    tallies["previous documents"] = _several(
        reading["cover"]["previous_documents"], map(without_codes, gold.get("previous_documents", []))
    )
    meeting, gold_meeting = reading["meeting"] or {}, gold.get("meeting") or {}
    for name, gold_name in MEETING.items():
        expected = gold_meeting.get(gold_name)
        tallies[f"meeting: {name}"] = _one(
            meeting.get(name), expected.replace(" ", "-") if name == "level" and expected else expected
        )
    tallies["summary"] = _one((reading["summary"] or "")[:50] or None, (gold.get("summary") or "")[:50] or None)
    tallies["topics"] = _several(map(_topic, reading["topics"]), map(_topic, gold.get("topics", [])))
    tallies |= _sentences("commitments", reading["commitments"], gold.get("commitments", []), ("side", "strength"))
    tallies |= _sentences("requests", reading["requests"], gold.get("requests", []), ("by",))
    tallies |= _people(reading["participants"], gold.get("participants", []))
    tallies["code evidence"] = _evidence(reading["code_evidence"], gold)
    found = {squeeze(record["quote"]) for record in reading["commitments"]}
    near = {squeeze(record["quote"]) for record in gold.get("near_misses", [])} - {
        squeeze(record["quote"]) for record in gold.get("commitments", [])
    }
    tallies["near misses left alone"] = Tally(right=sorted(near - found), invented=sorted(near & found))
    return tallies


def total(papers: Mapping[str, Tallies]) -> Tallies:
    """The tallies of all papers together, their finds marked with the name of the paper."""
    together: Tallies = {}
    for name, tallies in papers.items():
        for kind, tally in tallies.items():
            finds = (tally.right, tally.missed, tally.invented)
            marked = Tally(*([f"{name}: {item}" for item in items] for items in finds))
            together.setdefault(kind, Tally()).add(marked)
    return together


def exact_papers(papers: Mapping[str, Tallies], kind: str) -> tuple[int, int]:
    """On how many papers that have it the field or finder is wholly right, and how many these are."""
    counted = [tallies[kind] for tallies in papers.values() if kind in tallies]
    return sum(tally.is_exact for tally in counted), len(counted)


def squeeze(text: str) -> str:
    """The text with single spaces: how words are compared."""
    return re.sub(r"\s+", " ", text).strip()


def without_codes(document: str) -> str:
    """``99971/08 JAIEX 71 USA 81`` as ``99971/08``: the number with its version."""
    match = re.match(r"[\d/]+(?:\s+(?:REV|ADD|COR|AMD|DCL|EXT)\s*\d+)*", document)
    return match.group() if match else document


def _one(found: object, expected: object) -> Tally:
    if isinstance(found, str) and isinstance(expected, str):
        found, expected = squeeze(found), squeeze(expected)
    if found == expected:
        return Tally(right=[str(found)] if found is not None else [])
    return Tally(
        missed=[] if expected is None else [str(expected)],
        invented=[] if found is None else [str(found)],
    )


def _several(found: Iterable[str], expected: Iterable[str]) -> Tally:
    tally = Tally()
    left = [squeeze(item) for item in found]
    for item in map(squeeze, expected):
        if item in left:
            left.remove(item)
            tally.right.append(item)
        else:
            tally.missed.append(item)
    tally.invented = left
    return tally


def _code(code: Iterable[object]) -> str:
    return " ".join(str(part) for part in code if part is not None)


def _topic(topic: JSON) -> str:
    return f"{'' if topic['number'] is None else topic['number']} {topic['title']}"


def _sentences(kind: str, found: Iterable[JSON], gold: Iterable[JSON], sub: tuple[str, ...]) -> Tallies:
    """Sentences by their words, then what is said of those that match; a looser match by overlap is shown beside."""
    sure = [record for record in gold if not record.get("borderline")]
    open_ones = {squeeze(record["quote"]) for record in gold if record.get("borderline")}
    tallies = {kind: Tally()} | {f"{kind}: {name}": Tally() for name in sub} | {f"{kind}, loosely": Tally()}
    left = list(found)
    missed = []
    for record in sure:
        same = [other for other in left if squeeze(other["quote"]) == squeeze(record["quote"])]
        if not same:
            missed.append(record)
            continue
        match = max(same, key=lambda other: sum(other.get(name) == record.get(name) for name in sub))
        left.remove(match)
        quote = squeeze(record["quote"])
        tallies[kind].right.append(quote)
        for name in sub:
            if match.get(name) == record.get(name):
                tallies[f"{kind}: {name}"].right.append(f"{record.get(name)}: {quote}")
            else:
                tallies[f"{kind}: {name}"].missed.append(f"{record.get(name)}, not {match.get(name)}: {quote}")
    left = [record for record in left if squeeze(record["quote"]) not in open_ones]
    tallies[kind].missed = [squeeze(record["quote"]) for record in missed]
    tallies[kind].invented = [squeeze(record["quote"]) for record in left]
    loose = tallies[f"{kind}, loosely"]
    loose.right = list(tallies[kind].right)
    for record in missed:
        near = next((other for other in left if overlap(other["quote"], record["quote"]) >= OVERLAP), None)
        (loose.missed if near is None else loose.right).append(squeeze(record["quote"]))
        if near is not None:
            left.remove(near)
    loose.invented = [squeeze(record["quote"]) for record in left]
    return tallies


def overlap(one: str, other: str) -> float:
    """The share of the words of the shorter sentence that the longer one has too."""
    words, others = set(re.findall(r"\w+", one.casefold())), set(re.findall(r"\w+", other.casefold()))
    return len(words & others) / max(1, min(len(words), len(others)))


def _people(found: Iterable[JSON], gold: Iterable[JSON]) -> Tallies:
    """Participants by their name, or by another printed form of it; then office, side and kind of those that match."""
    sub = ("office", "side", "kind")
    tallies = {"participants": Tally()} | {f"participants: {name}": Tally() for name in sub}
    left = list(found)
    named: Callable[[JSON], set[str]] = lambda record: {_name(n) for n in (record["name"], *record.get("variants", ()))}  # noqa: E731
    for record in sorted(gold, key=lambda record: bool(record.get("borderline"))):
        match = next((other for other in left if named(other) & named(record)), None)
        if match is not None:
            left.remove(match)
        if record.get("borderline"):
            continue
        if match is None:
            tallies["participants"].missed.append(record["name"])
            continue
        tallies["participants"].right.append(record["name"])
        for name in sub:
            right = squeeze(str(match.get(name))) == squeeze(str(record.get(name)))
            words = f"{record['name']}: {record.get(name)}" + ("" if right else f", not {match.get(name)}")
            (tallies[f"participants: {name}"].right if right else tallies[f"participants: {name}"].missed).append(words)
    tallies["participants"].invented = [record["name"] for record in left]
    return tallies


def _name(name: str) -> str:
    return re.sub(r"^(?:the|mr|ms|mrs|dr)\.?\s+", "", squeeze(name).casefold())


def _evidence(found: Mapping[str, Iterable[object]], gold: JSON) -> Tally:
    expected = {(code, str(topic)) for code, topics in gold.get("code_evidence", {}).items() for topic in topics}
    allowed = {(code, str(topic)) for code, topics in gold.get("code_evidence_also", {}).items() for topic in topics}
    shown = {(code, str(topic)) for code, topics in found.items() for topic in topics}
    name: Callable[[Iterable[tuple[str, str]]], list[str]] = lambda pairs: sorted(f"{c} in {t}" for c, t in pairs)  # noqa: E731
    return Tally(name(shown & expected), name(expected - shown), name(shown - expected - allowed))
