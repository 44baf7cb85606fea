"""A dump taken into an empty installation is the same archive, row by row and file by file; what is none is refused."""

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from meetings import folders, review
from meetings.dump import DumpRefused, load, write
from meetings.dump.tables import LEFT_OUT, named_rows, tables
from meetings.ingest import receive_source
from meetings.models import AccessRecord, Commitment, Folder, OutcomeNote, SearchWord, Source, Upload
from tests import make

NOTE = Path(settings.BASE_DIR) / "fixtures" / "notes" / "10483-17.txt"
# Of the installation, not of the archive: how it was set up, who is signed in, what its workers have to do.
OF_THE_INSTALLATION = {
    "auth_group",
    "auth_group_permissions",
    "auth_permission",
    "auth_user_user_permissions",
    "django_content_type",
    "django_migrations",
    "django_session",
    "django_tasks_database_dbtaskresult",
    # Who is known to the provider of the single sign-on: each installation has its own.
    "account_emailaddress",
    "account_emailconfirmation",
    "socialaccount_socialaccount",
    "socialaccount_socialapp",
    "socialaccount_socialtoken",
}


def fill() -> None:
    """A read note with its file, a change with its history, a folder, a refused file, and people of each role."""
    for role in make.ROLES:
        make.user(role)
    archivist = User.objects.get(groups__name="Archivists")
    note = receive_source(data=NOTE.read_bytes(), name="note.txt", by=archivist, publish=True).note
    note.refresh_from_db()
    review.reject_commitment(commitment=Commitment.objects.filter(paragraph__note=note).first(), by=archivist)
    review.withdraw_note(note=note, by=archivist, reason="A “slip”,\nwith\ttwo lines and a backslash \\")
    folder = folders.open_folder(by=archivist, name="Frühjahr – 2027")
    folders.keep_passage(folder=folder, paragraph=note.paragraphs.first(), by=archivist, remark="Fragen\n\u2028?")
    folders.share_folder(folder=folder, by=archivist, colleague=User.objects.get(groups__name="Readers").username)
    make.line()


def rows() -> dict[str, list[dict[str, Any]]]:
    """Every table of a dump as the database writes it, the names of groups and kinds instead of their numbers."""
    named = {table: {pk: name for name, pk in names.items()} for table, names in named_rows().items()}
    found = {}
    for table in tables():
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT row_to_json(t)::text FROM "{table.name}" t ORDER BY "{table.key}"')  # noqa: S608
            found[table.name] = [json.loads(row) for (row,) in cursor.fetchall()]
        for row in found[table.name]:
            for column in table.emptied:
                row[column] = ""
            for column, to in table.refers.items():
                row[column] = named[to._meta.db_table].get(row[column])
    return found


def files() -> dict[str, str]:
    """The originals by name, with the hash of their bytes."""
    found = {}
    for name in Source.objects.values_list("file", flat=True):
        with default_storage.open(name) as original:
            found[name] = hashlib.sha256(original.read()).hexdigest()
    return found


def empty(tmp_path: Path) -> None:
    """As after ``migrate`` in a new place, where kinds of records and groups have other numbers."""
    quoted = ", ".join(f'"{table.name}"' for table in tables())
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"TRUNCATE {quoted}, meetings_searchword RESTART IDENTITY CASCADE")
        cursor.execute("UPDATE auth_group_permissions SET group_id = group_id + 1000")
        cursor.execute("UPDATE auth_group SET id = id + 1000")
    shutil.rmtree(default_storage.location)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_dump_taken_into_an_empty_installation_is_the_same_archive(tmp_path):
    fill()
    before, originals, words = rows(), files(), set(SearchWord.objects.values_list("lexeme", flat=True))
    filled = {name for name, table in before.items() if table}
    assert {"meetings_outcomenote", "meetings_keptpassage", "django_admin_log", "pghistory_context"} <= filled
    assert originals
    written = write(tmp_path / "archive.zip")
    empty(tmp_path)
    loaded = load(tmp_path / "archive.zip")
    assert loaded == written
    after = rows()
    for name in before:
        assert after[name] == before[name], name
    assert files() == originals
    assert set(SearchWord.objects.values_list("lexeme", flat=True)) == words
    assert OutcomeNote.objects.filter(vector="visa").exists()
    assert not User.objects.get(groups__name="Archivists").has_usable_password()
    assert Upload.objects.create(way=Upload.PAGE).pk not in {row["id"] for row in before["meetings_upload"]}
    with pytest.raises(DumpRefused, match="This installation is not empty"):
        load(tmp_path / "archive.zip")
    assert Group.objects.filter(user__isnull=False).count() == len(make.ROLES)
    assert Folder.objects.get().shared_with.exists()


