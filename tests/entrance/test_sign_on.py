"""Single sign-on at a real provider on this machine: who comes in, as what, and every lie that is not believed."""

import time
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from cryptography.hazmat.primitives.asymmetric import rsa
from django.contrib.auth.models import Group, User
from django.http import HttpResponse
from django.test import Client

from meetings.access import groups_of
from tests import make
from tests.entrance.conftest import is_in
from tests.entrance.provider import Provider, served

pytestmark = pytest.mark.django_db
NOT_TRUSTED = "could not be trusted"


@pytest.fixture(scope="module")
def server() -> Iterator[Provider]:
    with served() as provider:
        yield provider


@pytest.fixture
def provider(server: Provider, settings: Any) -> Provider:
    """The provider, honest again, and the archive that is configured for it."""
    server.change, server.told_about, server.signs_with, server.algorithm = dict, dict, server.key, "RS256"
    server.asked.clear()
    settings.SSO = {
        "issuer": server.issuer,
        "id": "sso-test",
        "label": "Sign in at the Council",
        "groups_claim": "groups",
        "groups": {
            "Readers": ["eu-readers"],
            "LIMITE readers": ["eu-limite"],
            "Archivists": ["eu-archive", "eu-archive-2"],
            "Administrators": [],
        },
        "domains": [],
        "match_email": False,
        "proves_second_factor": False,
    }
    app = {"provider_id": "sso-test", "name": "Council", "client_id": "archive", "secret": "shared"}
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app | {"settings": {"server_url": server.issuer}}]}
    }
    server.knows("anna", preferred_username="anna", email="anna@example.eu", email_verified=True, groups=["eu-limite"])
    return server


def way_there(browser: Client, **asked: str) -> str:
    """The address at the provider to which a browser is sent."""
    answer = browser.get("/sign-in/sso/", asked)
    assert answer.status_code == 302
    return answer.url


def way_back(address: str, subject: str = "anna") -> str:
    """What the provider says to the browser of ``subject``, who signs in there."""
    answer = requests.post(address, data={"sub": subject}, allow_redirects=False, timeout=10)
    assert answer.status_code == 302, answer.text
    parts = urlsplit(answer.headers["Location"])
    return f"{parts.path}?{parts.query}"


def sign_on(browser: Client, subject: str = "anna", **asked: str) -> HttpResponse:
    return browser.get(way_back(way_there(browser, **asked), subject))


def refused(browser: Client, answer: HttpResponse, words: str = NOT_TRUSTED) -> bool:
    return answer.status_code == 403 and words in answer.content.decode() and not is_in(browser)


def test_a_person_with_a_group_comes_in_and_is_led_where_they_wanted(provider: Provider, client: Client) -> None:
    assert 'href="/sign-in/sso/?next=/codes/"' in client.get("/sign-in/?next=/codes/").content.decode()
    assert sign_on(client, next="/codes/").url == "/codes/"
    person = User.objects.get(username="anna")
    assert is_in(client)
    assert groups_of(person) == {"LIMITE readers"}
    assert not person.has_usable_password()
    assert person.email == "anna@example.eu"
    link = SocialAccount.objects.get()
    assert (link.user, link.uid, link.extra_data) == (person, "anna", {})


def test_the_request_carries_state_nonce_and_challenge_and_the_code_its_verifier(
    provider: Provider, client: Client
) -> None:
    address = way_there(client)
    asked = dict(parse_qsl(urlsplit(address).query))
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["nonce"]) > 40
    assert len(asked["state"]) > 10
    assert "openid" in asked["scope"].split()
    assert is_in(client) is False
    client.get(way_back(address))
    assert len(provider.asked[0]["code_verifier"][0]) > 40


def test_the_second_time_it_is_the_same_account_with_the_groups_of_now(provider: Provider, client: Client) -> None:
    sign_on(client)
    other_group = Group.objects.create(name="Of another tool")
    User.objects.get(username="anna").groups.add(other_group)
    provider.knows("anna", preferred_username="anna-new-name", groups=["eu-readers"])
    sign_on(Client())
    person = User.objects.get()
    assert set(person.groups.values_list("name", flat=True)) == {"Readers", "Of another tool"}
    assert SocialAccount.objects.get().extra_data == {}


