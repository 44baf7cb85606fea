"""Addresses of paragraphs after a newer reading: the old ones where true, and none that ever meant other words."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import count
from string import ascii_lowercase

from meetings.models import Paragraph


def new_addresses(
    order: Sequence[Paragraph],
    wanted: Mapping[int, str],
    staying: set[int],
    before: set[str],
    former: Mapping[str, int | None],
) -> list[str]:
    """The address of each row of ``order``.

    ``wanted`` are those that the reading would give, by ``id`` of the row; ``staying`` the keys of rows that do not
    change; ``before`` all addresses until now; ``former`` those of earlier readings, with the paragraph they lead to.
    """
    given: list[str] = []
    taken = set(before) | set(former)
    for row in order:
        asked = wanted.get(id(row), row.address)
        if row.pk is not None and (row.pk in staying or heading(row.address) == heading(asked)):
            given.append(row.address)
            continue
        address = next(
            each
            for each in _offers(asked, given[-1] if given else "")
            if each not in taken or (row.pk is not None and former.get(each) == row.pk)
        )
        taken.add(address)
        given.append(address)
    return given


def heading(address: str) -> str:
    """What stands before the last dot: 4 for 4.2, nothing for 7."""
    return address.rpartition(".")[0]


def _offers(asked: str, previous: str) -> Iterator[str]:
    """``asked``; else the address before it with a letter, so that 4.1a stands between 4.1 and 4.2."""
    yield asked
    stem = previous if previous and heading(previous) == heading(asked) else asked
    stem = stem.rstrip(ascii_lowercase)
    for length in count(1):
        yield from (f"{stem}{letter * length}" for letter in ascii_lowercase)
