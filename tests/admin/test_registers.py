"""The registers: every list and form opens, what a reading wrote is only shown, and rights come from groups alone."""

import re
from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from meetings import review
from meetings.models import (
    AccessRecord,
    Commitment,
    Doubt,
    FailedSearch,
    FailedTry,
    FormerAddress,
    GlossaryTerm,
    Instrument,
    LastReading,
    Meeting,
    Merge,
    MistakeReport,
    OutcomeNote,
    Participant,
    Participation,
    Proposal,
    PublicTwin,
    SearchVariant,
    Source,
    StatusChange,
    Theme,
    Tombstone,
    TopicCode,
    Upload,
    UploadLine,
)
from tests import make

MENDED_AT_THE_DESK = [
    *(OutcomeNote, Commitment, Doubt, Source, FailedSearch, PublicTwin, Tombstone, Upload, UploadLine),
    *(Proposal, LastReading, FormerAddress, Merge, MistakeReport),
]
MENDED_HERE = [Meeting, TopicCode, Participant, Participation, Theme, Instrument, GlossaryTerm, SearchVariant]
FOR_ADMINISTRATORS = [AccessRecord, FailedTry]
FOR_THE_OPERATOR = [DBTaskResult]  # the queue; superusers alone look at it
DECIDED_HERE = [StatusChange]  # its own rules are proven beside its deed


@pytest.fixture
def rows(archivist: User) -> dict[type, object]:
    """One row of everything that is registered."""
    note = make.note("Both sides agreed.", codes="VISA 1")
    paragraph = note.paragraphs.get()
    participation = make.participation(note, paragraph, name="Duke")
    commitment = make.commitment(paragraph)
    line = make.line(note, name="visa.txt")
    return {
        OutcomeNote: note,
        Commitment: commitment,
        StatusChange: StatusChange.objects.create(
            commitment=commitment,
            status="delivered",
            since=date(2018, 1, 1),
            address="https://example.org/visa",
            decided_by=archivist,
            decided_at=timezone.now(),
        ),
        Doubt: Doubt.objects.create(note=note, kind="no-codes", words="none"),
        Source: make.source(note),
        Upload: line.upload,
        UploadLine: line,
        Meeting: note.meeting,
        PublicTwin: PublicTwin.objects.create(
            passage=paragraph, public_passage=make.note("Visa.", kind="ABSTRACT").paragraphs.get(), score=0.5
        ),
        TopicCode: TopicCode.objects.get(code="VISA"),
        Participant: participation.participant,
        Participation: participation,
        Theme: Theme.objects.create(slug="visa", label="Visa reciprocity"),
        SearchVariant: SearchVariant.objects.create(terms=["visa", "entry permit"], kind="synonym"),
        Tombstone: Tombstone.objects.create(
            slug="1-17", name="1/17", was_readable=False, deleted_at=timezone.now(), reason="A visa copy"
        ),
        FailedSearch: FailedSearch.objects.create(words="visas", month=date(2026, 11, 1)),
        Instrument: Instrument.objects.create(slug="visa-code", name="Visa Code", kind="eu-act", forms=["Visa Code"]),
        GlossaryTerm: GlossaryTerm.objects.create(slug="vwp", term="VWP", expansion="Visa Waiver Program"),
        Proposal: Proposal.objects.create(note=note, field="subject", value="Visa", read_with="9.9"),
        LastReading: LastReading.objects.create(
            note=note, read_with="9.9", said={"subject": "Visa", "participants": [["Duke", "Secretary", "US"]]}
        ),
        FormerAddress: FormerAddress.objects.create(note=note, address="9.9", paragraph=paragraph),
        Merge: Merge.objects.create(
            participant=participation.participant, name="Visa man", merged=0, open=False, why="x"
        ),
        MistakeReport: MistakeReport.objects.create(
            note=note, address="1.1", passage="Both sides agreed.", words="Visa is missing", reported_by=archivist
        ),
    }


