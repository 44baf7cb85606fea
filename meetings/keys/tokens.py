"""Tokens of the API: made for a purpose, a scope and a time; found again by their hash; revoked by their owner."""

import hashlib
import secrets
from datetime import date, datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from meetings.access import ByKey, readable_markings
from meetings.council.markings import Marking
from meetings.keys.refusals import BeyondRights, EndOutOfReach, NameMissing, NameTaken, ReadsNothing, TooManyTokens
from meetings.models import ApiToken

PREFIX = "euus_"  # tells people, and programs that look for leaked secrets, what it is
RANDOM_OCTETS = 32
SHOWN = 12  # characters of the beginning, which the list shows
MOST_LIVE = 20
LONGEST = timedelta(days=366)
# The time of the last use is written again only after this long, so that most calls write nothing here.
NOTED_EVERY = timedelta(minutes=15)


@transaction.atomic
def make_token(*, by: Any, name: str, scope: str, ends_on: date) -> tuple[ApiToken, str]:
    """A new token of ``by``, and its secret, which nobody can read again afterwards.

    Raises NameMissing, NameTaken, TooManyTokens, EndOutOfReach, and BeyondRights or ReadsNothing where the account
    itself reads less.
    """
    owner = get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)  # two requests of one queue here
    name, today = " ".join(name.split()), timezone.localdate()
    check_scope(owner, scope)
    if not name:
        raise NameMissing
    if not today <= ends_on <= today + LONGEST:
        raise EndOutOfReach(today, today + LONGEST)
    mine = ApiToken.objects.filter(owner=owner, revoked_at=None)
    if mine.filter(name=name).exists():
        raise NameTaken(name)
    if mine.live(today).count() >= MOST_LIVE:
        raise TooManyTokens(MOST_LIVE)
    secret = PREFIX + secrets.token_urlsafe(RANDOM_OCTETS)
    made = ApiToken.objects.create(
        owner=owner, name=name, scope=scope, digest=digest_of(secret), beginning=secret[:SHOWN], ends_on=ends_on
    )
    return made, secret


def check_scope(owner: Any, scope: str) -> None:
    """Refuse a key that would reach further than its owner. Raises ReadsNothing, BeyondRights."""
    readable = readable_markings(owner)
    if not readable:
        raise ReadsNothing
    if scope not in readable:
        raise BeyondRights


def revoke_token(*, token: ApiToken, by: Any) -> None:
    """End ``token`` at once; the caller has found it among those of ``by``. Revoked twice, it is revoked once."""
    ApiToken.objects.visible_to(by).filter(pk=token.pk, revoked_at=None).update(revoked_at=timezone.now())


def reader_of(secret: str, *, now: datetime) -> ByKey | None:
    """Who reads with ``secret``: its owner as the account is now, within the scope. None for a secret that opens
    nothing: unknown, revoked, past its end, of a closed account or of one that reads nothing any more.
    """
    live = ApiToken.objects.using(DEFAULT_DB_ALIAS).live()  # no copy of the database may know it longer
    token = live.select_related("owner").filter(digest=digest_of(secret)).first()
    if token is None or not readable_markings(token.owner):
        return None
    if token.used_at is None or now - token.used_at >= NOTED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(used_at=now)
    return ByKey(token.owner, limite=token.scope == Marking.LIMITE)


def digest_of(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
