"""The tests' settings with the addresses of served_urls.py and the database that bench_served.py names."""

import os

from tests.settings import *  # noqa: F403

ROOT_URLCONF = "tests.benchmarks.served_urls"
DATABASES["default"]["NAME"] = os.environ["BENCH_DATABASE"]  # noqa: F405
