"""The operator's command says, file by file, what was done, and reports it as JSON."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from meetings.models import OutcomeNote
from tests.ingest.papers import note_text

pytestmark = pytest.mark.django_db


def run(*arguments: object) -> str:
    out = StringIO()
    call_command("ingest_notes", *arguments, stdout=out)
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
