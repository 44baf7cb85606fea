"""Two rows of a register that are one, and one that is two: merged by a curator, split again as they were.

What hangs on each kind of row stands in meetings/review/mergeable.py.
"""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils.translation import gettext_lazy as _

from meetings.ingest.receive import WRITING
from meetings.ingest.subjects import find_again
from meetings.models import EARLIER, Merge
from meetings.models.earlier import DELETED
from meetings.review.history import deed, quoted, say_why
from meetings.review.mergeable import KINDS, Kind, Line
from meetings.review.publishing import in_words
from meetings.review.refusals import ReviewRefused

SHOWN = 30  # rows of each sort in a preview; beside them stands how many there are
MERGES = "merges"  # what was merged into the one that is merged away moves with it


class NotMergeable(ReviewRefused):
    """These two cannot be one, or not be split. The message says why."""


@dataclass(frozen=True, slots=True)
class Moves:
    """What one sort of rows a merge would move: how many, and the first of them."""

    what: str
    count: int
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would move, what the one kept would learn, and what stands against it."""

    moves: list[Moves]
    learnt: list[tuple[str, list[str]]]  # name of the field, words
    clashes: list[str]  # sentences; a merge with any of them is refused


def preview_merge(*, kept: Any, merged: Any, user: Any) -> MergePreview:
    """What merging ``merged`` into ``kept``, a row of the same register, would do, as far as ``user`` may read it.

    Nothing is changed.
    """
    kind = KINDS[type(merged)]
    moves = []
    for hanging in (*kind.moving, *kind.found):
        rows = hanging.rows(merged).visible_to(user)
        if count := rows.count():
            moves.append(Moves(str(hanging.what), count, [hanging.line(row) for row in rows[:SHOWN]]))
    learnt = []
    for field, values in _learnt(kind, kept, _brought(kind, merged)).items():
        if values:
            told = type(kept)._meta.get_field(field)
            label = str(getattr(told, "verbose_name", "") or told.related_model._meta.verbose_name_plural)
            links = told.related_model.objects.filter(pk__in=values) if field in kind.links else values
            learnt.append((label, [str(value) for value in links]))
    return MergePreview(moves, learnt, _clashes(kind, kept, merged))


@deed
def merge_rows(*, kept: Any, merged: Any, by: Any, why: str) -> Merge:
    """Make ``merged`` part of ``kept``, a row of the same register: what hangs on it moves, its address leads on.

    Raises ReasonMissing without ``why``, NotMergeable when they cannot be one (``preview_merge`` says why).
    """
    why, kind = in_words(why), KINDS[type(merged)]
    rows = _locked(kind, kept.pk, merged.pk)
    if len({kept.pk, merged.pk} - rows.keys()):
        raise NotMergeable(_("One of the two is no longer in the archive: somebody merged or deleted it meanwhile."))
    kept, merged = rows[kept.pk], rows[merged.pk]
    if clashes := _clashes(kind, kept, merged):
        raise NotMergeable(*clashes)
    done = Merge(name=kind.called(merged), merged=merged.pk, open=kind.is_open(merged), merged_by=by, why=why)
    done.brought = _brought(kind, merged)
    done.learnt = _learnt(kind, kept, done.brought)
    for relation in (*(hanging.relation for hanging in kind.moving), MERGES):
        done.moved[relation] = list(getattr(merged, relation).order_by("pk").values_list("pk", flat=True))
    _move(done.moved, of=merged, to=kept)
    for field in kind.words:
        setattr(kept, field, [*getattr(kept, field), *done.learnt[field]])
    kept.save(update_fields=kind.words)
    for link in kind.links:
        getattr(kept, link).add(*done.learnt[link])
    if kind.found:
        find_again([kept], where=[kept, merged])
    merged.delete()
    setattr(done, kind.column, kept)
    done.save()
    _log(kept, by, f"Merged with {quoted(done.name)}: {quoted(why)}.")
    return done


@deed
def split_row(*, merge: Merge, by: Any, why: str) -> Any:
    """Undo ``merge``: the one merged away is there again with its name, its address and the rows it had brought.

    Rows that came later stay where they are, except those that are found by words. Raises ReasonMissing, or
    NotMergeable when it was split already, when another merge must be undone first, or when its name or address was
    given to another meanwhile.
    """
    why = in_words(why)
    held = Merge.objects.select_for_update().filter(pk=merge.pk).first()
    if held is None:
        raise NotMergeable(_("This merge was undone already."))
    kind = KINDS[type(held.kept)]
    kept = _locked(kind, held.kept.pk)[held.kept.pk]
    others = list(kept.merges.exclude(pk=held.pk))
    if outer := next((other for other in others if held.pk in other.moved[MERGES]), None):
        raise NotMergeable(
            _("“%(inner)s” was part of “%(outer)s” when that one was merged: split “%(outer)s” first."),
            inner=held.name,
            outer=outer.name,
        )
    inside = {key for each in (held, *others) for key in each.moved[MERGES]}  # known through another one
    direct = [other for other in others if other.pk not in inside]
    again = _as_it_was(kind, held)
    for field, lost in held.learnt.items():
        for other in direct:  # what another one brought as well is now known from that one
            shared = [value for value in lost if value in other.brought.get(field, ())]
            if shared:
                other.learnt[field] = [*other.learnt.get(field, ()), *shared]
                other.save(update_fields=["learnt"])
                lost = [value for value in lost if value not in shared]
        if field in kind.links:
            getattr(kept, field).remove(*lost)
        else:
            setattr(kept, field, [value for value in getattr(kept, field) if value not in lost])
    kept.save(update_fields=kind.words)
    held.delete()
    for link in kind.links:
        present = getattr(again, link).model.objects.filter(pk__in=held.brought.get(link, ()))
        getattr(again, link).set(present)
    _move(held.moved, of=kept, to=again)
    if kind.found:
        find_again([kept, again], where=[kept])
    for row in (kept, again):
        _log(row, by, f"Split: {quoted(held.name)} is not {quoted(kept)}: {quoted(why)}.")
    return again


def _clashes(kind: Kind, kept: Any, merged: Any) -> list[Any]:
    if kept.pk == merged.pk:
        return [_("Nothing can be merged into itself: choose another.")]
    return list(kind.clashes(kept, merged))


def _brought(kind: Kind, merged: Any) -> dict[str, list[Any]]:
    """By field, all words and links of the one merged away."""
    name = [kind.called(merged)] if kind.name_is_a_word else []
    words = {field: list(dict.fromkeys([*name, *getattr(merged, field)])) for field in kind.words}
    return words | {link: list(getattr(merged, link).values_list("pk", flat=True)) for link in kind.links}


def _learnt(kind: Kind, kept: Any, brought: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """Those of ``brought`` that ``kept`` does not have, nor is called."""
    learnt = {}
    for field, values in brought.items():
        own = set(getattr(kept, field).values_list("pk", flat=True)) if field in kind.links else {*getattr(kept, field)}
        own |= {kind.called(kept)} if kind.name_is_a_word else set()
        learnt[field] = [value for value in values if value not in own]
    return learnt


def _move(keys: dict[str, list[int]], *, of: Any, to: Any) -> None:
    """Give the rows that hang on ``of``, by relation and key, to another row of the same register."""
    for relation, pks in keys.items():
        hanging = getattr(of, relation)
        hanging.filter(pk__in=pks).update(**{hanging.field.name: to})


def _as_it_was(kind: Kind, merge: Merge) -> Any:
    """The row that was merged away, written again from its history under its own key."""
    rows = EARLIER[kind.model].objects.filter(pgh_obj_id=merge.merged, pgh_label=DELETED)
    row = rows.order_by("-pgh_id").first()
    if row is None:
        raise NotMergeable(_("The history of “%(name)s” is gone, so it cannot be split off."), name=merge.name)
    again = kind.model(**{field.attname: getattr(row, field.attname) for field in kind.model._meta.concrete_fields})
    try:
        again.full_clean()
    except ValidationError as error:
        raise NotMergeable(
            _("“%(name)s” cannot stand by itself again: %(why)s Rename the other one first."),
            name=merge.name,
            why=" ".join(error.messages),
        ) from error
    again.save(force_insert=True)
    return again


def _locked(kind: Kind, *keys: int) -> dict[int, Any]:
    """The rows of ``keys`` that are there, locked in one order, so that two curators queue; and no note is written."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WRITING])
    rows = kind.model._default_manager.select_for_update().filter(pk__in=keys).order_by("pk")
    return {row.pk: row for row in rows}


def _log(row: Any, by: Any, sentence: str) -> None:
    say_why(sentence)
    LogEntry.objects.log_actions(by.pk, [row], CHANGE, sentence, single_object=True)
