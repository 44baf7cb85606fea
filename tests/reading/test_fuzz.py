"""Files nobody thought of: random text and mutated files. Only named refusals may come out, and nothing may hang.

The normal run tries a few dozen mutations of each file, the same every time. A longer one, from new seeds:

    ARCHIVE_FUZZ=5000 uv run pytest tests/reading/test_fuzz.py

A failure names the file and the seed; ``ARCHIVE_FUZZ_SEED=<seed> ARCHIVE_FUZZ=1`` tries that one again.
"""

import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from meetings.reading.extract import extract
from meetings.reading.limits import LIMITS, Limits
from meetings.reading.lines import Extract
from meetings.reading.note import read_extract
from meetings.reading.refusals import SourceRefused
from tests.reading import printed_pages as printed
from tests.reading.odd_files import docx_of, drawn_pdf, looping_form_pdf, many_pages_pdf, page_pdf, show, stream

ROOT = Path(__file__).parents[2]
TRIES = int(os.environ.get("ARCHIVE_FUZZ", "0"))
SEED = int(os.environ.get("ARCHIVE_FUZZ_SEED", time.time_ns() if TRIES else 10_483))
FEW = 40
SECONDS = 20  # for one file; a mutated note takes a tenth of one
SMALL = Limits(file_bytes=5_000_000, pages=50, characters=500_000)

Mutation = Callable[[random.Random, bytearray], None]


class Hangs(BaseException):
    """The reader did not come back; no ``except Exception`` of the reader may swallow this."""


@contextmanager
def watchdog(seconds: int) -> Iterator[None]:
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def bark(*_: object) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, bark)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def read(data: bytes, name: str, limits: Limits = SMALL) -> Extract | None:
    """The whole reading, in this process; None when the file is refused by name."""
    with watchdog(SECONDS):
        try:
            found = extract(data, name, limits)
            read_extract(found, name)
        except SourceRefused:
            return None
    return found


def flip(chance: random.Random, data: bytearray) -> None:
    for _ in range(chance.choice((1, 3, 30, 300))):
        data[chance.randrange(len(data))] = chance.randrange(256)


def cut(chance: random.Random, data: bytearray) -> None:
    start = chance.randrange(len(data))
    del data[start : start + chance.choice((1, 20, 500, 5000))]


def repeat(chance: random.Random, data: bytearray) -> None:
    start = chance.randrange(len(data))
    part = data[start : start + chance.choice((1, 50, 2000))]
    data[start:start] = part * chance.choice((1, 2, 20))


def swap(chance: random.Random, data: bytearray) -> None:
    one, other = sorted(chance.randrange(len(data)) for _ in range(2))
    size = chance.choice((4, 40, 400))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


def renumber(chance: random.Random, data: bytearray) -> None:
    """Another number where there is one: an object points elsewhere, a length or a place is wrong."""
    digits = [place for place, byte in enumerate(data) if 48 <= byte <= 57]
    for _ in range(chance.choice((1, 5, 40))):
        data[chance.choice(digits or [0])] = 48 + chance.randrange(10)


def splice(chance: random.Random, data: bytearray) -> None:
    start = chance.randrange(len(data))
    data[start:start] = chance.choice(
        (
            b"<<",
            b">>",
            b"[",
            b"]" * 9,
            b"(",
            b")",
            b"endobj",
            b"stream\n",
            b"/Kids [2 0 R]",
            b" -1 ",
            b" 1e309 ",
            b"\x00" * 40,
            b"999999999999",
            b"/Filter [/FlateDecode /FlateDecode]",
            b"/Type /Page",
            b"null",
            b"<",
            b"&#0;",
            b"<!--",
            b"**",
        )
    )


MUTATIONS: tuple[Mutation, ...] = (flip, cut, repeat, swap, renumber, splice)


def small_note_pdf() -> bytes:
    printed.register_unicode_font()
    return drawn_pdf(
        printed.together(
            printed.in_form(printed.old_masthead),
            printed.labels_before_values,
            printed.body(),
            printed.stamp("PUBLIC"),
            printed.raised(("the system.", "1", " So"), y=400),
            printed.rule(y=150),
            printed.footnote("1", "A note.", top=137),
        ),
        printed.lines("second page – ﬁnal", font=printed.UNICODE),
    )


