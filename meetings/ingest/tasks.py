"""The work that goes on beside the pages, as tasks of Django: reading the files that wait."""

import logging
import time
from collections.abc import Callable

from django.apps import apps
from django.db import InterfaceError, OperationalError, transaction
from django.tasks import task

from meetings.ingest.locks import let_go, nobody_sends
from meetings.ingest.subjects import find_everywhere
from meetings.ingest.uploads import cannot_keep, claim_next, database_came_back, read_line, take_up_again
from meetings.models import UploadLine
from meetings.wall import at_the_desk

logger = logging.getLogger(__name__)

READERS_AT_ONCE = 2  # files of one upload that are read side by side, where there are workers for it
PATIENCE = (0.5, 1, 2, 4, 8, 15, 30)  # seconds between attempts to reach a database that does not answer

AGAIN_AFTER = 2  # seconds


def start_reading() -> None:
    """Ask for the waiting files to be read. Asking once too often does no harm."""
    for _ in range(READERS_AT_ONCE):
        read_waiting.enqueue()


@task
@at_the_desk()
def read_waiting() -> int:
    """Read files until none waits, and say how many. What a killed worker left half-way is taken up first.

    A database that restarts is waited for, and room on the disk as long as it takes. Raises OperationalError or
    InterfaceError when the database stays away.
    """
    read, pauses = 0, list(PATIENCE)
    while True:
        try:
            take_up_again()
            while line := claim_next():
                try:
                    read_line(line)
                finally:
                    let_go(line.pk)
                read, pauses = read + 1, list(PATIENCE)
            sweep()
            return read
        except (OperationalError, InterfaceError) as error:
            if not pauses:
                raise
            database_came_back(error)
            time.sleep(pauses.pop(0))
        except OSError as error:
            if not cannot_keep(error):
                raise
            logger.warning("No file can be kept, so those that were sent wait: %s", error.strerror)
            time.sleep(pauses.pop(0) if len(pauses) > 1 else pauses[0])


def keep_reading(then: Callable[[], object]) -> None:
    """Read what waits, then do ``then``: serve the queue until told to stop. Wait for a database that goes away.

    The queue's own worker ends with the database. One that is started by hand would not come back.
    """
    while True:
        try:
            read_waiting.call()
            then()
            return
        except (OperationalError, InterfaceError) as error:
            database_came_back(error)
            time.sleep(AGAIN_AFTER)


@task
@at_the_desk()
def find_subject(kind: str, pk: int) -> int:
    """Find the passages of a theme or an instrument again, by the words that it has now; say how many there are."""
    subject = apps.get_model("meetings", kind)._default_manager.filter(pk=pk).first()
    return find_everywhere(subject) if subject is not None else 0  # merged away meanwhile


def sweep() -> int:
    """Remove bytes that no line knows, left by a process that was killed between two steps; say how many files.

    Only while nobody lays down more: whether bytes are left over must not hang on a clock, which may jump.
    """
    room = UploadLine._meta.get_field("file").storage
    with transaction.atomic():
        if not nobody_sends():
            return 0
        try:
            lying = set(room.listdir("")[1])
        except FileNotFoundError:  # nothing was ever sent
            return 0
        left = lying - set(UploadLine.objects.filter(file__in=lying).values_list("file", flat=True))
        for name in left:
            room.delete(name)
    return len(left)
