"""A tar archive that proves itself whole: its last member is the SHA-256 of every byte before it.

So a half file, and one in which any byte was changed, are told from a whole one before anything is taken out of it,
also without this programme: ``head -c -2048 FILE | sha256sum`` prints what ``tar xOf FILE sha256`` does. It is written
and read in one go and never held in memory, however many members it has.
"""

import hashlib
import os
import tarfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO

from archive.backup.refusals import BackupRefused

CHUNK = 1024 * 1024
SEAL = "sha256"
BLOCK = tarfile.BLOCKSIZE


@dataclass(frozen=True, slots=True)
class Member:
    """One member of the file, to be read before the next one is asked for."""

    name: str
    data: IO[bytes]


class SealedWriter:
    """Writes members on to ``file`` and, at last, the seal."""

    def __init__(self, file: IO[bytes]) -> None:
        self.file, self.hash, self.size = file, hashlib.sha256(), 0

    def add(self, name: str, size: int, data: Iterable[bytes]) -> None:
        """Write a member of ``size`` bytes; BackupRefused when ``data`` is longer or shorter."""
        self._write(_header(name, size))
        written = 0
        for part in data:
            self._write(part)
            written += len(part)
        if written != size:
            raise BackupRefused(f"{name} has {written} bytes, not {size}: it was changed while the backup was written.")
        self._write(bytes(-size % BLOCK))

    def seal(self) -> None:
        self.file.write(_seal(self.hash.hexdigest()))
        self.file.flush()

    def _write(self, data: bytes) -> None:
        self.file.write(data)
        self.hash.update(data)
        self.size += len(data)


def check_seal(file: IO[bytes]) -> None:
    """Read all of ``file`` once; BackupRefused when it is not whole, or not as it was written."""
    size = file.seek(0, os.SEEK_END)
    before = size - len(_seal(""))
    file.seek(max(before, 0))
    seal = file.read()
    if not seal.startswith(SEAL.encode() + b"\0"):
        raise BackupRefused("The file is only half a backup: its end is missing. Fetch it again, or take another one.")
    digest = hashlib.sha256()
    file.seek(0)
    while before and (part := file.read(min(CHUNK, before))):
        digest.update(part)
        before -= len(part)
    if seal != _seal(digest.hexdigest()):
        raise BackupRefused(
            "The backup was damaged after it was written: its SHA-256 is another. Fetch it again, or take another one."
        )
    file.seek(0)


def members(file: IO[bytes]) -> Iterator[Member]:
    """The members in their order, without the seal; BackupRefused when ``file`` is no tar archive."""
    try:
        with tarfile.open(fileobj=file, mode="r|", bufsize=CHUNK) as tar:
            while (info := tar.next()) is not None and info.name != SEAL:
                if (data := tar.extractfile(info)) is not None:
                    yield Member(info.name, data)
                tar.members.clear()  # else it remembers every one of them
    except tarfile.TarError as broken:
        raise BackupRefused("The file is no backup of an archive like this one.") from broken


def _header(name: str, size: int) -> bytes:
    info = tarfile.TarInfo(name)
    info.size, info.mode = size, 0o600
    return info.tobuf(tarfile.PAX_FORMAT)


def _seal(digest: str) -> bytes:
    """The last member and the two empty blocks with which a tar archive ends: always of the same length."""
    return _header(SEAL, 64) + digest.encode().ljust(BLOCK, b"\0") + bytes(2 * BLOCK)
