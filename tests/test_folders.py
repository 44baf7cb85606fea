"""Folders: who may open and change one, what of it each person sees, and that it outlives another reading."""

import re

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from meetings import folders, review
from meetings.following.folders import kept_in
from meetings.models import Folder, FormerAddress, KeptPassage, OutcomeNote
from tests import make

pytestmark = pytest.mark.django_db
PUBLIC = "Both sides agreed to exchange lists of stolen firearms."
CLOSED = "The US side asked for wumbrel data."


@pytest.fixture
def public(db: None) -> OutcomeNote:
    return make.note(PUBLIC, number="10001/17")


@pytest.fixture
def limite(db: None) -> OutcomeNote:
    return make.note(CLOSED, number="10002/17", marking="LIMITE")


@pytest.fixture
def folder(public, limite, limite_reader) -> Folder:
    """A folder of a LIMITE reader with a public and a LIMITE passage, in this order."""
    made = folders.open_folder(by=limite_reader, name="Spring briefing")
    for note, remark in ((public, "Ask again"), (limite, "Sensitive wumbrel")):
        folders.keep_passage(folder=made, paragraph=note.paragraphs.get(), by=limite_reader, remark=remark)
    return made


def page(browser, path: str, status: int = 200) -> str:
    answer = browser.get(path)
    assert answer.status_code == status
    return " ".join(re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode()).split())


def addresses(folder: Folder, user: User) -> list[str]:
    return [str(each.row) for each in kept_in(folder, user)]


def test_nobody_but_the_owner_opens_a_folder_not_even_an_administrator(folder, reader, administrator, as_user):
    for person in (reader, administrator):
        page(as_user(person), folder.get_absolute_url(), 404)
        assert "Spring briefing" not in page(as_user(person), "/folders/")


def test_a_named_colleague_reads_it_as_far_as_their_rights_go(folder, limite_reader, reader, as_user):
    folders.share_folder(folder=folder, by=limite_reader, colleague=reader.username)
    shown = page(as_user(reader), folder.get_absolute_url())
    assert PUBLIC in shown
    assert "Ask again" in shown
    assert "wumbrel" not in shown
    assert "10002/17" not in shown
    assert "Spring briefing" in page(as_user(reader), "/folders/")


def test_a_colleague_cannot_tell_a_folder_with_closed_passages_from_one_without(
    folder, limite, limite_reader, reader, as_user
):
    folders.share_folder(folder=folder, by=limite_reader, colleague=reader.username)
    browser = as_user(reader)
    with_it = [page(browser, path) for path in (folder.get_absolute_url(), "/folders/")]
    KeptPassage.objects.filter(note=limite).delete()
    assert with_it == [page(browser, path) for path in (folder.get_absolute_url(), "/folders/")]


def test_the_owner_is_told_how_many_fell_away_and_nothing_else_of_them(
    folder, limite, limite_reader, archivist, as_user
):
    review.withdraw_note(note=limite, by=archivist, reason="A slip")
    shown = page(as_user(limite_reader), folder.get_absolute_url())
    assert "1 passage that you kept is not shown" in shown
    assert "wumbrel" not in shown
    assert "10002/17" not in shown


def test_a_colleague_changes_nothing_but_may_leave(folder, limite_reader, archivist, public, as_user):
    folders.share_folder(folder=folder, by=limite_reader, colleague=archivist.username)
    browser, kept = as_user(archivist), folder.kept.first()
    for do in ("rename", "delete", "share", "remark", "drop", "down"):
        answer = browser.post(
            folder.get_absolute_url(), {"do": do, "kept": kept.pk, "name": "Mine", "remark": "x", "colleague": "x"}
        )
        assert answer.status_code == 400, do
        assert "Only the owner of a folder changes it." in answer.content.decode(), do
    assert (Folder.objects.get().name, folder.kept.first().remark) == ("Spring briefing", "Ask again")
    assert addresses(folder, archivist) == ["10001/17 §1.1", "10002/17 §1.1"]
    browser.post(folder.get_absolute_url(), {"do": "leave"})
    page(browser, folder.get_absolute_url(), 404)


