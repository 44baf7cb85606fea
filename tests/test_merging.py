"""Two participants that are one: merged with a look beforehand, found under both names, split without loss."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from meetings import review
from meetings.models import Merge, Participant, PublicParticipation
from meetings.review.bin import delete_note, restore_note
from tests import make

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]


def named(name: str, **note: object) -> Participant:
    """A participant whom one note names."""
    return make.participation(make.note(f"{name} took the floor.", **note), name=name).participant


def state() -> list[tuple[object, ...]]:
    """All that a merge may change, in a form that can be compared."""
    return [
        *Participant.objects.order_by("name").values_list("pk", "name", "slug", "variants"),
        *Participant.objects.order_by("name").values_list("name", "participations", "public_participations"),
    ]


@pytest.fixture
def duke(archivist: User) -> tuple[Participant, Participant]:
    kept, merged = named("Elaine Duke"), named("Deputy Secretary Duke")
    PublicParticipation.objects.create(
        meeting=make.meeting(city="Washington"), participant=merged, side="US", capacity="department", source_url="x"
    )
    return kept, merged


def test_a_merge_moves_all_rows_and_a_split_brings_them_back(
    duke: tuple[Participant, Participant], archivist: User
) -> None:
    kept, merged = duke
    before = state()
    done = review.merge_rows(kept=kept, merged=merged, by=archivist, why="Same person")
    kept.refresh_from_db()
    assert not Participant.objects.filter(pk=merged.pk).exists()
    assert kept.participations.count() == 2
    assert kept.public_participations.count() == 1
    assert "Deputy Secretary Duke" in kept.variants
    review.split_row(merge=done, by=archivist, why="Two persons after all")
    assert state() == before
    assert not Merge.objects.exists()


def test_the_next_note_that_uses_the_name_finds_the_one_kept(
    duke: tuple[Participant, Participant], archivist: User
) -> None:
    kept, merged = duke
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Same person")
    assert Participant.objects.known_as("Deputy Secretary Duke", Participant.PERSON) == kept


def test_the_address_leads_on_and_is_not_given_to_another(
    duke: tuple[Participant, Participant], archivist: User, reader: User, as_user: AsUser
) -> None:
    kept, merged = duke
    old = merged.get_absolute_url()
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Same person")
    assert as_user(reader).get(old).headers["Location"] == kept.get_absolute_url()
    another = Participant.objects.create(name="Deputy secretary duke", kind=Participant.PERSON)
    assert another.get_absolute_url() != old


def test_whoever_could_not_know_of_the_one_merged_away_learns_nothing_from_its_address(
    archivist: User, reader: User, as_user: AsUser
) -> None:
    kept, merged = named("Elaine Duke"), named("E. C. Duke", marking="LIMITE")
    old = merged.get_absolute_url()
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Same person")
    assert as_user(reader).get(old).status_code == 404
    assert as_user(archivist).get(old).status_code == 302


def test_two_named_side_by_side_in_one_note_are_not_merged(archivist: User) -> None:
    note = make.note("Both took the floor.")
    one = make.participation(note, name="Secretary Kelly", office="Secretary").participant
    other = make.participation(note, name="Secretary Duke", office="Secretary").participant
    with pytest.raises(review.NotMergeable, match="names both as “Secretary”"):
        review.merge_rows(kept=one, merged=other, by=archivist, why="Same person")
    assert other.participations.exists()


def test_a_paper_in_the_bin_that_names_both_stands_against_it_without_its_number(archivist: User) -> None:
    note = make.note("Both took the floor.", number="76901/17")
    one = make.participation(note, name="Secretary Kelly", office="Secretary").participant
    other = make.participation(note, name="Secretary Duke", office="Secretary").participant
    delete_note(note=note, by=archivist, reason="A slip")
    with pytest.raises(review.NotMergeable, match="A paper in the bin names both") as refused:
        review.merge_rows(kept=one, merged=other, by=archivist, why="Same person")
    assert "76901" not in str(refused.value)


def test_a_merge_of_whom_only_a_paper_in_the_bin_named_is_split_once_that_is_restored(
    archivist: User, as_user: AsUser
) -> None:
    kept, merged = named("Elaine Duke"), named("Deputy Secretary Duke")
    note = merged.participations.get().note
    done = review.merge_rows(kept=kept, merged=merged, by=archivist, why="Same person")
    unnamed = Participant.objects.create(name="The Deputy", kind=Participant.PERSON)
    told = review.merge_rows(kept=kept, merged=unnamed, by=archivist, why="Same person")
    delete_note(note=note, by=archivist, reason="A slip")
    browser, page = as_user(archivist), reverse("admin:meetings_participant_change", args=[kept.pk])
    assert list(Merge.objects.for_curator(archivist)) == [told]
    assert reverse("admin:split", args=[done.pk]) not in browser.get(page).content.decode()
    assert browser.post(reverse("admin:split", args=[done.pk]), {"why": "Two"}).status_code == 404
    restore_note(note=note, by=archivist)
    assert reverse("admin:split", args=[done.pk]) in browser.get(page).content.decode()
    assert browser.post(reverse("admin:split", args=[done.pk]), {"why": "Two"}).status_code == 302
    assert Participant.objects.get(pk=merged.pk).participations.exists()


def test_the_look_before_a_merge_counts_no_paper_in_the_bin(
    duke: tuple[Participant, Participant], archivist: User, as_user: AsUser
) -> None:
    kept, merged = duke
    page = reverse("admin:merge", args=["participant", merged.pk])
    assert "Named in notes: 1" in as_user(archivist).get(page, {"into": kept.pk}).content.decode()
    delete_note(note=merged.participations.get().note, by=archivist, reason="A slip")
    shown = as_user(archivist).get(page, {"into": kept.pk}).content.decode()
    assert "Named in notes" not in shown
    assert "Named by public sources: 1" in shown


def test_neither_itself_nor_an_institution_nor_without_a_reason(archivist: User) -> None:
    person = named("Elaine Duke")
    institution = Participant.objects.create(name="Eurojust", kind=Participant.INSTITUTION)
    with pytest.raises(review.NotMergeable, match="into itself"):
        review.merge_rows(kept=person, merged=person, by=archivist, why="Same")
    with pytest.raises(review.NotMergeable, match="institution"):
        review.merge_rows(kept=institution, merged=person, by=archivist, why="Same")
    with pytest.raises(review.ReasonMissing):
        review.merge_rows(kept=institution, merged=person, by=archivist, why=" ")


def test_a_merge_of_what_was_merged_meanwhile_is_refused(
    duke: tuple[Participant, Participant], archivist: User
) -> None:
    kept, merged = duke
    stale = Participant.objects.get(pk=merged.pk)
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Same person")
    with pytest.raises(review.NotMergeable, match="meanwhile"):
        review.merge_rows(kept=kept, merged=stale, by=archivist, why="Same person")


def test_merges_in_a_row_lead_to_the_last(archivist: User, as_user: AsUser) -> None:
    first, second, third = named("Duke"), named("E. Duke"), named("Elaine Duke")
    old = first.get_absolute_url()
    review.merge_rows(kept=second, merged=first, by=archivist, why="Same person")
    review.merge_rows(kept=third, merged=second, by=archivist, why="Same person")
    assert as_user(archivist).get(old).headers["Location"] == third.get_absolute_url()
    assert third.participations.count() == 3


def test_a_curator_looks_before_merging_and_splits_again(
    duke: tuple[Participant, Participant], archivist: User, as_user: AsUser
) -> None:
    kept, merged = duke
    desk = as_user(archivist)
    page = reverse("admin:merge", args=["participant", merged.pk])
    assert f'href="{page}"' in desk.get(reverse("admin:meetings_participant_change", args=[merged.pk])).content.decode()
    assert "Elaine Duke" in desk.get(page).content.decode()
    looked = desk.get(page, {"into": kept.pk}).content.decode()
    assert f"<q>{merged.participations.get().as_named}</q>" in looked
    assert "Named by public sources: 1" in looked
    assert desk.post(page, {"into": kept.pk, "why": ""}).status_code == 400
    assert Participant.objects.filter(pk=merged.pk).exists()
    done = desk.post(page, {"into": kept.pk, "why": "Same <b>person</b>"}, follow=True).content.decode()
    assert "Same &lt;b&gt;person&lt;/b&gt;" in done
    split = reverse("admin:split", args=[Merge.objects.get().pk])
    assert "say why" in desk.post(split, {"why": ""}, follow=True).content.decode()
    assert "stands by itself again" in desk.post(split, {"why": "Two"}, follow=True).content.decode()


@pytest.mark.parametrize("wanted", ["", "x", "0", "9" * 40, "-1"])
def test_an_odd_choice_is_answered_in_a_sentence(
    duke: tuple[Participant, Participant], archivist: User, as_user: AsUser, wanted: str
) -> None:
    page = reverse("admin:merge", args=["participant", duke[1].pk])
    answer = as_user(archivist).post(page, {"into": wanted, "why": "Same"})
    assert answer.status_code == 400
    assert "Choose the one that is kept." in answer.content.decode()


def test_readers_cannot_merge(duke: tuple[Participant, Participant], reader: User, as_user: AsUser) -> None:
    page = reverse("admin:merge", args=["participant", duke[1].pk])
    assert as_user(reader).post(page, {"into": duke[0].pk, "why": "Same"}).status_code == 404


def test_a_merge_that_breaks_half_way_changes_nothing(
    duke: tuple[Participant, Participant], archivist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = state()

    def breaks(*args: object, **kwargs: object) -> None:
        raise RuntimeError("the database went away")

    monkeypatch.setattr(Merge, "save", breaks)
    with pytest.raises(RuntimeError), transaction.atomic():
        review.merge_rows(kept=duke[0], merged=duke[1], by=archivist, why="Same person")
    assert state() == before
    assert connection.is_usable()
