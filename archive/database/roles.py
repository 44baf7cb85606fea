"""The two logins of the database: the owner of its tables, and the one that serves the pages and is guarded.

Both are logins of their own. To serve as the owner and step down by SET ROLE would not do: RESET ROLE steps up again.
"""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg import sql
from psycopg.errors import DuplicateObject, UniqueViolation

from archive.database import TOLD_BY_PAGES
from archive.database.extensions import OF_NO_EXTENSION

# Guards: has no right that would let it look past the policies, and owns none of the tables.
GUARDED = """SELECT NOT (rolsuper OR rolbypassrls OR rolcreaterole) AND NOT EXISTS (
      SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
      WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v', 'p') AND pg_has_role(r.oid, c.relowner, 'MEMBER'))
    FROM pg_roles r WHERE rolname = %s"""
# Not what extensions keep there: at some providers their views are another's, who lets nobody hand them on.
OURS = f"""SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = 'public' AND c.relkind = ANY(%s) AND {OF_NO_EXTENSION}"""  # noqa: S608 - a part of our own
GRANTS = (
    "GRANT USAGE ON SCHEMA public TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON {tables} TO {role}",
    "GRANT USAGE, SELECT ON SEQUENCE {sequences} TO {role}",
    # What later migrations make, as well.
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {role}",
    # PostgreSQL would write through a view as its owner, past the policies.
    "REVOKE INSERT, UPDATE, DELETE ON {read_only} FROM {role}",
)


class NoRole(Exception):
    """The role that serves the pages cannot be made or used; the message says what to do."""


def serve_pages() -> None:
    """From now on this process connects as the login that serves the pages, and asks nothing that takes for ever.

    Called once, before the first request.
    """
    connections[DEFAULT_DB_ALIAS].close()
    connections.databases[DEFAULT_DB_ALIAS].update(settings.PAGES_LOGIN)
    for alias in connections:
        given = connections[alias].settings_dict["OPTIONS"]
        given["options"] = f"{given.get('options', '')} -c statement_timeout={settings.STATEMENT_SECONDS}s".strip()
        given["told"] = TOLD_BY_PAGES


def web_role() -> str | None:
    """The name of the login that serves the pages; None where the owner serves them, too."""
    name: str | None = settings.PAGES_LOGIN.get("USER")
    return name if name != connections.databases[DEFAULT_DB_ALIAS]["USER"] else None


def grant_web_role(connection: BaseDatabaseWrapper) -> str | None:
    """Make the role that serves the pages, if it is not there, and give it its rights on every table of ``connection``.

    Asked again it changes nothing. Returns the name of the role, or None where there is no such login. ``connection``
    is one of the owner. Raises NoRole when the owner may not make roles, or the role may look past its guard.
    """
    if (name := web_role()) is None:
        return None
    role = sql.Identifier(name)
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
        if not cursor.fetchone():
            _make(connection, name)
        named = {
            "tables": _listed(_named(cursor, "rvp")),
            "sequences": _listed(_named(cursor, "S")),
            "read_only": _listed(["django_migrations", *_named(cursor, "v")]),
        }
        for statement in GRANTS:
            cursor.execute(sql.SQL(statement).format(role=role, **named))
        if not is_guarded(connection, name):
            raise NoRole(
                f"The role “{name}” owns tables of the archive or may bypass their guard. Let another role serve the "
                "pages: name it in DATABASE_URL, and the owner in DATABASE_OWNER_URL."
            )
    return name


def _named(cursor: Any, kinds: str) -> list[str]:
    """The archive's own relations of these kinds."""
    cursor.execute(OURS, [list(kinds)])
    return [name for (name,) in cursor.fetchall()]


def _listed(names: Iterable[str]) -> sql.Composed:
    return sql.SQL(", ").join(sql.Identifier("public", name) for name in names)


def is_guarded(connection: BaseDatabaseWrapper, name: str) -> bool:
    """Whether PostgreSQL shows the role ``name`` only what its policies allow."""
    with connection.cursor() as cursor:
        cursor.execute(GUARDED, [name])
        found = cursor.fetchone()
    return bool(found and found[0])


def _make(connection: BaseDatabaseWrapper, name: str) -> None:
    given: dict[str, Any] = settings.PAGES_LOGIN
    statement = sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS").format(
        sql.Identifier(name)
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            raise NoRole(
                f"The role “{name}”, which is to serve the pages, does not exist, and this login may not make it. "
                f"Let the database administrator run: {statement.as_string()} PASSWORD '…'; then run this again."
            )
        if password := given.get("PASSWORD"):
            statement = sql.SQL("{} PASSWORD {}").format(statement, sql.Literal(password))
        try:
            with transaction.atomic(using=connection.alias):
                cursor.execute(statement)
        except DatabaseError as error:
            if not isinstance(error.__cause__, DuplicateObject | UniqueViolation):  # another process was quicker
                raise
