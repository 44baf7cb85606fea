"""What the home page tells a person who comes back: meetings, news, open commitments, silences; and its visits."""

import re
from datetime import date, datetime, timedelta
from html import unescape

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.following.statuses import Decided, only_open
from meetings.following.visits import A_PAUSE, WRITTEN_EVERY, visit_of
from meetings.models import Commitment, OutcomeNote, StatusChange, Theme, ThemePassage, Visit
from tests import make
from tests.queries import MOST_QUERIES, queries_of
from tests.views.rows import full_note

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 23, 12, tzinfo=timezone.get_default_timezone())


def words(response: HttpResponse, section: str = "main") -> str:
    """The words of one section, named by the identifier of its heading, or of the whole page."""
    page = response.content.decode()
    if section != "main":
        page = re.search(rf'<section aria-labelledby="{section}".*?</section>', page, re.S)[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())


def was_here(person: User, *, days: int) -> datetime:
    """As if ``person`` had last been on the home page that many days ago."""
    then = timezone.now() - timedelta(days=days)
    Visit.objects.create(person=person, seen_at=then)
    return then


def published(day: datetime, **given: object) -> OutcomeNote:
    note = make.note("Words.", **given)
    OutcomeNote.objects.filter(pk=note.pk).update(published_at=day)
    return note


class TestVisits:
    def test_the_first_one_has_none_before_it_as_long_as_it_lasts(self, reader):
        assert visit_of(reader, now=NOON) is None
        assert visit_of(reader, now=NOON + A_PAUSE / 2) is None

    def test_a_new_one_begins_after_a_pause_and_the_time_of_the_last_look_is_given(self, reader):
        visit_of(reader, now=NOON)
        visit_of(reader, now=NOON + WRITTEN_EVERY)
        morning = NOON + timedelta(days=1)
        assert visit_of(reader, now=morning) == NOON + WRITTEN_EVERY
        assert visit_of(reader, now=morning + timedelta(hours=3)) == NOON + WRITTEN_EVERY
        assert visit_of(reader, now=morning + timedelta(hours=6)) == NOON + WRITTEN_EVERY
        assert visit_of(reader, now=morning + timedelta(hours=10)) == morning + timedelta(hours=6)

    def test_looks_within_a_visit_mostly_write_nothing(self, reader):
        visit_of(reader, now=NOON)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            for minute in range(1, 15):
                visit_of(reader, now=NOON + timedelta(minutes=minute))
        assert all(query["sql"].startswith("SELECT") for query in asked.captured_queries)
        assert len(asked) == 14

    def test_each_person_has_their_own(self, reader, limite_reader):
        visit_of(reader, now=NOON)
        assert visit_of(limite_reader, now=NOON + timedelta(days=1)) is None

    def test_a_visit_before_the_one_before_is_refused(self, reader):
        with pytest.raises(IntegrityError, match="visit_comes_after_the_one_before"):
            Visit.objects.create(person=reader, before=NOON, seen_at=NOON)


