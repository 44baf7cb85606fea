"""How right the quote check is, on labelled sentences and on every sentence of the papers that come with the archive.

The figures are those of docs/quotes.md. No sentence that a paper does not hold may ever be called verbatim.
"""

import random
import re

import pytest
from django.contrib.auth.models import User

from meetings.finding.quotes import FEWEST, MOST, Checked, Verdict, check
from meetings.models import Paragraph
from meetings.reading.sentences import split_sentences
from meetings.search.quoting import tokens_of
from tests.quotes.labelled import ALTERED, INVENTED, VERBATIM, Row

pytestmark = pytest.mark.django_db


def told(rows: list[Row], user: User) -> dict[str, tuple[str, str]]:
    """The verdict on each sentence, and the passage of the note that it names."""
    found = {}
    for asked, *_ in rows:
        (checked,) = check(asked, user)
        found[asked] = (checked.verdict, checked.best.paragraph.address if checked.best else "")
    return found


def labels(rows: list[Row], verdict: Verdict) -> dict[str, tuple[str, str]]:
    return {asked: (verdict, where) for asked, where, _ in rows}


def test_labelled_sentences_are_told_apart_but_for_one(archive, archivist):
    assert told(VERBATIM, archivist) == labels(VERBATIM, Verdict.VERBATIM)
    assert told(ALTERED, archivist) == labels(ALTERED, Verdict.CLOSE)
    wrong = {asked for asked, said in told(INVENTED, archivist).items() if said != (Verdict.NOT_FOUND, "")}
    assert wrong == {
        "The two sides underlined the importance of readmission in their cooperation with third countries."
    }
    contrary = {asked for asked, *_ in ALTERED if check(asked, archivist)[0].best.contrary}
    assert contrary == {asked for asked, _, why in ALTERED if why in {"denied", "another day"}}


def without_a_word(words: list[str], place: int) -> list[str]:
    return words[:place] + words[place + 1 :]


def with_not(words: list[str], place: int) -> list[str]:
    return [*words[:place], "not", *words[place:]]


def with_neighbours_exchanged(words: list[str], place: int) -> list[str]:
    return [*words[: place - 1], words[place], words[place - 1], *words[place + 1 :]]


def with_a_comma(words: list[str], place: int) -> list[str]:
    return [*words[: place - 1], f"{words[place - 1]},", *words[place:]]


def with_other_figures(words: list[str], place: int) -> list[str]:
    return [re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), word) for word in words]


def sentences_of_the_archive() -> list[str]:
    """Those that are worth asking: of five words or more, so that one can change inside."""
    texts = Paragraph.objects.order_by("pk").values_list("text", flat=True)
    found = {text[start:end] for text in texts for start, end in split_sentences(text)}
    return sorted(sentence for sentence in found if len(re.findall(r"\w+", sentence)) > FEWEST)


def checks(sentences: list[str], user: User) -> list[Checked]:
    """One check for as many sentences as it takes; each is pasted as a paragraph of its own."""
    batches = [sentences[start : start + MOST // 5] for start in range(0, len(sentences), MOST // 5)]
    return [each for batch in batches for each in check("\n\n".join(batch), user)]


ALTERATIONS = (without_a_word, with_not, with_neighbours_exchanged, with_a_comma, with_other_figures)


def test_every_sentence_of_the_archive_is_verbatim_and_none_is_once_it_is_altered(archive, archivist):
    sentences = sentences_of_the_archive()
    assert len(sentences) == 193
    assert [each.asked for each in checks(sentences, archivist) if each.verdict != Verdict.VERBATIM] == []
    dice = random.Random(20170615)
    altered = []
    for sentence in sentences:
        words = sentence.split()
        tried = [" ".join(alter(words, dice.randrange(2, len(words) - 1))) for alter in ALTERATIONS if len(words) > 4]
        altered += [each for each in tried if tokens_of(each) != tokens_of(sentence)]
    assert len(altered) == 793
    assert [each.asked for each in checks(altered, archivist) if each.verdict == Verdict.VERBATIM] == []
