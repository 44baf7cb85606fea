"""Time this archive's search beside others, in one run and on the same text; prints a table and writes the figures.

    python -m tests.benchmarks.bench_search 10000 [--out docs/search-figures.json]

Each engine gives the whole answer: the 20 best passages with excerpts, the exact total, and eight facets, of which each
counts over all filters but its own, for a reader who may not see unpublished notes. SQLite FTS5 runs in this Python,
Xapian where Debian's python3-xapian is installed, tantivy where uv can fetch it.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[2]
ENGINES = {
    "ours": [sys.executable, "-m", "tests.benchmarks.engines.ours"],
    "tantivy": ["uv", "run", "-q", "--no-project", "--with", "tantivy", "python", "-m",
                "tests.benchmarks.engines.tantivy_engine"],
    "xapian": ["/usr/bin/python3", "tests/benchmarks/engines/xapian_engine.py"],
    "fts5": [sys.executable, "-m", "tests.benchmarks.engines.fts5"],
}  # fmt: skip


def run(command: list[str], folder: str) -> list[dict]:
    """The figures of one engine; none where it is not installed."""
    if shutil.which(command[0]) is None:
        return []
    place = [*command[:3], folder, *command[3:]] if command[0] == sys.executable else [*command, folder]
    done = subprocess.run(place, cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True)
    if done.returncode:
        sys.stderr.write(f"{command[-1]} did not run: {done.stderr.strip().splitlines()[-1:]}\n")
    return [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]


def mean(figures: dict) -> float:
    """The geometric mean of the p50s."""
    values = [one["p50"] for one in figures["classes"].values()]
    return math.exp(sum(map(math.log, values)) / len(values))


def table(results: list[dict]) -> str:
    """A Markdown table of p50 / p95 in milliseconds."""
    classes = list(results[0]["classes"])
    lines = ["| engine | " + " | ".join(classes) + " | mean | build s |", "|---" * (len(classes) + 3) + "|"]
    for figures in results:
        cells = [f"{one['p50']:.1f} / {one['p95']:.1f}" for one in figures["classes"].values()]
        lines.append(
            f"| {figures['engine']} | {' | '.join(cells)} | {mean(figures):.1f} | {figures['build_seconds']} |"
        )
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("paragraphs", type=int)
    arguments.add_argument("--out", type=Path, help="keep the figures in this file, by size")
    arguments.add_argument("--engines", default=",".join(ENGINES), help="parted by commas")
    arguments.add_argument("--no-textbook", action="store_true", help="leave out the textbook view, slow from 100,000")
    given = arguments.parse_args()
    if given.no_textbook:
        ENGINES["ours"].append("--alone")
    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        made = [sys.executable, "-m", "tests.benchmarks.corpus", str(given.paragraphs), folder]
        subprocess.run(made, cwd=ROOT, check=True)
        results = [figures for name in given.engines.split(",") for figures in run(ENGINES[name], folder)]
    sys.stdout.write(f"{given.paragraphs} paragraphs\n\n{table(results)}\n")
    if given.out:
        kept = json.loads(given.out.read_text(encoding="utf-8")) if given.out.exists() else {}
        kept[str(given.paragraphs)] = results
        given.out.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