def test_an_owner_stops_sharing(folder, limite_reader, reader, as_user):
    folders.share_folder(folder=folder, by=limite_reader, colleague=reader.username)
    as_user(limite_reader).post(folder.get_absolute_url(), {"do": "close", "colleague": reader.pk})
    page(as_user(reader), folder.get_absolute_url(), 404)


def test_a_passage_is_kept_from_its_note_in_a_new_folder(public, reader, as_user):
    browser = as_user(reader)
    assert 'href="/notes/10001-17/1.1/keep/"' in page(browser, "/notes/10001-17/")
    answer = browser.post("/notes/10001-17/1.1/keep/", {"folder": "new", "name": " Spring  2027 ", "remark": "Why?"})
    assert answer.url == "/notes/10001-17/#p1.1"
    assert "10001/17 §1.1 is kept in your folder “Spring 2027”." in page(browser, "/notes/10001-17/")
    kept = KeptPassage.objects.get()
    assert (kept.folder.name, kept.folder.owner, kept.remark, kept.position) == ("Spring 2027", reader, "Why?", 1)


def test_the_folder_of_another_is_no_place_to_keep_something(folder, public, reader, as_user):
    answer = as_user(reader).post("/notes/10001-17/1.1/keep/", {"folder": folder.pk, "name": ""})
    assert answer.status_code == 400
    assert "Give the folder a name." in answer.content.decode()
    assert folder.kept.count() == 2


def test_the_same_passage_is_kept_once_and_takes_the_new_remark(folder, public, limite_reader):
    folders.keep_passage(folder=folder, paragraph=public.paragraphs.get(), by=limite_reader, remark="Ask twice")
    folders.keep_passage(folder=folder, paragraph=public.paragraphs.get(), by=limite_reader)
    assert [kept.remark for kept in folder.kept.filter(note=public)] == ["Ask twice"]


def test_the_owner_puts_it_in_order_and_takes_out(folder, limite_reader, as_user):
    browser = as_user(limite_reader)
    first, second = folder.kept.all()
    browser.post(folder.get_absolute_url(), {"do": "up", "kept": first.pk})
    assert addresses(folder, limite_reader) == ["10001/17 §1.1", "10002/17 §1.1"]
    browser.post(folder.get_absolute_url(), {"do": "up", "kept": second.pk})
    assert addresses(folder, limite_reader) == ["10002/17 §1.1", "10001/17 §1.1"]
    browser.post(folder.get_absolute_url(), {"do": "down", "kept": second.pk})
    browser.post(folder.get_absolute_url(), {"do": "remark", "kept": second.pk, "remark": "Now"})
    browser.post(folder.get_absolute_url(), {"do": "drop", "kept": first.pk})
    assert [(each.row.pk, each.row.remark) for each in kept_in(folder, limite_reader)] == [(second.pk, "Now")]


def test_a_passage_goes_to_the_place_that_its_owner_types(folder, limite, limite_reader, as_user):
    for number in ("10003/17", "10004/17"):
        passage = make.note(PUBLIC, number=number).paragraphs.get()
        folders.keep_passage(folder=folder, paragraph=passage, by=limite_reader)
    browser, path = as_user(limite_reader), folder.get_absolute_url()
    first, *_rest, last = folder.kept.order_by("position")
    assert page(browser, path).count('name="to"') == 4

    def typed(row: KeptPassage, place: str) -> list[str]:
        browser.post(path, {"do": "move", "kept": row.pk, "to": place})
        return [name[:5] for name in addresses(folder, limite_reader)]

    assert typed(last, "1") == ["10004", "10001", "10002", "10003"]
    assert typed(first, "3") == ["10004", "10002", "10001", "10003"]
    assert typed(last, "99") == ["10002", "10001", "10003", "10004"]
    answer = browser.post(path, {"do": "move", "kept": last.pk, "to": "first"})
    assert answer.status_code == 400
    assert "number of the place" in answer.content.decode()
    limite_reader.groups.set(make.user("reader").groups.all())  # a place is counted among those that one sees
    limite_reader = User.objects.get(pk=limite_reader.pk)
    assert typed(last, "1") == ["10004", "10001", "10003"]
    assert typed(first, "3") == ["10004", "10003", "10001"]