FILES: dict[str, Callable[[], bytes]] = {
    "valletta.pdf": lambda: (ROOT / "fixtures" / "notes" / "10483-17.pdf").read_bytes(),
    "small.pdf": small_note_pdf,
    "plain.pdf": lambda: page_pdf(
        stream(show(b"Words") + b" [(more) -300 (words)] TJ 3 Tr 1 0 0 1 5 5 cm " + show(b"x"))
    ),
    "ring.pdf": looping_form_pdf,
    "pages.pdf": lambda: many_pages_pdf(6),
    "note.docx": lambda: docx_of("LIMITE", "1. Terrorism", "Both sides agreed to meet."),
    "note.txt": lambda: (ROOT / "fixtures" / "notes" / "10483-17.txt").read_bytes(),
    "page.html": lambda: (
        b"<html><body><nav>x</nav><main><h1>Joint</h1><ol><li>One &amp; two<li>3</ol><table><tr><td>a"
        b"</table><p>1. Ministers <b>agreed</b> to<br>meet.</p></main></body></html>" * 3
    ),
}


@pytest.mark.parametrize("name", FILES)
def test_a_mutated_file_is_read_or_refused_by_name(name: str) -> None:
    original = FILES[name]()
    for number in range(TRIES or FEW):
        seed = SEED + number
        chance = random.Random(seed)
        data = bytearray(original)
        for _ in range(chance.choice((1, 1, 2, 5))):
            if data:
                chance.choice(MUTATIONS)(chance, data)
        try:
            read(bytes(data), name)
        except (Exception, Hangs) as error:
            pytest.fail(f"{name} mutated with ARCHIVE_FUZZ_SEED={seed}: {error!r}")


COVER_WORDS = st.sampled_from(
    [
        "COUNCIL OF",
        "Brussels, 9 June 2011",
        "10483/17",
        "LIMITE",
        "CYBER 99",
        "from :",
        "To:\tDelegations",
        "Subject:",
        "OUTCOME OF PROCEEDINGS",
        "1. Terrorism",
        "(a)",
        "**",
        "# ",
        "---",
        "| a | b |",
        "<p>",
        "</p>",
        "- ",
        "[^1]: ",
        "\f",
        "ANNEX",
        "Both sides agreed to meet.",
        "\u00ad",
        "\ue000",
        "  ",
        "\t",
        "&#x1F;",
        "\\",
        "```",
        "    ",
    ]
)
TEXTS = st.lists(st.one_of(COVER_WORDS, st.text(max_size=20), st.just("\n")), max_size=60).map("".join)
FUZZ = settings(
    max_examples=max(60, TRIES),
    deadline=None,
    derandomize=not TRIES,
    suppress_health_check=[HealthCheck.too_slow],
)


@FUZZ
@given(TEXTS, st.sampled_from(["note.txt", "note.md", "page.html", ""]), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
@example("\x00", "note.txt", "utf-8")
@example("<p>" * 50, "page.html", "utf-8")
def test_any_text_is_read_or_refused_by_name(text: str, name: str, encoding: str) -> None:
    found = read(text.encode(encoding, "replace"), name)
    for line in found.lines if found else ():
        assert line.text == line.text.strip()
        assert not any(0xE000 <= ord(letter) <= 0xF8FF or (ord(letter) < 32 and letter != "\t") for letter in line.text)


@FUZZ
@given(st.binary(max_size=3000))
def test_any_bytes_are_read_or_refused_by_name(data: bytes) -> None:
    for head in (b"", b"%PDF-1.7\n", b"PK\x03\x04", b"<html><body>", b"\xff\xfe", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        read(head + data + (b"\n%%EOF" if head.startswith(b"%PDF") else b""), "file", LIMITS)


@FUZZ
@given(
    st.lists(
        st.tuples(st.text(max_size=30), st.integers(-50, 700), st.integers(-50, 900), st.integers(1, 60)), max_size=30
    )
)
def test_any_print_on_a_page_is_read_or_refused_by_name(prints: list[tuple[str, int, int, int]]) -> None:
    printed.register_unicode_font()
    data = drawn_pdf(
        printed.together(
            *(printed.lines(text, x=x, top=y, size=size, font=printed.UNICODE) for text, x, y, size in prints)
        )
    )
    found = read(data, "note.pdf")
    for line in found.lines if found else ():
        assert line.text
        assert line.text == " ".join(line.text.split())
