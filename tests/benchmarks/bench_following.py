"""Time the pages that follow a subject, on a made-up archive of 2,000 notes; prints a table and fails above the limit.

    python -m tests.benchmarks.bench_following [--notes 2000] [--limit 100]

Server time of a whole request (session, view, template) as a LIMITE reader, p50 over seven requests each.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
ROUNDS = 7
PAGES = (
    "/threads/", "/threads/pnr/", "/threads/visa-reciprocity/", "/quiet/", "/diary/", "/diary.ics", "/people/",
    "/people/alejandro-n-mayorkas/", "/offices/attorney-general/", "/instruments/", "/instruments/pnr-agreement/",
    "/glossary/", "/codes/", "/codes/cyba/", "/commitments/", "/compare/?a=note-2/1&b=note-2/2", "/", "/meetings/",
    "/meetings/meeting-2/",
    "/matrix/",
)  # fmt: skip


def fill(folder: str) -> None:
    """The made-up archive with what a reading and the loading of facts would have found in it."""
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    from meetings.ingest.subjects import write_instruments, write_themes
    from meetings.models import (
        CodeEvidence,
        ComingDate,
        Instrument,
        NoteCode,
        Paragraph,
        Participant,
        Participation,
        Statement,
        Theme,
        ThemePassage,
    )
    from meetings.reference import load_reference
    from tests.benchmarks.loading import load

    load(folder)
    with connection.cursor() as cursor:  # the rows came with their keys: the next ones must go on from there
        models = list(apps.get_app_config("meetings").get_models())
        for statement in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(statement)
    load_reference()
    paragraphs = list(Paragraph.objects.select_related("note__meeting").defer("vector", "note__vector", "note__text"))
    write_themes(paragraphs[::4])  # looking through all of them takes minutes and tells nothing more
    write_instruments(paragraphs[::4])
    first_of = {note: list(each)[:4] for note, each in groupby(paragraphs, key=lambda each: each.note_id)}
    theme = Theme.objects.get(slug="third-countries")
    ThemePassage.objects.bulk_create(
        [ThemePassage(theme=theme, paragraph=each, terms=["cooperation"]) for each in paragraphs[::9]],
        ignore_conflicts=True,
    )
    Statement.objects.bulk_create(
        Statement(paragraph=each, start=start, end=start + 100, side="EU", kind="committed" if not start else "other")
        for each in paragraphs
        for start in (0, 100, 200, 300)
        if start + 100 <= len(each.text)
    )
    ComingDate.objects.bulk_create(
        ComingDate(
            paragraph=each,
            start=0,
            end=100,
            words=each.text[:10],
            opens_on=each.note.meeting.closed_on + timedelta(days=90),
            closes_on=each.note.meeting.closed_on + timedelta(days=120),
        )
        for each in paragraphs[::8]
    )
    CodeEvidence.objects.bulk_create(
        CodeEvidence(note_code=carried, paragraph=paragraph, terms=["x"])
        for carried in NoteCode.objects.filter(position__lte=4)
        for paragraph in first_of[carried.note_id]
    )
    people = list(Participant.objects.filter(kind=Participant.PERSON)[:40])
    Participation.objects.bulk_create(
        Participation(
            note=each.note,
            participant=people[place % 40],
            side="EU",
            office="Commissioner",
            as_named="x",
            paragraph=each,
        )
        for place, each in enumerate(paragraphs[::8])
    )
    assert Instrument.objects.filter(mentions__isnull=False).exists()


def measure() -> dict[str, tuple[float, int]]:
    """The p50 in milliseconds and the bytes of each page."""
    from django.test import Client

    from tests import make

    browser = Client()
    browser.force_login(make.user("limite"))
    figures = {}
    for page in PAGES:
        response = browser.get(page)
        assert response.status_code == 200, page
        taken = []
        for _ in range(ROUNDS):
            begun = time.perf_counter()
            browser.get(page)
            taken.append((time.perf_counter() - begun) * 1000)
        figures[page] = (sorted(taken)[ROUNDS // 2], len(response.content))
    return figures


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--notes", type=int, default=2000)
    arguments.add_argument("--limit", type=float, default=100.0, help="milliseconds")
    given = arguments.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()  # the test client's host is allowed

    with tempfile.TemporaryDirectory(prefix="bench-") as folder:
        made = [sys.executable, "-m", "tests.benchmarks.corpus", str(given.notes * 8), folder]
        subprocess.run(made, cwd=ROOT, check=True)
        old = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
        try:
            fill(folder)
            figures: dict[str, Any] = measure()
        finally:
            connection.creation.destroy_test_db(old, verbosity=0)
    lines = ["| page | ms | KB |", "|---|---|---|"]
    lines += [f"| {page} | {ms:.0f} | {size / 1024:.0f} |" for page, (ms, size) in figures.items()]
    sys.stdout.write(f"{given.notes} notes\n\n" + "\n".join(lines) + "\n")
    slow = [page for page, (ms, _) in figures.items() if ms > given.limit]
    if slow:
        sys.exit(f"Slower than {given.limit:.0f} ms: {', '.join(slow)}")


if __name__ == "__main__":
    main()
