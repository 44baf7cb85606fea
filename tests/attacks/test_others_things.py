"""Nothing that belongs to another is opened or changed, and nothing changes by a form that we did not give out."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.folders import keep_passage, open_folder
from meetings.keys.feeds import make_feed_key
from meetings.keys.tokens import make_token
from meetings.models import ApiToken, FeedKey, Folder, KeptPassage, MistakeReport, SavedSearch
from meetings.views.folders import DEEDS
from tests import make
from tests.attacks.requests import paths
from tests.canaries import hide, shared_world

CANARY = "wumbrel"
PASSING = {"Session", "Visit", "AccessRecord", "CallCount", "FailedTry"}  # rows about coming and looking


def everything() -> dict[str, list[tuple]]:
    """All rows but those of sessions, which a visit makes."""
    return {
        model._meta.label: list(model._default_manager.order_by("pk").values_list())
        for model in apps.get_models()
        if model._meta.app_label in {"meetings", "auth"} and model.__name__ not in PASSING
    }


def test_no_form_is_taken_without_its_token(db):
    """From a page of another site, in the browser of an administrator who has signed in."""
    shared_world()
    addresses = paths(hide("limite", at_shared_meeting=False))
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make.user("administrator"))
    before, refused = everything(), set()
    for name, path in addresses.items():
        answer = browser.post(path, {"do": "delete", "name": CANARY, "words": CANARY})
        assert answer.status_code in {403, 404, 405}, name
        if answer.status_code == 403:
            refused.add(name)
    assert everything() == before
    assert refused >= {"folders", "keep", "save-search", "sign-out", "tokens", "admin:publish", "admin:put-into-bin"}


def test_nothing_changes_by_looking(db, as_user):
    """Not even when the address says what the form of the page would send."""
    shared_world()
    addresses = paths(hide("limite", at_shared_meeting=False))
    browser = as_user(make.user("administrator"))
    before = everything()
    for path in addresses.values():
        answer = browser.get(path, {"do": "delete", "deed": "delete", "post": "yes", "name": CANARY, "reason": CANARY})
        if answer.streaming:
            b"".join(answer)
    assert everything() == before


@pytest.fixture
def owned(db):
    """What a reader has of their own, all of it about a public passage that the other reader may read too."""
    passage = shared_world().paragraphs.get()
    owner = make.user("reader")
    folder = open_folder(by=owner, name=CANARY)
    kept = keep_passage(folder=folder, paragraph=passage, by=owner, remark=CANARY)
    token, _ = make_token(by=owner, name=CANARY, scope="PUBLIC", ends_on=timezone.localdate() + timedelta(days=1))
    make_feed_key(by=owner, scope="PUBLIC")
    search = SavedSearch.objects.create(owner=owner, name=CANARY, address="q=visa", looked_at=timezone.now())
    MistakeReport.objects.create(
        note=passage.note,
        address=passage.address,
        passage=passage.text,
        words=CANARY,
        reported_by=owner,
    )
    return {"owner": owner, "folder": folder, "kept": kept, "token": token, "search": search}


def deeds(owned):
    """(path, fields of the form) of every deed that a person may do to what is theirs."""
    folder = owned["folder"]
    for deed in DEEDS:
        fields = {"do": deed, "name": "Mine now", "remark": "Mine now", "kept": owned["kept"].pk, "colleague": ""}
        yield folder.get_absolute_url(), fields
    yield reverse("revoke-token", args=[owned["token"].pk]), {}
    yield reverse("delete-search", args=[owned["search"].pk]), {}
    yield reverse("mail-search", args=[owned["search"].pk]), {"on": "1"}


@pytest.mark.parametrize("role", ["reader", "limite", "archivist", "administrator"])
def test_nobody_opens_or_changes_what_another_keeps(role, owned, as_user):
    other = make.user(role)
    browser = as_user(other)
    before = everything()
    for path, fields in deeds(owned):
        assert browser.post(path, fields).status_code == 404, (path, fields)
    assert everything() == before
    folder, search = owned["folder"], owned["search"]
    for path in (folder.get_absolute_url(), reverse("saved-search", args=[search.pk])):
        assert browser.get(path).status_code == 404, path
    listing = (
        "/folders/",
        "/saved/",
        "/tokens/",
        "/feeds/",
        "/reports/",
        f"/briefing/?folder={folder.pk}",
        "/briefing/",
    )
    for path in listing:
        assert CANARY not in browser.get(path).content.decode(), path


def test_a_passage_is_not_kept_in_the_folder_of_another(owned, as_user):
    other = make.user("reader")
    kept = owned["kept"]
    path = reverse("keep", args=[kept.note.slug, kept.address])
    as_user(other).post(path, {"folder": owned["folder"].pk, "name": "Of my own"})
    assert owned["folder"].kept.count() == 1
    assert Folder.objects.get(owner=other).name == "Of my own"


def test_the_owner_does_all_of_it(owned, as_user):
    """Without this, addresses that nobody can use would prove nothing."""
    browser = as_user(owned["owner"])
    told = "".join(browser.get(path).content.decode() for path in ("/folders/", "/saved/", "/tokens/", "/reports/"))
    assert told.count(CANARY) >= 4
    for path, fields in reversed(list(deeds(owned))):
        assert browser.post(path, fields).status_code in {200, 302, 400, 404}, (path, fields)
    assert not SavedSearch.objects.exists()
    assert not KeptPassage.objects.filter(remark=CANARY).exists()
    assert ApiToken.objects.get().revoked_at or not ApiToken.objects.exists()
    assert FeedKey.objects.count() == 1


@pytest.mark.parametrize("role", ["reader", "limite"])
def test_a_draft_of_an_archivist_is_no_page_for_readers(role, db, as_user):
    shared_world()
    paper = hide("unpublished", at_shared_meeting=False)
    browser = as_user(make.user(role))
    before = everything()
    for name, path in paths(paper).items():
        if name.startswith("admin:") and name not in {"admin:login", "admin:logout", "admin:jsi18n"}:
            for answer in (browser.get(path), browser.post(path, {"do": "publish", "post": "yes", "reason": "x"})):
                assert answer.status_code == 404, name
    assert everything() == before
