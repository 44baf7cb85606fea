"""How gunicorn serves the archive. It finds this file by itself; ``--workers`` and the like go to the command."""

import os
import shutil
import tempfile
from typing import Any

from archive.settings import LOGGING

# Before anything counts: each worker counts into files of its own there, and any of them answers for all.
COUNTS = os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", tempfile.mkdtemp(prefix="archive-metrics-"))
OWNER = os.getpid()

logconfig_dict = LOGGING
limit_request_line = 4094  # bytes of an address: far more than any list of filters takes
limit_request_fields = 60


def child_exit(server: Any, worker: Any) -> None:
    """A worker that ended is no longer asked; what it counted stays."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


def on_exit(server: Any) -> None:
    """Counts begin anew with the next start, as Prometheus expects."""
    if os.getpid() == OWNER:
        shutil.rmtree(COUNTS, ignore_errors=True)
