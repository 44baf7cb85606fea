"""Measure every page for readers on a made-up archive of 2,000 notes: its queries and its time on the server.

    python -m tests.benchmarks.bench_following [--notes 2000] [--limit 100]

A whole request in process (middleware, view, template) as a LIMITE reader, static files set up as in production.
Prints for each page the number of queries (with the three for session, user and groups), the p50 and the best of nine
requests in milliseconds, the p50 as a multiple of that of an empty view behind the same middleware, asked in turn with
the page, and the size. Fails above either limit.
"""

import argparse
import gc
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROUNDS = 9
EMPTY = "/empty/"
PAGES = (
    "/", "/meetings/", "/meetings/?code=cyba", "/meetings/meeting-2/", "/notes/note-2/",
    "/notes/note-2/?hl=cooperation",
    "/codes/", "/codes/cyba/", "/commitments/", "/commitments/?status=delivered", "/commitments/?code=cyba",
    "/search/", "/search/?q=visa+reciprocity", "/search/?q=nothingofthekind", "/search/suggest/?q=vis",
    "/notes/note-2/1/similar/", "/threads/", "/threads/pnr/", "/threads/visa-reciprocity/", "/threads/third-countries/",
    "/compare/?a=note-2/1&b=note-2/2", "/quiet/", "/quiet/?n=1&m=1", "/diary/", "/diary.ics", "/people/",
    "/people/alejandro-n-mayorkas/", "/people/ylva-johansson/", "/people/us-department-of-justice/",
    "/offices/attorney-general/", "/instruments/", "/instruments/pnr-agreement/", "/glossary/", "/matrix/",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Figures:
    """What one page costs."""

    queries: int
    p50: float
    best: float
    empty: float  # p50 of the empty view, asked in turn with the page
    size: int


def measure(pages: tuple[str, ...] = (EMPTY, *PAGES)) -> dict[str, Figures]:
    """The figures of each page, the empty view first."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from tests import make
    from tests.queries import queries_of

    browser = Client(SERVER_NAME="localhost")
    browser.force_login(make.user("limite"))
    found = {}
    browser.get("/")
    gc.collect()
    gc.freeze()  # as archive/wsgi.py does
    for page in pages:
        browser.get(page)
        with CaptureQueriesContext(connection) as asked:
            response = browser.get(page)
            queries = len(queries_of(asked.captured_queries))  # the next request forgets them
        if response.status_code != 200:
            raise RuntimeError(f"{page} answered {response.status_code}")
        taken, empty = [], []
        for _ in range(ROUNDS):
            taken.append(timed(browser, page))
            empty.append(timed(browser, EMPTY))
        taken.sort()
        found[page] = Figures(queries, taken[ROUNDS // 2], taken[0], sorted(empty)[ROUNDS // 2], len(response.content))
    return found


def timed(browser: Any, page: str) -> float:
    """The milliseconds of one request."""
    begun = time.perf_counter()
    browser.get(page)
    return (time.perf_counter() - begun) * 1000


def table(found: dict[str, Figures]) -> str:
    lines = ["| page | queries | p50 ms | best ms | times an empty view | KB |", "|---|---|---|---|---|---|"]
    lines += [
        f"| `{page}` | {each.queries} | {each.p50:.0f} | {each.best:.0f} | {each.p50 / each.empty:.0f}"
        f" | {each.size / 1024:.0f} |"
        for page, each in found.items()
    ]
    return "\n".join(lines) + f"\n\nThe empty view: {found[EMPTY].p50:.1f} ms.\n"


def set_up() -> None:
    """Django with static files as in production and the empty view beside the pages."""
    os.environ.setdefault("BENCH_DATABASE", "postgres")  # only to connect with; the archive gets one of its own
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.benchmarks.served_settings")
    import django

    django.setup()  # and not setup_test_environment(), which keeps a copy of the context of every template


def make_archive(notes: int) -> None:
    """A made-up archive of that many notes in the database that is connected."""
    from tests import make
    from tests.benchmarks.following_archive import fill

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        made = [sys.executable, "-m", "tests.benchmarks.corpus", str(notes * 8), folder]
        subprocess.run(made, cwd=ROOT, check=True)
        fill(folder, make.user("archivist"))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--notes", type=int, default=2000)
    arguments.add_argument("--limit", type=float, default=100.0, help="milliseconds")
    given = arguments.parse_args()
    set_up()
    from django.db import connection

    from tests.queries import MOST_QUERIES

    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        make_archive(given.notes)
        found = measure()
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)
    sys.stdout.write(f"{given.notes} notes\n\n{table(found)}")
    over = [page for page, each in found.items() if each.p50 > given.limit or each.queries > MOST_QUERIES]
    if over:
        sys.exit(f"Above {given.limit:.0f} ms or {MOST_QUERIES} queries: {', '.join(over)}")


if __name__ == "__main__":
    main()
