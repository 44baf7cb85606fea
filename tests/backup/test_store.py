"""Originals in an S3-compatible store: they are in the backup, and go into whatever place the new installation has."""

from collections.abc import Callable, Iterator

import pytest

from tests.backup.conftest import Kept
from tests.places import Place
from tests.stores import Store, a_store

# An original that neither a buffer nor one request to the store holds.
LARGE = """
import hashlib
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from meetings.models import OutcomeNote, Source
data = b"Both sides agreed to meet. " * 700_000
digest = hashlib.sha256(data).hexdigest()
name = default_storage.save(f"{digest[:2]}/{digest}", ContentFile(data))
note = OutcomeNote.objects.first()
Source.objects.create(note=note, file=name, sha256=digest, size=len(data), media_type="text/plain", leads=False)
print(name)
"""


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with a_store() as store:
        yield store


@pytest.fixture(scope="module")
def in_store(kept: Kept, store: Store, new_place: Callable[..., Place], migrated: Place) -> Place:
    """What was backed up from a disk, restored into a bucket, and an original of 19 MB besides."""
    place = new_place("in_store", migrated).told(**store.settings("first", "first-uploads"))
    assert "The archive is sound." in place.done("restore", str(kept.backup))
    assert place.rows() == kept.rows
    assert store.files("first") == kept.files
    assert place.shell(LARGE).strip() in store.held("first")
    assert not place.files(), "nothing of it lies on the disk"
    return place


@pytest.fixture(scope="module")
def backup(in_store: Place, store: Store) -> str:
    """Its backup, in the folder of the installation."""
    file = in_store.folder / "store.tar"
    said = in_store.done("backup", str(file))
    assert f"{len(store.held('first'))} originals" in said
    return str(file)


def test_a_backup_from_a_store_goes_into_another_store(
    in_store: Place, backup: str, store: Store, new_place: Callable[..., Place], migrated: Place
) -> None:
    target = new_place("other_store", migrated).told(**store.settings("second", "second-uploads"))
    assert "The archive is sound." in target.done("restore", backup)
    assert target.rows() == in_store.rows()
    assert store.files("second") == store.files("first")


def test_a_backup_from_a_store_goes_on_to_a_disk(
    in_store: Place, backup: str, store: Store, new_place: Callable[..., Place], migrated: Place
) -> None:
    target = new_place("from_store", migrated)
    assert "The archive is sound." in target.done("restore", backup)
    assert target.rows() == in_store.rows()
    assert target.files() == store.files("first")


def test_a_missing_or_altered_object_stops_the_backup_and_is_named(in_store: Place, store: Store) -> None:
    name = sorted(store.held("first"))[0]
    data, file = store.files("first")[name], in_store.folder / "none.tar"
    try:
        store.client.put_object(Bucket="first", Key=name, Body=data[:-1] + b"?")
        assert f"The original {name} is damaged: its SHA-256 is another" in in_store.run("backup", str(file)).stderr
        assert "was changed: its SHA-256 is another" in in_store.run("check_archive").stdout
        store.client.delete_object(Bucket="first", Key=name)
        ended = in_store.run("backup", str(file))
        assert f"The original {name} is missing" in ended.stderr
        assert "Traceback" not in ended.stderr
        assert f"{name}, is missing" in in_store.run("check_archive").stdout
    finally:
        store.client.put_object(Bucket="first", Key=name, Body=data)
    assert not list(in_store.folder.glob("none.tar*"))


def test_a_restore_into_a_store_that_is_not_empty_or_not_there_changes_nothing(
    kept: Kept, store: Store, new_place: Callable[[str], Place]
) -> None:
    target = new_place("no_store").told(**store.settings("third", "third-uploads"))
    store.client.put_object(Bucket="third", Key="letter.txt", Body=b"Dear friends")
    for told, says in (
        ({}, "place of the originals is not empty"),
        ({"ARCHIVE_S3_BUCKET": "nowhere"}, "place of the originals cannot be looked at"),
        ({"ARCHIVE_S3_ENDPOINT": "http://127.0.0.1:1"}, "place of the originals cannot be looked at"),
    ):
        ended = target.run("restore", str(kept.backup), **told)
        assert (ended.returncode, says in ended.stderr, "nothing was changed" in ended.stderr) == (1, True, True), ended
    with target.connect() as session:
        assert session.execute("SELECT count(*) FROM pg_class WHERE relname LIKE 'meetings%'").fetchone() == (0,)
    assert store.held("third") == ["letter.txt"]


def test_a_store_that_does_not_answer_stops_a_backup_in_a_sentence(in_store: Place) -> None:
    file = in_store.folder / "away.tar"
    ended = in_store.run("backup", str(file), ARCHIVE_S3_ENDPOINT="http://127.0.0.1:1")
    assert (ended.returncode, "The store of files does not answer" in ended.stderr) == (1, True)
    assert "Traceback" not in ended.stderr
    assert not list(in_store.folder.glob("away.tar*"))
