"""What the tests of receiving share."""

import pytest
from django.core.files.storage import storages


def lying() -> list[str]:
    """The files that lie outside the archive: those that wait, and those in quarantine."""
    try:
        return storages["uploads"].listdir("")[1]
    except FileNotFoundError:  # nothing was ever sent
        return []


@pytest.fixture(autouse=True)
def empty_room() -> None:
    """Bytes that other tests left behind are not counted."""
    for name in lying():
        storages["uploads"].delete(name)
