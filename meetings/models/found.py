"""What was found in a paragraph: commitments, sentences, reasons of codes, themes, instruments, days to come."""

from typing import Any, Self

from django.db import models

from meetings.models.note import OutcomeNote


class FoundQuerySet(models.QuerySet[Any]):
    """Steps that go by the note beside each row."""

    def visible_to(self, user: Any) -> Self:
        """Those in notes that ``user`` may read."""
        return self.filter(note__in=OutcomeNote.objects.visible_to(user))

    def leading_for(self, user: Any) -> Self:
        """Those that ``user`` may read, without what only an earlier version of a paper says."""
        return self.filter(note__in=OutcomeNote.objects.leading_for(user))


class Found(models.Model):
    """A row that hangs on a ``paragraph``, with the note of that paragraph beside it.

    What is counted and what is guarded goes by the note, which is far quicker than going by the paragraph. PostgreSQL
    fills it in where a row comes without it, and refuses one that is not the note of the paragraph (the migration
    note_of_paragraphs). So nothing here writes it; a row that was just made knows it once it is read again.
    """

    # Rows go with their paragraph, and it is the key of both, paragraph and note, that is checked.
    note = models.ForeignKey(
        OutcomeNote, models.DO_NOTHING, related_name="+", editable=False, blank=True, db_constraint=False
    )

    objects = FoundQuerySet.as_manager()

    class Meta:
        abstract = True
