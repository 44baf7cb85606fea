"""What the tests of the review desk share."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.views.conftest import no_query_in_a_template

__all__ = ["desk", "no_query_in_a_template"]


@pytest.fixture
def desk(archivist: User, as_user: Callable[[User], Client]) -> Client:
    """An archivist's browser."""
    return as_user(archivist)
