"""What was backed up comes back whole, into the same version and a newer one; killed half-way, it says so."""

import os
import signal
import time
from collections.abc import Callable
from pathlib import Path

from tests.backup.conftest import Kept
from tests.places import Place

CARRIED = {
    "auth_group_permissions",
    "auth_user",
    "auth_user_groups",
    "django_admin_log",
    "django_content_type",
    "django_tasks_database_dbtaskresult",
    "meetings_accessrecord",
    "meetings_apitoken",
    "meetings_earliercommitment",
    "meetings_feedkey",
    "meetings_folder",
    "meetings_earliernote",
    "meetings_savedsearch",
    "meetings_searchword",
    "pghistory_context",
}
WORK = """
from itertools import count
from meetings.ingest import receive_source
from tests.ingest.papers import note_text
for n in count(99100):
    receive_source(data=note_text(number=f"{n}/19"), name=f"{n}.txt", by=None, publish=True)
    print(n, flush=True)
"""
SIGN_IN = """
from django.test import Client
from django.contrib.auth.models import User
from meetings.models import OutcomeNote, Upload
print(Client().login(username=User.objects.get(groups__name="Readers").username, password="a long pass phrase"))
print(OutcomeNote.objects.filter(vector="visa").exists(), Upload.objects.create(way="page").pk)
"""


def until(happened: Callable[[], bool], within: float = 400) -> None:
    end = time.monotonic() + within
    while not happened():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def test_a_backup_brings_back_every_row_and_every_file(kept: Kept, new_place: Callable[[str], Place]) -> None:
    filled = {name for name, rows in kept.rows.items() if rows}
    assert filled >= CARRIED
    target = new_place("target")
    said = target.done("restore", str(kept.backup))
    assert "The archive is sound." in said
    restored = target.rows()
    assert restored.keys() == kept.rows.keys()
    for name, rows in kept.rows.items():
        assert restored[name] == rows, name
    assert target.files() == kept.files
    with target.connect() as session:
        assert session.execute("SELECT count(*) FROM meetings_session").fetchone() == (0,)
    # People sign in as before, search finds, and a new row takes a number of its own.
    signed_in, found, number = target.shell(SIGN_IN).split()
    assert (signed_in, found) == ("True", "True")
    assert int(number) > len(kept.rows["meetings_upload"])
    # What is written down from now on is written down: the triggers are back.
    assert target.rows()["meetings_archivestamp"]
    again = target.run("restore", str(kept.backup))
    assert again.returncode != 0
    assert "This installation is not empty" in again.stderr
    assert "Traceback" not in again.stderr


def test_a_backup_goes_into_an_installation_that_was_only_migrated(
    kept: Kept, new_place: Callable[..., Place], migrated: Place
) -> None:
    target = new_place("only_migrated", migrated)
    (target.folder / "originals").mkdir()
    (target.folder / "originals" / "letter.txt").write_text("Dear friends")
    assert "place of the originals is not empty" in target.run("restore", str(kept.backup)).stderr
    (target.folder / "originals" / "letter.txt").unlink()
    with target.connect() as session:
        session.execute("CREATE TABLE fisheries (id int)")
        assert "it holds fisheries" in target.run("restore", str(kept.backup)).stderr
        session.execute("DROP TABLE fisheries")
    target.done("restore", str(kept.backup))
    assert target.rows() == kept.rows


def test_a_backup_taken_while_people_work_is_of_one_moment(
    kept: Kept, new_place: Callable[..., Place], migrated: Place
) -> None:
    target, backup = new_place("busy", migrated), kept.place.folder / "busy.tar"
    with kept.place.start("shell", "--no-imports", "-c", WORK) as writer:
        assert writer.stdout
        try:
            first = int(writer.stdout.readline())
            kept.place.done("backup", str(backup))
        finally:
            writer.kill()
        last = int([str(first), *writer.stdout.read().split()][-1])
    assert "The archive is sound." in target.done("restore", str(backup))
    with target.connect() as session:
        found = session.execute("SELECT number FROM meetings_outcomenote WHERE number LIKE '99%' ORDER BY 1").fetchall()
    numbers = [int(number.split("/")[0]) for (number,) in found]
    assert numbers == list(range(99100, 99100 + len(numbers)))
    assert first - 99100 < len(numbers) <= last - 99100 + 2


