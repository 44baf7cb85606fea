"""Themes, instruments and the glossary at the desk: checked forms, addresses that lead on, two curators at once."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings import review
from meetings.models import (
    EARLIER,
    GlossaryTerm,
    Instrument,
    InstrumentMention,
    MistakeReport,
    PublicTwin,
    Theme,
    ThemePassage,
)
from meetings.reference import load_reference
from meetings.review.record import CannotRevert, changes_of_row, revert_change
from tests import make

pytestmark = pytest.mark.django_db
AsUser = Callable[[User], Client]
THEME = {"label": "Visas", "slug": "visas", "description": "", "terms": "visa waiver\nVWP"}
INSTRUMENT = {"name": "CLOUD Act", "slug": "", "kind": "us-act", "forms": "CLOUD Act", "near_misses": ""}
TERM = {"term": "PNR", "slug": "", "expansion": "passenger name record", "explanation": ""}


def page(row: Any, name: str = "change") -> str:
    return reverse(f"admin:meetings_{row._meta.model_name}_{name}", args=[row.pk] if name != "add" else [])


@pytest.mark.parametrize(("model", "given"), [(Theme, THEME), (Instrument, INSTRUMENT), (GlossaryTerm, TERM)])
def test_a_curator_adds_one_and_its_address_is_made_of_its_name(
    desk: Client, model: type[Any], given: dict[str, str]
) -> None:
    assert desk.post(page(model, "add"), given | {"slug": ""}).status_code == 302
    assert model.objects.get().slug in {"visas", "cloud-act", "pnr"}


@pytest.mark.parametrize(
    ("model", "given", "sentence"),
    [
        (Theme, THEME | {"terms": "visa\nthe"}, "“the” holds no word"),
        (Theme, THEME | {"terms": " \n"}, "This field is required."),
        (Theme, THEME | {"label": "§", "slug": ""}, "Give it an address"),
        (Instrument, INSTRUMENT | {"near_misses": "Data Act"}, "“Data Act” holds none of the forms"),
        (Instrument, INSTRUMENT | {"near_misses": "Canada CLOUD Act\nCLOUD Act"}, "stands inside a near miss"),
        (Instrument, INSTRUMENT | {"source_url": "javascript:alert(1)"}, "Enter a valid URL."),
        (GlossaryTerm, TERM | {"expansion": ""}, "This field is required."),
    ],
)
def test_what_could_not_be_found_or_followed_is_refused_in_words(
    desk: Client, model: type[Any], given: dict[str, str], sentence: str
) -> None:
    assert sentence in desk.post(page(model, "add"), given).content.decode()
    assert not model.objects.exists()


def test_a_short_form_stands_in_the_glossary_once(desk: Client) -> None:
    GlossaryTerm.objects.create(slug="pnr", term="PNR", expansion="passenger name record")
    answer = desk.post(page(GlossaryTerm, "add"), TERM | {"term": " pnr ", "slug": "other"}).content.decode()
    assert "“pnr” stands in the glossary already." in answer


def test_a_changed_address_leads_on_and_is_not_given_to_another(desk: Client, reader: User, as_user: AsUser) -> None:
    theme = Theme.objects.create(slug="visas", label="Visas", terms=["visa waiver"])
    old = theme.get_absolute_url()
    assert desk.post(page(theme), THEME | {"slug": "visa-waiver"}).status_code == 302
    theme.refresh_from_db()
    assert as_user(reader).get(old).headers["Location"] == theme.get_absolute_url() == "/threads/visa-waiver/"
    answer = desk.post(page(Theme, "add"), THEME | {"label": "Others"}).content.decode()
    assert "was the address of another one before" in answer


def test_a_former_place_in_the_glossary_is_still_found(desk: Client, reader: User, as_user: AsUser) -> None:
    term = GlossaryTerm.objects.create(slug="pnr", term="PNR", expansion="passenger name record")
    assert desk.post(page(term), TERM | {"slug": "passenger-name-record"}).status_code == 302
    shown = as_user(reader).get("/glossary/").content.decode()
    assert '<dt id="passenger-name-record"><span id="pnr"></span>PNR</dt>' in shown


def test_a_meeting_whose_address_was_mended_is_found_at_both(archivist: User, reader: User, as_user: AsUser) -> None:
    meeting, hidden = (
        make.meeting(slug="2017-06-valeta"),
        make.meeting(slug="2018-01-hidden", city="Sofia", public_source=""),
    )
    for row, slug in ((meeting, "2017-06-valletta"), (hidden, "2018-01-still-hidden")):
        row.slug = slug
        row.save()
    assert as_user(reader).get("/meetings/2017-06-valeta/").headers["Location"] == "/meetings/2017-06-valletta/"
    assert as_user(reader).get("/meetings/2018-01-hidden/").status_code == 404


def test_the_reference_tables_never_overwrite_what_a_curator_wrote(desk: Client) -> None:
    load_reference()
    theme, instrument, term = Theme.objects.first(), Instrument.objects.first(), GlossaryTerm.objects.first()
    desk.post(page(theme), THEME | {"slug": "mine"})
    desk.post(page(instrument), INSTRUMENT | {"slug": "mine"})
    desk.post(page(term), TERM | {"term": "Mine", "slug": "mine"})
    assert not any(load_reference().values())
    assert [Theme.objects.get(pk=theme.pk).label, list(Theme.objects.get(pk=theme.pk).codes.all())] == ["Visas", []]
    assert Instrument.objects.get(slug="mine").forms == ["CLOUD Act"]
    assert GlossaryTerm.objects.get(slug="mine").term == "Mine"


@pytest.mark.parametrize(
    ("row", "given", "found"),
    [
        (lambda: Theme.objects.create(slug="x", label="X", terms=["nothing"]), THEME, ThemePassage),
        (
            lambda: Instrument.objects.create(slug="x", name="X", kind="us-act", forms=["nothing"]),
            INSTRUMENT | {"forms": "visa waiver"},
            InstrumentMention,
        ),
    ],
)
def test_changed_words_are_found_in_all_notes_and_taken_back_again(
    row: Callable[[], Any],
    given: dict[str, str],
    found: type[Any],
    desk: Client,
    archivist: User,
    django_capture_on_commit_callbacks: Any,
) -> None:
    subject = row()
    make.note("They spoke of the visa waiver.")
    with django_capture_on_commit_callbacks(execute=True):
        answer = desk.post(page(subject), given | {"slug": "x"}, follow=True)
    assert "being found again in all notes" in answer.content.decode()
    assert found.objects.count() == 1
    subject.refresh_from_db()
    with django_capture_on_commit_callbacks(execute=True):
        [change] = changes_of_row(subject)
        revert_change(row=subject, earlier_pk=change.earlier.pk, by=archivist, reason="As it was")
    assert not found.objects.exists()


def test_archivists_alone_and_not_without_the_right(
    desk: Client, archivist: User, reader: User, as_user: AsUser
) -> None:
    theme = Theme.objects.create(slug="visas", label="Visas", terms=["visa waiver"])
    assert as_user(reader).get(page(theme)).status_code == 404
    group = archivist.groups.get()
    group.permissions.remove(group.permissions.get(codename="change_theme"))
    assert desk.post(page(theme), THEME | {"label": "Mine"}).status_code == 403
    assert Theme.objects.get().label == "Visas"


# Two at once ----------------------------------------------------------------------------------------------------------


def seen(browser: Client, row: Any) -> str:
    """What the form of ``row`` carries of the state in which it was opened."""
    return browser.get(page(row)).context["adminform"].form["seen"].value()


def test_who_saves_over_a_change_that_they_have_not_seen_is_told(desk: Client, as_user: AsUser) -> None:
    theme = Theme.objects.create(slug="visas", label="Visas", terms=["visa waiver"])
    colleague = make.user("archivist")
    before = seen(desk, theme)
    assert as_user(colleague).post(page(theme), THEME | {"label": "Theirs", "seen": before}).status_code == 302
    answer = desk.post(page(theme), THEME | {"label": "Mine", "seen": before}).content.decode()
    assert f"{colleague.username} changed this record while you had it open, so nothing was saved." in answer
    assert 'value="Mine"' in answer  # what was written is not lost
    assert Theme.objects.get().label == "Theirs"
    assert desk.post(page(theme), THEME | {"label": "Mine", "seen": seen(desk, theme)}).status_code == 302


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_who_save_in_the_same_moment_do_not_overwrite_each_other() -> None:
    theme = Theme.objects.create(slug="visas", label="Visas", terms=["visa waiver"])
    browsers = []
    for _ in range(2):
        browser = Client()
        browser.force_login(make.user("archivist"))
        browsers.append((browser, seen(browser, theme)))
    start, answers = threading.Barrier(2), []

    def save(browser: Client, opened: str, name: str) -> None:
        try:
            start.wait(20)
            answers.append(browser.post(page(theme), THEME | {"label": name, "seen": opened}))
        finally:
            connection.close()

    threads = [threading.Thread(target=save, args=(*each, f"Name {n}")) for n, each in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [200, 302]
    told = next(answer for answer in answers if answer.status_code == 200)
    assert "while you had it open" in told.content.decode()
    assert EARLIER[Theme].objects.filter(pgh_obj_id=theme.pk).count() == 1


# History --------------------------------------------------------------------------------------------------------------


def test_an_answer_to_a_report_is_taken_back_and_the_report_waits_again(desk: Client, archivist: User) -> None:
    note = make.note("Both sides agreed.")
    report = MistakeReport.objects.create(note=note, address="1.1", passage="x", words="Wrong", reported_by=archivist)
    review.answer_report(report=report, by=archivist, answer="Mended")
    report.refresh_from_db()
    [change] = changes_of_row(report)
    assert "Mended" in desk.get(page(report, "history")).content.decode()
    path = reverse("admin:revert", args=["mistakereport", report.pk, change.earlier.pk])
    assert desk.post(path, {"reason": "Too early"}).status_code == 302
    assert MistakeReport.objects.open().get() == report


def test_a_judgement_of_a_twin_is_taken_back_unless_it_is_no_twin_any_more(archivist: User) -> None:
    paper = make.note("Visa.", kind="ABSTRACT")
    twin = PublicTwin.objects.create(
        passage=make.note("Visas.", marking="LIMITE").paragraphs.get(), public_passage=paper.paragraphs.get(), score=0.5
    )
    review.confirm_twin(twin=twin, by=archivist)
    held = review.reject_twin(twin=twin, by=archivist, why="Another sentence")
    change = changes_of_row(held)[0]
    back = revert_change(row=held, earlier_pk=change.earlier.pk, by=archivist, reason="The same after all")
    assert (back.state, back.revision) == (PublicTwin.CONFIRMED, 3)
    held = review.reject_twin(twin=back, by=archivist)
    type(paper).objects.filter(pk=paper.pk).update(marking="LIMITE")
    held = PublicTwin.objects.get(pk=held.pk)
    with pytest.raises(review.TwinUnfit):
        revert_change(row=held, earlier_pk=changes_of_row(held)[0].earlier.pk, by=archivist, reason="Once more")


def test_a_merge_is_split_and_not_taken_back(archivist: User) -> None:
    themes = [Theme.objects.create(slug=slug, label=slug, terms=[slug]) for slug in ("one", "two", "three")]
    inner = review.merge_rows(kept=themes[1], merged=themes[0], by=archivist, why="One")
    review.merge_rows(kept=themes[2], merged=themes[1], by=archivist, why="One")
    inner.refresh_from_db()
    [change] = changes_of_row(inner)
    assert not change.can_be_reverted
    with pytest.raises(CannotRevert, match="own buttons"):
        revert_change(row=inner, earlier_pk=change.earlier.pk, by=archivist, reason="No")


def test_a_glossary_entry_and_an_instrument_have_a_history(desk: Client, archivist: User) -> None:
    term = GlossaryTerm.objects.create(slug="pnr", term="PNR", expansion="passenger name")
    desk.post(page(term), TERM | {"slug": "pnr", "why": "It was cut off"})
    term.refresh_from_db()
    [change] = changes_of_row(term)
    assert (change.who, change.why) == (archivist.username, "It was cut off")
    assert timezone.now() > change.when
    assert "passenger name record" in desk.get(page(term, "history")).content.decode()


@pytest.mark.parametrize(
    ("asked", "order"), [("", "asylum Élan Éva ezra Zagreb"), ("?o=-0", "Zagreb ezra Éva Élan asylum")]
)
def test_names_stand_in_the_order_of_their_letters(desk: Client, asked: str, order: str) -> None:
    for place, term in enumerate(("Zagreb", "Élan", "ezra", "asylum", "Éva")):
        GlossaryTerm.objects.create(term=term, slug=f"t{place}", expansion="a word")
    answer = desk.get(f"{reverse('admin:meetings_glossaryterm_changelist')}{asked}")
    assert [str(row) for row in answer.context["cl"].result_list] == order.split()
    assert 'aria-sort="' in answer.content.decode()
