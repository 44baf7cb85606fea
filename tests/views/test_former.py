"""Addresses that a curator changed or merged away lead on everywhere: citations, files, feeds, lists, packs."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from meetings import review
from meetings.alerts.saved import save_search
from meetings.council.markings import Marking
from meetings.finding.asked import Asked
from meetings.keys.feeds import make_feed_key, secret_of
from meetings.models import CodeEvidence, Meeting, OutcomeNote, Theme, ThemePassage, TopicCode
from tests import make
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def note(archivist: Any) -> OutcomeNote:
    """A note on a theme and under a code, each of which a curator found under a second name and merged."""
    note = make.note("Both sides agreed to fight drugs.", number="70001/17", codes="CORDROGUE 1")
    paragraph = note.paragraphs.get()
    make.commitment(paragraph)
    kept = Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])
    Theme.objects.create(slug="pnr", label="Passenger name records", terms=["PNR"])
    ThemePassage.objects.get_or_create(theme=kept, paragraph=paragraph, defaults={"terms": ["drugs"]})
    merged = Theme.objects.create(slug="narcotics", label="Narcotics", terms=["narcotics"])
    CodeEvidence.objects.create(note_code=note.note_codes.get(), paragraph=paragraph, terms=["drugs"])
    misprint = make.code(make.note("Words.", number="70002/17"), "CORDROGEU", 9).code
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    review.merge_rows(kept=TopicCode.objects.get(code="CORDROGUE"), merged=misprint, by=archivist, why="A misprint")
    return note


def test_a_meeting_is_cited_by_its_present_address(note: OutcomeNote, reader: Any, as_user: Any) -> None:
    Meeting.objects.filter(pk=note.meeting.pk).update(slug="2017-06-malta")
    there = as_user(reader).get(f"/meetings/{note.meeting.slug}/cite/")
    assert there.headers["Location"] == "/meetings/2017-06-malta/cite/"
    assert as_user(reader).get("/meetings/nowhere/cite/").status_code == 404


@pytest.mark.parametrize(
    ("name", "former", "now"), [("thread", "narcotics", "drugs"), ("code", "cordrogeu", "cordrogue")]
)
def test_a_list_is_taken_as_a_file_by_a_former_address(
    note: OutcomeNote, reader: Any, as_user: Any, name: str, former: str, now: str
) -> None:
    def rows(of: str) -> list[bytes]:
        answer = as_user(reader).get(f"/export/{name}.csv?of={of}")
        assert answer.status_code == 200
        return b"".join(answer).splitlines()[1:]

    assert rows(former) == rows(now)
    assert as_user(reader).get(f"/export/{name}.csv?of=nothing").status_code == 404


@pytest.mark.parametrize(
    ("former", "now"), [("threads/narcotics", "threads/drugs"), ("codes/cordrogeu", "codes/cordrogue")]
)
def test_a_feed_goes_on_under_a_former_address(
    note: OutcomeNote, reader: Any, client: Any, former: str, now: str
) -> None:
    key = secret_of(make_feed_key(by=reader, scope=Marking.PUBLIC))
    told = client.get(f"/feeds/{key}/{former}.atom").content.decode()
    assert "70001/17" in told
    assert f'href="http://testserver/{now}/"' in told


@pytest.mark.parametrize("asked", ["theme=narcotics", "code=cordrogeu"])
def test_a_list_narrowed_by_a_former_address_is_narrowed_by_the_present_one(
    note: OutcomeNote, reader: Any, as_user: Any, asked: str
) -> None:
    page = as_user(reader).get(f"/commitments/?{asked}")
    assert page.context["page"].paginator.count == 1
    (tag,) = page.context["chosen"]
    assert tag.label in {"Drugs", "CORDROGUE"}
    assert tag.without == "?"


def test_a_code_that_one_could_not_know_of_leads_nowhere(reader: Any, archivist: Any, as_user: Any) -> None:
    note = make.note("Both sides agreed to fight drugs.", number="70001/17", codes="CORDROGUE 1")
    make.commitment(note.paragraphs.get())
    hidden = make.code(make.note("Words.", number="70002/17", marking="LIMITE"), "SECRETCODE", 9).code
    review.merge_rows(kept=TopicCode.objects.get(code="CORDROGUE"), merged=hidden, by=archivist, why="A misprint")
    page = as_user(reader).get("/commitments/?code=secretcode")
    assert page.context["page"].paginator.count == 0


def test_a_kept_search_finds_what_it_found(note: OutcomeNote, reader: Any, as_user: Any) -> None:
    search = save_search(by=reader, name="Drugs", asked=Asked(chosen=(("theme", "narcotics"),)), mailed=False)
    page = as_user(reader).get(reverse("saved-search", args=[search.pk]), follow=True)
    assert "70001/17" in page.content.decode()


def test_a_kept_briefing_pack_keeps_its_page(note: OutcomeNote, reader: Any, as_user: Any) -> None:
    page = as_user(reader).get("/briefing/?theme=narcotics&theme=pnr")
    assert [sheet.theme.slug for sheet in page.context["pack"].sheets] == ["drugs", "pnr"]


@pytest.mark.parametrize(
    "path", ["/commitments/?code=", "/commitments/?theme=", "/meetings/?code=", "/briefing/?theme="]
)
def test_many_addresses_that_never_were_cost_no_more_questions_than_one(
    note: OutcomeNote, reader: Any, as_user: Any, path: str
) -> None:
    browser, asked = as_user(reader), []
    browser.get(path)  # the session is noted as used
    page, _, name = path.rstrip("=").partition("?")
    for number in (1, 40):
        with CaptureQueriesContext(connection) as captured:
            browser.get(page, {name: [f"never-{place}" for place in range(number)]})
        asked.append(len(queries_of(captured.captured_queries)))
    assert asked[0] == asked[1]
