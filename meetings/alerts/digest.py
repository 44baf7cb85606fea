"""The digest: one mail a day for each person at most, and no passage told twice.

The rows that say what is told are written, and kept, before the mail leaves. A mail that the server refused for
certain takes them back, so that the next run tries again. Where nobody can know whether it left, because the line
broke or the machine stopped, they stay: rather one passage untold, which the list of saved searches still counts,
than one told twice.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from meetings.alerts.saved import asked_by
from meetings.finding.hits import Hit, hits_of
from meetings.finding.newest import by_publication, published_after
from meetings.finding.passages import match
from meetings.finding.units import note_of, parted
from meetings.models import Digest, Paragraph, SavedSearch, ToldPassage
from meetings.wall import read_as

SHOWN = 25  # passages of one search in one mail; of more only the number is told
LOOKED_BACK = timedelta(days=60)  # older papers are no news, should the digests have stood still so long
Key = tuple[int, str]  # the key of the paper and the address in it: what stays when a paper is read again


@dataclass(frozen=True, slots=True)
class Group:
    """The new hits of one saved search."""

    search: SavedSearch
    hits: list[Hit]
    more: int  # hits that are not shown

    @property
    def count(self) -> int:
        return len(self.hits) + self.more


def language_of(groups: Iterable[Group]) -> str:
    """The language in which mail was asked for last: of searches that were ticked on pages in two, the later one."""
    return max((group.search for group in groups), key=lambda search: search.mailed_from).mail_language


def persons_to_tell() -> QuerySet[Any]:
    """Those with an open account who want to be told of a search by e-mail, with or without an address for it."""
    wanted = SavedSearch.objects.mailed().values("owner")
    return get_user_model().objects.filter(pk__in=wanted, is_active=True).order_by("pk")


@transaction.atomic
def claim_digest(*, person_pk: int, now: datetime) -> tuple[Digest, list[Group]] | None:
    """What to tell the person now, with the row that says so; None when there is nothing, or it was done today.

    Of two runs at the same moment one claims; the other passes the person over without waiting.
    """
    person = get_user_model().objects.select_for_update(skip_locked=True, no_key=True).filter(pk=person_pk).first()
    day = timezone.localdate(now)
    if person is None or Digest.objects.filter(person=person, day=day).exists():
        return None
    with read_as(person):  # whose papers alone are told of; a command would find all
        groups, told = _new_for(person, now)
    if not groups:
        return None
    digest = Digest.objects.create(person=person, day=day, begun_at=now)
    ToldPassage.objects.bulk_create(
        ToldPassage(digest=digest, person=person, note_id=note, address=address) for note, address in told
    )
    return digest, groups


def note_sent(*, digest: Digest) -> None:
    Digest.objects.filter(pk=digest.pk).update(state=Digest.SENT)


def note_unsure(*, digest: Digest) -> None:
    """Nobody can know whether the mail left: what it told stays told."""
    Digest.objects.filter(pk=digest.pk).update(state=Digest.UNSURE)


def take_back(*, digest: Digest) -> None:
    """The mail did not leave: what it would have told can be told by the next run."""
    Digest.objects.filter(pk=digest.pk).delete()


def _new_for(person: Any, now: datetime) -> tuple[list[Group], list[Key]]:
    """What ``person`` may read and was not told yet, by search, and the keys of all of it.

    A passage that several searches find stands under the first of them by name.
    """
    told = set(ToldPassage.objects.filter(person=person).values_list("note", "address"))
    groups, new = [], []
    for search in SavedSearch.objects.filter(owner=person).mailed():
        asked = asked_by(search)
        found = match(asked, published_after(max(search.mailed_from, now - LOOKED_BACK), asked, person))
        keys = keys_of(found.units)
        fresh = [unit for unit in by_publication(found.units) if keys[unit] not in told]
        if fresh:
            groups.append(Group(search, hits_of(fresh[:SHOWN], found.query, person), len(fresh[SHOWN:])))
            new += [keys[unit] for unit in fresh]
            told |= {keys[unit] for unit in fresh}
    return groups, new


def keys_of(units: Iterable[int]) -> dict[int, Key]:
    """The paper and the address of each of ``units``; a title page has an empty address."""
    listed = list(units)
    rows = Paragraph.objects.filter(pk__in=parted(listed)[0]).order_by().values_list("pk", "note", "address")
    keys: dict[int, Key] = {2 * pk: (note, address) for pk, note, address in rows}
    return keys | {unit: (note, "") for unit in listed if (note := note_of(unit)) is not None}
