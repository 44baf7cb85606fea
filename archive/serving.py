"""How gunicorn serves the site: ``gunicorn --config python:archive.serving archive.wsgi`` (docs/operate.md).

The names are gunicorn's own: https://docs.gunicorn.org/en/stable/settings.html
"""

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from archive.environment import whole_number

# Before anything counts: each worker counts into files of its own there, and any of them answers for all.
COUNTS = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="archive-metrics-"))
OWNER = os.getpid()

from archive.settings import LOGGING  # noqa: E402 - which loads what counts

bind = os.environ.get("ARCHIVE_BIND", "127.0.0.1:8000")
workers = whole_number("ARCHIVE_WEB_WORKERS", 2 * (os.cpu_count() or 1) + 1)

# One request at a time, so that this bounds a request: longer than the largest upload takes to arrive.
worker_class = "sync"
timeout = whole_number("ARCHIVE_WEB_TIMEOUT", 120)
graceful_timeout = 30  # for what is being answered when the web is stopped
keepalive = 5

# A worker is replaced now and then, not all at once: whatever it gathered goes with it.
max_requests = 2_000
max_requests_jitter = 400

# The longest addresses are searches with every filter; more is an attack or an error.
limit_request_line = 8_190
limit_request_fields = 60
limit_request_field_size = 8_190

# A worker says that it lives by a file; on a disk that is busy it would be taken for dead.
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108

logconfig_dict = LOGGING
loglevel = "info"
accesslog = None  # the site writes a line a request itself, without words (docs/insight.md)
proc_name = "eu-us-outcomes"


def child_exit(server: Any, worker: Any) -> None:
    """A worker that ended is no longer asked; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Counts begin anew with the next start, as Prometheus expects."""
    if os.getpid() == OWNER:
        shutil.rmtree(COUNTS, ignore_errors=True)
