"""Deleting a note: into the bin, out of it again, or for good.

In the bin a note is read by nobody (meetings/access.py), and everything of it is still there. Deleted for good, its
words, findings, files and history are gone, and a tombstone without any of its words stands at its address.
"""

from collections.abc import Iterable
from typing import Any

import pghistory
from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.access import may_review
from meetings.ingest.receive import WRITING
from meetings.models import (
    EARLIER,
    Commitment,
    Merge,
    OutcomeNote,
    Paragraph,
    Participant,
    Participation,
    PublicTwin,
    Source,
    StatusChange,
    Tombstone,
    UploadLine,
)
from meetings.models.earlier import DELETED
from meetings.review.history import changes_of, deed, locked, quoted, record_change
from meetings.review.publishing import in_words
from meetings.review.refusals import ReviewRefused
from meetings.review.twins import propose_twins

# Rows of registers that nothing else hangs on, so that one that was deleted comes back whole.
DELETABLE = (Participation, Participant)
# The rows from which a participant is known.
KNOWN_AS_A_PERSON = ("participations", "public_participations", "represented")


class NotInBin(ReviewRefused):
    """What is to be restored or deleted for good does not lie in the bin."""

    def __init__(self) -> None:
        super().__init__(_("This note is not in the bin. It may have been restored or deleted for good meanwhile."))


class StillNeeded(ReviewRefused):
    """The note is the evidence for something in another note; the message says what."""


@deed
def delete_note(*, note: OutcomeNote, by: Any, reason: str, revision: int | None = None) -> OutcomeNote:
    """Put ``note`` into the bin: from now on nobody reads it, nor learns of it. ``restore_note`` is the way back.

    One that lies there is returned as it is. Raises ReasonMissing or ChangedMeanwhile.
    """
    why = in_words(reason)
    held = locked(note, revision=revision)
    if held.deleted_at is not None:
        return held
    held.deleted_at, held.deleted_by = timezone.now(), by
    held.save(update_fields=["deleted_at", "deleted_by"])
    record_change(held, by=by, sentence=f"Put into the bin. Reason: {quoted(why)}.")
    propose_twins(held.meeting)
    return held


@deed
def restore_note(*, note: OutcomeNote, by: Any) -> OutcomeNote:
    """Take ``note`` out of the bin, into the state it had: what was published is read again. Raises NotInBin."""
    held = _in_bin(note)
    held.deleted_at = held.deleted_by = None
    held.save(update_fields=["deleted_at", "deleted_by"])
    record_change(held, by=by, sentence="Restored from the bin.")
    propose_twins(held.meeting)
    return held


@deed
def destroy_note(*, note: OutcomeNote, by: Any, reason: str) -> Tombstone:
    """Delete for good a ``note`` that lies in the bin: rows, history and, once that is certain, the files.

    People whom no other paper names go with it, and so do those of them who were merged into others. Raises
    ReasonMissing, NotInBin, or StillNeeded when the status of a commitment in another note rests on a passage of this
    one.
    """
    why = in_words(reason)
    held = _in_bin(note)
    statuses = StatusChange.objects.filter(passage__note=held)
    if other := statuses.exclude(commitment__note=held).select_related("commitment__paragraph__note").first():
        raise StillNeeded(
            _(
                "The status of a commitment in %(passage)s rests on a passage of this note. "
                "Give that commitment other evidence first; until then the note can only stay in the bin."
            ),
            passage=other.commitment.paragraph.citation,
        )
    statuses.delete()  # of its own commitments; a passage that is evidence cannot be deleted otherwise
    files = list(held.sources.values_list("file", "sha256"))
    people = list(held.participations.values_list("participant", flat=True))
    parts, lexemes = _parts_of(held), _lexemes_of(held)
    was_readable = held.state == OutcomeNote.PUBLISHED and held.published_at <= held.deleted_at
    tombstone = Tombstone.objects.create(
        slug=held.slug,
        name=held.name,
        marking=held.marking,
        was_readable=was_readable,
        hashes=[digest for _, digest in files],
        deleted_at=timezone.now(),
        deleted_by=by,
        reason=why,
    )
    quarantined = _blank_lines(held)
    changes_of(held).delete()
    held.delete()
    unnamed = Participant.objects.filter(pk__in=people, **dict.fromkeys(KNOWN_AS_A_PERSON))
    parts[Participant] = list(unnamed.values_list("pk", flat=True))
    merges = Merge.objects.filter(participant__in=parts[Participant])
    undone = EARLIER[Merge].objects.filter(participant__in=parts[Participant])
    parts[Merge] = [*merges.values_list("pk", flat=True), *undone.values_list("pgh_obj_id", flat=True)]
    parts[Participant] += merges.values_list("merged", flat=True)  # whose names they had, too
    unnamed.delete()
    for merge in Merge.objects.filter(participant__in=people).select_related("participant"):
        if _told_by_these_alone(merge, parts[Participation]):
            parts[Merge].append(merge.pk)
            parts[Participant].append(merge.merged)
            _unlearn(merge)
    _forget(parts)
    _forget_lexemes(lexemes)
    transaction.on_commit(lambda: _remove_bytes(files, quarantined))
    return tombstone


