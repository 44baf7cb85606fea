"""What went quiet, the diary, people, instruments: each told from what the person may read, with its source."""

import re
from datetime import date

import pytest

from meetings.models import (
    ComingDate,
    GlossaryTerm,
    Instrument,
    InstrumentMention,
    OutcomeNote,
    Paragraph,
    Participant,
    PublicParticipation,
    Statement,
    Theme,
    ThemePassage,
)
from tests import make

pytestmark = pytest.mark.django_db
CANARY = "fozzant"


def words(response: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())  # type: ignore[attr-defined]


@pytest.fixture
def pnr() -> Theme:
    return Theme.objects.create(slug="pnr", label="Passenger name records", terms=["PNR"])


def note_on(month: int, text: str = "Both sides spoke of PNR.", *, theme: Theme | None = None, **given) -> OutcomeNote:
    made = make.note(text, meeting=make.meeting(opened_on=date(2018, month, 1), city=f"City {month}"), **given)
    if theme:
        paragraph = made.paragraphs.get()
        Paragraph.objects.filter(pk=paragraph.pk).update(sides=["US"])
        ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["PNR"])
    return made


class TestQuiet:
    def test_a_theme_raised_before_and_silent_now_is_told_with_who_raised_it_last(self, pnr, reader, as_user):
        for month in (1, 2, 3):
            note_on(month, theme=pnr)
        for month in (4, 5):
            note_on(month, "On drugs.")
        page = words(as_user(reader).get("/quiet/?n=3&m=2"))
        assert re.search(r"Passenger name records 3 City 3, 1 March 2018 US side", page)

    @pytest.mark.parametrize("asked", ["n=4&m=2", "n=3&m=3"])
    def test_too_few_meetings_or_too_short_a_silence_are_not(self, asked, pnr, reader, as_user):
        for month in (1, 2, 3):
            note_on(month, theme=pnr)
        for month in (4, 5):
            note_on(month, "On drugs.")
        assert "is absent from the last" in words(as_user(reader).get(f"/quiet/?{asked}"))

    def test_meetings_without_text_do_not_count_as_silence(self, pnr, reader, as_user):
        for month in (1, 2, 3):
            note_on(month, theme=pnr)
        for month in (4, 5):
            make.meeting(opened_on=date(2018, month, 1), city=f"Nothing {month}")
        assert "is absent from the last 2" in words(as_user(reader).get("/quiet/?n=3&m=2"))

    def test_silence_is_that_of_the_papers_a_person_may_read(self, pnr, reader, limite_reader, as_user):
        for month in (1, 2, 3):
            note_on(month, theme=pnr)
        for month in (4, 5):
            note_on(month, "On drugs.")
        note_on(6, theme=pnr, marking="LIMITE", number="76701/18")
        closed = words(as_user(reader).get("/quiet/?n=3&m=2"))
        assert "Passenger name records 3" in closed
        assert "City 6" not in closed
        assert "is absent from the last 2" in words(as_user(limite_reader).get("/quiet/?n=3&m=2"))

    def test_a_young_archive_says_so(self, reader, as_user):
        assert "too few to speak of the last 4" in words(as_user(reader).get("/quiet/"))

    @pytest.mark.parametrize("asked", ["n=x&m=-1", "n=9999999999&m=0", "n=²&m=٣", "n=&m="])
    def test_odd_numbers_are_read_as_the_usual_ones(self, asked, reader, as_user):
        assert as_user(reader).get(f"/quiet/?{asked}").status_code == 200


def announce(note: OutcomeNote, day: date, said: str = "26 July") -> ComingDate:
    paragraph = note.paragraphs.get()
    return ComingDate.objects.create(
        paragraph=paragraph, start=0, end=len(paragraph.text), words=said, opens_on=day, closes_on=day
    )


