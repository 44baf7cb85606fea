"""The topic codes: all of them, and the page of one."""

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from meetings.following.codes import codes_with_counts, explaining
from meetings.models import Meeting, NoteCode, OutcomeNote, TopicCode
from meetings.views.addresses import lead_on
from meetings.views.marking import strictest_of
from meetings.views.openings import show

PASSAGES_ON_A_PAGE = 20
NOTES_ON_A_PAGE = 60


def codes(request: HttpRequest) -> HttpResponse:
    """The codes that notes carry, most frequent first, then the other known ones."""
    found = codes_with_counts(request.user)
    context = {
        "carried": [(code, n) for code, n in found if n],
        "others": [(code, n) for code, n in found if not n],
    }
    return render(request, "meetings/codes.html", context)


def code(request: HttpRequest, slug: str) -> HttpResponse:
    """What a code means, the notes that carry it, the passages that explain it, and its companions."""
    codes = TopicCode.objects.visible_to(request.user)
    found = codes.filter(slug=slug).first()
    if found is None:
        return lead_on(codes, slug, request.user)
    readable = OutcomeNote.objects.leading_for(request.user)
    carried = NoteCode.objects.filter(code=found, note__in=readable)
    listed = list(
        carried.order_by("-note__meeting__opened_on", "-note__dated_on", "note__pk").values_list(
            "pk", "note__meeting", "note__marking"
        )
    )
    notes = Paginator([pk for pk, _, _ in listed], NOTES_ON_A_PAGE).get_page(request.GET.get("notes"))
    rows = carried.select_related("note__meeting").defer("note__text", "note__vector").in_bulk(notes.object_list)
    notes.object_list = [rows[pk] for pk in notes.object_list]
    passages = Paginator(explaining(found, readable), PASSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
    passages.object_list = list(passages.object_list)
    show(reason.paragraph.note.slug for reason in passages.object_list)
    held = [meeting for _, meeting, _ in listed if meeting]
    ends = Meeting.objects.in_bulk({held[0], held[-1]} if held else ())
    context = {
        "code": found,
        "notes": notes,
        "meetings": [ends[pk] for pk in (held[:1] + held[-1:] if len(held) > 1 else held)],
        "page": passages,
        "companions": list(companions(found, readable)),
        "marking": strictest_of(marking for _, _, marking in listed),
    }
    return render(request, "meetings/code.html", context)


def companions(found: TopicCode, readable: QuerySet[OutcomeNote]) -> QuerySet[TopicCode]:
    """The codes that stand on the same covers, most frequent first, with ``together``: on how many."""
    same_cover = Q(note_codes__note__in=readable.filter(note_codes__code=found))
    together = Count("note_codes__note", filter=same_cover, distinct=True)
    others = TopicCode.objects.filter(same_cover).exclude(pk=found.pk)
    return others.annotate(together=together, first=Min("note_codes__position")).order_by("-together", "code")
