"""Feeds and calendars for programs that cannot sign in: the key of their owner stands in the address."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from meetings import atom
from meetings.access import ByKey
from meetings.filters import CommitmentFilter
from meetings.finding.asked import Asked
from meetings.keys.allowance import count_call
from meetings.keys.feeds import reader_of_feed
from meetings.models import Commitment, Theme, TopicCode
from meetings.sharing.records import record_export
from meetings.views.addresses import standing_at
from meetings.views.calendars import diary_file, meetings_file
from meetings.views.marking import strictest, to_be_kept
from meetings.wall import let_in

type Answer = Callable[..., HttpResponse]


def by_key(feed: Answer) -> Answer:
    """``feed`` for whoever has a key, with the reader that the key stands for; the same 404 for every other address.

    The answer tells no other site where it came from, and no cache but the program's own may keep it. What is told of
    LIMITE papers goes into the register of access.
    """

    @wraps(feed)
    def answered(request: HttpRequest, key: str, **given: Any) -> HttpResponse:
        now = timezone.now()
        reader = reader_of_feed(key, now=now)
        request.reader = reader  # type: ignore[attr-defined]
        let_in(reader or AnonymousUser())
        allowed = count_call(by=reader, now=now) if reader else None
        wait = allowed.seconds if allowed and not allowed.answered else None
        try:
            response = _too_often(wait) if wait else _not_there() if reader is None else feed(request, reader, **given)
        except Http404:
            response = _not_there()
        response["Referrer-Policy"] = "no-referrer"
        return response

    conditional = conditional_page(require_safe(answered))

    @wraps(feed)
    def recorded(request: HttpRequest, key: str, **given: Any) -> HttpResponse:
        response: HttpResponse = conditional(request, key, **given)
        response["Cache-Control"] = to_be_kept(getattr(request, "reader", None))
        if response.status_code == 200 and (told := getattr(request, "told", "")):
            address = request.get_full_path().replace(key, "…")  # the register must not hold the key
            what, form = address.partition("?")[0], request.path.rpartition(".")[2]
            record_export(by=request.reader.owner, what=what, form=form, address=address, marking=told)  # type: ignore[attr-defined]
        return response

    return login_not_required(recorded)


def _not_there() -> HttpResponse:
    words = _("Nothing has this address. If it worked before, its owner has ended it: ask for the new one.")
    return HttpResponse(words, status=404, content_type="text/plain; charset=utf-8")


def _too_often(seconds: int) -> HttpResponse:
    words = _("You have made too many requests in one minute.")
    return HttpResponse(
        words, status=429, content_type="text/plain; charset=utf-8", headers={"Retry-After": str(seconds)}
    )


def _atom(request: HttpRequest, title: str, entries: list[atom.Entry], page: str) -> HttpResponse:
    request.told = strictest(entry.note for entry in entries)  # type: ignore[attr-defined]
    site = request.build_absolute_uri("/").rstrip("/")
    xml = atom.atom_of(title, entries, site=site, page=page, feed=request.get_full_path())
    return HttpResponse(xml, content_type="application/atom+xml; charset=utf-8")


@by_key
def code(request: HttpRequest, reader: ByKey, slug: str) -> HttpResponse:
    """The papers with one topic code."""
    found = standing_at(TopicCode.objects.visible_to(reader), slug, reader)
    title = _("Topic code %(code)s") % {"code": found.code}
    return _atom(request, title, atom.of_code(found, reader), found.get_absolute_url())


@by_key
def theme(request: HttpRequest, reader: ByKey, slug: str) -> HttpResponse:
    """The passages about one theme."""
    found = standing_at(Theme.objects.all(), slug, reader)
    title = _("Thread: %(theme)s") % {"theme": found.label}
    return _atom(request, title, atom.of_theme(found, reader), found.get_absolute_url())


@by_key
def commitments(request: HttpRequest, reader: ByKey) -> HttpResponse:
    """The commitments, narrowed by the filters of their page."""
    narrowed = CommitmentFilter(request.GET, Commitment.objects.leading_for(reader), user=reader).qs
    page = f"{reverse('commitments')}?{request.GET.urlencode()}".rstrip("?")
    return _atom(request, _("Commitments"), atom.of_commitments(narrowed), page)


@by_key
def search(request: HttpRequest, reader: ByKey) -> HttpResponse:
    """What a search finds in the latest papers."""
    asked = Asked.from_address(request.GET)
    title = _("Search: %(words)s") % {"words": atom.sendable(asked.text)} if asked.text else _("Search")
    return _atom(request, title, atom.of_search(asked, reader), f"{reverse('search')}?{asked.address}".rstrip("?"))


@by_key
def diary(request: HttpRequest, reader: ByKey) -> HttpResponse:
    """The diary of what was announced, for a calendar program."""
    return diary_file(request, reader)


@by_key
def meetings(request: HttpRequest, reader: ByKey) -> HttpResponse:
    """The meetings, for a calendar program."""
    return meetings_file(request, reader)
