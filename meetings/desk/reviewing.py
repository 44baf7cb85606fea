"""The review page: the original beside its reading, doubts first."""

from dataclasses import dataclass, field
from typing import Any

from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from meetings.desk.doubts import doubt_rows, point_to_words
from meetings.desk.passages import Forms, mark_words, sections
from meetings.desk.proposed import rereading_of
from meetings.desk.words import Marks, marks_of
from meetings.forms import SIDE_CHOICES, CoverForm, PublishForm, ReasonForm
from meetings.models import Commitment, OutcomeNote, Source
from meetings.reading.encoding import decode_text
from meetings.review import reasons_against_publishing
from meetings.review.history import changes_of
from meetings.review.publishing import says_no_meeting
from meetings.views.marking import strictest

CHANGES_SHOWN = 30


@dataclass(slots=True)
class Returned:
    """What came back from a deed that was not done: the sentence, and the forms as the person filled them in."""

    trouble: str = ""
    anchor: str = ""
    cover: CoverForm | None = None
    publish: PublishForm | None = None
    reasons: dict[str, ReasonForm] = field(default_factory=dict)
    judging: Forms = field(default_factory=dict)
    adding: Forms = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CoverField:
    """A field of the cover form; ``held`` is what the archive holds when the person's text is another.

    It ``has_words`` when the cover is known to say where it was read from.
    """

    field: BoundField
    held: str
    has_words: bool = False


def note_for(request: HttpRequest, pk: int) -> OutcomeNote:
    """The note with that key if the person may read it, else a 404."""
    return get_object_or_404(
        OutcomeNote.objects.visible_to(request.user).select_related("meeting", "published_by"), pk=pk
    )


@require_safe
def review(request: HttpRequest, pk: int, site_context: dict[str, Any]) -> HttpResponse:
    return review_page(request, note_for(request, pk), site_context)


def review_page(
    request: HttpRequest,
    note: OutcomeNote,
    site_context: dict[str, Any],
    *,
    returned: Returned | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page of ``note`` as it stands, with what came ``returned`` from a deed that was not done."""
    returned = returned or Returned()
    text = sections(note, judging=returned.judging, adding=returned.adding)
    paragraphs = [row.paragraph for section in text for row in section.paragraphs]
    commitments = [row for section in text for p in section.paragraphs for row in p.commitments]
    doubts = doubt_rows(note, paragraphs)
    sources = list(note.sources.select_related("received_by"))
    original = original_of(sources)
    participations = list(note.participations.select_related("participant", "paragraph"))
    note_codes = list(note.note_codes.select_related("code").prefetch_related("evidence__paragraph"))
    marks = marks_of(
        note,
        paragraphs,
        participations=participations,
        note_codes=note_codes,
        doubts=[row.doubt for row in doubts],
    )
    mark_words(text, marks)
    point_to_words(doubts, marks)
    proposed = [row for row in commitments if row.commitment.state == Commitment.PROPOSED]
    context = site_context | {
        "title": gettext("Review %(note)s") % {"note": note.name},
        "note": note,
        "returned": returned,
        "marking": strictest([note]),
        "doubts": doubts,
        "open_doubts": sum(row.doubt.settled_at is None for row in doubts),
        "cover_form": (cover := returned.cover or cover_form(note)),
        "cover_fields": cover_fields(cover, note, marks.keys),
        "cover_lines": marks.cover,
        "sections": text,
        "commitments": commitments,
        "proposed": len(proposed),
        "undoubted": sum(not row.in_doubt for row in proposed),
        "participations": with_keys("participation", participations, marks),
        "note_codes": [
            (code, key, with_keys("evidence", list(code.evidence.all()), marks))
            for code, key in with_keys("code", note_codes, marks)
        ],
        "sides": SIDE_CHOICES,
        "strengths": Commitment.STRENGTHS,
        "sources": sources,
        "original": original,
        "original_text": original_text(original) if original else None,
        "typed": next((source for source in sources if source.leads and source.typed_from_id), None),
        "reasons": reasons_against_publishing(note),
        "publish_form": returned.publish or publish_form(note),
        "withdraw_form": reason_form("withdraw", note, returned),
        "hold_form": reason_form("hold", note, returned),
        "bin_form": reason_form("bin", note, returned),
        "changes": list(changes_of(note)[:CHANGES_SHOWN]),
        **rereading_of(note),
    }
    return TemplateResponse(request, "admin/desk/review.html", context, status=status)


def reason_form(name: str, note: OutcomeNote, returned: Returned) -> ReasonForm:
    """The form of a button that needs a reason, as the person filled it in when it came back."""
    return returned.reasons.get(name) or ReasonForm(auto_id=f"{name}-%s", initial={"revision": note.revision})


def publish_form(note: OutcomeNote) -> PublishForm:
    """The form to publish ``note``, with the time that was set when it waits for one."""
    at = note.published_at if note.is_scheduled else None
    return PublishForm(auto_id="publish-%s", initial={"revision": note.revision, "at": at})


def cover_form(note: OutcomeNote, data: Any = None) -> CoverForm:
    """The cover of ``note`` to be mended, or filled in with ``data``."""
    initial = {
        "revision": note.revision,
        "reports_no_meeting": note.meeting_id is None and says_no_meeting(note),
        "codes": ", ".join(str(row) for row in note.note_codes.select_related("code")),
    }
    return CoverForm(data, instance=note, initial=initial)


def with_keys(kind: str, rows: list[Any], marks: Marks) -> list[tuple[Any, str]]:
    """Each row with the key of its words, empty where they were not found."""
    return [(row, key if (key := f"{kind}-{row.pk}") in marks.keys else "") for row in rows]


def cover_fields(form: CoverForm, note: OutcomeNote, with_words: set[str]) -> list[CoverField]:
    """The visible fields. Where a returned form differs from the note, what the archive holds is given beside it."""
    differs = set(form.changed_data) if form.is_bound else set()
    rows = []
    for bound in form.visible_fields():
        held = ""
        if bound.name in differs and bound.name not in ("reports_no_meeting", "codes"):
            held = str(getattr(note, bound.name) or "nothing")
        elif bound.name in differs:
            held = str(form.initial[bound.name]) or "nothing"
        rows.append(CoverField(bound, held, bound.name in with_words))
    return rows


def original_of(sources: list[Source]) -> Source | None:
    """The file to compare with: the one that the text was read from, or the scan that it was typed from."""
    if not sources:
        return None
    return next((source for source in sources if source.pk == sources[0].typed_from_id), sources[0])


def original_text(source: Source) -> str | None:
    """The letters of an original that is a text, to be shown as they are; None for other files."""
    if source.media_type not in ("text/plain", "text/markdown"):
        return None
    try:
        with source.file.open("rb") as file:
            return decode_text(file.read())
    except FileNotFoundError:
        return None
