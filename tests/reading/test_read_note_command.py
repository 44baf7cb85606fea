"""``manage.py read_note``: JSON on standard output, 0 when read, 2 when refused, no traceback, no database."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
NOTE = ROOT / "fixtures" / "notes" / "10483-17.txt"


def read_note(*arguments: str) -> tuple[int, dict[str, Any], str]:
    """Exit code, JSON and standard error of the command, run as a person would, without any setting."""
    done = subprocess.run(
        [sys.executable, "manage.py", "read_note", *arguments],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    return done.returncode, json.loads(done.stdout), done.stderr


def test_a_note_is_printed_without_any_setting_and_without_a_database() -> None:
    code, found, said = read_note(str(NOTE))
    assert (code, said) == (0, "")
    assert found["cover"]["number"] == "10483/17"
    assert len(found["topics"]) == 5
    assert found["commitments"]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "empty"),
        ("broken.pdf", b"%PDF-1.7 and no more", "damaged"),
        (
            "secret.txt",
            b"Council of the European Union\n10483/17\nRESTREINT UE/EU RESTRICTED\n\n1. Canary\n",
            "classified",
        ),
    ],
)
def test_a_refused_file_gives_one_sentence_and_the_same_keys(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    code, found, said = read_note(str(file))
    assert code == 2
    assert found["refused"]["reason"] == reason
    assert found["refused"]["detail"] in said
    assert len(said.strip().splitlines()) == 1
    assert found["cover"]["number"] is None
    assert "Canary" not in json.dumps(found) + said


def test_a_missing_file_and_a_folder_are_refused_in_a_sentence(tmp_path: Path) -> None:
    for path in (tmp_path / "no.pdf", tmp_path, tmp_path / ("x" * 400)):
        code, found, said = read_note(str(path))
        assert code == 2
        assert found["refused"]["detail"] == said.strip()
        assert "Traceback" not in said
