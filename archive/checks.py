"""What must be true before the site is served; each failure is a sentence that says what to do."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register
from django.db import OperationalError, connections

from archive.backup import half_restored
from archive.database import extensions

KEY_IS_MISSING = (
    "DJANGO_SECRET_KEY is not set, so the archive does not start. Set it to a long random value, for example from "
    "'python3 -c \"import secrets; print(secrets.token_urlsafe(50))\"', or set DJANGO_DEBUG=1 on your own machine."
)

DATABASE_DOES_NOT_GUARD = (
    "The pages are served by the owner of the database's tables, so the database does not guard LIMITE papers itself: "
    "the archive alone does. Name the owner in DATABASE_OWNER_URL and another role in DATABASE_URL, then run "
    "'manage.py migrate' (docs/operate.md)."
)


@register("security")
def secret_key_is_set(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to serve without a secret key of the operator's own."""
    return [] if settings.SECRET_KEY_IS_SET else [Error(KEY_IS_MISSING, id="archive.E001")]


@register("security")
def database_guards(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say plainly when one login does everything."""
    return [] if settings.PAGES_LOGIN else [Warning(DATABASE_DOES_NOT_GUARD, id="archive.W001")]


@register(Tags.database)
def restored_to_the_end(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse to work on an installation that a restore left half-way; a database that is away says so itself."""
    try:
        said = half_restored() if kwargs.get("databases") else ""
    except OperationalError:
        return []
    return [Error(said, id="archive.E002")] if said else []


@register(Tags.database)
def extensions_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Say which extensions somebody else must install, before a migration stumbles over them."""
    try:
        said = {extensions.missing(connections[alias]) for alias in kwargs.get("databases") or ()}
    except OperationalError:
        return []
    return [Error(each, id="archive.E003") for each in said if each]
