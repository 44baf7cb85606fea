"""Passwords are hashed strongly, sessions end, and a new password or one button ends all others."""

import re

import pytest
from django.contrib.auth.hashers import check_password, make_password
from django.core import mail
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

import archive.settings
from meetings.entrance.leaving import sign_out_everywhere
from meetings.models import Session
from tests import make
from tests.entrance.conftest import PASSWORD, is_in, sign_in

pytestmark = pytest.mark.django_db
NEW = {"new_password1": "quite another phrase", "new_password2": "quite another phrase"}


def test_passwords_are_hashed_by_scrypt_with_the_cost_that_owasp_names(settings):
    """OWASP Password Storage Cheat Sheet: N = 2^14, r = 8, p = 5 is one of its equal settings."""
    settings.PASSWORD_HASHERS = archive.settings.PASSWORD_HASHERS
    hashed = make_password(PASSWORD)
    assert re.match(r"scrypt\$16384\$[^$]+\$8\$5\$", hashed)
    assert check_password(PASSWORD, hashed)


def test_a_weaker_hash_is_made_anew_when_its_owner_signs_in(settings, client):
    person = make.user("reader")  # with the quick hash of the tests
    settings.PASSWORD_HASHERS = [*archive.settings.PASSWORD_HASHERS, *settings.PASSWORD_HASHERS]
    sign_in(client, person)
    person.refresh_from_db()
    assert person.password.startswith("scrypt$")


def test_a_session_ends_after_an_hour_without_a_page(client, clock):
    sign_in(client, make.user("reader"))
    for _ in range(5):
        clock.on(minutes=59)
        assert is_in(client)
    clock.on(minutes=66)
    assert not is_in(client)
    assert not Session.objects.filter(person__isnull=False).exists()


def test_a_session_ends_after_a_working_day_however_busy(client, clock):
    sign_in(client, make.user("reader"))
    client.get("/")
    for _ in range(24):
        clock.on(minutes=29)
        assert is_in(client)
    clock.on(minutes=29)
    assert not is_in(client)


def test_looking_at_pages_writes_to_the_session_once_in_five_minutes(client, clock, django_assert_num_queries):
    sign_in(client, make.user("reader"))
    client.get("/api/")
    with django_assert_num_queries(3):
        client.get("/api/")
    clock.on(minutes=6)
    with django_assert_num_queries(6):
        client.get("/api/")


def test_signing_in_gives_the_session_a_new_key(client):
    client.get("/sign-in/")
    session = client.session
    session["kept"] = "before"
    session.save()
    client.cookies["sessionid"] = before = session.session_key
    sign_in(client, make.user("reader"))
    assert client.session.session_key != before
    assert not Session.objects.filter(pk=before).exists()


def test_one_button_ends_all_other_sessions_of_the_person_and_no_one_elses(reader, limite_reader, as_user):
    here, there, other = as_user(reader), as_user(reader), as_user(limite_reader)
    answer = here.post("/account/sign-out-everywhere/", follow=True)
    assert "1 other session is ended." in answer.content.decode()
    assert (is_in(here), is_in(there), is_in(other)) == (True, False, True)
    assert here.get("/account/sign-out-everywhere/").status_code == 405


def test_a_new_password_ends_all_other_sessions(reader, as_user):
    here, there = as_user(reader), as_user(reader)
    assert here.post("/account/password/", {"old_password": PASSWORD, **NEW}).url == "/account/"
    assert (is_in(here), is_in(there)) == (True, False)
    assert sign_in(Client(), reader, NEW["new_password1"]).status_code == 302


@pytest.mark.parametrize("weak", ["short", "123456789012", "password1234"])
def test_a_weak_password_is_refused_in_a_sentence(weak, reader, as_user):
    answer = as_user(reader).post(
        "/account/password/", {"old_password": PASSWORD, "new_password1": weak, "new_password2": weak}
    )
    assert answer.status_code == 400
    assert "field__wrong" in answer.content.decode()


