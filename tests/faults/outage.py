"""The database is away for a while: what its readers, an archivist and the worker meet, with real processes.

    python -m tests.faults.outage --seconds 60

sets up an archive of its own with two processes for pages and a worker, lets READERS ask every second, sends FILES,
stops the database as a crash would while they are read, starts it again after so many seconds, and says what was seen.
It ends with 1 when anything was lost, doubled, or told wrongly.
"""

import argparse
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from tests.faults.place import AWAY, Answer, Place, cast, kill, place
from tests.faults.servers import folder, until
from tests.ingest.papers import note_text

READERS = 5
FILES = 40
ASKED = ("/", "/search/?q=visa", "/meetings/", "/notes/98001-19/", "/commitments/")
SOON = 15.0  # seconds in which everybody is served again, on a machine with other work
LINES = "SELECT state, count(*) FROM meetings_uploadline GROUP BY state"
COUNTED = "SELECT (SELECT count(*) FROM meetings_outcomenote), (SELECT count(*) FROM meetings_source)"


@dataclass
class Seen:
    """What was met, by when it was asked: what pages answered, and how long the longest took."""

    answers: dict[str, Counter[str]] = field(default_factory=dict)
    longest: dict[str, float] = field(default_factory=dict)
    back: float = 0.0  # seconds from the start of the database to the first page, and to the last file
    read: float = 0.0
    faults: list[str] = field(default_factory=list)

    def met(self, when: str, answer: str, seconds: float) -> None:
        self.answers.setdefault(when, Counter())[answer] += 1
        self.longest[when] = max(self.longest.get(when, 0.0), seconds)


class Phase:
    """When it is: ``before``, while the database goes or comes (``changing``), ``away``, ``after``."""

    now = "before"


def word_for(answer: Answer) -> str:
    """What a page is: as asked for, or saying that the archive is away, or anything else."""
    if answer.status == 200:
        return "page"
    return "away" if answer.status == 503 and AWAY in answer.page else f"{answer.status}"


@contextmanager
def readers(site: Place, seen: Seen, phase: Phase) -> Iterator[None]:
    """While this holds, READERS ask for one page after the other, one a second each."""
    done = threading.Event()

    def read(first: int) -> None:
        browser, turn = site.browser("limite"), first
        while not done.wait(1):
            when, start = phase.now, time.monotonic()
            try:
                said = word_for(browser.ask(ASKED[turn % len(ASKED)]))
            except OSError as error:
                said = type(error).__name__
            # What was asked in one phase and answered in another may be either.
            seen.met(when if when == phase.now else "changing", said, time.monotonic() - start)
            turn += 1

    threads = [threading.Thread(target=read, args=(turn,)) for turn in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        done.set()
        for thread in threads:
            thread.join()


def outage(site: Place, seconds: float, *, files: int = FILES) -> Seen:
    """Take the database of ``site`` away for ``seconds`` in the middle of its work; what was seen, with all faults."""
    seen, phase, archivist = Seen(), Phase(), site.browser()
    archivist.upload({"98001.txt": note_text(number="98001/19")})
    site.run("read_uploads", "--once")
    note = site.server.rows("SELECT id, revision FROM meetings_outcomenote WHERE number = '98001/19'")[0]
    archivist.send(f"/admin/review/{note[0]}/publish/", deed="now", revision=note[1])
    held = site.server.rows(COUNTED)[0]
    papers = {f"{number}.txt": note_text(number=f"{number}/19") for number in range(98100, 98100 + files)}
    worker = site.started("read_uploads")
    try:
        with readers(site, seen, phase):
            time.sleep(2)
            table = archivist.upload(papers).address
            until(lambda: site.server.rows(COUNTED)[0][0] > held[0] + 1)
            phase.now = "changing"
            site.server.end(signal.SIGQUIT)
            phase.now = "away"
            refused = archivist.upload({"98900.txt": note_text(number="98900/19")})
            time.sleep(seconds)
            phase.now = "changing"
            site.server.start()
            started = time.monotonic()
            until(lambda: word_for(archivist.ask(table)) == "page")
            seen.back, phase.now = time.monotonic() - started, "after"
            until(lambda: site.server.rows(COUNTED)[0][1] >= held[1] + files, within=300)
            seen.read = time.monotonic() - started
            time.sleep(2)
        if worker.poll() is not None:
            seen.faults.append("The worker ended.")
    finally:
        if worker.poll() is None:
            kill(worker)
    if word_for(refused) != "away" or "probably not kept" not in refused.page:
        seen.faults.append(f"An upload meanwhile was answered with {refused.status}.")
    for when, expected in {"before": {"page"}, "away": {"away"}, "after": {"page"}}.items():
        if odd := set(seen.answers.get(when, ())) ^ expected:
            seen.faults.append(f"Answers {when}: {', '.join(sorted(odd))}.")
    if seen.back > SOON:
        seen.faults.append(f"It took {seen.back:.0f} s until a page came again.")
    if (counted := site.server.rows(COUNTED)[0]) != (held[0] + files, held[1] + files):
        seen.faults.append(f"{counted} notes and files instead of {files} more than {held}.")
    if (lines := dict(site.server.rows(LINES))) != {"added": held[0] + files}:
        seen.faults.append(f"Lines: {lines}.")
    if left := site.lying():
        seen.faults.append(f"{len(left)} files are left over in the waiting room.")
    return seen


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--seconds", type=float, default=60)
    given = asked.parse_args()
    with folder() as mould, folder() as home:
        cast(mould)
        with place(mould, home, WEB_CONCURRENCY="2") as site:
            seen = outage(site, given.seconds)
            sound = site.tried("check_archive")
    for when, answers in seen.answers.items():
        told = ", ".join(f"{count} {answer}" for answer, count in answers.most_common())
        sys.stdout.write(f"{when}: {told}; the longest took {seen.longest[when]:.1f} s\n")
    sys.stdout.write(f"pages again after {seen.back:.1f} s, all {FILES} files read after {seen.read:.1f} s\n")
    if sound.returncode:
        seen.faults.append(f"check_archive: {sound.stdout}{sound.stderr}")
    sys.stdout.write("\n".join(seen.faults or ["nothing lost, nothing doubled, nothing told wrongly"]) + "\n")
    return 1 if seen.faults else 0


if __name__ == "__main__":
    sys.exit(main())
