"""Passages like one passage: by shared rare words, only from what the reader may read."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.finding.similar import similar_to
from meetings.models import Paragraph
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def one(db: None) -> Paragraph:
    """A passage on undercover officers among passages about other things."""
    note = make.note("The US side asked for flexibility in the deployment of undercover officers.", number="10001/15")
    make.note("Deployment of undercover officers was left to Member States.", number="10002/16")
    make.note("Both sides discussed the visa policy.", "Both sides met again.", number="10003/17")
    return note.paragraphs.get()


def test_passages_with_the_same_rare_words_are_similar(one: Paragraph, reader: User) -> None:
    assert [hit.note.number for hit in similar_to(one, reader)] == ["10002/16"]


def test_words_that_everybody_uses_make_nothing_similar(one: Paragraph, reader: User) -> None:
    visa = Paragraph.objects.get(text__contains="visa policy")
    assert "10001/15" not in {hit.note.number for hit in similar_to(visa, reader)}


def test_a_hidden_passage_is_not_similar(one: Paragraph, reader: User, limite_reader: User) -> None:
    make.note("Undercover officers and their deployment: zephyrine.", number="10009/18", marking="LIMITE")
    assert "10009/18" not in {hit.note.number for hit in similar_to(one, reader)}
    assert "10009/18" in {hit.note.number for hit in similar_to(one, limite_reader)}


def test_the_page_of_a_hidden_passage_is_not_found(as_user: Callable[[User], Client], reader: User) -> None:
    make.note("A zephyrine passage.", number="10009/18", marking="LIMITE")
    assert as_user(reader).get("/notes/10009-18/1.1/similar/").status_code == 404
    assert as_user(reader).get("/notes/10009-99/1.1/similar/").status_code == 404


def test_the_page_shows_both_passages(as_user: Callable[[User], Client], reader: User, one: Paragraph) -> None:
    page = as_user(reader).get("/notes/10001-15/1.1/similar/").content.decode()
    assert "Passages like 10001/15 §1.1" in page
    assert "/notes/10002-16/#p1.1" in page
