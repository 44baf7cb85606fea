"""The tables of facts in fixtures/reference, row by row."""

import csv
from collections.abc import Iterator

from meetings.council.reference import REFERENCE


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one table of facts, such as ``codes``."""
    with (REFERENCE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def parted(cell: str) -> list[str]:
    """The values of a cell that holds several."""
    return [value.strip() for value in cell.split(";") if value.strip()]
