"""What waits for archivists over the whole archive: reports, doubts, codes, papers that are missing, and the rules."""

from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import Count, Min, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from meetings import review
from meetings.council.numbers import DocumentNumber, UnknownNumber
from meetings.desk.doubts import QUESTIONS, UNNAMED
from meetings.models import (
    Commitment,
    Doubt,
    KnownPaper,
    MistakeReport,
    NoteCode,
    OutcomeNote,
    Proposal,
    TopicCode,
)
from meetings.reading.parsed import READER_VERSION

SPELT_ALIKE = 0.7  # of 1: CYBR and CYBER are at 0.89, VIZA and VISA at 0.75, XYZZY and RELEX at 0.2
SHOWN = 100  # of each kind; the heading says how many there are


class AnswerForm(forms.Form):
    """What the reader who reported a mistake is told."""

    answer = forms.CharField(max_length=MistakeReport.LONGEST)


@dataclass(frozen=True, slots=True)
class DoubtsOfAKind:
    """Open doubts of one kind, with the note that has waited longest for one to be settled."""

    question: str
    count: int
    notes: int
    oldest: OutcomeNote


@dataclass(frozen=True, slots=True)
class MissingPaper:
    """A paper that others name and that the archive does not hold."""

    number: str
    cited_by: list[OutcomeNote]
    known_from: str  # the address of a public source; empty when only notes cite it

    @property
    def register(self) -> str:
        """Where the Council's register would have it; empty when the number has another form."""
        try:
            return DocumentNumber.parse(self.number).register_address()
        except UnknownNumber:
            return ""


@dataclass(frozen=True, slots=True)
class UnnamedCode:
    """A topic code without a name on ``notes`` notes, ``oldest`` first, and the known code that is spelt most alike."""

    code: TopicCode
    notes: int
    oldest: OutcomeNote
    near: TopicCode | None


@dataclass(frozen=True, slots=True)
class RuleRecord:
    """How often archivists agreed with one rule of the reader."""

    rule: str
    confirmed: int
    corrected: int
    rejected: int
    proposed: int

    @property
    def judged(self) -> int:
        return self.confirmed + self.corrected + self.rejected


@require_safe
def waiting(request: HttpRequest, site_context: dict[str, Any]) -> HttpResponse:
    """The page of all that waits."""
    return _page(request, site_context)


@require_POST
def answer(request: HttpRequest, pk: int, site_context: dict[str, Any]) -> HttpResponse:
    """Answer a reader's report, which closes it."""
    report = get_object_or_404(MistakeReport.objects.visible_to(request.user).select_related("note"), pk=pk)
    form = AnswerForm(request.POST)
    status, written = 400, request.POST.get("answer", "")
    if form.is_valid():
        try:
            review.answer_report(report=report, by=request.user, answer=form.cleaned_data["answer"])
        except review.AnsweredMeanwhile as refusal:
            trouble, status = (
                gettext("%(refusal)s You had written: %(written)s") % {"refusal": refusal, "written": written},
                409,
            )
        except review.ReviewRefused as refusal:
            trouble = str(refusal)
        else:
            messages.success(
                request,
                gettext("The report on %(report)s is answered; its reader sees what you wrote.") % {"report": report},
            )
            return redirect(f"{reverse('admin:waiting')}#reports")
    else:
        trouble = gettext("Say what was done, or why nothing was, in at most %(longest)s characters.") % {
            "longest": MistakeReport.LONGEST
        }
    return _page(request, site_context, {"trouble": trouble, "answered": report.pk, "written": written}, status)


