"""Several machines serve one archive: nothing of it is kept on any of them, files lie in an S3-compatible store."""

import re
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import boto3
import pytest

from tests.faults.place import Place
from tests.faults.place import place as made
from tests.faults.servers import until
from tests.ingest.papers import note_text

KEYS = {"ARCHIVE_S3_KEY": "key", "ARCHIVE_S3_SECRET": "secret", "ARCHIVE_S3_REGION": "eu-west-1"}
ORIGINALS, UPLOADS = "originals", "uploads"


@pytest.fixture(scope="module")
def store() -> Iterator[str]:
    """The address of a store with two empty buckets."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as serving:
        try:
            until(lambda: accepts(port))
            address = f"http://127.0.0.1:{port}"
            for name in (ORIGINALS, UPLOADS):
                client(address).create_bucket(
                    Bucket=name, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"}
                )
            yield address
        finally:
            serving.terminate()


def accepts(port: int) -> bool:
    with socket.socket() as trying:
        return trying.connect_ex(("127.0.0.1", port)) == 0


def client(address: str) -> "boto3.client":
    given = {"aws_access_key_id": "key", "aws_secret_access_key": "secret", "region_name": "eu-west-1"}
    return boto3.client("s3", endpoint_url=address, **given)


def held(address: str, bucket: str) -> list[str]:
    return [each["Key"] for each in client(address).list_objects_v2(Bucket=bucket).get("Contents", ())]


@pytest.fixture(scope="module")
def place(mould: Path, home: Path, store: str) -> Iterator[Place]:
    """An archive whose files lie in the store."""
    told = {"ARCHIVE_S3_BUCKET": ORIGINALS, "ARCHIVE_S3_UPLOADS_BUCKET": UPLOADS, "ARCHIVE_S3_ENDPOINT": store}
    with made(mould, home, **told, **KEYS) as place:
        yield place


@pytest.fixture(scope="module")
def elsewhere(place: Place) -> Path:
    """The folder of another machine: the pages' own files and nothing else."""
    folder = place.home / "elsewhere"
    shutil.copytree(place.home / "var" / "static", folder / "static")
    return folder


def test_what_one_machine_receives_another_reads_and_a_third_hands_out(
    place: Place, store: str, elsewhere: Path
) -> None:
    paper = note_text("The EU side spoke of quokkas.", number="99020/19", marking="PUBLIC")
    table = place.browser().upload({"99020.txt": paper})
    assert (table.status, len(held(store, UPLOADS))) == (200, 1)
    place.run("read_uploads", "--once", ARCHIVE_VAR=str(place.home / "worker"))
    assert held(store, UPLOADS) == []
    [name] = held(store, ORIGINALS)
    with place.another_site(ARCHIVE_VAR=str(elsewhere)) as site:
        browser = place.browser("archivist", site)  # signed in on the first machine
        assert "1 of 1 file is in the archive" in browser.ask(re.sub(r"^http://[^/]+", "", table.address)).page
        source = place.server.rows("SELECT id FROM meetings_source")[0][0]
        address = f"/originals/{source}/"
        answer = browser.ask(address)
        assert (answer.status, answer.page.encode()) == (200, paper)
        assert place.browser("reader", site).ask(address).status == 404  # not published
        assert store not in browser.ask("/notes/99020-19/").page
    client(store).delete_object(Bucket=ORIGINALS, Key=name)
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


def test_an_original_can_be_fetched_by_nobody_without_the_archive(place: Place, store: str) -> None:
    for name in ("default", "uploads"):
        asked = f"from django.core.files.storage import storages; storages['{name}'].url('x')"
        assert "no address but that of the view" in place.tried("shell", "--no-imports", "-c", asked).stderr
    grants = client(store).get_bucket_acl(Bucket=ORIGINALS)["Grants"]
    assert [grant["Grantee"]["Type"] for grant in grants] == ["CanonicalUser"]


@pytest.mark.parametrize(
    ("uploads", "says"),
    [("", "but not ARCHIVE_S3_UPLOADS_BUCKET"), (ORIGINALS, "another bucket")],
)
def test_a_store_that_is_told_by_halves_is_refused_in_a_sentence(place: Place, uploads: str, says: str) -> None:
    done = place.tried("check", ARCHIVE_S3_UPLOADS_BUCKET=uploads)
    assert (done.returncode, says in done.stderr, "Traceback" in done.stderr) == (1, True, False)
