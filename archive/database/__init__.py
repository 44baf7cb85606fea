"""Where the archive's PostgreSQL is: at DATABASE_URL, or embedded under var/ and started on first use."""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

CONNECT_TIMEOUT = "5"  # seconds; else a person waits two minutes for a server that is away (archive/failures.py)
REPLICA_CONNECT_TIMEOUT = "2"  # seconds; the primary answers instead (archive/replica.py)
KEPT_OPEN: dict[str, Any] = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True, "ATOMIC_REQUESTS": False}
SCHEMES = {"postgres", "postgresql"}

# Pages ask many short queries. PostgreSQL thinks them dearer than they are, and would compile them or start parallel
# workers for them, either of which takes longer than the query.
SHORT_QUERIES = "-c jit=off -c parallel_setup_cost=20000"


class UnusableDatabaseUrl(ValueError):
    """An address names no PostgreSQL database. The message says what is wrong and shows no password."""


def from_environment(environ: dict[str, str] | Any, var: Path) -> dict[str, Any]:
    """Return Django's settings for the database.

    ``environ`` is the process environment, ``var`` the folder that may hold an embedded server.
    With DATABASE_URL set, that server is used and nothing is started. Raises UnusableDatabaseUrl.
    """
    if url := environ.get("DATABASE_URL"):
        return _at(url, CONNECT_TIMEOUT)
    return {
        "ENGINE": "archive.database",
        "NAME": "archive",
        "USER": "postgres",
        "HOST": "",
        "OPTIONS": {"server_home": str(var), "options": SHORT_QUERIES},
        **KEPT_OPEN,
    }


def replica_from_environment(environ: dict[str, str] | Any) -> dict[str, dict[str, Any]]:
    """Django's settings for the copy at DATABASE_REPLICA_URL, if any, by its name. Raises UnusableDatabaseUrl."""
    if not (url := environ.get("DATABASE_REPLICA_URL")):
        return {}
    return {
        "replica": _at(url, REPLICA_CONNECT_TIMEOUT, variable="DATABASE_REPLICA_URL") | {"TEST": {"MIRROR": "default"}}
    }


def _at(url: str, timeout: str, **variable: str) -> dict[str, Any]:
    given = parse_url(url, **variable)
    given["OPTIONS"] = {"connect_timeout": timeout, "options": SHORT_QUERIES, **given["OPTIONS"]}
    return {"ENGINE": "django.db.backends.postgresql", **given, **KEPT_OPEN}


def parse_url(url: str, *, variable: str = "DATABASE_URL") -> dict[str, Any]:
    """Split ``postgresql://user:password@host:port/name?option=value`` into Django's settings.

    A socket folder is given as host, percent-encoded, or as ``?host=/path``. Raises UnusableDatabaseUrl.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise UnusableDatabaseUrl(f"{variable} cannot be read: check its port and brackets.") from None
    if parts.scheme not in SCHEMES:
        raise UnusableDatabaseUrl(
            f"{variable} must begin with postgresql:// because the archive's search needs PostgreSQL."
        )
    name = unquote(parts.path.lstrip("/"))
    if not name:
        raise UnusableDatabaseUrl(
            f"{variable} must end with the name of a database, such as postgresql://host/archive."
        )
    options = dict(parse_qsl(parts.query))
    host = options.pop("host", "") or unquote(parts.hostname or "")
    return {
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": host,
        "PORT": str(port or ""),
        "OPTIONS": options,
    }
