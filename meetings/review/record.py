"""The history of one row: each change with who, when, field, before, after and why; and taking one change back."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import get_user_model
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from meetings import days
from meetings.models import EARLIER, Commitment, Merge, NoteCode, OutcomeNote, Paragraph, PublicTwin
from meetings.models.earlier import DELETED
from meetings.review.history import deed, locked, quoted, record_change, say_why
from meetings.review.publishing import in_words
from meetings.review.refusals import ReviewRefused
from meetings.review.subjects import find_again_everywhere
from meetings.review.twins import check_pair

# Changed by deeds that check more than one row can say; each has its own way back.
HAS_ITS_OWN_WAY_BACK = {
    OutcomeNote: {"state", "published_at", "published_by", "deleted_at", "deleted_by"},
    Merge: {field.name for field in Merge._meta.fields},
}


class CannotRevert(ReviewRefused):
    """A change that cannot be taken back; the message says why."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that a change gave another value; ``before`` and ``after`` as people read them."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """One change of one row. ``after`` is the row that followed, or None when it was deleted.

    ``about`` names the row where it is a part of the record that is looked at.
    """

    earlier: Any
    after: Any
    who: str
    why: str
    fields: tuple[FieldChange, ...]
    about: str = ""

    @property
    def when(self) -> datetime:
        made: datetime = self.earlier.pgh_created_at
        return made

    @property
    def deleted(self) -> bool:
        return bool(self.earlier.pgh_label == DELETED)

    @property
    def can_be_reverted(self) -> bool:
        """Whether to offer it. The deed looks again."""
        return not self.about and not self.deleted and not _own_way_back(self.earlier, self.fields)


def changes_of_row(row: Any) -> list[RowChange]:
    """Every change of ``row`` that was kept, newest first; none for a row of a kind without history."""
    kept = EARLIER.get(type(row))
    if kept is None:
        return []
    before = list(kept.objects.filter(pgh_obj_id=row.pk).select_related("pgh_context").order_by("pgh_id"))
    people = _people(before)
    changes = [
        _change(earlier, None if earlier.pgh_label == DELETED else after, people)
        for earlier, after in pairwise([*before, row])
    ]
    return changes[::-1]


def last_change(row: Any) -> int:
    """The number of the last kept change of ``row``; 0 when it was never changed."""
    kept = EARLIER.get(type(row))
    found = kept and kept.objects.filter(pgh_obj_id=row.pk).order_by("-pgh_id").values_list("pgh_id", flat=True).first()
    return found or 0


def changes_of_parts(note: OutcomeNote) -> list[RowChange]:
    """Changes of the paragraphs and codes of ``note``, also of those that are gone, newest first."""
    changes: list[RowChange] = []
    for model, beside in ((Paragraph, ()), (NoteCode, ("code",))):
        kept = EARLIER[model].objects.filter(note=note.pk).select_related("pgh_context", *beside)
        rows = list(kept.order_by("pgh_obj_id", "pgh_id"))
        present, people = model._base_manager.in_bulk([row.pgh_obj_id for row in rows]), _people(rows)
        for key, group in groupby(rows, key=lambda row: row.pgh_obj_id):
            changes += [_change_of_part(*two, people) for two in pairwise([*group, present.get(key)])]
    return sorted(changes, key=lambda change: (change.when, change.earlier.pk), reverse=True)


def _change_of_part(earlier: Any, after: Any, people: dict[int, str]) -> RowChange:
    """One change of a paragraph or a code, with its place in the note; of one that was deleted, the words that went."""
    if earlier.pgh_tracked_model is Paragraph:
        about, words = f"§{earlier.address}", earlier.text
    else:
        words = f"{earlier.code} {earlier.serial or ''}".strip()
        about = gettext("Code %(code)s") % {"code": words}
    if earlier.pgh_label != DELETED:
        return replace(_change(earlier, after, people), about=about)
    gone = FieldChange("", "", words, gettext("Deleted"))
    return replace(_change(earlier, None, people), about=about, fields=(gone,))


@deed
def revert_change(*, row: Any, earlier_pk: int, by: Any, reason: str) -> Any:
    """Give the fields that one change of ``row`` touched the values they had before it. Returns the row.

    Other changes stay. Raises ReasonMissing, CannotRevert when the record has moved on since or the change has its own
    way back, or ValidationError when the earlier values would break a rule by now.
    """
    why = in_words(reason)
    note = _note_of(row)
    held_note = locked(note) if note is not None else None
    model = type(row)
    held = held_note if model is OutcomeNote else model.objects.select_for_update(of=("self",)).get(pk=row.pk)
    change = next((one for one in changes_of_row(held) if one.earlier.pk == earlier_pk), None)
    if change is None:
        raise CannotRevert(_("This change is no longer in the history of the record."))
    _check(held, change)
    names = [field.name for field in change.fields]
    for name in names:
        setattr(held, _attname(model, name), getattr(change.earlier, _attname(model, name)))
    others = {field.name for field in model._meta.fields} - set(names)
    held.clean_fields(exclude=others)
    held.validate_unique()
    held.validate_constraints()
    if isinstance(held, Commitment | PublicTwin):
        held.revision += 1
        names.append("revision")
    if isinstance(held, PublicTwin) and held.state == PublicTwin.CONFIRMED:
        check_pair(held.passage, held.public_passage)
    held.save(update_fields=names)
    find_again_everywhere(held, names)
    done = "; ".join(
        f"{field.label}: {quoted(field.after)} became {quoted(field.before)} again" for field in change.fields
    )
    when = timezone.localtime(change.when)
    sentence = f"Change of {when:%d.%m.%Y, %H:%M} taken back. {done}. Reason: {quoted(why)}."
    if held_note is not None:
        record_change(held_note, by=by, sentence=sentence)
    else:
        say_why(sentence)
        LogEntry.objects.log_actions(by.pk, [held], CHANGE, sentence, single_object=True)
    return held


