"""Sending files and reading them: the one deed behind the upload page, ``ingest_notes`` and the demo.

A sent file first gets its line. What can be told at once (empty, too large, already held) is decided at once; the
others wait, as bytes outside the archive, until they are read. A line is read by one process at a time, which holds
a lock of the database session as long as it lives: a line that is being read and whose lock is free was left behind
by a process that was killed, and goes back to waiting.
"""

import errno
import hashlib
import logging
from collections.abc import Iterable
from pathlib import PurePath
from typing import Any

from django.core.files.base import File
from django.db import InterfaceError, OperationalError, connection, transaction
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from meetings.ingest.by_hand import ByHand
from meetings.ingest.keeping import shown_name
from meetings.ingest.locks import held_by_this_session, let_go, sending, take
from meetings.ingest.reasons import ARCHIVE_FAILED, BROKE_OFF, CANNOT_OPEN, IN_THE_BIN, OTHER_TEXT
from meetings.ingest.receive import InTheBin, OtherTextHeld, Receipt, held_already, read_with, receive_source
from meetings.models import Upload, UploadLine
from meetings.reading.limits import LIMITS
from meetings.reading.parsed import READER_VERSION
from meetings.reading.refusals import ClassifiedSource, Reason, SourceRefused

logger = logging.getLogger(__name__)

MOST_ATTEMPTS = 3
PASSES = {errno.ENOSPC, errno.EDQUOT, errno.EHOSTUNREACH}  # a full disk, or a store of files that does not answer


def send_files(*, files: Iterable[File], by: Any, way: str = Upload.PAGE) -> Upload:
    """Give each file its line; those that must be read wait for ``read_waiting``. Nothing is read here.

    All lines or none are written. The files are moved, not copied, where the system can.
    """
    lines: list[UploadLine] = []
    try:
        with transaction.atomic():
            sending()
            upload = Upload.objects.create(way=way, sent_by=by)
            for position, file in enumerate(files, 1):
                lines.append(line_of(file, upload=upload, position=position))
            UploadLine.objects.bulk_create(lines)
    except BaseException:
        for line in lines:
            _remove_bytes(line.file.name)
        raise
    return upload


def receive_now(*, file: File, upload: Upload, position: int, publish: bool = False) -> UploadLine:
    """Give ``file`` its line and read it here and now: what the operator's command does with each file."""
    with transaction.atomic():
        sending()
        line = line_of(file, upload=upload, position=position)
        if line.state == UploadLine.WAITING:
            line.state, line.attempts = UploadLine.READING, 1
        line.save()
        take(line.pk)
    try:
        return line if line.is_finished else read_line(line, publish=publish)
    finally:
        let_go(line.pk)


def note_unopened(*, name: str, why: str, upload: Upload, position: int) -> UploadLine:
    """The line of a file that the operator named and that could not be opened."""
    return UploadLine.objects.create(
        upload=upload,
        position=position,
        name=shown_name(name),
        state=UploadLine.FAILED,
        reason=CANNOT_OPEN,
        sentence=f"The file cannot be opened: {why}.",
        finished_at=timezone.now(),
    )


def line_of(file: File, *, upload: Upload, position: int) -> UploadLine:
    """The line of ``file``, not yet saved: decided when that can be told at once, else waiting with its bytes."""
    size = file.size or 0
    line = UploadLine(upload=upload, position=position, name=shown_name(PurePath(file.name or "").name), size=size)
    if not size:
        return _decided(line, UploadLine.REFUSED, reason=Reason.EMPTY, sentence="The file is empty.")
    if size > LIMITS.file_bytes:
        sentence = f"The file has {filesizeformat(size)}; the archive takes up to {filesizeformat(LIMITS.file_bytes)}."
        return _decided(line, UploadLine.REFUSED, reason=Reason.TOO_LARGE, sentence=sentence)
    line.sha256 = digest_of(file)
    if held := held_already(line.sha256):
        return _decided(line, UploadLine.ALREADY_HELD, sentence=held.sentence, note=held.note)
    line.file.save("sent", file, save=False)
    return line


def digest_of(file: File) -> str:
    """The SHA-256 of the bytes in hexadecimal, read piece by piece."""
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def claim_next() -> UploadLine | None:
    """Take up the line that waits longest, with its lock; None when no line waits. ``let_go`` of it afterwards."""
    passed: list[int] = []
    while True:
        with transaction.atomic():
            waiting = UploadLine.objects.filter(state=UploadLine.WAITING).exclude(pk__in=passed)
            line = waiting.select_for_update(skip_locked=True).order_by("pk").first()
            if line is None:
                return None
            if take(line.pk):
                line.state, line.attempts = UploadLine.READING, line.attempts + 1
                line.save(update_fields=["state", "attempts"])
                return line
        passed.append(line.pk)


def take_up_again() -> int:
    """Put lines back that a killed process left half-way, and say how many. Nothing of them was written.

    A file over which the process died MOST_ATTEMPTS times is put aside as failed, so that it cannot hold up the rest.
    """
    put_back = 0
    for line in UploadLine.objects.filter(state=UploadLine.READING):
        with held_by_this_session(line.pk) as free:
            if not free:
                continue
            with transaction.atomic():
                left = UploadLine.objects.select_for_update().filter(pk=line.pk, state=UploadLine.READING).first()
                if left is None:  # finished in the meantime
                    continue
                put_back += 1
                if left.attempts < MOST_ATTEMPTS:
                    left.state = UploadLine.WAITING
                else:
                    sentence = f"Reading the file broke off {left.attempts} times, so it was put aside."
                    _decided(left, UploadLine.FAILED, reason=BROKE_OFF, sentence=sentence)
                left.save()
    return put_back


