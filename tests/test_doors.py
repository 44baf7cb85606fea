"""Every door of the site, tried as everybody: what a person may not read leaves no trace in any answer.

The addresses are collected from the resolver, so a new one that is not in ADDRESSES fails here first. The proof is
not a list of places to look at: every answer with hidden papers in the archive must be the same, byte for byte, as
the answer without them.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from html import unescape
from typing import Any
from urllib.parse import parse_qsl, quote_plus, urlencode

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.db.models import Q
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from archive.insight.current import HEADER
from archive.insight.queries import without_values
from meetings.finding import held
from meetings.keys.feeds import make_feed_key, secret_of
from meetings.keys.tokens import make_token
from meetings.models import OutcomeNote, Tombstone, Visit
from meetings.review.bin import delete_note, destroy_note
from meetings.search import stems
from meetings.sharing import records
from meetings.sharing.lists import LISTS
from tests import make
from tests.canaries import FORMER, KINDS, PUBLIC_TEXT, SHARED_CODE, Hidden, arguments, hide, shared_world
from tests.web_role import AsWebRole

# Every test here asks the archive alone, so that the wall in the database hides no filter that was forgotten; the last
# one asks what that wall does when all are forgotten.
pytestmark = pytest.mark.usefixtures("the_archive_alone")

# Name of an address → the arguments it takes, by their names in tests/canaries.py.
ADDRESSES: dict[str, tuple[str, ...]] = {
    "live": (),
    "ready": (),
    "metrics": (),
    "home": (),
    "sign-in": (),
    "second-factor": (),
    "forgotten": (),
    "sso": (),
    "sso-back": (),
    "set-password": ("uid", "reset_token"),
    "sign-out": (),
    "account": (),
    "change-password": (),
    "your-factor": (),
    "sign-out-everywhere": (),
    "enter": ("role",),
    "display": (),
    "language": (),
    "meetings": (),
    "meeting": ("meeting",),
    "note": ("note",),
    "changes": ("note",),
    "passage": ("note", "paragraph"),
    "commitment": ("note", "paragraph", "commitment_pk"),
    "cite-meeting": ("meeting",),
    "cite-note": ("note",),
    "cite-paragraph": ("note", "paragraph"),
    "cite-commitment": ("note", "paragraph", "commitment_pk"),
    "document": ("number",),
    "register-document": ("register_form",),
    "document-number": ("number",),
    "codes": (),
    "code": ("code",),
    "matrix": (),
    "commitments": (),
    "search": (),
    "suggest": (),
    "similar": ("note", "paragraph"),
    "report": ("note", "paragraph"),
    "reports": (),
    "threads": (),
    "thread": ("theme",),
    "compare": (),
    "quotes": (),
    "briefing": (),
    "briefing-file": ("form",),
    "folders": (),
    "folder": ("folder",),
    "keep": ("note", "paragraph"),
    "quiet": (),
    "diary": (),
    "diary-feed": (),
    "people": (),
    "person": ("person",),
    "office": ("office",),
    "instruments": (),
    "instrument": ("instrument",),
    "glossary": (),
    "original": ("original",),
    "export": ("list", "form"),
    "note-file": ("note", "form"),
    "api-docs": (),
    "as-json": ("shown",),
    "tokens": (),
    "revoke-token": ("token_pk",),
    "meetings-feed": (),
    "opensearch": (),
    "saved": (),
    "save-search": (),
    "saved-search": ("saved_pk",),
    "mail-search": ("saved_pk",),
    "delete-search": ("saved_pk",),
    "feeds": (),
    "end-feeds": (),
    "feed-code": ("key", "code"),
    "feed-theme": ("key", "theme"),
    "feed-commitments": ("key",),
    "feed-search": ("key",),
    "feed-diary": ("key",),
    "feed-meetings": ("key",),
    "api:openapi": (),
    "api:api-root": (),
    "api:nowhere": ("nowhere",),
    "api:meetings": (),
    "api:meeting": ("meeting",),
    "api:notes": (),
    "api:note": ("note",),
    "api:paragraphs": (),
    "api:paragraph": ("note", "paragraph"),
    "api:commitments": (),
    "api:people": (),
    "api:person": ("person",),
    "api:codes": (),
    "api:code": ("code",),
    "api:themes": (),
    "api:theme": ("theme",),
    "api:search": (),
    "admin:index": (),
    "admin:login": (),
    "admin:logout": (),
    "admin:password_change": (),
    "admin:password_change_done": (),
    "admin:access-records-csv": (),
    "admin:jsi18n": (),
    "admin:app_list": ("app",),
    "admin:upload": (),
    "admin:uploads": (),
    "admin:upload-table": ("upload_pk",),
    "admin:upload-csv": ("upload_pk",),
    "admin:upload-resume": ("upload_pk",),
    "admin:quarantine": (),
    "admin:quarantine-retry-all": (),
    "admin:quarantine-retry": ("line_pk",),
    "admin:quarantine-delete": ("line_pk",),
    "admin:quarantine-file": ("line_pk",),
    "admin:quarantine-decide": ("line_pk",),
    "admin:scan-text": ("line_pk", "page"),
    "admin:queue": (),
    "admin:waiting": (),
    "admin:components": (),
    "admin:merge": ("kind", "pk"),
    "admin:split": ("pk",),
    "admin:answer-report": ("pk",),
    "admin:review": ("pk",),
    "admin:cover": ("pk",),
    "admin:publish": ("pk",),
    "admin:withdraw": ("pk",),
    "admin:doubt": ("pk", "doubt_pk"),
    "admin:reread": ("pk",),
    "admin:proposal": ("pk", "proposal_pk"),
    "admin:confirm-all": ("pk",),
    "admin:judge": ("pk", "commitment_pk"),
    "admin:add-commitment": ("pk", "paragraph_pk"),
    "admin:twins": (),
    "admin:twins-of": ("meeting_pk",),
    "admin:add-twin": ("meeting_pk",),
    "admin:judge-twin": ("meeting_pk", "twin_pk"),
    "admin:revert": ("kind", "pk", "earlier_pk"),
    "admin:hold": ("pk",),
    "admin:resume": ("pk",),
    "admin:put-into-bin": ("pk",),
    "admin:preview": ("pk",),
    "admin:bin": (),
    "admin:restore": ("pk",),
    "admin:destroy": ("pk",),
    "admin:restore-row": ("kind", "earlier_pk"),
    "admin:auth_user_password_change": ("pk",),
    **{
        f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}": arguments
        for model in admin.site._registry
        for page, arguments in {
            "changelist": (),
            "add": (),
            "change": ("pk",),
            "history": ("pk",),
            "delete": ("pk",),
        }.items()
    },
}
# Its argument is a subject that everybody knows; what stands on the page differs.
KNOWN_TO_ALL = {
    "thread",
    "instrument",
    "export",
    "api:theme",
    "feed-theme",
    "feed-commitments",
    "feed-search",
    "feed-diary",
    "feed-meetings",
}
# Answered without signing in; none of them shows anything of the archive.
OPEN_TO_VISITORS = {
    "live",
    "ready",
    "metrics",
    "sign-in",
    "sign-out",
    "enter",
    "display",
    "opensearch",
    "language",
    "forgotten",
    "sso",
    "sso-back",
    "set-password",
}
# Addresses that are asked something: the parameter, and the fields whose words somebody may try there.
ANY = ("text", "topic", "subject", "person", "office", "city", "code", "number", "previous", "place")
ASKED: dict[str, dict[str, tuple[str, ...]]] = {
    "search": {"q": ANY, "code": ("code",), "person": ("person",), "city": ("city",), "note": ("number",)},
    "suggest": {"q": ANY},
    "meetings": {"city": ("city",), "code": ("code",)},
    "commitments": {"code": ("code",)},
    "matrix": {"code": ("code",), "min": ("number",), "from": ("number",)},
    "quiet": {"n": ("number",), "m": ("number",)},
    "feed-search": {"q": ANY, "code": ("code",), "person": ("person",), "city": ("city",)},
    "feed-commitments": {"code": ("code",)},
    "save-search": {"q": ANY, "code": ("code",)},
    "feeds": {"slug": ("code",)},
    "api:search": {"q": ANY, "code": ("code",), "person": ("person",), "city": ("city",)},
    "api:meetings": {"city": ("city",), "code": ("code",)},
    "api:notes": {"code": ("code",)},
    "api:paragraphs": {"code": ("code",)},
    "api:commitments": {"code": ("code",)},
}
WITH_KEY = {name for name, wanted in ADDRESSES.items() if "key" in wanted}  # it stands in the address
OTHER_METHODS = ("head", "options", "put", "patch", "delete")
OF_THE_MOMENT = {HEADER, "Expires", "RateLimit-Remaining", "RateLimit-Reset"}  # headers that no two answers share
ELSEWHERE = "192.0.2.7"  # nobody sits at the machine itself, which may ask for its metrics
ORDINARY_QUESTIONS = ("cooperation", "visa reciprocity", "JAIEX", "Valletta", "76401/17", "vi")


@dataclass(frozen=True, slots=True)
class Door:
    """One request: a method, an address and, for the message of a failing test, its name."""

    name: str
    method: str
    path: str
    sent: tuple[tuple[str, str], ...] = ()  # the fields of a form


@dataclass(frozen=True, slots=True)
class Answer:
    """What comes back, and the work that it took: one query more, or another, would tell by its time."""

    status: int
    leads_to: str
    kind: str
    body: str
    headers: tuple[tuple[str, str], ...]
    queries: tuple[str, ...]


def names(resolver: URLResolver, space: str = "") -> Iterator[str]:
    """The names of every address of the site; the administration's own redirects have none and are given by route."""
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name}" if pattern.name else f"{space}{pattern.pattern}"


