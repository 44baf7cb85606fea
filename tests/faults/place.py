"""A site of production, its worker and its people's browsers: real processes before a server of tests/faults."""

import http.client
import re
import signal
import socket
import subprocess
import sys
import threading
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import psycopg
from psycopg import sql

from tests.faults.servers import Server, kept_environment, until

ROOT = Path(__file__).resolve().parents[2]
ENTER = """
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from tests import make
for role in ("archivist", "limite", "reader"):
    person = User.objects.filter(username__startswith=f"{role}-").first() or make.user(role)
    client = Client()
    client.force_login(person)
    print("session", role, client.cookies[settings.SESSION_COOKIE_NAME].value)
"""
AWAY = "The archive is not available at the moment"
TOKEN = "c" * 32
PAGES = "archive_web"  # the login that serves the pages


@dataclass(frozen=True)
class Answer:
    """What the site answered: its status, its page, and the address that the browser was led to."""

    status: int
    page: str
    address: str


@dataclass
class Browser:
    """A person's browser: keeps the cookies that it is given."""

    site: str
    cookies: dict[str, str]

    def ask(self, path: str, body: bytes | None = None, kind: str = "", within: float = 60) -> Answer:
        asked = urllib.request.Request(urllib.parse.urljoin(self.site, path), data=body)  # noqa: S310  # our own site
        if body is not None:
            asked.add_header("Content-Type", kind or "application/x-www-form-urlencoded")
        opener = urllib.request.build_opener(Kept(self.cookies))
        try:
            with opener.open(asked, timeout=within) as answer:
                return Answer(answer.status, answer.read().decode(), answer.url)
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.read().decode(), error.url)

    def send(self, path: str, **fields: Any) -> Answer:
        return self.ask(path, urllib.parse.urlencode(fields | {"csrfmiddlewaretoken": TOKEN}).encode())

    def upload(self, files: dict[str, bytes]) -> Answer:
        edge = uuid.uuid4().hex
        parts = [f'--{edge}\r\nContent-Disposition: form-data; name="csrfmiddlewaretoken"\r\n\r\n{TOKEN}\r\n'.encode()]
        for name, data in files.items():
            head = f'--{edge}\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n'
            parts += [f"{head}Content-Type: text/plain\r\n\r\n".encode(), data, b"\r\n"]
        parts.append(f"--{edge}--\r\n".encode())
        return self.ask("/admin/upload/", b"".join(parts), f"multipart/form-data; boundary={edge}")


class Kept(urllib.request.BaseHandler):
    """Sends the cookies of a browser with each request, also after it was led on, and takes new ones."""

    def __init__(self, cookies: dict[str, str]) -> None:
        self.cookies = cookies

    def http_request(self, request: urllib.request.Request) -> urllib.request.Request:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        request.add_unredirected_header("Cookie", cookies)
        return request

    def http_response(self, request: urllib.request.Request, response: Any) -> Any:
        for line in response.headers.get_all("Set-Cookie", ()):
            name, _, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        return response

    handler_order = 400  # before redirects and errors are dealt with


