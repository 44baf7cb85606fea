"""What can be found: the paragraphs of notes, and the title page of each note. Both are numbered as units.

Even numbers are paragraphs, odd ones title pages, so that one set of whole numbers holds both.
"""

from collections.abc import Iterable


def parted(units: Iterable[int]) -> tuple[list[int], list[int]]:
    """The keys of the paragraphs among ``units``, and the keys of the notes whose title pages are among them."""
    paragraphs, notes = [], []
    for unit in units:
        (notes if unit & 1 else paragraphs).append(unit >> 1)
    return paragraphs, notes


def paragraph_of(unit: int) -> int | None:
    """The key of the paragraph that ``unit`` is, or None for a title page."""
    return None if unit % 2 else unit // 2


def note_of(unit: int) -> int | None:
    """The key of the note whose title page ``unit`` is, or None for a paragraph."""
    return unit // 2 if unit % 2 else None
