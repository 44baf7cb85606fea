"""Who is shown a LIMITE paper leaves a line: by page, file, search, API and feed, once and without their words."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.keys.feeds import make_feed_key, secret_of
from meetings.keys.tokens import make_token
from meetings.models import AccessRecord, Commitment, OutcomeNote
from meetings.sharing import records
from tests import make
from tests.views.rows import full_note
from tests.views.test_queries import API, PAGES, enlarge

# They name LIMITE papers, and show none of their words.
NAMES_ONLY = {"meetings", "matrix", "codes"}


@pytest.fixture(autouse=True)
def nothing_remembered() -> None:
    """As in a process that has just been started."""
    records._written.clear()


def some_time_ago(**time: float) -> None:
    """All lines were written that long ago, by another process."""
    AccessRecord.objects.update(at=timezone.now() - timedelta(**time))
    records._written.clear()


@pytest.fixture
def note(db: None) -> OutcomeNote:
    return full_note(marking="LIMITE", number="70001/17").note


def lines(**given: object) -> list[tuple[str, str, str]]:
    return list(AccessRecord.objects.filter(**given).order_by("pk").values_list("deed", "what", "form"))


def test_opening_a_limite_note_leaves_a_line(note: OutcomeNote, limite_reader: User, as_user: Callable) -> None:
    as_user(limite_reader).get(f"{note.get_absolute_url()}?hl=secretword")
    line = AccessRecord.objects.get()
    assert (line.person, line.name, line.deed) == (limite_reader, limite_reader.username, "opened")
    assert (line.note, line.what, line.form, line.marking) == (note, "70001/17", "note", "LIMITE")
    assert line.address == note.get_absolute_url()  # without the words that were looked for


def test_a_public_note_and_a_closed_one_leave_none(note: OutcomeNote, reader: User, as_user: Callable) -> None:
    browser = as_user(reader)
    browser.get(full_note().note.get_absolute_url())
    assert browser.get(note.get_absolute_url()).status_code == 404
    assert not AccessRecord.objects.exists()


def test_turning_pages_leaves_one_line_in_ten_minutes(
    note: OutcomeNote, limite_reader: User, as_user: Callable
) -> None:
    browser = as_user(limite_reader)
    for _ in range(3):
        browser.get(note.get_absolute_url())
    assert len(lines()) == 1
    browser.get(f"{note.get_absolute_url()}cite/")
    assert lines() == [("opened", "70001/17", "note"), ("opened", "70001/17", "cite-note")]
    some_time_ago(minutes=11)
    browser.get(note.get_absolute_url())
    assert len(lines()) == 3
    as_user(make.user("limite")).get(note.get_absolute_url())
    assert len(lines()) == 4


def test_lists_leave_one_line_a_day_for_each_paper_whatever_was_asked(
    note: OutcomeNote, limite_reader: User, as_user: Callable
) -> None:
    browser = as_user(limite_reader)
    for path in ("/commitments/", "/search/?q=drugs", "/commitments/?year=2017"):
        assert "70001/17" in browser.get(path).content.decode()
    assert lines() == [("shown", "70001/17", "commitments")]
    some_time_ago(hours=25)
    browser.get("/search/?q=drugs")
    assert lines()[1:] == [("shown", "70001/17", "search")]
    assert AccessRecord.objects.latest("pk").address == "/search/"


def test_the_original_the_quote_check_and_the_desk_leave_lines_too(
    note: OutcomeNote, archivist: User, as_user: Callable
) -> None:
    source = make.source(note, data=b"Both sides agreed to share drugs intelligence.")
    source.file.save(source.served_name, ContentFile(b"Both sides"), save=True)
    browser = as_user(archivist)
    assert browser.get(reverse("original", args=[source.pk])).status_code == 200
    browser.get(reverse("admin:review", args=[note.pk]))
    browser.get(reverse("admin:preview", args=[note.pk]))
    browser.post("/quotes/", {"words": note.paragraphs.first().text})
    assert lines() == [
        ("opened", "70001/17", "original"),
        ("opened", "70001/17", "admin:review"),
        ("opened", "70001/17", "admin:preview"),
        ("shown", "70001/17", "quotes"),
    ]


def test_the_page_of_a_meeting_opens_the_paper_that_it_shows_whole(
    note: OutcomeNote, limite_reader: User, as_user: Callable
) -> None:
    as_user(limite_reader).get(note.meeting.get_absolute_url())
    assert lines() == [("opened", "70001/17", "meeting")]


def test_a_programme_and_a_feed_leave_lines_in_the_name_of_their_owner(note: OutcomeNote, limite_reader: User) -> None:
    _, secret = make_token(by=limite_reader, name="x", scope="LIMITE", ends_on=timezone.localdate())
    programme = Client(headers={"Authorization": f"Bearer {secret}"})
    programme.get(f"/api/v1/notes/{note.slug}/")
    programme.get("/api/v1/paragraphs/")
    key = secret_of(make_feed_key(by=limite_reader, scope="LIMITE"))
    programme.get(reverse("feed-commitments", args=[key]))
    told = lines(note=note, person=limite_reader)
    assert told == [("opened", "70001/17", "api:note"), ("shown", "70001/17", "api:paragraphs")]
    assert [line.address for line in AccessRecord.objects.filter(deed="exported").order_by("pk")] == [
        f"/api/v1/notes/{note.slug}/",
        "/api/v1/paragraphs/",
        "/feeds/…/commitments.atom",
    ]


@pytest.mark.parametrize("path", ["/diary.ics", "/meetings.ics"])
def test_a_calendar_taken_with_the_browser_leaves_a_line(
    path: str, note: OutcomeNote, limite_reader: User, reader: User, as_user: Callable
) -> None:
    type(note.meeting).objects.update(public_source="")
    as_user(reader).get(path)
    assert not lines()
    as_user(limite_reader).get(path)
    assert [line for line in lines() if line[0] == "exported"] == (
        [("exported", path, "ics")] if path == "/meetings.ics" else []
    )


def test_a_register_that_cannot_be_written_breaks_no_page(
    note: OutcomeNote, limite_reader: User, as_user: Callable, caplog: pytest.LogCaptureFixture
) -> None:
    browser = as_user(limite_reader)

    def broken(execute: Callable, sql: str, *rest: object) -> object:
        if "meetings_accessrecord" in sql:
            raise DatabaseError("disk full")
        return execute(sql, *rest)

    with connection.execute_wrapper(broken):
        answer = browser.get(note.get_absolute_url())
    assert answer.status_code == 200
    assert "register of access could not be written" in caplog.text


def test_every_page_with_the_limite_banner_leaves_a_line_or_only_names_papers(
    archivist: User, limite_reader: User, as_user: Callable
) -> None:
    enlarge(0, 3, archivist)
    browser = as_user(limite_reader)
    key = secret_of(make_feed_key(by=limite_reader, scope="LIMITE"))
    commitment = Commitment.objects.filter(paragraph__note__slug="77000-17").latest("pk").pk
    banners = set()
    for name, paths in PAGES.items():
        for path in paths:
            AccessRecord.objects.all().delete()
            records._written.clear()
            content = browser.get(path.format(commitment=commitment, key=key)).content.decode()
            if 'data-marking="limite"' in content:
                banners.add(name)
                assert AccessRecord.objects.exists() is (name not in NAMES_ONLY), path
    assert len(banners) > 20
    for paths in API.values():
        for path in paths:
            AccessRecord.objects.all().delete()
            records._written.clear()
            if re.search(r'"marking": ?"LIMITE"', browser.get(path).content.decode()):
                assert AccessRecord.objects.exists(), path


def test_writing_it_down_costs_one_statement_and_none_for_the_next_pages(
    note: OutcomeNote, limite_reader: User, as_user: Callable
) -> None:
    browser = as_user(limite_reader)
    with connection.execute_wrapper(counted := Counted()):
        for _ in range(3):
            browser.get(note.get_absolute_url())
    assert counted.statements == 1


def test_another_process_writes_no_second_line(note: OutcomeNote, limite_reader: User, as_user: Callable) -> None:
    browser = as_user(limite_reader)
    for _ in range(2):
        browser.get(note.get_absolute_url())
        browser.get("/search/?q=drugs")
        records._written.clear()
    assert [deed for deed, _, _ in lines()] == ["opened", "shown"]


class Counted:
    """How many statements touch the register."""

    statements = 0

    def __call__(self, execute: Callable, sql: str, *rest: object) -> object:
        self.statements += "meetings_accessrecord" in sql
        return execute(sql, *rest)


def test_administrators_take_the_register_as_a_file_and_looking_is_written_down(
    note: OutcomeNote, limite_reader: User, administrator: User, archivist: User, as_user: Callable
) -> None:
    as_user(limite_reader).get(note.get_absolute_url())
    other = full_note(marking="LIMITE", number="70002/17").note
    as_user(limite_reader).get(other.get_absolute_url())
    browser = as_user(administrator)
    register = reverse("admin:meetings_accessrecord_changelist")
    page = browser.get(register, {"q": "70001/17"}).content.decode()
    assert f"{reverse('admin:access-records-csv')}?q=70001%2F17" in page
    assert "70002/17" not in page
    browser.get(register)
    taken = b"".join(browser.get(reverse("admin:access-records-csv"), {"q": "70001/17"})).decode()
    assert "70001/17" in taken
    assert "70002/17" not in taken
    own = lines(person=administrator)
    assert own == [("opened", "Register of access", "register"), ("exported", "Register of access", "csv")]
    assert as_user(archivist).get(reverse("admin:access-records-csv")).status_code == 403
    assert as_user(archivist).get(register).status_code == 403


def test_readers_are_told_that_openings_are_written_down(
    note: OutcomeNote, limite_reader: User, as_user: Callable
) -> None:
    assert "The archive records who opens or downloads LIMITE papers" in Client().get("/sign-in/").content.decode()
    assert "It is written down who opens it." in as_user(limite_reader).get(note.get_absolute_url()).content.decode()
