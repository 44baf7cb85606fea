"""The table of variants: loaded once, applied visibly, and never to the pronoun us."""

from collections.abc import Callable
from typing import Any

import pytest

from meetings.models import SearchVariant
from meetings.reference.variants import load_variants
from meetings.search.understanding import understand
from meetings.search.variants import VariantGroup, Variants, also_searched
from tests import make

TABLE = Variants(
    (
        VariantGroup(("counter-terrorism", "counterterrorism", "counter terrorism")),
        VariantGroup(("organised", "organized")),
        VariantGroup(("FTF", "foreign terrorist fighter", "foreign terrorist fighters"), "short form"),
        VariantGroup(("U.S.", "US", "USA", "United States"), capitals=True),
        VariantGroup(("online", "on-line")),
    )
)

ALSO = [
    ("counter terrorism", ("counterterrorism",)),
    ("foreign terrorist fighters", ("FTF", "foreign terrorist fighter")),
    ("the foreign terrorist fighters", ("FTF", "foreign terrorist fighter")),
    ("US", ("USA", "United States")),
    ("usa", ("US", "United States")),
    ("let us go", ()),
    ('"organised crime"', ("organized crime",)),
    ("visa", ()),
    ("terrorist", ()),
]


@pytest.mark.django_db
@pytest.mark.parametrize(("typed", "also"), ALSO)
def test_the_page_says_what_was_also_searched(typed: str, also: tuple[str, ...]) -> None:
    assert also_searched(understand(typed, TABLE)) == also


@pytest.mark.django_db
def test_the_table_is_loaded_once_and_never_over_an_edit() -> None:
    assert load_variants() > 100
    SearchVariant.objects.filter(terms__contains=["PNR"]).update(remark="seen")
    assert load_variants() == 0
    assert SearchVariant.objects.filter(remark="seen").exists()


def test_an_edit_of_the_table_changes_the_next_search(search: Callable[..., Any]) -> None:
    make.note("The headquarters moved.")
    assert search("HQ").total == 0
    SearchVariant.objects.create(terms=["HQ", "headquarters"], kind="short form")
    assert search("HQ").total == 1
    assert search("HQ", exact=True).total == 0


def test_us_in_capitals_is_the_country_and_not_the_pronoun(search: Callable[..., Any], variants: None) -> None:
    make.note("Let us go on.")
    country = make.note("The U.S. asked.")
    assert search("US").units == [2 * country.paragraphs.get().pk]


def test_a_variant_with_a_stop_word_does_not_widen_to_every_line(search: Callable[..., Any], variants: None) -> None:
    make.note("The front line of it.")
    wanted = make.note("An on-line register.")
    assert search("online").units == [2 * wanted.paragraphs.get().pk]
