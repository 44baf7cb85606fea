"""The rules of the database are in force: nothing unvalidated, switched off, missing, or broken behind its back."""

from collections.abc import Iterator

import pgtrigger
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from pgtrigger import core

from meetings.checking.faults import Fault, Progress

RULES = """
SELECT conrelid::regclass::text, conname FROM pg_constraint
 WHERE NOT convalidated AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
INDEXES = """
SELECT indrelid::regclass::text, indexrelid::regclass::text FROM pg_index JOIN pg_class c ON c.oid = indexrelid
 WHERE NOT (indisvalid AND indisready) AND relnamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
TRIGGERS = """
SELECT tgrelid::regclass::text, tgname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid
 WHERE tgenabled = 'D' AND relnamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
REFERENCES = """
SELECT conrelid::regclass::text, conname, confrelid::regclass::text, c.attname, p.attname
  FROM pg_constraint
  JOIN pg_attribute c ON c.attrelid = conrelid AND c.attnum = conkey[1]
  JOIN pg_attribute p ON p.attrelid = confrelid AND p.attnum = confkey[1]
 WHERE contype = 'f' AND cardinality(conkey) = 1 AND connamespace = current_schema()::regnamespace ORDER BY 1, 2
"""
NUMBERED = """
SELECT c.oid::regclass::text, a.attname, s.oid::regclass::text
  FROM pg_depend d
  JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
  JOIN pg_class c ON c.oid = d.refobjid
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = d.refobjsubid
 WHERE d.deptype IN ('a', 'i') AND c.relnamespace = current_schema()::regnamespace
   AND c.relname <> 'meetings_archivestamp' -- its one row is always number 1
 ORDER BY 1
"""


def rules(progress: Progress) -> Iterator[Fault]:
    """Constraints are validated, indexes usable and triggers switched on."""
    for statement, sentence, remedy in (
        (
            RULES,
            "The rule {name} was never checked against all rows.",
            "ALTER TABLE {table} VALIDATE CONSTRAINT {name};",
        ),
        (INDEXES, "The index {name} is not usable.", "REINDEX INDEX {name};"),
        (TRIGGERS, "The trigger {name} is switched off.", "ALTER TABLE {table} ENABLE TRIGGER {name};"),
    ):
        with connection.cursor() as cursor:
            cursor.execute(statement)
            for table, name in cursor.fetchall():
                yield Fault(f"table {table}", sentence.format(name=name), remedy.format(table=table, name=name))
        progress(1)


def history(progress: Progress) -> Iterator[Fault]:
    """The triggers that write down every change of a row are there, and are those of this version."""
    for model, trigger in pgtrigger.registered():
        status, _enabled = trigger.get_installation_status(model)
        if status != core.INSTALLED:
            yield Fault(
                f"table {model._meta.db_table}",
                f"The trigger {trigger.name}, which writes the history, is {status.lower()}.",
                "Bring the database up to date: manage.py migrate; then manage.py pgtrigger install.",
            )
        progress(1)


def migrations(progress: Progress) -> Iterator[Fault]:
    """The database has the layout of this version."""
    executor = MigrationExecutor(connection)
    for migration, _backwards in executor.migration_plan(executor.loader.graph.leaf_nodes()):
        yield Fault(
            f"migration {migration.app_label}.{migration.name}",
            "The database was not brought up to date after an upgrade.",
            "manage.py migrate",
        )
    progress(1)


def references(progress: Progress) -> Iterator[Fault]:
    """Every row that another one names is there."""
    with connection.cursor() as cursor:
        cursor.execute(REFERENCES)
        for table, name, other, column, key in cursor.fetchall():
            # Names of the catalogue, as PostgreSQL itself writes them.
            cursor.execute(
                f'SELECT c."{column}"::text FROM {table} c LEFT JOIN {other} p ON p."{key}" = c."{column}" '  # noqa: S608
                f'WHERE c."{column}" IS NOT NULL AND p."{key}" IS NULL ORDER BY 1'
            )
            while broken := cursor.fetchmany(100):
                for (value,) in broken:
                    yield Fault(
                        f"table {table}",
                        f"A row names {other} {value} in {column}, which is not there ({name}).",
                        "Restore a backup: somebody deleted rows with the rules of the database switched off.",
                    )
            progress(1)


def numbers(progress: Progress) -> Iterator[Fault]:
    """No table gives a new row a number that one has already."""
    with connection.cursor() as cursor:
        cursor.execute(NUMBERED)
        for table, column, sequence in cursor.fetchall():
            # Names of the catalogue, as PostgreSQL itself writes them.
            cursor.execute(
                f'SELECT max("{column}"), (SELECT CASE WHEN is_called THEN last_value ELSE last_value - 1 END '  # noqa: S608
                f"FROM {sequence}) FROM {table}"
            )
            highest, given = cursor.fetchone()
            if highest is not None and highest > given:
                yield Fault(
                    f"table {table}",
                    f"Its highest number is {highest}, but {sequence} has only given numbers up to {given}.",
                    f"SELECT setval('{sequence}', {highest});",
                )
            progress(1)
