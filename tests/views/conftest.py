"""What the tests of the pages share: queries must run before a page is rendered, never while it is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from django.db import connection
from django.template import Template


@pytest.fixture
def no_query_in_a_template() -> Callable[[], AbstractContextManager[None]]:
    """``with no_query_in_a_template():`` fails as soon as a template asks the database for something."""

    def watch(execute: Any, sql: str, *rest: Any) -> Any:
        frame = sys._getframe()
        while frame := frame.f_back:
            rendering = frame.f_code is Template.render.__code__
            assert not rendering, f"a template asked the database: {sql}"
        return execute(sql, *rest)

    @contextmanager
    def watching() -> Iterator[None]:
        with connection.execute_wrapper(watch):
            yield

    return watching
