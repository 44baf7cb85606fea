"""Which meeting a paper reports: level, days, city; and papers that report none."""

# ruff: noqa: E501 - the lines of a paper stand as they are printed

from datetime import date

import pytest

from tests.reading.papers import doubts, read, read_body, read_subject

# subject, level, first day, last day, city, by video
SUBJECTS = [
    ("Outcome of the EU – US Justice and Home Affairs Ministerial Meeting, Valletta, 15-16 June 2017",
     "ministerial", "2017-06-15", "2017-06-16", "Valletta", False),
    ("EU-US Informal JHA Senior Level Meeting, Prague, 14-15 January 2009",
     "senior-officials", "2009-01-14", "2009-01-15", "Prague", False),
    ("Summary of the EU-US JHA Ministerial Meeting, Washington D.C., 30 November - 1 December 2015",
     "ministerial", "2015-11-30", "2015-12-01", "Washington", False),
    ("Outcome of the EU-US Justice and Home Affairs Senior Officials Meeting (Helsinki, 12-13 September 2019)",
     "senior-officials", "2019-09-12", "2019-09-13", "Helsinki", False),
    ("Meeting of EU and US Justice and Home Affairs Ministers in Dublin Castle, 13-14 June 2013",
     "ministerial", "2013-06-13", "2013-06-14", "Dublin", False),
    ("Result of the EU-US Ministerial Meeting in the area of Justice and Home Affairs, Sofia, 22./23. May 2018",
     "ministerial", "2018-05-22", "2018-05-23", "Sofia", False),
    ("EU-US Justice and Home Affairs Ministerial video-conference, 28 May 2020",
     "ministerial", "2020-05-28", "2020-05-28", None, True),
    ("Outcome of the EU-U.S. Senior Officials' Meeting on Justice and Home Affairs held by videoconference on 24 September 2020",
     "senior-officials", "2020-09-24", "2020-09-24", None, True),
    ("EU/US Justice and Home Affairs Ministerial Troika, Washington, 1 and 2 March 2001",
     "ministerial", "2001-03-01", "2001-03-02", "Washington", False),
    ("EU-US Ministerial Meeting on Justice and Home Affairs, 20-21 June 2012, Copenhagen",
     "ministerial", "2012-06-20", "2012-06-21", "Copenhagen", False),
    ("Summary of conclusions of the EU-US JHA Informal Senior Level Meeting held in Stockholm on 14 and 15 October 2009",
     "senior-officials", "2009-10-14", "2009-10-15", "Stockholm", False),
    ("Meeting of EU and US ministers of Justice and Home Affairs in Brdo pri Kranju on 12-13 March 2008",
     "ministerial", "2008-03-12", "2008-03-13", "Brdo pri Kranju", False),
    ("Report on the EU-US JHA SOM (Rovinj, 5 - 6 March 2020)",
     "senior-officials", "2020-03-05", "2020-03-06", "Rovinj", False),
    ("EU-US JHA Ministerial meeting of 14 April 2011 in Gödöllő - Summary",
     "ministerial", "2011-04-14", "2011-04-14", "Gödöllő", False),
    ("EU-US JHA Senior Officials Meeting, Castelnuovo di Porto, 3-4 July 2014",
     "senior-officials", "2014-07-03", "2014-07-04", "Castelnuovo di Porto", False),
    ("EU-US Justice and Home Affairs Ministerial Meeting (15-16 June 2017, Valletta, Malta)",
     "ministerial", "2017-06-15", "2017-06-16", "Valletta", False),
    ("EU-US Senior Officials Meeting on Justice and Home Affairs in preparation of the ministerial meeting, Paris, 4-5 April 2022",
     "senior-officials", "2022-04-04", "2022-04-05", "Paris", False),
    ("Meeting between the EU and the US Departments of Justice and of Homeland Security at ministerial level, Athens, 25 June 2014",
     "ministerial", "2014-06-25", "2014-06-25", "Athens", False),
    ("EU - United States Ministerial Meeting on Justice and Home Affairs (Luxembourg, 4 June 2015)",
     "ministerial", "2015-06-04", "2015-06-04", "Luxembourg", False),
    ("US-EU Senior Officials' Meeting (JHA) in Riga, Latvia, on 12th and 13th of March 2015",
     "senior-officials", "2015-03-12", "2015-03-13", "Riga", False),
    ("EU-US JHA Ministerial Meeting - The Hague - 3 May 2013",
     "ministerial", "2013-05-03", "2013-05-03", "The Hague", False),
    ("EU-US JHA Ministerial Meeting, New York, 3 May 2013",
     "ministerial", "2013-05-03", "2013-05-03", "New York", False),
    ("JHA ministerial meeting with the United States in St. Julian's (Malta), 15 and 16 June 2017",
     "ministerial", "2017-06-15", "2017-06-16", "St. Julian's", False),
    ("Outcome of the EU-US JHA Senior Officials Virtual Meeting of 9-10 March 2021",
     "senior-officials", "2021-03-09", "2021-03-10", None, True),
    ("Policy dialogue on border and transport security between the European Union and the United States of America at the level of senior officials, The Hague, 26 October 2004",
     "senior-officials", "2004-10-26", "2004-10-26", "The Hague", False),
    ("Outcome of the informal High Level EU-USA Freedom, Security and Justice meeting on 11th (dinner) and 12th April 2005 in Luxembourg",
     "senior-officials", "2005-04-11", "2005-04-12", "Luxembourg", False),
    ("Outcome of the EU-US Senior Officials Meeting (Bratislava, 8-9 September 2016)",
     "senior-officials", "2016-09-08", "2016-09-09", "Bratislava", False),
    ("Outcome of the EU-US JHA ministerial meeting - Washington, 8-9 December 2010",
     "ministerial", "2010-12-08", "2010-12-09", "Washington", False),
]  # fmt: skip