@pytest.mark.parametrize("claims", [{}, {"groups": []}, {"groups": ["elsewhere"]}, {"groups": "x"}, {"groups": [1]}])
def test_without_a_group_there_is_no_way_in_and_no_account(
    claims: dict[str, Any], provider: Provider, client: Client
) -> None:
    provider.knows("otto", preferred_username="otto", **claims)
    assert refused(client, sign_on(client, "otto"), "names no group")
    assert not User.objects.exists()


def test_who_loses_all_groups_stays_out(provider: Provider, client: Client) -> None:
    sign_on(client)
    provider.knows("anna", groups=[])
    browser = Client()
    assert refused(browser, sign_on(browser), "names no group")


@pytest.mark.parametrize(
    ("email", "verified", "comes_in"),
    [
        ("a@Council.example.eu", True, True),
        ("a@council.example.eu", False, False),
        ("a@evil.example", True, False),
        ("a@council.example.eu.evil.example", True, False),
    ],
)
def test_only_proven_addresses_of_named_domains_where_some_are_named(
    email: str, verified: bool, comes_in: bool, provider: Provider, client: Client, settings: Any
) -> None:
    settings.SSO["domains"] = ["council.example.eu"]
    provider.knows("anna", email=email, email_verified=verified, groups=["eu-readers"])
    sign_on(client)
    assert is_in(client) is comes_in


@pytest.mark.parametrize(
    ("lie", "change"),
    [
        ("nonce of another request", lambda claims: claims | {"nonce": "another"}),
        ("no nonce", lambda claims: {name: claims[name] for name in claims if name != "nonce"}),
        ("another audience", lambda claims: claims | {"aud": "another"}),
        ("made for two", lambda claims: claims | {"aud": ["archive", "another"], "azp": "another"}),
        ("another issuer", lambda claims: claims | {"iss": "https://evil.example"}),
        ("too old", lambda claims: claims | {"exp": int(time.time()) - 600}),
        ("without end", lambda claims: {name: claims[name] for name in claims if name != "exp"}),
        ("not yet good", lambda claims: claims | {"nbf": int(time.time()) + 600}),
        ("about somebody else", lambda claims: claims | {"sub": "otto"}),
    ],
)
def test_an_id_token_that_lies_lets_nobody_in(lie: str, change: Any, provider: Provider, client: Client) -> None:
    provider.change = change
    assert refused(client, sign_on(client)), lie
    assert not User.objects.exists()


def test_an_id_token_signed_by_somebody_else_lets_nobody_in(provider: Provider, client: Client) -> None:
    provider.signs_with = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    assert refused(client, sign_on(client))


def test_an_id_token_that_is_not_signed_lets_nobody_in(provider: Provider, client: Client) -> None:
    provider.algorithm = "none"
    assert refused(client, sign_on(client))


def test_an_id_token_signed_with_a_secret_instead_of_a_key_lets_nobody_in(provider: Provider, client: Client) -> None:
    """The confusion of algorithms: CVE-2015-9235 and its kin."""
    provider.algorithm, provider.signs_with = "HS256", b"x" * 64  # type: ignore[assignment]
    assert refused(client, sign_on(client))


def test_further_facts_about_somebody_else_let_nobody_in(provider: Provider, client: Client) -> None:
    provider.told_about = lambda told: told | {"sub": "otto"}
    assert refused(client, sign_on(client))


def test_an_answer_to_another_browser_or_twice_lets_nobody_in(provider: Provider, client: Client) -> None:
    answer = way_back(way_there(client))
    thief = Client()
    assert refused(thief, thief.get(answer))
    client.get(answer)
    assert is_in(client)
    client.post("/sign-out/")
    assert refused(client, client.get(answer))


@pytest.mark.parametrize("query", ["", "?code=x", "?code=x&state=y", "?state=", "?error=server_error&state=y"])
def test_an_answer_that_nobody_asked_for_is_refused_in_a_sentence(
    query: str, provider: Provider, client: Client
) -> None:
    assert refused(client, client.get(f"/sign-in/sso/back/{query}"))


