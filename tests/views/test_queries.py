"""Every page for readers stays within twelve queries, and asks no more of a larger archive than of a small one.

The three queries for the session, the user and the groups count. Each page is asked twice and counted the second
time: what a process keeps of the archive for searching is read at the first search after a change.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings.alerts.saved import save_search
from meetings.api.urls import urlpatterns as api_patterns
from meetings.finding.asked import Asked
from meetings.folders import keep_passage
from meetings.keys.feeds import make_feed_key, secret_of
from meetings.models import (
    ComingDate,
    Commitment,
    Folder,
    Instrument,
    InstrumentMention,
    KnownPaper,
    Paragraph,
    Participant,
    Participation,
    PublicParticipation,
    SavedSearch,
    StatusChange,
    Theme,
    ThemePassage,
    TopicCode,
)
from meetings.urls import urlpatterns
from tests import make
from tests.queries import MOST_QUERIES, queries_of
from tests.views.rows import full_note

# Pages that change something, hand out a file, lead on to another, or are open to visitors.
OTHERS = {
    "sign-in",
    "second-factor",
    "forgotten",
    "sso",
    "sso-back",
    "set-password",
    "sign-out",
    "change-password",
    "sign-out-everywhere",
    "enter",
    "display",
    "language",
    "original",
    "export",
    "briefing-file",
    "note-file",
    "passage",
    "revoke-token",
    "end-feeds",
    "opensearch",
    "saved-search",
    "mail-search",
    "delete-search",
    "commitment",
    "document",
    "register-document",
    "document-number",
}
PAGES: dict[str, list[str]] = {
    "home": ["/"],
    "account": ["/account/"],
    "your-factor": ["/account/second-factor/"],
    "meetings": ["/meetings/", "/meetings/?code=cordrogue&paper=note&year=2001", "/meetings/?order=oldest"],
    "meeting": ["/meetings/meeting-0/"],
    "note": ["/notes/77000-17/", "/notes/77000-17/?hl=drugs"],
    "cite-meeting": ["/meetings/meeting-0/cite/"],
    "cite-note": ["/notes/77000-17/cite/"],
    "cite-paragraph": ["/notes/77000-17/1.1/cite/"],
    "cite-commitment": ["/notes/77000-17/1.1/c{commitment}/cite/"],
    "changes": ["/notes/77000-17/changes/"],
    "codes": ["/codes/"],
    "matrix": ["/matrix/", "/matrix/?order=code&min=2"],
    "report": ["/notes/77000-17/1.1/report/"],
    "reports": ["/reports/"],
    "code": ["/codes/cordrogue/"],
    "commitments": [
        "/commitments/",
        "/commitments/?code=cordrogue&theme=drugs",
        "/commitments/?status=open&side=both&year=2001",
    ],
    "search": ["/search/", "/search/?q=drugs", "/search/?q=nothingofthekind"],
    "suggest": ["/search/suggest/?q=dr"],
    "similar": ["/notes/77000-17/1.1/similar/"],
    "threads": ["/threads/"],
    "thread": ["/threads/drugs/", "/threads/never-raised/"],
    "compare": ["/compare/", "/compare/?a=77000-17/1.1&b=77001-17/1.1"],
    "folders": ["/folders/"],
    "folder": ["/folders/1/"],
    "keep": ["/notes/77000-17/1.1/keep/"],
    "briefing": [
        "/briefing/",
        "/briefing/?theme=drugs&theme=silent",
        "/briefing/?theme=drugs&public=1",
        "/briefing/?folder=1",
    ],
    "quotes": ["/quotes/"],
    "quiet": ["/quiet/", "/quiet/?n=1&m=1"],
    "diary": ["/diary/"],
    "diary-feed": ["/diary.ics"],
    "people": ["/people/"],
    "person": ["/people/duke/", "/people/department/"],
    "office": ["/offices/secretary/"],
    "instruments": ["/instruments/"],
    "instrument": ["/instruments/drugs-agreement/", "/instruments/never-named/"],
    "glossary": ["/glossary/"],
    "api-docs": ["/api/"],
    "tokens": ["/tokens/"],
    "saved": ["/saved/"],
    "save-search": ["/saved/new/?q=drugs"],
    "feeds": ["/feeds/", "/feeds/?follow=code&slug=cordrogue", "/feeds/?follow=search&q=drugs"],
    "meetings-feed": ["/meetings.ics"],
    "as-json": ["/meetings.json", "/codes/cordrogue.json", "/search.json?q=drugs"],
    "feed-code": ["/feeds/{key}/codes/cordrogue.atom"],
    "feed-theme": ["/feeds/{key}/threads/drugs.atom"],
    "feed-commitments": ["/feeds/{key}/commitments.atom", "/feeds/{key}/commitments.atom?code=cordrogue"],
    "feed-search": ["/feeds/{key}/search.atom?q=drugs"],
    "feed-diary": ["/feeds/{key}/diary.ics"],
    "feed-meetings": ["/feeds/{key}/meetings.ics"],
}
API: dict[str, list[str]] = {
    "openapi": ["/api/v1/openapi.json"],
    "meetings": ["/api/v1/meetings/", "/api/v1/meetings/?code=cordrogue&year=2001&limit=2"],
    "meeting": ["/api/v1/meetings/meeting-0/"],
    "notes": ["/api/v1/notes/", "/api/v1/notes/?code=cordrogue&versions=all"],
    "note": ["/api/v1/notes/77000-17/"],
    "paragraphs": ["/api/v1/paragraphs/", "/api/v1/paragraphs/?theme=drugs&code=cordrogue&side=US"],
    "paragraph": ["/api/v1/notes/77000-17/1.1/"],
    "commitments": ["/api/v1/commitments/", "/api/v1/commitments/?status=open&code=cordrogue"],
    "people": ["/api/v1/people/"],
    "person": ["/api/v1/people/duke/"],
    "codes": ["/api/v1/codes/"],
    "code": ["/api/v1/codes/cordrogue/"],
    "themes": ["/api/v1/themes/"],
    "theme": ["/api/v1/themes/drugs/"],
    "search": ["/api/v1/search/?q=drugs", "/api/v1/search/?q=drugs&side=US"],
}
SMALL, LARGE = 7, 14


def enlarge(first: int, to: int, curator: User) -> None:
    """The archive with that many meetings, each with two papers that have one of everything."""
    theme, _ = Theme.objects.get_or_create(slug="drugs", label="Drugs", terms=["drugs"])
    silent, _ = Theme.objects.get_or_create(slug="silent", label="Silent since 2003", terms=["meet"])
    Theme.objects.get_or_create(slug="never-raised", label="Never raised", terms=["xenon"])
    named, _ = Instrument.objects.get_or_create(slug="drugs-agreement", name="Drugs", kind="agreement", forms=["drugs"])
    Instrument.objects.get_or_create(slug="never-named", name="Never named", kind="agreement", forms=["xenon"])
    for number in range(first, to):
        meeting = make.meeting(slug=f"meeting-{number}", city=f"City {number}", opened_on=date(2001 + number, 6, 1))
        facts = {"number": f"{77000 + number}/17", "previous_documents": [f"{77000 + number + 1}/17", "1/17"]}
        full = full_note(meeting=meeting, marking="LIMITE", **facts)
        second = full_note(meeting=meeting)
        for paragraph in (full.paragraph, second.paragraph):
            place = paragraph.text.index("drugs")
            ThemePassage.objects.create(theme=theme, paragraph=paragraph, terms=["drugs"])
            if number < 3:
                ThemePassage.objects.create(theme=silent, paragraph=paragraph, terms=["meet"])
            InstrumentMention.objects.create(instrument=named, paragraph=paragraph, start=place, end=place + 5)
            ComingDate.objects.create(
                paragraph=paragraph,
                start=0,
                end=9,
                words="On a day",
                opens_on=date(2018, 1, 1),
                closes_on=date(2018, 1, 2),
            )
            StatusChange.objects.create(
                commitment=paragraph.commitments.first(),
                status="delivered",
                since=date(2018, 1, 1),
                passage=paragraph,
                decided_by=curator,
                decided_at=timezone.now(),
            )
        make.source(full.note, data=f"Text {number}".encode())
        TopicCode.objects.filter(code="CORDROGUE").update(known=True)
        attend(number, full.note.meeting)
        KnownPaper.objects.create(meeting=meeting, number=f"{88000 + number}/17", source_url="https://example.org/")
        keep_in_shared_folder(full.paragraph, curator)
    Participation.objects.update(office="Secretary")


def keep_in_shared_folder(paragraph: Paragraph, owner: User) -> None:
    """A folder that the owner shares with everybody."""
    folder, _ = Folder.objects.get_or_create(pk=1, owner=owner, name="Shared")
    folder.shared_with.set(User.objects.exclude(pk=owner.pk))
    keep_passage(folder=folder, paragraph=paragraph, by=owner, remark="Ask again")


def attend(number: int, meeting: object) -> None:
    """A secretary whom the department sent, and one more person at each meeting."""
    department, _ = Participant.objects.get_or_create(name="Department", kind=Participant.INSTITUTION)
    for name in ("Duke", f"Person {number}"):
        person, _ = Participant.objects.get_or_create(name=name, kind=Participant.PERSON)
        PublicParticipation.objects.create(
            meeting=meeting,
            participant=person,
            side="US",
            office="Secretary",
            institution=department,
            capacity="department",
            source_url="https://example.org/",
        )


def asked(browser: Client, path: str) -> list[str]:
    """The queries of a page when the process knows the archive. A feed is asked for by a programme, which brings its
    key and nothing else."""
    if path.startswith("/feeds/") and "." in path:
        browser = Client()
    assert browser.get(path).status_code == 200, path
    with CaptureQueriesContext(connection) as captured:
        browser.get(path)
    return queries_of(captured.captured_queries)


def test_every_page_for_readers_is_counted_here() -> None:
    assert {pattern.name for pattern in urlpatterns} - OTHERS == set(PAGES)
    assert {pattern.name for pattern in api_patterns} - {"api-root", "nowhere"} == set(API)


@pytest.mark.parametrize("role", ["reader", "limite", "archivist"])
def test_every_page_stays_within_twelve_queries_and_asks_no_more_of_a_larger_archive(
    role: str, archivist: User, as_user: Callable[[User], Client]
) -> None:
    person = make.user(role)
    browser = as_user(person)
    for words in ("drugs", "agreed", "drugs share"):  # each of them has news to count
        search = save_search(by=person, name=words, asked=Asked(text=words), mailed=False)
        SavedSearch.objects.filter(pk=search.pk).update(looked_at=datetime(2001, 1, 1, tzinfo=UTC))
    key = secret_of(make_feed_key(by=person, scope="PUBLIC" if role == "reader" else "LIMITE"))
    enlarge(0, SMALL, archivist)
    commitment = Commitment.objects.filter(paragraph__note__slug="77000-17").latest("pk").pk
    paths = [
        path.format(commitment=commitment, key=key) for listed in [*PAGES.values(), *API.values()] for path in listed
    ]
    closed = {path for path in paths if role == "reader" and "77000-17" in path}  # a LIMITE paper
    browsers = {path: Client() if key in path else browser for path in paths}  # a feed reader has no session
    small = {path: asked(browsers[path], path) for path in paths if path not in closed}
    enlarge(SMALL, LARGE, archivist)
    for path, queries in small.items():
        again = asked(browsers[path], path)
        assert len(queries) <= MOST_QUERIES, "\n".join([path, *queries])
        assert len(again) <= len(queries), "\n".join([path, *again])
