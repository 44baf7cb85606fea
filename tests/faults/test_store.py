"""Several machines serve one archive: nothing of it is kept on any of them, files lie in an S3-compatible store."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.place import Place
from tests.faults.place import place as made
from tests.faults.servers import until
from tests.ingest.papers import note_text
from tests.stores import Store, a_store

ORIGINALS, UPLOADS = "originals", "uploads"


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with a_store() as store:
        yield store


@pytest.fixture(scope="module")
def place(mould: Path, home: Path, store: Store) -> Iterator[Place]:
    """An archive whose files lie in the store."""
    with made(mould, home, **store.settings(ORIGINALS, UPLOADS)) as place:
        yield place


@pytest.fixture(scope="module")
def elsewhere(place: Place) -> Path:
    """The folder of another machine: the pages' own files and nothing else."""
    folder = place.home / "elsewhere"
    shutil.copytree(place.home / "var" / "static", folder / "static")
    return folder


def test_what_one_machine_receives_another_reads_and_a_third_hands_out(
    place: Place, store: Store, elsewhere: Path
) -> None:
    paper = note_text("The EU side spoke of quokkas.", number="99020/19", marking="PUBLIC")
    table = place.browser().upload({"99020.txt": paper})
    assert (table.status, len(store.held(UPLOADS))) == (200, 1)
    place.run("read_uploads", "--once", ARCHIVE_VAR=str(place.home / "worker"))
    assert store.held(UPLOADS) == []
    [name] = store.held(ORIGINALS)
    with place.another_site(ARCHIVE_VAR=str(elsewhere)) as site:
        browser = place.browser("archivist", site)  # signed in on the first machine
        assert "1 of 1 file is in the archive" in browser.ask(re.sub(r"^http://[^/]+", "", table.address)).page
        source = place.server.rows("SELECT id FROM meetings_source")[0][0]
        address = f"/originals/{source}/"
        answer = browser.ask(address)
        assert (answer.status, answer.page.encode()) == (200, paper)
        assert place.browser("reader", site).ask(address).status == 404  # not published
        assert store.address not in browser.ask("/notes/99020-19/").page
    store.client.delete_object(Bucket=ORIGINALS, Key=name)
    assert place.browser().ask(address).status == 404
    kept = [path for var in ("var", "elsewhere", "worker") for path in (place.home / var).rglob("*") if path.is_file()]
    assert [path for path in kept if "static" not in path.parts] == []


def test_a_store_that_does_not_answer_is_said_calmly_and_nothing_is_lost(place: Place, elsewhere: Path) -> None:
    before = place.server.rows("SELECT count(*) FROM meetings_upload")
    away = {"ARCHIVE_S3_ENDPOINT": "http://127.0.0.1:1", "ARCHIVE_VAR": str(elsewhere)}
    with place.another_site(**away) as site:
        browser = place.browser("archivist", site)
        answer = browser.upload({"99021.txt": note_text(number="99021/19")})
        assert answer.status == 503
        assert "keeps its files does not answer" in answer.page
        assert "probably not kept" in answer.page
        assert browser.ask("/search/?q=quokkas").status == 200
    assert place.server.rows("SELECT count(*) FROM meetings_upload") == before
    sent = place.browser().upload({"99021.txt": note_text(number="99021/19")})
    with place.started("read_uploads", "--once", ARCHIVE_S3_ENDPOINT="http://127.0.0.1:1") as reading:
        until(lambda: place.server.rows("SELECT count(*) > 0 FROM meetings_uploadline WHERE state = 'reading'")[0][0])
        until(
            lambda: (
                place.server.rows("SELECT state, attempts FROM meetings_uploadline ORDER BY id DESC LIMIT 1")
                == [("waiting", 0)]
            )
        )
        reading.kill()
    place.run("read_uploads", "--once")
    assert "1 of 1 file is in the archive" in place.browser().ask(sent.address).page


def test_an_original_can_be_fetched_by_nobody_without_the_archive(place: Place, store: Store) -> None:
    for name in ("default", "uploads"):
        asked = f"from django.core.files.storage import storages; storages['{name}'].url('x')"
        assert "no address but that of the view" in place.tried("shell", "--no-imports", "-c", asked).stderr
    grants = store.client.get_bucket_acl(Bucket=ORIGINALS)["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


@pytest.mark.parametrize(
    ("uploads", "says"),
    [("", "but not ARCHIVE_S3_UPLOADS_BUCKET"), (ORIGINALS, "another bucket")],
)
def test_a_store_that_is_told_by_halves_is_refused_in_a_sentence(place: Place, uploads: str, says: str) -> None:
    done = place.tried("check", ARCHIVE_S3_UPLOADS_BUCKET=uploads)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (1, True, False)
