"""The order of names in a list: by letters, whatever their accents and their case.

``Élargissement`` stands among the E, ``eu-LISA`` before ``Europol``, ``Łódź`` among the L. The plain letters are those
of the search (``fold``), so that the order is the same on every machine and needs no collation of the database server.
One rule twice, as the fold itself: for a query and for a list in memory; ``tests/search/test_alphabet.py`` holds both
together. A name costs the database 10 to 30 µs, so that long lists are sorted in memory.
"""

from django.db.models import F
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate, Lower

from meetings.search.folding import folded_word
from meetings.search.vectors import Fold


def in_alphabet(name: str) -> tuple[str, str]:
    """Sorts ``name`` by its letters; names that differ in accents or case alone, by those."""
    return folded_word(name).lower(), name


def by_alphabet(field: str) -> tuple[Combinable, ...]:
    """The same for the names in ``field``: ``rows.order_by(*by_alphabet("label"))``."""
    return Collate(Lower(Fold(F(field))), "C"), Collate(F(field), "C")
