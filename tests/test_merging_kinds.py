"""Themes, topic codes and instruments that are one: what hangs on them moves, and comes back as it was."""

import contextlib
import random
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse

from meetings import review
from meetings.council.codes import NoteCode as Printed
from meetings.finding.asked import Asked
from meetings.finding.destinations import destination
from meetings.ingest import receive_source
from meetings.ingest.again import reread_note
from meetings.ingest.subjects import find_subjects_anew
from meetings.models import (
    Instrument,
    InstrumentMention,
    Merge,
    NoteCode,
    OutcomeNote,
    Participant,
    Theme,
    ThemePassage,
    TopicCode,
)
from meetings.reference import load_reference
from tests import make
from tests.ingest.papers import note_text

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
SENTENCES = ("They spoke of PNR and API.", "Passenger data was raised.", "The Umbrella Agreement and the CLOUD Act.")


def theme(slug: str, *terms: str) -> Theme:
    return Theme.objects.create(slug=slug, label=slug.capitalize(), terms=list(terms))


def instrument(slug: str, *forms: str, **given: Any) -> Instrument:
    return Instrument.objects.create(slug=slug, name=slug, **{"kind": "agreement", "forms": list(forms)} | given)


def code(word: str, **given: Any) -> TopicCode:
    return TopicCode.objects.create(code=word, slug=word.lower(), **given)


def state() -> list[Any]:
    """All that a merge may change, in a form that can be compared."""
    return [
        *Theme.objects.order_by("pk").values_list("pk", "slug", "terms", "codes"),
        *TopicCode.objects.order_by("pk").values_list("pk", "slug", "known"),
        *Instrument.objects.order_by("pk").values_list("pk", "slug", "forms", "near_misses"),
        *Participant.objects.order_by("pk").values_list("pk", "slug", "variants"),
        *NoteCode.objects.order_by("pk").values_list("pk", "code"),
        *ThemePassage.objects.order_by("theme", "paragraph").values_list("theme", "paragraph", "terms"),
        *InstrumentMention.objects.order_by("instrument", "paragraph", "start").values_list(
            "instrument", "paragraph", "start", "end"
        ),
    ]


# Themes and instruments -----------------------------------------------------------------------------------------------


def test_passages_of_a_theme_move_with_its_terms_and_come_back(archivist: User) -> None:
    kept, merged = theme("pnr", "PNR"), theme("passengers", "passenger data", "API", "PNR")
    kept.codes.add(code("JAIEX"))
    merged.codes.add(code("VISA"))
    find_subjects_anew(make.note(*SENTENCES))
    before = state()
    done = review.merge_rows(kept=kept, merged=merged, by=archivist, why="One subject")
    assert list(kept.passages.order_by("paragraph").values_list("terms", flat=True)) == [
        ["PNR", "API"],
        ["passenger data"],
    ]
    assert {str(each) for each in kept.codes.all()} == {"JAIEX", "VISA"}
    review.split_row(merge=done, by=archivist, why="Two subjects")
    assert state() == before


def test_the_next_note_lands_on_the_theme_that_remains(archivist: User) -> None:
    kept, merged = theme("pnr", "PNR"), theme("passengers", "passenger data")
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="One subject")
    find_subjects_anew(make.note("Passenger data was raised."))
    assert ThemePassage.objects.get().theme == kept


def test_what_was_found_since_the_merge_goes_with_its_words_when_split(archivist: User) -> None:
    kept, merged = theme("pnr", "PNR"), theme("passengers", "passenger data")
    done = review.merge_rows(kept=kept, merged=merged, by=archivist, why="One subject")
    find_subjects_anew(make.note("Passenger data was raised."))
    again = review.split_row(merge=done, by=archivist, why="Two")
    assert ThemePassage.objects.get().theme == again


