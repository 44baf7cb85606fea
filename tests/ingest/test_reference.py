"""Reference facts are added once and never written over a person's edit."""

import pytest

from meetings.models import KnownPaper, Meeting, Participant, PublicParticipation, Theme, TopicCode
from meetings.reference import load_reference
from tests import make

pytestmark = pytest.mark.django_db


def test_facts_are_added_once() -> None:
    first = load_reference()
    assert first["meetings"] == Meeting.objects.count() == 46
    assert first["codes"] == TopicCode.objects.count()
    assert not any(load_reference().values())


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


def test_a_person_with_two_capacities_stays_one_person() -> None:
    load_reference()
    mayorkas = Participant.objects.get(name="Alejandro N. Mayorkas")
    assert mayorkas.slug == "alejandro-n-mayorkas"
    assert mayorkas.public_participations.values("office").distinct().count() > 1
    assert Participant.objects.filter(name__contains="Mayorkas").count() == 1


def test_every_fact_about_people_has_its_source_and_certainty() -> None:
    load_reference()
    assert PublicParticipation.objects.filter(source_url__startswith="http").count() == 222
    announced = PublicParticipation.objects.filter(certainty="announced")
    assert set(announced.values_list("meeting__slug", flat=True)) == {
        *("2010-12-washington", "2012-06-copenhagen", "2013-06-dublin")
    }


def test_what_only_a_limite_note_says_is_no_public_fact() -> None:
    load_reference()
    assert not PublicParticipation.objects.filter(source_url__contains="10483/17").exists()


def test_a_mended_name_or_number_does_not_come_back() -> None:
    load_reference()
    Participant.objects.filter(name="Alejandro N. Mayorkas").update(name="Alejandro Nicholas Mayorkas")
    PublicParticipation.objects.filter(meeting__slug="2017-06-valletta").update(office="Mended by hand")
    KnownPaper.objects.filter(number="12385/16").update(number="12386/16")
    assert not any(load_reference().values())
    assert not Participant.objects.filter(name="Alejandro N. Mayorkas").exists()
    assert not KnownPaper.objects.filter(number="12385/16").exists()


def test_a_theme_knows_its_codes_and_the_meeting_that_first_names_it() -> None:
    load_reference()
    theme = Theme.objects.get(slug="visa-reciprocity")
    assert theme.first_named == Meeting.objects.get(slug="2006-05-vienna")
    assert "VISA" in set(theme.codes.values_list("code", flat=True))
