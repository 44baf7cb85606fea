"""PostgreSQL's own extensions that the archive needs, and what to do where they are not there and cannot be made.

An owner who is no superuser may install them himself where he may make things in the database: they are “trusted” since
PostgreSQL 13 (https://www.postgresql.org/docs/current/sql-createextension.html).
"""

from django.db.backends.base.base import BaseDatabaseWrapper

NEEDED = ("btree_gin", "pg_trgm", "unaccent")
#: Condition on a row ``c`` of pg_class: a relation of the archive itself, not one that an extension keeps beside it.
OF_NO_EXTENSION = """NOT EXISTS (
    SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')"""
MISSING = """
SELECT wanted, version.name IS NOT NULL,
       me.rolsuper OR (version.trusted AND has_database_privilege(current_database(), 'CREATE'))
  FROM unnest(%s::text[]) wanted
  LEFT JOIN pg_available_extensions available ON available.name = wanted
  LEFT JOIN pg_available_extension_versions version
    ON version.name = wanted AND version.version = available.default_version
  JOIN pg_roles me ON me.rolname = current_user
 WHERE NOT EXISTS (SELECT FROM pg_extension WHERE extname = wanted)
 ORDER BY wanted
"""


def missing(connection: BaseDatabaseWrapper) -> str:
    """A sentence when an extension is missing that ``migrate`` could not install; empty otherwise."""
    with connection.cursor() as cursor:
        cursor.execute(MISSING, [list(NEEDED)])
        found = cursor.fetchall()
    if absent := [name for name, there, _may in found if not there]:
        return (
            f"The PostgreSQL server does not have its extension {absent[0]}. Install the package of PostgreSQL's own "
            "extensions on it (postgresql-contrib), then run this again."
        )
    if denied := [name for name, _there, may in found if not may]:
        statements = " ".join(f"CREATE EXTENSION {name};" for name in denied)
        return (
            "The database lacks extensions that the archive needs, and this login may not install them. Let the "
            f"administrator of the server run in this database: {statements} Then run this again."
        )
    return ""
