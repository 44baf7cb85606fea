"""Files that are two things at once, bring programmes along, or have names that lead elsewhere."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings

from meetings.models import Source, UploadLine
from tests.ingest.papers import note_text
from tests.ingest.test_uploads import sent
from tests.reading.odd_files import docx_of, pdf_of

WORDS = note_text(number="99330/19").decode()
PDF = pdf_of(WORDS.splitlines())
SCRIPT = b"<script>alert(1)</script>"


def zipped(**parts: bytes) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def with_macros() -> bytes:
    """A Word file that carries a programme, as a .docm does."""
    out = BytesIO(docx_of(*WORDS.split("\n\n")))
    with zipfile.ZipFile(out, "a") as archive:
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0 AutoOpen " + SCRIPT)
    return out.getvalue()


TWO_THINGS = {
    "a PDF that is a ZIP": PDF + zipped(evil=SCRIPT),
    "a PDF after a page": b"<!-- " + SCRIPT + b" -->\n" + PDF,
    "a PDF before a page": PDF + b"<html>" + SCRIPT,
    "a Word file with macros": with_macros(),
    "a Word file after a page": SCRIPT + docx_of(*WORDS.split("\n\n")),
    "a text that is a page": WORDS.encode() + b"\n\n" + SCRIPT,
    "a page": b"<html><body><p>" + WORDS.replace("\n\n", "</p><p>").encode() + b"</p>" + SCRIPT,
}


@pytest.mark.parametrize("data", TWO_THINGS.values(), ids=TWO_THINGS)
def test_a_file_of_two_kinds_is_refused_or_handed_out_as_one_that_runs_nothing(data, archivist, as_user):
    (line,) = sent(("note.pdf", data), by=archivist)
    browser = as_user(archivist)
    if line.state in UploadLine.NOT_KEPT:
        assert line.sentence
        return
    answer = browser.get(Source.objects.get().get_absolute_url())
    body = b"".join(answer) if answer.streaming else answer.content
    assert answer["Content-Type"] in {"application/pdf", "text/plain; charset=utf-8", "application/octet-stream"}
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "script-src" not in answer["Content-Security-Policy"]
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    if answer["Content-Type"] == "application/octet-stream":
        assert answer["Content-Disposition"].startswith("attachment;")
        assert body == data
    page = browser.get(line.note.get_absolute_url()).content
    assert SCRIPT not in page


@pytest.mark.parametrize(
    "data",
    [
        b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
        b'<?xml version="1.0"?><svg onload="alert(1)"/>',
        zipped(**{"../../evil.py": b"print(1)"}),
        b"MZ" + bytes(500),
        b"\x7fELF" + bytes(500),
        b"#!/bin/sh\nrm -rf /\n" * 2 + bytes(100),
        b"\x1f\x8b\x08" + bytes(200),
        bytes(1000),
        b"",
    ],
)
def test_what_is_no_paper_does_not_come_in(data, archivist):
    (line,) = sent(("note.pdf", data), by=archivist)
    assert line.state in UploadLine.NOT_KEPT
    assert not Source.objects.exists()


@pytest.mark.parametrize(
    "name",
    [
        "../../../etc/passwd",
        "..\\..\\boot.ini",
        "/etc/passwd",
        "note.pdf\r\nX-Evil: 1",
        "x" * 300,
        ".",
        "CON",
        "~root",
    ],
)
def test_a_name_leads_nowhere(name, archivist, as_user):
    (line,) = sent((name, WORDS.encode()), by=archivist)
    assert line.state == UploadLine.ADDED
    source = Source.objects.get()
    kept = Path(source.file.path).resolve()
    assert kept.is_relative_to(Path(settings.MEDIA_ROOT).resolve())
    assert kept.name.startswith(source.sha256)
    answer = as_user(archivist).get(source.get_absolute_url())
    assert answer["Content-Disposition"] == 'inline; filename="99330-19.md"'