def test_a_backup_that_is_killed_leaves_no_file_of_its_name(kept: Kept) -> None:
    folder, name = kept.place.folder, sorted(kept.files)[0]
    original, backup = folder / "originals" / name, folder / "killed.tar"
    data = original.read_bytes()
    original.unlink()
    os.mkfifo(original)  # at which the backup waits for bytes
    try:
        with kept.place.start("backup", str(backup)) as process:
            aside = backup.with_name("killed.tar.unfinished")
            until(lambda: aside.exists() and aside.stat().st_size > 0)
            process.send_signal(signal.SIGKILL)
    finally:
        original.unlink()
        original.write_bytes(data)
    assert not backup.exists()
    assert aside.exists()
    kept.place.done("backup", str(backup))
    assert backup.exists()
    assert not aside.exists()
    assert backup.stat().st_mode & 0o077 == 0


def test_a_backup_without_an_original_or_with_a_damaged_one_is_not_written(kept: Kept) -> None:
    original, backup = kept.place.folder / "originals" / sorted(kept.files)[0], kept.place.folder / "none.tar"
    data = original.read_bytes()
    try:
        original.write_bytes(data[:-1] + b"?")
        ended = kept.place.run("backup", str(backup))
        assert "is damaged: its SHA-256 is another" in ended.stderr
        original.unlink()
        ended = kept.place.run("backup", str(backup))
        assert "is missing" in ended.stderr
        assert "Traceback" not in ended.stderr
    finally:
        original.write_bytes(data)
    assert not list(kept.place.folder.glob("none.tar*"))
    ended = kept.place.run("backup", str(kept.backup))
    assert "is there already" in ended.stderr


def test_a_backup_can_go_through_a_pipe(kept: Kept, tmp_path: Path) -> None:
    piped = tmp_path / "piped.tar"
    with piped.open("wb") as file, kept.place.start("backup", "-", stdout=file) as process:
        assert process.stderr
        said = process.stderr.read()
    assert process.returncode == 0
    assert "Wrote" in said
    assert abs(piped.stat().st_size - kept.backup.stat().st_size) < 200_000


def test_a_restore_that_is_killed_says_so_and_can_be_run_again(kept: Kept, new_place: Callable[[str], Place]) -> None:
    target = new_place("killed")
    with target.connect() as session:

        def marked() -> bool:
            return session.execute("SELECT to_regclass('archive_restore_unfinished')").fetchone() != (None,)

        def migrating() -> bool:
            return marked() and session.execute("SELECT to_regclass('meetings_paragraph')").fetchone() != (None,)

        with target.start("restore", str(kept.backup)) as process:
            until(migrating)
            process.kill()
        assert marked()
        for command in (["check", "--database", "default"], ["migrate"], ["backup", str(target.folder / "b.tar")]):
            ended = target.run(*command)
            assert ended.returncode != 0, command
            assert "only half restored" in ended.stderr, command
        # Once more, and killed at the first original, with the rows not yet given out.
        stop = target.folder / "originals" / sorted(kept.files)[0]
        stop.parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(stop)
        waits = "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND state = 'idle in transaction' "
        waits += "AND now() - state_change > interval '1 second'"
        with target.start("restore", str(kept.backup)) as process:
            until(lambda: session.execute(waits, [target.name]).fetchone() == (1,))
            assert "Another restore" in target.run("restore", str(kept.backup)).stderr
            process.kill()
        stop.unlink()
        assert marked()
        assert session.execute("SELECT count(*) FROM meetings_outcomenote").fetchone() == (0,)
        assert "The archive is sound." in target.done("restore", str(kept.backup))
        assert not marked()
    assert target.rows() == kept.rows
    assert target.files() == kept.files
