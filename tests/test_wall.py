"""The wall in the database: the rule of access.py, held by PostgreSQL itself for the login that serves the pages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import product
from typing import Any

import psycopg
import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser, Group, User
from django.db import connection, models, transaction
from django.db.utils import DatabaseError
from django.http import HttpResponse, StreamingHttpResponse
from django.test import RequestFactory
from django.utils import timezone

from archive.database import TOLD_BY_PAGES
from archive.database.roles import web_role
from meetings import wall
from meetings.access import ByKey, ReaderOf
from meetings.finding.statement import find_units
from meetings.models import (
    CarriedCode,
    CodeEvidence,
    Commitment,
    CommitmentCode,
    CommitmentTheme,
    MistakeReport,
    OutcomeNote,
    Paragraph,
    Source,
    Theme,
    ThemePassage,
    Tombstone,
)
from meetings.search.terms import Query
from tests import make
from tests.web_role import as_web_role

pytestmark = pytest.mark.django_db

# What hangs on papers and is kept by the archive alone; docs/decisions/row-security.md says why.
LEFT_TO_THE_ARCHIVE = {"AccessRecord", "KeptPassage", "Replacement", "ToldPassage"}
# Views of the owner, in which the rule stands.
WITH_THE_RULE = {"findablenote", "findableparagraph", "carriedcode", "commitmentcode", "commitmenttheme"}
RESTING_ON = (OutcomeNote, Paragraph, Commitment)


@pytest.fixture(autouse=True)
def told_as_by_the_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests connect as the owner, who is told everything where nobody is asked for; here they tell as pages do."""
    monkeypatch.setitem(connection.settings_dict["OPTIONS"], "told", TOLD_BY_PAGES)


@contextmanager
def read_by(reader: Any) -> Iterator[None]:
    """Within, the database shows what it shows in a request of ``reader``."""
    with wall._telling(""), as_web_role():
        wall.let_in(reader)
        yield


@pytest.fixture
def every_kind_of_note(db: None) -> None:
    """A note with each marking in each state, whose time is past, to come or not set, in the bin or not."""
    now = timezone.now()
    times = (None, now - timedelta(days=1), now + timedelta(days=1))
    states = [state for state, _ in OutcomeNote.STATES]
    theme = Theme.objects.create(slug="sides", label="Sides")
    for marking, state, time, binned in product(("", "PUBLIC", "LIMITE"), states, times, (None, now)):
        if state == OutcomeNote.PUBLISHED and not (marking and time):
            continue  # the database refuses such a note
        made = make.note("Both sides agreed.", published=False, marking=marking, codes="VISA 1")
        OutcomeNote.objects.filter(pk=made.pk).update(state=state, published_at=time, deleted_at=binned)
        paragraph = make.commitment(made.paragraphs.get()).paragraph
        CodeEvidence.objects.create(note_code=made.note_codes.get(), paragraph=paragraph, terms=["sides"])
        ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["sides"])
        name = f"{made.pk:064x}"
        Source.objects.create(note=made, file=name, sha256=name, media_type="text/plain", size=1, read_with="test")


def people() -> dict[str, Any]:
    closed, everything = make.user("archivist"), User.objects.create_superuser("superuser")
    closed.is_active = False
    both = make.user("limite")
    both.groups.add(Group.objects.get(name="Archivists"))
    found: dict[str, Any] = {role: make.user(role) for role in make.ROLES}
    keys = {f"{role}'s {scope} key": ByKey(found[role], limite=scope == "LIMITE")
            for role in make.ROLES for scope in ("PUBLIC", "LIMITE")}  # fmt: skip
    return found | keys | {
        "visitor": AnonymousUser(),
        "in no group": User.objects.create_user("nobody"),
        "closed account": closed,
        "superuser": everything,
        "in two groups": both,
        "eyes for PUBLIC": ReaderOf("PUBLIC"),
        "eyes for LIMITE": ReaderOf("LIMITE"),
    }  # fmt: skip


