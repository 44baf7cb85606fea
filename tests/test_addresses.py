"""Addresses are those that Django works out, remembered or not."""

from datetime import date

import pytest
from django.urls import NoReverseMatch, reverse, set_script_prefix
from django.utils.translation import override

from meetings import days
from meetings.addresses import address


def test_an_address_is_the_one_that_django_works_out():
    for _ in range(2):
        assert address("passage", "10483-17", "4.2") == reverse("passage", args=["10483-17", "4.2"])


def test_an_archive_below_a_path_has_that_path_in_every_address():
    at_the_root = address("meeting", "2017-06-valletta")
    try:
        set_script_prefix("/outcomes/")
        assert address("meeting", "2017-06-valletta") == f"/outcomes{at_the_root}"
    finally:
        set_script_prefix("/")
    assert address("meeting", "2017-06-valletta") == at_the_root


def test_a_page_that_does_not_exist_is_refused_each_time():
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            address("nowhere", "10483-17")


def test_days_are_remembered_in_each_language_apart():
    day = date(2017, 6, 15)
    written = []
    for language in ("en-gb", "fr", "en-gb", "fr"):
        with override(language):
            written.append(days.days(day, date(2017, 6, 16)))
    assert written == ["15–16 June 2017", "15–16 juin 2017"] * 2
