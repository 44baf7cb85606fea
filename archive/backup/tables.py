"""The tables of the installation, asked from the database itself, so that none is forgotten whoever made it."""

from importlib import import_module
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.files.storage import default_storage
from django.db import connection
from django.db.models import FileField

from archive.database.extensions import OF_NO_EXTENSION

MIGRATIONS = "django_migrations"

OURS = f"c.relnamespace = current_schema()::regnamespace AND {OF_NO_EXTENSION}"
TABLES = f"""
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
  FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
 WHERE {OURS} AND c.relkind = 'r' AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
 GROUP BY c.relname ORDER BY c.relname
"""  # noqa: S608 - the part is the one above
SEQUENCES = f"SELECT c.relname FROM pg_class c WHERE {OURS} AND c.relkind = 'S' ORDER BY c.relname"  # noqa: S608


def left_out() -> set[str]:
    """Sessions stay behind: whoever got hold of a backup would be signed in. Migrations are made again, not copied."""
    sessions: Any = import_module(settings.SESSION_ENGINE).SessionStore
    return {MIGRATIONS, "django_session", sessions.get_model_class()._meta.db_table}


def quoted(name: str) -> str:
    return str(connection.ops.quote_name(name))


def tables() -> dict[str, list[str]]:
    """Every table with its columns, without those that the database computes."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return dict(cursor.fetchall())


def sequences() -> dict[str, tuple[int, bool]]:
    """Every sequence with the number that it gave last, and whether it gave it at all."""
    found = {}
    with connection.cursor() as cursor:
        cursor.execute(SEQUENCES)
        for (name,) in cursor.fetchall():
            cursor.execute(f"SELECT last_value, is_called FROM {quoted(name)}")  # noqa: S608 - a name of the catalogue
            found[name] = cursor.fetchone()
    return found


def naming_files() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """The columns, with their tables, that name originals; and those that name files which wait or were refused."""
    fields: list[FileField[Any, Any]] = [
        field
        for model in apps.get_models()
        if model._meta.managed and not model._meta.proxy
        for field in model._meta.local_concrete_fields
        if isinstance(field, FileField)
    ]
    named = [(field.model._meta.db_table, field.column, field.storage is default_storage) for field in fields]
    return [(t, c) for t, c, original in named if original], [(t, c) for t, c, original in named if not original]


def without_limits(cursor: Any) -> None:
    """Let this transaction take as long as it needs, see every row or fail, and write values one way everywhere."""
    for name, value in {
        "statement_timeout": "0",
        "idle_in_transaction_session_timeout": "0",
        "lock_timeout": "60s",
        "row_security": "off",
        "datestyle": "ISO, YMD",
        "intervalstyle": "postgres",
        "extra_float_digits": "3",
    }.items():
        cursor.execute("SELECT set_config(%s, %s, true)", [name, value])