def _page(
    request: HttpRequest, site_context: dict[str, Any], more: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    notes = OutcomeNote.objects.visible_to(request.user)
    reports = MistakeReport.objects.visible_to(request.user).open().select_related("note__meeting", "reported_by")
    older = notes.read_by_another_than(READER_VERSION).select_related("meeting").defer("text", "vector")
    proposed = Count("proposals", filter=Q(proposals__state=Proposal.PROPOSED))
    proposals = notes.annotate(open_proposals=proposed).filter(open_proposals__gt=0).order_by("received_at", "pk")
    proposals = proposals.select_related("meeting").defer("text", "vector")
    context = site_context | {
        "title": gettext("What waits"),
        "reports": list(reports.defer("note__text", "note__vector")[:SHOWN]),
        "report_count": reports.count(),
        "doubts": doubts_by_kind(notes),
        "proposals": list(proposals[:SHOWN]),
        "proposal_count": proposals.count(),
        "codes": unnamed_codes(notes),
        "missing": missing_papers(notes)[:SHOWN],
        "older": list(older[:SHOWN]),
        "older_count": older.count(),
        "reader_version": READER_VERSION,
        "rules": rule_records(notes),
    }
    return TemplateResponse(request, "admin/desk/waiting.html", context | (more or {}), status=status)


def doubts_by_kind(notes: Any) -> list[DoubtsOfAKind]:
    """The open doubts of ``notes`` by kind, the most frequent first."""
    kinds = list(
        Doubt.objects.filter(note__in=notes, settled_at=None)
        .values("kind")
        .annotate(n=Count("pk"), notes=Count("note", distinct=True), oldest=Min("note"))
        .order_by("-n", "kind")
    )
    held = notes.defer("text", "vector").in_bulk([row["oldest"] for row in kinds])
    return [
        DoubtsOfAKind(QUESTIONS.get(row["kind"], UNNAMED)[1], row["n"], row["notes"], held[row["oldest"]])
        for row in kinds
    ]


def unnamed_codes(notes: Any) -> list[UnnamedCode]:
    """Topic codes of ``notes`` that neither the reference table nor a curator has named, the most frequent first."""
    carried = NoteCode.objects.filter(note__in=notes, code__known=False, code__label="")
    rows = carried.values("code").annotate(n=Count("note", distinct=True), oldest=Min("note"))
    rows = list(rows.order_by("-n", "code__code")[:SHOWN])
    codes = TopicCode.objects.in_bulk([row["code"] for row in rows])
    held = notes.defer("text", "vector").in_bulk([row["oldest"] for row in rows])
    known = {code.code: code for code in TopicCode.objects.filter(known=True)} if rows else {}
    return [
        UnnamedCode(codes[row["code"]], row["n"], held[row["oldest"]], spelt_alike(codes[row["code"]].code, known))
        for row in rows
    ]


def spelt_alike(word: str, known: dict[str, TopicCode]) -> TopicCode | None:
    """The one of ``known`` that is spelt most like ``word``; None when none is."""
    near = get_close_matches(word, known, n=1, cutoff=SPELT_ALIKE)
    return known[near[0]] if near else None


def missing_papers(notes: Any) -> list[MissingPaper]:
    """Papers that ``notes`` cite as previous documents or public sources name, and that are not held; by number."""
    held = set(notes.exclude(number="").values_list("number", flat=True))
    citing: dict[str, list[OutcomeNote]] = {}
    for note in notes.exclude(previous_documents=[]).defer("text", "vector", "summary"):
        for printed in note.previous_documents:
            if (number := printed.partition(" ")[0]) not in held:
                citing.setdefault(number, []).append(note)
    known = {paper.number: paper.source_url for paper in KnownPaper.objects.all() if paper.number not in held}
    return [MissingPaper(number, citing.get(number, []), known.get(number, "")) for number in sorted({*citing, *known})]


def rule_records(notes: Any) -> list[RuleRecord]:
    """How archivists judged what each rule found in ``notes``, the most rejected first."""
    found = Commitment.objects.filter(note__in=notes, origin=Commitment.FOUND)
    rows = found.values_list("rule").annotate(
        confirmed=Count("pk", filter=Q(state=Commitment.CONFIRMED, as_found__isnull=True)),
        corrected=Count("pk", filter=Q(state=Commitment.CONFIRMED, as_found__isnull=False)),
        rejected=Count("pk", filter=Q(state=Commitment.REJECTED)),
        proposed=Count("pk", filter=Q(state=Commitment.PROPOSED)),
    )
    records = [RuleRecord(*row) for row in rows]
    return sorted(records, key=lambda record: (-record.rejected, -record.judged, -record.proposed, record.rule))
