"""A file that is not a whole backup of this archive is refused in a sentence, before anything is changed."""

import json
import random
import shutil
import tarfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from archive.backup import BackupRefused, restore
from archive.backup.sealed import SealedWriter, members
from tests.backup.conftest import Kept

# None of these tests may reach a database: they are not marked for one.


def refusal(path: Path) -> str:
    with pytest.raises(BackupRefused) as refused:
        restore(path, lambda _: None)
    return str(refused.value)


def rewritten(kept: Kept, path: Path, change: Callable[[dict[str, object]], None]) -> Path:
    """The backup with another beginning, and a seal that is right."""
    with kept.backup.open("rb") as old, path.open("wb") as new:
        sealed = SealedWriter(new)
        for member in members(old):
            data = member.data.read()
            if member.name == "backup.json":
                said = json.loads(data)
                change(said)
                data = json.dumps(said).encode()
            sealed.add(member.name, len(data), [data])
        sealed.seal()
    return path


def test_a_backup_that_was_cut_at_any_place_is_refused(kept: Kept, tmp_path: Path) -> None:
    whole, cut = kept.backup.read_bytes(), tmp_path / "cut.tar"
    drawn = random.Random(17)
    for size in [0, 1, 511, 512, len(whole) - 2048, len(whole) - 1, *(drawn.randrange(len(whole)) for _ in range(30))]:
        cut.write_bytes(whole[:size])
        assert "half a backup" in refusal(cut) or "no backup of an archive" in refusal(cut), size


def test_a_backup_in_which_any_byte_was_changed_is_refused(kept: Kept, tmp_path: Path) -> None:
    whole, changed = bytearray(kept.backup.read_bytes()), tmp_path / "changed.tar"
    drawn = random.Random(18)
    ends = range(len(whole) - 2048, len(whole), 97)
    for place in [0, 100, 600, *ends, *(drawn.randrange(len(whole)) for _ in range(60))]:
        whole[place] ^= 1 << drawn.randrange(8)
        changed.write_bytes(whole)
        whole[place] = kept.backup.read_bytes()[place]
        assert refusal(changed), place


def test_something_behind_its_end_is_noticed(kept: Kept, tmp_path: Path) -> None:
    longer = tmp_path / "longer.tar"
    longer.write_bytes(kept.backup.read_bytes() + b"more")
    assert "half a backup" in refusal(longer)


def test_a_file_of_another_programme_is_refused(kept: Kept, tmp_path: Path) -> None:
    foreign = tmp_path / "foreign.tar"
    with tarfile.open(foreign, "w") as tar:
        tar.addfile(tarfile.TarInfo("letter.txt"), BytesIO())
    assert "no backup of an archive like this one" in refusal(foreign)
    foreign.write_bytes(b"PK\x03\x04 a ZIP file" * 400)
    assert "no backup of an archive like this one" in refusal(foreign)
    other = rewritten(kept, tmp_path / "other.tar", lambda said: said.update(format="Fisheries backup"))
    assert "no backup of an archive like this one" in refusal(other)
    assert "cannot be read: No such file" in refusal(tmp_path / "nowhere.tar")


def test_a_backup_of_a_newer_version_is_refused(kept: Kept, tmp_path: Path) -> None:
    newer = rewritten(kept, tmp_path / "a.tar", lambda said: said["migrations"].append(["meetings", "9999_tomorrow"]))
    assert "newer version of the archive: this one does not know meetings.9999_tomorrow" in refusal(newer)
    newer = rewritten(kept, tmp_path / "b.tar", lambda said: said.update(version=2))
    assert "Install a newer one first" in refusal(newer)


def test_a_whole_backup_can_be_checked_with_ordinary_tools(kept: Kept, tmp_path: Path) -> None:
    if not shutil.which("sha256sum"):
        pytest.skip("no sha256sum on this machine")
    import subprocess

    line = f"head -c -2048 {kept.backup} | sha256sum | cut -c-64; tar xOf {kept.backup} sha256"
    first, second = subprocess.run(line, shell=True, capture_output=True, text=True, check=True).stdout.split()  # noqa: S602
    assert first == second
