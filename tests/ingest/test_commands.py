"""The operator’s command says, file by file, what was done, and reports it as JSON."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from meetings.models import OutcomeNote, Upload, UploadLine
from tests import make
from tests.ingest.papers import note_text

pytestmark = pytest.mark.django_db


def run(*arguments: object, command: str = "ingest_notes") -> str:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue()


def test_a_folder_is_received_file_by_file(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_bytes(note_text())
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "two.txt").write_bytes(note_text(number="99011/19"))
    (tmp_path / "README.md").write_text("What stands beside the papers is no paper.")
    assert run(tmp_path, "--publish").count("was added") == 2
    assert OutcomeNote.objects.published().count() == 2
    assert run(tmp_path).count("in the archive already") == 2


def test_the_report_has_a_record_for_each_file(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(note_text())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    report = tmp_path / "report.json"
    with pytest.raises(CommandError, match="1 of 2 files"):
        run(tmp_path / "good.txt", tmp_path / "picture.png", "--report", report)
    good, bad = json.loads(report.read_text(encoding="utf-8"))
    assert (good["outcome"], good["note"], good["published"]) == ("added", "99010/19", False)
    assert (bad["outcome"], bad["note"]) == ("refused", None)
    assert bad["sentence"].endswith(".")


@pytest.mark.parametrize("path", ["no-such-file.pdf", "empty-folder"])
def test_a_path_without_papers_is_said_in_a_sentence(tmp_path: Path, path: str) -> None:
    (tmp_path / "empty-folder").mkdir()
    with pytest.raises(CommandError):
        run(tmp_path / path)


def test_a_run_leaves_the_same_history_as_the_upload_page(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(note_text())
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    (tmp_path / "secret 99077-19.txt").write_bytes(note_text(marking="RESTREINT UE/EU RESTRICTED", number="99077/19"))
    with pytest.raises(CommandError, match="2 of 3 files"):
        run(tmp_path)
    upload = Upload.objects.get()
    good, picture, classified = upload.lines.all()
    assert (upload.way, upload.sent_by) == (Upload.COMMAND, None)
    assert (good.state, good.note.number) == (UploadLine.ADDED, "99010/19")
    assert picture.in_quarantine
    assert (classified.reason, classified.name, classified.in_quarantine) == ("classified", "", False)


def test_new_passes_over_what_is_held_and_leaves_no_empty_history(tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_bytes(note_text())
    run(tmp_path, "--new")
    assert run(tmp_path, "--new") == ""
    assert Upload.objects.count() == 1


def test_a_file_that_cannot_be_opened_is_said_and_the_others_come_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = Path.open

    def locked(path: Path, *args: Any, **given: Any) -> Any:
        if path.name == "locked.txt":
            raise PermissionError(13, "Permission denied")
        return whole(path, *args, **given)

    for name in ("locked.txt", "open.txt"):
        (tmp_path / name).write_bytes(note_text())
    monkeypatch.setattr(Path, "open", locked)
    report = tmp_path / "report.json"
    with pytest.raises(CommandError, match="1 of 2 files"):
        run(tmp_path / "locked.txt", tmp_path / "open.txt", "--report", report)
    refused, added = json.loads(report.read_text(encoding="utf-8"))
    assert (refused["outcome"], refused["reason"]) == ("refused", "unreadable")
    assert refused["sentence"] == "The file cannot be opened: Permission denied."
    assert added["outcome"] == "added"
    assert [line.state for line in Upload.objects.get().lines.all()] == [UploadLine.FAILED, UploadLine.ADDED]


@pytest.mark.parametrize(
    ("notes", "command", "said"),
    [
        (0, "find_subjects", "Looked through 0 notes.\n"),
        (1, "find_subjects", "Looked through 1 note.\n"),
        (2, "find_subjects", "Looked through 2 notes.\n"),
        (0, "propose_twins", "Looked at 0 meetings with a public paper: 0 pairs proposed, 0 dropped.\n"),
        (0, "remove_old_access_records", "Removed 0 lines older than 365 days.\n"),
    ],
)
def test_a_number_has_its_noun_right(notes: int, command: str, said: str) -> None:
    for _ in range(notes):
        make.note("Both sides agreed.")
    assert run(command=command) == said


def test_one_file_that_is_not_kept_was_not(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(200))
    with pytest.raises(CommandError, match="1 of 1 file was not kept"):
        run(tmp_path / "picture.png")