@pytest.mark.django_db
def test_every_table_of_the_database_is_dumped_or_left_out_for_a_reason():
    with connection.cursor() as cursor:
        held = set(connection.introspection.table_names(cursor))
    known = {table.name for table in tables()} | {model._meta.db_table for model in LEFT_OUT} | OF_THE_INSTALLATION
    assert held == known


@pytest.fixture
def dumped(tmp_path, transactional_db) -> Path:
    """A small dump, of the rows that this test made and of one file; the installation is empty again."""
    make.source(make.note("Both sides agreed."), data=b"Both sides agreed.")
    write(tmp_path / "archive.zip")
    empty(tmp_path)
    return tmp_path / "archive.zip"


def rewritten(path: Path, **changes: bytes | None) -> Path:
    """The dump with members replaced, added or, with None, left out; its comment stays."""
    other = path.with_name("other.zip")
    with ZipFile(path) as old, ZipFile(other, "w") as new:
        new.comment = old.comment
        for name in {**dict.fromkeys(old.namelist()), **changes}:
            data = changes.get(name, old.read(name) if name in old.namelist() else None)
            if data is not None:
                new.writestr(name, data)
    return other


def contents(path: Path, **changes: Any) -> bytes:
    with ZipFile(path) as dump:
        return json.dumps(json.loads(dump.read("contents.json")) | changes).encode()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_what_is_no_whole_dump_of_this_version_is_refused_and_nothing_is_written(dumped):
    with ZipFile(dumped) as dump:
        names = dump.namelist()
        tables_said = json.loads(dump.read("contents.json"))["tables"]
    half, foreign = dumped.with_name("half.zip"), dumped.with_name("foreign.zip")
    half.write_bytes(dumped.read_bytes()[: dumped.stat().st_size // 2])
    with ZipFile(foreign, "w") as other:
        other.writestr("letter.txt", "Dear friends")
    notes = "rows/meetings_outcomenote.jsonl"
    original = next(name for name in names if name.startswith("files/"))
    older = tables_said | {"meetings_folder": tables_said["meetings_folder"] | {"columns": ["id"]}}
    for make_it, sentence in [
        (lambda: half, "only a half one"),
        (lambda: foreign, "no dump of an archive like this one"),
        (lambda: dumped.with_name("nowhere.zip"), "There is no file"),
        (lambda: rewritten(dumped, **{"contents.json": contents(dumped, format="x")}), "no dump of an archive"),
        (lambda: rewritten(dumped, **{"contents.json": contents(dumped, version=2)}), "Install a newer version"),
        (
            lambda: rewritten(dumped, **{"contents.json": contents(dumped, tables=older)}),
            "list of contents was changed",
        ),
        (lambda: rewritten(dumped, **{notes: b""}), f"{notes} was changed"),
        (lambda: rewritten(dumped, **{original: b"Other words"}), f"{original} was changed"),
        (lambda: rewritten(dumped, **{original: None}), "Something was added to the dump or taken out of it"),
        (lambda: rewritten(dumped, **{"files/../../evil": b"x"}), "Something was added to the dump or taken out of it"),
    ]:
        with pytest.raises(DumpRefused, match=sentence):
            load(make_it())
        assert not OutcomeNote.objects.exists(), sentence
        assert not Path(default_storage.location).exists(), sentence
    with pytest.raises(CommandError, match="There is no file"):
        call_command("load_archive", str(dumped.with_name("nowhere.zip")))
    assert load(dumped)["files"] == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_dump_that_cannot_be_whole_is_not_written(tmp_path):
    (tmp_path / "there.zip").write_bytes(b"x")
    source = make.source(make.note("Both sides agreed."))
    with pytest.raises(CommandError, match="is there already"):
        call_command("dump_archive", str(tmp_path / "there.zip"))
    with pytest.raises(DumpRefused, match="is no folder"):
        write(tmp_path / "nowhere" / "archive.zip")
    default_storage.delete(source.file.name)
    with pytest.raises(DumpRefused, match="is missing from the folder of files"):
        write(tmp_path / "archive.zip")
    make.line(state="waiting")
    with pytest.raises(DumpRefused, match="Uploaded files are still waiting to be read: 1"):
        write(tmp_path / "archive.zip")
    assert [each.name for each in tmp_path.iterdir()] == ["there.zip"]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_dump_stands_in_the_register_of_access(tmp_path):
    call_command("dump_archive", str(tmp_path / "archive.zip"), verbosity=0)
    record = AccessRecord.objects.get()
    assert (record.what, record.form, record.marking, record.person) == ("The whole archive", "zip", "LIMITE", None)
    assert record.address == "dump_archive archive.zip"
    assert record.name


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_dump_is_readable_by_its_owner_alone(tmp_path):
    write(tmp_path / "archive.zip")
    assert (tmp_path / "archive.zip").stat().st_mode & 0o077 == 0
