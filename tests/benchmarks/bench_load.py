"""Fifty readers at once on a large archive while 500 files are read: the site of production, over HTTP.

    python -m tests.benchmarks.bench_load 10000 --seconds 120

The number is that of notes, of eight paragraphs each. Everything runs on this machine: PostgreSQL as its package
configures it, gunicorn with two workers of four threads, the worker that reads (at nice 10, which says nothing where
all of it is put first by ``chrt``), and the readers, whose own work counts, too. Three phases: one reader who
searches without pause (unloaded); fifty who each open a page and think for five to ten seconds, with the ingest; fifty
without any pause and without ingest: where the machine ends.
"""

import argparse
import http.client
import json
import os
import random
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from tests.benchmarks import corpus
from tests.faults.place import ROOT, Place, cast, kill, place
from tests.faults.servers import folder
from tests.ingest.papers import note_text

READERS = 50
THINKS = (5.0, 10.0)  # seconds between two pages of one reader
KEPT_OPEN = 2.0  # seconds: as long gunicorn keeps a connection on which nothing is asked
FILES = 500
AT_ONCE = 250  # files in one upload
# Of a hundred pages that a reader opens. Searches are of all seven classes, each as often.
MIX = {"search": 50, "note": 20, "meeting": 10, "home": 10, "code": 5, "suggest": 5}
DONE = "SELECT count(*), max(finished_at) FROM meetings_uploadline WHERE finished_at IS NOT NULL"
LOAD = "from tests.benchmarks.loading import load; load({folder!r})"


@dataclass
class Seen:
    """What the readers of one phase met: by kind of page when each was asked for, and its seconds; what went wrong."""

    began: float = field(default_factory=time.monotonic)
    seconds: dict[str, list[tuple[float, float]]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def percentile(self, kind: str, share: float, within: float = float("inf")) -> float:
        """In milliseconds, of the pages that were asked for ``within`` so many seconds of the beginning."""
        taken = sorted(seconds for asked, seconds in self.seconds[kind] if asked <= within)
        return taken[min(len(taken) - 1, int(len(taken) * share))] * 1000 if taken else float("nan")

    @property
    def pages(self) -> int:
        return sum(len(each) for each in self.seconds.values())


class Addresses:
    """The pages of the made-up archive, drawn by lot."""

    def __init__(self, made: Path, notes: int) -> None:
        self.notes = notes
        self.queries = list(json.loads((made / "queries.json").read_text(encoding="utf-8")).values())

    def one(self, kind: str, dice: random.Random) -> str:
        if kind == "search":
            return f"/search/?{urlencode(dice.choice(dice.choice(self.queries)))}"
        if kind == "suggest":
            return f"/search/suggest/?{urlencode({'q': dice.choice(corpus.PHRASES)[:4]})}"
        if kind == "note":
            return f"/notes/note-{dice.randrange(self.notes) + 1}/"
        if kind == "meeting":
            return f"/meetings/meeting-{dice.randrange(min(self.notes // 4, 2_000))}/"
        return "/" if kind == "home" else f"/codes/{dice.choice(corpus.CODES).lower()}/"


def read(site: Place, addresses: Addresses, seen: Seen, until: float, seed: int, thinks: tuple[float, float]) -> None:
    """One reader: opens pages over one connection until the time is over."""
    dice = random.Random(seed)
    host = urlsplit(site.site).netloc
    connection = http.client.HTTPConnection(host, timeout=60)
    cookies = {"Cookie": f"sessionid={site.sessions['limite']}"}
    only_searches = thinks == (0.0, 0.0) and seed < 0
    time.sleep(dice.uniform(0, thinks[1]))
    while time.monotonic() < until:
        kind = "search" if only_searches else dice.choices(list(MIX), list(MIX.values()))[0]
        path = addresses.one(kind, dice)
        start = time.monotonic()
        try:
            connection.request("GET", path, headers=cookies)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException) as error:
            seen.errors.append(f"{path}: {type(error).__name__}")
            connection.close()
            continue
        # A made-up note may be marked or withheld, so that it is not there for this reader.
        if answer.status == 200:
            seen.seconds[kind].append((start - seen.began, time.monotonic() - start))
        elif not (kind in {"note", "meeting", "code"} and answer.status == 404):
            seen.errors.append(f"{path}: {answer.status}")
        if thinks[1] > KEPT_OPEN:
            connection.close()  # as gunicorn does after two seconds, and a browser opens another
        time.sleep(dice.uniform(*thinks))


