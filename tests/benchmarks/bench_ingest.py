"""Time the writing of one note of eight paragraphs into an empty archive and into a large one, in one run.

    python -m tests.benchmarks.bench_ingest 100000

What is timed is the transaction that writes a note that has been read: cover, meeting, topics, paragraphs with their
vectors and words, and all findings. Prints both p50s in milliseconds and their ratio, for thirty notes each.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOTES = 30


def papers(first: int) -> list[bytes]:
    """Thirty papers of the same length with numbers of their own."""
    from tests.ingest.papers import note_text

    sentence = "The EU side agreed to examine passenger name records with service providers, step {step} of {number}. "
    return [
        note_text(
            "\n\n".join(sentence.format(step=step, number=number) * 6 for step in range(7)), number=f"{number}/16"
        )
        for number in range(first, first + NOTES)
    ]


def p50(first: int) -> float:
    """The median time of writing a note, in milliseconds."""
    from django.db import transaction

    from meetings.ingest.receive import add_note
    from meetings.reading.note import read_note

    read = [read_note(paper, "paper.md") for paper in papers(first)]
    taken = []
    for parsed in read:
        start = time.perf_counter()
        with transaction.atomic():
            add_note(parsed)
        taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)[len(taken) // 2]


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    from meetings.models import Meeting, OutcomeNote, TopicCode
    from tests.benchmarks.loading import load

    connection.creation.create_test_db(verbosity=0)
    try:
        p50(60_000)  # to warm up
        empty = p50(61_000)
        OutcomeNote.objects.all().delete()
        Meeting.objects.all().delete()
        TopicCode.objects.all().delete()
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            made = [sys.executable, "-m", "tests.benchmarks.corpus", sys.argv[1], folder]
            subprocess.run(made, cwd=ROOT, check=True)
            load(folder)
        with connection.cursor() as cursor:  # the rows came with their keys: the next ones must go on from there
            for statement in connection.ops.sequence_reset_sql(
                no_style(), apps.get_app_config("meetings").get_models()
            ):
                cursor.execute(statement)
        p50(62_000)
        large = p50(63_000)
        sys.stdout.write(
            f"a note: {empty:.1f} ms in an empty archive, {large:.1f} ms among {sys.argv[1]} paragraphs: "
            f"{large / empty:.2f} times\n"
        )
    finally:
        connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


if __name__ == "__main__":
    main()
