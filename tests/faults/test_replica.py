"""A real streaming copy of the database answers readers, and never shows what the archive shows no longer."""

import signal
from collections.abc import Iterator

import pytest

from tests.faults.place import PAGES, Browser, Place, answer_of
from tests.faults.servers import Server, until
from tests.ingest.papers import note_text

LAG = 3
AGAIN = 8  # seconds: after 5 a replica that was away is tried again


class Copy(Server):
    """A streaming copy that writes down every question it is asked."""

    def __init__(self, *given: object) -> None:
        super().__init__(*given)  # type: ignore[arg-type]
        self.set("log_statement", "all")
        self.read = 0

    def asked(self) -> str:
        """The questions since the last look."""
        log = (self.data / "log").read_text(errors="replace")
        new, self.read = log[self.read :], len(log)
        return new

    def follow(self, other: Server) -> None:
        """Wait until all is copied."""
        reached = other.rows("SELECT pg_current_wal_insert_lsn()::text")[0][0]
        until(lambda: self.rows("SELECT pg_last_wal_replay_lsn() >= %s::pg_lsn", reached)[0][0], within=30)

    def stand_still(self, behind: Server) -> None:
        """Copy no more from now on; until now it was level."""
        behind.rows("SELECT pg_current_xact_id()")
        self.follow(behind)
        self.rows("SELECT pg_wal_replay_pause()")
        until(lambda: self.rows("SELECT pg_get_wal_replay_pause_state()") == [("paused",)], within=10)

    def go_on(self) -> None:
        self.rows("SELECT pg_wal_replay_resume()")


@pytest.fixture(scope="module")
def running(place: Place) -> Iterator[Copy]:
    """A copy of the archive, which has two published notes, and a second site that reads from it."""
    files = place.home / "notes"
    files.mkdir()
    for number, text in ((99010, "The EU side spoke of quokkas."), (99011, "The US side spoke of numbats.")):
        (files / f"{number}.txt").write_bytes(note_text(text, number=f"{number}/19", marking="PUBLIC"))
    place.run("ingest_notes", str(files), "--publish")
    (place.home / "c").mkdir()
    copy = Copy(place.home / "c", place.server)
    told = {"DATABASE_REPLICA_URL": copy.url(user=PAGES), "ARCHIVE_REPLICA_MAX_LAG": str(LAG)}
    try:
        with place.another_site(**told) as place.site:
            yield copy
    finally:
        copy.remove()


@pytest.fixture
def copy(place: Place, running: Copy) -> Copy:
    """The copy, level with the primary."""
    running.follow(place.server)
    running.asked()
    return running


def answered_by(copy: Copy, reader: Browser, path: str = "/search/?q=spoke") -> bool:
    """Whether the copy answered the page, which must come."""
    copy.asked()
    assert reader.ask(path).status == 200
    return "meetings_outcomenote" in copy.asked()


def test_pages_are_read_from_the_copy_and_rights_from_the_primary(place: Place, copy: Copy) -> None:
    page = place.browser("reader").ask("/search/?q=quokkas")
    assert (page.status, "99010/19" in page.page) == (200, True)
    asked = copy.asked()
    assert "meetings_paragraph" in asked
    assert "meetings_outcomenote" in asked
    assert not any(table in asked for table in ("django_session", "auth_user", "auth_group"))
    assert place.browser("archivist").ask("/admin/review/").status == 200
    assert "meetings_outcomenote" not in copy.asked()


def test_a_withdrawn_note_is_hidden_from_everybody_at_once_however_far_the_copy_is_behind(
    place: Place, copy: Copy
) -> None:
    reader, other = place.browser("reader"), place.browser("limite")
    assert answered_by(copy, reader, "/notes/99011-19/")
    pk, revision = place.server.rows("SELECT id, revision FROM meetings_outcomenote WHERE number = '99011/19'")[0]
    copy.stand_still(place.server)
    try:
        done = place.browser("archivist").send(
            f"/admin/review/{pk}/withdraw/", reason="It was sent in error.", revision=revision
        )
        assert done.status == 200
        assert copy.rows("SELECT state FROM meetings_outcomenote WHERE id = %s", pk) == [("published",)]
        for each in (reader, other):
            assert each.ask("/notes/99011-19/").status == 404
            assert "99011/19" not in each.ask("/search/?q=numbats").page
    finally:
        copy.go_on()
    copy.follow(place.server)
    assert reader.ask("/notes/99011-19/").status == 404
    assert answered_by(copy, reader)


def test_whoever_wrote_something_finds_it_and_others_still_read_from_the_copy(place: Place, copy: Copy) -> None:
    reader, other = place.browser("reader"), place.browser("limite")
    assert other.ask("/folders/").status == 200
    copy.follow(place.server)
    copy.stand_still(place.server)
    try:
        reader.send("/folders/", name="Spring 2027")
        assert "Spring 2027" in reader.ask("/folders/").page
        assert not answered_by(copy, reader)
        assert answered_by(copy, other)
    finally:
        copy.go_on()
    copy.follow(place.server)
    assert answered_by(copy, reader)
    assert "Spring 2027" in reader.ask("/folders/").page


def test_a_copy_that_falls_too_far_behind_is_read_by_nobody_until_it_has_caught_up(place: Place, copy: Copy) -> None:
    reader, other = place.browser("reader"), place.browser("limite")
    copy.stand_still(place.server)
    try:
        other.send("/folders/", name="Something that the copy has not")
        assert answered_by(copy, reader)
        until(lambda: not answered_by(copy, reader), within=LAG + 10)
    finally:
        copy.go_on()
    copy.follow(place.server)
    assert answered_by(copy, reader)


def test_a_copy_that_goes_is_not_missed_and_comes_back_by_itself(place: Place, copy: Copy) -> None:
    reader = place.browser("reader")
    assert answered_by(copy, reader)
    holding = place.server.transaction()
    holding.execute("LOCK TABLE meetings_paragraph")  # which the copy does as well
    copy.follow(place.server)
    waiting, answers = answer_of(lambda: reader.ask("/search/?q=quokkas"))
    until(lambda: copy.rows("SELECT count(*) > 0 FROM pg_stat_activity WHERE wait_event_type = 'Lock'")[0][0])
    copy.end(signal.SIGQUIT)
    holding.rollback()
    holding.close()
    waiting.join(60)
    assert (answers[0].status, "99010/19" in answers[0].page) == (200, True)
    assert reader.ask("/search/?q=quokkas").status == 200
    copy.start()
    until(lambda: answered_by(copy, reader), within=AGAIN + 20)


def test_a_copy_that_became_a_server_of_its_own_is_not_read(place: Place, copy: Copy) -> None:
    reader = place.browser("reader")
    assert answered_by(copy, reader)
    copy.rows("SELECT pg_promote()")
    assert not answered_by(copy, reader)
