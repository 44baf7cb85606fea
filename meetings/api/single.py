"""One meeting, paper, paragraph, person, code or theme by its address. Absent and forbidden give the same 404."""

from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from meetings.api import answers
from meetings.api.door import Problem, api
from meetings.api.lists import with_codes, with_cover, with_papers
from meetings.finding.cited import paragraph_at
from meetings.following.people import names_of, presences
from meetings.models import Meeting, OutcomeNote, Participant, Theme, TopicCode
from meetings.views.addresses import standing_at

WRONG = {401: Problem, 404: Problem, 429: Problem}


@api.get("/meetings/{slug:slug}/", response={200: answers.MeetingAnswer, **WRONG}, summary="One meeting")
def meeting(request: HttpRequest, slug: str) -> Any:
    known = with_papers(Meeting.objects.visible_to(request.auth), request.auth)
    return answers.meeting_answer(request, standing_at(known, slug, request.auth))


@api.get("/notes/{slug:slug}/", response={200: answers.NoteAnswer, **WRONG}, summary="One paper")
def note(request: HttpRequest, slug: str) -> Any:
    readable = with_cover(OutcomeNote.objects.visible_to(request.auth)).prefetch_related("topics")
    return answers.note_answer(request, get_object_or_404(readable, slug=slug))


@api.get("/notes/{slug:slug}/{str:address}/", response={200: answers.ParagraphAnswer, **WRONG}, summary="One paragraph")
def paragraph(request: HttpRequest, slug: str, address: str) -> Any:
    """By its address, such as 4.2, or by one that it had before its paper was read again."""
    found = paragraph_at(slug, address, request.auth)
    if found is None:
        raise Http404
    return answers.paragraph_answer(request, found)


@api.get("/people/{slug:slug}/", response={200: answers.PersonAnswer, **WRONG}, summary="One person or institution")
def person(request: HttpRequest, slug: str) -> Any:
    """One that was merged into another answers with that other one."""
    user = request.auth
    found = standing_at(Participant.objects.visible_to(user), slug, user)
    attended = presences(user, of=found)
    own = [presence for presence in attended if presence.participant == found]
    return answers.PersonAnswer(
        **answers.person_line(request, found),
        names=names_of(own, user, found),
        presences=[answers.presence_answer(presence) for presence in own],
    )


@api.get("/codes/{slug:slug}/", response={200: answers.CodeAnswer, **WRONG}, summary="One topic code")
def code(request: HttpRequest, slug: str) -> Any:
    return answers.code_answer(request, standing_at(TopicCode.objects.visible_to(request.auth), slug, request.auth))


@api.get("/themes/{slug:slug}/", response={200: answers.ThemeAnswer, **WRONG}, summary="One theme")
def theme(request: HttpRequest, slug: str) -> Any:
    return answers.theme_answer(request, standing_at(with_codes(Theme.objects.all(), request.auth), slug, request.auth))
