"""Who presides the Council on a day, and who comes next."""

from datetime import date, timedelta
from itertools import pairwise

import pytest

from meetings.council.presidencies import NoPresidency, incoming_presidency_on, presidencies, presidency_on


def test_malta_presides_at_valletta_and_estonia_is_incoming() -> None:
    day = date(2017, 6, 15)
    assert str(presidency_on(day)) == "Maltese Presidency"
    assert incoming_presidency_on(day).member_state == "Estonia"


def test_a_presidency_changes_with_the_half_year() -> None:
    assert presidency_on(date(2017, 6, 30)).member_state == "Malta"
    assert presidency_on(date(2017, 7, 1)).member_state == "Estonia"


def test_days_outside_the_table_are_refused_by_name() -> None:
    with pytest.raises(NoPresidency, match="1998-12-31"):
        presidency_on(date(1998, 12, 31))
    with pytest.raises(NoPresidency, match="follow"):
        incoming_presidency_on(presidencies()[-1].end)


def test_the_table_has_no_gaps() -> None:
    table = presidencies()
    assert all(after.start == before.end + timedelta(days=1) for before, after in pairwise(table))


def test_other_names_of_a_presidency_are_kept() -> None:
    assert {"Czechia", "Czech", "Czech Republic"} <= set(presidency_on(date(2022, 10, 1)).names)
