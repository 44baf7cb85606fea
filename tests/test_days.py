"""Days as people write them, in both languages."""

from datetime import date

import pytest
from django.utils import translation

from meetings import days


@pytest.mark.parametrize(
    ("first", "last", "written"),
    [
        (date(2023, 6, 1), date(2023, 6, 30), "June 2023"),
        (date(2024, 2, 1), date(2024, 2, 29), "February 2024"),
        (date(2019, 1, 1), date(2019, 12, 31), "2019"),
        (date(2020, 4, 1), date(2020, 9, 30), "April – September 2020"),
        (date(2020, 12, 1), date(2021, 1, 31), "December 2020 – January 2021"),
        (date(2018, 1, 1), date(2019, 12, 31), "January 2018 – December 2019"),
        (date(2023, 6, 1), date(2023, 6, 29), "1–29 June 2023"),  # not the whole month
        (date(2023, 6, 2), date(2023, 6, 30), "2–30 June 2023"),
        (date(2017, 6, 15), date(2017, 6, 15), "15 June 2017"),
    ],
)
def test_a_period_is_named_by_its_month_or_year_where_it_is_whole(first: date, last: date, written: str) -> None:
    assert days.period(first, last) == written


def test_a_period_is_written_in_the_language_of_the_page() -> None:
    with translation.override("fr"):
        assert days.period(date(2023, 6, 1), date(2023, 6, 30)) == "juin 2023"
