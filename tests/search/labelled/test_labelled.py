"""How well search answers the labelled queries. The figures are committed (figures.json); any change of them fails.

When search got better, take the new figures over from the message of the failing test.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from meetings.finding.asked import Asked
from meetings.finding.passages import find
from meetings.finding.units import paragraph_of
from tests import make
from tests.search.labelled import archive

HERE = Path(__file__).parent
FIGURES = json.loads((HERE / "figures.json").read_text(encoding="utf-8"))
FIRST = 10

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("variants")]


@dataclass(frozen=True)
class Labelled:
    """One query with the paragraphs that must come, and those that must not."""

    kind: str
    query: str
    must: tuple[str, ...]
    must_not: tuple[str, ...]


def labelled() -> list[Labelled]:
    rows = (HERE / "queries.tsv").read_text(encoding="utf-8").splitlines()
    cells = [row.split("\t") for row in rows if row and not row.startswith("#")]
    return [Labelled(kind, query, tuple(must.split()), tuple(no.split())) for kind, query, must, no, _ in cells]


@pytest.fixture
def labels(db: None) -> dict[int, str]:
    return archive.build()


@pytest.fixture
def person(db: None) -> User:
    return make.user("limite")


def ranking(query: str, person: User, labels: dict[int, str]) -> list[str]:
    """The labels that ``query`` finds on its first page, in order; a title page has none."""
    keys = [paragraph_of(unit) for unit in find(Asked(text=query), person).units]
    return [labels[key] for key in keys if key is not None]


def test_the_set_is_large_enough_and_names_real_paragraphs(labels: dict[int, str]) -> None:
    rows = labelled()
    assert len(rows) >= 120
    assert len({row.kind for row in rows}) >= 9
    named = {label for row in rows for label in (*row.must, *row.must_not)}
    assert named <= set(labels.values())


def test_nothing_comes_that_must_not(labels: dict[int, str], person: User) -> None:
    wrong = {
        row.query: came for row in labelled() if (came := set(row.must_not) & set(ranking(row.query, person, labels)))
    }
    assert wrong == {}


def test_a_query_that_must_find_nothing_finds_nothing(labels: dict[int, str], person: User) -> None:
    empty = [row for row in labelled() if not row.must]
    assert len(empty) >= 5
    assert {row.query: ranking(row.query, person, labels) for row in empty} == {row.query: [] for row in empty}


def test_recall_and_rank_are_as_committed(labels: dict[int, str], person: User) -> None:
    recalls, ranks = defaultdict(list), defaultdict(list)
    missed = {}
    for row in labelled():
        if not row.must:
            continue
        came = ranking(row.query, person, labels)
        first = came[:FIRST]
        recalls[row.kind].append(len(set(row.must) & set(first)) / len(row.must))
        place = next((i for i, label in enumerate(came, 1) if label in row.must), None)
        ranks[row.kind].append(1 / place if place else 0.0)
        if gone := set(row.must) - set(first):
            missed[row.query] = sorted(gone)

    def mean(values: list[float]) -> float:
        return round(sum(values) / len(values), 3)

    measured = {
        kind: {"queries": len(recalls[kind]), "recall@10": mean(recalls[kind]), "mrr": mean(ranks[kind])}
        for kind in sorted(recalls)
    }
    measured["all"] = {
        "queries": sum(map(len, recalls.values())),
        "recall@10": mean([value for values in recalls.values() for value in values]),
        "mrr": mean([value for values in ranks.values() for value in values]),
    }
    assert measured == FIGURES, f"missed: {json.dumps(missed, indent=1)}\nmeasured: {json.dumps(measured, indent=1)}"
