"""What all tests share."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import hypothesis
import pytest
from django.contrib.auth.models import User
from django.db import connections
from django.test import Client
from django.utils import translation

from tests import make
from tests.places import Place, place
from tests.web_role import AsWebRole

# A busy machine is no fault of what is tested.
hypothesis.settings.register_profile("archive", deadline=None)
hypothesis.settings.load_profile("archive")

OTHER_SESSIONS = """SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
    WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What the migrations wrote, kept where each connection finds it.

    Django keeps it on the connection that made the database, but inside Playwright's event loop the tests have
    another connection, which would find nothing to put back.
    """
    wrapper = connections["default"]
    if contents := getattr(wrapper, "_test_serialized_contents", None):
        type(wrapper)._test_serialized_contents = contents
    yield
    # A thread or an event loop that ended without a word may have left a session, which would keep the database.
    with django_db_blocker.unblock(), wrapper.cursor() as cursor:
        cursor.execute(OTHER_SESSIONS)


@pytest.fixture(scope="session")
def new_place(
    django_db_setup: None, django_db_blocker: Any, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[..., Place]]:
    """``new_place("target")`` is an installation with a database of its own, in which there is nothing yet.

    ``new_place("target", migrated)`` is one that was migrated.
    """
    with django_db_blocker.unblock(), ExitStack() as places:
        yield lambda name, like=None: places.enter_context(place(tmp_path_factory.mktemp(name), name, like))


@pytest.fixture(scope="session")
def migrated(new_place: Callable[..., Place]) -> Place:
    """An installation that was migrated, and no more: others are made like it in no time. Nobody works in it."""
    made = new_place("migrated")
    made.done("migrate", "-v0")
    return made


@pytest.fixture(autouse=True)
def language_of_no_other_test() -> Iterator[None]:
    """A request leaves its language to its thread, in which the next test runs."""
    yield
    translation.deactivate()


@pytest.fixture
def the_archive_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are asked as the owner of the tables, whom the database shows everything: ``visible_to`` alone guards."""
    monkeypatch.setattr(AsWebRole, "on", False)


@pytest.fixture
def reader(db: None) -> User:
    return make.user("reader")


@pytest.fixture
def limite_reader(db: None) -> User:
    return make.user("limite")


@pytest.fixture
def archivist(db: None) -> User:
    return make.user("archivist")


@pytest.fixture
def administrator(db: None) -> User:
    return make.user("administrator")


@pytest.fixture
def as_user() -> Callable[[User], Client]:
    """``as_user(person)`` is a client who has signed in."""

    def sign_in(person: User) -> Client:
        client = Client()
        client.force_login(person)
        return client

    return sign_in


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that empties all tables must put back what the migrations wrote (groups, permissions)."""
    for item in items:
        marker = item.get_closest_marker("django_db")
        if marker and marker.kwargs.get("transaction") and not marker.kwargs.get("serialized_rollback"):
            raise pytest.UsageError(f"{item.nodeid}: transaction=True needs serialized_rollback=True too.")
