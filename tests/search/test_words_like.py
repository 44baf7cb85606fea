"""Words like a mistyped one come from an index of all lexemes, but only what a reader may read is ever offered."""

import pytest
from django.contrib.auth.models import User

from meetings.finding.nothing import words_like
from meetings.models import Paragraph, SearchWord
from tests import make

pytestmark = pytest.mark.django_db


def test_the_word_is_offered_as_it_is_printed(reader: User) -> None:
    make.note("The meeting of Valletta was held.")
    assert words_like("Valetta", reader) == ["Valletta"]


def test_a_word_of_a_hidden_note_is_not_offered(reader: User, limite_reader: User) -> None:
    make.note("The meeting of Valletta was held.", marking="LIMITE")
    assert words_like("Valetta", reader) == []
    assert words_like("Valetta", limite_reader) == ["Valletta"]


def test_a_word_whose_last_paragraph_is_gone_is_not_offered(reader: User) -> None:
    note = make.note("The meeting of Valletta was held.")
    note.delete()
    assert SearchWord.objects.filter(lexeme="valletta").exists()
    assert words_like("Valetta", reader) == []


def test_the_database_remembers_the_words_of_a_changed_paragraph(reader: User) -> None:
    paragraph = make.note("The meeting was held.").paragraphs.get()
    Paragraph.objects.filter(pk=paragraph.pk).update(text="The meeting of Valletta was held.")
    assert words_like("Valetta", reader) == ["Valletta"]