@pytest.mark.parametrize(("subject", "level", "opened_on", "closed_on", "city", "video"), SUBJECTS)
def test_meeting_is_read_from_the_subject(
    subject: str, level: str, opened_on: str, closed_on: str, city: str | None, video: bool
) -> None:
    meeting = read_subject(subject).meeting
    assert meeting is not None
    assert (meeting.level, meeting.city, meeting.videoconference) == (level, city, video)
    assert (meeting.opened_on.isoformat(), meeting.closed_on.isoformat()) == (opened_on, closed_on)


def test_dates_and_city_come_from_the_text_where_the_subject_has_none() -> None:
    note = read_subject(
        "Outcome of the EU-US Justice and Home Affairs Ministerial Meeting",
        "The EU-US Justice and Home Affairs Ministerial Meeting was held in Valletta on 15 and 16 June 2017.\n\n"
        "1. Terrorism\n\nThe next meeting was announced for 12 November 2017 in Washington.\n",
    )
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.city) == (date(2017, 6, 15), "Valletta")
    assert "meeting-uncertain" not in doubts(note)


OLD_COVER = """COUNCIL OF
THE EUROPEAN UNION

Brussels, 3 July 2012 (05.07)
(OR. en)

11779/12

LIMITE

JAIEX 49

OUTCOME OF PROCEEDINGS
of : {of}
on : {on}
Subject : {subject}

1. Data protection

Both sides welcomed the entry into force of the Agreement on 1 July 2012.
"""


def test_the_days_of_the_meeting_may_stand_in_the_old_labels_of_and_on() -> None:
    note = read(
        OLD_COVER.format(
            of="EU-US JHA Ministerial Meeting",
            on="20-21 June 2012",
            subject="EU-US JHA Ministerial Meeting in Copenhagen",
        )
    )
    assert note.meeting is not None
    assert (note.meeting.opened_on, note.meeting.closed_on) == (date(2012, 6, 20), date(2012, 6, 21))
    assert note.meeting.city == "Copenhagen"
    assert "meeting-uncertain" not in doubts(note)


