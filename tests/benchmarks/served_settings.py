"""The tests' settings with static files as in production, the addresses of served_urls.py and a database by name."""

import os

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.served_urls"
DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]  # noqa: F405
# As in production: static files are looked up once, at the start, not at each request.
WHITENOISE_AUTOREFRESH = False
WHITENOISE_USE_FINDERS = False
