"""The clock of a web server or a worker jumps: what readers may see goes by the clock of the database alone."""

import re

import pytest

from tests.faults.place import ENTER, Place
from tests.ingest.papers import note_text

PAPERS = {99050: "open", 99051: "under embargo until tomorrow"}


@pytest.fixture(scope="module", autouse=True)
def papers(place: Place) -> None:
    folder = place.home / "notes"
    folder.mkdir()
    for number in PAPERS:
        (folder / f"{number}.txt").write_bytes(note_text(number=f"{number}/19", marking="PUBLIC"))
    place.run("ingest_notes", str(folder), "--publish")
    tomorrow = "UPDATE meetings_outcomenote SET published_at = now() + interval '1 day' WHERE number = '99051/19'"
    place.server.rows(tomorrow)


@pytest.mark.parametrize("hours", [-48, 48])
def test_a_clock_that_jumped_neither_opens_nor_hides_a_paper_and_loses_nothing(place: Place, hours: int) -> None:
    wrong = {"DJANGO_SETTINGS_MODULE": "tests.faults.wrong_clock", "CLOCK_OFF_HOURS": str(hours)}
    sessions = dict(re.findall(r"session (\w+) (\w+)", place.run("shell", "--no-imports", "-c", ENTER, **wrong)))
    with place.another_site(**wrong) as site:
        reader, archivist = place.browser("reader", site), place.browser("archivist", site)
        reader.cookies["sessionid"], archivist.cookies["sessionid"] = sessions["reader"], sessions["archivist"]
        assert reader.ask("/notes/99050-19/").status == 200
        assert reader.ask("/notes/99051-19/").status == 404
        found = reader.ask("/search/?q=examine").page
        assert ("99050/19" in found, "99051/19" in found) == (True, False)
        for path in ("/", "/meetings/", "/diary/", "/commitments/"):
            assert reader.ask(path).status == 200
        sent = archivist.upload({"99052.txt": note_text(number=f"{99060 + hours}/19")})
        place.run("read_uploads", "--once", **wrong)
        assert "1 of 1 file is in the archive" in archivist.ask(sent.address).page
        assert "1 of 1 file is in the archive" in place.browser().ask(re.sub(r"^http://[^/]+", "", sent.address)).page


def test_after_a_jump_ahead_people_sign_in_again_and_nobody_stays_in_longer(place: Place) -> None:
    wrong = {"DJANGO_SETTINGS_MODULE": "tests.faults.wrong_clock", "CLOCK_OFF_HOURS": "48"}
    with place.another_site(**wrong) as site:
        answer = place.browser("limite", site).ask("/meetings/")
    assert (answer.status, "/sign-in/" in answer.address) == (200, True)
