"""The digest by e-mail, sent to a mail server of the tests: one a day, nothing twice, no words of LIMITE papers."""

import email
import email.policy
import socket
import threading
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from io import StringIO
from typing import Any
from unittest.mock import Mock

import pytest
from aiosmtpd.controller import Controller
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.utils import timezone, translation

from meetings.alerts import digest as digests
from meetings.alerts.saved import mail_search, save_search
from meetings.finding.asked import Asked
from meetings.management.commands import send_digests
from meetings.models import Digest, SavedSearch, ToldPassage
from tests import make


class Server:
    """Takes mail, refuses what it is told to, and hangs up on whom it is told to."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.refused: dict[str, str] = {}  # by recipient, what it says
        self.hangs_up: set[str] = set()  # in the middle of the mail to these

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        if address in self.refused:
            return self.refused[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.hangs_up & set(envelope.rcpt_tos):
            server.transport.abort()
            return "451 Never heard"
        self.taken.append(email.message_from_bytes(envelope.content, policy=email.policy.default))  # type: ignore[arg-type]
        return "250 OK"

    def to(self, person: User) -> list[EmailMessage]:
        return [mail for mail in self.taken if mail["To"] == person.email]


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    handler = Server()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=port)
    controller.start()
    settings.MAILERS = {
        "default": {
            "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "OPTIONS": {"host": "127.0.0.1", "port": port, "timeout": 10},
        }
    }
    yield handler
    controller.stop()


def wants(role: str, *searches: str) -> User:
    """A person who is told of ``searches`` by e-mail."""
    person = make.user(role)
    person.email = f"{person.username}@example.eu"
    person.save()
    for words in searches:
        search = save_search(by=person, name=f"About {words}", asked=Asked(text=words), mailed=True)
        SavedSearch.objects.filter(pk=search.pk).update(mailed_from=timezone.now() - timedelta(hours=1))
    return person


def send() -> tuple[str, str]:
    """What the command says, and what it complains of; with the sentence that it ends with, if it fails."""
    out, err = StringIO(), StringIO()
    try:
        call_command("send_digests", stdout=out, stderr=err)
    except CommandError as error:
        err.write(str(error))
    return out.getvalue(), err.getvalue()


def tomorrow() -> None:
    """All digests so far were of yesterday."""
    Digest.objects.update(day=timezone.localdate() - timedelta(days=1))


def test_one_mail_tells_what_is_new_by_search(db: None, server: Server) -> None:
    person = wants("reader", "drugs", "visas")
    meeting = make.meeting()
    make.note("They met on drugs.", "They met on visas.", number="70001/17", meeting=meeting)
    assert send() == ("Sent: 1. Accounts without an e-mail address: 0.\n", "")
    (mail,) = server.taken
    assert mail["Subject"] == "[PUBLIC] EU–US Outcomes: 2 new passages for your searches"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert (mail["To"], mail["From"]) == (person.email, "eu-us-outcomes@localhost")
    parts = mail.get_content().replace("\r\n", "\n").split("\n\n")
    assert parts[:5] == [
        "PUBLIC",
        "About drugs\n-----------",
        "70001/17 §1.1, Valletta, 15–16 June 2017\nThey met on drugs.\nhttps://archive.example.eu/notes/70001-17/#p1.1",
        "About visas\n-----------",
        "70001/17 §1.2, Valletta, 15–16 June 2017\nThey met on visas.\nhttps://archive.example.eu/notes/70001-17/#p1.2",
    ]
    assert "https://archive.example.eu/saved/" in parts[5]


def test_a_mail_speaks_the_language_in_which_it_was_asked_for_last(db: None, server: Server) -> None:
    person = wants("reader", "drugs", "visas")
    with translation.override("fr"):
        search = SavedSearch.objects.get(name="About visas")
        mail_search(search=search, by=person, on=False)
        mail_search(search=search, by=person, on=True)
    make.note("They met on drugs.", "They met on visas.", number="70001/17")
    SavedSearch.objects.filter(name="About drugs").update(mailed_from=timezone.now() - timedelta(hours=2))
    SavedSearch.objects.filter(name="About visas").update(mailed_from=timezone.now() - timedelta(hours=1))
    send()
    (mail,) = server.to(person)
    assert mail["Subject"] == "[PUBLIC] EU–US Outcomes: 2 nouveaux passages pour vos recherches"
    assert "70001/17 §1.2" in mail.get_content()


def test_of_a_limite_paper_the_mail_has_number_and_address_alone(db: None, server: Server) -> None:
    wants("limite", "drugs")
    make.note(
        "Secret words on drugs.",
        number="70001/17",
        marking="LIMITE",
        subject="Secret subject on drugs",
        meeting=make.meeting(city="Hiddenton"),
    )
    make.note("Open words on drugs.", number="70002/17")
    send()
    (mail,) = server.taken
    body = mail.get_content()
    assert mail["Subject"].startswith("[LIMITE]")
    assert body.splitlines()[0] == "LIMITE"
    assert "[LIMITE] 70001/17 §1.1" in body
    assert "https://archive.example.eu/notes/70001-17/#p1.1" in body
    assert "Open words on drugs." in body
    whole = mail.as_string()
    assert not [word for word in ("Secret", "Hiddenton") if word in whole or word in body]


@pytest.mark.parametrize(("role", "count"), [("reader", 0), ("limite", 1), ("archivist", 1)])
def test_a_mail_tells_what_its_reader_may_read_and_what_is_published(
    db: None, server: Server, role: str, count: int
) -> None:
    wants(role, "drugs")
    make.note("On drugs.", marking="LIMITE")
    make.note("On drugs.", published=False)
    send()
    assert len(server.taken) == count
    assert ToldPassage.objects.count() == count


def test_nothing_is_told_twice(db: None, server: Server) -> None:
    wants("reader", "drugs", "met")
    make.note("They met on drugs.", number="70001/17")
    send()
    assert server.taken[0].get_content().count("70001/17 §1.1") == 1  # found by both searches
    tomorrow()
    send()
    assert len(server.taken) == 1
    make.note("They met on drugs again.", number="70002/17")
    send()
    assert "70001/17" not in server.taken[1].get_content()


def test_a_paper_published_anew_or_read_again_is_not_told_again(db: None, server: Server) -> None:
    wants("reader", "drugs")
    note = make.note("On drugs.")
    send()
    tomorrow()
    note.published_at = timezone.now()
    note.save()
    old = note.paragraphs.get()
    facts = {"topic": old.topic, "part": old.part, "position": 1, "ordinal": 1, "address": old.address}
    old.delete()
    note.paragraphs.create(text="On drugs.", **facts)
    send()
    assert len(server.taken) == 1


def test_there_is_one_mail_a_day(db: None, server: Server) -> None:
    person = wants("reader", "drugs")
    make.note("On drugs.")
    send()
    make.note("On drugs again.")
    send()
    assert len(server.to(person)) == 1
    tomorrow()
    send()
    assert len(server.to(person)) == 2


def test_a_day_without_news_leaves_the_day_open(db: None, server: Server) -> None:
    wants("reader", "drugs")
    send()
    assert not server.taken
    make.note("On drugs.")
    send()
    assert len(server.taken) == 1


def test_what_was_published_before_the_search_was_saved_is_no_news(db: None, server: Server) -> None:
    make.note("On drugs.", published_at=timezone.now() - timedelta(days=2))
    wants("reader", "drugs")
    send()
    assert not server.taken


def test_nobody_is_told_who_did_not_ask_or_cannot_be(db: None, server: Server) -> None:
    make.note("On drugs.")
    save_search(by=make.user("reader"), name="Drugs", asked=Asked(text="drugs"), mailed=False)
    closed = wants("reader", "drugs")
    User.objects.filter(pk=closed.pk).update(is_active=False)
    without = wants("reader", "drugs")
    User.objects.filter(pk=without.pk).update(email="")
    assert send() == ("Sent: 0. Accounts without an e-mail address: 1.\n", "")
    assert not ToldPassage.objects.exists()


def test_of_very_many_hits_the_first_are_shown_and_all_are_told(
    db: None, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(digests, "SHOWN", 2)
    wants("reader", "drugs")
    make.note(*(f"On drugs, {place}." for place in range(5)), number="70001/17")
    send()
    body = server.taken[0].get_content()
    assert "§1.2" in body
    assert "§1.3" not in body
    assert "And 3 more: https://archive.example.eu/saved/" in body
    tomorrow()
    send()
    assert len(server.taken) == 1


@pytest.mark.parametrize("answer", ["550 No such person", "451 Try later"])
def test_a_server_that_refuses_one_gets_the_others_and_that_one_again_next_time(
    db: None, server: Server, answer: str
) -> None:
    """It refuses the second of three: half-way."""
    first, second, third = (wants("reader", "drugs") for _ in range(3))
    make.note("On drugs.")
    server.refused[second.email] = answer
    out, err = send()
    assert out.startswith("Sent: 2.")
    assert f"{second.email}: refused:" in err
    assert "Refused, to be tried again with the next run: 1." in err
    assert [len(server.to(person)) for person in (first, second, third)] == [1, 0, 1]
    server.refused.clear()
    assert send() == ("Sent: 1. Accounts without an e-mail address: 0.\n", "")
    assert [len(server.to(person)) for person in (first, second, third)] == [1, 1, 1]


def test_a_mail_that_may_have_left_is_not_sent_again(db: None, server: Server) -> None:
    first, second, third = (wants("reader", "drugs") for _ in range(3))
    make.note("On drugs.")
    server.hangs_up.add(second.email)
    _, err = send()
    assert "Not known whether they left, and not sent again: 1." in err
    assert Digest.objects.get(person=second).state == Digest.UNSURE
    server.hangs_up.clear()
    tomorrow()
    send()
    assert [len(server.to(person)) for person in (first, second, third)] == [1, 0, 1]


def test_a_server_that_is_not_there_loses_nothing(db: None, server: Server, settings: Any) -> None:
    person = wants("reader", "drugs")
    make.note("On drugs.")
    there = settings.MAILERS
    gone = {**there["default"], "OPTIONS": {"host": "127.0.0.1", "port": 9, "timeout": 1}}
    settings.MAILERS = {"default": gone}
    assert "Refused, to be tried again with the next run: 1." in send()[1]
    assert not Digest.objects.exists()
    settings.MAILERS = there
    send()
    assert len(server.to(person)) == 1


def test_a_run_that_was_broken_off_is_told_and_not_repeated(db: None, server: Server) -> None:
    person = wants("reader", "drugs")
    make.note("On drugs.")
    assert digests.claim_digest(person_pk=person.pk, now=timezone.now() - timedelta(hours=2))
    tomorrow()
    _, err = send()
    assert "Broken off in earlier runs, and not sent again: 1." in err
    assert not server.taken


def test_a_run_that_is_killed_when_the_mail_has_just_left_sends_it_no_second_time(
    db: None, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    wants("reader", "drugs")
    make.note("On drugs.")
    with monkeypatch.context() as killed:
        killed.setattr(send_digests, "note_sent", Mock(side_effect=KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            send()
    assert len(server.taken) == 1
    send()
    tomorrow()
    send()
    assert len(server.taken) == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_runs_at_once_send_one_mail(server: Server) -> None:
    people = [wants("reader", "drugs") for _ in range(3)]
    make.note("On drugs.")
    begin = threading.Barrier(2)

    def run() -> None:
        begin.wait()
        try:
            send()
        finally:
            connection.close()

    runs = [threading.Thread(target=run) for _ in range(2)]
    for each in runs:
        each.start()
    for each in runs:
        each.join()
    send()  # whom both passed over
    assert [len(server.to(person)) for person in people] == [1, 1, 1]
    assert ToldPassage.objects.count() == 3


def test_without_an_address_for_its_links_no_mail_is_sent(db: None, server: Server, settings: Any) -> None:
    settings.ADDRESS = ""
    assert "Set ARCHIVE_ADDRESS" in send()[1]
    assert not server.taken


def test_an_archive_that_does_without_mail_says_so_and_complains_of_nothing(db: None, settings: Any) -> None:
    settings.MAILERS, settings.ADDRESS = {}, ""
    wants("reader", "drugs")
    said, complaint = send()
    assert said.count("\n") == 1
    assert said.startswith("No mail is sent, since ARCHIVE_MAIL_HOST names no server")
    assert said.endswith("Readers who asked for it: 1.\n")
    assert complaint == ""
