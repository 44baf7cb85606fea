"""Notes by the document number that a person writes, and those that cite it."""

import re
from typing import Any

from django.db.models import Case, F, Func, QuerySet, TextField, Value, When

from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.models import OutcomeNote

# Of one number the text before its parts, published before not, English before others, the latest version first.
CURRENT_FIRST = (
    Case(When(state=OutcomeNote.PUBLISHED, then=0), default=1),
    "stem",
    Case(When(language="en", then=0), default=1),
    "-edition",
    "version",
    "pk",
)
# "10483"; not "2017", which is a year, nor "16".
BARE_NUMBER = re.compile(r"(?!(?:19|20)\d\d$)\d{4,5}")


def notes_numbered(words: str, user: Any) -> QuerySet[OutcomeNote]:
    """The notes with the document number ``words``, the current version first; none when it is no number."""
    notes = OutcomeNote.objects.visible_to(user)
    if BARE_NUMBER.fullmatch(words):
        return notes.filter(number__startswith=f"{words}/").order_by(*CURRENT_FIRST)
    number = number_in(words)
    if number is None:
        return notes.none()
    same = notes.filter(number=number.base)
    if number.versions:
        same = same.filter(version=number.version)
    return same.order_by(*CURRENT_FIRST)


def notes_citing(words: str, user: Any) -> list[OutcomeNote]:
    """The notes that name the document number ``words`` as a previous document; none when it is no number."""
    if BARE_NUMBER.fullmatch(words):
        start = words
    elif number := number_in(words):
        start = number.base
    else:
        return []
    named = Func(F("previous_documents"), Value(" "), function="array_to_string", output_field=TextField())
    notes = OutcomeNote.objects.visible_to(user).annotate(named=named)
    return list(notes.filter(named__regex=rf"(^| ){re.escape(start)}(/| |$)").select_related("meeting").newest_first())


def is_number(words: str) -> bool:
    """Whether ``words`` as a whole are a document number."""
    return bool(BARE_NUMBER.fullmatch(words)) or number_in(words) is not None


def number_in(words: str) -> DocumentNumber | None:
    try:
        return DocumentNumber.parse(words)
    except UnknownNumber:
        return None
