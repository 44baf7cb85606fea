"""Time the search page as gunicorn serves it, beside an empty view of the same process, on one connection.

    python -m tests.benchmarks.bench_served 10000

One worker, one kept connection, a LIMITE reader; each query once to warm up. Prints p50 and p95 in milliseconds for
each class of queries, and p50 as a multiple of the empty view's; then where the time of a page goes, in process.
"""

import http.client
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parents[2]
PORT = 18_765
ROUNDS = 9
START_SECONDS = 30


def timed(calls: list[Callable[[], object]]) -> tuple[float, float]:
    """p50 and p95 of ``calls``, in milliseconds, after one round to warm up."""
    taken = []
    for round_ in range(ROUNDS + 1):
        for call in calls:
            start = time.perf_counter()
            call()
            if round_:
                taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return taken[len(taken) // 2], taken[int(len(taken) * 0.95)]


def addresses(folder: str) -> dict[str, list[str]]:
    """The address of each query of the seven classes."""
    classes = json.loads((Path(folder) / "queries.json").read_text(encoding="utf-8"))
    return {name: [f"/search/?{urlencode(query)}" for query in queries] for name, queries in classes.items()}


def serve(database: str) -> subprocess.Popen[bytes]:
    """gunicorn on loopback, ready to answer. Raises RuntimeError when it does not come up."""
    command = [sys.executable, "-m", "gunicorn", "archive.wsgi", f"--bind=127.0.0.1:{PORT}", "--log-level=warning",
               "--workers=1", "--threads=1", "--worker-class=gthread", "--keep-alive=60"]  # fmt: skip
    environ = os.environ | {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.served_settings", "BENCH_DATABASE": database}
    server = subprocess.Popen(command, cwd=ROOT, env=environ)
    for _ in range(START_SECONDS * 10):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=1).connect()
        except OSError:
            time.sleep(0.1)
        else:
            return server
    server.kill()
    raise RuntimeError("gunicorn did not start")


def measure_served(folder: str, database: str, session: str) -> None:
    """Print a line for each class of queries."""
    server = serve(database)
    try:
        connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=60)
        size = 0

        def get(path: str) -> None:
            nonlocal size
            connection.request("GET", path, headers={"Cookie": f"sessionid={session}"})
            answer = connection.getresponse()
            size = len(answer.read())
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")

        empty, empty_95 = timed([lambda: get("/empty/")] * 10)
        sys.stdout.write(f"{'empty view':14}{empty:8.2f}{empty_95:8.2f}\n")
        for name, paths in addresses(folder).items():
            p50, p95 = timed([lambda path=path: get(path) for path in paths])  # type: ignore[misc]
            sys.stdout.write(f"{name:14}{p50:8.2f}{p95:8.2f}{p50 / empty:7.1f} times empty, {size / 1024:.0f} kB\n")
    finally:
        server.terminate()
        server.wait(timeout=10)


def measure_parts(folder: str, person: object) -> None:
    """Print where the time of a page goes, as the p50 of each part over all queries."""
    from django.http import QueryDict
    from django.template.loader import render_to_string
    from django.test import RequestFactory

    from meetings.finding.asked import Asked
    from meetings.finding.hits import hits_of
    from meetings.finding.page import search_page
    from meetings.finding.passages import find

    asked = [
        Asked.from_address(QueryDict(path.partition("?")[2])) for paths in addresses(folder).values() for path in paths
    ]
    found = [find(one, person) for one in asked]
    pages = [search_page(one, person) for one in asked]
    request = RequestFactory().get("/search/")
    request.user = person  # type: ignore[assignment]
    parts: dict[str, list[Callable[[], object]]] = {
        "find and order": [lambda one=one: find(one, person) for one in asked],
        "read passages and cut excerpts": [lambda one=one: hits_of(one.units, one.query, person) for one in found],
        "count facets": [lambda one=one: one.facets for one in found],
        "template": [
            lambda page=page: render_to_string("meetings/search.html", {"page": page}, request=request)
            for page in pages
        ],
    }  # type: ignore[misc]
    for name, calls in parts.items():
        p50, p95 = timed(calls)
        sys.stdout.write(f"{name:32}{p50:8.2f}{p95:8.2f}\n")


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore
    from django.db import connection

    from tests import make
    from tests.benchmarks.loading import load

    connection.creation.create_test_db(verbosity=0)
    database = connection.settings_dict["NAME"]
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            made = [sys.executable, "-m", "tests.benchmarks.corpus", sys.argv[1], folder]
            subprocess.run(made, cwd=ROOT, check=True)
            load(folder)
            person = make.user("limite")
            session = SessionStore()
            session[SESSION_KEY] = str(person.pk)
            session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
            session[HASH_SESSION_KEY] = person.get_session_auth_hash()
            session.create()
            measure_served(folder, database, session.session_key or "")
            measure_parts(folder, person)
    finally:
        connection.creation.destroy_test_db(database, verbosity=0)


if __name__ == "__main__":
    main()