def test_overlapping_mentions_become_the_longest_one(archivist: User) -> None:
    kept, merged = instrument("pnr", "PNR Agreement"), instrument("eu-pnr", "EU-US PNR Agreement")
    note = make.note("The EU-US PNR Agreement is in force.")
    find_subjects_anew(note)
    before = state()
    assert InstrumentMention.objects.count() == 2
    done = review.merge_rows(kept=kept, merged=merged, by=archivist, why="One agreement")
    assert InstrumentMention.objects.get().words == "EU-US PNR Agreement"
    review.split_row(merge=done, by=archivist, why="Two")
    assert state() == before


def test_instruments_that_are_kept_apart_are_not_merged(archivist: User) -> None:
    kept = instrument("pnr", "PNR Agreement", near_misses=["Canada PNR Agreement"])
    merged = instrument("canada", "Canada PNR Agreement")
    with pytest.raises(review.NotMergeable, match="kept apart"):
        review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    other = instrument("pnr-act", "PNR Act", kind="us-act")
    with pytest.raises(review.NotMergeable, match="different kinds"):
        review.merge_rows(kept=kept, merged=other, by=archivist, why="One")


@pytest.mark.parametrize("make_one", [theme, instrument])
def test_the_address_of_the_one_merged_away_leads_on(
    make_one: Callable[..., Any], archivist: User, reader: User, as_user: AsUser
) -> None:
    kept, merged = make_one("umbrella", "Umbrella Agreement"), make_one("dppa", "DPPA")
    old = merged.get_absolute_url()
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    assert as_user(reader).get(old).headers["Location"] == kept.get_absolute_url()


# Topic codes ----------------------------------------------------------------------------------------------------------


def test_notes_move_to_the_code_that_remains_and_come_back(archivist: User) -> None:
    note = make.note("Words", codes="CYB 99, VISA 1")
    kept, merged = code("CYBER", known=True), TopicCode.objects.get(code="CYB")
    theme("cyber", "cyber").codes.add(merged)
    before = state()
    done = review.merge_rows(kept=kept, merged=merged, by=archivist, why="Misprint")
    assert [str(each) for each in note.note_codes.all()] == ["CYBER 99", "VISA 1"]
    assert kept.themes.get().slug == "cyber"
    review.split_row(merge=done, by=archivist, why="No misprint")
    assert state() == before


def test_a_note_that_carries_both_with_one_number_is_mended_first(archivist: User) -> None:
    make.note("Words", codes="CYB 99, CYBER 99")
    kept, merged = (TopicCode.objects.get(code=word) for word in ("CYBER", "CYB"))
    with pytest.raises(review.NotMergeable, match="carries both with the same number, CYB 99"):
        review.merge_rows(kept=kept, merged=merged, by=archivist, why="Misprint")


def test_a_misprint_met_again_or_entered_by_hand_is_the_code_that_remains(archivist: User) -> None:
    kept, merged = code("CYBER", known=True), code("CYB")
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Misprint")
    assert TopicCode.objects.met("CYB") == kept
    note = make.note("Words", published=False)
    review.set_cover(note=note, by=archivist, codes=[Printed.parse("CYB 12")])
    assert [str(each) for each in note.note_codes.all()] == ["CYBER 12"]


def test_a_reading_that_prints_the_misprint_again_proposes_nothing(archivist: User, reader: User) -> None:
    data = note_text(codes="CYB 99")
    note = receive_source(data=data, name="note.md", by=None, publish=True).note
    kept, merged = code("CYBER", known=True), TopicCode.objects.get(code="CYB")
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Misprint")
    OutcomeNote.objects.update(reader_version="0.1")
    reread_note(note=note, by=None)
    assert not note.proposals.filter(field="codes").exists()
    assert "CYBER 99" in [str(each) for each in note.note_codes.all()]
    later = receive_source(data=note_text(codes="CYB 100", number="99011/19"), name="later.md", by=None).note
    assert "CYBER 100" in [str(each) for each in later.note_codes.all()]
    assert not TopicCode.objects.filter(code="CYB").exists()


