"""The address of one person's feeds: a number with a signature, so that it can be shown again and forged by nobody.

Feed readers and calendars cannot send a header, so the key stands in the address. It opens feeds alone, never the API
or a page, and its owner may end it at any time.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import get_user_model
from django.core.signing import BadSignature, Signer
from django.db import DEFAULT_DB_ALIAS, transaction
from django.utils import timezone

from meetings.access import ByKey, readable_markings
from meetings.council.markings import Marking
from meetings.keys.tokens import check_scope
from meetings.models import FeedKey

NOTED_EVERY = timedelta(minutes=15)


def _signer() -> Signer:
    return Signer(sep=".", salt="meetings.keys.feeds")  # not at import: then a missing secret key could not be told


@transaction.atomic
def make_feed_key(*, by: Any, scope: str) -> FeedKey:
    """A new key for the feeds of ``by``; the addresses with the one before end. Raises ReadsNothing, BeyondRights."""
    owner = get_user_model().objects.select_for_update(no_key=True).get(pk=by.pk)
    check_scope(owner, scope)
    facts = {"number": secrets.token_hex(16), "scope": scope, "made_at": timezone.now(), "used_at": None}
    return FeedKey.objects.update_or_create(owner=owner, defaults=facts)[0]


def revoke_feed_key(*, by: Any) -> None:
    """End all addresses of feeds that ``by`` has given out."""
    FeedKey.objects.filter(owner=by).delete()


def key_of(user: Any) -> FeedKey | None:
    return FeedKey.objects.filter(owner=user).first()


def secret_of(key: FeedKey) -> str:
    """What stands in the address of each feed."""
    return _signer().sign(key.number)


def reader_of_feed(secret: str, *, now: datetime) -> ByKey | None:
    """Who reads with ``secret``: its owner as the account is now, within the scope. None where it opens nothing."""
    try:
        number = _signer().unsign(secret)
    except BadSignature:
        return None
    keys = FeedKey.objects.using(DEFAULT_DB_ALIAS)  # no copy of the database may know it longer
    key = keys.select_related("owner").filter(number=number).first()
    if key is None or not readable_markings(key.owner):
        return None
    if key.used_at is None or now - key.used_at >= NOTED_EVERY:
        FeedKey.objects.filter(pk=key.pk).update(used_at=now)
    return ByKey(key.owner, limite=key.scope == Marking.LIMITE)
