"""The site refuses to be served unsafely, in a sentence and without a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BARE = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}
COMMANDS = [
    ["manage.py", "check"],
    ["manage.py", "runserver", "--noreload", "0"],
    ["-c", "import archive.wsgi"],
]


def run(*command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *command],
        cwd=ROOT,
        env={**BARE, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_is_served_without_a_secret_key(command: list[str]) -> None:
    ended = run(*command)
    assert ended.returncode != 0
    assert "DJANGO_SECRET_KEY is not set" in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_site_loads_with_a_secret_key() -> None:
    assert run("-c", "import archive.wsgi", DJANGO_SECRET_KEY="x" * 60).returncode == 0


def test_the_demo_shows_its_own_pages_for_what_is_not_there_also_to_developers() -> None:
    debug = ("-c", "from archive.settings import DEBUG; print(DEBUG)")
    assert run(*debug, ARCHIVE_DEMO="1", DJANGO_DEBUG="1").stdout == "False\n"
    assert run(*debug, DJANGO_DEBUG="1").stdout == "True\n"


def test_a_deployment_passes_djangos_own_checks() -> None:
    ended = run("manage.py", "check", "--deploy", "--fail-level", "WARNING", DJANGO_SECRET_KEY=os.urandom(40).hex())
    assert ended.returncode == 0, ended.stderr


def test_an_unusable_database_url_is_one_sentence() -> None:
    ended = run("manage.py", "check", DATABASE_URL="mysql://host/name", DJANGO_SECRET_KEY="x" * 60)
    assert ended.returncode != 0
    assert "postgresql://" in ended.stderr
    assert "Traceback" not in ended.stderr


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"DJANGO_SECRET_KEY": "x" * 60}, "required"),
        ({"DJANGO_SECRET_KEY": "x" * 60, "ARCHIVE_SECOND_FACTOR": "optional"}, "optional"),
        ({"DJANGO_DEBUG": "1"}, "optional"),
        ({"ARCHIVE_DEMO": "1"}, "optional"),
    ],
)
def test_archivists_need_a_second_factor_in_production(environment: dict[str, str], said: str) -> None:
    ended = run("-c", "from archive import settings; print(settings.SECOND_FACTOR)", **environment)
    assert ended.stdout.strip() == said


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ARCHIVE_SECOND_FACTOR", "never", "optional or required"),
        ("ARCHIVE_SESSION_HOURS", "0.5", "whole number"),
        ("ARCHIVE_IDLE_MINUTES", "-1", "whole number"),
    ],
)
def test_a_wrong_setting_of_the_door_is_one_sentence(name: str, value: str, words: str) -> None:
    ended = run("manage.py", "check", **{name: value}, DJANGO_SECRET_KEY="x" * 60)
    assert ended.returncode != 0
    assert name in ended.stderr
    assert words in ended.stderr
    assert "Traceback" not in ended.stderr


SSO = {"ARCHIVE_SSO_ISSUER": "https://id.example.eu", "ARCHIVE_SSO_CLIENT": "archive", "ARCHIVE_SSO_SECRET": "shared"}


def test_single_sign_on_is_set_by_the_environment_alone() -> None:
    code = "from archive import settings; print(settings.SSO['groups']['Archivists'], settings.SSO['label'])"
    given = {**SSO, "ARCHIVE_SSO_ARCHIVISTS": "eu-archive, eu-desk", "ARCHIVE_SSO_LABEL": "Council"}
    ended = run("-c", code, DJANGO_SECRET_KEY="x" * 60, **given)
    assert ended.stdout.strip() == "['eu-archive', 'eu-desk'] Council", ended.stderr


@pytest.mark.parametrize("missing", ["ARCHIVE_SSO_CLIENT", "ARCHIVE_SSO_SECRET", "ARCHIVE_SSO_READERS"])
def test_half_a_single_sign_on_is_one_sentence(missing: str) -> None:
    given = SSO | {"ARCHIVE_SSO_READERS": "eu-readers"}
    del given[missing]
    ended = run("manage.py", "check", DJANGO_SECRET_KEY="x" * 60, **given)
    assert ended.returncode != 0
    assert "must be set too" in ended.stderr
    assert "Traceback" not in ended.stderr
