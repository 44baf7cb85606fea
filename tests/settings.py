"""The site's own settings with a key for the tests, and password hashing quick enough for hundreds of sign-ins."""

import os
import tempfile
from pathlib import Path

os.environ.setdefault("DJANGO_SECRET_KEY", "only-for-the-tests-" + "x" * 40)
os.environ.setdefault("ARCHIVE_PLAIN_HTTP", "1")
os.environ.setdefault("ARCHIVE_SECOND_FACTOR", "optional")  # tests/entrance requires it where it proves it
os.environ["ARCHIVE_UPLOADS"] = str(Path(tempfile.mkdtemp(prefix="archive-uploads-")))
os.environ["ARCHIVE_ORIGINALS"] = str(Path(tempfile.mkdtemp(prefix="archive-originals-")))

from archive.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = STORAGES | {  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django.tasks.backends.immediate.ImmediateBackend"}}
ADDRESS = "https://archive.example.eu"
CALLS_A_MINUTE = 1_000_000  # the sweep of all doors asks without pause
# Pages are asked as the login that serves them, so that the database guards in the tests as it does in production.
MIDDLEWARE = ["tests.web_role.AsWebRole", *MIDDLEWARE]  # noqa: F405