def address(model: type, page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_the_table_of_this_test_knows_every_register() -> None:
    assert set(admin.site._registry) == {
        *MENDED_AT_THE_DESK,
        *MENDED_HERE,
        *DECIDED_HERE,
        *FOR_ADMINISTRATORS,
        *FOR_THE_OPERATOR,
        User,
        Group,
    }


@pytest.mark.parametrize("model", [*MENDED_AT_THE_DESK, *MENDED_HERE, *DECIDED_HERE])
def test_every_list_row_and_history_opens(desk: Client, rows: dict[type, object], model: type) -> None:
    row = rows[model]
    assert desk.get(address(model, "changelist"), {"q": "visa"}).status_code == 200
    assert desk.get(address(model, "change", row.pk)).status_code == 200
    assert desk.get(address(model, "history", row.pk)).status_code == 200


@pytest.mark.parametrize("model", MENDED_AT_THE_DESK)
def test_what_a_reading_wrote_is_not_changed_past_the_desk(
    as_user: Callable[[User], Client], administrator: User, rows: dict[type, object], model: type
) -> None:
    browser = as_user(administrator)
    row = rows[model]
    assert browser.post(address(model, "change", row.pk), {}).status_code == 403
    assert browser.get(address(model, "add")).status_code == 403
    assert browser.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("model", [Meeting, TopicCode, Participant, Theme, Instrument, GlossaryTerm, SearchVariant])
def test_archivists_add_reference_rows_and_delete_none(desk: Client, rows: dict[type, object], model: type) -> None:
    assert desk.get(address(model, "add")).status_code == 200
    assert desk.post(address(model, "delete", rows[model].pk), {"post": "yes"}).status_code == 403
    assert model.objects.filter(pk=rows[model].pk).exists()


def test_a_meeting_that_closes_before_it_opens_is_refused_in_words(desk: Client, rows: dict[type, object]) -> None:
    given = {"slug": "2017-01-x", "level": "ministerial", "opened_on": "2017-01-02", "closed_on": "2017-01-01"}
    given |= {"certainty": "sure", "city": "Sofia"}
    page = desk.post(address(Meeting, "add"), given).content.decode()
    assert "The last day of a meeting cannot lie before its first day." in page


def test_the_history_of_a_note_says_who_did_what(desk: Client, archivist: User, rows: dict[type, object]) -> None:
    note = rows[OutcomeNote]
    review.withdraw_note(note=note, by=archivist, reason="A slip")
    page = desk.get(address(OutcomeNote, "history", note.pk)).content.decode()
    assert "Withdrawn. Reason: “A slip”." in page
    assert archivist.username in page


# Accounts -------------------------------------------------------------------------------------------------------------


def test_archivists_do_not_manage_people(desk: Client, reader: User) -> None:
    for model in (User, Group):
        assert desk.get(address(model, "changelist")).status_code == 403
    assert desk.get(address(User, "change", reader.pk)).status_code == 403
    assert desk.get(address(User, "add")).status_code == 403
    assert "Users" not in desk.get(reverse("admin:index")).content.decode()


def test_an_administrator_puts_a_person_into_a_group(
    as_user: Callable[[User], Client], administrator: User, reader: User
) -> None:
    browser = as_user(administrator)
    limite = Group.objects.get(name="LIMITE readers")
    given = {"username": reader.username, "is_active": "on", "groups": [limite.pk]}
    assert browser.post(address(User, "change", reader.pk), given).status_code == 302
    assert list(reader.groups.all()) == [limite]


def test_an_administrator_opens_an_account_with_its_group(
    as_user: Callable[[User], Client], administrator: User
) -> None:
    given = {
        "username": "new",
        "usable_password": "true",
        "password1": "quite a long phrase",
        "password2": "quite a long phrase",
        "groups": [Group.objects.get(name="Readers").pk],
    }
    assert as_user(administrator).post(address(User, "add"), given).status_code == 302
    assert User.objects.get(username="new").groups.get().name == "Readers"


def test_no_form_gives_rights_that_groups_do_not_have(
    as_user: Callable[[User], Client], administrator: User, reader: User
) -> None:
    given = {"username": reader.username, "is_active": "on", "is_superuser": "on", "is_staff": "on"}
    as_user(administrator).post(address(User, "change", reader.pk), given)
    reader.refresh_from_db()
    assert (reader.is_superuser, reader.is_staff) == (False, False)


def test_the_account_of_a_superuser_is_changed_by_superusers_only(
    as_user: Callable[[User], Client], administrator: User
) -> None:
    operator = User.objects.create_superuser("operator", password="a long pass phrase")
    browser = as_user(administrator)
    assert browser.post(address(User, "change", operator.pk), {"username": "mine"}).status_code == 403
    password = {"password1": "quite a long phrase", "password2": "quite a long phrase"}
    assert browser.post(reverse("admin:auth_user_password_change", args=[operator.pk]), password).status_code == 403
    operator.refresh_from_db()
    assert operator.check_password("a long pass phrase")


def test_accounts_are_closed_and_not_deleted(
    as_user: Callable[[User], Client], administrator: User, archivist: User
) -> None:
    note = make.note("Both sides agreed.", published=False)
    review.publish_note(note=note, by=archivist)
    browser = as_user(administrator)
    assert browser.post(address(User, "delete", archivist.pk), {"post": "yes"}).status_code == 403
    given = {"username": archivist.username, "groups": [archivist.groups.get().pk]}  # not active
    browser.post(address(User, "change", archivist.pk), given)
    assert as_user(archivist).get(reverse("admin:index")).status_code == 302  # to the sign-in page


def test_the_groups_are_fixed(as_user: Callable[[User], Client], administrator: User) -> None:
    group = Group.objects.get(name="LIMITE readers")
    browser = as_user(administrator)
    assert browser.get(address(Group, "change", group.pk)).status_code == 200
    assert browser.post(address(Group, "change", group.pk), {"name": "Everybody"}).status_code == 403
    assert browser.post(address(Group, "delete", group.pk), {"post": "yes"}).status_code == 403
    assert browser.get(address(Group, "add")).status_code == 403


# Who comes in ---------------------------------------------------------------------------------------------------------


def test_a_staff_flag_alone_opens_nothing(as_user: Callable[[User], Client], reader: User) -> None:
    reader.is_staff = True
    reader.save()
    assert as_user(reader).get(reverse("admin:index")).status_code == 404


@pytest.mark.parametrize(
    ("name", "permission"),
    [("upload", "add_source"), ("uploads", "add_source"), ("quarantine", "add_source"), ("queue", "view_outcomenote")],
)
def test_each_page_of_the_desk_needs_its_own_permission(
    desk: Client, archivist: User, name: str, permission: str
) -> None:
    group = archivist.groups.get()
    group.permissions.remove(group.permissions.get(codename=permission))
    assert desk.get(reverse(f"admin:{name}")).status_code == 404


def test_the_desk_has_one_sign_in_page_and_it_is_the_sites(client: Client, db: None) -> None:
    for path in ("/admin/", "/admin/review/1/", "/admin/login/", "/admin/no-such-page/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.url.startswith("/sign-in/?next=/admin/")


def test_the_register_of_access_is_for_administrators_to_look_at(
    desk: Client, as_user: Callable[[User], Client], administrator: User
) -> None:
    line = AccessRecord.objects.create(
        name="anna",
        deed="exported",
        what="Commitments",
        form="csv",
        address="/export/commitments.csv",
        marking="LIMITE",
    )
    assert desk.get(address(AccessRecord, "changelist")).status_code == 403
    assert "Records of access" not in desk.get(reverse("admin:index")).content.decode()
    browser = as_user(administrator)
    assert "anna" in browser.get(address(AccessRecord, "changelist"), {"q": "anna"}).content.decode()
    for page in ("change", "history"):
        assert browser.get(address(AccessRecord, page, line.pk)).status_code == 200
    assert browser.post(address(AccessRecord, "change", line.pk), {"name": "otto"}).status_code == 403
    assert browser.post(address(AccessRecord, "delete", line.pk), {"post": "yes"}).status_code == 403
    assert browser.get(address(AccessRecord, "add")).status_code == 403
    line.refresh_from_db()
    assert line.name == "anna"


def test_the_queue_is_the_operators(desk: Client) -> None:
    assert desk.get(address(DBTaskResult, "changelist")).status_code == 403
    assert "Task Results" not in desk.get(reverse("admin:index")).content.decode()


# How they are written -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "written"), [("en-gb", "28 November 2026, 17:05"), ("fr", "28 novembre 2026, 17\u00a0h\u00a005")]
)
def test_a_register_writes_a_moment_as_every_other_page_does(
    language: str, written: str, desk: Client, rows: dict[type, object]
) -> None:
    """By the clock of Brussels, of 24 hours."""
    Upload.objects.update(sent_at=datetime(2026, 11, 28, 16, 5, tzinfo=UTC))
    desk.cookies["language"] = language
    for page in ("changelist", "change"):
        wanted = [rows[Upload].pk] if page == "change" else []
        assert written in desk.get(address(Upload, page, *wanted)).content.decode()


def test_on_a_narrow_page_each_value_of_a_register_says_what_it_is(desk: Client, rows: dict[type, object]) -> None:
    page = desk.get(address(Commitment, "changelist")).content.decode()
    assert re.search(r'<td data-label="Side" class="field-side">\s*Both', page)
    assert 'data-label="Quote"' not in page  # the words name the row


def test_the_box_by_which_an_account_is_chosen_is_no_value(
    as_user: Callable[[User], Client], administrator: User
) -> None:
    page = as_user(administrator).get(address(User, "changelist")).content.decode()
    assert "<h1>Users</h1>" in page
    assert '<td class="action-checkbox">' in page
    assert '<td data-label="Groups" class="field-member_of">Administrators</td>' in page


def test_the_desk_of_an_empty_archive_says_what_to_do_first(desk: Client) -> None:
    page = desk.get(reverse("admin:index")).content.decode()
    assert "The archive holds no note yet" in page
    assert "wait for review" not in page
    make.note("Both sides agreed.")
    page = desk.get(reverse("admin:index")).content.decode()
    assert "The archive holds no note yet" not in page
    assert "0 notes wait for review" in page


def test_no_list_stumbles_over_a_character_that_the_database_takes_in_no_text(administrator: User, as_user) -> None:
    browser = as_user(administrator)
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        answer = browser.get(f"{address}?q=%00&state=%00")
        assert answer.status_code in (302, 403), model


def test_each_choice_of_a_filter_has_words_to_press(desk: Client) -> None:
    for kind in ("", "NOTE"):
        make.note("They met.", kind=kind)
    page = desk.get(address(OutcomeNote, "changelist")).content.decode()
    assert re.search(r'<a href="\?kind=">\s*Not set</a>', page)
    assert not re.search(r"<a href=[^>]*>\s*</a>", page)


def test_a_register_without_a_day_offers_no_year(desk: Client) -> None:
    assert "By deleted for good" not in desk.get(address(Tombstone, "changelist")).content.decode()
