"""What docs/operate.md says is what is there: its settings, its files, and a site that runs in production's way."""

import ast
import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode

import pytest
import yaml
from django.core.management import get_commands

from archive.environment import take_from_files
from tests.places import BARE, Place

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "operate.md").read_text(encoding="utf-8")
OPERATE = ROOT / "docs" / "operate"
OUR_VARIABLE = re.compile(r"(DJANGO|ARCHIVE|DATABASE)_[A-Z0-9_]+")
NOT_OURS = {"DJANGO_SETTINGS_MODULE"}
UNITS = sorted((OPERATE / "systemd").iterdir())
SET_UP = """
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from pathlib import Path
call_command("migrate", verbosity=0)
from meetings import access
from meetings.ingest import receive_source
person = User.objects.create_user(username="reader", password="a long pass phrase")
person.groups.add(Group.objects.get(name=access.LIMITE_READERS))
receive_source(data=Path("fixtures/notes/10483-17.txt").read_bytes(), name="note.txt", by=None, publish=True)
call_command("collectstatic", verbosity=0, interactive=False)
"""


def variables_in_the_code() -> set[str]:
    found = set()
    for path in [ROOT / "manage.py", *ROOT.glob("archive/**/*.py"), *ROOT.glob("meetings/**/*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and OUR_VARIABLE.fullmatch(node.value):
                found.add(node.value)
    return found - NOT_OURS


def test_every_setting_that_the_code_reads_stands_in_the_page_and_no_other() -> None:
    told = set(re.findall(r"^\| `([A-Z0-9_]+)` \|", PAGE, re.MULTILINE)) | {"ARCHIVE_DEMO"}
    assert told == variables_in_the_code()


def test_a_setting_can_lie_in_a_file(tmp_path: Path) -> None:
    secret = tmp_path / "key"
    secret.write_text("a b c\n", encoding="utf-8")
    environ = {"DJANGO_SECRET_KEY_FILE": str(secret), "SSL_CERT_FILE": "/nowhere", "ARCHIVE_LOG": "json"}
    take_from_files(environ)
    assert environ == {"DJANGO_SECRET_KEY": "a b c", "SSL_CERT_FILE": "/nowhere", "ARCHIVE_LOG": "json"}
    with pytest.raises(SystemExit, match="DATABASE_URL_FILE names a file that cannot be read"):
        take_from_files({"DATABASE_URL_FILE": str(tmp_path / "nowhere")})
    with pytest.raises(SystemExit, match="Both DATABASE_URL and DATABASE_URL_FILE are set"):
        take_from_files({"DATABASE_URL_FILE": str(secret), "DATABASE_URL": "postgresql://x/y"})


def test_the_compose_file_guards_what_it_runs() -> None:
    services = yaml.safe_load((OPERATE / "compose.yaml").read_text(encoding="utf-8"))["services"]
    assert set(services) == {"database", "migrate", "web", "worker", "timers"}
    published = {name: service["ports"] for name, service in services.items() if "ports" in service}
    assert published == {"web": ["127.0.0.1:8000:8000"]}
    for name in ("migrate", "web", "worker", "timers"):
        service = services[name]
        assert service["read_only"]
        assert service["cap_drop"] == ["ALL"]
        assert not service["user"].startswith(("0", "root"))
        assert {key for key in service["environment"] if "SECRET_KEY" in key or "URL" in key} == {
            "DJANGO_SECRET_KEY_FILE",
            "DATABASE_OWNER_URL_FILE",
            "DATABASE_URL_FILE",
        }
    assert services["web"]["healthcheck"]
    assert services["database"]["healthcheck"]
    assert services["web"]["depends_on"]["migrate"] == {"condition": "service_completed_successfully"}


def test_files_of_compose_and_image_name_only_variables_that_there_are() -> None:
    named = set()
    for path in [OPERATE / "compose.yaml", OPERATE / "Containerfile", *UNITS]:
        named |= {match[0].removesuffix("_FILE") for match in OUR_VARIABLE.finditer(path.read_text(encoding="utf-8"))}
    assert named - {"ARCHIVE_HOST"} <= variables_in_the_code()


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd on this machine")
def test_systemd_knows_every_line_of_the_units(tmp_path: Path) -> None:
    for unit in UNITS:
        # What is started need only be there; what it is called is not what is asked.
        text = re.sub(r"/srv/eu-us-outcomes/\.venv/bin/\w+", sys.executable, unit.read_text(encoding="utf-8"))
        (tmp_path / unit.name).write_text(text, encoding="utf-8")
    command = ["systemd-analyze", "verify", *(str(tmp_path / unit.name) for unit in UNITS)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_units_run_commands_that_there_are() -> None:
    run = {command for unit in UNITS for command in re.findall(r"manage\.py (\w+)", unit.read_text(encoding="utf-8"))}
    assert run >= {"backup", "check_archive", "read_uploads", "send_digests", "remove_old_access_records"}
    assert run <= set(get_commands())


def test_static_files_can_be_served_by_another_user_than_the_one_who_collected_them(tmp_path: Path) -> None:
    given = {"ARCHIVE_VAR": str(tmp_path), "DJANGO_SECRET_KEY": "only-to-collect-static-files"}
    command = [sys.executable, "manage.py", "collectstatic", "--no-input"]
    subprocess.run(command, cwd=ROOT, env=BARE | given, capture_output=True, check=True)
    collected = list((tmp_path / "static").rglob("*"))
    assert tmp_path / "static" / "staticfiles.json" in collected
    shut = [path for path in collected if path.stat().st_mode & 0o055 != (0o055 if path.is_dir() else 0o044)]
    assert shut == []


def test_the_site_in_production_signs_people_in_and_searches(new_place: Callable[[str], Place], tmp_path: Path) -> None:
    site = new_place("production")
    site.shell(SET_UP)
    key = tmp_path / "key"
    key.write_text("in a file " + "x" * 50, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environ = {name: value for name, value in site.environ.items() if name not in {"ARCHIVE_PLAIN_HTTP"}} | {
        "DJANGO_SECRET_KEY": "",
        "DJANGO_SECRET_KEY_FILE": str(key),
        "ARCHIVE_BEHIND_PROXY": "1",
        "ARCHIVE_BIND": f"127.0.0.1:{port}",
        "ARCHIVE_WEB_WORKERS": "2",
    }
    command = [sys.executable, "-m", "gunicorn", "--config", "python:archive.serving", "archive.wsgi"]
    with subprocess.Popen(command, cwd=ROOT, env=environ, stderr=subprocess.PIPE, text=True) as web:
        try:
            _use(port)
        finally:
            web.terminate()
            log = web.communicate(timeout=60)[1]
    assert web.returncode == 0, log
    assert "visa" not in log


def _use(port: int) -> None:
    cookies: dict[str, str] = {}

    def ask(method: str, path: str, body: str = "", proto: str = "https") -> tuple[int, http.client.HTTPMessage, str]:
        browser = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        headers = {
            "X-Forwarded-Proto": proto,
            "Cookie": "; ".join(f"{name}={value}" for name, value in cookies.items()),
            "Content-Type": "application/x-www-form-urlencoded",
            "Referer": f"https://127.0.0.1:{port}/",
        }
        browser.request(method, path, body or None, headers)
        answer = browser.getresponse()
        page = answer.read().decode()
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.partition(";")[0].partition("=")
            cookies[name] = value
            assert "Secure" in line
        return answer.status, answer.headers, page

    deadline = time.monotonic() + 60
    while True:
        try:
            status, _headers, page = ask("GET", "/health/ready/", proto="http")
        except OSError:
            assert time.monotonic() < deadline, "the site did not come up"
            time.sleep(0.2)
            continue
        assert (status, '"ready": true' in page) == (200, True), page
        break
    status, headers, _page = ask("GET", "/", proto="http")
    assert (status, headers["Location"][:8]) == (301, "https://")
    _status, headers, page = ask("GET", "/sign-in/")
    assert "max-age=31536000" in headers["Strict-Transport-Security"]
    styles = re.search(r'href="(/static/css/archive\.[0-9a-f]{12}\.css)"', page)
    assert styles, "static files carry their hash in production"
    status, headers, _page = ask("GET", styles[1])
    assert (status, "immutable" in headers["Cache-Control"]) == (200, True)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)
    assert token
    given = {"csrfmiddlewaretoken": token[1], "username": "reader", "password": "a long pass phrase"}
    status, _headers, page = ask("POST", "/sign-in/", urlencode(given))
    assert status == 302, page
    status, _headers, page = ask("GET", "/search/?q=visa+reciprocity")
    assert (status, "10483/17" in page) == (200, True)
    status, _headers, _page = ask("GET", "/search/?q=" + "x" * 9_000)
    assert status == 400
