"""Guessing is slowed down, by name and by address, and nobody is locked out for good by somebody else."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.entrance.refusals import TriedTooOften
from meetings.entrance.tries import FREE, LONGEST_WAIT, Guess, count_try, remove_old_tries, wait_after
from meetings.models import FailedTry
from tests import make
from tests.entrance.conftest import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db


def guess_wrongly(browser, name, times):
    for _ in range(times):
        answer = sign_in(browser, name, "a wrong guess")
    return answer


def test_after_five_wrong_passwords_even_the_right_one_waits(client, clock):
    person = make.user("reader")
    assert guess_wrongly(client, person, 5).status_code == 200
    answer = sign_in(client, person)
    assert (answer.status_code, answer["Retry-After"]) == (429, "30")
    assert "Try again in 30 seconds" in answer.content.decode()
    assert not is_in(client)
    clock.on(seconds=31)
    assert sign_in(client, person).status_code == 302
    assert is_in(client)


def test_an_unknown_name_is_answered_in_the_same_words_and_waits_alike(clock):
    person = make.user("reader")
    answers = []
    for name in (person.username, "nobody-" + person.username):
        browser = Client(REMOTE_ADDR=f"192.0.2.{len(answers) + 1}")
        answers.append(
            [
                (each.status_code, each.get("Retry-After"))
                for each in (guess_wrongly(browser, name, 1) for _ in range(7))
            ]
        )
    assert answers[0] == answers[1]
    assert answers[0][-1] == (429, "30")


def test_as_many_statements_are_asked_for_a_known_name_as_for_an_unknown(client, django_assert_num_queries):
    person = make.user("reader")
    for name in (person.username, "nobody"):
        sign_in(client, name, "wrong")  # the rows are there
    with django_assert_num_queries(7):
        sign_in(client, person, "wrong")
    with django_assert_num_queries(7):
        sign_in(client, "nobody", "wrong")


def test_the_wait_grows_to_a_quarter_of_an_hour_and_no_further():
    waits = [wait_after(FailedTry.NAME, times).total_seconds() for times in range(1, 13)]
    assert waits == [0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after(FailedTry.NAME, 10_000) == LONGEST_WAIT


def test_who_tries_while_waiting_makes_the_wait_no_longer(client, clock):
    person = make.user("reader")
    guess_wrongly(client, person, 5)
    clock.on(seconds=20)
    assert guess_wrongly(client, person, 50)["Retry-After"] == "10"


def test_a_stranger_locks_nobody_out_of_the_browser_they_know(client, clock):
    person = make.user("reader")
    sign_in(client, person)
    client.post("/sign-out/")
    stranger = Client(REMOTE_ADDR="198.51.100.7")
    assert guess_wrongly(stranger, person, 6).status_code == 429
    assert sign_in(client, person).status_code == 302
    assert is_in(client)


def test_the_cookie_of_a_known_browser_buys_no_guesses_at_others_and_has_its_own_limit(client, clock):
    one, other = make.user("reader"), make.user("reader")
    sign_in(client, one)
    client.post("/sign-out/")
    assert guess_wrongly(client, one, 6).status_code == 429
    guess_wrongly(Client(REMOTE_ADDR="198.51.100.7"), other, 5)
    assert sign_in(client, other).status_code == 429


def test_one_address_may_not_go_through_all_names(clock):
    browser = Client(REMOTE_ADDR="198.51.100.7")
    for number in range(FREE[FailedTry.ADDRESS]):
        assert sign_in(browser, f"name-{number}", "a guess").status_code == 200
    person = make.user("reader")
    assert sign_in(browser, person).status_code == 429
    assert sign_in(Client(REMOTE_ADDR="198.51.100.8"), person).status_code == 302


def test_one_right_password_does_not_buy_an_address_new_guesses(clock):
    person = make.user("reader")
    browser = Client(REMOTE_ADDR="198.51.100.7")
    for number in range(FREE[FailedTry.ADDRESS] - 1):
        sign_in(browser, f"name-{number}", "a guess")
    assert sign_in(browser, person).status_code == 302
    browser.cookies.clear()
    sign_in(browser, "one-more", "a guess")
    assert sign_in(browser, "another", "a guess").status_code == 429


@pytest.mark.parametrize(
    ("behind_proxy", "sent", "counted"),
    [
        (False, {"REMOTE_ADDR": "192.0.2.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9"}, "192.0.2.1"),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "203.0.113.9, 192.0.2.1"}, "192.0.2.1"),
        (True, {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.1, no address"}, ""),
        (False, {"REMOTE_ADDR": "2001:db8:1:2:3:4:5:6"}, "2001:db8:1:2::/64"),
    ],
)
def test_an_address_is_that_of_the_machine_or_what_our_own_proxy_saw(behind_proxy, sent, counted, settings):
    settings.BEHIND_PROXY = behind_proxy
    sign_in(Client(**sent), "nobody", "a guess")
    assert FailedTry.objects.get(kind="address").address == counted


def test_neither_passwords_nor_typed_names_are_kept_or_logged(client, clock, caplog):
    caplog.set_level(logging.DEBUG)
    for _ in range(7):
        sign_in(client, "My-secret-passphrase", "another secret")
    kept = [str(value) for row in FailedTry.objects.values() for value in row.values()]
    assert FailedTry.objects.count() == 2
    for text in (*kept, caplog.text):
        assert "secret" not in text.casefold()


def test_failures_are_forgotten_after_a_right_password_and_after_some_hours(client, clock):
    person = make.user("reader")
    guess_wrongly(client, person, 4)
    sign_in(client, person)
    assert not FailedTry.objects.filter(kind="name").exists()
    client.post("/sign-out/")
    guess_wrongly(Client(), person, 5)
    clock.on(hours=7)
    guess_wrongly(Client(), person, 1)
    assert FailedTry.objects.get(kind="name").times == 1
    assert remove_old_tries(now=clock.at + timedelta(days=29)) == 0
    assert remove_old_tries(now=clock.at + timedelta(days=31)) == 2
    assert not FailedTry.objects.exists()


def test_administrators_see_the_failures_of_accounts_and_archivists_do_not(client, as_user, clock):
    person = make.user("reader")
    guess_wrongly(client, person, 3)
    page = reverse("admin:meetings_failedtry_changelist")
    assert person.username in as_user(make.user("administrator")).get(page).content.decode()
    assert as_user(make.user("archivist")).get(page).status_code == 403


def test_the_present_password_is_tried_as_rarely_at_the_form_that_changes_it(reader, as_user, clock):
    browser = as_user(reader)
    new = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}
    for _ in range(5):
        assert browser.post("/account/password/", {"old_password": "wrong", **new}).status_code == 400
    answer = browser.post("/account/password/", {"old_password": PASSWORD, **new})
    assert answer.status_code == 429
    assert "Try again in" in answer.content.decode()
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_hundred_guesses_at_once_are_a_hundred_guesses():
    now = timezone.now()

    def guess(_number):
        try:
            count_try([Guess(FailedTry.NAME, "anna"), Guess(FailedTry.ADDRESS, "192.0.2.1")], now=now)
        except TriedTooOften:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(8) as crowd:
        assert sum(crowd.map(guess, range(40))) == FREE[FailedTry.NAME]
