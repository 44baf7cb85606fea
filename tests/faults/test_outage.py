"""The database is away for some seconds; ``python -m tests.faults.outage --seconds 60`` does it for a minute."""

import signal

from tests.faults.outage import outage
from tests.faults.place import Place, kill
from tests.faults.servers import until
from tests.ingest.papers import note_text


def test_while_the_database_is_away_pages_say_so_and_afterwards_all_goes_on_by_itself(place: Place) -> None:
    assert outage(place, 3, files=6).faults == []


def test_a_worker_that_waits_for_work_outlives_its_database(place: Place) -> None:
    log = place.home / "read_uploads.log"
    log.unlink(missing_ok=True)
    worker = place.started("read_uploads")
    try:
        until(lambda: "Starting worker" in log.read_text())
        place.server.end(signal.SIGQUIT)
        until(lambda: "The database failed" in log.read_text())
        place.server.start()
        place.browser().upload({"98950.txt": note_text(number="98950/19")})
        until(
            lambda: place.server.rows("SELECT state FROM meetings_uploadline ORDER BY id DESC LIMIT 1") == [("added",)]
        )
        assert worker.poll() is None
    finally:
        if worker.poll() is None:
            kill(worker)
