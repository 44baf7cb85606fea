"""What all tests share."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests import make


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
