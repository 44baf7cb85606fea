"""How much of anything a file may cost before it is refused: every limit of the reader, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may use. Give another ``Limits`` to a reading to be stricter or more generous."""

    file_bytes: int = 40 * 1024 * 1024  # the file as received
    pages: int = 1_000  # of a PDF, or form feeds of a plain text
    characters: int = 5_000_000  # of text that comes out of the file
    seconds: float = 60.0  # wall clock and processor alike, for the whole reading
    memory_bytes: int = 1024 * 1024 * 1024  # address space of the reading process
    output_bytes: int = 64 * 1024 * 1024  # the result as JSON
    archive_entries: int = 2_000  # parts inside a DOCX
    archive_bytes: int = 120 * 1024 * 1024  # a DOCX unpacked
    archive_ratio: int = 200  # a part of a DOCX unpacked, against its packed size


LIMITS = Limits()
