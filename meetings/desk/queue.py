"""What waits for an archivist: notes in review, oldest first, with what is doubtful in each."""

from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from meetings.models import Commitment, Doubt, MistakeReport, OutcomeNote
from meetings.reading.parsed import READER_VERSION

SHOWN_ON_INDEX = 10


def with_open_work(notes: QuerySet[OutcomeNote]) -> QuerySet[OutcomeNote]:
    """``notes`` with the number of their open doubts and of the commitments that nobody has judged."""
    doubts = Doubt.objects.filter(note=OuterRef("pk"), settled_at=None).order_by().values("note")
    proposed = Commitment.objects.filter(note=OuterRef("pk"), state=Commitment.PROPOSED).order_by()
    return (
        notes.select_related("meeting")
        .annotate(
            open_doubts=number_of(doubts),
            proposed_commitments=number_of(proposed.values("note")),
        )
        .defer("text", "vector", "summary")
    )


def number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many ``rows`` there are, grouped by the row that asks; 0 when there are none."""
    return Coalesce(Subquery(rows.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField())


def waiting_in_short(user: Any) -> dict[str, Any]:
    """For the first page of the desk: how many notes wait, the oldest of them, how many reports are open, and whether
    there is any note at all.
    """
    notes = OutcomeNote.objects.visible_to(user)
    waiting = notes.awaiting_review()
    return {
        "archive_is_empty": not notes.exists(),
        "waiting_count": waiting.count(),
        "waiting": list(with_open_work(waiting)[:SHOWN_ON_INDEX]),
        "report_count": MistakeReport.objects.visible_to(user).open().count(),
    }


@require_safe
def queue(request: HttpRequest, site_context: dict[str, Any]) -> HttpResponse:
    """All notes in review, oldest first; those that wait for their time, are held, withdrawn or set aside.

    With ``?reader=older`` only the notes that an older reader has read, published ones too.
    """
    notes = OutcomeNote.objects.visible_to(request.user)
    older = notes.read_by_another_than(READER_VERSION)
    if request.GET.get("reader") == "older":
        listed = list(with_open_work(older))
        context = site_context | {
            "title": gettext("Notes read with an older version"),
            "older": listed,
            "version": READER_VERSION,
        }
        return TemplateResponse(request, "admin/desk/older.html", context)
    context = site_context | {
        "title": gettext("Notes in review"),
        "older_count": older.count(),
        "waiting": list(with_open_work(notes.awaiting_review())),
        "scheduled": list(notes.waiting_for_their_time()),
        "held": list(with_open_work(notes.filter(state=OutcomeNote.HELD).order_by("received_at", "pk"))),
        "withdrawn": list(with_open_work(notes.filter(state=OutcomeNote.WITHDRAWN).newest_first())),
    }
    return TemplateResponse(request, "admin/desk/queue.html", context)
