"""A meeting among the others: the subjects raised there, and where each was raised before and after."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from meetings.models import Meeting, Paragraph, Theme, ThemePassage


@dataclass(frozen=True, slots=True)
class Subject:
    """One theme of a meeting with its passages there, and the nearest meetings that raised it too."""

    theme: Theme
    passages: list[Paragraph]
    before: Meeting | None
    after: Meeting | None


def subjects_of(meeting: Meeting, user: Any) -> list[Subject]:
    """The themes raised at ``meeting`` in papers that ``user`` may read, in the order of the papers; three queries."""
    raised = ThemePassage.objects.leading_for(user)
    here = (
        raised.filter(note__meeting=meeting)
        .select_related("theme", "paragraph__note")
        .defer("paragraph__vector", "paragraph__text", "paragraph__note__text", "paragraph__note__vector")
        .order_by("paragraph__note", "paragraph__position")
    )
    passages: dict[Theme, list[Paragraph]] = defaultdict(list)
    for passage in here:
        passages[passage.theme].append(passage.paragraph)
    if not passages:
        return []
    elsewhere = raised.filter(theme__in=passages, note__meeting__isnull=False).exclude(note__meeting=meeting)
    pairs = elsewhere.order_by().values_list("theme", "note__meeting").distinct()
    listed: dict[int, list[int]] = defaultdict(list)
    for theme, other in pairs:
        listed[theme].append(other)
    others = Meeting.objects.in_bulk({pk for pks in listed.values() for pk in pks})
    return [
        Subject(theme, found, *_nearest(meeting, [others[pk] for pk in listed[theme.pk]]))
        for theme, found in passages.items()
    ]


def _nearest(meeting: Meeting, others: list[Meeting]) -> tuple[Meeting | None, Meeting | None]:
    """The last of ``others`` before ``meeting`` and the first one after it."""
    place = _place(meeting)
    before = [other for other in others if _place(other) < place]
    after = [other for other in others if _place(other) > place]
    return max(before, key=_place, default=None), min(after, key=_place, default=None)


def _place(meeting: Meeting) -> tuple[int, int, str]:
    return meeting.opened_on.toordinal(), meeting.closed_on.toordinal(), meeting.slug
