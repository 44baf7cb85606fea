"""How to cite a meeting, a note, a paragraph or a commitment: all forms on one page, and each as a file."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from meetings.finding.cited import paragraph_at
from meetings.models import Meeting, OutcomeNote
from meetings.sharing import citation
from meetings.sharing.citation import Citation
from meetings.sharing.references import FORMS
from meetings.views.addresses import commitment_at, standing_at
from meetings.views.held import papers_for, reading_order
from meetings.views.marking import strictest


@require_safe
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """A meeting, by the most telling paper on it that the person may read."""
    found = standing_at(Meeting.objects.visible_to(request.user), slug, request.user)
    if found.slug != slug:
        return redirect("cite-meeting", found.slug)
    papers = sorted(papers_for(request.user).filter(meeting=found).select_related("meeting"), key=reading_order)
    cited = citation.cite_meeting(found, request.build_absolute_uri, note=papers[0] if papers else None)
    return answer(request, cited, back=found.get_absolute_url(), shown=papers[:1], what=str(found))


@require_safe
def note(request: HttpRequest, slug: str) -> HttpResponse:
    """A note as a whole."""
    readable = OutcomeNote.objects.visible_to(request.user).select_related("meeting").defer("text", "vector")
    found = get_object_or_404(readable, slug=slug)
    cited = citation.cite_note(found, request.build_absolute_uri)
    return answer(request, cited, back=found.get_absolute_url(), shown=[found])


@require_safe
def paragraph(request: HttpRequest, slug: str, address: str) -> HttpResponse:
    """A paragraph with its page; a former address leads on to the present one."""
    found = paragraph_at(slug, address, request.user)
    if found is None:
        raise Http404
    if found.address != address:
        return redirect("cite-paragraph", slug, found.address)
    cited = citation.cite_paragraph(found, request.build_absolute_uri)
    return answer(request, cited, back=found.get_absolute_url(), shown=[found.note], words=found.text)


@require_safe
def commitment(request: HttpRequest, slug: str, address: str, pk: int) -> HttpResponse:
    """A commitment in its words; the address of its paragraph may be a former one."""
    found = commitment_at(slug, pk, request.user)
    if found is None:
        raise Http404
    if found.paragraph.address != address:
        return redirect("cite-commitment", slug, found.paragraph.address, pk)
    cited = citation.cite_commitment(found, request.build_absolute_uri)
    note = found.paragraph.note
    return answer(request, cited, back=found.get_absolute_url(), shown=[note], words=found.quote)


def answer(
    request: HttpRequest, cited: Citation, *, back: str, shown: list[OutcomeNote], words: str = "", what: str = ""
) -> HttpResponse:
    """The page with all forms; with ``?as=`` the file of one."""
    marking = strictest(shown)
    if form := FORMS.get(request.GET.get("as", "")):
        response = HttpResponse(form.write(cited), content_type=f"{form.media_type}; charset=utf-8")
        response["Content-Disposition"] = f'attachment; filename="{cited.key}.{form.extension}"'
        return response
    context = {
        "cited": cited,
        "words": words,
        "what": what or cited.short,
        "back": back,
        "written": [(form, form.write(cited)) for form in FORMS.values()],
        "marking": marking,
    }
    return render(request, "meetings/cite.html", context)
