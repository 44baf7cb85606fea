"""The topic codes: all of them, and the page of one."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from meetings.models import CodeEvidence, NoteCode, OutcomeNote, TopicCode
from meetings.views.marking import strictest

PASSAGES_ON_A_PAGE = 20


def counted(codes: QuerySet[TopicCode], user: Any) -> QuerySet[TopicCode]:
    """``codes`` with ``carried``: on how many notes that ``user`` may read each of them stands."""
    readable = Q(note_codes__note__in=OutcomeNote.objects.leading_for(user))
    return codes.annotate(carried=Count("note_codes__note", filter=readable, distinct=True))


def codes(request: HttpRequest) -> HttpResponse:
    """The codes that notes carry, most frequent first, then the other known ones."""
    found = counted(TopicCode.objects.visible_to(request.user), request.user).order_by("-carried", "code")
    context = {
        "carried": [code for code in found if code.carried],
        "others": [code for code in found if not code.carried],
    }
    return render(request, "meetings/codes.html", context)


def code(request: HttpRequest, slug: str) -> HttpResponse:
    """What a code means, the notes that carry it, the passages that explain it, and its companions."""
    found = get_object_or_404(TopicCode.objects.visible_to(request.user), slug=slug)
    readable = OutcomeNote.objects.leading_for(request.user)
    carried = NoteCode.objects.filter(code=found, note__in=readable).select_related("note__meeting")
    notes = list(carried.order_by("-note__meeting__opened_on", "-note__dated_on", "note__pk"))
    passages = Paginator(explaining(found, readable), PASSAGES_ON_A_PAGE).get_page(request.GET.get("page"))
    passages.object_list = list(passages.object_list)
    context = {
        "code": found,
        "notes": notes,
        "meetings": [carrying.note.meeting for carrying in notes if carrying.note.meeting],
        "page": passages,
        "companions": list(companions(found, readable)),
        "marking": strictest(carrying.note for carrying in notes),
    }
    return render(request, "meetings/code.html", context)


def explaining(found: TopicCode, readable: QuerySet[OutcomeNote]) -> QuerySet[CodeEvidence]:
    """Passages of readable notes that give the reason for the code, newest meeting first."""
    reasons = CodeEvidence.objects.filter(note_code__code=found, paragraph__note__in=readable)
    return reasons.select_related("paragraph__note__meeting", "paragraph__topic").order_by(
        "-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position"
    )


def companions(found: TopicCode, readable: QuerySet[OutcomeNote]) -> QuerySet[TopicCode]:
    """The codes that stand on the same covers, most frequent first, with ``together``: on how many."""
    same_cover = Q(note_codes__note__in=readable.filter(note_codes__code=found))
    together = Count("note_codes__note", filter=same_cover, distinct=True)
    others = TopicCode.objects.filter(same_cover).exclude(pk=found.pk)
    return others.annotate(together=together, first=Min("note_codes__position")).order_by("-together", "code")
