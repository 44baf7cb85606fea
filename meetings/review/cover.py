"""Mending what was read from the cover."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from meetings.council.codes import NoteCode as PrintedCode
from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.models import NoteCode, OutcomeNote, TopicCode
from meetings.review.history import deed, locked, quoted, record_change
from meetings.review.publishing import SAYS_NO_MEETING, says_no_meeting
from meetings.review.twins import propose_twins

COVER_FIELDS = (
    "marking",
    "number",
    "version",
    "language",
    "kind",
    "dated_on",
    "place",
    "sent_from",
    "sent_to",
    "subject",
    "meeting",
)

# A doubt is settled when the cover value that it asks for is there.
ANSWERS = {"no-number": "number", "no-date": "dated_on", "unknown-marking": "marking", "no-meeting": "meeting"}


@deed
def set_cover(
    *,
    note: OutcomeNote,
    by: Any,
    revision: int | None = None,
    reports_no_meeting: bool | None = None,
    codes: list[PrintedCode] | None = None,
    **values: Any,
) -> OutcomeNote:
    """Set cover fields (COVER_FIELDS) of ``note`` to ``values``; what is not given stays.

    ``codes`` are all the topic codes in the order of the cover. ``reports_no_meeting`` says whether the archivist has
    looked and found that the paper reports none. Nothing is written when nothing differs.
    Raises ChangedMeanwhile, or ValidationError with a sentence a field.
    """
    held = locked(note, revision=revision)
    reported = held.meeting
    done = [_set_field(held, name, values[name]) for name in COVER_FIELDS if name in values]
    if held.published_at is None and {"number", "version", "language"} & values.keys():
        held.slug = _address(held)
    _check(held)
    held.save(update_fields=[*COVER_FIELDS, "slug"])
    if codes is not None:
        done.append(_set_codes(held, codes))
    if reports_no_meeting is not None:
        done.append(_set_no_meeting(held, by=by, none=reports_no_meeting and held.meeting_id is None))
    if any(done):
        answered = [kind for kind, name in ANSWERS.items() if name in values and getattr(held, name)]
        held.doubts.filter(settled_at=None, kind__in=answered).update(settled_at=timezone.now(), settled_by=by)
        record_change(held, by=by, sentence=" ".join(sentence for sentence in done if sentence))
        for meeting in dict.fromkeys((reported, held.meeting)):  # a pair is of one meeting, and of one public paper
            propose_twins(meeting)
    return held


def _set_field(note: OutcomeNote, name: str, value: Any) -> str:
    """Set one field; the sentence for the history, empty when the value is the same."""
    before = getattr(note, name)
    if before == value:
        return ""
    setattr(note, name, value)
    label = str(OutcomeNote._meta.get_field(name).verbose_name).capitalize()
    return f"{label}: {quoted(before)} became {quoted(value)}."


def _check(note: OutcomeNote) -> None:
    """ValidationError when the note as it now stands would break a rule of its fields or of the table."""
    wrong: dict[str, Any] = {}
    elsewhere = {field.name for field in OutcomeNote._meta.fields} - {*COVER_FIELDS, "slug"}
    rules = (
        lambda: note.clean_fields(exclude=elsewhere | {"kind"}),  # a press page may show no kind
        note.validate_unique,
        note.validate_constraints,
    )
    for rule in rules:
        try:
            rule()
        except ValidationError as error:
            wrong = error.update_error_dict(wrong)
    if wrong:
        raise ValidationError(wrong)


def _address(note: OutcomeNote) -> str:
    """The slug that the number gives; the present one when there is no number or another note has that address.

    Only for a note that was never published: afterwards its address may have been cited.
    """
    if not note.number:
        return note.slug
    try:
        slug = DocumentNumber.parse(note.name).slug
    except UnknownNumber as error:
        raise ValidationError({"number": str(error)}) from error
    if note.language != "en":
        slug = f"{slug}-{slugify(note.language)}"
    taken = OutcomeNote.objects.filter(slug=slug).exclude(pk=note.pk).exists()
    return note.slug if taken else slug


def _set_codes(note: OutcomeNote, codes: list[PrintedCode]) -> str:
    """Make ``codes`` the codes of the note, keeping the rows that stay with their evidence."""
    wanted = list(dict.fromkeys((TopicCode.objects.met(str(code.code)), code.serial) for code in codes))
    held = {(row.code, row.serial): row for row in note.note_codes.select_related("code")}
    if list(held) == wanted:
        return ""
    before = ", ".join(str(row) for row in held.values())
    note.note_codes.exclude(pk__in=[held[key].pk for key in wanted if key in held]).delete()
    for position, (code, serial) in enumerate(wanted, 1):
        if row := held.get((code, serial)):
            row.position = position
            row.save(update_fields=["position"])
        else:
            NoteCode.objects.create(note=note, code=code, serial=serial, position=position)
    note.doubts.filter(settled_at=None, kind="no-codes").update(settled_at=timezone.now())
    return f"Codes: {quoted(before)} became {quoted(', '.join(str(code) for code in codes))}."


def _set_no_meeting(note: OutcomeNote, *, by: Any, none: bool) -> str:
    """Write down, or take back, that the paper reports no meeting: as the doubt about it, settled."""
    if note.meeting_id is not None or none == says_no_meeting(note):
        return ""
    now = timezone.now() if none else None
    if not note.doubts.filter(kind=SAYS_NO_MEETING).update(settled_at=now, settled_by=by if none else None):
        note.doubts.create(kind=SAYS_NO_MEETING, settled_at=now, settled_by=by)
    return "The paper reports no meeting." if none else "The paper reports a meeting that is not yet chosen."
