"""Files in an S3-compatible store instead of a folder: private, without addresses of their own, never linked to."""

import errno
from collections.abc import Callable
from functools import wraps
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

KEPT_IN_MEMORY = 4 * 1024 * 1024  # of a file that is read; the rest of a larger one goes to the folder for such files
PATIENCE = {"connect_timeout": 5, "read_timeout": 30, "retries": {"max_attempts": 2}}


class FilesAway(OSError):
    """The store did not answer, or refused. What it said is the cause."""


def told[**P, R](ask: Callable[P, R]) -> Callable[P, R]:
    """``ask``, with the errors of the store as FilesAway, so that nobody else need know them."""

    @wraps(ask)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return ask(*args, **kwargs)
        except (BotoCoreError, ClientError) as error:
            raise FilesAway(errno.EHOSTUNREACH, "The store of files does not answer") from error

    return asked


class PrivateS3(S3Storage):
    """A bucket of which only the archive hands out files, through views that ask who may read them."""

    def url(self, name: str, *args: Any, **kwargs: Any) -> str:
        raise NotImplementedError("Files of the archive have no address but that of the view which checks its reader.")

    @told
    def _open(self, name: str, mode: str = "rb") -> Any:
        return super()._open(name, mode).open()  # fetched now: whoever reads it later need expect no error

    _save = told(S3Storage._save)
    delete = told(S3Storage.delete)
    exists = told(S3Storage.exists)
    listdir = told(S3Storage.listdir)
    size = told(S3Storage.size)
    get_modified_time = told(S3Storage.get_modified_time)


def bucket(name: str, environ: Any) -> dict[str, Any]:
    """Django's setting for a storage in the bucket ``name``, as the environment says how it is reached."""
    style = environ.get("ARCHIVE_S3_ADDRESSING", "auto")
    method = environ.get("ARCHIVE_S3_ENCRYPTION")
    options = {
        "bucket_name": name,
        "endpoint_url": environ.get("ARCHIVE_S3_ENDPOINT") or None,
        "region_name": environ.get("ARCHIVE_S3_REGION") or None,
        "access_key": environ.get("ARCHIVE_S3_KEY") or None,
        "secret_key": environ.get("ARCHIVE_S3_SECRET") or None,
        "client_config": Config(s3={"addressing_style": style}, signature_version="s3v4", **PATIENCE),
        "default_acl": None,  # the bucket's own, which lets nobody in
        "file_overwrite": True,  # files are named by their hash, or by lot: the same name is the same bytes
        "max_memory_size": KEPT_IN_MEMORY,
        "object_parameters": {"ServerSideEncryption": method} if method else {},
    }
    return {"BACKEND": "archive.storage.PrivateS3", "OPTIONS": options}
