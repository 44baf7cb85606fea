"""The installation into which a backup is restored: it must be empty, or left half-way by an earlier restore."""

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from archive.backup.refusals import BackupRefused
from archive.backup.tables import MIGRATIONS, OURS, left_out, quoted, tables
from archive.database import extensions

# Stands in the database from the first change of a restore to its last.
MARK = "archive_restore_unfinished"
# What ``migrate`` fills by itself: groups and their rights, kinds of records, the number of the last change.
FILLED_BY_MIGRATE = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "django_content_type",
    "meetings_archivestamp",
}
Migration = tuple[str, str]

# Sequences last: most go with the table to which they belong.
DROP = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE"}
RELATIONS = f"SELECT c.relname, c.relkind FROM pg_class c WHERE {OURS} AND c.relkind = ANY(%s) ORDER BY c.relkind = 'S'"  # noqa: S608
ROUTINES = """
SELECT p.oid::regprocedure::text FROM pg_proc p
 WHERE p.pronamespace = current_schema()::regnamespace
   AND NOT EXISTS (
     SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid AND d.deptype = 'e')
"""


def half_restored() -> str:
    """A sentence when a restore was stopped half-way; empty otherwise."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass(%s)", [MARK])
        if cursor.fetchone()[0] is None:
            return ""
    return (
        "This installation is only half restored: a restore was stopped before its end, or still runs. "
        "Run “manage.py restore FILE” again; it begins anew."
    )


def check_migrations(stamped: set[Migration]) -> None:
    """Refuse a backup of a newer version than this one."""
    loader = MigrationLoader(None)
    if unknown := sorted(stamped - set(loader.disk_migrations)):
        raise BackupRefused(
            "The backup was written by a newer version of the archive: this one does not know "
            f"{'.'.join(unknown[-1])}. Install that version or a newer one, then restore."
        )


def check_empty() -> None:
    """Refuse an installation that holds anything that ``migrate`` did not put there, unless a restore left it so."""
    if said := extensions.missing(connection):
        raise BackupRefused(said)
    if half_restored():
        return
    found = tables()
    known = {model._meta.db_table for model in apps.get_models(include_auto_created=True)} | {MIGRATIONS}
    if foreign := sorted(found.keys() - known):
        raise BackupRefused(f"The database is not the archive's alone: it holds {foreign[0]}. Make a new database.")
    for table in sorted(found.keys() - FILLED_BY_MIGRATE - left_out()):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT EXISTS (SELECT FROM {quoted(table)})")  # noqa: S608 - a name of the catalogue
            if cursor.fetchone()[0]:
                raise BackupRefused(
                    f"This installation is not empty: {table} has rows. Restore into a new database; nothing was "
                    "changed."
                )
    try:
        folders, files = default_storage.listdir("")
    except FileNotFoundError:
        return
    except OSError as away:
        raise BackupRefused(
            f"The place of the originals cannot be looked at: {away.strerror}; nothing was changed."
        ) from away
    if folders or files:
        raise BackupRefused("The place of the originals is not empty. Empty it or choose another; nothing was changed.")


def prepare(stamped: set[Migration]) -> None:
    """Mark the installation, empty it, and bring its database to exactly the migrations in ``stamped``.

    Where ``migrate`` has just done so and nobody has worked since, its tables are left as they are.
    """
    as_migrated = not half_restored() and set(MigrationRecorder(connection).applied_migrations()) == stamped
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE IF NOT EXISTS {MARK} (since timestamptz NOT NULL DEFAULT now())")
        if as_migrated:
            return
        _clear(cursor)
    executor = MigrationExecutor(connection)
    nodes = executor.loader.graph.node_map
    last = sorted(
        each for each in stamped if each in nodes and not any(child.key in stamped for child in nodes[each].children)
    )
    executor.migrate(last)
    if set(MigrationRecorder(connection).applied_migrations()) != stamped:
        raise BackupRefused("The database could not be brought to the version in which the backup was written.")


def _clear(cursor: object) -> None:
    """Take out every table, view, sequence and function that belongs to no extension, but not the mark."""
    run = cursor.execute  # type: ignore[attr-defined]
    run(RELATIONS, [list(DROP)])
    for name, kind in cursor.fetchall():  # type: ignore[attr-defined]
        if name != MARK:
            run(f"DROP {DROP[kind]} IF EXISTS {quoted(name)} CASCADE")
    run(ROUTINES)
    for (name,) in cursor.fetchall():  # type: ignore[attr-defined]
        run(f"DROP ROUTINE {name} CASCADE")


def finish() -> None:
    """Take the mark away: the installation is whole."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {MARK}")
