"""The reading room: it learns to read, then splits off a reader for each file it is handed.

Run by ``room.py``, never by hand (``manage.py read_note`` is for people). A reader takes one file on standard input and
gives one reading as JSON on standard output. It limits itself before it looks at the file: memory, processor time, next
to nothing written, gone when the room is gone.
"""

import gc
import importlib
import json
import os
import resource
import select
import signal
import socket
import struct
import sys
import traceback
from contextlib import suppress
from typing import NoReturn

from meetings.reading.limits import Limits
from meetings.reading.refusals import Reason, SourceRefused

PR_SET_PDEATHSIG = 1  # prctl(2)
OPEN_FILES = 64
WRITTEN_BYTES = 1024 * 1024  # into any file: compiled modules, once, and what is said on standard error
#: Young objects before a collection: pdfminer makes many that live as long as the reading.
COLLECT_AFTER = 100_000
#: How the process ends when there is not even memory left to say so.
OUT_OF_MEMORY = 77
EVERY_FILE = ("note", "wire")
#: Learnt before the second file: whoever reads one only, reads it without libraries that it does not need.
FORMATS = ("pdf", "docx", "html", "markdown", "plain")
IDLE_SECONDS = 60.0  # a room that nobody enters for so long closes
#: What the room says: 0 once it is open; of each file the reader's process, then how it ended.
NUMBER = struct.Struct("i")


def main() -> None:
    """Split off a reader for each file that comes over the line on standard input, until the line is cut."""
    line = socket.socket(fileno=0)
    with suppress(OSError), open("/proc/self/autogroup", "w") as group:
        # Linux may weigh sessions against each other, and this is a session of its own: as modest as who started it.
        group.write(str(os.nice(0)))
    _learn(EVERY_FILE)
    line.sendall(NUMBER.pack(0))
    while select.select([line], [], [], IDLE_SECONDS)[0]:
        _, files, _, _ = socket.recv_fds(line, 1, 3)
        if len(files) != 3:  # the line was cut
            return
        _have_read(line, files)
        _learn(FORMATS)


def _learn(modules: tuple[str, ...]) -> None:
    for name in modules:
        importlib.import_module(f"meetings.reading.{name}")
    gc.freeze()  # what is learnt is shared with the readers and not looked through by them


def _have_read(line: socket.socket, files: list[int]) -> None:
    """Tell which process reads, then how it ended; by then nothing is left of it. Ends the room if the line is cut."""
    room = os.getpid()
    lives, its = os.pipe()
    reader = os.fork()
    if not reader:
        line.close()
        os.close(lives)
        _read_and_end(room, files)
    for each in (its, *files):
        os.close(each)
    line.sendall(NUMBER.pack(reader))
    ends = [line, lives]
    while os.waitid(os.P_PID, reader, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        ready = select.select(ends, [], [], 0.05 if len(ends) == 1 else None)[0]
        if line in ready:
            _end(reader)
            os._exit(1)
        ends = [line]  # the reader has ended, or closed all its files and is about to
    os.close(lives)
    _end(reader)
    line.sendall(NUMBER.pack(os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1])))


def _end(reader: int) -> None:
    """End the reader with everything it may have started."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(reader, signal.SIGKILL)


def _read_and_end(room: int, files: list[int]) -> NoReturn:
    returned = 1
    try:
        os.setpgid(0, 0)
        for standard, file in enumerate(files):
            os.dup2(file, standard)
            os.close(file)
        returned = read_file(room)
    except BaseException:  # whatever it was, this process must not go on as a second room
        traceback.print_exc()
    finally:
        with suppress(BaseException):
            sys.stderr.flush()
        os._exit(returned)


def read_file(room: int) -> int:
    """Read the header line and the file after it, write ``{"note": …}`` or ``{"refused": …}``; 0 for both."""
    out = _own_output()
    header = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**header["limits"])
    _limit_process(limits, room)
    try:
        answer = _answer(sys.stdin.buffer.read(limits.file_bytes + 1), header["name"], limits)
        with os.fdopen(out, "wb") as stream:
            stream.write(answer)
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _answer(data: bytes, name: str, limits: Limits) -> bytes:
    from meetings.reading.note import read_note
    from meetings.reading.wire import dump

    try:
        return _json({"note": dump(read_note(data, name, limits))})
    except SourceRefused as refused:
        said = {"reason": refused.reason.value, "detail": refused.detail, "pages": refused.pages}
        return _json({"refused": said})
    except RecursionError:
        detail = "The file is nested far deeper than any note and cannot be read."
        return _json({"refused": {"reason": Reason.DAMAGED.value, "detail": detail}})
    except MemoryError:
        raise
    except Exception:  # a fault of the reader: the parent logs it, the person gets a sentence
        traceback.print_exc()
        return _json({"fault": True})


def _json(answer: dict[str, object]) -> bytes:
    return json.dumps(answer, ensure_ascii=True, separators=(",", ":")).encode("ascii")


def _own_output() -> int:
    """Keep standard output for the answer alone: whatever a library prints goes to standard error."""
    out = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return out


def _limit_process(limits: Limits, room: int) -> None:
    gc.set_threshold(COLLECT_AFTER)
    seconds = max(1, round(limits.seconds))
    for what, soft, hard in (
        (resource.RLIMIT_AS, limits.memory_bytes, limits.memory_bytes),
        (resource.RLIMIT_CPU, seconds, seconds + 2),
        (resource.RLIMIT_FSIZE, WRITTEN_BYTES, WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES, OPEN_FILES),
    ):
        try:
            resource.setrlimit(what, (soft, hard))
        except (ValueError, OSError):  # a system without this limit, or with a lower one already
            continue
    if sys.platform == "linux":
        import ctypes

        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != room:  # it went before we asked to go with it
        os._exit(1)


if __name__ == "__main__":
    main()
