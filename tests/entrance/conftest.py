"""What the tests of the door share: a clock, a phone, and the way in."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pyotp
import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from meetings.entrance.factor import STEP, new_secret, set_up_factor

PASSWORD = "a long pass phrase"


class Clock:
    """The time that the archive is told; moved by hand."""

    def __init__(self) -> None:
        self.at = timezone.now()

    def __call__(self) -> datetime:
        return self.at

    def on(self, **later: float) -> None:
        self.at += timedelta(**later)


class Phone:
    """Shows the code of the moment, as an authenticator app does."""

    def __init__(self, secret: str, clock: Clock) -> None:
        self.otp, self.clock = pyotp.TOTP(secret, interval=STEP), clock

    def code(self) -> str:
        return self.otp.at(self.clock.at)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(timezone, "now", clock)
    return clock


@pytest.fixture
def with_phone(clock: Clock) -> Callable[[User], Phone]:
    """``with_phone(person)`` is the phone of a person who set up a second factor a minute ago."""

    def made(person: User) -> Phone:
        secret = new_secret()
        phone = Phone(secret, clock)
        set_up_factor(by=person, secret=secret, code=phone.code(), now=clock.at)
        clock.on(seconds=60)
        return phone

    return made


def sign_in(browser: Client, person: User | str, password: str = PASSWORD, **more: str) -> HttpResponse:
    name = person if isinstance(person, str) else person.username
    return browser.post("/sign-in/", {"username": name, "password": password, **more})


def is_in(browser: Client) -> bool:
    return browser.get("/").status_code == 200
