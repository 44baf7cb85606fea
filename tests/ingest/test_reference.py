"""Reference facts are added once and never written over a person's edit."""

import pytest

from meetings.models import Meeting, Theme, TopicCode
from meetings.reference import load_reference
from tests import make

pytestmark = pytest.mark.django_db


def test_facts_are_added_once() -> None:
    first = load_reference()
    assert first["meetings"] == Meeting.objects.count() == 46
    assert first["codes"] == TopicCode.objects.count()
    assert load_reference() == {"codes": 0, "meetings": 0, "themes": 0}


def test_a_curators_edit_stays() -> None:
    load_reference()
    Theme.objects.filter(slug="visa-reciprocity").update(label="Visas")
    Meeting.objects.filter(slug="2017-06-valletta").update(remark="Checked on paper")
    load_reference()
    assert Theme.objects.get(slug="visa-reciprocity").label == "Visas"
    assert Meeting.objects.get(slug="2017-06-valletta").remark == "Checked on paper"


def test_a_code_first_met_on_a_note_learns_its_meaning() -> None:
    make.note("Words", codes="CYBER 99")
    assert not TopicCode.objects.get(code="CYBER").known
    load_reference()
    assert TopicCode.objects.get(code="CYBER").label == "Cyber issues"


def test_a_meeting_first_met_in_a_note_gains_its_public_source() -> None:
    met = make.meeting(slug="valletta", public_source="")
    load_reference()
    met.refresh_from_db()
    assert met.public_source.startswith("http")
    assert Meeting.objects.filter(city="Valletta", opened_on=met.opened_on).count() == 1
