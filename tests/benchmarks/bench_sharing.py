"""Measure the quote check and the files of a list on a made-up archive: time beside one search, and memory.

    python -m tests.benchmarks.bench_sharing [--paragraphs 50000]

The draft is a speech of three pages (9,000 characters): a third of its sentences stand in the archive, a third nearly
do, a third are of its words but in no paper. Of each kind of file: seconds, size, and the most memory that Python held
above what it held before, which must not grow with the list.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.db import connection  # noqa: E402
from django.http import QueryDict  # noqa: E402
from django.utils import timezone  # noqa: E402

from meetings.finding.asked import Asked  # noqa: E402
from meetings.finding.page import search_page  # noqa: E402
from meetings.finding.quotes import MOST, Verdict, check  # noqa: E402
from meetings.models import Paragraph  # noqa: E402
from meetings.reading.sentences import split_sentences  # noqa: E402
from meetings.sharing.lists import LISTS  # noqa: E402
from meetings.sharing.writers import FORMATS, Taken  # noqa: E402
from tests import make  # noqa: E402
from tests.benchmarks.loading import load  # noqa: E402

ROOT = Path(__file__).parents[2]
ROUNDS = 5
LENGTH = 9_000  # characters of the draft
QUERIES = ("visa reciprocity", '"passenger name records"', "law enforcement cooperation")


def draft(chance: random.Random) -> str:
    """A speech in the words of the archive."""
    keys = chance.sample(list(Paragraph.objects.order_by("pk").values_list("pk", flat=True)), 400)
    texts = Paragraph.objects.in_bulk(keys)
    sentences = [texts[key].text[start:end] for key in keys for start, end in split_sentences(texts[key].text)[:1]]
    said: list[str] = []
    for place, sentence in enumerate(sentences):
        words = sentence.rstrip(".").split()
        if place % 3 == 1:
            words[len(words) // 2] = "not"
        elif place % 3 == 2:
            chance.shuffle(words)
        said.append(" ".join(words) + ".")
        if len(said) >= MOST or len(" ".join(said)) > LENGTH:
            return " ".join(said[:-1])
    return " ".join(said)


def best(work: Callable[[], Any]) -> float:
    """The shortest of a few rounds, in milliseconds."""
    taken = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        work()
        taken.append((time.perf_counter() - begun) * 1000)
    return min(taken)


def absolute(path: str) -> str:
    return f"https://archive.example.eu{path}"


def taken_whole(name: str, form: str, asked: str, person: Any) -> int:
    """The octets of one file, written and thrown away."""
    listed, kind = LISTS[name](QueryDict(asked), person), FORMATS[form]
    taken = Taken(str(listed.title), listed.marking, "bench", timezone.now(), "https://archive.example.eu/")
    if kind.whole:
        with kind.whole(taken, listed, absolute) as file:
            return file.seek(0, os.SEEK_END)
    if kind.pieces is None:
        raise RuntimeError(f"{form} is written in no way")
    return sum(len(piece.encode()) for piece in kind.pieces(taken, listed, absolute))


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--paragraphs", type=int, default=50_000)
    given = arguments.parse_args()
    old = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            made = [sys.executable, "-m", "tests.benchmarks.corpus", str(given.paragraphs), folder]
            subprocess.run(made, cwd=ROOT, check=True)
            load(folder)
        measure(make.user("limite"))
    finally:
        connection.creation.destroy_test_db(old, verbosity=0)


def measure(person: Any) -> None:
    speech = draft(random.Random(7))  # the same speech each time
    verdicts = [each.verdict for each in check(speech, person)]
    told = ", ".join(f"{verdicts.count(verdict)} {verdict}" for verdict in Verdict if verdict in verdicts)
    for query in QUERIES:
        search_page(Asked(text=query), person)  # the first one reads what all of them need
    search = sum(best(lambda q=query: search_page(Asked(text=q), person)) for query in QUERIES) / len(QUERIES)  # type: ignore[misc]
    checked = best(lambda: check(speech, person))
    print(f"{Paragraph.objects.count()} paragraphs; draft of {len(speech)} characters: {told}")
    print(f"search {search:.0f} ms; quote check {checked:.0f} ms, {checked / search:.1f} searches")
    for name, asked in (("commitments", ""), ("search", "q=law")):
        for form in ("csv", "xlsx", "jsonl"):
            tracemalloc.start()
            begun = time.perf_counter()
            size = taken_whole(name, form, asked, person)
            seconds, most = time.perf_counter() - begun, tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
            print(
                f"{name}.{form}: {size / 1e6:.1f} MB in {seconds:.1f} s (traced), {most / 1e6:.1f} MB of memory at most"
            )


if __name__ == "__main__":
    main()