@dataclass
class Place:
    """The server, the environment of every process before it, and the site."""

    server: Server
    home: Path
    environ: dict[str, str]
    site: str = ""
    sessions: dict[str, str] = field(default_factory=dict)
    serving: subprocess.Popen[bytes] | None = None

    def browser(self, role: str = "archivist", site: str = "") -> Browser:
        return Browser(site or self.site, {"sessionid": self.sessions[role], "csrftoken": TOKEN})

    def run(self, *words: str, **environ: str) -> str:
        """A command of the archive, which must succeed; what it printed."""
        done = self.tried(*words, **environ)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def tried(self, *words: str, **environ: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *words]
        return subprocess.run(
            command, cwd=ROOT, env=self.environ | environ, capture_output=True, text=True, check=False, timeout=300
        )

    def started(self, *words: str, **environ: str) -> subprocess.Popen[bytes]:
        """A command of the archive at work; whoever asks ends it."""
        command = [sys.executable, "manage.py", *words]
        with (self.home / f"{words[0]}.log").open("ab") as log:
            return subprocess.Popen(command, cwd=ROOT, env=self.environ | environ, stdout=log, stderr=log)

    @contextmanager
    def another_site(self, **environ: str) -> Iterator[str]:
        """A further machine that serves the archive: its address, while it does."""
        with _served(self.home / "other.log", self.environ | environ) as (site, _):
            yield site

    @contextmanager
    def machine(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """A further machine: its address, and what ends all its processes at once."""
        with _served(self.home / "other.log", self.environ) as (site, serving):
            yield site, lambda: kill(serving)

    @property
    def uploads(self) -> Path:
        return Path(self.environ["ARCHIVE_VAR"]) / "uploads"

    def lying(self) -> list[str]:
        """The files in the room of those that wait."""
        return [path.name for path in self.uploads.iterdir()] if self.uploads.exists() else []

    @contextmanager
    def nobody_writes(self, table: str) -> Iterator[Callable[[], None]]:
        """Whoever writes to ``table`` stops in the middle; what is given waits until somebody has come so far."""
        connection = psycopg.connect(self.server.url())
        connection.execute(sql.SQL("LOCK TABLE {} IN SHARE MODE").format(sql.Identifier(table)))
        waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted AND relation = to_regclass(%s)"
        try:
            yield lambda: until(lambda: self.server.rows(waiting, table)[0][0] > 0)
        finally:
            connection.close()


def cast(home: Path) -> None:
    """Make an empty archive under ``home``, with its people and the files of its pages, and stop its server."""
    server = Server(home)
    made = Place(server, home, _environment(server, home))
    try:
        made.run("migrate", "--verbosity=0")
        made.run("collectstatic", "--no-input", "--verbosity=0")
        (home / "entered").write_text(made.run("shell", "--no-imports", "-c", ENTER))
    finally:
        server.remove(signal.SIGINT)  # in order, so that its copies need not recover


@contextmanager
def place(mould: Path, home: Path, **environ: str) -> Iterator[Place]:
    """A copy of the archive that was ``cast`` in ``mould``, under ``home``, on a server of its own, and served."""
    subprocess.run(["cp", "-a", f"{mould}/.", str(home)], check=True)  # with their owners
    server = Server(home)
    made = Place(server, home, _environment(server, home) | environ)
    made.sessions = dict(re.findall(r"session (\w+) (\w+)", (home / "entered").read_text()))
    try:
        with _served(home / "site.log", made.environ) as (made.site, made.serving):
            yield made
    finally:
        server.remove()


def _environment(server: Server, home: Path) -> dict[str, str]:
    return kept_environment() | {
        "DATABASE_OWNER_URL": server.url(),
        "DATABASE_URL": server.url(user=PAGES),
        "DJANGO_SECRET_KEY": "only-for-the-tests-" + "x" * 40,
        "ARCHIVE_PLAIN_HTTP": "1",
        "ARCHIVE_SECOND_FACTOR": "optional",
        "ARCHIVE_VAR": str(home / "var"),
    }


@contextmanager
def _served(log: Path, environ: dict[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """The site under gunicorn. It is given its port open, so that nobody else can take it meanwhile."""
    with socket.create_server(("127.0.0.1", 0)) as port, log.open("ab") as said:
        serving = [sys.executable, "-m", "gunicorn", "archive.wsgi", "--threads=4", "--timeout=120"]
        bind = [f"--bind=fd://{port.fileno()}", f"--pid={log}.pid"]
        with subprocess.Popen(
            serving + bind, cwd=ROOT, env=environ, stdout=said, stderr=said, pass_fds=[port.fileno()]
        ) as site:
            address = f"http://127.0.0.1:{port.getsockname()[1]}"
            try:
                until(lambda: answers(address))
                yield address, site
            finally:
                site.send_signal(signal.SIGTERM)
                site.wait(timeout=60)


def kill(process: subprocess.Popen[bytes]) -> None:
    """End a process and those that it started, without a word."""
    for each in [*psutil.Process(process.pid).children(recursive=True), psutil.Process(process.pid)]:
        each.kill()
    process.wait(timeout=30)


def answers(site: str) -> bool:
    """Whether the site shows its page for signing in."""
    try:
        return Browser(site, {}).ask("/sign-in/", within=10).status == 200
    except OSError:
        return False


def answer_of(deed: Callable[[], Answer]) -> tuple[threading.Thread, list[Answer]]:
    """``deed`` on its way, as a person's browser waits for it; no answer comes when nobody is left to give one."""
    answers: list[Answer] = []

    def wait() -> None:
        with suppress(OSError, http.client.HTTPException):
            answers.append(deed())

    waiting = threading.Thread(target=wait)
    waiting.start()
    return waiting, answers
