"""What is offered while a person types: codes, people, themes, document numbers, meetings. Only what they may read."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from typing import Any
from urllib.parse import urlencode

from django.db.models import CharField, Q, Value
from django.db.models.functions import Cast, Concat, ExtractYear
from django.db.models.lookups import IContains, IStartsWith
from django.urls import reverse
from django.utils.translation import gettext

from meetings.models import Meeting, NoteCode, OutcomeNote, Participation, ThemePassage
from meetings.search.folding import fold
from meetings.search.vectors import Fold

SHORTEST = 2
EACH = 3
MOST = 8


@dataclass(frozen=True, slots=True)
class Suggestion:
    """One line: what it is, in words, and where it leads; ``fill`` is what goes into the box."""

    kind: str
    label: str
    url: str
    fill: str

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def suggest(typed: str, user: Any) -> list[Suggestion]:
    """At most MOST lines for what has been typed so far; none for a single letter."""
    words = " ".join(fold(typed[:80].replace("\x00", "")).split())
    if len(words) < SHORTEST:
        return []
    kinds = (_codes, _numbers, _meetings, _people, _themes)
    return [one for kind in kinds for one in islice(kind(words, user), EACH)][:MOST]


def _codes(words: str, user: Any) -> Iterator[Suggestion]:
    carried = NoteCode.objects.filter(note__in=OutcomeNote.objects.visible_to(user))
    found = carried.filter(Q(code__code__istartswith=words) | Q(code__label__istartswith=words))
    rows = found.order_by("code__code").values_list("code__code", "code__label", "code__slug")
    for code, label, slug in rows.distinct()[:EACH]:
        yield Suggestion(
            gettext("Topic code"), f"{code}, {label}" if label else code, reverse("code", args=[slug]), code
        )


def _numbers(words: str, user: Any) -> Iterator[Suggestion]:
    if not words[0].isdigit():
        return
    number = words.replace(" ", "/")
    for note in OutcomeNote.objects.visible_to(user).filter(number__startswith=number).order_by("number", "pk")[:EACH]:
        yield Suggestion(gettext("Paper"), note.name, note.get_absolute_url(), note.name)


def _meetings(words: str, user: Any) -> Iterator[Suggestion]:
    place = Fold(Concat("city", Value(" "), Cast(ExtractYear("opened_on"), CharField())))
    for meeting in Meeting.objects.visible_to(user).filter(IStartsWith(place, words)).newest_first()[:EACH]:
        yield Suggestion(gettext("Meeting"), str(meeting), meeting.get_absolute_url(), meeting.place)


def _people(words: str, user: Any) -> Iterator[Suggestion]:
    found = Participation.objects.visible_to(user).filter(IContains(Fold("participant__name"), words))
    for name in found.order_by("participant__name").values_list("participant__name", flat=True).distinct()[:EACH]:
        yield _search(gettext("Person"), name, f'person:"{name}"')


def _themes(words: str, user: Any) -> Iterator[Suggestion]:
    passages = ThemePassage.objects.visible_to(user)
    found = passages.filter(IContains(Fold("theme__label"), words)).order_by("theme__label")
    for slug, label in found.values_list("theme__slug", "theme__label").distinct()[:EACH]:
        yield _search(gettext("Theme"), label, f"theme:{slug}")


def _search(kind: str, label: str, query: str) -> Suggestion:
    return Suggestion(kind, label, f"{reverse('search')}?{urlencode({'q': query})}", query)