class TestDiary:
    def test_overdue_without_a_later_mention_comes_first(self, pnr, reader, as_user):
        drugs = Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])
        announce(note_on(1, "PNR opinion due on 26 July.", theme=pnr), date(2018, 7, 26))
        announce(note_on(2, "Report on drugs due on 26 July.", theme=drugs), date(2018, 7, 26))
        announce(note_on(3, "A far day: 26 July.", theme=pnr), date(2998, 7, 26))
        page = words(as_user(reader).get("/diary/"))
        assert "1 overdue without a later mention, 1 ahead" in page
        order = [page.index(text) for text in ("Report on drugs", "A far day", "PNR opinion")]
        assert order == sorted(order)
        assert "subject raised again March 2018" in page

    def test_a_limite_promise_is_told_to_those_who_may_read_it(self, reader, limite_reader, as_user):
        announce(note_on(1, f"Due on 26 July: {CANARY}.", marking="LIMITE"), date(2018, 7, 26))
        for path in ("/diary/", "/diary.ics"):
            assert CANARY not in as_user(reader).get(path).content.decode()
            assert CANARY in as_user(limite_reader).get(path).content.decode()

    def test_a_later_mention_that_a_person_may_not_read_does_not_count(self, pnr, reader, limite_reader, as_user):
        announce(note_on(1, "Due on 26 July: PNR.", theme=pnr), date(2018, 7, 26))
        note_on(8, theme=pnr, marking="LIMITE")
        assert "Overdue, not raised again" in words(as_user(reader).get("/diary/"))
        assert "raised again August 2018" in words(as_user(limite_reader).get("/diary/"))

    def test_the_feed_is_a_calendar_with_source_and_marking(self, limite_reader, as_user):
        note = note_on(1, "Due on 26 July, at last; yes.\nBEGIN:VEVENT", marking="LIMITE", number="10483/17")
        announce(note, date(2018, 7, 26))
        response = as_user(limite_reader).get("/diary.ics")
        assert response["Content-Type"] == "text/calendar; charset=utf-8"
        assert response["Cache-Control"].startswith("no-store") or "no-store" in response["Cache-Control"]
        lines = response.content.decode().replace("\r\n ", "").split("\r\n")
        assert lines.count("BEGIN:VEVENT") == 1
        assert "DTSTART;VALUE=DATE:20180726" in lines
        assert "DTEND;VALUE=DATE:20180727" in lines
        assert "SUMMARY:[LIMITE] 26 July: 10483/17 §1.1" in lines
        assert "CLASS:CONFIDENTIAL" in lines
        assert any(line.startswith("DESCRIPTION:Due on 26 July\\, at last\\; yes.\\nBEGIN:VEVENT") for line in lines)
        assert all(len(line.encode()) <= 75 for line in response.content.decode().split("\r\n"))

    def test_nobody_reads_the_feed_without_signing_in(self, client, db):
        assert client.get("/diary.ics").status_code == 302


