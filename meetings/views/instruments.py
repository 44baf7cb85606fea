"""The instruments that papers name, and the glossary."""

from collections.abc import Iterable

from django.core.paginator import Paginator
from django.db.models import Count, Max, Min
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.following.proof import searched_where
from meetings.models import EARLIER, GlossaryTerm, Instrument, InstrumentMention, Paragraph
from meetings.views.addresses import lead_on
from meetings.views.marking import strictest

ON_A_PAGE = 40


def instruments(request: HttpRequest) -> HttpResponse:
    """Every instrument with the number of meetings and passages that name it, the most frequent first."""
    day = "note__meeting__opened_on"
    counted = (
        InstrumentMention.objects.leading_for(request.user)
        .order_by()
        .values("instrument")
        .annotate(
            passages=Count("paragraph", distinct=True),
            meetings=Count("note__meeting", distinct=True),
            first=Min(day),
            last=Max(day),
        )
    )
    figures = {row["instrument"]: row for row in counted}
    listed = [(each, figures.get(each.pk, {"passages": 0})) for each in Instrument.objects.order_by("name")]
    listed.sort(key=lambda row: -row[1]["passages"])
    return render(request, "meetings/instruments.html", {"instruments": listed})


def instrument(request: HttpRequest, slug: str) -> HttpResponse:
    """Every mention of one instrument, newest meeting first."""
    found = Instrument.objects.filter(slug=slug).first()
    if found is None:
        return lead_on(Instrument.objects.all(), slug, request.user)
    mentions = (
        InstrumentMention.objects.leading_for(request.user)
        .filter(instrument=found)
        .select_related("paragraph__note__meeting", "paragraph__topic")
        .defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
        .order_by("-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position", "start")
    )
    page = Paginator(mentions, ON_A_PAGE).get_page(request.GET.get("page"))
    page.object_list = once_a_paragraph(page.object_list)
    context = {
        "instrument": found,
        "page": page,
        "searched": None if page.paginator.count else searched_where(request.user, spellings=found.forms),
        "marking": strictest(paragraph.note for paragraph, _ in page.object_list),
    }
    return render(request, "meetings/instrument.html", context)


def once_a_paragraph(mentions: Iterable[InstrumentMention]) -> list[tuple[Paragraph, list[str]]]:
    """Each paragraph once, with the words in it that name the instrument."""
    listed: dict[int, tuple[Paragraph, list[str]]] = {}
    for mention in mentions:
        _, words = listed.setdefault(mention.paragraph_id, (mention.paragraph, []))
        if mention.words not in words:
            words.append(mention.words)
    return list(listed.values())


def glossary(request: HttpRequest) -> HttpResponse:
    """What short forms mean. An address that an entry had before still leads to its place on the page."""
    former: dict[int, list[str]] = {}
    for entry, slug in EARLIER[GlossaryTerm].objects.order_by("pgh_id").values_list("pgh_obj_id", "slug"):
        former.setdefault(entry, []).append(slug)
    entries = list(GlossaryTerm.objects.all())
    taken = {entry.slug for entry in entries}
    terms = [
        (entry, [slug for slug in dict.fromkeys(former.get(entry.pk, ())) if slug not in taken]) for entry in entries
    ]
    return render(request, "meetings/glossary.html", {"terms": terms})
