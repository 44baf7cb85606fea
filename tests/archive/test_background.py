"""On one's own machine a task is done in a thread: whoever asked for it does not wait."""

from threading import Event

import pytest
from django.tasks import task

from archive.background import ThreadBackend

begun, may_end, ended = Event(), Event(), Event()


@task
def slow() -> None:
    begun.set()
    may_end.wait(10)
    ended.set()


@task
def failing() -> None:
    begun.set()
    raise ValueError("a slip")


@pytest.fixture(autouse=True)
def _anew() -> None:
    for event in (begun, may_end, ended):
        event.clear()


def test_whoever_asks_does_not_wait() -> None:
    ThreadBackend("default", {}).enqueue(slow, [], {})
    assert begun.wait(10)
    assert not ended.is_set()
    may_end.set()
    assert ended.wait(10)


def test_a_task_that_fails_harms_nobody() -> None:
    ThreadBackend("default", {}).enqueue(failing, [], {})
    assert begun.wait(10)
