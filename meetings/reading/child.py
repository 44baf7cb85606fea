"""Reads a file in a process of its own, bounded in time, memory and output, so that no file can harm the archive.

The child is split off from a bare interpreter (no site, no environment, no Django) that imports only the reader
(``room.py``). It gets the file through memory, never by name, and answers in JSON that is checked value by value.
Whatever becomes of it, the parent raises a SourceRefused with one sentence.
"""

import dataclasses
import json
import logging
import os
import re
import selectors
import signal
import tempfile
import time
from typing import BinaryIO

from meetings.reading.__main__ import OUT_OF_MEMORY
from meetings.reading.extract import check_bytes
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.parsed import ParsedNote
from meetings.reading.refusals import ClassifiedSource, Reason, SourceRefused, UnreadableSource
from meetings.reading.room import Room, RoomGone, enter, leave
from meetings.reading.wire import NotAReading, load

logger = logging.getLogger(__name__)

REMARKS_KEPT = 16 * 1024  # bytes of what the child says on standard error, for the log
OF_A_TRACEBACK = re.compile(
    r'^  File "[^"\n]+", line \d+, in \w+$|^[A-Za-z_.]+(?:Error|Exception)(?=:|$)', re.MULTILINE
)
CHUNK = 1024 * 1024


def read_in_child(data: bytes, name: str, limits: Limits = LIMITS) -> ParsedNote:
    """What the file says, read within the limits.

    Raises SourceRefused (ClassifiedSource, UnreadableSource) with a named reason and one sentence, and nothing else,
    whatever the file does to the child. Raises RoomGone when no child can be had at all.
    """
    check_bytes(data, limits)
    with _spool(data, name, limits) as source, tempfile.TemporaryFile() as remarks:
        heard, spoken = os.pipe()
        with open(heard, "rb", buffering=0) as answering:
            try:
                room = enter(source=source.fileno(), answer=spoken, remarks=remarks.fileno())
            finally:
                os.close(spoken)
            try:
                answer, returned = _listen(answering, room, limits)
            finally:
                leave(room)
        return _understand(answer, returned, remarks)


def _spool(data: bytes, name: str, limits: Limits) -> BinaryIO:
    """A file without a name, in memory where the system can, that holds the header line and the bytes."""
    header = {"name": name, "limits": dataclasses.asdict(limits)}
    spool: BinaryIO
    if hasattr(os, "memfd_create"):  # noqa: SIM108  # two ways on two systems
        spool = os.fdopen(os.memfd_create("note"), "w+b")
    else:
        spool = tempfile.TemporaryFile()  # noqa: SIM115  # the caller closes it
    spool.write(json.dumps(header).encode("ascii") + b"\n" + data)
    spool.seek(0)
    return spool


def _listen(answering: BinaryIO, room: Room, limits: Limits) -> tuple[bytes, int | None]:
    """All that the child answers, until it closes its end, the time is over or the answer too long; how it ended."""
    deadline = time.monotonic() + limits.seconds
    answer = bytearray()
    with selectors.DefaultSelector() as selector:
        selector.register(answering, selectors.EVENT_READ)
        while True:
            left = deadline - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise _too_slow(limits)
            chunk = os.read(answering.fileno(), CHUNK)
            if not chunk:
                break
            answer += chunk
            if len(answer) > limits.output_bytes:
                raise UnreadableSource(
                    Reason.TOO_MUCH_OUTPUT, "The file gives far more text than a note holds; send the note alone."
                )
    try:
        return bytes(answer), room.ended(deadline - time.monotonic())
    except TimeoutError as error:
        raise _too_slow(limits) from error
    except RoomGone:
        return bytes(answer), None


def _too_slow(limits: Limits) -> UnreadableSource:
    return UnreadableSource(
        Reason.TOO_SLOW,
        f"The file could not be read within {limits.seconds:g} seconds; save it anew and send it again.",
    )


def _understand(answer: bytes, returned: int | None, remarks: BinaryIO) -> ParsedNote:
    if returned == OUT_OF_MEMORY or returned == -signal.SIGKILL:
        raise UnreadableSource(
            Reason.TOO_MUCH_MEMORY, "The file needs far more memory than a note; save it anew and send it again."
        )
    if returned == -signal.SIGXCPU:
        raise UnreadableSource(Reason.TOO_SLOW, "The file takes far too long to read; save it anew and send it again.")
    try:
        said = json.loads(answer)
        refused = said.get("refused")
        if refused is not None:
            raise _refusal(Reason(refused["reason"]), str(refused["detail"]), refused.get("pages"))
        if returned == 0 and "note" in said:
            return load(said["note"])
    except SourceRefused:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, NotAReading) as error:
        logger.warning("The reading process answered with something else than a reading (%s).", type(error).__name__)
    remarks.seek(0)
    said_of_it = where(remarks.read(REMARKS_KEPT).decode("utf-8", "replace"))
    logger.error("The reading process failed (%s): %s", returned, said_of_it)
    raise UnreadableSource(Reason.DAMAGED, "The file made the reader fail and was put aside; save it anew and send it.")


def where(remarks: str) -> str:
    """Of a traceback, the kind of the error and the way to it: its words may be those of a note, which no log keeps."""
    return ", ".join(match.group().strip() for match in OF_A_TRACEBACK.finditer(remarks)) or "it said nothing"


def _refusal(reason: Reason, detail: str, pages: object) -> SourceRefused:
    counted = pages if isinstance(pages, int) and 0 < pages <= LIMITS.pages else None
    return ClassifiedSource(detail) if reason is Reason.CLASSIFIED else UnreadableSource(reason, detail, counted)
