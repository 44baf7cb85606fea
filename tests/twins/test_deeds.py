"""Pairs are proposed once, decided by a named person, and remembered; who saw an older state changes nothing."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.utils import timezone

from meetings import review
from meetings.ingest import receive_source
from meetings.models import OutcomeNote, PublicTwin
from meetings.review.history import changes_of
from meetings.review.twins import Proposed
from tests import make
from tests.ingest.papers import note_text
from tests.paired import PUBLIC, statement_on

pytestmark = pytest.mark.django_db


@pytest.fixture
def statement(note: OutcomeNote) -> OutcomeNote:
    return statement_on(note)


@pytest.fixture
def twin(note: OutcomeNote, statement: OutcomeNote) -> PublicTwin:
    review.propose_twins(note.meeting)
    return PublicTwin.objects.get()


def test_the_pair_is_proposed_with_its_score_and_its_words(twin):
    assert (twin.passage.address, twin.public_passage.address) == ("1.1", "1.1")
    assert (twin.state, twin.origin, twin.decided_by) == ("proposed", "found", None)
    assert twin.score > 0.5
    assert "firearm" in twin.shared


def test_proposing_again_changes_nothing(twin, note):
    assert review.propose_twins(note.meeting) == Proposed(0, 0)
    assert PublicTwin.objects.get() == twin


def test_a_meeting_without_a_public_paper_has_no_proposals(note):
    assert review.propose_twins(note.meeting).added == 0
    assert review.propose_twins(None).added == 0


def test_a_paper_marked_limite_is_not_public(note, statement):
    OutcomeNote.objects.filter(pk=statement.pk).update(marking="LIMITE")
    assert review.propose_twins(note.meeting).added == 0


def test_publishing_proposes(note, archivist):
    late = make.note(PUBLIC, number="", kind="JOINT STATEMENT", meeting=note.meeting, published=False)
    assert not PublicTwin.objects.exists()
    review.publish_note(note=late, by=archivist)
    assert PublicTwin.objects.get().public_passage.note == late


def test_the_command_looks_at_the_whole_archive_and_may_run_again(note, statement, capsys):
    call_command("propose_twins")
    call_command("propose_twins")
    assert [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines()] == [
        "1 pair proposed, 0 dropped.",
        "0 pairs proposed, 0 dropped.",
    ]


def test_a_person_confirms_with_name_day_and_reason(twin, archivist):
    held = review.confirm_twin(twin=twin, by=archivist, why="Same  promise", revision=0)
    assert (held.state, held.decided_by, held.why) == ("confirmed", archivist, "Same promise")
    assert held.decided_at <= timezone.now()
    assert "Public twin confirmed, §1.1" in changes_of(twin.passage.note)[0].get_change_message()


def test_a_rejected_pair_is_not_proposed_again(twin, archivist, note):
    review.reject_twin(twin=twin, by=archivist)
    assert review.propose_twins(note.meeting).added == 0
    call_command("propose_twins")
    assert PublicTwin.objects.get().state == "rejected"


def test_a_rejection_outlives_withdrawing_and_publishing_again(twin, archivist, note, statement):
    review.reject_twin(twin=twin, by=archivist)
    review.withdraw_note(note=statement, by=archivist, reason="A slip")
    review.publish_note(note=statement, by=archivist)
    assert PublicTwin.objects.get().state == "rejected"


def test_withdrawing_drops_what_nobody_decided(twin, archivist, statement):
    review.withdraw_note(note=statement, by=archivist, reason="A slip")
    assert not PublicTwin.objects.exists()
    review.publish_note(note=statement, by=archivist)
    assert PublicTwin.objects.get().state == "proposed"


def test_a_confirmed_pair_rests_while_its_public_paper_is_withdrawn(twin, archivist, limite_reader, statement):
    review.confirm_twin(twin=twin, by=archivist)
    assert PublicTwin.objects.visible_to(limite_reader).exists()
    review.withdraw_note(note=statement, by=archivist, reason="A slip")
    assert not PublicTwin.objects.visible_to(limite_reader).exists()
    assert not PublicTwin.objects.visible_to(archivist).exists()
    review.publish_note(note=statement, by=archivist)
    assert PublicTwin.objects.visible_to(limite_reader).exists()


def test_papers_of_two_meetings_are_no_pair(twin, archivist, limite_reader, note):
    review.confirm_twin(twin=twin, by=archivist)
    review.set_cover(note=note, by=archivist, meeting=make.meeting(city="Tampere"))
    assert not PublicTwin.objects.visible_to(limite_reader).exists()


def test_choosing_another_meeting_moves_the_proposals(twin, archivist, note, statement):
    elsewhere = make.meeting(city="Tampere")
    review.set_cover(note=note, by=archivist, meeting=elsewhere)
    assert not PublicTwin.objects.exists()
    review.set_cover(note=statement, by=archivist, meeting=elsewhere)
    assert PublicTwin.objects.get().passage.note == note


def test_deleting_either_paper_takes_the_pair_with_it(twin, note, statement):
    statement.delete()
    assert not PublicTwin.objects.exists()
    assert OutcomeNote.objects.filter(pk=note.pk).exists()


@pytest.mark.parametrize("deed", [review.confirm_twin, review.reject_twin])
def test_who_saw_an_older_state_changes_nothing(deed, twin, archivist, administrator):
    review.reject_twin(twin=twin, by=administrator, revision=0)
    with pytest.raises(review.ChangedMeanwhile, match=administrator.username):
        deed(twin=twin, by=archivist, revision=0)
    assert PublicTwin.objects.get().decided_by == administrator


def test_a_pair_that_was_dropped_meanwhile_says_so(twin, archivist):
    PublicTwin.objects.all().delete()
    with pytest.raises(review.ChangedMeanwhile):
        review.confirm_twin(twin=twin, by=archivist, revision=0)


def test_a_person_adds_a_pair_that_nothing_proposed(note, statement, archivist):
    passage, public = note.paragraphs.last(), statement.paragraphs.get()
    held = review.add_twin(passage=passage, public_passage=public, by=archivist, why="Said in passing")
    assert (held.origin, held.state, held.score, held.decided_by) == ("entered", "confirmed", None, archivist)
    review.propose_twins(note.meeting)
    assert PublicTwin.objects.filter(pk=held.pk, state="confirmed").exists()
    with pytest.raises(review.TwinUnfit, match="already"):
        review.add_twin(passage=passage, public_passage=public, by=archivist)


def test_adding_a_rejected_pair_takes_the_rejection_back(twin, archivist):
    review.reject_twin(twin=twin, by=archivist)
    review.add_twin(passage=twin.passage, public_passage=twin.public_passage, by=archivist)
    assert PublicTwin.objects.get().state == "confirmed"


def test_what_cannot_be_a_pair_is_refused_in_words(note, statement, archivist):
    said, public = note.paragraphs.first(), statement.paragraphs.get()
    foreign = make.note(PUBLIC, number="", kind="ABSTRACT", meeting=make.meeting(city="Tampere")).paragraphs.get()
    for first, second, words in (
        (public, said, "no outcome note"),
        (said, note.paragraphs.last(), "no joint statement"),
        (said, foreign, "same meeting"),
    ):
        with pytest.raises(review.TwinUnfit, match=words):
            review.add_twin(passage=first, public_passage=second, by=archivist)
    assert not PublicTwin.objects.exists()


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ({"state": "confirmed"}, "decided_twin_has_a_time"),
        ({"score": None}, "found_twin_has_a_score"),
        ({"score": 1.5}, "found_twin_has_a_score"),
    ],
)
def test_the_database_itself_keeps_the_rules(change, constraint, twin):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        PublicTwin.objects.filter(pk=twin.pk).update(**change)


def test_no_passage_is_its_own_twin_and_no_pair_stands_twice(twin):
    facts = {"passage": twin.passage, "score": 0.5}
    with pytest.raises(IntegrityError, match="public_twin_of_another_passage"), transaction.atomic():
        PublicTwin.objects.create(public_passage=twin.passage, **facts)
    with pytest.raises(IntegrityError, match="public_twin_once"), transaction.atomic():
        PublicTwin.objects.create(public_passage=twin.public_passage, **facts)


def test_only_who_may_read_both_papers_sees_a_pair(twin, reader, limite_reader, archivist):
    for person in (reader, limite_reader):
        assert not PublicTwin.objects.visible_to(person).exists()  # proposed: for those who decide
    assert PublicTwin.objects.visible_to(archivist).exists()
    review.confirm_twin(twin=twin, by=archivist)
    assert not PublicTwin.objects.visible_to(reader).exists()
    assert PublicTwin.objects.visible_to(limite_reader).exists()
    review.reject_twin(twin=twin, by=archivist)
    assert not PublicTwin.objects.visible_to(limite_reader).exists()


def test_receiving_a_public_paper_proposes():
    words = "The EU side agreed to exchange lists of stolen firearms every three months through Europol."
    abstract = (
        "# Abstract of the joint statement – EU-US Justice and Home Affairs Ministerial Meeting, Tampere, 3-4 October "
        "2019\n\nKind: ABSTRACT OF A PUBLIC JOINT STATEMENT\nMarking: PUBLIC\nSource: https://example.org/tampere\n"
        "Meeting: EU-US Justice and Home Affairs Ministerial Meeting, Tampere, 3-4 October 2019; hosted by the "
        "EU side\n"
        "\n---\n\n## 1. Firearms\n\nThe EU side will exchange lists of stolen firearms through Europol every three "
        "months.\n"
    )
    receive_source(data=note_text(words), name="note.md", by=None)
    assert not PublicTwin.objects.exists()
    receive_source(data=abstract.encode(), name="abstract.md", by=None)
    twin = PublicTwin.objects.get()
    assert (twin.passage.text, twin.state, twin.decided_by) == (words, "proposed", None)
    assert twin.public_passage.note.is_abstract
