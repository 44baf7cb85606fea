"""Feeds and calendars by key: what they tell, to whom, and that the key leaks nowhere."""

import logging
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from archive.logs import WithoutKeys
from meetings.access import READERS
from meetings.keys import refusals
from meetings.keys.feeds import key_of, make_feed_key, revoke_feed_key, secret_of
from meetings.models import AccessRecord, ComingDate, FeedKey, Theme, ThemePassage
from tests import make
from tests.views.rows import full_note

NEW_YEAR = date(2018, 1, 1)
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def archive(db: None) -> None:
    """A public paper and a LIMITE one that was published later."""
    public = full_note(number="70001/17", meeting=make.meeting(slug="2017-06-valletta"), subject="Outcome")
    sofia = make.meeting(slug="2018-05-sofia", city="Sofia", opened_on=date(2018, 5, 22), public_source="")
    limite = full_note(number="70002/17", marking="LIMITE", meeting=sofia)
    theme = Theme.objects.create(slug="drugs", label="Drugs", terms=["drugs"])
    for place, full in enumerate((public, limite)):
        full.note.published_at = datetime(2026, 1, 1 + place, tzinfo=UTC)
        full.note.save()
        ThemePassage.objects.create(theme=theme, paragraph=full.paragraph, terms=["drugs"])
        ComingDate.objects.create(
            paragraph=full.paragraph,
            start=0,
            end=6,
            words="The US",
            opens_on=date(2018, 1, 1),
            closes_on=date(2018, 1, 1),
        )


def get(person: User, path: str, scope: str = "PUBLIC", **headers: str) -> Any:
    if key_of(person) is None:
        make_feed_key(by=person, scope=scope)
    key = key_of(person)
    assert key is not None
    return Client().get(f"/feeds/{secret_of(key)}/{path}", headers=headers)


