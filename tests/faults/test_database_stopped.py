"""The database is really stopped and started while files arrive, are read and are reviewed.

It is stopped as a crash stops it: nothing is finished, no session is told goodbye.
"""

import signal

from tests.faults.place import AWAY, Place, answer_of
from tests.ingest.papers import note_text

FILES = 6


def test_stopped_while_files_arrive_and_while_they_are_read_nothing_is_lost_or_doubled(place: Place) -> None:
    archivist, server = place.browser(), place.server
    files = {f"{number}.txt": note_text(number=f"{number}/19") for number in range(99010, 99010 + FILES)}
    with place.nobody_writes("meetings_uploadline") as somebody_waits:  # the files are there, their lines not yet
        waiting, answers = answer_of(lambda: archivist.upload(files))
        somebody_waits()
        server.end(signal.SIGQUIT)
        waiting.join(60)
    assert answers[0].status == 503
    assert AWAY in answers[0].page
    assert "probably not kept" in answers[0].page
    server.start()
    assert server.rows("SELECT count(*) FROM meetings_upload") == [(0,)]
    assert place.lying() == []

    table = archivist.upload(files).address  # as the page said: look, and send again
    with place.started("read_uploads", "--once") as reading:
        with place.nobody_writes("meetings_source") as somebody_waits:  # a note is written but for its file
            somebody_waits()
            server.end(signal.SIGQUIT)
            away = archivist.ask(table)
        assert (away.status, AWAY in away.page) == (503, True)
        server.start()
        assert reading.wait(timeout=120) == 0
    lines = server.rows("SELECT state, attempts FROM meetings_uploadline ORDER BY position")
    assert lines == [("added", 2), *[("added", 1)] * (FILES - 1)]
    counted = "SELECT (SELECT count(*) FROM meetings_outcomenote), (SELECT count(*) FROM meetings_source)"
    assert server.rows(counted) == [(FILES, FILES)]
    assert place.lying() == []
    assert f"{FILES} of {FILES} files are in the archive" in archivist.ask(table).page


def test_stopped_in_the_middle_of_a_judgement_it_is_done_once_or_not_at_all(place: Place) -> None:
    archivist, server = place.browser(), place.server
    assert "Upload of" in archivist.upload({"99100.txt": note_text(number="99100/19")}).page
    place.run("read_uploads", "--once")
    note, commitment = server.rows(
        "SELECT n.id, min(c.id) FROM meetings_commitment c JOIN meetings_paragraph p ON p.id = c.paragraph_id"
        " JOIN meetings_outcomenote n ON n.id = p.note_id WHERE n.number = '99100/19' GROUP BY n.id"
    )[0]
    judge = f"/admin/review/{note}/commitments/{commitment}/"
    held = "SELECT state, revision FROM meetings_commitment WHERE id = %s"
    with place.nobody_writes("django_admin_log") as somebody_waits:  # it is written but for its line of history
        waiting, answers = answer_of(lambda: archivist.send(judge, deed="confirm", revision=0))
        somebody_waits()
        server.end(signal.SIGQUIT)
        waiting.join(60)
    assert answers[0].status == 503
    assert "look whether it is there" in answers[0].page
    server.start()
    assert server.rows(held, commitment) == [("proposed", 0)]
    assert archivist.ask(f"/admin/review/{note}/").status == 200
    for _ in range(2):  # sent twice, it is done once
        archivist.send(judge, deed="confirm", revision=0)
    assert server.rows(held, commitment) == [("confirmed", 1)]
    said = "SELECT count(*) FROM django_admin_log WHERE position(%s in change_message) > 0"
    assert server.rows(said, "Commitment confirmed") == [(1,)]
