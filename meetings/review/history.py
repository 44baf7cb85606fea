"""Who changed a note, when, what and why.

A deed leaves one sentence in Django's own log. The values before and after are kept by the database itself, row by
row (meetings/models/earlier.py); the deed only tells it who is at work and, when done, the same sentence as the why.
"""

import functools
from collections.abc import Callable
from typing import Any

import pghistory
from django.conf import settings
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.utils.translation import override
from pghistory.models import Context

from meetings.models import OutcomeNote
from meetings.review.refusals import ChangedMeanwhile

LONGEST_QUOTE = 120


def deed[**P, R](function: Callable[P, R]) -> Callable[P, R]:
    """``function`` in one transaction, with its ``by=`` written beside every row that it changes.

    It runs in English, whatever the language of the page: the history is one record for all. Refusals are lazy, so
    that they are read in the language of the person who is refused.
    """

    @functools.wraps(function)
    def done(*args: P.args, **given: P.kwargs) -> R:
        by: Any = given.get("by")
        with transaction.atomic(), pghistory.context(user=by.pk if by else None), override(settings.LANGUAGE_CODE):
            return function(*args, **given)

    return done


def say_why(sentence: str) -> None:
    """Write ``sentence`` beside the rows that the present deed or request has changed, and those it will change."""
    with pghistory.context(why=sentence) as current:
        Context.objects.filter(pk=current.id).update(metadata=current.metadata)


def locked(note: OutcomeNote, *, revision: int | None = None) -> OutcomeNote:
    """The note as it stands now, locked until the end of the transaction.

    ``revision`` is the one that the person saw; ChangedMeanwhile when the note has another by now.
    Every deed locks the note first, so that two archivists queue instead of waiting for each other.
    """
    held = OutcomeNote.objects.select_for_update().get(pk=note.pk)
    if revision is not None and held.revision != revision:
        raise ChangedMeanwhile(held, who=last_person(held))
    return held


def changes_of(note: OutcomeNote) -> Any:
    """The entries of the history of ``note``, newest first."""
    kind = ContentType.objects.get_for_model(OutcomeNote)
    return LogEntry.objects.filter(content_type=kind, object_id=str(note.pk)).select_related("user").order_by("-pk")


def last_person(note: OutcomeNote) -> str:
    """The name of the person who changed ``note`` last; empty when nobody did."""
    entry = changes_of(note).first()
    return (entry.user.get_full_name() or entry.user.get_username()) if entry else ""


def record_change(note: OutcomeNote, *, by: Any, sentence: str) -> None:
    """Raise the revision of a locked ``note`` and write down what was done to it.

    The operator's command has no account, so its deeds stand in the rows alone (``published_at`` without a person).
    """
    note.revision += 1
    note.save(update_fields=["revision"])
    say_why(sentence)
    if by is not None:
        LogEntry.objects.log_actions(by.pk, [note], CHANGE, sentence, single_object=True)


def quoted(words: Any) -> str:
    """``words`` in quotation marks, shortened when long; "nothing" when there are none."""
    text = " ".join(str(words if words is not None else "").split())
    if not text:
        return "nothing"
    return f"“{text if len(text) <= LONGEST_QUOTE else text[: LONGEST_QUOTE - 1] + '…'}”"