def entries(answer: Any) -> list[tuple[str, str]]:
    """The title and the words of each entry."""
    assert answer["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    found = feed.findall(f"{ATOM}entry")
    assert len({entry.findtext(f"{ATOM}id") for entry in found}) == len(found)
    return [(entry.findtext(f"{ATOM}title") or "", entry.findtext(f"{ATOM}summary") or "") for entry in found]


SOFIA = "[LIMITE] 70002/17 §1.1: Sofia, 22 May 2018"
VALLETTA = "[PUBLIC] 70001/17 §1.1: Valletta, 15–16 June 2017"


@pytest.mark.parametrize("path", ["threads/drugs.atom", "commitments.atom?strength=agrees", "search.atom?q=share+data"])
def test_a_feed_tells_passages_the_latest_published_first(path: str, archive: None, limite_reader: User) -> None:
    told = entries(get(limite_reader, path, "LIMITE"))
    assert [title for title, _ in told] == [SOFIA, VALLETTA]
    assert all("share data" in words for _, words in told)


def test_the_feed_of_a_code_tells_its_papers(archive: None, limite_reader: User) -> None:
    told = entries(get(limite_reader, "codes/cordrogue.atom", "LIMITE"))
    assert [title.partition(":")[0] for title, _ in told] == ["[LIMITE] 70002/17", "[PUBLIC] 70001/17"]
    assert told[1][1] == "Outcome"


def test_two_commitments_of_one_passage_are_two_entries(archive: None, reader: User) -> None:
    assert [title for title, _ in entries(get(reader, "commitments.atom"))] == [VALLETTA, VALLETTA]


FEEDS = (
    "codes/cordrogue.atom",
    "threads/drugs.atom",
    "commitments.atom",
    "search.atom?q=drugs",
    "diary.ics",
    "meetings.ics",
)


@pytest.mark.parametrize("path", FEEDS)
@pytest.mark.parametrize(("role", "scope"), [("reader", "PUBLIC"), ("limite", "PUBLIC"), ("limite", "LIMITE")])
def test_limite_is_told_by_the_rights_and_the_scope_together(path: str, role: str, scope: str, archive: None) -> None:
    told = get(make.user(role), path, scope).content.decode()
    assert "70001/17" in told
    assert ("70002/17" in told) is (scope == "LIMITE")
    assert ("Sofia" in told) is (scope == "LIMITE")


def test_limite_is_gone_when_the_owner_may_no_longer_read_it(archive: None, limite_reader: User) -> None:
    assert "70002/17" in get(limite_reader, "commitments.atom", "LIMITE").content.decode()
    limite_reader.groups.set([Group.objects.get(name=READERS)])
    assert "70002/17" not in get(limite_reader, "commitments.atom").content.decode()
    limite_reader.groups.clear()
    assert get(limite_reader, "commitments.atom").status_code == 404


def test_no_paper_in_review_is_told_to_an_archivist(archive: None, archivist: User) -> None:
    full_note(number="70003/17", published=False, meeting=make.meeting(city="Riga"))
    for path in FEEDS:
        assert "70003/17" not in get(archivist, path, "LIMITE").content.decode()


def test_a_key_that_was_ended_or_replaced_opens_nothing(archive: None, reader: User) -> None:
    old = secret_of(make_feed_key(by=reader, scope="PUBLIC"))
    new = secret_of(make_feed_key(by=reader, scope="PUBLIC"))
    assert Client().get(f"/feeds/{old}/diary.ics").status_code == 404
    assert Client().get(f"/feeds/{new}/diary.ics").status_code == 200
    revoke_feed_key(by=reader)
    assert Client().get(f"/feeds/{new}/diary.ics").status_code == 404


def test_the_table_of_keys_alone_opens_nothing(archive: None, reader: User, settings: Any) -> None:
    key = make_feed_key(by=reader, scope="PUBLIC")
    assert Client().get(f"/feeds/{key.number}/diary.ics").status_code == 404
    forged = secret_of(key)[:-1] + ("A" if secret_of(key)[-1] != "A" else "B")
    assert Client().get(f"/feeds/{forged}/diary.ics").status_code == 404


def test_a_key_of_feeds_opens_neither_api_nor_page(archive: None, reader: User) -> None:
    secret = secret_of(make_feed_key(by=reader, scope="PUBLIC"))
    assert Client(headers={"Authorization": f"Bearer {secret}"}).get("/api/v1/notes/").status_code == 401
    assert Client().get(f"/notes/70001-17/?key={secret}").status_code == 302


def test_a_reader_gets_no_key_for_limite(reader: User) -> None:
    with pytest.raises(refusals.BeyondRights):
        make_feed_key(by=reader, scope="LIMITE")
    assert not FeedKey.objects.exists()


def test_who_has_the_feed_already_is_told_so(archive: None, reader: User) -> None:
    for path in FEEDS:
        first = get(reader, path)
        assert first["Cache-Control"] == "private, no-cache"
        assert get(reader, path, **{"If-None-Match": first["ETag"]}).status_code == 304, path


def test_no_cache_at_all_may_keep_a_feed_of_limite_papers(archive: None, limite_reader: User) -> None:
    for path in FEEDS:
        assert get(limite_reader, path, scope="LIMITE")["Cache-Control"] == "private, no-store", path


def test_an_empty_feed_stays_the_same(reader: User) -> None:
    assert get(reader, "commitments.atom").content == get(reader, "commitments.atom").content


def test_words_of_a_paper_are_no_markup_in_a_feed(reader: User) -> None:
    note = make.note("Both sides agreed on <img src=x onerror=alert(1)> \x0c drugs & more.")
    make.commitment(note.paragraphs.get())
    (_, words), *_ = entries(get(reader, "commitments.atom"))
    assert "&lt;img src=x onerror=alert(1)&gt;" in words  # escaped once more inside the XML: it is said to be HTML


def test_too_many_calls_wait(archive: None, reader: User, settings: Any) -> None:
    settings.CALLS_A_MINUTE = 1
    answers = [get(reader, "commitments.atom") for _ in range(3)]
    assert any(answer.status_code == 429 and int(answer["Retry-After"]) <= 60 for answer in answers)


def test_meetings_for_a_calendar_say_what_is_held_and_how_it_is_marked(archive: None, limite_reader: User) -> None:
    lines = get(limite_reader, "meetings.ics", "LIMITE").content.decode().replace("\r\n ", "").split("\r\n")
    sofia = lines[lines.index("UID:meeting-2018-05-sofia@eu-us-outcomes") :]
    assert sofia[2:5] == [
        "DTSTART;VALUE=DATE:20180522",
        "DTEND;VALUE=DATE:20180523",
        "SUMMARY:[LIMITE] EU–US JHA\\, Ministerial: Sofia",
    ]
    assert "DESCRIPTION:Bulgarian Presidency\\n70002/17 (LIMITE)\\nLIMITE" in sofia
    assert "CLASS:CONFIDENTIAL" in sofia
    assert "LOCATION:Valletta\\, Malta" in lines


def test_who_has_signed_in_takes_the_same_calendar_as_a_file(archive: None, reader: User, as_user: Any) -> None:
    assert as_user(reader).get("/meetings.ics").content == get(reader, "meetings.ics").content
    assert as_user(reader).get("/diary.ics").content == get(reader, "diary.ics").content


@pytest.mark.parametrize("path", FEEDS)
def test_what_a_feed_tells_of_limite_papers_goes_into_the_register_without_the_key(
    path: str, archive: None, limite_reader: User
) -> None:
    first = get(limite_reader, path, "LIMITE")
    get(limite_reader, path, **{"If-None-Match": first["ETag"]})
    record = AccessRecord.objects.get(deed="exported")
    assert (record.person, record.marking, record.address) == (limite_reader, "LIMITE", f"/feeds/…/{path}")
    assert record.form in {"atom", "ics"}


def test_a_feed_of_public_papers_leaves_no_record(archive: None, reader: User) -> None:
    for path in FEEDS:
        get(reader, path)
    assert not AccessRecord.objects.exists()


def test_the_key_is_sent_to_no_other_site_and_kept_in_no_log(archive: None, reader: User) -> None:
    answer = get(reader, "commitments.atom")
    assert answer["Referrer-Policy"] == "no-referrer"
    for line in (
        "Not Found: /feeds/0a1b.Zx_9/codes/visa.atom",
        '"GET /feeds/0a1b.Zx_9/search.atom?q=a HTTP/1.1" 200 12',
    ):
        record = logging.LogRecord("django.request", logging.WARNING, "", 0, "%s", (line,), None)
        assert WithoutKeys().filter(record)
        assert "0a1b" not in record.getMessage()
        assert "/feeds/…/" in record.getMessage()
    page = logging.LogRecord("django.request", logging.WARNING, "", 0, "Not Found: %s", ("/feeds/?follow=x",), None)
    WithoutKeys().filter(page)
    assert page.getMessage() == "Not Found: /feeds/?follow=x"


def test_every_line_of_the_log_passes_that_filter(settings: Any) -> None:
    assert "without keys" in settings.LOGGING["handlers"]["stderr"]["filters"]
    assert set(settings.LOGGING["handlers"]) == {"stderr"}
    assert settings.LOGGING["loggers"]["django.server"]["handlers"] == ["stderr"]


# The page ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("link", "feed"),
    [
        ("/codes/cordrogue/", "codes/cordrogue.atom"),
        ("/threads/drugs/", "threads/drugs.atom"),
        ("/commitments/?side=both", "commitments.atom?side=both"),
        ("/search/?q=share+data&side=US", "search.atom?q=share+data&amp;side=US"),
    ],
)
def test_each_list_leads_to_its_feed(link: str, feed: str, archive: None, reader: User, as_user: Any) -> None:
    browser = as_user(reader)
    page = browser.get(link).content.decode()
    start = page.index('href="/feeds/?') + len('href="')
    follow = page[start : page.index('"', start)].replace("&amp;", "&")
    assert "Make your addresses below" in browser.get(follow).content.decode()
    made = browser.post(follow, {"scope": "PUBLIC"}, follow=True).content.decode()
    key = key_of(reader)
    assert key is not None
    address = f"http://testserver/feeds/{secret_of(key)}/{feed}"
    assert address in made
    assert Client().get(address.replace("&amp;", "&").removeprefix("http://testserver")).status_code == 200


