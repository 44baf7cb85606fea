"""Days in every form that covers, subjects and statements use."""

from datetime import date

import pytest

from meetings.council.dates import UnknownDate, find_dates, parse_date, parse_dates, to_text

# text, first day, last day, why the row is there
FORMS = [
    ("29 June 2017", "2017-06-29", "2017-06-29", "the cover"),
    ("15-16 June 2017", "2017-06-15", "2017-06-16", "two days"),
    ("15–16 June 2017", "2017-06-15", "2017-06-16", "an en dash"),
    ("15 to 16 June 2017", "2017-06-15", "2017-06-16", "a word for the dash"),
    ("22 and 23 May 2018", "2018-05-22", "2018-05-23", "another"),
    ("22/23 May 2018", "2018-05-22", "2018-05-23", "a slash"),
    ("30 November-1 December 2017", "2017-11-30", "2017-12-01", "over a month's end"),
    ("30 November - 1 December 2015", "2015-11-30", "2015-12-01", "the same with spaces"),
    ("30 Nov. – 1 Dec. 2017", "2017-11-30", "2017-12-01", "months cut short"),
    ("31 December 2016 - 1 January 2017", "2016-12-31", "2017-01-01", "both years printed"),
    ("31 December - 1 January 2017", "2016-12-31", "2017-01-01", "the first year follows from the second"),
    ("June 15-16, 2017", "2017-06-15", "2017-06-16", "the American order"),
    ("November 30-December 1, 2017", "2017-11-30", "2017-12-01", "the American order over a month's end"),
    ("December 8-9 2010", "2010-12-08", "2010-12-09", "without the comma"),
    ("8th December 2010", "2010-12-08", "2010-12-08", "an ordinal"),
    ("9th and 10th of December 2010", "2010-12-09", "2010-12-10", "ordinals with of"),
    ("Thursday 15 and Friday 16 June 2017", "2017-06-15", "2017-06-16", "weekdays"),
    ("11th (dinner) and 12th April 2005", "2005-04-11", "2005-04-12", "a remark between"),
    ("14.10.2021", "2021-10-14", "2021-10-14", "figures"),
    ("14/10/2021", "2021-10-14", "2021-10-14", "figures with slashes"),
    ("14.-15.10.2021", "2021-10-14", "2021-10-15", "figures for two days"),
    ("2021-10-14", "2021-10-14", "2021-10-14", "the order of machines"),
    ("9 June 2011 (14.06) (OR. en)", "2011-06-09", "2011-06-09", "the first date of a cover counts"),
]
REFUSED = [
    ("June 2017", "no day"),
    ("15-16 June", "no year"),
    ("31 February 2017", "no such day"),
    ("16-15 June 2017", "backwards"),
    ("2021/0106 (COD)", "a procedure"),
    ("soon", "no date at all"),
    ("meeting of 15 June 2017", "does not begin with the date"),
]


@pytest.mark.parametrize(("text", "opened_on", "closed_on", "why"), FORMS)
def test_every_form_is_read(text: str, opened_on: str, closed_on: str, why: str) -> None:
    assert parse_dates(text) == (date.fromisoformat(opened_on), date.fromisoformat(closed_on)), why


@pytest.mark.parametrize(("text", "why"), REFUSED)
def test_what_is_no_date_is_refused_with_its_words(text: str, why: str) -> None:
    with pytest.raises(UnknownDate) as refused:
        parse_dates(text)
    assert text in str(refused.value), why


def test_one_day_is_asked_for_where_a_span_would_be_wrong() -> None:
    assert parse_date("8 December 2010") == date(2010, 12, 8)
    with pytest.raises(UnknownDate, match="span"):
        parse_date("8-9 December 2010")


def test_days_without_a_year_lie_in_the_last_that_fits_and_are_marked() -> None:
    (found,) = find_dates("on 30 November-1 December", not_after=date(2018, 1, 15))
    assert (found.opened_on, found.closed_on) == (date(2017, 11, 30), date(2017, 12, 1))
    assert not found.year_printed
    assert find_dates("on 30 November-1 December") == []


def test_spans_do_not_overlap_and_keep_their_place() -> None:
    text = "between 6 and 8 December 2023, then 26 January 2024"
    first, second = find_dates(text)
    assert text[first.start : first.end] == "6 and 8 December 2023"
    assert text[second.start : second.end] == "26 January 2024"


@pytest.mark.parametrize(
    ("opened_on", "closed_on", "text"),
    [
        ("2017-06-15", "2017-06-16", "15–16 June 2017"),
        ("2017-11-30", "2017-12-01", "30 November – 1 December 2017"),
        ("2016-12-31", "2017-01-01", "31 December 2016 – 1 January 2017"),
        ("2017-06-29", "2017-06-29", "29 June 2017"),
    ],
)
def test_days_are_printed_in_the_style_of_the_site(opened_on: str, closed_on: str, text: str) -> None:
    days = date.fromisoformat(opened_on), date.fromisoformat(closed_on)
    assert to_text(*days) == text
    assert parse_dates(text) == days, "what is printed reads back"