def unnamed(name: str) -> bool:
    """Django's own: the old address of a change form, and the catch-all of the administration."""
    return name in {"admin:<path:object_id>/", "admin:(?P<url>.*)$"}


def given_for(paper: Hidden, key: str = "no-key") -> dict[str, Any]:
    """The value of every argument that an address takes, pointing at ``paper`` where that can be."""
    return arguments(paper) | {
        "key": key,
        "role": "archivist",
        "uid": "MQ",
        "reset_token": "c8f-9e2",
        "theme": "visa-reciprocity",
        "instrument": "visa-waiver",
        "app": "meetings",
        "kind": "outcomenote",
        "earlier_pk": 1,
        "list": "commitments",
        "form": "csv",
        "token_pk": 1,
        "saved_pk": 1,
        "nowhere": "no/such/thing",
    }


def doors(hidden: list[Hidden], key: str = "no-key") -> Iterator[Door]:
    """Every address, with the arguments of each hidden paper, by GET and by POST, and the questions one may ask.

    ``key`` is what stands in the addresses of feeds. Whoever may not come to the desk is turned away from it before any
    paper is looked for, so that one of them will do there.
    """
    for name, wanted in ADDRESSES.items():
        for paper in hidden if wanted and not name.startswith("admin:") else hidden[:1]:
            given = given_for(paper, key)
            path = reverse(name, args=[given[argument] for argument in wanted])
            yield Door(name, "get", path)
            yield Door(name, "post", path)
    for paper in hidden:
        address = f"{paper.note.slug}/{paper.paragraph.address}"
        yield Door("changes", "get", f"{reverse('changes', args=[paper.note.slug])}?since={paper.note.slug}")
        yield Door("passage", "get", reverse("passage", args=[paper.note.slug, FORMER]))
        yield Door("passage", "get", reverse("passage", args=[paper.note.slug, "t1"]))
        yield Door("compare", "get", f"{reverse('compare')}?{urlencode({'a': address, 'b': address})}")
        for cited in (paper.paragraph.citation, f"{paper.note.name} §99", f"https://archive.example/notes/{address}/"):
            yield Door("search", "get", f"{reverse('search')}?{urlencode({'q': cited})}")
            yield Door("compare", "get", f"{reverse('compare')}?{urlencode({'a': cited, 'b': address})}")
        yield Door("admin:<path:object_id>/", "get", f"/admin/meetings/outcomenote/{paper.note.pk}/")
        yield Door("admin:(?P<url>.*)$", "get", f"/admin/{paper.words['text']}")
        yield Door("note", "get", f"{reverse('note', args=[paper.note.slug])}?hl={paper.words['text']}")
        yield Door("note-file", "get", reverse("note-file", args=[paper.note.slug, "txt"]))
        yield Door("code-file", "get", f"{reverse('export', args=['code', 'csv'])}?of={paper.code.slug}")
        yield Door("export", "get", f"{reverse('export', args=['folder', 'csv'])}?of={paper.folder.pk}")
        yield Door("briefing", "get", f"{reverse('briefing')}?theme=visa-reciprocity")
        yield Door("briefing", "get", f"{reverse('briefing')}?theme=visa-reciprocity&public=1")
        yield Door("quotes", "post", reverse("quotes"), (("words", paper.paragraph.text),))
    for name in LISTS:
        of = {"thread": "visa-reciprocity", "instrument": "visa-waiver"}.get(name, SHARED_CODE.lower())
        asked = {"of": of, "q": "cooperation", "n": "1", "m": "1"}
        yield Door("export", "get", f"{reverse('export', args=[name, 'csv'])}?{urlencode(asked)}")


