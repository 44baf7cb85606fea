"""The reading room: a process that has learnt to read once, and from which each file gets a reader of its own.

Learning (its modules, and the hundreds of patterns in them) takes twenty times as long as reading a note. So the room
learns, and splits off a process for each file, which limits itself, reads that one file and ends. The room never sees
a file: what a hostile one does to its reader, it does to a process that is gone before the next file comes.

A room that anything odd happened to is given up, with all that was started in it. See ``__main__.py`` for its side.
"""

import atexit
import os
import signal
import socket
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from meetings.reading.__main__ import NUMBER

PROJECT = Path(__file__).resolve().parents[2]
#: The room starts without ``site``, so it is given the paths that this process imports from.
START = "import sys; sys.path[:] = sys.argv[1:]; from meetings.reading.__main__ import main; main()"
KEPT = 2  # rooms that wait for their next file, in one process
START_SECONDS = 60.0  # until a room has learnt to read, on a machine with much other work
BEGIN_SECONDS = 10.0  # until it has split off a reader


class RoomGone(Exception):
    """The room ended, or does not answer: nobody knows what became of the reading."""


class Room:
    """One room, which has learnt to read when it is made. Used by one thread at a time. Raises RoomGone."""

    def __init__(self) -> None:
        ours, its = socket.socketpair()
        with its:
            self.process = subprocess.Popen(  # our own interpreter and our own module
                [sys.executable, "-I", "-S", "-c", START, *_import_paths()],
                stdin=its.fileno(),
                stdout=subprocess.DEVNULL,
                env={},
                cwd="/",
                start_new_session=True,
            )
        self.line = ours
        self.owner, self.start = os.getpid(), START
        self.busy = False
        self.reader: int | None = None  # its process, while one is at work and known
        try:
            self._number(START_SECONDS)
        except (RoomGone, TimeoutError) as error:
            self.close()
            raise RoomGone("No reading process could be started; standard error says why.") from error

    def begin(self, *, source: int, answer: int, remarks: int) -> None:
        """Have the file in ``source`` read, and its reading written into ``answer``. Raises RoomGone."""
        self.busy = True
        try:
            socket.send_fds(self.line, [b"r"], [source, answer, remarks])
            self.reader = self._number(BEGIN_SECONDS)
        except OSError as error:
            raise RoomGone from error

    def ended(self, within: float) -> int:
        """How the reader ended, as subprocess tells it. Raises TimeoutError when it does not, and RoomGone."""
        if self.reader is None:
            self.reader = self._number(within)
        returned = self._number(within)
        self.reader, self.busy = None, False
        return returned

    def _number(self, within: float) -> int:
        self.line.settimeout(max(0.1, within))
        try:
            said = self.line.recv(NUMBER.size)
        except TimeoutError:
            raise
        except OSError as error:
            raise RoomGone from error
        if len(said) != NUMBER.size:
            raise RoomGone
        number: int = NUMBER.unpack(said)[0]
        return number

    @property
    def is_open(self) -> bool:
        """Whether another file may be read here: by the process that opened it, while it has not closed itself."""
        return self.owner == os.getpid() and self.start == START and self.process.poll() is None

    def close(self) -> None:
        """End the room, and a reader that is still at work, with everything that they may have started."""
        self.line.close()
        if self.owner != os.getpid():  # a copy in a process that was split off
            return
        for leader in (self.reader, self.process.pid):
            if leader is not None and self.process.returncode is None:
                with suppress(ProcessLookupError, PermissionError):
                    os.killpg(leader, signal.SIGKILL)
        self.process.wait()


_idle: list[Room] = []
_lock = threading.Lock()


def enter(*, source: int, answer: int, remarks: int) -> Room:
    """A room in which the file in ``source`` is being read; ``leave`` it then. Raises RoomGone for want of one."""
    while (room := _take()) is not None:
        try:
            room.begin(source=source, answer=answer, remarks=remarks)
            return room
        except RoomGone:  # it closed at this moment
            room.close()
    room = Room()
    with suppress(RoomGone):  # the file's own doing, as its answer will tell: the room was in order
        room.begin(source=source, answer=answer, remarks=remarks)
    return room


def leave(room: Room) -> None:
    """Keep ``room`` for the next file, if its reader has ended; else give it up."""
    with _lock:
        if not room.busy and room.is_open and len(_idle) < KEPT:
            _idle.append(room)
            return
    room.close()


@atexit.register
def close_all() -> None:
    """Close the rooms that nobody is in."""
    while room := _take(open_ones=False):
        room.close()


def _take(*, open_ones: bool = True) -> Room | None:
    with _lock:
        while _idle:
            room = _idle.pop()
            if not open_ones or room.is_open:
                return room
            room.close()
    return None


def _import_paths() -> list[str]:
    found = [path for path in sys.path if path and Path(path).exists()]
    return [str(PROJECT), *(path for path in found if path != str(PROJECT))]
