"""The second factor: who needs it, how it is set up, used, lost and taken away."""

import re

import pytest
from django.contrib.auth.models import Group, User
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from meetings.entrance.factor import check_code
from meetings.entrance.refusals import FactorUnreadable, WrongCode
from meetings.models import RecoveryCode, SecondFactor
from tests import make
from tests.entrance.conftest import PASSWORD, Phone, is_in, sign_in

pytestmark = pytest.mark.django_db
CODE = re.compile(r"<code>((?:[a-z0-9]{5}-){2}[a-z0-9]{5})</code>")
SECRET = re.compile(r'data-copy="([A-Z2-7]{32})"')


@pytest.fixture
def required(settings):
    settings.SECOND_FACTOR = "required"


def offer(browser, path="/sign-in/code/"):
    return browser.post(path, {"code": "000000"})


def test_after_the_password_the_code_is_asked_for_and_nobody_is_in_before(client, with_phone):
    person = make.user("archivist")
    phone = with_phone(person)
    assert sign_in(client, person, next="/meetings/").url == "/sign-in/code/"
    assert not is_in(client)
    assert "_auth_user_id" not in client.session
    answer = client.post("/sign-in/code/", {"code": phone.code()})
    assert answer.url == "/meetings/"
    assert is_in(client)


@pytest.mark.parametrize("role", ["archivist", "administrator", "superuser"])
def test_who_reviews_must_set_one_up_at_the_door(role, required, client, clock):
    person = User.objects.create_superuser("root", password=PASSWORD) if role == "superuser" else make.user(role)
    assert sign_in(client, person).url == "/sign-in/code/"
    page = client.get("/sign-in/code/").content.decode()
    assert 'src="data:image/svg+xml' in page
    assert not is_in(client)
    assert client.post("/sign-in/code/", {"code": "000000"}).status_code == 400
    answer = client.post("/sign-in/code/", {"code": Phone(SECRET.search(page)[1], clock).code()})
    assert len(CODE.findall(answer.content.decode())) == 10
    assert is_in(client)
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("role", ["reader", "limite"])
def test_readers_need_none_but_may_have_one(role, required, client, clock, as_user):
    person = make.user(role)
    assert sign_in(client, person).url == "/"
    assert client.post("/account/second-factor/", {"do": "begin", "password": "wrong"}).status_code == 400
    page = client.post("/account/second-factor/", {"do": "begin", "password": PASSWORD}).content.decode()
    code = Phone(SECRET.search(page)[1], clock).code()
    other = as_user(person)
    answer = client.post("/account/second-factor/", {"do": "confirm", "code": code})
    assert answer.status_code == 201
    assert is_in(client)
    assert not is_in(other)  # begun without the factor
    assert sign_in(Client(), person).url == "/sign-in/code/"


def test_where_it_is_optional_archivists_without_one_come_in(client):
    assert sign_in(client, make.user("archivist")).url == "/"


def test_a_reader_who_becomes_an_archivist_must_come_in_again(required, reader, as_user):
    browser = as_user(reader)
    assert is_in(browser)
    reader.groups.add(Group.objects.get(name="Archivists"))
    assert not is_in(browser)
    assert browser.get("/admin/").url.startswith("/sign-in/")
    assert browser.get("/api/v1/notes/").status_code == 401


def test_a_code_is_good_once_and_not_for_long(client, with_phone, clock):
    person = make.user("archivist")
    phone = with_phone(person)
    code = phone.code()
    check_code(person=person, code=code, now=clock.at)
    with pytest.raises(WrongCode):
        check_code(person=person, code=code, now=clock.at)
    clock.on(seconds=30)
    late = phone.code()
    clock.on(seconds=65)
    with pytest.raises(WrongCode):
        check_code(person=person, code=late, now=clock.at)
    check_code(person=person, code=f" {phone.code()[:3]} {phone.code()[3:]} ", now=clock.at)


def test_an_earlier_code_is_no_good_after_a_later_one(with_phone, clock):
    person = make.user("archivist")
    phone = with_phone(person)
    earlier = phone.code()
    clock.on(seconds=30)
    check_code(person=person, code=phone.code(), now=clock.at)
    with pytest.raises(WrongCode):
        check_code(person=person, code=earlier, now=clock.at)


def test_codes_are_guessed_five_times_and_then_one_waits(client, with_phone):
    person = make.user("archivist")
    phone = with_phone(person)
    sign_in(client, person)
    assert [offer(client).status_code for _ in range(6)] == [400] * 5 + [429]
    assert client.post("/sign-in/code/", {"code": phone.code()}).status_code == 429
    other = Client()
    sign_in(other, person)
    assert other.post("/sign-in/code/", {"code": phone.code()}).status_code == 429


def test_a_right_password_counts_for_ten_minutes(client, with_phone, clock):
    person = make.user("archivist")
    phone = with_phone(person)
    sign_in(client, person)
    clock.on(minutes=11)
    assert client.post("/sign-in/code/", {"code": phone.code()}).url == "/sign-in/"
    assert not is_in(client)


