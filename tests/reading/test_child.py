"""The reading process: it answers with a reading, and whatever becomes of it the parent has one sentence."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from meetings.reading import room
from meetings.reading.child import read_in_child
from meetings.reading.limits import LIMITS
from meetings.reading.note import read_note
from meetings.reading.refusals import ClassifiedSource, Reason, SourceRefused
from tests.reading.odd_files import SENTENCE, docx_of, inflating_pdf, many_pages_pdf, pdf_of

ROOT = Path(__file__).parents[2]
VALLETTA = ROOT / "fixtures" / "notes" / "10483-17.pdf"
#: A room whose readers do something else instead of reading; and one whose readers have limited themselves before.
ROOM = "import sys; sys.path[:] = sys.argv[1:]; from meetings.reading import __main__ as m; {}; m.main()"
AT_ONCE = ROOM.format("m.read_file = lambda room: exec({!r}, {{}}) or 0")
LIMITED = ROOM.format("m._answer = lambda data, name, limits: exec({!r}, {{}})")


def refused(data: bytes = b"words", **limits: float) -> SourceRefused:
    with pytest.raises(SourceRefused) as error:
        read_in_child(data, "note.txt", replace(LIMITS, **limits))  # type: ignore[arg-type]
    assert error.value.detail.endswith(".")
    assert "\n" not in error.value.detail
    return error.value


@pytest.fixture
def start(monkeypatch: pytest.MonkeyPatch) -> object:
    """``start(code)``: the child runs this instead of the reader; ``start(code, LIMITED)``: within its limits."""
    return lambda code, how=AT_ONCE: monkeypatch.setattr(room, "START", how.format(code))


def gone(process: int, within: float = 5.0) -> bool:
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        status = Path(f"/proc/{process}/status")
        try:
            if "\nState:\tZ" in status.read_text():
                return True
        except OSError:
            return True
        time.sleep(0.05)
    return False


def test_the_child_reads_as_the_reader_does() -> None:
    data = VALLETTA.read_bytes()
    assert read_in_child(data, VALLETTA.name) == read_note(data, VALLETTA.name)


def test_a_refusal_comes_back_with_its_reason_and_its_sentence() -> None:
    error = refused(b"\x89PNG\r\n\x1a\n" + bytes(50))
    assert error.reason is Reason.WRONG_TYPE
    assert "PNG image" in error.detail


def test_a_classified_file_comes_back_as_classified() -> None:
    with pytest.raises(ClassifiedSource) as error:
        read_in_child(
            pdf_of(["Council of the European Union", "RESTREINT UE/EU RESTRICTED", "10483/17", SENTENCE]), "x"
        )
    assert error.value.reason is Reason.CLASSIFIED


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import time; time.sleep(60)", Reason.TOO_SLOW),
        ("import os; os.close(1); import time; time.sleep(60)", Reason.TOO_SLOW),
        ("while True: pass", Reason.TOO_SLOW),
        ("import sys\nwhile True: sys.stdout.write('x' * 10000)", Reason.TOO_MUCH_OUTPUT),
        ("print('garbage')", Reason.DAMAGED),
        ("print('{\"note\": {}}')", Reason.DAMAGED),
        ('print(\'{"refused": {"reason": "because", "detail": ""}}\')', Reason.DAMAGED),
        ("print('{\"refused\": 7}')", Reason.DAMAGED),
        ("print('[' * 50000)", Reason.DAMAGED),
        ("print(7)", Reason.DAMAGED),
        ("pass", Reason.DAMAGED),
        ("raise SystemExit(3)", Reason.DAMAGED),
        ("import os; os.abort()", Reason.DAMAGED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", Reason.DAMAGED),
        ("import os, signal; os.kill(os.getpid(), signal.SIGKILL)", Reason.TOO_MUCH_MEMORY),
        ("this is no Python", Reason.DAMAGED),
        ("import os; os.closerange(0, 64); import time; time.sleep(60)", Reason.TOO_SLOW),
        ("import os, signal; os.kill(os.getppid(), signal.SIGKILL)", Reason.DAMAGED),
        ("import os, signal; os.kill(os.getppid(), signal.SIGSTOP)", Reason.TOO_SLOW),
    ],
)
def test_whatever_the_child_does_the_parent_has_a_named_reason(start, code: str, reason: Reason) -> None:
    start(code)
    seconds = 1.0 if reason is Reason.TOO_SLOW else 30.0
    begun = time.monotonic()
    assert refused(seconds=seconds, output_bytes=100_000).reason is reason
    assert time.monotonic() - begun < 25


def test_a_fault_of_the_reader_is_logged_and_told_in_a_sentence(start, caplog: pytest.LogCaptureFixture) -> None:
    start("1 / 0", LIMITED)
    assert refused().reason is Reason.DAMAGED
    assert "ZeroDivisionError" in caplog.text


def test_memory_is_limited() -> None:
    error = refused(inflating_pdf(400_000_000), memory_bytes=256 * 1024 * 1024)
    assert error.reason is Reason.TOO_MUCH_MEMORY


def test_limits_can_be_given() -> None:
    assert refused(b"x" * 100, file_bytes=99).reason is Reason.TOO_LARGE
    assert refused(many_pages_pdf(5), pages=4).reason is Reason.TOO_MANY_PAGES
    assert refused(docx_of(SENTENCE), archive_entries=3).reason is Reason.TOO_LARGE


def test_a_process_that_the_child_started_ends_with_it(start, tmp_path: Path) -> None:
    note = tmp_path / "pid"
    start(
        "import subprocess, sys, time; "
        f"p = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']); "
        f"open({str(note)!r}, 'w').write(str(p.pid)); time.sleep(60)"
    )
    assert refused(seconds=4.0).reason is Reason.TOO_SLOW
    assert gone(int(note.read_text()))


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux to be told of the parent's end")
def test_the_child_ends_with_its_parent(tmp_path: Path) -> None:
    note = tmp_path / "pid"
    code = LIMITED.format(f"import os, time; open({str(note)!r}, 'w').write(str(os.getpid())); time.sleep(60)")
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            f"from meetings.reading import child, room; room.START = {code!r}; child.read_in_child(b'x', 'x')",
        ],
        cwd=ROOT,
    )
    try:
        deadline = time.monotonic() + 10
        while not (note.exists() and note.read_text()) and time.monotonic() < deadline:
            time.sleep(0.05)
    finally:
        os.kill(parent.pid, signal.SIGKILL)
        parent.wait()
    assert gone(int(note.read_text()))


def test_the_child_knows_nothing_of_the_archives_environment(
    start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = tmp_path / "environment"
    monkeypatch.setenv("DJANGO_SECRET_KEY", "secret")
    start(f"import os; open({str(note)!r}, 'w').write(repr(sorted(os.environ)))")
    refused()
    assert "DJANGO" not in note.read_text()
    assert "DATABASE" not in note.read_text()


def test_the_child_can_fill_no_disk(start, tmp_path: Path) -> None:
    note = tmp_path / "written"
    start(f"open({str(note)!r}, 'wb').write(bytes(50_000_000))", LIMITED)
    assert refused().reason is Reason.DAMAGED
    assert note.stat().st_size <= 1024 * 1024


def test_a_name_is_only_words() -> None:
    for name in ("../../etc/passwd", "/dev/zero", "a\x00b", "a\nb", '"; rm -rf /', "x" * 10_000, "\udcff", "‮fdp.exe"):
        assert read_in_child(SENTENCE.encode(), name).paragraphs


def test_the_reader_is_imported_without_django_and_without_libraries_that_a_file_may_not_need() -> None:
    heavy = ("django", "pdfminer", "lxml", "docx", "psycopg")
    code = (
        f"import sys, meetings.reading.__main__, meetings.reading.note; print([m for m in {heavy} if m in sys.modules])"
    )
    found = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def ours() -> list[int]:
    """The rooms of this process, among what other tests may have started from it."""
    living = [each for each in psutil.Process().children() if each.status() != psutil.STATUS_ZOMBIE]
    return [each.pid for each in living if any(room.__name__.rpartition(".")[0] in part for part in each.cmdline())]


@pytest.fixture
def no_room() -> None:
    room.close_all()


def test_one_room_reads_many_files_each_in_a_process_of_its_own(start, no_room: None, tmp_path: Path) -> None:
    note = tmp_path / "readers"
    start(f"import os; open({str(note)!r}, 'a').write(f'{{os.getpid()}} {{os.getppid()}} ')")
    for _ in range(3):
        refused()
    told = note.read_text().split()
    assert len(set(told[::2])) == 3
    assert set(told[1::2]) == {str(each) for each in ours()}
    assert all(gone(int(reader)) for reader in told[::2])


def test_what_one_file_does_to_its_reader_no_other_file_meets(start, no_room: None, tmp_path: Path) -> None:
    note = tmp_path / "met"
    start(f"import json; open({str(note)!r}, 'a').write(f'{{json.dumps.__name__}} '); json.dumps = print")
    for _ in range(3):
        refused()
    assert note.read_text().split() == ["dumps"] * 3


def test_a_room_that_something_odd_happened_to_is_given_up_and_the_next_file_is_read(no_room: None) -> None:
    data = SENTENCE.encode()
    assert read_in_child(data, "note.txt").paragraphs
    (before,) = ours()
    refused(data, seconds=0.001)  # the room is in the middle of something when it is left
    assert gone(before)
    assert read_in_child(data, "note.txt").paragraphs
    (kept,) = ours()
    os.kill(kept, signal.SIGKILL)
    assert gone(kept)
    assert read_in_child(data, "note.txt").paragraphs
    assert ours() != [kept]


def test_a_room_is_never_entered_by_a_process_that_did_not_open_it(no_room: None) -> None:
    assert read_in_child(SENTENCE.encode(), "note.txt").paragraphs
    (opened,) = ours()
    reader = os.fork()
    if not reader:  # as a server does that splits off its workers
        taken = room._take()
        os._exit(0 if taken is None else 1)
    assert os.waitstatus_to_exitcode(os.waitpid(reader, 0)[1]) == 0
    assert read_in_child(SENTENCE.encode(), "note.txt").paragraphs
    assert ours() == [opened]


def test_a_room_that_nobody_enters_closes(start, no_room: None) -> None:
    start("m.IDLE_SECONDS = 0.2", ROOM)
    assert read_in_child(SENTENCE.encode(), "note.txt").paragraphs
    (opened,) = ours()
    assert gone(opened)
    assert read_in_child(SENTENCE.encode(), "note.txt").paragraphs


def test_a_room_that_cannot_be_opened_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(room, "START", "raise SystemExit(3)")
    with pytest.raises(room.RoomGone):
        read_in_child(b"words", "note.txt")