def test_the_database_shows_each_person_what_the_archive_shows_them(every_kind_of_note: None) -> None:
    """And to those at the desk the bin, from which they restore."""
    seen = {}
    for name, person in people().items():
        papers = OutcomeNote.objects.visible_to(person) | OutcomeNote.objects.in_bin_for(person)
        expected = seen[name] = set(papers.values_list("pk", flat=True))
        with read_by(person):
            assert set(OutcomeNote.objects.values_list("pk", flat=True)) == expected, name
            assert set(Paragraph.objects.values_list("note", flat=True)) == expected, name
            assert set(Commitment.objects.values_list("paragraph__note", flat=True)) == expected, name
            assert set(Source.objects.values_list("note", flat=True)) == expected, name
            assert set(CarriedCode.objects.values_list("note", flat=True)) == expected, name
            for about in (CommitmentCode, CommitmentTheme):
                assert set(about.objects.values_list("commitment__note", flat=True)) == expected, name
            assert len(find_units(Query(), OutcomeNote.objects.all())[1]) == len(expected), name
    assert len(set(map(frozenset, seen.values()))) == 4  # nothing, PUBLIC, LIMITE too, everything


def tables() -> dict[str, bool]:
    """The tables of the archive, and whether each is guarded."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT relname, relrowsecurity FROM pg_class WHERE relname LIKE 'meetings_%'")
        return dict(cursor.fetchall())


def test_whatever_hangs_on_a_paper_is_guarded_or_known_to_be_left_to_the_archive() -> None:
    guarded = tables()
    resting = {
        model.__name__
        for model in apps.get_app_config("meetings").get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in RESTING_ON
        and not guarded[model._meta.db_table] and model._meta.model_name not in WITH_THE_RULE
    }  # fmt: skip
    assert resting == LEFT_TO_THE_ARCHIVE


def test_a_session_that_was_told_nothing_is_shown_nothing(every_kind_of_note: None) -> None:
    Tombstone.objects.create(
        slug="10001-17",
        name="10001/17",
        marking="PUBLIC",
        was_readable=True,
        deleted_at=timezone.now(),
        reason="A slip",
    )
    guarded = [name for name, is_guarded in tables().items() if is_guarded]
    filled = 0
    for name in [*guarded, *(f"meetings_{view}" for view in WITH_THE_RULE)]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - a table of ours
            filled += bool(cursor.fetchone()[0])
            with as_web_role():
                cursor.execute(f"SELECT count(*) FROM {name}")  # noqa: S608 - a table of ours
                assert cursor.fetchone() == (0,), name
    assert filled >= 7


def test_readers_write_nothing_that_only_the_desk_may_write(reader: User, archivist: User) -> None:
    note = make.note("Words.")
    with read_by(reader):
        assert OutcomeNote.objects.filter(pk=note.pk).update(subject="Other words") == 0
        assert Paragraph.objects.all().delete()[0] == 0
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            Paragraph.objects.create(note=note, address="9", position=9, text="Mine.", part="other")
    with read_by(archivist):
        assert OutcomeNote.objects.filter(pk=note.pk).update(subject="Other words") == 1


def test_a_reader_reports_mistakes_only_on_what_they_may_read(reader: User) -> None:
    public, hidden = make.note("Words."), make.note("Words.", marking="LIMITE")
    with read_by(reader):
        MistakeReport.objects.create(note=public, address="1", passage="Words.", words="Not so.")
        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            MistakeReport.objects.create(note=hidden, address="1", passage="Words.", words="Not so.")


def ask(person: Any, view: Any) -> HttpResponse:
    """The answer of ``view`` behind the wall, to ``person``."""
    request = RequestFactory().get("/")
    request.user = person
    middleware = wall.Wall(view)
    view.login_required = True

    def answer(asked: Any) -> Any:
        middleware.process_view(asked, view, (), {})
        return view(asked)

    middleware.get_response = answer
    return middleware(request)


def count(request: Any) -> HttpResponse:
    return HttpResponse(OutcomeNote.objects.count())


def test_one_connection_serves_one_person_after_another(reader: User, archivist: User) -> None:
    make.note("Words.", marking="LIMITE")
    with as_web_role():
        asked = [ask(person, count).content for person in (archivist, reader, archivist, AnonymousUser())]
        assert asked == [b"1", b"0", b"1", b"0"]
        assert OutcomeNote.objects.count() == 0  # after the request


def test_a_page_that_fails_leaves_nothing_behind(archivist: User) -> None:
    make.note("Words.")

    def fails(request: Any) -> HttpResponse:
        OutcomeNote.objects.count()
        raise ValueError

    with as_web_role():
        with pytest.raises(ValueError):  # noqa: PT011 - its own
            ask(archivist, fails)
        assert OutcomeNote.objects.count() == 0


def test_what_was_told_in_a_transaction_that_is_undone_is_told_again(archivist: User) -> None:
    make.note("Words.")
    with as_web_role(), wall._telling(""):
        assert OutcomeNote.objects.count() == 0
        wall.let_in(archivist)
        with transaction.atomic():
            assert OutcomeNote.objects.count() == 1
            transaction.set_rollback(True)
        assert OutcomeNote.objects.count() == 1
        with pytest.raises(DatabaseError), transaction.atomic():  # noqa: PT012 - told, then undone
            wall.let_in(AnonymousUser())
            connection.cursor().execute("SELECT 1 / 0")
        assert OutcomeNote.objects.count() == 0


def test_an_answer_in_pieces_is_read_by_who_asked_though_others_are_served_meanwhile(
    limite_reader: User, reader: User
) -> None:
    make.note("Words.", marking="LIMITE")

    def pieces(request: Any) -> StreamingHttpResponse:
        return StreamingHttpResponse(str(OutcomeNote.objects.count()).encode() for _ in range(2))

    with as_web_role():
        streamed = iter(ask(limite_reader, pieces))
        assert next(streamed) == b"1"
        assert ask(reader, count).content == b"0"
        assert next(streamed) == b"1"
        assert list(streamed) == []
        assert OutcomeNote.objects.count() == 0


def test_work_of_the_archive_itself_reads_everything_and_only_then() -> None:
    make.note("Words.", published=False)
    with as_web_role():
        with wall.at_the_desk():
            assert OutcomeNote.objects.count() == 1
        assert OutcomeNote.objects.count() == 0


@pytest.fixture
def session_of_the_pages(transactional_db: None, django_db_serialized_rollback: None) -> Iterator[psycopg.Connection]:
    """A session of the very login that serves the pages; it sees what was committed."""
    given = connection.get_connection_params() | {"user": web_role(), "cursor_factory": psycopg.Cursor}
    given.pop("context", None)
    with psycopg.connect(**given, autocommit=True) as session:
        yield session


FORBIDDEN = [
    "ALTER TABLE meetings_outcomenote DISABLE ROW LEVEL SECURITY",
    "DROP POLICY readers ON meetings_outcomenote",
    "CREATE POLICY mine ON meetings_outcomenote USING (true)",
    "CREATE OR REPLACE VIEW meetings_findablenote AS SELECT id, subject, text, vector FROM meetings_outcomenote",
    "SET ROLE postgres",
    "SET SESSION AUTHORIZATION postgres",
    "ALTER ROLE CURRENT_USER BYPASSRLS",
    "ALTER TABLE meetings_paragraph ADD COLUMN mine text",
    "TRUNCATE meetings_paragraph CASCADE",
    "CREATE TABLE mine (words text)",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "DELETE FROM django_migrations",
    "UPDATE meetings_findablenote SET subject = 'Mine'",
    "DELETE FROM meetings_findablenote",
    "SET row_security = off; SELECT text FROM meetings_paragraph",
    "COPY meetings_paragraph TO PROGRAM 'cat'",
]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_login_of_the_pages_cannot_climb_its_own_wall(session_of_the_pages: psycopg.Connection) -> None:
    make.note("Words.", marking="LIMITE")
    asked = "SELECT count(*) FROM meetings_paragraph"
    assert session_of_the_pages.execute(asked).fetchone() == (0,)
    for statement in FORBIDDEN:
        with pytest.raises(psycopg.Error, match=r"permission denied|must be owner|row-level security|not be a member"):
            session_of_the_pages.execute(statement)
        session_of_the_pages.execute("RESET ALL; RESET ROLE")
        assert session_of_the_pages.execute(asked).fetchone() == (0,), statement
    session_of_the_pages.execute("SELECT set_config('archive.reads', 'LIMITE,PUBLIC', false)")
    assert session_of_the_pages.execute(asked).fetchone() == (1,)
