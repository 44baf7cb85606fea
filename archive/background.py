"""Work beside the answer, on one's own machine: the page comes back at once, and no second program is needed.

For ``manage.py demo`` and development. In production django-tasks-db keeps the queue in the database and a worker
process does the work (docs/operate.md).
"""

from threading import Thread
from typing import Any

from django.db import connections
from django.tasks.backends.immediate import ImmediateBackend
from django.tasks.base import Task


class ThreadBackend(ImmediateBackend):
    """Does each task at once, as Django's ImmediateBackend, but in a thread that ends with the program.

    The result of a task cannot be asked for. What a stopped program left undone must be taken up by the task itself.
    """

    def enqueue(self, task: Task, args: Any, kwargs: Any) -> None:
        self.validate_task(task)
        Thread(target=self._do, args=(task, args, kwargs), name=task.name, daemon=True).start()

    def _do(self, task: Task, args: Any, kwargs: Any) -> None:
        try:
            super().enqueue(task, args, kwargs)
        finally:
            connections.close_all()