def questions(hidden: list[Hidden], key: str = "no-key") -> Iterator[Door]:
    """What one may ask the lists and the search, in ordinary words and in the words of each hidden paper."""
    for name, parameters in ASKED.items():
        for parameter, fields in parameters.items():
            words = [paper.words[field] for paper in hidden for field in fields]
            for word in [*words, *ORDINARY_QUESTIONS]:
                yield Door(
                    name,
                    "get",
                    f"{reverse(name, args=[key] if name in WITH_KEY else [])}?{urlencode({parameter: word})}",
                )
    for word in [words for paper in hidden for words in (paper.words["text"], paper.words["number"])]:
        yield Door("export", "get", f"{reverse('export', args=['search', 'csv'])}?{urlencode({'q': word})}")


def answer(browser: Client, door: Door) -> Answer:
    """What comes back, without what differs from one request to the next: token of its forms, time, number of it."""
    queries: list[str] = []

    def listen(execute: Callable[..., Any], sql: str, *given: Any) -> Any:
        plain = re.sub(r"\d+", "n", without_values(sql))  # savepoints are numbered
        queries.append(re.sub(r"%s(, (%s|…))+", "%s", plain))  # a list may hold more or fewer keys
        return execute(sql, *given)

    with connection.execute_wrapper(listen):
        response = getattr(browser, door.method)(door.path, dict(door.sent) or None, REMOTE_ADDR=ELSEWHERE)
        body = b"".join(response).decode("utf-8", "replace") if response.streaming else response.content.decode()
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", body)
    body = re.sub(r"(taken by \S+ on [\w ]+) at \d\d:\d\d", r"\1", body)
    headers = {name: value for name, value in response.headers.items() if name not in OF_THE_MOMENT}
    return Answer(
        response.status_code,
        response.get("Location", ""),
        response.get("Content-Type", ""),
        body,
        tuple(sorted(headers.items())),
        tuple(queries),
    )


