"""Web, worker, database and migration are killed in the middle of their work: each thing is done once or not at all."""

import signal
import subprocess
import sys

import pytest

from tests.faults.place import ROOT, Place, answer_of, kill
from tests.faults.servers import until
from tests.ingest.papers import note_text

SAID = "SELECT count(*) FROM django_admin_log WHERE position(%s in change_message) > 0"
COUNTED = "SELECT (SELECT count(*) FROM meetings_outcomenote), (SELECT count(*) FROM meetings_source)"


def papers(*numbers: int) -> dict[str, bytes]:
    return {f"{number}.txt": note_text(number=f"{number}/19", marking="PUBLIC") for number in numbers}


def test_the_web_killed_while_files_arrive_keeps_all_or_none_of_them(place: Place) -> None:
    # The bytes are there, their lines not yet.
    with place.machine() as (site, end), place.nobody_writes("meetings_uploadline") as somebody_waits:
        waiting, answers = answer_of(lambda: place.browser("archivist", site).upload(papers(99030, 99031)))
        somebody_waits()
        end()
        waiting.join(60)
    assert answers == []  # the browser says that nobody answers
    until(lambda: place.server.rows("SELECT count(*) FROM meetings_upload") == [(0,)])
    assert len(place.lying()) == 2  # what nobody knows
    table = place.browser().upload(papers(99030, 99031))
    assert table.status == 200
    place.run("read_uploads", "--once")
    assert place.lying() == []
    assert place.server.rows(COUNTED) == [(2, 2)]
    assert "2 of 2 files are in the archive" in place.browser().ask(table.address).page


def test_the_worker_killed_in_the_middle_of_a_note_leaves_it_to_the_next(place: Place) -> None:
    before = place.server.rows(COUNTED)[0]
    table = place.browser().upload(papers(99032))
    with place.nobody_writes("meetings_source") as somebody_waits:  # a note is written but for its file
        working = place.started("read_uploads", "--once")
        somebody_waits()
        kill(working)
    assert "0 of 1" in place.browser().ask(table.address).page
    place.run("read_uploads", "--once")
    assert place.server.rows(COUNTED) == [(before[0] + 1, before[1] + 1)]
    assert place.server.rows("SELECT state, attempts FROM meetings_uploadline ORDER BY id DESC LIMIT 1") == [
        ("added", 2)
    ]


@pytest.mark.parametrize("killed", ["web", "database"])
def test_killed_while_a_note_is_published_it_is_published_once_or_not_at_all(place: Place, killed: str) -> None:
    number = {"web": 99033, "database": 99034}[killed]
    place.browser().upload(papers(number))
    place.run("read_uploads", "--once")
    found = "SELECT id, state, revision FROM meetings_outcomenote WHERE number = %s"
    pk, state, revision = place.server.rows(found, f"{number}/19")[0]
    told = {"deed": "now", "revision": revision}
    with place.machine() as (site, end):
        with place.nobody_writes("django_admin_log") as somebody_waits:  # it is published but for its line of history
            archivist = place.browser("archivist", site)
            waiting, answers = answer_of(lambda: archivist.send(f"/admin/review/{pk}/publish/", **told))
            somebody_waits()
            if killed == "web":
                end()
            else:
                place.server.end(signal.SIGKILL)
            waiting.join(60)
        assert [answer.status for answer in answers] == ([503] if killed == "database" else [])
        if killed == "database":
            place.server.start()
            assert place.browser("reader", site).ask(f"/notes/{number}-19/").status == 404  # back by itself
    until(lambda: place.server.rows("SELECT count(*) FROM pg_locks WHERE NOT granted") == [(0,)])
    assert place.server.rows(found, f"{number}/19") == [(pk, state, revision)]
    already = place.server.rows(SAID, "Published as")[0][0]
    for _ in range(2):  # sent twice, it is done once
        place.browser().send(f"/admin/review/{pk}/publish/", **told)
    assert place.server.rows(SAID, "Published as") == [(already + 1,)]
    assert place.browser("reader").ask(f"/notes/{number}-19/").status == 200


@pytest.mark.parametrize("killed", ["backup", "database"])
def test_a_backup_that_broke_off_leaves_no_file_that_looks_whole(place: Place, killed: str) -> None:
    file = place.home / f"{killed}.tar"
    holding = place.server.transaction()
    holding.execute("LOCK TABLE meetings_paragraph")  # whoever reads it stops in the middle
    writing = place.started("backup", str(file))
    until(lambda: place.server.rows("SELECT count(*) > 0 FROM pg_locks WHERE NOT granted")[0][0])
    if killed == "backup":
        kill(writing)
    else:
        place.server.end(signal.SIGQUIT)
        assert writing.wait(timeout=60) != 0
        place.server.start()
    holding.close()
    assert not file.exists()
    place.run("backup", str(file))
    assert [path.name for path in place.home.glob(f"{killed}.tar*")] == [file.name]


def test_a_killed_migration_goes_on_where_it_stopped_and_the_site_says_so_meanwhile(place: Place) -> None:
    place.server.rows("CREATE DATABASE half TEMPLATE template0")
    half = {
        "DATABASE_OWNER_URL": place.server.url("half"),
        "DATABASE_URL": place.server.url("half", "archive_web"),
    }
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    with subprocess.Popen(command, cwd=ROOT, env=place.environ | half) as migrating:
        until(lambda: _applied(place) > 12)
        kill(migrating)
    assert 12 < _applied(place) < _applied(place, "archive")
    with place.another_site(**half) as site:
        answer = place.browser("archivist", site).ask("/meetings/")
        assert answer.status == 503
        assert "being brought up to date" in answer.page
        place.run("migrate", "--verbosity=0", **half)
        assert _applied(place) == _applied(place, "archive")
        assert place.browser("archivist", site).ask("/sign-in/").status == 200
    assert "1 file" in place.run("shell", "--no-imports", "-c", SEND, **half)


SEND = """
from django.core.files.base import ContentFile
from django.core.management import call_command
from meetings.ingest import send_files
from tests.ingest.papers import note_text
send_files(files=[ContentFile(note_text(), "note.txt")], by=None)
call_command("read_uploads", "--once")
"""


def _applied(place: Place, name: str = "half") -> int:
    if place.server.rows("SELECT to_regclass('django_migrations') IS NULL", name=name)[0][0]:
        return 0
    return int(place.server.rows("SELECT count(*) FROM django_migrations", name=name)[0][0])
