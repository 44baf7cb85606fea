"""Least rights: archivists keep no accounts, and each right of a group opens what it names and nothing else."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, Permission, User
from django.test import Client
from django.urls import reverse

from tests import make

ACCOUNTS = [
    ("admin:auth_user_changelist", ()),
    ("admin:auth_user_add", ()),
    ("admin:auth_user_change", ("pk",)),
    ("admin:auth_user_password_change", ("pk",)),
    ("admin:auth_user_history", ("pk",)),
    ("admin:auth_group_changelist", ()),
    ("admin:meetings_accessrecord_changelist", ()),
    ("admin:access-records-csv", ()),
    ("admin:meetings_failedtry_changelist", ()),
]


@pytest.mark.parametrize(("name", "wanted"), ACCOUNTS)
def test_an_archivist_sees_and_changes_no_account(
    name: str, wanted: tuple[str, ...], archivist: User, reader: User, as_user: Callable[[User], Client]
) -> None:
    path = reverse(name, args=[reader.pk for _ in wanted])
    for answer in (as_user(archivist).get(path), as_user(archivist).post(path, {"groups": "1"})):
        assert answer.status_code in {403, 404}
    assert as_user(make.user("administrator")).get(path).status_code == 200


def test_an_archivist_makes_nobody_an_administrator_nor_themselves(
    archivist: User, as_user: Callable[[User], Client]
) -> None:
    administrators = Group.objects.get(name="Administrators")
    path = reverse("admin:auth_user_change", args=[archivist.pk])
    as_user(archivist).post(path, {"username": archivist.username, "is_active": "on", "groups": administrators.pk})
    assert list(archivist.groups.values_list("name", flat=True)) == ["Archivists"]


def test_an_archivist_ends_no_sessions_and_takes_no_factor_away(
    archivist: User, reader: User, as_user: Callable[[User], Client]
) -> None:
    there = as_user(reader)
    asked = {"action": "sign_out_everywhere", "_selected_action": [reader.pk]}
    assert as_user(archivist).post(reverse("admin:auth_user_changelist"), asked).status_code == 403
    assert there.get("/").status_code == 200


@pytest.mark.parametrize(
    ("right", "closed", "open_still"),
    [
        ("add_source", ["admin:upload", "admin:uploads", "admin:quarantine"], ["admin:queue", "admin:waiting"]),
        ("view_publictwin", ["admin:twins"], ["admin:upload", "admin:queue"]),
    ],
)
def test_a_right_that_a_group_lacks_closes_its_pages_alone(
    right: str, closed: list[str], open_still: list[str], archivist: User, as_user: Callable[[User], Client]
) -> None:
    browser = as_user(archivist)
    for name in [*closed, *open_still]:
        assert browser.get(reverse(name)).status_code == 200, name
    Group.objects.get(name="Archivists").permissions.remove(Permission.objects.get(codename=right))
    for name in closed:
        assert browser.get(reverse(name)).status_code == 404, name
        assert browser.post(reverse(name)).status_code == 404, name
    for name in open_still:
        assert browser.get(reverse(name)).status_code == 200, name


def test_to_publish_is_a_right_of_its_own(archivist: User, as_user: Callable[[User], Client]) -> None:
    note = make.note("Both sides agreed.", published=False)
    Group.objects.get(name="Archivists").permissions.remove(Permission.objects.get(codename="change_outcomenote"))
    browser = as_user(archivist)
    assert browser.get(reverse("admin:review", args=[note.pk])).status_code == 200
    assert browser.post(reverse("admin:publish", args=[note.pk])).status_code == 404
    note.refresh_from_db()
    assert not note.is_published
