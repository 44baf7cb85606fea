"""How every engine is timed: each query once to warm up, then a few times; p50 and p95 in milliseconds by class.

Runs under any Python, because Xapian's bindings belong to Debian's.
"""

import json
import sys
import time
from pathlib import Path

ROUNDS = 7
LONGEST = 20.0  # seconds a class


def measure(engine, folder):
    """Time ``engine`` (a function from a query to the total of its answer) over the queries of ``folder``."""
    classes = json.loads((Path(folder) / "queries.json").read_text(encoding="utf-8"))
    figures = {}
    for name, queries in classes.items():
        totals = [engine(query) for query in queries]
        taken, began = [], time.perf_counter()
        for _ in range(ROUNDS):
            for query in queries:
                start = time.perf_counter()
                engine(query)
                taken.append((time.perf_counter() - start) * 1000)
            if time.perf_counter() - began > LONGEST:
                break
        taken.sort()
        figures[name] = {
            "p50": round(taken[len(taken) // 2], 3),
            "p95": round(taken[min(len(taken) - 1, int(len(taken) * 0.95))], 3),
            "totals": totals,
        }
    return figures


def notes_of(folder):
    """The notes of the made-up archive, one by one."""
    with (Path(folder) / "notes.jsonl").open(encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def passages_of(folder):
    """Every paragraph that a LIMITE reader may or may not read, flat: text and all that it is counted by."""
    number = 0
    for note in notes_of(folder):
        for paragraph in note["paragraphs"]:
            number += 1
            sides = set(paragraph["sides"])
            if "both" in sides or {"EU", "US"} <= sides:
                sides = {"EU", "US", "both"}
            yield {
                "id": number,
                "text": paragraph["text"],
                "published": note["published"],
                "code": note["codes"],
                "side": sorted(sides),
                "strength": [paragraph["strength"] or "none"],
                "year": [note["day"][:4]],
                "city": [note["city"]],
                "level": [note["level"]],
                "kind": [note["kind"]],
                "marking": [note["marking"]],
            }


COUNTED = ["code", "side", "strength", "year", "city", "level", "kind", "marking"]


def report(name, figures, seconds):
    """Print the figures as one line of JSON for bench_search.py."""
    json.dump({"engine": name, "build_seconds": round(seconds, 1), "classes": figures}, sys.stdout)
    sys.stdout.write("\n")
