"""Passages come in the order of plain SQL over all of them; where only the latest are ranked, the page says so."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from meetings.finding import order
from meetings.finding.asked import Asked, Sort
from meetings.finding.passages import PAGE, Found, find
from meetings.models import Paragraph
from tests import make

pytestmark = pytest.mark.django_db
WORDS = ["visa", "asylum", "border", "data", "cyber"]


@pytest.fixture
def many(reader: User) -> User:
    """Sixty passages of thirty notes that hold the words more or less often."""
    dice = random.Random(4)
    for _ in range(30):
        make.note(*(" ".join(dice.choices(WORDS, k=dice.randint(2, 9))) for _ in range(2)), subject="A meeting")
    return reader


def all_pages(text: str, user: User) -> list[int]:
    total = find(Asked(text=text), user).total
    pages = range(1, total // PAGE + 2)
    return [unit for page in pages for unit in find(Asked(text=text, page=page), user).units]


def in_plain_sql(word: str) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT 2 * id FROM meetings_paragraph WHERE vector @@ plainto_tsquery('english', %s)
               ORDER BY ts_rank(vector, plainto_tsquery('english', %s), 1) DESC, id DESC""",
            [word, word],
        )
        return [row[0] for row in cursor.fetchall()]


@pytest.mark.parametrize("word", WORDS)
def test_one_word_comes_in_the_order_of_plain_sql(many: User, word: str) -> None:
    assert all_pages(word, many) == in_plain_sql(word)


def test_passages_with_all_the_words_come_before_those_with_some(many: User) -> None:
    texts = Paragraph.objects.in_bulk()
    holds_all = [{"visa", "data"} <= set(texts[unit // 2].text.split()) for unit in all_pages("visa data", many)]
    assert True in holds_all
    assert holds_all == sorted(holds_all, reverse=True)


def test_only_the_latest_are_ranked_and_none_is_lost(many: User, monkeypatch: pytest.MonkeyPatch) -> None:
    ranked_whole = in_plain_sql("visa")
    assert len(ranked_whole) > 2 * PAGE
    monkeypatch.setattr(order, "MOST_RANKED", PAGE)
    shown = all_pages("visa", many)
    latest = sorted(ranked_whole, reverse=True)
    assert shown[:PAGE] == [unit for unit in ranked_whole if unit in latest[:PAGE]]
    assert shown[PAGE:] == latest[PAGE:]


def test_the_page_says_that_not_all_are_ranked(
    many: User, as_user: Callable[[User], Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    sentence = "only the latest 20 received are ranked"
    assert sentence not in as_user(many).get("/search/", {"q": "visa"}).content.decode()
    monkeypatch.setattr(order, "MOST_RANKED", 20)
    assert sentence in as_user(many).get("/search/", {"q": "visa"}).content.decode()
    by_meeting = as_user(many).get("/search/", {"q": "visa", "sort": "meeting"}).content.decode()
    assert sentence not in by_meeting


def test_a_filter_is_applied_before_the_latest_are_chosen(
    many: User, search: Callable[..., Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    first: Any = Paragraph.objects.filter(text__contains="visa").earliest("pk")
    monkeypatch.setattr(order, "MOST_RANKED", 5)
    inside = search("visa", note=first.note.slug, sort=Sort.RELEVANCE)
    assert 2 * first.pk in inside.units
    assert inside.ranked is None