class TestNews:
    def test_first_visit_shows_what_was_published_last_and_says_what_will_stand_here(self, reader, as_user):
        make.note("Words.", number="10483/17")
        said = words(as_user(reader).get("/"), "h-new")
        assert said.startswith("Published last This is your first visit.")
        assert "10483/17" in said

    def test_only_what_came_since_is_new(self, reader, as_user):
        then = was_here(reader, days=3)
        published(then - timedelta(days=1), number="10001/16")
        published(then + timedelta(days=1), number="10483/17")
        said = words(as_user(reader).get("/"), "h-new")
        assert "1 paper that you may read was published since you were on this page on" in said
        assert "10483/17" in said
        assert "10001/16" not in said

    def test_without_news_the_latest_are_shown_as_such(self, reader, as_user):
        published(was_here(reader, days=3) - timedelta(days=1), number="10001/16")
        said = words(as_user(reader).get("/"), "h-new")
        assert re.search(r"No paper that you may read was published since .* The latest before: .*10001/16", said)

    def test_news_are_those_of_the_papers_a_person_may_read(self, reader, limite_reader, as_user):
        for person in (reader, limite_reader):
            then = was_here(person, days=3)
        published(then + timedelta(days=1), number="10483/17", marking="LIMITE")
        make.note("Waiting.", number="10484/17", published=False)
        closed, opened = (words(as_user(person).get("/"), "h-new") for person in (reader, limite_reader))
        assert "No paper that you may read was published since" in closed
        assert "Nothing is published yet that you may read." in closed
        assert "10483/17" in opened
        assert "10484" not in opened

    def test_many_at_once_are_counted_and_the_latest_meetings_shown(self, reader, as_user):
        then = was_here(reader, days=3)
        for month in range(1, 9):
            meeting = make.meeting(city=f"City {month}", opened_on=date(2018, month, 1))
            published(then + timedelta(days=1), meeting=meeting)
        said = words(as_user(reader).get("/"), "h-new")
        assert "8 papers that you may read were published since" in said
        assert "The first 5:" in said
        assert re.findall(r"City (\d),", said) == ["8", "7", "6", "5", "4"]

    def test_decisions_on_commitments_count_where_their_evidence_may_be_read(
        self, reader, limite_reader, archivist, as_user
    ):
        commitment = make.commitment(make.note("Both sides agreed.").paragraphs.get())
        proof = make.note("It was done.", marking="LIMITE").paragraphs.get()
        for person in (reader, limite_reader):
            was_here(person, days=3)
        StatusChange.objects.create(
            commitment=commitment, status="delivered", since=date(2018, 1, 1), passage=proof,
            decided_by=archivist, decided_at=timezone.now(),
        )  # fmt: skip
        assert "decided in 1 case" in words(as_user(limite_reader).get("/"), "h-new")
        assert "decided" not in words(as_user(reader).get("/"), "h-new")


class TestMeetings:
    def test_last_and_next_are_named(self, reader, as_user):
        today = timezone.localdate()
        make.meeting(city="Oldtown", opened_on=today - timedelta(days=400))
        make.meeting(city="Lisbon", opened_on=today - timedelta(days=30))
        make.meeting(city="Dublin", opened_on=today + timedelta(days=30))
        make.meeting(city="Vilnius", opened_on=today + timedelta(days=300))
        make.meeting(city="Secretville", opened_on=today + timedelta(days=3), public_source="")
        said = words(as_user(reader).get("/"), "h-last")
        assert re.search(r"^Last meeting .*Lisbon.* Next meeting .*Dublin", said)
        assert not re.search("Oldtown|Vilnius|Secretville|No date known", said)

    def test_a_meeting_of_today_is_under_way(self, reader, as_user):
        make.meeting(city="Lisbon", opened_on=timezone.localdate())
        assert re.search("^Meeting under way .*Lisbon", words(as_user(reader).get("/"), "h-last"))

    def test_without_a_date_the_presidency_is_named(self, reader, as_user, monkeypatch):
        monkeypatch.setattr(timezone, "localdate", lambda *_: date(2026, 11, 23))
        said = words(as_user(reader).get("/"), "h-last")
        assert "No date known. Ireland holds the Presidency until 31 December 2026; Lithuania follows." in said

    def test_beyond_the_table_of_presidencies_the_page_still_opens(self, reader, as_user, monkeypatch):
        monkeypatch.setattr(timezone, "localdate", lambda *_: date(2190, 1, 1))
        assert "No date known." in words(as_user(reader).get("/"), "h-last")