def test_the_misprint_typed_into_the_search_leads_those_who_could_know_it(archivist: User, reader: User) -> None:
    make.note("Words", codes="CYB 99", marking="LIMITE")
    make.note("Words", codes="CYBER 98")
    kept, merged = (TopicCode.objects.get(code=word) for word in ("CYBER", "CYB"))
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Misprint")
    assert destination(Asked(text="CYB"), archivist) == kept.get_absolute_url()
    assert destination(Asked(text="CYB"), reader) is None


@pytest.mark.parametrize("known", [True, False])
def test_whoever_could_not_know_of_a_code_learns_nothing_from_its_address(
    known: bool, archivist: User, reader: User, as_user: AsUser
) -> None:
    make.note("Words", codes="CYB 99", marking="LIMITE")
    TopicCode.objects.update(known=known)
    kept, merged = code("CYBER", known=True), TopicCode.objects.get(code="CYB")
    old = merged.get_absolute_url()
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="Misprint")
    assert as_user(reader).get(old).status_code == (302 if known else 404)
    assert as_user(archivist).get(old).headers["Location"] == kept.get_absolute_url()


# All of them ----------------------------------------------------------------------------------------------------------


def test_the_reference_tables_do_not_bring_back_what_was_merged_or_renamed(archivist: User) -> None:
    load_reference()
    for model in (Theme, Instrument, TopicCode):
        kept, merged = list(model.objects.order_by("pk")[:2])
        review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    for model in (Theme, Instrument):
        model.objects.filter(pk=model.objects.last().pk).update(slug="another-address")
    counts = [model.objects.count() for model in (Theme, Instrument, TopicCode)]
    assert not any(load_reference().values())
    assert [model.objects.count() for model in (Theme, Instrument, TopicCode)] == counts


@pytest.mark.parametrize("seed", range(6))
def test_merges_in_any_order_split_in_any_order_leave_everything_as_it_was(seed: int, archivist: User) -> None:
    dice = random.Random(seed)
    words = ["PNR", "API", "visa", "passenger data", "CLOUD Act", "Umbrella Agreement"]
    jaiex = code("JAIEX")
    for n in range(6):
        theme(f"theme-{n}", *dice.sample(words, 3)).codes.set([jaiex] * dice.randint(0, 1))
        instrument(f"instrument-{n}", *dice.sample(words, 2))
        note = make.note(*SENTENCES, codes=f"CODE{'ABCDEF'[n]} {n}")
        make.participation(note, name=f"Person {n}")
    for note in OutcomeNote.objects.all():
        find_subjects_anew(note)
    before = state()
    for model in (Theme, Instrument, TopicCode, Participant):
        for _ in range(4):
            kept, merged = dice.sample(list(model.objects.exclude(slug="jaiex")), 2)
            review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    assert state() != before
    for _ in range(200):
        if not (merges := list(Merge.objects.all())):
            break
        with contextlib.suppress(review.NotMergeable):  # one inside another, which is split first
            review.split_row(merge=dice.choice(merges), by=archivist, why="Two")
    assert not Merge.objects.exists()
    assert state() == before


def test_a_merge_inside_another_is_split_after_the_outer_one(archivist: User) -> None:
    first, second, third = code("A1"), code("B1"), code("C1")
    inner = review.merge_rows(kept=second, merged=first, by=archivist, why="One")
    outer = review.merge_rows(kept=third, merged=second, by=archivist, why="One")
    with pytest.raises(review.NotMergeable, match="split “B1” first"):
        review.split_row(merge=inner, by=archivist, why="Two")
    again = review.split_row(merge=outer, by=archivist, why="Two")
    assert again.merges.get() == inner


