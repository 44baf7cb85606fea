"""Where the archive's PostgreSQL is: at DATABASE_URL, or embedded under var/ and started on first use.

There are two logins. The owner of the tables migrates them and runs the commands; the pages are served by another one,
whom PostgreSQL itself shows only what the person who asks may read (docs/decisions/row-security.md).
"""

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

CONNECT_TIMEOUT = "5"  # seconds; else a person waits two minutes for a server that is away (archive/failures.py)
REPLICA_CONNECT_TIMEOUT = "2"  # seconds; the primary answers instead (archive/replica.py)
KEPT_OPEN: dict[str, Any] = {
    "ENGINE": "archive.database",
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
}
SCHEMES = {"postgres", "postgresql"}

# Pages ask many short queries. PostgreSQL thinks them dearer than they are, and would compile them or start parallel
# workers for them, either of which takes longer than the query.
SHORT_QUERIES = "-c jit=off -c parallel_setup_cost=20000"

WEB_ROLE = "archive_web"  # who serves the pages of an embedded server
# What every session is told before it is asked anything, by the setting's name: the function that knows. The pages say
# who reads. Commands and worker say so as well where they work for one person, and otherwise read everything.
TOLD = {"archive.reads": "meetings.wall.reads_or_all"}
TOLD_BY_PAGES = {"archive.reads": "meetings.wall.reads"}


class UnusableDatabaseUrl(ValueError):
    """One of the addresses names no PostgreSQL database. The message says what is wrong and shows no password."""


def from_environment(environ: dict[str, str] | Any, var: Path) -> dict[str, Any]:
    """Return Django's settings for the database, for the owner of its tables.

    ``environ`` is the process environment, ``var`` the folder that may hold an embedded server.
    With DATABASE_URL set, that server is used and nothing is started; where there is no DATABASE_OWNER_URL beside it,
    that login is the owner, too. Raises UnusableDatabaseUrl.
    """
    if given := _given(environ, "DATABASE_OWNER_URL", otherwise="DATABASE_URL"):
        return given | KEPT_OPEN
    return {
        "NAME": "archive",
        "USER": "postgres",
        "HOST": "",
        "OPTIONS": {"server_home": str(var), "options": SHORT_QUERIES, "told": TOLD},
        **KEPT_OPEN,
    }


def of_the_pages(environ: dict[str, str] | Any) -> dict[str, Any]:
    """What of these settings is another for the process that serves the pages; nothing where one login does all.

    Raises UnusableDatabaseUrl.
    """
    if not environ.get("DATABASE_OWNER_URL"):
        return {} if environ.get("DATABASE_URL") else {"USER": WEB_ROLE}
    if given := _given(environ, "DATABASE_URL"):
        return given
    raise UnusableDatabaseUrl("DATABASE_OWNER_URL is set, but not DATABASE_URL, the login that serves the pages.")


def replica_from_environment(environ: dict[str, str] | Any) -> dict[str, dict[str, Any]]:
    """Django's settings for the copy at DATABASE_REPLICA_URL, if any, by its name.

    It is asked by the login that serves the pages, so that the guard of its rows holds there, too. Raises
    UnusableDatabaseUrl.
    """
    given = _given(environ, "DATABASE_REPLICA_URL", timeout=REPLICA_CONNECT_TIMEOUT)
    if not given:
        return {}
    if given["USER"] != _given(environ, "DATABASE_URL").get("USER"):
        raise UnusableDatabaseUrl(
            "DATABASE_REPLICA_URL must name the login that DATABASE_URL names, which serves the pages: both copies "
            "then show the same to the same person."
        )
    return {"replica": given | KEPT_OPEN | {"TEST": {"MIRROR": "default"}}}


def _given(
    environ: dict[str, str] | Any, name: str, otherwise: str = "", timeout: str = CONNECT_TIMEOUT
) -> dict[str, Any]:
    name = name if environ.get(name) else otherwise
    if not (url := environ.get(name)):
        return {}
    given = parse_url(url, name)
    given["OPTIONS"] = {"connect_timeout": timeout, "options": SHORT_QUERIES, **given["OPTIONS"], "told": TOLD}
    return given


def parse_url(url: str, variable: str = "DATABASE_URL") -> dict[str, Any]:
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
