"""Owners of the tables who are no superusers, as at providers of managed PostgreSQL: they migrate, back up, restore."""

import os
from collections.abc import Callable, Iterator

import psycopg
import pytest
from psycopg import sql

from tests.backup.conftest import Kept
from tests.places import Place

OWNER, PAGES = f"keep_owner_{os.getpid()}", f"keep_pages_{os.getpid()}"
PLAIN = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS"
# What docs/operate.md asks of the server's administrator, for an owner who gets nothing but a schema.
BY_THE_ADMINISTRATOR = """
CREATE EXTENSION btree_gin; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;
GRANT USAGE, CREATE ON SCHEMA public TO {owner};
CREATE EXTENSION pg_buffercache; -- as providers do for themselves: views that nobody else may look at or hand on
"""
SEEN = """
SELECT count(*) FILTER (WHERE has_table_privilege(%(role)s, c.oid, 'SELECT')), count(*)
  FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'v') AND relname LIKE 'meetings_%%'
"""


def run(place: Place, statements: str) -> None:
    with place.connect() as session:
        names = {"owner": OWNER, "pages": PAGES, "database": place.name}
        session.execute(sql.SQL(statements).format(**{name: sql.Identifier(value) for name, value in names.items()}))


@pytest.fixture(scope="module")
def logins(new_place: Callable[[str], Place]) -> Iterator[None]:
    """The two logins, made by the administrator; they go when nothing of theirs is left."""
    place = new_place("logins")
    run(place, f"CREATE ROLE {{owner}} {PLAIN}; CREATE ROLE {{pages}} {PLAIN}")
    yield
    with psycopg.connect(dbname="postgres", autocommit=True, **place.server) as session:
        databases = session.execute("SELECT datname FROM pg_database WHERE datname LIKE 'keep\\_plain%'").fetchall()
        for (database,) in databases:
            session.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(database)))
        for role in (OWNER, PAGES):
            session.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(role)))


def with_plain_owner(place: Place) -> Place:
    return place.told(DATABASE_OWNER_URL=place.address(OWNER), DATABASE_URL=place.address(PAGES))


@pytest.fixture(params=["owns the database", "has a schema alone"])
def managed(request: pytest.FixtureRequest, logins: None, new_place: Callable[[str], Place]) -> Place:
    """An empty installation at such a provider."""
    own = request.param == "owns the database"
    place = new_place(f"plain_{'owner' if own else 'schema'}_{request.node.originalname[-12:]}")
    run(place, "ALTER DATABASE {database} OWNER TO {owner}" if own else BY_THE_ADMINISTRATOR)
    return with_plain_owner(place)


def test_a_plain_owner_migrates_and_lets_the_pages_read(managed: Place) -> None:
    assert managed.run("migrate").stderr == ""
    assert f"The role “{PAGES}” may serve the pages." in managed.done("grant_web_role")
    with managed.connect() as session:
        seen, there = session.execute(SEEN, {"role": PAGES}).fetchone() or (0, 1)
        assert seen == there > 30
        superusers = session.execute("SELECT rolname FROM pg_roles WHERE rolsuper").fetchall()
    assert (OWNER,) not in superusers
    managed.done("check", "--database", "default", "--fail-level", "WARNING")


def test_a_plain_owner_restores_and_backs_up(kept: Kept, managed: Place) -> None:
    assert "The archive is sound." in managed.done("restore", str(kept.backup))
    assert managed.rows() == kept.rows
    assert managed.files() == kept.files
    again = managed.folder / "again.tar"
    managed.done("backup", str(again))
    # And once more over what a restore left half-way: everything is taken out and made again.
    with managed.connect() as session:
        session.execute("CREATE TABLE archive_restore_unfinished (since timestamptz)")
    run(managed, "ALTER TABLE archive_restore_unfinished OWNER TO {owner}")
    assert "The archive is sound." in managed.done("restore", str(again))
    assert managed.rows() == kept.rows


def test_an_owner_without_the_extensions_is_told_what_is_missing(
    kept: Kept, logins: None, new_place: Callable[[str], Place]
) -> None:
    place = new_place("plain_bare")
    run(place, "GRANT USAGE, CREATE ON SCHEMA public TO {owner}")
    for command in (["migrate"], ["restore", str(kept.backup)]):
        ended = with_plain_owner(place).run(*command)
        assert ended.returncode != 0, command
        assert "Traceback" not in ended.stderr, command
        assert "CREATE EXTENSION btree_gin; CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent;" in ended.stderr
