"""Entrance for a web server: ``gunicorn archive.wsgi``."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from django.conf import settings  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402

from archive.checks import NO_SECRET_KEY  # noqa: E402

if not settings.SECRET_KEY:
    raise SystemExit(NO_SECRET_KEY)

application = get_wsgi_application()
