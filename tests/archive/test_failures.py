"""While PostgreSQL cannot be reached, people get a calm page that says so; every other failure stays a failure."""

from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.db import InterfaceError, OperationalError, connection, connections
from django.test import Client

from archive.database.roles import serve_pages
from archive.failures import is_away
from meetings.views.held import Held, held_of

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.fixture
def browser(limite_reader: User, as_user: Callable[[User], Client]) -> Client:
    client = as_user(limite_reader)
    client.raise_request_exception = False
    assert client.get("/meetings/").status_code == 200
    return client


@pytest.fixture
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server is gone: the connection is closed, and where a new one is sought nobody listens."""
    there = connection.get_connection_params()
    connection.close()
    monkeypatch.setattr(
        connection, "get_connection_params", lambda: there | {"host": "127.0.0.1", "port": "1", "connect_timeout": 2}
    )
    yield
    connection.close()


def hang_up() -> None:
    """The server ends the connection that Django holds, as when it is restarted."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (backend,) = cursor.fetchone()
    other = connection.copy()
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [backend])
    other.close()


@pytest.mark.parametrize("path", ["/", "/meetings/", "/search/?q=visa", "/notes/10483-17/", "/admin/", "/no/such/"])
def test_each_page_says_calmly_that_the_archive_is_away(path, browser, nobody_listens):
    answer = browser.get(path)
    assert answer.status_code == 503
    assert answer["Retry-After"] == "30"
    assert "no-store" in answer["Cache-Control"]
    page = answer.content.decode()
    assert "The archive is not available at the moment" in page
    assert f'href="{path}"' in page  # to try again
    assert "Traceback" not in page
    assert "127.0.0.1" not in page


def test_whoever_sent_something_is_told_to_look_whether_it_was_kept(browser, nobody_listens):
    answer = browser.post("/notes/10483-17/1.1/report/", {"words": "A slip"})
    assert answer.status_code == 503
    assert "probably not kept" in answer.content.decode()


def test_the_session_and_the_chosen_theme_outlast_it(browser, nobody_listens):
    browser.cookies["theme"] = "dark"
    answer = browser.get("/meetings/")
    assert "sessionid" not in answer.cookies
    assert '<html lang="en-gb" data-theme="dark">' in answer.content.decode()


def test_a_connection_cut_in_the_middle_of_a_page_is_the_same(browser, monkeypatch):
    def cut(*args: object, **given: object) -> list[Held]:
        hang_up()
        return held_of(*args, **given)

    monkeypatch.setattr("meetings.views.meetings.held_of", cut)
    answer = browser.get("/meetings/")
    connection.close()
    assert (answer.status_code, answer["Retry-After"]) == (503, "30")
    monkeypatch.undo()
    assert browser.get("/meetings/").status_code == 200


def test_another_failure_is_a_failure(browser, monkeypatch):
    def slip(*args: object, **given: object) -> None:
        raise ValueError("a slip")

    monkeypatch.setattr("meetings.views.meetings.held_of", slip)
    answer = browser.get("/meetings/")
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert "a slip" not in answer.content.decode()


def test_a_statement_that_was_refused_does_not_mean_that_the_database_is_away(db):
    with pytest.raises(OperationalError) as told, connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 50; SELECT pg_sleep(5)")
    assert not is_away(told.value)
    assert is_away(InterfaceError("the connection is closed"))
    assert not is_away(ValueError())


def dawdle(*args: object, **given: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 50; SELECT pg_sleep(5)")


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page asks something that takes longer than any question may."""
    monkeypatch.setattr("meetings.views.meetings.held_of", dawdle)
    monkeypatch.setattr("meetings.api.lists.page_of", dawdle)
    yield
    connection.close()


def test_a_question_that_takes_too_long_is_given_up_in_a_sentence(browser, slow):
    answer = browser.get("/meetings/")
    assert answer.status_code == 503
    page = answer.content.decode()
    assert "This takes too long" in page
    assert "after 30 seconds" in page
    assert "ask for less" in page


def test_a_programme_is_told_so_too(browser, slow):
    answer = browser.get("/api/v1/notes/")
    assert (answer.status_code, list(answer.json())) == (503, ["error"])
    assert "too long" in answer.json()["error"]


def test_the_pages_alone_are_bounded(monkeypatch):
    """Workers and commands may take their time; who serves pages, and only then, is cut short by the database."""
    for alias in connections:
        options = connections[alias].settings_dict["OPTIONS"]
        assert "statement_timeout" not in options.get("options", "")
        monkeypatch.setitem(connections[alias].settings_dict, "OPTIONS", dict(options))
    monkeypatch.setattr(settings, "PAGES_LOGIN", {})
    serve_pages()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SHOW statement_timeout")
            assert cursor.fetchone() == ("30s",)
    finally:
        connection.close()
