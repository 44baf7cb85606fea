"""Reading again while others work on the same note, in threads of their own."""

import dataclasses
import threading

import pytest
from django.db import connection

from meetings import review
from meetings.ingest import receive_source
from meetings.ingest.again import Rereading, deed, reread_note
from meetings.models import Commitment, OutcomeNote
from meetings.reading.child import read_in_child
from tests import make
from tests.ingest.papers import note_text

TEXT = "Both sides agreed to pursue visa reciprocity.\n\nThe US side committed to report on fees."


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_readings_and_an_archivist_at_once_lose_and_double_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    note = receive_source(data=note_text(TEXT), name="note.md", by=None).note
    archivist = make.user("archivist")
    parsed = read_in_child(note_text(TEXT), "note.md")
    better = dataclasses.replace(
        parsed,
        paragraphs=tuple(dataclasses.replace(p, text=p.text.replace("fees", "fares")) for p in parsed.paragraphs),
        commitments=parsed.commitments[:0],
        reader_version="9.9",
    )
    start = threading.Barrier(3)

    def read(data: bytes, name: str) -> object:
        start.wait(20)  # all three go on together
        return better

    monkeypatch.setattr(deed, "read_in_child", read)
    readings: list[Rereading] = []
    judged: list[Commitment] = []
    seen = Commitment.objects.get(paragraph__note=note, quote__contains="visa")

    def reread() -> None:
        try:
            readings.append(reread_note(note=note, by=None))
        finally:
            connection.close()

    def confirm() -> None:
        try:
            start.wait(20)
            judged.append(review.confirm_commitment(commitment=seen, by=archivist, revision=seen.revision))
        except review.ChangedMeanwhile:
            pass  # a reading was quicker, and the archivist was told
        finally:
            connection.close()

    threads = [threading.Thread(target=target) for target in (reread, reread, confirm)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(readings) == 2
    assert sorted(bool(reading.changes) for reading in readings) == [False, True]  # once is enough
    left = Commitment.objects.filter(paragraph__note=note)
    assert [c.state for c in left] == ([Commitment.CONFIRMED] if judged else [])
    assert note.paragraphs.filter(text__contains="fares").count() == 1
    assert OutcomeNote.objects.get(pk=note.pk).reader_version == "9.9"