def test_the_day_of_a_working_party_or_of_an_act_is_not_the_meetings() -> None:
    note = read(
        OLD_COVER.format(
            of="JAIEX Working Party", on="2 July 2012", subject="EU-US JHA Ministerial Meeting in Copenhagen"
        )
    )
    assert note.meeting is None
    assert "meeting-uncertain" in doubts(note)


def test_a_day_that_the_text_gives_without_naming_the_meeting_is_doubted() -> None:
    note = read_subject(
        "EU-US JHA Ministerial Meeting", "1. Opening\n\nThe Presidency welcomed the US side on 15 June 2017.\n"
    )
    assert note.meeting is not None
    assert note.meeting.opened_on == date(2017, 6, 15)
    assert doubts(note)["meeting-uncertain"]


def test_a_year_that_is_not_printed_is_inferred_from_the_cover_and_doubted() -> None:
    note = read_subject(
        "Outcome of the EU-US Justice and Home Affairs Ministerial Meeting",
        "The Ministerial Meeting was held in Valletta on 15-16 June.\n\n1. Terrorism\n\nText of it.\n",
    )
    assert note.meeting is not None
    assert note.meeting.opened_on == date(2017, 6, 15)
    assert doubts(note)["meeting-uncertain"] == "15-16 June"


def test_the_date_and_place_of_the_cover_are_never_the_meetings() -> None:
    note = read_subject("Outcome of the EU-US Justice and Home Affairs Ministerial Meeting")
    assert note.meeting is None, "no day is given for it"
    assert "meeting-uncertain" in doubts(note)


@pytest.mark.parametrize(
    "subject",
    [
        "Proposal for a Regulation laying down harmonised rules on artificial intelligence of 21 April 2021",
        "Handling of classified documents in meeting rooms, 3 May 2016",
        "EU-Russia Permanent Partnership Council on Justice and Home Affairs, Moscow, 2 June 2009",
        "EU-US trade talks: state of play after the ministerial meeting, Brussels, 4 May 2016",
        "EU-US Summit, Lisbon, 20 November 2010",
        "Justice and Home Affairs Council, Luxembourg, 8-9 June 2017",
        "Report of the meeting of JHA Counsellors on the EU-US agreement on data protection, Brussels, 4 May 2011",
        "Agreement between the EU and the US on PNR: meeting of the Working Party on Justice of 4 May 2011",
    ],
)
def test_a_paper_about_something_else_has_no_meeting(subject: str) -> None:
    note = read_body(
        "1. General\n\nThe Committee noted the agreement with the United States of 4 May 2016.\n", subject=subject
    )
    assert note.meeting is None
    assert doubts(note)["no-meeting"] == subject


STATEMENT = "Joint EU-U.S. statement following the EU-U.S. Justice and Home Affairs Ministerial Meeting\n\n{body}\n"


@pytest.mark.parametrize(
    ("body", "opened_on", "city", "video"),
    [
        ("On 22 June 2021, the Portuguese Presidency hosted the Ministerial Meeting in Lisbon.", "2021-06-22", "Lisbon", False),
        ("The EU-US ministerial meeting on justice and home affairs took place on 16 December 2021 in Washington D.C.",
         "2021-12-16", "Washington", False),
        ("Ministers met by videoconference on 28 May 2020 to discuss the pandemic.", "2020-05-28", None, True),
        ("Washington, D.C., December 14, 2022 – The European Union and the United States met on December 14 and 15, 2022.",
         "2022-12-14", "Washington", False),
    ],
)  # fmt: skip
def test_a_statement_gives_its_meeting_in_its_first_paragraph(
    body: str, opened_on: str, city: str | None, video: bool
) -> None:
    note = read(STATEMENT.format(body=body))
    assert note.meeting is not None
    assert (note.meeting.opened_on.isoformat(), note.meeting.city, note.meeting.videoconference) == (
        opened_on,
        city,
        video,
    )
    assert note.cover.kind == "JOINT STATEMENT"
    assert note.cover.place is None