class TestOpenCommitments:
    def quotes(self, response: HttpResponse) -> list[str]:
        return [commitment.quote for commitment in response.context["commitments"]]

    def test_newest_or_longest_open_as_the_address_asks(self, reader, as_user):
        for year in range(2011, 2019):
            note = make.note(f"Agreed in {year}.", meeting=make.meeting(opened_on=date(year, 1, 1)))
            make.commitment(note.paragraphs.get())
        browser = as_user(reader)
        newest, longest = browser.get("/"), browser.get("/?open=longest")
        assert self.quotes(newest) == [f"Agreed in {year}." for year in (2018, 2017, 2016, 2015, 2014)]
        assert self.quotes(longest) == [f"Agreed in {year}." for year in (2011, 2012, 2013, 2014, 2015)]
        assert "All 8 open" in words(longest)

    def test_what_a_curator_has_settled_is_not_open(self, reader, archivist, as_user):
        commitment = make.commitment(make.note("Both sides agreed.").paragraphs.get())
        StatusChange.objects.create(
            commitment=commitment, status="dropped", since=date(2018, 1, 1), address="https://example.org/",
            decided_by=archivist, decided_at=timezone.now(),
        )  # fmt: skip
        assert "No open commitment stands in the papers that you may read." in words(as_user(reader).get("/"))

    def test_the_quick_way_finds_the_same_as_the_status_of_each(self, reader, limite_reader, archivist):
        """Decided and opened again, decided with evidence that not everybody may read, and not decided at all."""
        secret = make.note("It was done.", marking="LIMITE").paragraphs.get()
        known = make.note("It was done, it says.").paragraphs.get()
        note = make.note("Nothing.", "Dropped.", "Opened again.", "Secretly done.", "Done, then more.")
        commitments = [make.commitment(paragraph) for paragraph in note.paragraphs.all()]
        for place, year, status, passage in (
            (1, 2018, "dropped", known),
            (2, 2018, "dropped", known),
            (2, 2019, "open", known),
            (3, 2018, "delivered", secret),
            (4, 2018, "delivered", known),
            (4, 2019, "open", secret),
        ):
            StatusChange.objects.create(
                commitment=commitments[place], status=status, since=date(year, 1, 1), passage=passage,
                decided_by=archivist, decided_at=timezone.now(),
            )  # fmt: skip
        for person, expected in ((reader, {0, 2, 3}), (limite_reader, {0, 2, 4})):
            visible = Commitment.objects.visible_to(person)
            found = only_open(visible, Decided(StatusChange.objects.visible_to(person)))
            assert {commitment.pk for commitment in found} == {commitments[place].pk for place in expected}
            every = Decided(StatusChange.objects.evidenced_to(person)).beside(visible)
            assert set(found) == set(every.filter(status="open"))


class TestQuiet:
    def raise_at(self, theme: Theme | None, *months: int, **given: object) -> None:
        for month in months:
            meeting = make.meeting(city=f"City {month}", opened_on=date(2018, month, 1))
            paragraph = make.note("On PNR.", meeting=meeting, **given).paragraphs.get()
            if theme:
                ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["PNR"])

    @pytest.fixture
    def pnr(self) -> Theme:
        return Theme.objects.create(slug="pnr", label="Passenger name records", terms=["PNR"])

    def test_silent_themes_stand_with_the_last_time_and_the_meetings_since(self, pnr, reader, as_user):
        self.raise_at(pnr, 1, 2, 3)
        self.raise_at(None, 4, 5, 6, 7)
        assert "Passenger name records last raised March 2018, 4 meetings with a paper since" in words(
            as_user(reader).get("/"), "h-quiet"
        )

    def test_silence_is_that_of_the_papers_a_person_may_read(self, pnr, reader, limite_reader, as_user):
        self.raise_at(pnr, 1, 2, 3)
        self.raise_at(None, 4, 5, 6, 7)
        self.raise_at(pnr, 8, marking="LIMITE")
        assert "Passenger name records last raised March 2018, 4 meetings with a paper since" in words(
            as_user(reader).get("/"), "h-quiet"
        )
        assert "No theme raised at 3 meetings" in words(as_user(limite_reader).get("/"), "h-quiet")

    def test_a_young_archive_says_from_when_on(self, pnr, reader, as_user):
        self.raise_at(pnr, 1)
        said = words(as_user(reader).get("/"), "h-quiet")
        assert "papers of only 1 meeting that you may read. From 4 on" in said


@pytest.mark.parametrize("who", ["reader", "limite_reader", "archivist"])
@pytest.mark.parametrize("state", ["first", "again", "after a pause"])
def test_home_stays_within_its_queries_whatever_the_size(who, state, request, as_user, no_query_in_a_template):
    person = request.getfixturevalue(who)
    theme = Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])
    taken = []
    for size in (10, 60):
        for place in range(size):
            meeting = make.meeting(city=f"City {size}", opened_on=date(1990 + place % 30, 1 + place // 30, size // 5))
            full = full_note(meeting=meeting, marking=("PUBLIC", "LIMITE")[place % 2])
            ThemePassage.objects.create(theme=theme, paragraph=full.paragraph, terms=["drugs"])
        browser = as_user(person)
        browser.get("/")  # the session is noted as used, and its person as shown LIMITE papers
        Visit.objects.filter(person=person).delete()
        if state != "first":
            was_here(person, days=2)
        if state == "again":
            browser.get("/")
        with CaptureQueriesContext(connection) as asked, no_query_in_a_template():
            assert browser.get("/").status_code == 200
        taken.append(len(queries_of(asked.captured_queries)))
    assert taken[0] == taken[1]
    assert taken[1] <= MOST_QUERIES
