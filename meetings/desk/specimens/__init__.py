"""Examples of what the pages are built of, for the page that shows every part in every state.

They are made in memory and are not in the archive; nothing here asks the database. Their words are invented in the
manner of the notes, so that the page may be shown and printed anywhere.
"""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from meetings.council.wording import differences
from meetings.desk.passages import CommitmentRow, Draft
from meetings.desk.specimens import papers, tools
from meetings.finding.facets import Tag
from meetings.finding.quotes import FEWEST
from meetings.following.ladder import ladder_of
from meetings.following.threads import folded
from meetings.forms import FILES_AT_ONCE, SIDE_CHOICES, CommitmentForm, UploadForm
from meetings.models import Commitment, GlossaryTerm, OutcomeNote, Theme
from meetings.views.body import Body, Cited, line_of
from meetings.views.home import by_year
from meetings.views.reports import ReportForm
from meetings.views.short_forms import ShortForms


def components(request: HttpRequest, *, site_context: dict[str, Any]) -> HttpResponse:
    """Every part that the pages are built of, in every state; for whoever changes a page, and for the tests."""
    context = site_context | specimens() | {"title": _("Components")}
    return render(request, "admin/desk/components.html", context)


def specimens() -> dict[str, Any]:
    """All examples, by the names that templates/admin/desk/components.html calls them."""
    note, abstract = papers.a_note(1, "LIMITE"), papers.a_note(2, "PUBLIC", OutcomeNote.ABSTRACT)
    explained = ShortForms([GlossaryTerm(term="PNR", slug="pnr", expansion="passenger name record")])
    lines = papers.some_lines(note, explained)
    rows = papers.a_thread(note)
    held = papers.meetings_held(note)
    first, second = papers.two_passages(note)
    return {
        "note": note,
        "abstract": abstract,
        "codes": papers.some_codes(),
        "sides": SIDE_CHOICES,
        "strengths": Commitment.STRENGTHS,
        "statuses": ["open", "reaffirmed", "delivered", "superseded", "dropped"],
        "decisions": ["proposed", "confirmed", "rejected", "doubt"],
        "body": Body(
            note, papers.sections_of(lines), papers.named_in(note), [Cited("99904/25", None)], None, explained.used
        ),
        "abstract_body": Body(abstract, [], [], [], None),
        "lines": lines,
        "told": line_of(papers.a_paragraph(abstract, 15, "4.1", "Ministers discussed passenger data.", ["both"]), None),
        "commitments": papers.some_commitments(note),
        "judged": CommitmentRow(
            papers.a_rejected_one(note), in_doubt=True, draft=Draft(papers.WILLING, "US", "willing")
        ),
        "facets": papers.some_facets(),
        "chosen": [Tag("Year", "2026", "?"), Tag("Who is reported", "EU side", "?")],
        "held": held,
        "years": by_year(held, "no note held"),
        "before": held[1].meeting,
        "nothing": _("no note held"),
        "ladder": ladder_of(rows),
        "rows": folded(rows),
        "theme": Theme(label="Passenger data", slug="passenger-data"),
        "heat": tools.a_matrix(note),
        "hits": papers.some_hits(note, abstract),
        "found_nothing": tools.nothing_found(),
        "passages": [first, second],
        "words": differences(first.text, second.text),
        "paragraph": first,
        "fewest": FEWEST,
        "quotes": tools.some_quotes(first, second),
        "sheet": tools.a_sheet(note, first),
        "kept": tools.kept(first),
        "page": Paginator(range(480), 20).page(7),
        "said": tools.messages(),
        "doubts": papers.some_doubts(note),
        "waiting": [note, papers.a_note(5, "")],
        "form": CommitmentForm({"words": "", "side": "EU", "strength": "firm", "revision": 0}),
        "report": ReportForm({"words": ""}, auto_id="report-%s"),
        "sending": UploadForm(),
        "files_at_once": FILES_AT_ONCE,
        "uploads": tools.some_uploads(),
        "received": tools.some_files(note),
        "changes": tools.some_changes(),
    }
