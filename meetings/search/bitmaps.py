"""Sets of passages as whole numbers: bit 9 is set when passage 9 is in the set.

Python's own integers intersect and count a million of them in microseconds, so that the counts beside the filters need
neither another statement for each filter nor another engine.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from operator import or_

DENSE = 32  # places for each member


def bits_of(members: Iterable[int]) -> int:
    """The set of ``members``, none of them negative."""
    kept = members if isinstance(members, list) else list(members)
    if not kept:
        return 0
    most = max(kept)
    if most < DENSE * len(kept):
        # One digit a place, read as a binary number: quicker than bit by bit where every few places one is taken.
        digits = bytearray(b"0") * (most + 1)
        for member in kept:
            digits[most - member] = 49  # "1"
        return int(digits, 2)
    octets = bytearray((most >> 3) + 1)
    for member in kept:
        octets[member >> 3] |= 1 << (member & 7)
    return int.from_bytes(octets, "little")


def union(sets: Iterable[int]) -> int:
    """What is in at least one of ``sets``."""
    return reduce(or_, sets, 0)


def members_of(bits: int) -> list[int]:
    """The members of the set ``bits``, the smallest first."""
    return [place for place, digit in enumerate(reversed(f"{bits:b}")) if digit == "1"]


def membership(bits: int) -> Callable[[int], bool]:
    """A quick test whether one member is in the set ``bits``, for asking it many times."""
    octets = bits.to_bytes((bits.bit_length() + 7) >> 3, "little")
    length = len(octets)

    def holds(member: int) -> bool:
        return member >> 3 < length and bool(octets[member >> 3] >> (member & 7) & 1)

    return holds
