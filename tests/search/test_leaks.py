"""Nothing of a note that a person may not read comes out of search: not its words, nor its names, nor its number."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from meetings.models import (
    FailedSearch,
    Meeting,
    OutcomeNote,
    Participant,
    Participation,
    Theme,
    ThemePassage,
)
from tests import make

pytestmark = pytest.mark.django_db

SIGNS = ["zephyrine", "CANARYCODE", "Canaryville", "Zephyra Canary", "Canary matters", "90909/17", "80808/17"]
ADDRESSES = [
    "/search/?q=zephyrine",
    "/search/?q=zephyrines",
    "/search/?q=zephyr*",
    "/search/?q=zephirine",  # did you mean
    "/search/?q=visa",
    "/search/?q=visa+zephyrine",
    "/search/?q=visa+-zephyrine",
    "/search/?q=visa+OR+zephyrine",
    "/search/?q=code:CANARYCODE",
    "/search/?q=visa&code=CANARYCODE",
    "/search/?q=CANARYCODE",
    "/search/?q=CANARYCODE+7",
    "/search/?q=city:Canaryville",
    "/search/?q=person:Zephyra",
    "/search/?q=theme:canary-matters",
    "/search/?q=90909/17",
    "/search/?q=90909",
    "/search/?q=80808/17",  # named by the hidden note as its previous document
    "/search/?q=80808",
    "/search/?q=visa&note=90909-17",
    "/search/?q=visa&meeting=canaryville",
    "/search/?note_from=2017-01-01",
    "/search/?q=visa&sort=meeting",
    "/search/suggest/?q=CANARY",
    "/search/suggest/?q=Canary",
    "/search/suggest/?q=zephyr",
    "/search/suggest/?q=90909",
]


@pytest.fixture(params=["LIMITE", "in review", "withdrawn"])
def hidden(request: pytest.FixtureRequest, db: None) -> OutcomeNote:
    """A note with a sign in everything that search shows, which a plain reader may not read."""
    meeting = make.meeting(public_source="", city="Canaryville", slug="canaryville")
    make.note("The visa policy of both sides.", number="10483/17")
    facts: dict[str, Any] = {"marking": "LIMITE"} if request.param == "LIMITE" else {"published": False}
    note = make.note(
        "A zephyrine visa policy.",
        number="90909/17",
        codes="CANARYCODE 7",
        meeting=meeting,
        subject="Zephyrine meeting",
        previous_documents=["80808/17"],
        **facts,
    )
    if request.param == "withdrawn":
        OutcomeNote.objects.filter(pk=note.pk).update(state=OutcomeNote.WITHDRAWN)
    person = Participant.objects.create(name="Zephyra Canary", kind=Participant.PERSON)
    Participation.objects.create(note=note, meeting=meeting, participant=person, as_named="Zephyra Canary")
    theme = Theme.objects.create(slug="canary-matters", label="Canary matters")
    ThemePassage.objects.create(theme=theme, paragraph=note.paragraphs.get(), terms=["zephyrine"])
    return note


def words_shown(client: Client, address: str) -> str:
    """What the page says, without what the person typed themselves, which it may repeat."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.headers.get("Location")
    return answer.content.decode()


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_reader_sees_nothing_of_a_hidden_note(
    as_user: Callable[[User], Client], reader: User, hidden: OutcomeNote, address: str
) -> None:
    page = words_shown(as_user(reader), address)
    typed = address.replace("+", " ")
    assert [sign for sign in SIGNS if sign in page and sign not in typed] == []
    assert hidden.get_absolute_url() not in page


@pytest.mark.parametrize("address", ADDRESSES)
def test_hidden_and_absent_give_the_same_page(
    as_user: Callable[[User], Client], reader: User, hidden: OutcomeNote, address: str
) -> None:
    client = as_user(reader)
    with_hidden = words_shown(client, address)
    meeting = hidden.meeting
    hidden.participations.all().delete()
    hidden.delete()
    Meeting.objects.filter(pk=meeting.pk).delete()
    without = words_shown(client, address)
    assert strip_token(with_hidden) == strip_token(without)


def strip_token(page: str) -> str:
    """The page without the tokens of its forms, which differ every time."""
    return "\n".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line)


def test_who_may_read_it_finds_it_by_each_of_its_signs(
    as_user: Callable[[User], Client], archivist: User, hidden: OutcomeNote
) -> None:
    client = as_user(archivist)
    for query in ("zephyrine", "zephyr*", "code:CANARYCODE", "city:Canaryville", "person:Zephyra"):
        assert hidden.get_absolute_url() in client.get("/search/", {"q": query}).content.decode(), query
    assert "zephyrine" in client.get("/search/", {"q": "zephirine"}).content.decode()
    assert client.get("/search/", {"q": "90909"}).headers["Location"] == hidden.get_absolute_url()
    assert client.get("/search/", {"q": "CANARYCODE 7"}).headers["Location"] == hidden.get_absolute_url()
    assert hidden.get_absolute_url() in client.get("/search/", {"q": "80808"}).content.decode()
    offered = client.get("/search/suggest/", {"q": "canary"}).json()["suggestions"]
    assert {one["kind"] for one in offered} == {"Topic code", "Meeting", "Person", "Theme"}


def test_a_visitor_gets_no_page(client: Client, hidden: OutcomeNote) -> None:
    for address in ADDRESSES:
        assert client.get(address).status_code == 302
        assert client.get(address).headers["Location"].startswith("/sign-in/")


def test_a_failed_search_is_counted_without_a_name(as_user: Callable[[User], Client], reader: User) -> None:
    client = as_user(reader)
    client.get("/search/", {"q": "Nonesuch  word"})
    client.get("/search/", {"q": "nonesuch word"})
    kept = FailedSearch.objects.get()
    assert (kept.words, kept.count, kept.month.day) == ("nonesuch word", 2, 1)
    assert {field.name for field in FailedSearch._meta.fields} == {"id", "words", "month", "count"}