def sweep(sign_in: Callable[[], Client], to_try: Iterable[Door]) -> dict[Door, Answer]:
    """The answers to every door, none of which changes a paper; then what they counted and wrote down is taken back.

    What may sign out is tried from a browser of its own.
    """
    forget()
    rows = OutcomeNote.objects.order_by("pk").values_list("pk", "state", "revision", "deleted_at")
    before = list(rows)
    with transaction.atomic():
        browser, found = sign_in(), {}
        for door in to_try:
            found[door] = answer(sign_in() if door.name == "sign-out" else browser, door)
            if door.method == "post" and found[door].status == 302:
                browser.get("/no-such-page/")  # takes the message, which the next page would show
        assert list(rows.all()) == before
        transaction.set_rollback(True)
    return found


def forget() -> None:
    """As if the server had just begun: what it remembers of earlier questions spares it queries."""
    ContentType.objects.clear_cache()
    stems._known.clear()
    records._written.clear()
    held._held = None
    held.current_dimensions()


@pytest.fixture
def hidden(db: None) -> list[Hidden]:
    """Two papers of each kind, one at a meeting of its own, one at the meeting that everybody knows."""
    shared_world()
    return [hide(kind, at_shared_meeting=shared) for kind in KINDS for shared in (False, True)]


def kept_from(hidden: list[Hidden], *kinds: str) -> list[Hidden]:
    starts = tuple(KINDS[kind][0] for kind in kinds)
    return [paper for paper in hidden if paper.words["text"].startswith(starts)]


def with_addresses(hidden: list[Hidden]) -> list[Hidden]:
    """Those at a meeting of their own; the others are there to be counted, which is where they would show."""
    return [paper for paper in hidden if paper.note.meeting == paper.meeting]


def by_key(door: Door) -> bool:
    """Whether a programme asks there with a key of its own, and is answered in its own way."""
    return door.name.startswith("api:") or door.name == "as-json" or door.name in WITH_KEY


def test_the_sweep_knows_every_address() -> None:
    found = set(names(get_resolver()))
    assert {name for name in found if not unnamed(name)} == set(ADDRESSES)


