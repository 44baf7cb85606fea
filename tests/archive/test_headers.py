"""What browsers and caches are told with every answer, in production and by default."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.urls import reverse

from tests import make
from tests.canaries import arguments, hide, shared_world
from tests.test_doors import ADDRESSES, doors

ROOT = Path(__file__).resolve().parents[2]
MAY_BE_KEPT_BY_PROGRAMMES = "private, no-cache"

# In a process of its own, as the settings of production are read: what each of these addresses answers.
ASK = """
import json, django.conf
django.setup()
from django.test import Client
def told(path, host="archive.example.eu", **given):
    answer = Client(headers={"host": host}).get(path, **given)
    morsels = {name: {key: value for key, value in morsel.items() if value} for name, morsel in answer.cookies.items()}
    return answer.status_code, dict(answer.headers), morsels
print(json.dumps({
    "session": django.conf.settings.SESSION_COOKIE_NAME,
    "plain": told("/sign-in/"),
    "live": told("/health/live/", secure=True),
    "csrf": told("/sign-in/", secure=True),
    "foreign": told("/sign-in/", host="evil.example.org", secure=True),
    "nowhere": told("/no/such/", secure=True),
}))
"""


@pytest.fixture(scope="module")
def production(tmp_path_factory: pytest.TempPathFactory) -> dict:
    """Answers under the settings of production; no database is there, and none is asked for these."""
    var = tmp_path_factory.mktemp("var")
    (var / "static").mkdir()
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}
    environment = bare | {
        "DJANGO_SETTINGS_MODULE": "archive.settings",
        "DJANGO_SECRET_KEY": os.urandom(40).hex(),
        "DJANGO_ALLOWED_HOSTS": "archive.example.eu",
        "DATABASE_URL": "postgresql://web@127.0.0.1:1/archive",
        "ARCHIVE_VAR": str(var),
        "PYTHONPATH": str(ROOT),
    }
    collect = [sys.executable, "manage.py", "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env=environment, check=True)
    ended = subprocess.run(
        [sys.executable, "-c", ASK], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    return json.loads(ended.stdout)


def test_production_insists_on_tls_for_a_year(production):
    status, headers, _ = production["plain"]
    assert (status, headers["Location"]) == (301, "https://archive.example.eu/sign-in/")
    _, headers, _ = production["csrf"]
    assert headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains; preload"


@pytest.mark.parametrize("asked", ["live", "csrf", "nowhere", "foreign"])
def test_every_answer_of_production_carries_the_guard(asked, production):
    _, headers, _ = production[asked]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "no-store" in headers["Cache-Control"]
    assert "Server" not in headers


def test_the_cookies_of_production_go_to_this_site_over_tls_and_to_no_script(production):
    _, _, cookies = production["csrf"]
    assert set(cookies) == {"__Host-csrf"}
    told = cookies["__Host-csrf"]
    assert (told["samesite"], told["secure"], told["httponly"], told["path"]) == ("Lax", True, True, "/")
    assert "domain" not in told
    assert production["session"] == "__Host-session"


def test_trace_is_answered_by_nobody(db, as_user):
    for browser in (as_user(make.user("reader")), as_user(make.user("administrator"))):
        for path in ("/meetings/", "/admin/", "/api/v1/notes/", "/sign-in/", "/health/live/"):
            answer = browser.trace(path, headers={"X-Secret": "wumbrel"})
            assert b"wumbrel" not in answer.content, path


def test_another_host_than_ours_is_refused(production):
    assert production["foreign"][0] == 400


def test_no_cache_may_keep_an_answer_to_any_address(db, as_user):
    """To nobody's question: what a page tells may be LIMITE today or tomorrow. Keys for PUBLIC papers are exempt."""
    shared_world()
    hidden = [hide("limite", at_shared_meeting=False)]
    browser = as_user(make.user("limite"))
    for door in doors(hidden):
        answer = getattr(browser, door.method)(door.path, dict(door.sent) or None)
        if answer.streaming:
            b"".join(answer)
        told = answer["Cache-Control"]
        tells_nothing = answer.status_code in {401, 404, 405}
        assert {"private", "no-store"} <= set(told.split(", ")) or (
            tells_nothing and told == MAY_BE_KEPT_BY_PROGRAMMES
        ), door
        assert answer["X-Content-Type-Options"] == "nosniff", door
        assert "unsafe-inline" not in answer.get("Content-Security-Policy", "") or door.name in {"original"}, door
        assert "Content-Security-Policy" in answer, door


@pytest.mark.parametrize("name", ["note", "meeting", "api:note", "original", "note-file"])
def test_an_address_says_nothing_to_another_site(name, db, client):
    """No answer invites other sites to read it."""
    shared_world()
    given = arguments(hide("limite", at_shared_meeting=False)) | {"form": "txt"}
    path = reverse(name, args=[given[argument] for argument in ADDRESSES[name]])
    answer = client.get(path, headers={"origin": "https://evil.example.org"})
    assert not [header for header in answer.headers if header.startswith("Access-Control")]
