"""Two hundred mixed files in one go: every one gets its line, the right one, and nothing that must not stay stays."""

from collections import Counter
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from meetings.models import OutcomeNote, Source, Upload, UploadLine
from meetings.reading.note import read_note
from tests.ingest.conftest import lying
from tests.ingest.papers import note_text
from tests.reading import odd_files

#: kind → (result, reason) that each file of the kind must come to
EXPECTED = {
    "note": ("added", ""),
    "revision": ("revision", ""),
    "double": ("already-held", ""),
    "copy": ("attached", ""),
    "other": ("refused", "other-text-held"),
    "broken": ("refused", "damaged"),
    "scanned": ("no-text", "no-text"),
    "locked": ("refused", "encrypted"),
    "picture": ("refused", "wrong-type"),
    "empty": ("refused", "empty"),
    "classified": ("refused", "classified"),
}


def mixed_files() -> list[tuple[str, bytes]]:
    """Two hundred files, the name of each beginning with its kind."""
    numbers = range(99101, 99191)
    notes = [
        (f"note {n}.txt", note_text(f"The EU side agreed to examine matter {n}.", number=f"{n}/19")) for n in numbers
    ]
    revisions = [
        (f"revision {n}.txt", note_text(f"The US side agreed to look at {n} again.", number=f"{n}/1/19 REV 1"))
        for n in numbers[:20]
    ]
    doubles = [(f"double of {name}", data) for name, data in notes[:20]]
    copies = [(f"copy of {name}", data + b"\n") for name, data in notes[20:30]]
    different = "Quite another matter was discussed at length by everybody who was there that day. " * 9
    others = [(f"other {n}.txt", note_text(different, number=f"{n}/19")) for n in numbers[30:35]]
    broken = [(f"broken {n}.pdf", odd_files.pdf_of([f"Note {n}"])[:200] + bytes([n % 250])) for n in numbers[:10]]
    scanned = [(f"scanned {n}.pdf", odd_files.scanned_pdf() + b"%% %d\n" % n) for n in numbers[:10]]
    locked = [(f"locked {n}.pdf", odd_files.locked_pdf() + b"%% %d\n" % n) for n in numbers[:10]]
    pictures = [(f"picture {n}.png", b"\x89PNG\r\n\x1a\n" + bytes(n % 250)) for n in numbers[:10]]
    empty = [(f"empty {n}.txt", b"") for n in numbers[:5]]
    classified = [
        (f"classified {n}.txt", note_text(number=f"{n}/16", marking="RESTREINT UE/EU RESTRICTED"))
        for n in range(99801, 99811)
    ]
    return [
        *(*notes, *revisions, *doubles, *copies, *others),
        *(*broken, *scanned, *locked, *pictures, *empty, *classified),
    ]


@pytest.mark.django_db
def test_two_hundred_mixed_files_come_in_one_go(
    archivist: User,
    as_user: Callable[[User], Client],
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # Two hundred processes would take minutes; what the guarded child does is proven in tests/reading/test_child.py.
    monkeypatch.setattr("meetings.ingest.receive.read_in_child", read_note)
    files = mixed_files()
    assert len(files) == 200
    desk = as_user(archivist)
    sent = [SimpleUploadedFile(name, data) for name, data in files]
    answer = desk.post(reverse("admin:upload"), {"files": sent})
    upload = Upload.objects.get()
    assert answer.url == upload.get_absolute_url()

    lines = list(upload.lines.order_by("position"))
    kinds = [name.split()[0] for name, _ in files]
    came_to = Counter((kind, line.state, line.reason) for kind, line in zip(kinds, lines, strict=True))
    assert came_to == Counter((kind, *EXPECTED[kind]) for kind in kinds)
    assert all(line.sentence.endswith(".") for line in lines)

    kept = sum(kind in {"note", "revision"} for kind in kinds)
    assert OutcomeNote.objects.count() == kept
    assert Source.objects.count() == kept + kinds.count("copy")
    waiting_outside = set(UploadLine.objects.in_quarantine().values_list("file", flat=True))
    assert set(lying()) == waiting_outside
    assert len(waiting_outside) == sum(kind in {"other", "broken", "scanned", "locked", "picture"} for kind in kinds)

    page = desk.get(answer.url).content.decode()
    assert "140 of 200 files are in the archive" in page
    assert page.count("<tr>") == 201
    table = b"".join(desk.get(reverse("admin:upload-csv", args=[upload.pk])).streaming_content).decode()
    assert table.count("\r\n") == 201
    for number in range(99801, 99811):
        assert f"{number}/16" not in page + table + caplog.text
        assert f"classified {number}" not in page + table + caplog.text
