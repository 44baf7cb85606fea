"""What the tests of faults share."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.place import Place, cast
from tests.faults.place import place as made
from tests.faults.servers import folder


@pytest.fixture(scope="session")
def mould() -> Iterator[Path]:
    """An empty archive, made once and copied for each place."""
    with folder() as home:
        cast(home)
        yield home


@pytest.fixture(scope="module")
def home() -> Iterator[Path]:
    """A folder for the servers and the sites of one module."""
    with folder() as home:
        yield home


@pytest.fixture(scope="module")
def place(mould: Path, home: Path) -> Iterator[Place]:
    """An archive with an archivist and two readers, for the tests of one module; afterwards it must be sound."""
    with made(mould, home) as place:
        yield place
        place.run("check_archive")