class TestPeople:
    def public(self, name="Jeh C. Johnson", office="Secretary of Homeland Security", **given) -> PublicParticipation:
        person, _ = Participant.objects.get_or_create(name=name, kind=Participant.PERSON)
        facts = {
            "meeting": make.meeting(opened_on=date(2016, given.pop("month", 5), 1), city=f"City {given.get('side')}"),
            "participant": person,
            "office": office,
            "side": "US",
            "capacity": "department",
            "source_url": "https://example.org/",
        }
        return PublicParticipation.objects.create(**facts | given)

    def test_a_person_is_shown_with_offices_meetings_and_sources(self, reader, as_user):
        row = self.public(variants=["Jeh Johnson"], certainty="announced")
        page = words(as_user(reader).get(row.participant.get_absolute_url()))
        assert "Also printed as: Jeh Johnson" in page
        assert "Secretary of Homeland Security · May 2016" in page
        assert "announced; may not have come" in page

    def test_names_that_only_a_limite_note_prints_stay_there(self, reader, limite_reader, as_user):
        row = self.public()
        note = note_on(7, "Text.", marking="LIMITE")
        row.participant.variants = [f"Mr {CANARY}"]
        row.participant.save()
        make.participation(note, note.paragraphs.get(), name=row.participant.name, as_named=f"Mr {CANARY}", office="")
        address = row.participant.get_absolute_url()
        closed = words(as_user(reader).get(address))
        assert CANARY not in closed
        assert "City 7" not in closed
        assert CANARY in words(as_user(limite_reader).get(address))

    def test_a_person_known_from_a_limite_note_alone_is_not_found(self, reader, limite_reader, as_user):
        note = note_on(7, "Text.", marking="LIMITE")
        made = make.participation(note, note.paragraphs.get(), name="Xavier Hidden", as_named="Hidden", office="")
        address = made.participant.get_absolute_url()
        assert as_user(reader).get(address).status_code == 404
        assert "Xavier Hidden" not in words(as_user(reader).get("/people/"))
        assert as_user(limite_reader).get(address).status_code == 200

    def test_an_office_is_a_line_from_meeting_to_meeting(self, reader, as_user):
        self.public(month=5)
        self.public(name="Elaine C. Duke", office="Acting Secretary for Homeland Security", month=9)
        page = words(as_user(reader).get("/offices/secretary-homeland-security/"))
        assert page.index("Elaine C. Duke") < page.index("Jeh C. Johnson")
        assert "Secretary of Homeland Security" in page

    def test_an_office_named_once_has_no_line(self, reader, as_user):
        self.public()
        assert as_user(reader).get("/offices/secretary-homeland-security/").status_code == 404

    def test_what_their_side_said_is_that_of_the_meetings_attended(self, reader, as_user):
        row = self.public()
        text = "The US side committed to go on."
        note = make.note(text, meeting=row.meeting)
        for side, kind in (("US", "committed"), ("EU", "committed"), ("US", "other")):
            Statement.objects.create(paragraph=note.paragraphs.get(), start=0, end=len(text), side=side, kind=kind)
        page = as_user(reader).get(row.participant.get_absolute_url()).content.decode()
        assert page.count("<blockquote") == 1


class TestInstruments:
    def mention(self, **given) -> Instrument:
        made, _ = Instrument.objects.get_or_create(
            slug="pnr-agreement", name="EU–US PNR Agreement", kind="agreement", forms=["PNR agreement"]
        )
        paragraph = note_on(given.pop("month", 1), "The <b>PNR agreement</b> works.", **given).paragraphs.get()
        InstrumentMention.objects.create(instrument=made, paragraph=paragraph, start=7, end=20)
        return made

    def test_every_mention_is_shown_with_its_address_and_escaped(self, reader, as_user):
        page = as_user(reader).get(self.mention(number="1/18").get_absolute_url()).content.decode()
        assert "The &lt;b&gt;<mark>PNR agreement</mark>&lt;/b&gt; works." in page
        assert "1/18 §1.1" in page

    def test_mentions_in_limite_notes_are_neither_shown_nor_counted(self, reader, limite_reader, as_user):
        made = self.mention(marking="LIMITE", number="76701/18")
        assert "76701" not in as_user(reader).get(made.get_absolute_url()).content.decode()
        assert "EU–US PNR Agreement EU–US agreement not found" in words(as_user(reader).get("/instruments/"))
        assert "EU–US PNR Agreement EU–US agreement 1 1 January 2018" in words(
            as_user(limite_reader).get("/instruments/")
        )


def test_the_glossary_explains(reader, as_user):
    GlossaryTerm.objects.create(
        slug="pnr", term="PNR", expansion="passenger name record", explanation="From a booking."
    )
    assert "PNR passenger name record From a booking." in words(as_user(reader).get("/glossary/"))


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/quiet/?n=1&m=1", 8),
        ("/diary/", 11),
        ("/diary.ics", 11),
        ("/people/", 8),
        ("/people/jeh-c-johnson/", 9),
        ("/offices/secretary-homeland-security/", 9),
        ("/instruments/", 5),
        ("/instruments/pnr-agreement/", 6),
    ],
)
def test_queries_do_not_grow(path, most, pnr, reader, as_user, django_assert_max_num_queries, no_query_in_a_template):
    browser = as_user(reader)
    for month in (1, 2, 3):
        announce(note_on(month, "PNR due on 26 July.", theme=pnr), date(2018, 7, 26))
        TestInstruments().mention(month=month + 3)
        TestPeople().public(month=month)
        if month > 1:
            browser.get(path)  # what a first look writes down is written
            with django_assert_max_num_queries(most), no_query_in_a_template():
                assert browser.get(path).status_code == 200