def test_nobody_comes_to_the_code_without_the_password(client):
    assert client.get("/sign-in/code/").url == "/sign-in/"
    assert client.post("/sign-in/code/", {"code": "000000"}).url == "/sign-in/"


def test_an_account_that_is_closed_meanwhile_stays_out(client, with_phone):
    person = make.user("archivist")
    phone = with_phone(person)
    sign_in(client, person)
    User.objects.filter(pk=person.pk).update(is_active=False)
    assert client.post("/sign-in/code/", {"code": phone.code()}).url == "/sign-in/"


def renewed(browser, phone, clock):
    clock.on(seconds=30)
    answer = browser.post("/account/second-factor/", {"do": "renew", "code": phone.code()})
    return CODE.findall(answer.content.decode())


def test_a_recovery_code_stands_in_for_the_phone_once(client, with_phone, clock, as_user):
    person = make.user("archivist")
    code = renewed(as_user(person), with_phone(person), clock)[0]
    sign_in(client, person)
    assert client.post("/sign-in/code/", {"code": code.upper()}).url == "/"
    other = Client()
    sign_in(other, person)
    assert other.post("/sign-in/code/", {"code": code}).status_code == 400
    assert RecoveryCode.objects.count() == 9


def test_new_recovery_codes_end_those_from_before(with_phone, clock, as_user):
    person = make.user("archivist")
    browser, phone = as_user(person), with_phone(person)
    before = renewed(browser, phone, clock)
    renewed(browser, phone, clock)
    with pytest.raises(WrongCode):
        check_code(person=person, code=before[0], now=clock.at)


def test_the_database_holds_neither_secret_nor_recovery_codes_in_the_clear(with_phone, clock, as_user):
    person = make.user("archivist")
    phone = with_phone(person)
    codes = renewed(as_user(person), phone, clock)
    assert phone.otp.secret not in SecondFactor.objects.get().secret
    kept = set(RecoveryCode.objects.values_list("digest", flat=True))
    assert not kept & {code.replace("-", "") for code in codes}


def test_a_changed_secret_key_still_opens_it_and_a_lost_one_says_what_to_do(with_phone, settings, clock):
    person = make.user("archivist")
    phone = with_phone(person)
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "another " * 8
    check_code(person=person, code=phone.code(), now=clock.at)
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(FactorUnreadable, match="Ask an administrator"):
        check_code(person=person, code=phone.code(), now=clock.at)


def test_a_reader_may_do_without_again_an_archivist_may_not(required, with_phone, clock, as_user):
    for role, has_one in (("reader", False), ("archivist", True)):
        person = make.user(role)
        phone, browser = with_phone(person), Client()
        sign_in(browser, person)
        browser.post("/sign-in/code/", {"code": phone.code()})
        clock.on(seconds=30)
        assert browser.post("/account/second-factor/", {"do": "remove", "code": "000000"}).status_code == 400
        browser.post("/account/second-factor/", {"do": "remove", "code": phone.code()})
        assert SecondFactor.objects.filter(person=person).exists() is has_one


def test_an_administrator_takes_a_lost_one_away_and_the_history_says_so(with_phone, as_user):
    person, administrator = make.user("archivist"), make.user("administrator")
    with_phone(person)
    there = as_user(person)
    asked = {"action": "take_second_factor_away", "_selected_action": [person.pk]}
    page = as_user(administrator).post(reverse("admin:auth_user_changelist"), asked, follow=True)
    assert "sets up a new second factor" in page.content.decode()
    assert not SecondFactor.objects.exists()
    assert not is_in(there)
    history = as_user(administrator).get(reverse("admin:auth_user_history", args=[person.pk])).content.decode()
    assert "Took the second factor away" in history
    assert administrator.username in history


def test_an_administrator_takes_none_away_from_a_superuser(with_phone, as_user):
    root = User.objects.create_superuser("root")
    with_phone(root)
    asked = {"action": "take_second_factor_away", "_selected_action": [root.pk]}
    as_user(make.user("administrator")).post(reverse("admin:auth_user_changelist"), asked)
    assert SecondFactor.objects.filter(person=root).exists()


def test_the_operator_takes_one_away_in_the_name_of_an_administrator(with_phone, capsys):
    person, administrator = make.user("archivist"), make.user("administrator")
    with_phone(person)
    with pytest.raises(CommandError, match="no administrator"):
        call_command("take_second_factor_away", person.username, by=person.username)
    call_command("take_second_factor_away", person.username, by=administrator.username)
    assert not SecondFactor.objects.exists()
    with pytest.raises(CommandError, match="no second factor"):
        call_command("take_second_factor_away", person.username, by=administrator.username)
    with pytest.raises(CommandError, match="no account"):
        call_command("take_second_factor_away", "nobody", by=administrator.username)