def test_a_visitor_is_sent_to_the_sign_in_page_from_everywhere(hidden: list[Hidden]) -> None:
    canaries = re.compile("|".join(word for paper in hidden for word in paper.words.values()), re.I)
    tried = [*doors(with_addresses(hidden)), *questions(hidden[:1])]
    for door, given in sweep(Client, tried).items():
        if door.name in OPEN_TO_VISITORS:
            assert not canaries.search(given.body), door
        elif by_key(door):
            assert given.status in {401, 404, 405}, door
            assert not canaries.search(given.body), door
        else:
            assert (given.status, given.leads_to.partition("?")[0]) == (302, "/sign-in/"), door
            assert given.body == "", door


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("reader", ("unpublished", "withdrawn", "limite", "embargoed", "deleted")),
        ("limite", ("unpublished", "withdrawn", "embargoed", "deleted")),
    ],
)
def test_hidden_papers_leave_no_trace(
    role: str, kinds: tuple[str, ...], hidden: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    person = make.user(role)
    Visit.objects.create(person=person, seen_at=timezone.now() - timedelta(days=2))  # so that all papers are news
    secret = kept_from(hidden, *kinds)
    tried = [*doors(with_addresses(secret)), *questions(with_addresses(secret))]
    with_them = sweep(lambda: as_user(person), tried)
    for paper in secret:
        paper.burn()
    without_them = sweep(lambda: as_user(person), tried)
    nowhere = without_path(answer(as_user(person), Door("", "get", "/no-such-page/")))
    for door in tried:
        assert with_them[door] == without_them[door], door
        if door.name.startswith("admin:"):
            assert without_path(with_them[door]) == nowhere, door
        elif ADDRESSES.get(door.name) and door.name not in OPEN_TO_VISITORS | KNOWN_TO_ALL and door.method == "get":
            assert with_them[door].status in {404, 405}, door  # 405: takes no GET, whatever stands there


def test_no_other_method_tells_of_hidden_papers(hidden: list[Hidden], as_user: Callable[[User], Client]) -> None:
    person = make.user("reader")
    named = [door for door in doors(with_addresses(kept_from(hidden, "limite"))) if door.method == "get"]
    tried = [Door(door.name, method, door.path) for door in named for method in OTHER_METHODS]
    with_them = sweep(lambda: as_user(person), tried)
    for paper in kept_from(hidden, *KINDS):
        paper.burn()
    without_them = sweep(lambda: as_user(person), tried)
    for door in tried:
        assert with_them[door] == without_them[door], door
        if ADDRESSES.get(door.name) and door.name not in OPEN_TO_VISITORS | KNOWN_TO_ALL:
            assert with_them[door].status in {404, 405}, door


NOT_PUBLISHED = ("unpublished", "withdrawn", "embargoed", "deleted")


@pytest.mark.parametrize(
    ("role", "scope", "kinds"),
    [
        ("reader", "PUBLIC", (*NOT_PUBLISHED, "limite")),
        ("limite", "PUBLIC", (*NOT_PUBLISHED, "limite")),
        ("limite", "LIMITE", NOT_PUBLISHED),
        ("archivist", "LIMITE", NOT_PUBLISHED),
        ("limite, then reader", "LIMITE", (*NOT_PUBLISHED, "limite")),
    ],
)
def test_hidden_papers_leave_no_trace_to_a_token_or_a_feed(
    role: str, scope: str, kinds: tuple[str, ...], hidden: list[Hidden]
) -> None:
    """Neither beyond what its owner may read at this moment, nor beyond its scope, nor before publication."""
    before, _, now = role.partition(", then ")
    person = make.user(before)
    ends_on = timezone.localdate() + timedelta(days=1)
    _, secret = make_token(by=person, name="A programme", scope=scope, ends_on=ends_on)
    feed_key = secret_of(make_feed_key(by=person, scope=scope))
    if now:
        person.groups.set([Group.objects.get(name=make.ROLES[now])])
    secret_papers = kept_from(hidden, *kinds)
    papers = with_addresses(secret_papers)
    tried = [door for door in [*doors(papers, feed_key), *questions(papers, feed_key)] if by_key(door)]

    def programme() -> Client:
        return Client(headers={"Authorization": f"Bearer {secret}"})

    with_them = sweep(programme, tried)
    for paper in secret_papers:
        paper.burn()
    without_them = sweep(programme, tried)
    for door in tried:
        assert with_them[door] == without_them[door], door
        assert with_them[door].status != 401, door
        if ADDRESSES[door.name] and door.name not in KNOWN_TO_ALL and door.method == "get":
            assert with_them[door].status in {404, 405}, door


def test_what_was_merged_into_something_known_leaves_no_trace(
    hidden: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    """The address of a code or a person whom hidden papers alone name, and the pages of those into which they went."""
    browser = as_user(make.user("reader"))
    kept = [
        Door(path, "get", path) for path in ("/codes/visa/", "/people/duke/", "/codes/", "/people/", "/search/?q=Duke")
    ]
    gone = [Door("former", "get", path) for paper in hidden for path in paper.former]
    with_them = sweep(lambda: browser, [*kept, *gone])
    for paper in hidden:
        paper.burn()
    without_them = sweep(lambda: browser, [*kept, *gone])
    for door in [*kept, *gone]:
        assert with_them[door] == without_them[door], door
        assert with_them[door].status == (404 if door in gone else 200), door


def test_a_tombstone_leaves_no_trace_to_who_could_not_read_the_paper(
    hidden: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    browser, administrator = as_user(make.user("reader")), make.user("administrator")
    secret = with_addresses(kept_from(hidden, "unpublished", "limite"))
    tried = [door for door in doors(secret) if door.name != "sign-out"]
    for paper in secret:
        delete_note(note=paper.note, by=administrator, reason="A slip")
        destroy_note(note=paper.note, by=administrator, reason="Personal data")
    with_them = sweep(lambda: browser, tried)
    assert Tombstone.objects.all().delete()[0] == len(secret)
    without_them = sweep(lambda: browser, tried)
    for door in tried:
        assert with_them[door] == without_them[door], door


@pytest.mark.parametrize("role", ["archivist", "administrator"])
def test_a_deleted_paper_is_hidden_from_archivists_too(
    role: str, hidden: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    """Outside the desk, whose bin lists it and whose registers keep the people and codes that it named."""
    person = make.user(role)
    secret = kept_from(hidden, "deleted")
    tried = [*doors(with_addresses(secret)), *questions(with_addresses(secret))]
    tried = [door for door in tried if not door.name.startswith("admin:") and door.name != "sign-out"]
    with_them = sweep(lambda: as_user(person), tried)
    browser = as_user(person)
    pages = browser.get(reverse("admin:bin")).content.decode()
    for paper in secret:
        assert paper.note.name in pages
        assert browser.get(reverse("admin:review", args=[paper.note.pk])).status_code == 404
        paper.burn()
    without_them = sweep(lambda: as_user(person), tried)
    for door in tried:
        assert with_them[door] == without_them[door], door


def test_the_register_of_pairs_leaves_out_those_of_a_deleted_paper(
    hidden: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    """Each pair repeats a passage of its paper."""
    page = answer(
        as_user(make.user("archivist")), Door("", "get", reverse("admin:meetings_publictwin_changelist"))
    ).body
    assert kept_from(hidden, "limite")[0].words["text"] in page
    for paper in kept_from(hidden, "deleted"):
        assert paper.words["text"] not in page
        assert paper.words["number"] not in page


def without_path(given: Answer) -> tuple[int, str]:
    """Status and body of an answer, without the address that the page itself repeats: in its forms, for its print."""
    return given.status, re.sub(r'(name="next" value|data-source)="[^"]*"', "", given.body)


def test_an_account_in_no_group_reads_nothing(hidden: list[Hidden], as_user: Callable[[User], Client]) -> None:
    browser = as_user(User.objects.create_user("nobody"))
    canaries = re.compile("|".join([PUBLIC_TEXT, *(word for paper in hidden for word in paper.words.values())]), re.I)
    for door in doors(with_addresses(hidden)):
        if door.method == "get" and "?" not in door.path:
            body = answer(browser, door).body.replace(door.path, "")
            assert not canaries.search(body), door


@pytest.mark.parametrize(
    ("role", "kinds"),
    [
        ("limite", ("limite",)),
        ("archivist", tuple(kind for kind in KINDS if kind != "deleted")),
        ("administrator", tuple(kind for kind in KINDS if kind != "deleted")),
    ],
)
def test_the_canaries_sing_to_those_who_may_read_them(
    role: str, kinds: tuple[str, ...], hidden: list[Hidden], as_user: Callable[[User], Client]
) -> None:
    """Without this, a canary that no page ever shows would prove nothing."""
    browser = as_user(make.user(role))
    unseen = {"summary"} | (
        {"doubt", "file", "sent"} if role == "limite" else set()
    )  # shown at the desk, or as paragraphs
    for paper in kept_from(hidden, *kinds):
        named = [("note", paper.note.slug), ("meeting", paper.note.meeting.slug), ("code", paper.code.slug)]
        paths = [reverse(name, args=[argument]) for name, argument in named]
        if role != "limite":
            paths.append(reverse("admin:review", args=[paper.note.pk]))
            paths.append(reverse("admin:upload-table", args=[paper.line.upload_id]))
        pages = "".join(browser.get(path).content.decode() for path in paths).casefold()
        own_city = set() if paper.note.meeting == paper.meeting else {"city"}
        for field, word in paper.words.items():
            if field not in unseen | own_city:
                assert word.casefold() in pages, (field, word)


def test_the_canaries_sing_to_a_token_for_limite_papers(hidden: list[Hidden]) -> None:
    ends_on = timezone.localdate()
    person = make.user("limite")
    _, secret = make_token(by=person, name="A programme", scope="LIMITE", ends_on=ends_on)
    programme = Client(headers={"Authorization": f"Bearer {secret}"})
    feed_key = secret_of(make_feed_key(by=person, scope="LIMITE"))
    feeds = "".join(
        programme.get(reverse(name, args=[feed_key, *args])).content.decode()
        for name, args in (
            ("feed-code", ["visa"]),
            ("feed-theme", ["visa-reciprocity"]),
            ("feed-commitments", []),
            ("feed-diary", []),
            ("feed-meetings", []),
        )
    )
    for paper in with_addresses(kept_from(hidden, "limite")):
        given = arguments(paper)
        told = "".join(
            programme.get(reverse(name, args=[given[argument] for argument in ADDRESSES[name]])).content.decode()
            for name in ("api:meeting", "api:note", "api:paragraph", "api:person", "api:code", "api:commitments")
        )
        for field in ("text", "topic", "subject", "place", "from", "to", "person", "office", "city", "code", "number"):
            assert paper.words[field].casefold() in told.casefold(), field
        for field in ("text", "subject", "city", "number"):
            assert paper.words[field].casefold() in re.sub(r"\r\n ", "", feeds).casefold(), field
        found = programme.get(reverse("feed-search", args=[feed_key]), {"q": paper.words["text"]}).content.decode()
        assert paper.note.slug in found


@pytest.mark.parametrize(("role", "kinds"), [("reader", ("limite", "withdrawn")), ("limite", ("embargoed",))])
def test_where_every_filter_is_forgotten_the_database_still_keeps_hidden_papers(
    role: str,
    kinds: tuple[str, ...],
    hidden: list[Hidden],
    as_user: Callable[[User], Client],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their words stand nowhere, though the archive itself believes that everybody may read every paper."""
    monkeypatch.setattr("meetings.models.note.readable_notes", lambda user: Q())
    secret = with_addresses(kept_from(hidden, *kinds))
    browser = as_user(make.user(role))
    canaries = re.compile("|".join(re.escape(word) for paper in secret for word in paper.words.values()), re.I)
    asked = [door for door in questions(secret) if any(paper.words["text"] in door.path for paper in secret)]
    tried = [door for door in [*doors(secret), *asked] if door.method == "get" and door.name != "sign-out"]
    pages = [door for door in tried if door.name in {"note", "api:paragraph", "code", "person"}]
    for door in pages:  # without the database, the papers are told of: else this test would prove nothing
        assert canaries.search(plain(answer(browser, door), door)), door
    monkeypatch.setattr(AsWebRole, "on", True)
    for door in tried:
        assert not canaries.search(plain(answer(browser, door), door)), door


def plain(given: Answer, door: Door) -> str:
    """The body of an answer, without what it only repeats of the question."""
    asked = [door.path, *(value for pair in parse_qsl(door.path.partition("?")[2]) for value in pair)]
    asked += [value.partition(" §")[0] for value in asked if " §" in value]  # the number in a citation
    body = unescape(given.body)
    for repeated in sorted(asked, key=len, reverse=True):
        body = body.replace(repeated, "").replace(quote_plus(repeated), "")
    return body
