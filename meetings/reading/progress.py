"""The report of how well papers are read, as kept in the repository: what was gained and lost since it was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from meetings.reading.parsed import READER_VERSION
from meetings.reading.report import Tallies, Tally, exact_papers, total


@dataclass(frozen=True, slots=True)
class Progress:
    """Right finds gained and lost, and inventions that are new, each as "paper: field: find"."""

    gained: tuple[str, ...]
    lost: tuple[str, ...]
    newly_invented: tuple[str, ...]


def as_record(papers: Mapping[str, Tallies]) -> dict[str, Any]:
    """The tallies as data for JSON: the figures of all papers together, and the finds of each."""
    return {
        "reader_version": READER_VERSION,
        "figures": {kind: _figures(tally, papers, kind) for kind, tally in total(papers).items()},
        "papers": {
            name: {
                kind: {"right": tally.right, "missed": tally.missed, "invented": tally.invented}
                for kind, tally in tallies.items()
                if tally.right or not tally.is_exact
            }
            for name, tallies in sorted(papers.items())
        },
    }


def progress(now: Mapping[str, Any], before: Mapping[str, Any]) -> Progress:
    """What one record (``as_record``) has more and less than an earlier one, over the papers that both know."""
    common = sorted(set(now["papers"]) & set(before["papers"]))
    right, was_right = _finds(now, common, "right"), _finds(before, common, "right")
    return Progress(
        gained=tuple(sorted(right - was_right)),
        lost=tuple(sorted(was_right - right)),
        newly_invented=tuple(sorted(_finds(now, common, "invented") - _finds(before, common, "invented"))),
    )


def as_lines(papers: Mapping[str, Tallies], *, details: bool = True) -> list[str]:
    """The report for people: a line of figures for each field and finder, then what was missed and invented."""
    together = total(papers)
    lines = [f"{'':32} {'papers exact':>13} {'precision':>9} {'recall':>7} {'F1':>6} {'finds':>6}"]
    for kind, tally in together.items():
        exact, counted = exact_papers(papers, kind)
        lines.append(
            f"{kind:32} {f'{exact} of {counted}':>13} {tally.precision:9.3f} {tally.recall:7.3f} {tally.f1:6.3f} "
            f"{len(tally.right) + len(tally.missed):6}"
        )
    if details:
        for kind, tally in together.items():
            lines += [f"missed, {kind}: {item}" for item in tally.missed]
            lines += [f"invented, {kind}: {item}" for item in tally.invented]
    return lines


def _figures(tally: Tally, papers: Mapping[str, Tallies], kind: str) -> dict[str, Any]:
    exact, counted = exact_papers(papers, kind)
    return {
        "papers": counted,
        "exact": exact,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }


def _finds(record: Mapping[str, Any], names: list[str], which: str) -> set[str]:
    return {
        f"{name}: {kind}: {item}"
        for name in names
        for kind, finds in record["papers"][name].items()
        for item in finds[which]
    }
