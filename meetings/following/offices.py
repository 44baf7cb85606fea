"""The offices named at two meetings or more, each with everybody who held it, counted by the database."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Min, QuerySet

from meetings.council.offices import is_acting, office_key
from meetings.following.people import noted_for, with_offices
from meetings.models import PublicParticipation
from meetings.search.alphabet import in_alphabet

# An office is a line once it was named at this many meetings.
LINE_FROM = 2


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """One office of one side: the names of its holders, the latest first, and the forms in which it is printed.

    ``named_on`` is the day of the last meeting at which its latest holder was named.
    """

    key: str
    name: str
    side: str
    count: int
    holders: list[str]
    forms: list[str]
    named_on: date | None = None


@dataclass(frozen=True, slots=True)
class Named:
    """One participant by one form of an office: how often, from which meeting to which, and when last."""

    form: str
    participant: int
    name: str
    count: int
    first: int | None
    last: int | None
    latest: date | None


def office_lines(user: Any) -> list[OfficeLine]:
    """US side first, most frequent first; ministers are told by country. One query."""
    public = PublicParticipation.objects.visible_to(user).annotate(at=F("meeting"), day=F("meeting__opened_on"))
    lines: dict[tuple[str, str], list[Named]] = defaultdict(list)
    rows = _by_holder(public).union(_by_holder(with_offices(noted_for(user))), all=True)
    for side, form, *told in rows.order_by():
        if key := office_key(form):
            lines[side, key].append(Named(form, *told))
    named = [_line(side, key, listed) for (side, key), listed in lines.items() if _at_several(listed)]
    return sorted(named, key=lambda line: (line.side != "US", -line.count, in_alphabet(line.name)))


def _by_holder(rows: QuerySet[Any]) -> QuerySet[Any]:
    return (
        rows.exclude(office="")
        .order_by()
        .values_list("side", "office", "participant", "participant__name")
        .annotate(n=Count("pk"), first=Min("at"), last=Max("at"), latest=Max("day"))
    )


def _at_several(listed: list[Named]) -> bool:
    """Whether there are two meetings: then the first and the last of all differ."""
    return len({at for named in listed for at in (named.first, named.last) if at}) >= LINE_FROM


def _line(side: str, key: str, listed: list[Named]) -> OfficeLine:
    forms: Counter[str] = Counter()
    latest: dict[tuple[int, str], int] = {}
    for named in listed:
        forms[named.form] += named.count
        day = named.latest.toordinal() if named.latest else 0
        holder = named.participant, named.name
        latest[holder] = max(latest.get(holder, 0), day)
    holders = sorted(latest, key=lambda holder: (-latest[holder], in_alphabet(holder[1])))
    # The form that is printed most often, without "Acting" where there is one.
    plainest = max(forms, key=lambda form: (not is_acting(form), forms[form], form))
    named_on = max((named.latest for named in listed if named.latest), default=None)
    return OfficeLine(key, plainest, side, forms.total(), [name for _, name in holders], list(forms), named_on)
