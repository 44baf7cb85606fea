"""Joint statements on press pages of many sites: title, day of publication, and only the statement as its text."""

# ruff: noqa: E501 - pages stand as they are printed

from datetime import date

import pytest

from meetings.reading.parsed import ParsedNote
from tests.reading.papers import read, texts

FIRST = (
    "On {day}, the Portuguese Presidency hosted the EU-U.S. Ministerial Meeting on Justice and Home Affairs in Lisbon."
)
SECOND = "The European Union and the United States reaffirmed their commitment to cooperation in the years to come."
TITLE = "Joint EU-U.S. statement following the EU-U.S. Justice and Home Affairs Ministerial Meeting"

PAGES = {
    "a Council page as text": (
        "Home > Press > Press releases\n\nCouncil of the EU\nStatements and remarks\n23 June 2021\n18:30\n\n{title}\n\n{first}\n\n{second}\n\n"
        "Visit the meeting page\nPress contacts\nA Person\nPress officer\n+32 470 00 00 00\nTopics:\nHome affairs\n"
    ),
    "a department's page": (
        "Official website\n\nHome\nNews & Updates\nPress Releases\n\n{title}\n\nRelease Date: June 23, 2021\n\n{first}\n\n{second}\n\n###\n\n"
        "Last Published Date: June 23, 2021\nTopics: International\nKeywords: Europe\n"
    ),
    "a news service": (
        "NEWS\nOffice of Public Affairs\nFOR IMMEDIATE RELEASE\nWednesday, June 23, 2021\n\n{title}\n\n{first}\n\n{second}\n\n"
        "Topic(s):\nSecurity\nPress Release Number: 21-1266\n"
    ),
    "the statement alone": "{title}\n\n23 June 2021\n\n{first}\n\n{second}\n",
    "Markdown": "# {title}\n\n*23 June 2021*\n\n{first}\n\n{second}\n",
}


def page(layout: str, day: str = "22 June 2021") -> ParsedNote:
    name = "page.md" if layout.startswith("#") else "page.txt"
    return read(layout.format(title=TITLE, first=FIRST.format(day=day), second=SECOND), name)


@pytest.mark.parametrize("layout", PAGES.values(), ids=PAGES)
def test_a_page_gives_the_statement_and_nothing_of_the_site(layout: str) -> None:
    note = page(layout)
    assert note.cover.subject == TITLE
    assert note.cover.kind == "JOINT STATEMENT"
    assert note.cover.dated_on == date(2021, 6, 23), "the day of publication"
    assert (note.cover.number, note.cover.marking, note.cover.place, note.cover.codes) == (None, None, None, ())
    assert texts(note) == [FIRST.format(day="22 June 2021"), SECOND]
    assert note.topics == ()
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.city) == (date(2021, 6, 22), "Lisbon")


@pytest.mark.parametrize("layout", PAGES.values(), ids=PAGES)
def test_days_without_a_year_take_it_from_the_day_of_publication(layout: str) -> None:
    meeting = page(layout, day="21-22 June").meeting
    assert meeting is not None
    assert (meeting.opened_on, meeting.closed_on) == (date(2021, 6, 21), date(2021, 6, 22))


def test_a_press_release_of_the_council_keeps_its_number_and_codes() -> None:
    note = read(
        "COUNCIL OF\nTHE EUROPEAN UNION\nEN\n16726/10 (OR. en)\nPRESSE 323\nPR CO 64\n\nJoint EU-US press statement\n"
        f"Washington, 8-9 December 2010\n\n{SECOND}\n\nMinisters met in Washington on 8-9 December.\n"
    )
    assert (note.cover.number, note.cover.codes) == ("16726/10", (("PRESSE", 323), ("PR CO", 64)))
    assert note.cover.kind == "JOINT STATEMENT"
    assert note.cover.dated_on is None, "a span of days is the meeting's"


def test_the_count_of_a_press_release_is_no_document_number() -> None:
    note = read(
        f"PRESS RELEASE\nSTATEMENTS AND REMARKS\n785/19\n11/12/2019\n\n{TITLE}\n\n{FIRST.format(day='10 December 2019')}\n\n{SECOND}\n"
    )
    assert (note.cover.number, note.cover.version, note.cover.dated_on) == (None, None, date(2019, 12, 11))


def test_lines_broken_short_at_the_start_are_text_and_no_chrome() -> None:
    note = read(
        f"{TITLE}\n\nThe Ministers responsible for\nJustice and Home Affairs met\nin Lisbon on 22 June 2021.\n\n{SECOND}\n"
    )
    assert texts(note)[0] == "The Ministers responsible for Justice and Home Affairs met in Lisbon on 22 June 2021."


def test_a_council_note_about_a_statement_is_a_note() -> None:
    note = read(
        "Council of the\nEuropean Union\n\nBrussels, 7 December 2016\n(OR. en)\n\n15343/16\n\nJAIEX 104\n\nNOTE\n\n"
        f"From: General Secretariat of the Council\nTo: Delegations\nSubject: {TITLE}, Washington, 5 December 2016\n\n"
        f"Delegations will find attached the joint statement.\n\nANNEX\n\n1. {SECOND}\n\n2. {SECOND}\n"
    )
    assert (note.cover.kind, note.cover.number) == ("NOTE", "15343/16")
    assert note.topics == ()


def test_today_is_the_day_of_publication_and_the_dateline_gives_the_city_with_a_doubt() -> None:
    note = read(
        f"{TITLE}\n\nNovember 12, 2014\n\nWASHINGTON\n\nThe Attorney General today hosted an EU-U.S. Justice and Home Affairs "
        f"Ministerial.\n\n{SECOND}\n"
    )
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.city) == (date(2014, 11, 12), "Washington")
    assert note.cover.place is None
    assert [doubt.kind for doubt in note.doubts if doubt.kind == "meeting-uncertain"]


def test_a_press_release_that_is_no_statement_keeps_its_own_kind() -> None:
    note = read(
        "<html><body><p>Press release</p><h1>EU and US deepen their dialogue</h1><p>26 June 2014</p><p>The EU-US Ministerial "
        "Meeting on Justice and Home Affairs took place in Patras on 25 June.</p></body></html>",
        "page.html",
    )
    assert (note.cover.kind, note.cover.subject) == ("PRESS RELEASE", "EU and US deepen their dialogue")
    assert note.cover.dated_on == date(2014, 6, 26)
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.city) == (date(2014, 6, 25), "Patras")


def test_a_span_in_the_text_is_preferred_to_a_day_of_it_in_the_title() -> None:
    note = read(
        "Joint press release following the EU-U.S. Ministerial on Justice and Home Affairs, 26 September 2025, Aarhus\n\n"
        f"On 25-26 September 2025, the Danish Presidency hosted the meeting in Aarhus.\n\n{SECOND}\n"
    )
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.closed_on) == (date(2025, 9, 25), date(2025, 9, 26))