def phase(site: Place, addresses: Addresses, *, readers: int, seconds: float, thinks: tuple[float, float]) -> Seen:
    """``readers`` at once for so many ``seconds``; a single one only searches."""
    seen = Seen()
    until = time.monotonic() + seconds
    seeds = range(readers) if readers > 1 else [-1]
    threads = [threading.Thread(target=read, args=(site, addresses, seen, until, seed, thinks)) for seed in seeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return seen


@contextmanager
def ingest(site: Place) -> Iterator[None]:
    """While this holds, FILES files are read by a worker at nice 10."""
    sentence = "The EU side agreed to examine passenger name records with service providers, step {} of {}. "
    for first in range(70_000, 70_000 + FILES, AT_ONCE):
        numbers = range(first, first + AT_ONCE)
        texts = {n: "\n\n".join(sentence.format(step, n) for step in range(7)) for n in numbers}
        site.browser().upload({f"{n}.txt": note_text(text, number=f"{n}/16") for n, text in texts.items()})
    worker = site.started("read_uploads")
    os.setpriority(os.PRIO_PROCESS, worker.pid, os.getpriority(os.PRIO_PROCESS, 0) + 10)  # as Nice=10 beside the others
    try:
        yield
    finally:
        kill(worker)


def say(name: str, seen: Seen, seconds: float) -> None:
    sys.stdout.write(f"\n{name}: {seen.pages} pages in {seconds:.0f} s, {len(seen.errors)} errors\n")
    for kind in seen.seconds:
        p50, p95 = seen.percentile(kind, 0.5), seen.percentile(kind, 0.95)
        sys.stdout.write(f"  {kind:10}{len(seen.seconds[kind]):6} pages{p50:9.1f}{p95:9.1f} ms (p50, p95)\n")
    for error in seen.errors[:5]:
        sys.stdout.write(f"  {error}\n")
    sys.stdout.flush()


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("notes", type=int)
    asked.add_argument("--seconds", type=int, default=120)
    given = asked.parse_args()
    with folder() as mould, folder() as home:
        cast(mould)
        with place(mould, home, WEB_CONCURRENCY="2") as site:
            made = home / "made"
            paragraphs = str(given.notes * corpus.PARAGRAPHS_OF_A_NOTE)
            command = [sys.executable, "-m", "tests.benchmarks.corpus", paragraphs, str(made)]
            subprocess.run(command, cwd=ROOT, check=True)
            site.run("shell", "--no-imports", "-c", LOAD.format(folder=str(made)))
            addresses = Addresses(made, given.notes)
            phase(site, addresses, readers=4, seconds=10, thinks=(0.0, 0.0))  # to warm up
            alone = phase(site, addresses, readers=1, seconds=given.seconds / 4, thinks=(0.0, 0.0))
            say("One reader who searches without pause, nothing else", alone, given.seconds / 4)
            with ingest(site):
                began = datetime.now(UTC)
                paced = phase(site, addresses, readers=READERS, seconds=given.seconds, thinks=THINKS)
                files, last = site.server.rows(DONE)[0]
            say(f"{READERS} readers who think for 5 to 10 s, and the ingest", paced, given.seconds)
            lasted = (last - began).total_seconds()
            for when, within in (("", float("inf")), (" while files were read", lasted)):
                p95 = paced.percentile("search", 0.95, within)
                times = p95 / alone.percentile("search", 0.95)
                sys.stdout.write(f"  search p95{when}: {p95:.1f} ms, {times:.1f} times that of one reader\n")
            sys.stdout.write(f"  {files} of {FILES} files read, the last after {lasted:.0f} s\n")
            closed = phase(site, addresses, readers=READERS, seconds=given.seconds / 4, thinks=(0.0, 0.0))
            say(f"{READERS} readers without pause, no ingest", closed, given.seconds / 4)


if __name__ == "__main__":
    main()
