"""A reader reports a mistake in a passage; an archivist answers; the reader sees the answer."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from meetings import review
from meetings.models import MistakeReport, OutcomeNote, Paragraph
from meetings.review.history import changes_of
from tests import make

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


@pytest.fixture
def passage() -> Paragraph:
    return make.note("The US side stressed the value of passenger name records.").paragraphs.get()


def address(passage: Paragraph) -> str:
    return reverse("report", args=[passage.note.slug, passage.address])


def test_a_report_reaches_the_desk_and_its_answer_the_reader(
    passage: Paragraph, as_user: AsUser, reader: User, archivist: User
) -> None:
    own = as_user(reader)
    assert f'href="{address(passage)}"' in own.get(passage.note.get_absolute_url()).content.decode()
    sent = own.post(address(passage), {"words": "It was the EU side <b>here</b>."}, follow=True)
    assert "Waits for an archivist." in sent.content.decode()
    assert "&lt;b&gt;here&lt;/b&gt;" in sent.content.decode()

    desk = as_user(archivist)
    assert "1 report of readers" in desk.get(reverse("admin:index")).content.decode()
    waits = desk.get(reverse("admin:waiting")).content.decode()
    assert "It was the EU side &lt;b&gt;here&lt;/b&gt;." in waits
    report = MistakeReport.objects.get()
    desk.post(reverse("admin:answer-report", args=[report.pk]), {"answer": "The side was corrected."})
    assert "The side was corrected." in own.get(reverse("reports")).content.decode()
    assert "No reader waits" in desk.get(reverse("admin:waiting")).content.decode()
    assert "The side was corrected." in str(changes_of(passage.note).first())


def test_others_do_not_see_it(passage: Paragraph, as_user: AsUser, reader: User, limite_reader: User) -> None:
    review.report_mistake(paragraph=passage, by=reader, words="Not the US side.")
    assert "Not the US side." not in as_user(limite_reader).get(reverse("reports")).content.decode()


def test_a_report_on_a_paper_that_was_withdrawn_is_not_shown(
    passage: Paragraph, as_user: AsUser, reader: User, archivist: User
) -> None:
    review.report_mistake(paragraph=passage, by=reader, words="Not the US side.")
    review.withdraw_note(note=passage.note, by=archivist, reason="Sent in error", revision=passage.note.revision)
    assert "Not the US side." not in as_user(reader).get(reverse("reports")).content.decode()


def test_what_cannot_be_read_cannot_be_reported(as_user: AsUser, reader: User) -> None:
    hidden = make.note("A LIMITE passage.", marking="LIMITE").paragraphs.get()
    assert as_user(reader).post(address(hidden), {"words": "Wrong"}).status_code == 404
    assert not MistakeReport.objects.exists()


@pytest.mark.parametrize("words", ["", "   ", "x" * 2001])
def test_a_report_without_words_or_with_too_many_comes_back(
    passage: Paragraph, as_user: AsUser, reader: User, words: str
) -> None:
    page = as_user(reader).post(address(passage), {"words": words})
    assert page.status_code == 400
    assert "field__wrong" in page.content.decode()
    assert words.strip() in page.content.decode()
    assert not MistakeReport.objects.exists()


def test_the_same_report_twice_is_one(passage: Paragraph, reader: User) -> None:
    first = review.report_mistake(paragraph=passage, by=reader, words="Not the US side.")
    assert review.report_mistake(paragraph=passage, by=reader, words=" Not the US side. ") == first


def test_a_reader_with_many_open_reports_is_told_to_wait(
    passage: Paragraph, reader: User, archivist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("meetings.review.reports.MOST_OPEN", 1)
    first = review.report_mistake(paragraph=passage, by=reader, words="One")
    with pytest.raises(review.TooManyReports, match="not sent"):
        review.report_mistake(paragraph=passage, by=reader, words="Two")
    review.answer_report(report=first, by=archivist, answer="Mended")
    review.report_mistake(paragraph=passage, by=reader, words="Two")


def test_two_archivists_do_not_answer_twice(passage: Paragraph, as_user: AsUser, reader: User, archivist: User) -> None:
    report = review.report_mistake(paragraph=passage, by=reader, words="Not the US side.")
    review.answer_report(report=report, by=archivist, answer="Corrected")
    page = as_user(archivist).post(reverse("admin:answer-report", args=[report.pk]), {"answer": "As printed"})
    assert page.status_code == 409
    assert "You had written: As printed" in page.content.decode()
    report.refresh_from_db()
    assert report.answer == "Corrected"


def test_an_empty_answer_is_refused(passage: Paragraph, as_user: AsUser, reader: User, archivist: User) -> None:
    report = review.report_mistake(paragraph=passage, by=reader, words="Not the US side.")
    page = as_user(archivist).post(reverse("admin:answer-report", args=[report.pk]), {"answer": " "})
    assert page.status_code == 400
    assert "Say what was done" in page.content.decode()
    report.refresh_from_db()
    assert report.closed_at is None


def test_the_report_stays_when_the_passage_is_read_again(passage: Paragraph, reader: User) -> None:
    review.report_mistake(paragraph=passage, by=reader, words="Not the US side.")
    note = OutcomeNote.objects.get(pk=passage.note_id)
    note.paragraphs.all().delete()
    assert MistakeReport.objects.get().passage == "The US side stressed the value of passenger name records."


def test_an_address_that_cannot_be_is_not_found(passage: Paragraph, as_user: AsUser, reader: User) -> None:
    assert as_user(reader).get(f"/notes/{passage.note.slug}/1%00/report/").status_code == 404
