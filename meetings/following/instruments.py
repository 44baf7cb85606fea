"""The instruments that papers name: how often, and the passages that name one."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min, QuerySet

from meetings.models import Instrument, InstrumentMention, Paragraph
from meetings.search.alphabet import in_alphabet


@dataclass(frozen=True, slots=True)
class Named:
    """An instrument with the numbers of passages and meetings that name it, and the first and the last day of these."""

    instrument: Instrument
    passages: int = 0
    meetings: int = 0
    first: date | None = None
    last: date | None = None


def instruments_with_counts(user: Any) -> list[Named]:
    """Every instrument, the one named most often first, as far as ``user`` may read; two queries."""
    day = "note__meeting__opened_on"
    counted = (
        InstrumentMention.objects.leading_for(user)
        .order_by()
        .values_list("instrument")
        .annotate(Count("paragraph", distinct=True), Count("note__meeting", distinct=True), Min(day), Max(day))
    )
    figures = {instrument: told for instrument, *told in counted}
    listed = [Named(each, *figures.get(each.pk, ())) for each in Instrument.objects.order_by()]
    return sorted(listed, key=lambda named: (-named.passages, in_alphabet(named.instrument.name)))


def mentions_of(found: Instrument, user: Any) -> QuerySet[InstrumentMention]:
    """Every mention of ``found`` that ``user`` may read, newest meeting first."""
    return (
        InstrumentMention.objects.leading_for(user)
        .filter(instrument=found)
        .select_related("paragraph__note__meeting", "paragraph__topic")
        .defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
        .order_by("-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position", "start")
    )


def once_a_paragraph(mentions: Iterable[InstrumentMention]) -> Iterator[tuple[Paragraph, list[str]]]:
    """Each paragraph of ``mentions``, in their order, with the words in it that name the instrument."""
    for _, named in groupby(mentions, key=lambda mention: mention.paragraph_id):
        listed = list(named)
        yield listed[0].paragraph, list(dict.fromkeys(mention.words for mention in listed))
