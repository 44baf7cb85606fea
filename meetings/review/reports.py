"""Readers' reports of mistakes: taken in from those who may read the passage, answered by an archivist."""

from typing import Any

from django.contrib.auth import get_user_model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import MistakeReport, Paragraph
from meetings.review.history import deed, locked, quoted, record_change
from meetings.review.refusals import ReasonMissing, ReviewRefused

MOST_OPEN = 20  # reports of one reader that wait at a time


class TooManyReports(ReviewRefused):
    """One reader has as many open reports as archivists can be asked to look at."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "%(most)s of your reports wait for an answer already, so this one was not sent. "
                "Send it once some of them are answered."
            ),
            most=MOST_OPEN,
        )


class AnsweredMeanwhile(ReviewRefused):
    """Another archivist has answered the report."""

    def __init__(self, held: MistakeReport) -> None:
        super().__init__(
            _("This report was answered meanwhile: %(answer)s. Your answer was not sent."), answer=quoted(held.answer)
        )


@deed
def report_mistake(*, paragraph: Paragraph, by: Any, words: str) -> MistakeReport:
    """Keep what ``by`` says is wrong with ``paragraph``, which the caller has found among what they may read.

    The same words on the same passage, sent twice, are one report. Raises ReasonMissing without words, TooManyReports.
    """
    if not (words := words.strip()):
        raise ReasonMissing
    get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)  # two requests of one reader queue here
    note = paragraph.note
    mine = MistakeReport.objects.open().filter(reported_by=by)
    if held := mine.filter(note=note, address=paragraph.address, words=words).first():
        return held
    if mine.count() >= MOST_OPEN:
        raise TooManyReports
    return MistakeReport.objects.create(
        note=note, address=paragraph.address, passage=paragraph.text, words=words, reported_by=by
    )


@deed
def answer_report(*, report: MistakeReport, by: Any, answer: str) -> MistakeReport:
    """Close ``report`` with the ``answer`` that its reader will see. Raises ReasonMissing, AnsweredMeanwhile."""
    if not (answer := answer.strip()):
        raise ReasonMissing
    note = locked(report.note)
    held = MistakeReport.objects.select_for_update().get(pk=report.pk)
    if held.closed_at is not None:
        raise AnsweredMeanwhile(held)
    held.answer, held.closed_by, held.closed_at = answer, by, timezone.now()
    held.save(update_fields=["answer", "closed_by", "closed_at"])
    record_change(
        note, by=by, sentence=f"Report on §{held.address} answered, {quoted(held.words)}: {quoted(held.answer)}."
    )
    return held