def read_line(line: UploadLine, *, publish: bool = False) -> UploadLine:
    """Read a line that was taken up, and write what became of it. The line and its note are written together.

    Raises OperationalError or InterfaceError when the database fails: the line then counts as left half-way. Raises
    OSError when the files cannot be reached or the disk is full: the line then waits as before.
    """
    bytes_at = line.file.name
    try:
        with line.file.open("rb") as opened:
            data = opened.read(LIMITS.file_bytes + 1)
    except OSError as error:
        if cannot_keep(error):
            _wait_again(line, bytes_at)
            raise
        sentence = "The bytes of the file are gone from the disk; send it again."
        bytes_at, line.file = "", ""
        return _finish(line, UploadLine.FAILED, reason=CANNOT_OPEN, sentence=sentence)
    try:
        said = ByHand.of(line)
        parsed = None if held_already(line.sha256) else read_with(said, data, line.name)  # before the transaction
        with transaction.atomic():
            receipt = receive_source(
                data=data, name=line.name, by=line.upload.sent_by, publish=publish, parsed=parsed, said=said
            )
            line.file, line.typed = "", []
            _finish(line, str(receipt.outcome), sentence=_whole_sentence(receipt), note=receipt.note)
    except ClassifiedSource as refusal:
        forget(line, sentence=refusal.detail)
    except SourceRefused as refusal:
        return refuse(line, refusal)
    except InTheBin as refusal:
        return _finish(line, UploadLine.REFUSED, reason=IN_THE_BIN, sentence=str(refusal), note=refusal.note)
    except OtherTextHeld as refusal:
        return _finish(line, UploadLine.REFUSED, reason=OTHER_TEXT, sentence=str(refusal), note=refusal.note)
    except (OperationalError, InterfaceError):
        raise
    except Exception as error:
        if cannot_keep(error):
            _wait_again(line, bytes_at)
            raise
        logger.exception("A file could not be received (line %s).", line.pk)
        line.file = bytes_at
        sentence = "The archive made a mistake over this file and wrote it into its log; nothing of it came in."
        return _finish(line, UploadLine.FAILED, reason=ARCHIVE_FAILED, sentence=sentence)
    _remove_bytes(bytes_at)
    return line


def cannot_keep(error: Exception) -> bool:
    """Whether no file at all can be kept at this moment, so that it is no matter of this one."""
    return isinstance(error, OSError) and error.errno in PASSES


def _wait_again(line: UploadLine, bytes_at: str | None) -> None:
    """Put the line back as it was before it was taken up."""
    line.refresh_from_db(fields=["typed", "typed_whole"])
    line.state, line.file, line.attempts = UploadLine.WAITING, bytes_at or "", line.attempts - 1
    line.save(update_fields=["state", "file", "attempts"])


def refuse(line: UploadLine, refusal: SourceRefused) -> UploadLine:
    """Put the file aside. A scan waits for its text; one whose typed text was refused, for that text to be mended."""
    if refusal.reason is Reason.NO_TEXT or line.typed_whole:
        line.pages, line.typed_whole = refusal.pages or line.pages, False
        return _finish(line, UploadLine.NO_TEXT, reason=Reason.NO_TEXT, sentence=refusal.detail)
    return _finish(line, UploadLine.REFUSED, reason=refusal.reason, sentence=refusal.detail)


def forget(line: UploadLine, *, sentence: str) -> UploadLine:
    """Keep of a classified file only that there was one, when it came, who sent it and why it went."""
    line.name, line.file, line.sha256, line.size, line.typed = "", "", "", None, []
    _finish(line, UploadLine.REFUSED, reason=Reason.CLASSIFIED, sentence=sentence)
    logger.warning("A file with a classification marking was refused and not kept (line %s).", line.pk)
    return line


def _whole_sentence(receipt: Receipt) -> str:
    """The sentence of a receipt with what stood against publishing."""
    return " ".join([receipt.sentence, *(["Not published:", *receipt.unpublished] if receipt.unpublished else [])])


def _decided(line: UploadLine, state: str, *, sentence: str, reason: str = "", note: Any = None) -> UploadLine:
    line.state, line.reason, line.sentence, line.note = state, str(reason), sentence, note
    line.finished_at, line.read_with = timezone.now(), READER_VERSION
    return line


def _finish(line: UploadLine, state: str, *, sentence: str, reason: str = "", note: Any = None) -> UploadLine:
    _decided(line, state, sentence=sentence, reason=reason, note=note).save()
    return line


def _remove_bytes(name: str | None) -> None:
    if name:
        UploadLine._meta.get_field("file").storage.delete(name)


def database_came_back(error: Exception) -> None:
    """Forget the connection that ``error`` broke, so that the next question opens a new one."""
    logger.warning("The database failed while files were read: %s", error)
    connection.close()