def test_a_code_that_one_may_not_know_is_not_named(reader: User, archivist: User, as_user: Any) -> None:
    make.note("Words.", codes="SECRETCODE 1", published=False)
    make_feed_key(by=reader, scope="PUBLIC")
    path = "/feeds/?follow=code&slug=secretcode"
    assert "SECRETCODE" in as_user(archivist).get(path).content.decode()
    assert "SECRETCODE" not in as_user(reader).get(path).content.decode()


def test_the_addresses_are_ended_on_the_page(reader: User, as_user: Any) -> None:
    browser = as_user(reader)
    browser.post("/feeds/", {"scope": "PUBLIC"})
    assert key_of(reader)
    assert "Your feeds are ended." in browser.post("/feeds/end/", follow=True).content.decode()
    assert key_of(reader) is None
    assert browser.get("/feeds/end/").status_code == 405


@pytest.mark.parametrize("given", [{}, {"scope": "SECRET"}, {"scope": "LIMITE"}])
def test_a_wrong_choice_makes_no_key(given: dict[str, str], reader: User, as_user: Any) -> None:
    assert as_user(reader).post("/feeds/", given).status_code == 400
    assert key_of(reader) is None


def test_the_last_use_is_noted(reader: User) -> None:
    get(reader, "diary.ics")
    key = key_of(reader)
    assert key is not None
    assert key.used_at is not None
    before = key.used_at - timedelta(minutes=5)
    FeedKey.objects.update(used_at=before)
    get(reader, "diary.ics")
    assert FeedKey.objects.get().used_at == before  # not with every call


def test_the_browser_learns_to_search_the_archive(db: None) -> None:
    answer = Client().get("/opensearch.xml")
    assert answer["Content-Type"] == "application/opensearchdescription+xml; charset=utf-8"
    told = ElementTree.fromstring(answer.content)  # noqa: S314 - our own
    space = "{http://a9.com/-/spec/opensearch/1.1/}"
    url = told.find(f"{space}Url")
    assert url is not None
    assert url.get("template") == "http://testserver/search/?q={searchTerms}"
    assert len(told.findtext(f"{space}ShortName") or "") <= 16
    assert 'rel="search"' in Client().get("/sign-in/").content.decode()
