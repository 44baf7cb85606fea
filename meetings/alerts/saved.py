"""Saved searches: kept under a name, run again, with the number of hits that are new since the last look."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Max
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from meetings.finding.asked import Asked
from meetings.finding.newest import published_after
from meetings.finding.passages import match_each
from meetings.models import OutcomeNote, SavedSearch

MOST = 50
LONGEST_ADDRESS = 4_000


class SearchNotSaved(ValueError):
    """A search was not saved; the message says why and what to do."""


class NothingAsked(SearchNotSaved):
    def __init__(self) -> None:
        super().__init__(_("This search is empty. Search for something first, then save it."))


class TooLong(SearchNotSaved):
    def __init__(self) -> None:
        super().__init__(_("This search has too many words and filters to be saved. Take some away."))


class NameMissing(SearchNotSaved):
    def __init__(self) -> None:
        super().__init__(_("Give the search a name, so that you recognise it."))


class NameTaken(SearchNotSaved):
    def __init__(self, name: str) -> None:
        super().__init__(_("You have a saved search named “%(name)s” already. Choose another name.") % {"name": name})


class SavedAlready(SearchNotSaved):
    def __init__(self, name: str) -> None:
        super().__init__(_("You have saved this search already, as “%(name)s”.") % {"name": name})


class TooManySearches(SearchNotSaved):
    def __init__(self) -> None:
        sentence = ngettext(
            "You have %(most)d saved search already. Delete it first.",
            "You have %(most)d saved searches already. Delete one first.",
            MOST,
        )
        super().__init__(sentence % {"most": MOST})


@transaction.atomic
def save_search(*, by: Any, name: str, asked: Asked, mailed: bool) -> SavedSearch:
    """Keep what ``asked`` asks, on its first page, for ``by``; ``mailed`` tells its new hits by e-mail from now on.

    Raises NothingAsked, TooLong, NameMissing, NameTaken, SavedAlready, TooManySearches.
    """
    owner = get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)  # two requests of one queue here
    name, address = " ".join(name.split()), asked.but(page=1).address
    mine = SavedSearch.objects.filter(owner=owner)
    if asked.asks_nothing:
        raise NothingAsked
    if len(address) > LONGEST_ADDRESS:
        raise TooLong
    if not name:
        raise NameMissing
    if held := mine.filter(address=address).first():
        raise SavedAlready(held.name)
    if mine.filter(name=name).exists():
        raise NameTaken(name)
    if mine.count() >= MOST:
        raise TooManySearches
    now = timezone.now()
    return SavedSearch.objects.create(
        owner=owner,
        name=name,
        address=address,
        looked_at=now,
        mailed_from=now if mailed else None,
        mail_language=language_here(),
    )


def look_at(*, search: SavedSearch, by: Any) -> str:
    """Note that ``by`` looks at their ``search`` now, and give the address of the search page for it."""
    SavedSearch.objects.visible_to(by).filter(pk=search.pk).update(looked_at=timezone.now())
    return search.address


def mail_search(*, search: SavedSearch, by: Any, on: bool) -> None:
    """Tell new hits of ``search`` by e-mail from now on, in the language of the page, or no longer."""
    mine = SavedSearch.objects.visible_to(by).filter(pk=search.pk, mailed_from__isnull=on)
    mine.update(mailed_from=timezone.now() if on else None, mail_language=language_here())


def language_here() -> str:
    """The language of the page on which a person asks, for mail that is written later."""
    return get_language() or settings.LANGUAGE_CODE


def delete_search(*, search: SavedSearch, by: Any) -> None:
    SavedSearch.objects.visible_to(by).filter(pk=search.pk).delete()


def asked_by(search: SavedSearch) -> Asked:
    """What ``search`` asks of the search page."""
    return Asked.from_address(QueryDict(search.address))


def count_new(searches: Sequence[SavedSearch], user: Any) -> dict[int, int]:
    """For each of ``searches``, by its key, the hits in papers published after its owner looked last.

    Two queries at most, whatever the number of searches; one where nothing was published since.
    """
    latest = OutcomeNote.objects.visible_to(user).published().aggregate(at=Max("published_at"))["at"]
    since = [search for search in searches if latest and latest > search.looked_at]
    asked = [asked_by(search) for search in since]
    found = match_each([(each, published_after(s.looked_at, each, user)) for s, each in zip(since, asked, strict=True)])
    counts = {search.pk: len(among.units) for search, among in zip(since, found, strict=True)}
    return {search.pk: counts.get(search.pk, 0) for search in searches}
