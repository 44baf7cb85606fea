"""Each disk is full in turn: a page says so, nothing is lost, and with room the work goes on by itself."""

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults.place import Place, kill
from tests.faults.place import place as made
from tests.faults.servers import until
from tests.ingest.papers import note_text

SMALL, DATABASE = 1, 160  # megabytes
FULL = "disk is full"


@contextmanager
def disk(folder: Path, megabytes: int) -> Iterator[None]:
    """A small disk of its own under ``folder``."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={megabytes}m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(command, capture_output=True, check=False).returncode != 0:
        pytest.skip("Only root can mount a small disk, and not in every container.")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


@pytest.fixture(scope="module")
def place(mould: Path, home: Path) -> Iterator[Place]:
    """An archive with each of its folders, and its database, on a small disk."""
    told = {
        "ARCHIVE_ORIGINALS": str(home / "originals"),
        "ARCHIVE_UPLOADS": str(home / "uploads"),
        "TMPDIR": str(home / "arriving"),
    }
    with (
        disk(home / "originals", SMALL),
        disk(home / "uploads", SMALL),
        disk(home / "arriving", SMALL),
        disk(home / "postgres", DATABASE),
        made(mould, home, **told) as place,
    ):
        yield place
        place.run("check_archive")


@contextmanager
def full(folder: Path) -> Iterator[None]:
    """Nothing more can be written into ``folder``."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    try:
        yield
    finally:
        filler.unlink()


def paper(number: int) -> dict[str, bytes]:
    return {f"{number}.txt": note_text(number=f"{number}/19", marking="PUBLIC")}


@pytest.mark.parametrize("folder", ["uploads", "arriving"])
def test_no_room_for_what_arrives_is_said_and_nothing_is_kept_by_halves(place: Place, folder: str) -> None:
    number = {"uploads": 99040, "arriving": 99041}[folder]
    before = place.server.rows("SELECT count(*) FROM meetings_upload")
    with full(place.home / folder):
        answer = place.browser().upload(paper(number))
        assert (answer.status, FULL in answer.page) == (503, True)
        assert "was not kept" in answer.page
        assert place.browser().ask("/meetings/").status == 200
    assert place.server.rows("SELECT count(*) FROM meetings_upload") == before
    sent = place.browser().upload(paper(number))
    place.run("read_uploads", "--once")
    assert [path.name for path in (place.home / "uploads").iterdir()] == []  # what was begun is swept away
    assert "1 of 1 file is in the archive" in place.browser().ask(sent.address).page


def test_no_room_for_originals_lets_files_wait_until_there_is(place: Place) -> None:
    sent = place.browser().upload(paper(99042))
    line = "SELECT state, attempts FROM meetings_uploadline ORDER BY id DESC LIMIT 1"
    with full(place.home / "originals"):
        working = place.started("read_uploads")
        until(lambda: "No file can be kept" in (place.home / "read_uploads.log").read_text())
        until(lambda: place.server.rows(line) == [("waiting", 0)])
        assert place.server.rows("SELECT count(*) FROM meetings_outcomenote WHERE number = '99042/19'") == [(0,)]
    try:
        until(lambda: place.server.rows(line) == [("added", 1)])
    finally:
        kill(working)
    assert "1 of 1 file is in the archive" in place.browser().ask(sent.address).page


def test_no_room_in_the_database_is_said_and_it_goes_on_when_there_is(place: Place) -> None:
    papers: Callable[[int], dict[str, bytes]] = lambda first: {  # noqa: E731
        name: data for number in range(first, first + 150) for name, data in paper(number).items()
    }
    before = place.server.rows("SELECT count(*) FROM meetings_uploadline")
    with full(place.home / "postgres"):
        answer = place.browser().upload(papers(99100))
        assert (answer.status, FULL in answer.page) == (503, True)
        assert place.browser().ask("/meetings/").status == 200
    assert place.server.rows("SELECT count(*) FROM meetings_uploadline") == before
    assert [path.name for path in (place.home / "uploads").iterdir()] == []
    assert place.browser().upload(papers(99100)).status == 200
    assert place.server.rows("SELECT count(*) FROM meetings_uploadline") == [(before[0][0] + 150,)]
