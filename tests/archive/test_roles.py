"""The login that serves the pages: made by ``migrate``, with rights on every table and none past their guard."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from archive.database.roles import GUARDED, NoRole, grant_web_role, is_guarded, web_role

pytestmark = pytest.mark.django_db


def test_migrate_lets_the_login_of_the_pages_use_every_table() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE nspname = 'public' AND relkind IN ('r', 'v') AND relname <> 'django_migrations' AND NOT (
                 has_table_privilege(%(role)s, c.oid, 'SELECT, INSERT, UPDATE, DELETE'))""",
            {"role": web_role()},
        )
        assert cursor.fetchall() == []


def test_a_table_made_later_is_granted_too() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE made_later (id bigint)")
        cursor.execute("SELECT has_table_privilege(%s, 'made_later', 'SELECT')", [web_role()])
        assert cursor.fetchone() == (True,)


def test_granting_again_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("grant_web_role")
    call_command("grant_web_role")
    assert str(web_role()) in capsys.readouterr().out


def test_a_role_that_may_look_past_the_guard_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE too_mighty LOGIN BYPASSRLS")
        cursor.execute("CREATE ROLE member_of_the_owner LOGIN IN ROLE postgres")
    for name in ("too_mighty", "member_of_the_owner"):
        monkeypatch.setattr(settings, "PAGES_LOGIN", {"USER": name})
        with pytest.raises(NoRole, match="DATABASE_OWNER_URL"):
            grant_web_role(connection)
        assert not is_guarded(connection, name)


def test_an_owner_who_may_not_make_roles_is_told_what_to_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "PAGES_LOGIN", {"USER": "not_there", "PASSWORD": "a secret"})
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE plain LOGIN")
        cursor.execute("SET ROLE plain")
    with pytest.raises(NoRole, match='CREATE ROLE "not_there" LOGIN NOSUPERUSER') as refused:
        grant_web_role(connection)
    assert "a secret" not in str(refused.value)
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(GUARDED, ["not_there"])
        assert cursor.fetchone() is None