def test_an_administrator_ends_the_sessions_of_a_colleague(reader, as_user):
    administrator, there = make.user("administrator"), as_user(reader)
    asked = {"action": "sign_out_everywhere", "_selected_action": [reader.pk]}
    as_user(administrator).post(reverse("admin:auth_user_changelist"), asked)
    assert not is_in(there)
    assert (
        "Signed out everywhere"
        in as_user(administrator).get(reverse("admin:auth_user_history", args=[reader.pk])).content.decode()
    )


def test_a_closed_account_is_out_at_once(reader, as_user):
    browser = as_user(reader)
    type(reader).objects.update(is_active=False)
    assert not is_in(browser)
    assert sign_in(Client(), reader).status_code == 200


def test_sessions_that_are_over_are_removed_by_djangos_own_command(client, clock):
    sign_in(client, make.user("reader"))
    clock.on(hours=13)
    call_command("clearsessions")
    assert not Session.objects.exists()


def test_nobody_is_signed_out_twice(reader):
    assert sign_out_everywhere(person=reader) == 0


# A forgotten password -------------------------------------------------------------------------------------------------


@pytest.fixture
def with_mail(settings):
    settings.MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}


def link_in_mail() -> str:
    return re.search(r"https://archive\.example\.eu(/sign-in/forgotten/\S+)", mail.outbox[-1].body)[1]


def test_a_forgotten_password_is_set_anew_by_a_link_that_is_good_once(client, as_user, with_mail):
    person = make.user("reader")
    type(person).objects.filter(pk=person.pk).update(email="anna@example.eu")
    there = as_user(person)
    answer = client.post("/sign-in/forgotten/", {"email": "Anna@Example.eu"}, follow=True)
    assert "a mail with a link is on its way" in answer.content.decode()
    link = link_in_mail()
    form = client.get(link, follow=True)
    assert client.post(form.redirect_chain[-1][0], NEW).url == "/sign-in/"
    assert not is_in(client)
    assert not is_in(there)
    assert sign_in(client, person, NEW["new_password1"]).status_code == 302
    assert "This link no longer works" in Client().get(link).content.decode()


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client, with_mail):
    person = make.user("reader")
    type(person).objects.filter(pk=person.pk).update(email="anna@example.eu")
    answers = [
        Client().post("/sign-in/forgotten/", {"email": address}, follow=True).content
        for address in ("anna@example.eu", "nobody@example.eu")
    ]
    without_token = [re.sub(rb'csrfmiddlewaretoken" value="\w+"', b"", answer) for answer in answers]
    assert without_token[0] == without_token[1]
    assert [each.to for each in mail.outbox] == [["anna@example.eu"]]


def test_an_account_without_a_password_gets_no_mail(client, with_mail):
    person = make.user("reader")
    person.email = "anna@example.eu"
    person.set_unusable_password()
    person.save()
    client.post("/sign-in/forgotten/", {"email": "anna@example.eu"})
    assert not mail.outbox


@pytest.mark.parametrize("configured", [True, False])
def test_who_has_no_password_is_told_how_they_sign_in(configured, as_user, settings):
    """By the service of their institution only where there is one."""
    settings.SSO = {"label": "Sign in at the Council"} if configured else {}
    person = make.user("reader")
    person.set_unusable_password()
    person.save()
    page = as_user(person).get("/account/").content.decode()
    assert ("the service of your institution" in page) is configured
    assert ("An administrator can give you one" in page) is not configured


def test_mails_are_asked_for_as_rarely_as_passwords_are_guessed(client, clock, with_mail):
    for _ in range(5):
        assert client.post("/sign-in/forgotten/", {"email": "anna@example.eu"}).status_code == 302
    assert client.post("/sign-in/forgotten/", {"email": "anna@example.eu"}).status_code == 429


def test_without_mail_there_is_no_such_page_and_no_link_to_it(client, settings):
    settings.MAILERS = {}
    assert client.get("/sign-in/forgotten/").status_code == 404
    assert client.get("/sign-in/forgotten/MQ/c8f-9e2/").status_code == 404
    assert "/sign-in/forgotten/" not in client.get("/sign-in/").content.decode()
