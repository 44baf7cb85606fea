"""The table of cases: each text of a note is found, or not, by its query, for the reason given."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User

from meetings.finding.passages import Found
from tests import make

ROWS = (Path(__file__).parent / "cases.tsv").read_text(encoding="utf-8").splitlines()
CASES = [row.split("\t") for row in ROWS if row and not row.startswith("#")]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("variants")]


def test_the_table_has_its_rows() -> None:
    assert len(CASES) >= 32
    assert {row[2] for row in CASES} == {"hit", "miss", "empty"}


@pytest.mark.parametrize(("text", "query", "expected", "why"), CASES, ids=[row[3] + ": " + row[1] for row in CASES])
def test_case(search: Callable[..., Found], text: str, query: str, expected: str, why: str) -> None:
    note = make.note(text)
    found = search(query)
    if expected == "empty":
        assert found.query.asks_nothing
        assert found.total == 0
    else:
        assert (2 * note.paragraphs.get().pk in found.units) is (expected == "hit"), why


@pytest.mark.parametrize(("text", "query", "expected", "why"), CASES, ids=[row[3] + ": " + row[1] for row in CASES])
def test_case_on_the_page(
    as_user: Callable[[User], Any], reader: User, text: str, query: str, expected: str, why: str
) -> None:
    note = make.note(text, number="")
    page = as_user(reader).get("/search/", {"q": query})
    shown = note.get_absolute_url() in page.content.decode()
    assert shown is (expected == "hit"), why
    assert "<img src=x" not in page.content.decode()


def test_words_of_the_title_find_a_note_without_such_a_paragraph(search: Callable[..., Found]) -> None:
    note = make.note("Nothing of it here.", subject="EU – US Justice and Home Affairs Ministerial Meeting")
    assert search("EU-US ministerial").units == [2 * note.pk + 1]
