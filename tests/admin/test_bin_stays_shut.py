"""Every list, form, search and file of the desk, tried for what lies in the bin: the bin alone tells of it.

The doors are collected from the registers themselves, so that a new register is tried as it comes. As in
tests/test_doors.py the proof is no list of places to look at: each answer with deleted papers must be the same, byte
for byte, as the answer without them.
"""

import re
from collections.abc import Callable, Container, Iterator
from dataclasses import replace
from html import unescape
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from meetings.admin.guarded import Guarded, ways_to_notes
from meetings.models import (
    EARLIER,
    MERGEABLE,
    AccessRecord,
    Commitment,
    FormerAddress,
    LastReading,
    Merge,
    OutcomeNote,
    Participant,
    PublicTwin,
    StatusChange,
)
from tests import make
from tests.canaries import KINDS, SHARED_NUMBER, Hidden, decide, hide, shared_world
from tests.test_doors import ADDRESSES, Answer, Door, answer, doors, given_for, plain, sweep, without_path

pytestmark = pytest.mark.usefixtures("the_archive_alone")

START = KINDS["deleted"][0]
CHOICE = re.compile(r'href="(\?(?!o=)[^"]*)"')  # of a filter or a month; each order of a list has the same rows
OF_A_REGISTER = re.compile(r"_(add|change|changelist|history|delete)$")
PARTS = (START, "7690", "6790")  # of all canaries, of the numbers of the papers, of those that they cite
CANARY = re.compile(f"{START}|7690[12]", re.I)  # a word or the number of a deleted paper
TIME_OF_DAY = re.compile(r"\b\d\d:\d\d(:\d\d)?\b")
FOUND_BY_NUMBER = {FormerAddress, LastReading, PublicTwin}
# It tells of deleted papers to whom may restore them.
THE_BIN = {"admin:bin", "admin:restore", "admin:destroy", "admin:restore-row"}
# They keep the place of a file that came in as a deleted paper, and say of it that alone.
ITS_UPLOAD = {"admin:upload", "admin:uploads", "admin:upload-table", "admin:upload-csv", "admin:upload-resume"}


@pytest.fixture
def deleted(db: None) -> list[Hidden]:
    """A deleted paper at a meeting of its own, and one at the meeting that everybody knows."""
    shared_world()
    papers = [hide("deleted", at_shared_meeting=shared) for shared in (False, True)]
    known = Commitment.objects.get(paragraph__note__number=SHARED_NUMBER)
    for paper in papers:
        decide(known, paper.paragraph, paper.words["text"])
    return papers


def burn(paper: Hidden) -> None:
    """Remove every row of it but those that outlive a deletion for good: its meeting, its topic code, its upload."""
    paper.line.delete()
    paper.folder.delete()
    StatusChange.objects.filter(passage__note=paper.note).delete()
    paper.note.delete()
    paper.participation.participant.delete()
    for model in (Merge, EARLIER[Merge]):
        model.objects.filter(name__istartswith=START).delete()