def test_a_closed_passage_is_jumped_over_when_the_owner_orders_the_others(folder, limite, limite_reader, as_user):
    third = folders.keep_passage(
        folder=folder, paragraph=make.note("A third.", number="10003/17").paragraphs.get(), by=limite_reader
    )
    OutcomeNote.objects.filter(pk=limite.pk).update(state=OutcomeNote.WITHDRAWN)
    as_user(limite_reader).post(folder.get_absolute_url(), {"do": "up", "kept": third.pk})
    assert addresses(folder, limite_reader) == ["10003/17 §1.1", "10001/17 §1.1"]


def test_a_kept_passage_follows_its_words_through_another_reading(folder, public, limite_reader):
    paragraph = public.paragraphs.get()
    FormerAddress.objects.create(note=public, address="1.1", paragraph=paragraph)
    type(paragraph).objects.filter(pk=paragraph.pk).update(address="1.2")
    kept = kept_in(folder, limite_reader)[0]
    assert (kept.row.address, kept.paragraph.address) == ("1.1", "1.2")


def test_words_that_are_gone_from_the_note_are_said_to_be_gone(folder, public, limite_reader, as_user):
    public.paragraphs.all().delete()
    assert "has no passage with these words any more" in page(as_user(limite_reader), folder.get_absolute_url())


def test_deleting_a_folder_leaves_the_passages(folder, limite_reader, as_user):
    assert as_user(limite_reader).post(folder.get_absolute_url(), {"do": "delete"}).url == "/folders/"
    assert not Folder.objects.exists()
    assert OutcomeNote.objects.count() == 2


@pytest.mark.parametrize("name", ["", "nobody-of-this-name", "closed-account"])
def test_it_is_shared_with_open_accounts_that_read_something(name, folder, limite_reader):
    User.objects.create_user("closed-account", is_active=False)
    with pytest.raises(folders.FolderRefused, match="No reader has the user name or e-mail address"):
        folders.share_folder(folder=folder, by=limite_reader, colleague=name)


def test_an_account_in_no_group_has_no_folders(folder, limite_reader):
    folder.shared_with.add(nobody := User.objects.create_user("nobody"))
    assert not Folder.objects.visible_to(nobody).exists()


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"do": "rename", "name": " "}, "Give the folder a name."),
        ({"do": "rename", "name": "Other"}, "You have another folder with this name."),
        ({"do": "rename", "name": "x" * 121}, "at most 120 characters"),
        ({"do": "remark", "remark": "x" * 2001}, "at most 2000 characters"),
    ],
    ids=["no name", "same name", "long name", "long remark"],
)
def test_what_cannot_be_done_is_said(asked, sentence, folder, limite_reader, as_user):
    folders.open_folder(by=limite_reader, name="Other")
    answer = as_user(limite_reader).post(folder.get_absolute_url(), {"kept": folder.kept.first().pk} | asked)
    assert answer.status_code == 400
    assert sentence in answer.content.decode()


def test_there_is_an_end_to_folders_and_passages(folder, public, limite_reader, monkeypatch):
    monkeypatch.setattr(folders, "MOST_FOLDERS", 1)
    monkeypatch.setattr(folders, "MOST_PASSAGES", 2)
    with pytest.raises(folders.FolderRefused, match="You have 1 folders already"):
        folders.open_folder(by=limite_reader, name="Second")
    third = make.note("A third.").paragraphs.get()
    with pytest.raises(folders.FolderRefused, match="holds 2 passages"):
        folders.keep_passage(folder=folder, paragraph=third, by=limite_reader)


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        (lambda folder: Folder.objects.create(owner=folder.owner, name=folder.name), "folder_name_once"),
        (lambda folder: Folder.objects.create(owner=folder.owner, name=""), "folder_has_a_name"),
        (
            lambda folder: folder.kept.create(note=folder.kept.first().note, address="1.1", position=9),
            "passage_kept_once",
        ),
        (
            lambda folder: folder.kept.create(note=folder.kept.first().note, address="1.2", position=1),
            "kept_passage_position_once",
        ),
    ],
)
def test_the_database_holds_what_must_always_hold(change, constraint, folder):
    def changed() -> None:
        with transaction.atomic():
            change(folder)
            transaction.get_connection().check_constraints()

    with pytest.raises(IntegrityError, match=constraint):
        changed()
