"""What is inside a ZIP container, looked at without unpacking it: which kind of file, and whether it is a bomb."""

import zipfile
from io import BytesIO

from meetings.reading.limits import Limits
from meetings.reading.refusals import Reason, UnreadableSource

ZIP_START = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
ENCRYPTED_FLAG = 0x1
#: A part packed more tightly than the limit is still fine while it is small.
SMALL_PART = 1024 * 1024


def entries_of(data: bytes) -> list[zipfile.ZipInfo]:
    """The table of contents of the container; refuses a damaged one."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            return container.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError, EOFError, OverflowError) as error:
        raise UnreadableSource(
            Reason.DAMAGED, "The file is a damaged or shortened Word or ZIP file; send it again."
        ) from error


def check_size(entries: list[zipfile.ZipInfo], limits: Limits) -> None:
    """Refuse a container that would unpack into far more than a note holds, before anything is unpacked."""
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise UnreadableSource(
            Reason.ENCRYPTED, "The Word file is locked with a password; save it without one and send it again."
        )
    too_many = len(entries) > limits.archive_entries
    too_big = sum(entry.file_size for entry in entries) > limits.archive_bytes
    too_tight = any(
        entry.file_size > SMALL_PART and entry.file_size > limits.archive_ratio * max(entry.compress_size, 1)
        for entry in entries
    )
    if too_many or too_big or too_tight:
        raise UnreadableSource(
            Reason.TOO_LARGE, "The Word file unpacks into far more than a note holds; it is not opened."
        )