@deed
def delete_row(*, row: Any, by: Any, reason: str) -> None:
    """Delete a row of one of the registers in DELETABLE; ``restore_row`` is the way back. Raises ReasonMissing."""
    sentence = f"Deleted: {quoted(row)}. Reason: {quoted(in_words(reason))}."
    note = locked(row.note) if isinstance(row, Participation) else None
    with pghistory.context(deed="bin", why=sentence):
        row.delete()
    if note is not None:
        record_change(note, by=by, sentence=sentence)


def deleted_rows(user: Any, *models: Any) -> Any:
    """The deleted rows that ``user`` may restore, as they were, newest first: a queryset for one model, else a list."""
    if not models:
        return [row for model in DELETABLE for row in deleted_rows(user, model)]
    [model] = models
    rows = EARLIER[model].objects.filter(pgh_label=DELETED, pgh_context__metadata__deed="bin")
    rows = rows.exclude(pgh_obj_id__in=model.objects.values("pk")).select_related("pgh_context").order_by("-pgh_id")
    if model is Participation:
        rows = rows.filter(note__in=OutcomeNote.objects.visible_to(user)).select_related("note", "participant")
    return rows if may_review(user) else rows.none()


@deed
def restore_row(*, earlier: Any, by: Any) -> Any:
    """Put a deleted row back as it was, under its own key. Raises ValidationError when a rule stands against it."""
    model = earlier.pgh_tracked_model
    note = locked(earlier.note) if model is Participation else None
    row = model(**{field.attname: getattr(earlier, field.attname) for field in model._meta.concrete_fields})
    row.full_clean()
    row.save(force_insert=True)
    sentence = f"Restored from the bin: {quoted(row)}."
    if note is not None:
        record_change(note, by=by, sentence=sentence)
    LogEntry.objects.log_actions(by.pk, [row], ADDITION, sentence, single_object=True)
    return row


def _in_bin(note: OutcomeNote) -> OutcomeNote:
    try:
        held = locked(note)
    except OutcomeNote.DoesNotExist:
        raise NotInBin from None
    if held.deleted_at is None:
        raise NotInBin
    return held


def _parts_of(note: OutcomeNote) -> dict[Any, list[int]]:
    """The keys of all rows, present and earlier, of each kind with a history that are a part of ``note``."""
    parts: dict[Any, list[int]] = {OutcomeNote: [note.pk]}
    for model, kept in EARLIER.items():
        if any(field.name == "note" for field in kept._meta.fields):
            present = model._base_manager.filter(note=note).values_list("pk", flat=True)
            parts[model] = [*present, *kept.objects.filter(note=note.pk).values_list("pgh_obj_id", flat=True)]
    for model, column in ((Commitment, "paragraph"), (PublicTwin, "passage"), (PublicTwin, "public_passage")):
        within = {f"{column}__in": parts[Paragraph]}
        present = model.objects.filter(**within).values_list("pk", flat=True)
        earlier = EARLIER[model].objects.filter(**within).values_list("pgh_obj_id", flat=True)
        parts[model] = [*parts.get(model, ()), *present, *earlier]
    return parts