# The pages ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kept", "merged", "shown"),
    [
        (lambda: theme("pnr", "PNR"), lambda: theme("passengers", "passenger data"), "passenger data"),
        (lambda: instrument("a", "CLOUD Act"), lambda: instrument("b", "Umbrella Agreement"), "Umbrella Agreement"),
        (lambda: code("JAIEX"), lambda: code("JAIE"), "JAIE 7"),
    ],
)
def test_a_curator_looks_merges_and_splits(
    kept: Callable[[], Any], merged: Callable[[], Any], shown: str, archivist: User, as_user: AsUser
) -> None:
    one, other = kept(), merged()
    note = make.note(*SENTENCES)
    find_subjects_anew(note)
    if isinstance(other, TopicCode):
        make.code(note, "JAIE", 7)
    kind = other._meta.model_name
    desk, page = as_user(archivist), reverse("admin:merge", args=[kind, other.pk])
    assert page in desk.get(reverse(f"admin:meetings_{kind}_change", args=[other.pk])).content.decode()
    looked = desk.get(page, {"into": one.pk}).content.decode()
    assert f"<q>{shown}</q>" in looked
    assert note.name in looked
    done = desk.post(page, {"into": one.pk, "why": "Same"}, follow=True).content.decode()
    assert "Merged into this one" in done
    split = reverse("admin:split", args=[Merge.objects.get().pk])
    assert "stands by itself again" in desk.post(split, {"why": "Two"}, follow=True).content.decode()
    assert "undone already" in desk.post(split, {"why": "Two"}, follow=True).content.decode()


def test_a_page_open_since_before_the_merge_leads_to_the_one_that_remains(archivist: User, as_user: AsUser) -> None:
    kept, merged = theme("pnr", "PNR"), theme("passengers", "passenger data")
    desk, pk = as_user(archivist), merged.pk
    review.merge_rows(kept=kept, merged=merged, by=archivist, why="One")
    for path in (reverse("admin:merge", args=["theme", pk]), reverse("admin:meetings_theme_change", args=[pk])):
        told = desk.post(path, {"into": kept.pk, "why": "One"}, follow=True)
        assert "was merged into Pnr meanwhile" in told.content.decode()
        assert told.redirect_chain == [(reverse("admin:meetings_theme_change", args=[kept.pk]), 302)]


def test_each_kind_needs_its_own_right(archivist: User, as_user: AsUser) -> None:
    kept, merged = theme("pnr", "PNR"), theme("passengers", "passenger data")
    group = archivist.groups.get()
    group.permissions.remove(group.permissions.get(codename="change_theme"))
    path = reverse("admin:merge", args=["theme", merged.pk])
    assert as_user(archivist).post(path, {"into": kept.pk, "why": "One"}).status_code == 404
    assert as_user(archivist).get(reverse("admin:merge", args=["outcomenote", 1])).status_code == 404
    assert Theme.objects.count() == 2


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
@pytest.mark.parametrize("crossed", [False, True])
def test_two_curators_at_once_and_the_second_is_told(crossed: bool) -> None:
    """Both merge the same one, or each merges the other's; one of them gets a sentence and nothing is lost."""
    archivist = make.user("archivist")
    one, two, three = theme("one", "PNR"), theme("two", "visa"), theme("three", "API")
    note = make.note("They spoke of PNR, visa and API.")
    find_subjects_anew(note)
    pairs = [(one, two), (two, one)] if crossed else [(one, three), (two, three)]
    start, told, done = threading.Barrier(2), [], []

    def merge(kept: Theme, merged: Theme) -> None:
        try:
            start.wait(20)
            done.append(review.merge_rows(kept=kept, merged=merged, by=archivist, why="One"))
        except review.NotMergeable as refusal:
            told.append(str(refusal))
        finally:
            connection.close()

    threads = [threading.Thread(target=merge, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), len(told)) == (1, 1)
    assert "somebody merged or deleted it meanwhile" in told[0]
    words = {word for each in Theme.objects.all() for word in each.terms}
    assert words == {"PNR", "visa", "API"}
    assert {word for each in ThemePassage.objects.all() for word in each.terms} == words
    assert OutcomeNote.objects.get() == note
