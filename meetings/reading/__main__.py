"""The reading process: takes one file on standard input, gives one reading as JSON on standard output.

Run by ``child.py``, never by hand (``manage.py read_note`` is for people). It limits itself before it looks at the
file: memory, processor time, next to nothing written, gone when its parent is gone.
"""

import gc
import json
import os
import resource
import signal
import sys
import traceback

from meetings.reading.limits import Limits
from meetings.reading.refusals import Reason, SourceRefused

PR_SET_PDEATHSIG = 1  # prctl(2)
OPEN_FILES = 64
WRITTEN_BYTES = 1024 * 1024  # into any file: compiled modules, once, and what is said on standard error
#: Young objects before a collection: pdfminer makes many that live as long as the reading.
COLLECT_AFTER = 100_000
#: How the process ends when there is not even memory left to say so.
OUT_OF_MEMORY = 77


def main() -> int:
    """Read the header line and the file after it, write ``{"note": …}`` or ``{"refused": …}``; 0 for both."""
    out = _own_output()
    header = json.loads(sys.stdin.buffer.readline())
    limits = Limits(**header["limits"])
    _limit_process(limits, header["parent"])
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


def _limit_process(limits: Limits, parent: int) -> None:
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
    if os.getppid() != parent:  # it went before we asked to go with it
        os._exit(1)


if __name__ == "__main__":
    sys.exit(main())