def _forget(parts: dict[Any, list[int]]) -> None:
    """Remove the earlier rows of ``parts``, what was logged of them, and the sentences that quote them."""
    contexts: set[Any] = set()
    for model, keys in parts.items():
        earlier = EARLIER[model].objects.filter(pgh_obj_id__in=keys)
        contexts.update(earlier.values_list("pgh_context_id", flat=True))
        earlier.delete()
        kind = ContentType.objects.get_for_model(model)
        LogEntry.objects.filter(content_type=kind, object_id__in=[str(key) for key in keys]).delete()
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE pghistory_context SET metadata = metadata - 'why' - 'url' WHERE id = ANY(%s)",
            [list(contexts - {None})],
        )


def _told_by_these_alone(merge: Merge, gone: Iterable[int]) -> bool:
    """Whether the person merged away was known from the participations ``gone``, and from nothing that is left."""
    if set(gone).isdisjoint(merge.moved.get("participations", ())):
        return False
    return not any(
        getattr(merge.participant, relation).filter(pk__in=merge.moved.get(relation, ())).exists()
        for relation in KNOWN_AS_A_PERSON
    )


def _unlearn(merge: Merge) -> None:
    """Undo ``merge`` without bringing back who was merged away: the one kept was never called so."""
    kept, words = merge.participant, set(merge.learnt.get("variants", ()))
    for other in kept.merges.exclude(pk=merge.pk):
        words.difference_update(other.brought.get("variants", ()))
    kept.variants = [form for form in kept.variants if form not in words]
    kept.save(update_fields=["variants"])
    merge.delete()
    for earlier in kept.earlier.filter(variants__overlap=list(words)):
        earlier.variants = [form for form in earlier.variants if form not in words]
        earlier.save(update_fields=["variants"])
    told = LogEntry.objects.filter(content_type=ContentType.objects.get_for_model(kept), object_id=str(kept.pk))
    told.filter(change_message__contains=quoted(merge.name)).delete()


def _lexemes_of(note: OutcomeNote) -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT w.lexeme FROM meetings_paragraph p, unnest(p.vector) AS w WHERE p.note_id = %s", [note.pk]
        )
        return [lexeme for (lexeme,) in cursor.fetchall()]


def _forget_lexemes(lexemes: list[str]) -> None:
    """Remove from the words that search compares with those that stood in this note alone."""
    with connection.cursor() as cursor:
        cursor.execute(
            r"""DELETE FROM meetings_searchword w WHERE w.lexeme = ANY(%s) AND NOT EXISTS (
                  SELECT 1 FROM meetings_findableparagraph p WHERE p.vector @@
                    ('''' || replace(replace(w.lexeme, '\', '\\'), '''', '''''') || '''')::tsquery)""",
            [lexemes],
        )


def _blank_lines(note: OutcomeNote) -> list[str]:
    """Take the words of ``note`` out of the lists of uploads; the names of files of it that lie in quarantine."""
    lines = UploadLine.objects.filter(note=note).exclude(state__in=UploadLine.UNFINISHED)
    quarantined = list(lines.exclude(file="").values_list("file", flat=True))
    lines.update(name="", file="", typed=[], sentence="The note that this file belonged to was deleted for good.")
    return quarantined


def _remove_bytes(files: Iterable[tuple[str, str]], quarantined: Iterable[str]) -> None:
    """Remove the files from the disk, unless the same bytes were received anew in the same moment."""
    waiting_room = UploadLine._meta.get_field("file").storage
    for name in quarantined:
        waiting_room.delete(name)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
        for name, digest in files:
            if not Source.objects.filter(sha256=digest).exists():
                default_storage.delete(name)