def _check(held: Any, change: RowChange) -> None:
    """Raises CannotRevert when ``change`` of ``held`` cannot be taken back."""
    if change.deleted:
        raise CannotRevert(_("The record was deleted then; a deletion is not taken back here."))
    if _own_way_back(change.earlier, change.fields):
        raise CannotRevert(_("Publishing, withdrawing, deleting and merging are taken back by their own buttons."))
    for field in change.fields:
        name = _attname(type(held), field.name)
        if getattr(held, name) != getattr(change.after, name):
            now = shown(held, field.name)
            raise CannotRevert(
                _(
                    "The record has changed since: %(field)s became %(then)s then and is %(now)s now. "
                    "Take back the later change first, or correct the field itself."
                ),
                field=field.label,
                then=quoted(field.after),
                now=quoted(now),
            )
        if isinstance(held, OutcomeNote) and field.name == "slug" and held.published_at:
            raise CannotRevert(_("The note was published since, so its address may have been cited and stays."))
    if isinstance(held, Paragraph) and any(field.name == "text" for field in change.fields):
        text = change.earlier.text
        if any(text[c.start : c.end] != c.quote for c in held.commitments.all()):
            raise CannotRevert(_("Commitments quote the present words of the paragraph; correct or reject them first."))


def _change(earlier: Any, after: Any, people: dict[int, str]) -> RowChange:
    context = earlier.pgh_context.metadata if earlier.pgh_context_id and earlier.pgh_context else None
    if context is None:
        who = gettext("The archive itself")  # a reading or a migration, outside any person's deed
    else:
        user = context.get("user")
        who = people.get(user, gettext("An account that is gone")) if user else gettext("The operator’s command")
    return RowChange(earlier, after, who, (context or {}).get("why", ""), tuple(_fields(earlier, after)))


def _fields(earlier: Any, after: Any) -> Iterable[FieldChange]:
    if after is None:
        return
    model = earlier.pgh_tracked_model
    for field in earlier._meta.fields:
        try:
            original = model._meta.get_field(field.name)
        except FieldDoesNotExist:
            continue
        if getattr(earlier, original.attname) != getattr(after, original.attname):
            label = capfirst(str(original.verbose_name))
            yield FieldChange(original.name, label, shown(earlier, original.name), shown(after, original.name))


def shown(row: Any, name: str) -> str:
    """The value of a field as people read it; "" for none."""
    field = row._meta.get_field(name)
    value = getattr(row, field.attname)
    if value is None or value == "" or value == []:
        return ""
    if isinstance(field, models.ForeignKey):
        found = field.related_model._base_manager.filter(pk=value).first()
        return str(found) if found is not None else gettext("a record that is gone")
    if isinstance(value, bool):
        return gettext("yes") if value else gettext("no")
    if isinstance(value, datetime):
        return days.moment(value)
    if isinstance(field, models.DateField):
        return days.day(value)
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {one}" for key, one in value.items())
    return str(dict(field.flatchoices).get(value, value))


def _people(rows: list[Any]) -> dict[int, str]:
    keys = {row.pgh_context.metadata.get("user") for row in rows if row.pgh_context_id and row.pgh_context} - {None}
    found = get_user_model()._default_manager.filter(pk__in=keys) if keys else []
    return {person.pk: person.get_full_name() or person.get_username() for person in found}


def _own_way_back(earlier: Any, fields: Iterable[FieldChange]) -> bool:
    return bool({field.name for field in fields} & HAS_ITS_OWN_WAY_BACK.get(earlier.pgh_tracked_model, set()))


def _attname(model: type[models.Model], name: str) -> str:
    attname: str = model._meta.get_field(name).attname
    return attname


def _note_of(row: Any) -> OutcomeNote | None:
    """The note that the row is a part of, or is; None for the registers that stand beside the notes."""
    if isinstance(row, OutcomeNote):
        return row
    passage = {Commitment: "paragraph", PublicTwin: "passage"}.get(type(row))
    note = getattr(row, passage).note if passage else getattr(row, "note", None)
    return note if isinstance(note, OutcomeNote) else None
