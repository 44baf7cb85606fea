"""The door: signing in and out, the demo's entrance, and the pages that say no."""

import pytest
from django.template.loader import render_to_string
from django.test import Client

from tests import make

pytestmark = pytest.mark.django_db


def test_visitor_is_sent_to_sign_in_and_back_again(client):
    person = make.user("reader")
    assert client.get("/meetings/?year=2017").url == "/sign-in/?next=/meetings/%3Fyear%3D2017"
    answer = client.post(
        "/sign-in/", {"username": person.username, "password": "a long pass phrase", "next": "/meetings/?year=2017"}
    )
    assert answer.url == "/meetings/?year=2017"


def test_wrong_password_gets_the_same_words_as_an_unknown_name(client):
    person = make.user("reader")
    for name in (person.username, "nobody"):
        answer = client.post("/sign-in/", {"username": name, "password": "wrong"})
        assert "The user name or the password is not right" in answer.content.decode()


def test_nobody_is_sent_to_another_site(client):
    person = make.user("reader")
    answer = client.post(
        "/sign-in/", {"username": person.username, "password": "a long pass phrase", "next": "https://example.org/"}
    )
    assert answer.url == "/"


def test_signing_out_takes_a_button_not_a_link(reader, as_user):
    client = as_user(reader)
    assert client.get("/sign-out/").status_code == 405
    assert client.get("/").status_code == 200
    assert client.post("/sign-out/").url == "/sign-in/"
    assert client.get("/").status_code == 302


ROLES = ["reader", "limite-reader", "archivist", "administrator"]


@pytest.mark.parametrize("role", ROLES)
def test_demo_lets_in_with_one_click_on_this_machine(role, client, settings, django_user_model):
    settings.DEMO = True
    person = django_user_model.objects.create_user(f"demo-{role}")
    assert f'action="/enter/{role}/"' in client.get("/sign-in/").content.decode()
    assert client.post(f"/enter/{role}/").url == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


@pytest.mark.parametrize(
    ("demo", "role", "request_from"),
    [
        (False, "archivist", {}),
        (True, "archivist", {"REMOTE_ADDR": "192.0.2.7"}),
        (True, "archivist", {"REMOTE_ADDR": ""}),
        (True, "archivist", {"HTTP_X_FORWARDED_FOR": "192.0.2.7"}),
        (True, "archivist", {"HTTP_X_FORWARDED_HOST": "archive.example.eu"}),  # all that some proxies say
        (True, "somebody-else", {}),
    ],
)
def test_elsewhere_there_is_no_such_entrance(demo, role, request_from, client, settings, django_user_model):
    settings.DEMO = demo
    django_user_model.objects.create_user("demo-archivist")
    django_user_model.objects.create_user("demo-somebody-else")
    assert client.post(f"/enter/{role}/", **request_from).status_code == 404
    if role in ROLES:
        assert "/enter/" not in client.get("/sign-in/", **request_from).content.decode()


def test_entrance_takes_a_button_of_our_own_page(settings, django_user_model):
    settings.DEMO = True
    django_user_model.objects.create_user("demo-reader")
    assert Client().get("/enter/reader/").status_code == 405
    assert Client(enforce_csrf_checks=True).post("/enter/reader/").status_code == 403


def test_theme_is_kept_in_a_cookie_and_shown_in_the_page(reader, as_user):
    client = as_user(reader)
    assert client.post("/display/", {"theme": "dark", "next": "/codes/"}).url == "/codes/"
    assert '<html lang="en-gb" data-theme="dark">' in client.get("/codes/").content.decode()
    client.post("/display/", {"theme": "system"})
    assert '<html lang="en-gb">' in client.get("/codes/").content.decode()


@pytest.mark.parametrize("back", ["https://example.org/", "//example.org", "javascript:alert(1)", ""])
def test_theme_sends_nobody_to_another_site(back, client):
    assert client.post("/display/", {"theme": "dark", "next": back}).url == "/"


def test_absent_page_is_answered_in_plain_words(client, reader, as_user):
    for someone in (client, as_user(reader)):
        answer = someone.get("/no/such/page/")
        assert answer.status_code == 404
        assert "There is nothing here that you can read" in answer.content.decode()


def test_form_that_is_too_old_is_answered_in_plain_words():
    answer = Client(enforce_csrf_checks=True).post("/display/", {"theme": "dark"})
    assert answer.status_code == 403
    assert "This form has expired" in answer.content.decode()


@pytest.mark.parametrize("page", ["403.html", "404.html", "500.html"])
def test_page_that_says_no_needs_neither_request_nor_database(page, django_assert_num_queries):
    with django_assert_num_queries(0):
        content = render_to_string(page)
    assert content.count("<h1") == 1


@pytest.mark.parametrize("path", ["/", "/meetings/", "/codes/", "/commitments/", "/sign-in/"])
def test_pages_hold_no_inline_script_or_style(path, reader, as_user):
    content = as_user(reader).get(path, follow=True).content.decode()
    assert "<style" not in content
    assert " style=" not in content
    assert " onclick=" not in content
    assert content.count("<script") == content.count('<script src="/static/')
