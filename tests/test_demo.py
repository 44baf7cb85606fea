"""The demo, run as a newcomer runs it: real processes, a database of their own."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def var(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = tmp_path_factory.mktemp("var")
    yield folder
    for process in using(folder):
        process.kill()


def using(folder: Path) -> list[psutil.Process]:
    return [
        process
        for process in psutil.process_iter(["cmdline"])
        if any(part.startswith(str(folder)) for part in process.info["cmdline"] or [])
    ]


def heed_ctrl_c() -> None:
    """As a program of a terminal does; one that a shell starts in the background would not, nor what it starts."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def demo(var: Path, *options: str) -> Iterator[subprocess.Popen[str]]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "ARCHIVE_"))}
    kept.pop("DATABASE_URL", None)
    with subprocess.Popen(
        [sys.executable, "manage.py", "demo", *options],
        cwd=ROOT,
        env={**kept, "ARCHIVE_VAR": str(var)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=heed_ctrl_c,
    ) as process:
        try:
            yield process
        finally:
            process.kill()


def address(process: subprocess.Popen[str]) -> str:
    """Where the demo says that it serves; read from what it prints."""
    assert process.stdout is not None
    for line in process.stdout:
        if found := re.search(r"http://\S+", line):
            return found.group()
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def page(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310 - our own address
        return answer.read().decode()


def test_the_demo_serves_survives_a_kill_and_stops_its_server(var: Path) -> None:
    with demo(var, "--port", "0") as first:
        sign_in = page(address(first))
        assert all(role in sign_in for role in ("Reader", "Archivist", "Administrator"))
        first.send_signal(signal.SIGKILL)
    with demo(var, "--port", "0") as second:
        assert "Sign in" in page(address(second))
        second.send_signal(signal.SIGINT)
        out, err = second.communicate(timeout=120)
        assert "Everything is kept" in out
        assert "Traceback" not in err
    deadline = time.monotonic() + 30
    while using(var) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert not using(var)


def test_a_busy_port_is_said_in_a_sentence(var: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, demo(var, "--port", str(taken.getsockname()[1])) as process:
        _, err = process.communicate(timeout=60)
        assert process.returncode != 0
        assert "is busy" in err
        assert "--port 0" in err
        assert "Traceback" not in err


@pytest.mark.parametrize(("host", "says"), [("0.0.0.0", "only this machine"), ("nowhere", "is no address")])  # noqa: S104
def test_the_demo_serves_only_this_machine(var: Path, host: str, says: str) -> None:
    with demo(var, "--host", host) as process:
        _, err = process.communicate(timeout=60)
        assert process.returncode != 0
        assert says in err