def test_who_says_no_at_the_provider_is_back_at_the_door(provider: Provider, client: Client) -> None:
    address = way_there(client)
    answer = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=10)
    parts = urlsplit(answer.headers["Location"])
    assert parse_qs(parts.query)["error"] == ["access_denied"]
    assert client.get(f"/sign-in/sso/back/?{parts.query}").url == "/sign-in/"


def test_nobody_is_led_to_another_site(provider: Provider, client: Client) -> None:
    assert sign_on(client, next="https://evil.example/").url == "/"


def test_a_provider_that_is_away_is_said_in_a_sentence(provider: Provider, client: Client, settings: Any) -> None:
    settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]["server_url"] = "http://127.0.0.1:9"
    answer = client.get("/sign-in/sso/")
    assert answer.status_code == 503
    assert "does not answer" in answer.content.decode()


def test_an_account_of_the_archive_is_taken_over_by_its_address_only_where_configured(
    provider: Provider, client: Client, settings: Any
) -> None:
    held = make.user("reader")
    User.objects.filter(pk=held.pk).update(email="Anna@example.eu")
    sign_on(client)
    assert User.objects.count() == 2
    SocialAccount.objects.all().delete()
    User.objects.exclude(pk=held.pk).delete()
    settings.SSO["match_email"] = True
    sign_on(Client())
    assert SocialAccount.objects.get().user == held
    assert groups_of(User.objects.get()) == {"LIMITE readers"}


@pytest.mark.parametrize("why", ["unproven", "two of them", "superuser"])
def test_an_account_is_not_taken_over(why: str, provider: Provider, client: Client, settings: Any) -> None:
    settings.SSO["match_email"] = True
    held = make.user("reader")
    User.objects.filter(pk=held.pk).update(email="anna@example.eu", is_superuser=why == "superuser")
    if why == "two of them":
        User.objects.filter(pk=make.user("reader").pk).update(email="anna@example.eu")
    if why == "unproven":
        provider.knows("anna", email="anna@example.eu", email_verified=False, groups=["eu-limite"])
    before = User.objects.count()
    sign_on(client)
    assert User.objects.count() == before + 1
    assert SocialAccount.objects.get().user != held


def test_a_name_that_is_taken_gets_a_number(provider: Provider, client: Client) -> None:
    User.objects.create_user("anna")
    sign_on(client)
    assert SocialAccount.objects.get().user.username == "anna-2"


def test_a_closed_account_stays_closed(provider: Provider, client: Client) -> None:
    sign_on(client)
    client.post("/sign-out/")
    User.objects.update(is_active=False)
    assert refused(client, sign_on(client), "is closed")


def test_signing_out_ends_the_session_here(provider: Provider, client: Client) -> None:
    sign_on(client)
    client.post("/sign-out/")
    assert not is_in(client)


@pytest.mark.parametrize(("proves", "leads_to"), [(False, "/sign-in/code/"), (True, "/")])
def test_an_archivist_shows_the_second_factor_here_unless_the_provider_has_seen_to_it(
    proves: bool, leads_to: str, provider: Provider, client: Client, settings: Any
) -> None:
    settings.SECOND_FACTOR, settings.SSO["proves_second_factor"] = "required", proves
    provider.knows("anna", preferred_username="anna", groups=["eu-archive-2"])
    assert sign_on(client).url == leads_to
    assert is_in(client) is proves


def test_without_configuration_there_is_no_such_way_in(client: Client) -> None:
    assert client.get("/sign-in/sso/").status_code == 404
    assert client.get("/sign-in/sso/back/?code=x&state=y").status_code == 404
    assert "sso" not in client.get("/sign-in/").content.decode()


def test_the_tests_hold_a_provider_that_signs_truly(provider: Provider, client: Client) -> None:
    """Without this, a refusal would prove nothing."""
    provider.change = lambda claims: claims | {"iat": int(time.time())}
    sign_on(client)
    assert is_in(client)
