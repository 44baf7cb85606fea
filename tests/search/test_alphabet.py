"""Names in the order of their letters, in the database as in memory."""

import random

import pytest

from meetings.models import Theme
from meetings.search.alphabet import by_alphabet, in_alphabet

IN_ORDER = [
    "Åland",
    "asylum",
    "Asylum and migration",
    "Élan",
    "ELAN 2",
    "eu-LISA",
    "Eurojust",
    "Europol",
    "Łódź",
    "lynx",
    "œuvre",
    "Oslo",
    "Österreich",
    "Øystein",
    "Resume",
    "Résumé",
    "resume",
    "Straße",
    "straw",
    "Zagreb",
    "Ženeva",
]


def in_disorder() -> list[str]:
    return random.Random(7).sample(IN_ORDER, len(IN_ORDER))


def test_accents_and_case_do_not_part_names_in_memory():
    assert sorted(in_disorder(), key=in_alphabet) == IN_ORDER


@pytest.mark.django_db
def test_the_database_sorts_as_memory_does():
    Theme.objects.bulk_create(Theme(slug=f"t{place}", label=label) for place, label in enumerate(in_disorder()))
    rows = Theme.objects.filter(label__in=IN_ORDER)
    assert list(rows.order_by(*by_alphabet("label")).values_list("label", flat=True)) == IN_ORDER
