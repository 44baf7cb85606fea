"""The page "Your feeds", from which addresses are copied, and how a browser learns to search the archive."""

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from meetings.access import readable_markings
from meetings.finding.asked import Asked
from meetings.keys import feeds
from meetings.keys.refusals import KeyRefused
from meetings.models import FeedKey, Theme, TopicCode
from meetings.models.key import SCOPES


class KeyForm(forms.Form):
    """How far the addresses go."""

    scope = forms.ChoiceField(choices=SCOPES)


@require_http_methods(["GET", "HEAD", "POST"])
def your_feeds(request: HttpRequest) -> HttpResponse:
    """The addresses of the person's feeds; that of what they came to follow first. A POST makes a new key."""
    refused = ""
    if request.method == "POST":
        form = KeyForm(request.POST)
        try:
            if form.is_valid():
                feeds.make_feed_key(by=request.user, scope=form.cleaned_data["scope"])
                messages.success(request, _("These are your addresses now. Older ones are no longer answered."))
                return redirect(request.get_full_path())
            refused = _("Choose what the feeds may show.")
        except KeyRefused as refusal:
            refused = str(refusal)
    key = feeds.key_of(request.user)
    context = {
        "key": key,
        "refused": refused,
        "scopes": [scope for scope in SCOPES if scope[0] in readable_markings(request.user)],
        "wanted": followed(request, key),
        "always": always(request, key) if key else [],
    }
    return render(request, "meetings/feeds.html", context, status=400 if refused else 200)


@require_POST
def end(request: HttpRequest) -> HttpResponse:
    """End all addresses that the person has given out."""
    feeds.revoke_feed_key(by=request.user)
    messages.success(request, _("Your feeds are ended. Their addresses no longer work."))
    return redirect("feeds")


def followed(request: HttpRequest, key: FeedKey | None) -> dict[str, Any] | None:
    """What the person came to follow, as the links on the pages say it: its name, its page and its address."""
    asked = request.GET.copy()
    kind, slug = asked.pop("follow", [""])[-1], asked.get("slug", "")
    if kind == "code" and (code := TopicCode.objects.visible_to(request.user).filter(slug=slug).first()):
        name, page, feed = _("Topic code %(code)s") % {"code": code.code}, code.get_absolute_url(), ("feed-code", slug)
    elif kind == "theme" and (theme := Theme.objects.filter(slug=slug).first()):
        name, page = _("Thread: %(theme)s") % {"theme": theme.label}, theme.get_absolute_url()
        feed = ("feed-theme", slug)
    elif kind in {"search", "commitments"}:
        words = Asked.from_address(asked).address if kind == "search" else asked.urlencode()
        name = _("This search") if kind == "search" else _("These commitments")
        page, feed = f"{reverse(kind)}?{words}", (f"feed-{kind}", "")
    else:
        return None
    query = page.partition("?")[2]
    address = _address(request, key, *(part for part in feed if part)) if key else ""
    return {"name": name, "page": page, "address": f"{address}?{query}" if address and query else address}


def always(request: HttpRequest, key: FeedKey) -> list[tuple[str, str]]:
    """The feeds that everybody has."""
    return [
        (_("All commitments (Atom)"), _address(request, key, "feed-commitments")),
        (_("Meetings (calendar)"), _address(request, key, "feed-meetings")),
        (_("Diary of what was announced (calendar)"), _address(request, key, "feed-diary")),
    ]


def _address(request: HttpRequest, key: FeedKey, name: str, *args: str) -> str:
    return request.build_absolute_uri(reverse(name, args=[feeds.secret_of(key), *args]))


@login_not_required
@require_safe
def opensearch(request: HttpRequest) -> HttpResponse:
    """What a browser needs to search the archive from its address bar (OpenSearch 1.1); the same for everybody."""
    address = request.build_absolute_uri(reverse("search"))
    description = _("Search the archive of EU–US Justice and Home Affairs meetings")
    context = {"address": address, "description": description, "icon": request.build_absolute_uri(static("icon.svg"))}
    return render(
        request, "meetings/opensearch.xml", context, content_type="application/opensearchdescription+xml; charset=utf-8"
    )
