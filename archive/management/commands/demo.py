"""``manage.py demo``: set everything up on this machine and serve the archive on real notes."""

import errno
import fcntl
import ipaddress
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group, User
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application
from django.db import OperationalError, connection, transaction

from archive.database.embedded import CREATE_DATABASE, DATABASE

# user name → the group it is in; the sign-in page of the demo offers each with one click
PEOPLE = {
    "demo-reader": "Readers",
    "demo-limite-reader": "LIMITE readers",
    "demo-archivist": "Archivists",
    "demo-administrator": "Administrators",
}
FIRST_PORT = 8000
NOTES = settings.BASE_DIR / "fixtures" / "notes"
ABSTRACTS = settings.BASE_DIR / "fixtures" / "reference" / "abstracts"


class QuietHandler(WSGIRequestHandler):
    """Says nothing of each request: the terminal is for what the person should do."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


class Command(BaseCommand):
    help = "Set up the archive on this machine, fill it with real notes and serve it. Safe to run again."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--host", default="127.0.0.1", help="A loopback address of this machine (127.0.0.1).")
        parser.add_argument("--port", type=int, default=FIRST_PORT, help="The port (8000); 0 takes the next free one.")
        parser.add_argument("--reset", action="store_true", help="Throw away what the demo holds and begin anew.")

    def handle(self, *args: Any, host: str, port: int, reset: bool, **options: Any) -> None:
        address = loopback(host)
        try:
            with bound(address, port) as server:
                self.set_up(reset=reset)
                self.serve(server, host)
        except OperationalError as error:
            raise CommandError(f"The database cannot be used. {str(error).strip()}") from None
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. Everything is kept; the same command starts it again.")

    def set_up(self, *, reset: bool) -> None:
        """Bring database, facts, people and notes up to date. Two demos that start at once take turns."""
        settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # under VAR; WhiteNoise warns when it is missing
        with (settings.VAR / "demo.lock").open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if reset:
                with self.step("Throwing away what the demo held"):
                    throw_away()
            with self.step("Starting the database"):
                connection.ensure_connection()
            with self.step("Bringing its tables up to date"):
                call_command("migrate", verbosity=0, interactive=False)
            with self.step("Adding reference facts and demo accounts"):
                call_command("load_reference", stdout=StringIO())
                add_people()
            self.read_notes()
            call_command("read_uploads", beside=True)  # what a stopped demo left unread

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Say what is going on, and how long it took."""
        self.stdout.write(f"{what} … ", ending="")
        self.stdout.flush()
        begun = time.monotonic()
        yield
        self.stdout.write(f"done ({time.monotonic() - begun:.1f} s)")

    def read_notes(self) -> None:
        """Receive the notes that come with the project; those that are held already stay as they are."""
        lines = StringIO()
        try:
            call_command(
                "ingest_notes", NOTES, ABSTRACTS, publish=True, new=True, bar=True, stdout=lines, stderr=self.stderr
            )
        except CommandError as error:
            self.stderr.write(f"{lines.getvalue()}{error}")

    def serve(self, server: ThreadedWSGIServer, host: str) -> None:
        server.set_app(get_internal_wsgi_application())
        shown = f"[{host}]" if ":" in host else host
        self.stdout.write(
            f"\nThe archive runs at http://{shown}:{server.server_port}/\n"
            "Open it in a browser and enter as Reader, LIMITE reader, Archivist or Administrator: one click each.\n"
            "The Valletta note is marked LIMITE, so enter as LIMITE reader and search for: visa reciprocity\n"
            "Ctrl-C stops it; nothing is lost."
        )
        self.stdout.flush()
        server.serve_forever()


def loopback(host: str) -> str:
    """``host`` as an address of this machine alone. Raises CommandError for any other."""
    try:
        address = ipaddress.ip_address("127.0.0.1" if host == "localhost" else host)
    except ValueError:
        raise CommandError(f"{host!r} is no address. Use 127.0.0.1 or ::1.") from None
    if not address.is_loopback:
        raise CommandError(
            "The demo lets anybody in with one click, so it serves only this machine (127.0.0.1 or ::1). "
            "To serve others, deploy it as docs/operate.md says."
        )
    return str(address)


@contextmanager
def bound(address: str, port: int) -> Iterator[ThreadedWSGIServer]:
    """A server that holds ``port`` from the start, so that nothing is set up in vain. Raises CommandError."""
    if not 0 <= port <= 65535:
        raise CommandError(f"There is no port {port}. Choose one from 1024 to 65535, or 0 for a free one.")
    server = bind(address, port) if port else bind_first_free(address)
    server.daemon_threads = True
    try:
        yield server
    finally:
        server.server_close()


def bind(address: str, port: int) -> ThreadedWSGIServer:
    """Take ``port``. Raises CommandError with what to do when it cannot be had."""
    try:
        return ThreadedWSGIServer((address, port), QuietHandler, ipv6=":" in address)
    except PermissionError:
        raise CommandError(f"Port {port} may not be used by this account. Choose one above 1023.") from None
    except OSError as error:
        if error.errno != errno.EADDRINUSE:
            raise CommandError(f"The archive cannot serve on {address}, port {port}: {error.strerror}.") from None
        raise CommandError(
            f"Port {port} is busy: another program, perhaps another demo, serves there. "
            "Choose another with --port NUMBER, or let --port 0 take the next free one."
        ) from None


def bind_first_free(address: str) -> ThreadedWSGIServer:
    """Take the first free port from FIRST_PORT on."""
    for port in range(FIRST_PORT, FIRST_PORT + 100):
        try:
            return ThreadedWSGIServer((address, port), QuietHandler, ipv6=":" in address)
        except OSError:
            continue
    return bind(address, 0)  # whatever the system gives


def add_people() -> None:
    """The demo's accounts: no password, entered by one click on the sign-in page and in no other way."""
    with transaction.atomic():
        for name, group in PEOPLE.items():
            person, made = User.objects.get_or_create(username=name)
            if made:
                person.set_unusable_password()
                person.is_staff = group in {"Archivists", "Administrators"}
                person.save()
            person.groups.add(Group.objects.get(name=group))


def throw_away() -> None:
    """Drop the embedded database and the original files. Raises CommandError for a database of somebody else's."""
    if os.environ.get("DATABASE_URL"):
        raise CommandError(
            "--reset only throws away the embedded database. DATABASE_URL is set: empty that database yourself."
        )
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = %s AND pid <> pg_backend_pid()", [DATABASE]
        )
        if cursor.fetchone()[0]:
            raise CommandError("Another process uses the demo's database. Stop it (Ctrl-C in its terminal) first.")
        cursor.execute(f"DROP DATABASE IF EXISTS {DATABASE}")
        cursor.execute(CREATE_DATABASE)
    for folder in (settings.MEDIA_ROOT, settings.UPLOADS_ROOT):
        shutil.rmtree(Path(folder), ignore_errors=True)
