"""Entrance for a web server: ``gunicorn archive.wsgi``."""

import gc
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "archive.settings")

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from archive.checks import KEY_IS_MISSING
from archive.database.roles import serve_pages

if not settings.SECRET_KEY_IS_SET:
    raise SystemExit(KEY_IS_MISSING)

serve_pages()
application = get_wsgi_application()

# What is loaded by now stays until the process ends: the collector of garbage need not walk through it at each turn,
# which took a tenth of the time of a page.
gc.collect()
gc.freeze()
