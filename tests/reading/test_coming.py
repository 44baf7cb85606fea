"""Days to come are found with their sentence; days gone by, and words that only look like days, are not."""

from datetime import date

import pytest

from meetings.reading.coming import find_coming_dates

AFTER = date(2017, 6, 16)

FINDS = [
    # text, words, first day, last day, why
    ("The opinion of the ECJ is announced for 26 July.", "26 July", (2017, 7, 26), (2017, 7, 26), "no year: the next"),
    ("The next meeting will take place on 3 May.", "3 May", (2018, 5, 3), (2018, 5, 3), "gone by this year"),
    ("A seminar on 14-15 November 2017 was agreed.", "14-15 November 2017", (2017, 11, 14), (2017, 11, 15), "a span"),
    ("The GDPR applies from 25 May 2018.", "25 May 2018", (2018, 5, 25), (2018, 5, 25), "printed, no cue needed"),
    ("It would be ready in December 2017.", "December 2017", (2017, 12, 1), (2017, 12, 31), "a month"),
    ("The ministerial is expected in November.", "November", (2017, 11, 1), (2017, 11, 30), "a month without year"),
    ("It hoped to finish by the end of 2018.", "end of 2018", (2018, 10, 1), (2018, 12, 31), "a part of a year"),
    ("It will report before the end of the year.", "end of the year", (2017, 10, 1), (2017, 12, 31), "this year"),
    ("Talks would start in autumn 2017.", "autumn 2017", (2017, 9, 1), (2017, 11, 30), "a season"),
    ("In the second half of 2018 it will follow.", "second half of 2018", (2018, 7, 1), (2018, 12, 31), "a half"),
    ("Planned for the first quarter of 2018.", "first quarter of 2018", (2018, 1, 1), (2018, 3, 31), "a quarter"),
    ("The system should be in place by 2020.", "by 2020", (2020, 1, 1), (2020, 12, 31), "a year"),
]
NEAR_MISSES = [
    ("The Directive was adopted on 5 May 2017.", "gone by"),
    ("The Directive was adopted on 5 May.", "no year and nothing that looks forward"),
    ("The meeting of 15-16 June 2017 welcomed it.", "the meeting itself"),
    ("Regulation 2019/817 was mentioned.", "a number of a regulation"),
    ("The policy cycle 2018-2021 was presented.", "a name with years"),
    ("The two sides may continue.", "may is no month"),
    ("They will march on.", "march is no month"),
    ("In 2016 the agreement entered into force.", "a year gone by"),
    ("A quarter of the cases will be closed.", "no quarter of a year"),
    ("The end of the meeting will be public.", "no end of a year"),
]


@pytest.mark.parametrize(("text", "words", "opens_on", "closes_on", "why"), FINDS, ids=[row[4] for row in FINDS])
def test_a_day_to_come_is_found(
    text: str, words: str, opens_on: tuple[int, int, int], closes_on: tuple[int, int, int], why: str
) -> None:
    (found,) = find_coming_dates(text, after=AFTER)
    assert (found.words, found.opens_on, found.closes_on) == (words, date(*opens_on), date(*closes_on)), why
    assert text[found.start : found.end] == text


@pytest.mark.parametrize(("text", "why"), NEAR_MISSES, ids=[row[1] for row in NEAR_MISSES])
def test_other_days_are_left_alone(text: str, why: str) -> None:
    assert find_coming_dates(text, after=AFTER) == [], why


def test_the_sentence_is_the_one_that_names_the_day() -> None:
    text = "Both sides met. The opinion is announced for 26 July. They agreed."
    (found,) = find_coming_dates(text, after=AFTER)
    assert text[found.start : found.end] == "The opinion is announced for 26 July."


def test_a_sentence_may_name_two_days() -> None:
    text = "It will start in September 2017 and end in March 2018."
    assert [found.words for found in find_coming_dates(text, after=AFTER)] == ["September 2017", "March 2018"]


def test_a_day_is_not_found_again_as_its_month() -> None:
    text = "It will start on 3 October 2017."
    assert [found.words for found in find_coming_dates(text, after=AFTER)] == ["3 October 2017"]
