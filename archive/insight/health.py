"""For load balancers and supervisors: is the process alive, can it serve. Says yes or no, never which host or why.

Both are open to everybody who reaches the site, and tell nobody anything of the archive. Why something is wrong stands
in the log.
"""

import logging
import os
import tempfile
from collections.abc import Callable
from functools import cache

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from archive.backup import half_restored

logger = logging.getLogger("archive.health")

WRITTEN = b"\0" * 4096  # a block: a full disk still makes empty files


@login_not_required
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """The process answers. Asks nothing else: a database that is away is no reason to restart the web."""
    return JsonResponse({"live": True})


@login_not_required
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """Whether readers can be sent here: each condition, and 503 unless all hold."""
    found = {name: _holds(name, condition) for name, condition in CONDITIONS.items()}
    well = all(found.values())
    return JsonResponse({"ready": well, **found}, status=200 if well else 503)


def _holds(name: str, condition: Callable[[], bool]) -> bool:
    try:
        return condition()
    except Exception as error:  # whatever it is, the answer is no
        logger.warning("Not ready, %s: %s", name, type(error).__name__)
        return False


def database_answers() -> bool:
    """Whether a query comes back."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        return bool(cursor.fetchone())


def migrations_are_applied() -> bool:
    """Whether the tables are as this version of the archive needs them; those of a newer one are, too."""
    try:
        return _last_migrations() <= set(MigrationRecorder(connection).applied_migrations())
    except DatabaseError:
        return False


@cache
def _last_migrations() -> frozenset[tuple[str, str]]:
    """The last of each app as the code has them: they do not change while the process runs."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def originals_are_writable() -> bool:
    """Whether a file could be kept: tried, since rights, a full disk and a lost mount look alike only then."""
    storage = storages["default"]
    if not isinstance(storage, FileSystemStorage):
        storage.exists("health")  # kept elsewhere: whether that place answers us
        return True
    place = storage.location
    os.makedirs(place, mode=settings.FILE_UPLOAD_DIRECTORY_PERMISSIONS, exist_ok=True)  # as the first file would
    with tempfile.TemporaryFile(dir=place) as file:  # has no name, and goes whatever happens
        file.write(WRITTEN)
        file.flush()
    return True


def restored_to_the_end() -> bool:
    """Whether no restore was stopped half-way."""
    return not half_restored()


CONDITIONS: dict[str, Callable[[], bool]] = {
    "database": database_answers,
    "migrations": migrations_are_applied,
    "restored": restored_to_the_end,
    "originals": originals_are_writable,
}
