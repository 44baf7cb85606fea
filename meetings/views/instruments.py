"""The instruments that papers name, and the glossary."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.following.instruments import instruments_with_counts, mentions_of, once_a_paragraph
from meetings.following.proof import searched_where
from meetings.models import EARLIER, GlossaryTerm, Instrument
from meetings.search.alphabet import by_alphabet
from meetings.views.addresses import lead_on
from meetings.views.marking import strictest

ON_A_PAGE = 40


def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument with the number of meetings and passages that name it, the most frequent first."""
    listed = instruments_with_counts(request.user)
    return render(request, "meetings/instruments.html", {"instruments": listed})


def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """Every mention of one instrument, newest meeting first."""
    found = Instrument.objects.filter(slug=slug).first()
    if found is None:
        return lead_on(Instrument.objects.all(), slug, request.user)
    page = Paginator(mentions_of(found, request.user), ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = list(once_a_paragraph(page.object_list))
    context = {
        "instrument": found,
        "page": page,
        "searched": None if page.paginator.count else searched_where(request.user, spellings=found.forms),
        "marking": strictest(paragraph.note for paragraph, _ in page.object_list),
    }
    return render(request, "meetings/instrument.html", context)


def glossary(request: HttpRequest) -> HttpResponse:
    """What short forms mean. An address that an entry had before still leads to its place on the page."""
    former: dict[int, list[str]] = {}
    for entry, slug in EARLIER[GlossaryTerm].objects.order_by("pgh_id").values_list("pgh_obj_id", "slug"):
        former.setdefault(entry, []).append(slug)
    entries = list(GlossaryTerm.objects.order_by(*by_alphabet("term")))
    taken = {entry.slug for entry in entries}
    terms = [
        (entry, [slug for slug in dict.fromkeys(former.get(entry.pk, ())) if slug not in taken]) for entry in entries
    ]
    return render(request, "meetings/glossary.html", {"terms": terms})