def register_page(model: Any, page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def doors_of_register(model: Any, page: str) -> Iterator[Door]:
    """Its list with each choice that ``page`` offers, its search, and the pages of every row that is no account."""
    listed, name = register_page(model, "changelist"), model._meta.model_name
    for link in sorted({"", *CHOICE.findall(page)}):
        yield Door(name, "get", listed + unescape(link))
    if admin.site._registry[model].search_fields:
        for word in PARTS:
            yield Door(name, "get", f"{listed}?{urlencode({'q': word})}")
    for key in model._base_manager.order_by("pk").values_list("pk", flat=True) if model not in {User, Group} else ():
        for shown in ("change", "history", "delete"):
            yield Door(name, "get", register_page(model, shown, key))
        if model in MERGEABLE:
            merge = reverse("admin:merge", args=[name, key])
            others = model._base_manager.exclude(pk=key).order_by("pk").values_list("pk", flat=True)[:1]
            asked = [f"q={START}", *(f"into={other}" for other in others)]
            yield from (Door("merge", "get", f"{merge}?{question}") for question in asked)


def lists_seen(browser: Client) -> dict[Any, str]:
    """The page of each register that the person of ``browser`` may see."""
    pages = {model: browser.get(register_page(model, "changelist")) for model in admin.site._registry}
    return {model: page.content.decode() for model, page in pages.items() if page.status_code == 200}


def doors_of_desk(papers: list[Hidden], browser: Client, *, chosen: Container[Any] = ()) -> Iterator[Door]:
    """The registers that the person of ``browser`` may see, then the pages and buttons of the desk.

    Of registers ``chosen`` already, the choices of filters are not tried again.
    """
    for model, page in lists_seen(browser).items():
        yield from doors_of_register(model, "" if model in chosen else page)
    for name, wanted in ADDRESSES.items():
        if name.startswith("admin:") and name not in THE_BIN and not OF_A_REGISTER.search(name):
            for paper in papers if wanted else papers[:1]:
                given = given_for(paper)
                path = reverse(name, args=[given[argument] for argument in wanted])
                yield from (Door(name, method, path) for method in ("get", "post"))


def timeless(given: Answer) -> Answer:
    """An answer without the times of day that a list of accounts or of openings shows."""
    return replace(given, body=TIME_OF_DAY.sub("", given.body))


@pytest.mark.parametrize("role", ["archivist", "administrator"])
def test_a_deleted_paper_leaves_no_trace_at_the_desk(
    role: str, deleted: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    """The choices of a filter are tried once: an administrator finds the same, and registers and deletions more."""
    person = make.user(role)
    chosen = lists_seen(as_user(make.user("archivist"))) if role == "administrator" else {}
    tried = list(dict.fromkeys(doors_of_desk(deleted, as_user(person), chosen=chosen)))
    assert any("__" in door.path and door.method == "get" for door in tried), "no choice is tried"
    with_them = sweep(lambda: as_user(person), tried)
    for paper in deleted:
        burn(paper)
    without_them = sweep(lambda: as_user(person), tried)
    for door in tried:
        if door.name in ITS_UPLOAD:
            assert not CANARY.search(plain(with_them[door], door)), door
        else:
            assert timeless(with_them[door]) == timeless(without_them[door]), door


def of_papers() -> list[Any]:
    """The registers whose rows belong to papers; but for the openings, which stay told."""
    models = (model for model in admin.site._registry if model is OutcomeNote or ways_to_notes(model))
    return [model for model in models if model is not AccessRecord]


def test_the_same_paper_sings_at_the_desk_once_it_is_restored(
    deleted: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    """Without this, a register that never shows anything would prove nothing."""
    OutcomeNote.objects.update(deleted_at=None)
    browser = as_user(make.user("archivist"))
    for model in [*of_papers(), Merge, Participant]:
        rows = {str(key) for key in model._base_manager.values_list("pk", flat=True)}
        listed = browser.get(register_page(model, "changelist"), {"q": START}).content.decode()
        found = set(re.findall(rf"{register_page(model, 'changelist')}(\d+)/change/", listed))
        assert found & rows or model in {FormerAddress, LastReading, PublicTwin}, (
            model
        )  # found by number or other words
        pages = "".join(browser.get(register_page(model, "change", key)).content.decode() for key in rows)
        assert CANARY.search(pages), model
    upload = browser.get(reverse("admin:upload-table", args=[deleted[0].line.upload_id])).content.decode()
    assert deleted[0].words["sent"] in upload


def test_no_form_of_the_desk_takes_what_belongs_to_a_deleted_paper(
    deleted: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    browser, paper = as_user(make.user("archivist")), deleted[0]
    known = Commitment.objects.get(paragraph__note__number=SHARED_NUMBER)
    given = {"commitment": known.pk, "status": "delivered", "since": "2018-02-01", "address": "https://example.org/"}
    for wrong in (
        {"commitment": paper.commitment.pk},
        {"address": "", "evidence": f"{paper.note.slug}/{paper.paragraph.address}"},
    ):
        answered = browser.post(reverse("admin:meetings_statuschange_add"), given | wrong)
        assert answered.status_code == 200
        assert "error" in answered.content.decode()
    before = StatusChange.objects.count()
    assert browser.post(reverse("admin:meetings_statuschange_add"), given).status_code == 302
    assert StatusChange.objects.count() == before + 1


def test_every_register_of_what_belongs_to_papers_is_guarded() -> None:
    """By what its rows refer to, without a word of its own; one that forgot its base would be found here."""
    for model in of_papers():
        assert isinstance(admin.site._registry[model], Guarded), model
        assert not admin.site._registry[model].kept_whole, model
    assert set(ways_to_notes(StatusChange)) == {("commitment__note", False), ("passage__note", True)}


def test_a_reader_with_a_staff_flag_and_every_single_right_finds_no_desk(
    deleted: list[Hidden], reader: User, as_user: Callable[[User], Client]
) -> None:
    """Rights come from groups: who may not review has no desk, whatever a row of the account says."""
    reader.is_staff = True
    reader.save()
    reader.user_permissions.set(Permission.objects.all())
    browser = as_user(reader)
    nowhere = without_path(answer(browser, Door("", "get", "/no-such-page/")))
    for door in doors(deleted[:1]):
        if door.name.startswith("admin:"):
            assert without_path(answer(browser, door)) == nowhere, door
