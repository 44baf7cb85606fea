"""Tokens: shown once, kept as a hash, as good as their owner's rights, and ended by their owner or their last day."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from meetings.access import READERS, readable_markings
from meetings.keys import refusals
from meetings.keys.allowance import Allowed, count_call
from meetings.keys.tokens import MOST_LIVE, make_token, reader_of, revoke_token
from meetings.models import ApiToken
from tests import make

NOW = datetime(2027, 3, 1, 12, 0, 20, tzinfo=UTC)


def made(person: User, scope: str = "PUBLIC", name: str = "Sheet", days: int = 30) -> tuple[ApiToken, str]:
    return make_token(by=person, name=name, scope=scope, ends_on=timezone.localdate() + timedelta(days=days))


def opens(secret: str) -> set[str]:
    """The markings that ``secret`` reads at this moment."""
    reader = reader_of(secret, now=timezone.now())
    return set(readable_markings(reader)) if reader else set()


def test_the_table_does_not_hold_the_secret(reader: User) -> None:
    token, secret = made(reader)
    row = ApiToken.objects.filter(pk=token.pk).values().get()
    assert secret.startswith(token.beginning)
    assert not [value for value in row.values() if secret[len(token.beginning) :] in str(value)]


@pytest.mark.parametrize(
    ("role", "scope", "reads"),
    [
        ("reader", "PUBLIC", {"PUBLIC"}),
        ("limite", "PUBLIC", {"PUBLIC"}),
        ("limite", "LIMITE", {"PUBLIC", "LIMITE"}),
        ("archivist", "LIMITE", {"PUBLIC", "LIMITE"}),
    ],
)
def test_a_token_reads_what_its_scope_says(db: None, role: str, scope: str, reads: set[str]) -> None:
    assert opens(made(make.user(role), scope)[1]) == reads


def test_a_token_loses_limite_with_its_owner(limite_reader: User) -> None:
    _, secret = made(limite_reader, "LIMITE")
    limite_reader.groups.set([Group.objects.get(name=READERS)])
    assert opens(secret) == {"PUBLIC"}
    limite_reader.groups.clear()
    assert opens(secret) == set()


def test_a_closed_account_closes_its_tokens(reader: User) -> None:
    _, secret = made(reader)
    User.objects.filter(pk=reader.pk).update(is_active=False)
    assert opens(secret) == set()


def test_a_token_ends_when_it_is_revoked(reader: User) -> None:
    token, secret = made(reader)
    revoke_token(token=token, by=reader)
    assert opens(secret) == set()


def test_nobody_revokes_another_s_token(reader: User, archivist: User) -> None:
    token, secret = made(reader)
    revoke_token(token=token, by=archivist)
    assert opens(secret) == {"PUBLIC"}


def test_a_token_ends_with_its_last_day(reader: User) -> None:
    token, secret = made(reader, days=0)
    assert opens(secret) == {"PUBLIC"}
    ApiToken.objects.filter(pk=token.pk).update(ends_on=timezone.localdate() - timedelta(days=1))
    assert opens(secret) == set()


@pytest.mark.parametrize("secret", ["", "euus_", "x" * 5000, "\udcff", "é"])
def test_what_is_no_token_opens_nothing(db: None, secret: str) -> None:
    assert opens(secret) == set()


def test_the_last_use_is_noted_but_not_with_every_call(reader: User) -> None:
    token, secret = made(reader)
    for minutes in (0, 10):
        reader_of(secret, now=NOW + timedelta(minutes=minutes))
    token.refresh_from_db()
    assert token.used_at == NOW
    reader_of(secret, now=NOW + timedelta(minutes=15))
    token.refresh_from_db()
    assert token.used_at == NOW + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"name": "  "}, refusals.NameMissing),
        ({"scope": "LIMITE"}, refusals.BeyondRights),
        ({"days": -1}, refusals.EndOutOfReach),
        ({"days": 400}, refusals.EndOutOfReach),
    ],
)
def test_a_token_that_should_not_be_is_refused(
    reader: User, given: dict[str, Any], refusal: type[refusals.KeyRefused]
) -> None:
    with pytest.raises(refusal):
        made(reader, **given)
    assert not ApiToken.objects.exists()


def test_an_account_that_reads_nothing_gets_no_token(db: None) -> None:
    with pytest.raises(refusals.ReadsNothing):
        made(User.objects.create_user("nobody"))


def test_a_name_is_used_once_until_its_token_is_revoked(reader: User) -> None:
    token, _ = made(reader)
    with pytest.raises(refusals.NameTaken, match="“Sheet”"):
        made(reader, name=" Sheet ")
    revoke_token(token=token, by=reader)
    made(reader)


def test_the_database_itself_refuses_a_second_token_of_a_name(reader: User) -> None:
    token, _ = made(reader)
    token.pk, token.digest = None, "0" * 64
    with pytest.raises(IntegrityError, match="token_name_once_an_owner"), transaction.atomic():
        token.save(force_insert=True)


def test_there_is_a_most_of_tokens(reader: User) -> None:
    for number in range(MOST_LIVE):
        made(reader, name=f"Token {number}")
    with pytest.raises(refusals.TooManyTokens, match="20 tokens"):
        made(reader, name="One more")


def test_calls_are_counted_by_the_minute_for_all_tokens_of_a_person(
    reader: User, limite_reader: User, settings: Any
) -> None:
    settings.CALLS_A_MINUTE = 2
    three = [count_call(by=reader, now=NOW) for _ in range(3)]
    assert three == [Allowed(True, 1, 40), Allowed(True, 0, 40), Allowed(False, 0, 40)]
    assert count_call(by=limite_reader, now=NOW).answered
    assert count_call(by=reader, now=NOW + timedelta(seconds=40)).answered


def test_who_asks_too_often_is_told_when_to_ask_again(reader: User, settings: Any) -> None:
    settings.CALLS_A_MINUTE = 1
    programme = Client(headers={"Authorization": f"Bearer {made(reader)[1]}"})
    answers = [programme.get("/api/v1/codes/") for _ in range(3)]
    refused = [answer for answer in answers if answer.status_code == 429]
    assert refused  # the minute may turn between two of them
    assert 1 <= int(refused[0]["Retry-After"]) <= 60
    assert "too many requests in one minute" in refused[0].json()["error"]


# The page ------------------------------------------------------------------------------------------------------------


def form(**given: Any) -> dict[str, Any]:
    return {"name": "My sheet", "scope": "PUBLIC", "ends_on": timezone.localdate().isoformat()} | given


def test_a_new_token_is_shown_once_and_works(reader: User, as_user: Any) -> None:
    browser = as_user(reader)
    answer = browser.post("/tokens/", form())
    assert answer.status_code == 201
    secret = answer.context["secret"]
    assert secret in answer.content.decode()
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/notes/").status_code == 200
    page = browser.get("/tokens/").content.decode()
    assert secret not in page
    assert "My sheet" in page
    assert "no-store" in answer["Cache-Control"]


def test_a_reload_of_the_form_makes_no_second_token(reader: User, as_user: Any) -> None:
    browser = as_user(reader)
    browser.post("/tokens/", form())
    again = browser.post("/tokens/", form())
    assert again.status_code == 400
    assert "You have a token named “My sheet” already." in again.content.decode()
    assert ApiToken.objects.count() == 1


def test_the_page_offers_limite_only_to_those_who_read_it(reader: User, limite_reader: User, as_user: Any) -> None:
    assert "LIMITE papers too" not in as_user(reader).get("/tokens/").content.decode()
    assert "LIMITE papers too" in as_user(limite_reader).get("/tokens/").content.decode()
    assert as_user(reader).post("/tokens/", form(scope="LIMITE")).status_code == 400


def test_a_wrong_form_says_what_is_wrong(reader: User, as_user: Any) -> None:
    page = as_user(reader).post("/tokens/", form(ends_on="2099-01-01")).content.decode()
    assert "The last day must lie between" in page
    assert "Enter a valid date" in as_user(reader).post("/tokens/", form(ends_on="soon")).content.decode()


def test_the_owner_revokes_on_the_page_and_nobody_else(reader: User, archivist: User, as_user: Any) -> None:
    token, secret = made(reader)
    path = f"/tokens/{token.pk}/revoke/"
    assert as_user(archivist).post(path).status_code == 404
    assert opens(secret)
    page = as_user(reader).post(path, follow=True).content.decode()
    assert "The token “Sheet” is revoked." in page
    assert not opens(secret)
    assert as_user(reader).get(path).status_code == 405


def test_nobody_sees_the_tokens_of_others(reader: User, archivist: User, as_user: Any) -> None:
    made(reader, name="Mine alone")
    assert "Mine alone" not in as_user(archivist).get("/tokens/").content.decode()


def test_the_end_is_a_day_not_a_moment(reader: User) -> None:
    token, _ = made(reader, days=0)
    assert token.is_live
    assert isinstance(token.ends_on, date)
