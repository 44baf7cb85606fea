"""Time the writing and publishing of notes with and without the triggers that keep the history, note by note in turn.

    python -m tests.benchmarks.bench_history

Prints both medians in milliseconds and their ratio. In turn, because on a busy machine two runs differ by more.
"""

import os
import sys
import time


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    import pgtrigger
    from django.db import connection, transaction

    from meetings import review
    from meetings.ingest.receive import add_note
    from meetings.reading.note import read_note
    from tests.benchmarks.bench_ingest import papers

    read = [read_note(paper, "paper.md") for first in (60_000, 61_000, 62_000, 63_000) for paper in papers(first)]
    taken: dict[bool, list[float]] = {True: [], False: []}
    connection.creation.create_test_db(verbosity=0)
    try:
        for place, parsed in enumerate(read):
            kept = place % 2 == 0
            (pgtrigger.enable if kept else pgtrigger.disable)()
            start = time.perf_counter()
            with transaction.atomic():
                _, note = add_note(parsed)
                review.publish_note(note=note, by=None, marking="PUBLIC")
            taken[kept].append((time.perf_counter() - start) * 1000)
        with_history, without = (sorted(taken[kept])[len(taken[kept]) // 2] for kept in (True, False))
        sys.stdout.write(
            f"a note: {without:.1f} ms without history, {with_history:.1f} ms with it: "
            f"{with_history / without:.2f} times\n"
        )
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
