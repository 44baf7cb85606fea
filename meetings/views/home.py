"""The home page: what the archive holds, at a glance."""

from itertools import groupby
from typing import Any

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import get_text_list

from meetings.access import may_review
from meetings.council.markings import Marking
from meetings.following.statuses import with_status
from meetings.models import Commitment, Meeting, OutcomeNote
from meetings.models.status import OPEN
from meetings.views.held import Held, held_of, papers_for, words_for_nothing
from meetings.views.marking import strictest

SHOWN = 5
LATEST = (F("meeting__opened_on").desc(nulls_last=True), F("dated_on").desc(nulls_last=True), "-pk")


def home(request: HttpRequest) -> HttpResponse:
    """Search box, newest commitments and papers, latest meetings, coverage by year; all as far as the person reads."""
    known = held_of(Meeting.objects.visible_to(request.user).oldest_first(), request.user)
    commitments = with_status(Commitment.objects.leading_for(request.user), request.user).filter(status=OPEN)
    newest = list(commitments.newest_first().select_related("paragraph__note__meeting")[:SHOWN])
    papers = list(papers_for(request.user).select_related("meeting").order_by(*LATEST)[:SHOWN])
    return render(
        request,
        "meetings/home.html",
        {
            "marking": strictest([*papers, *(commitment.paragraph.note for commitment in newest)]),
            "held": holdings(known, request.user) | {"commitments": commitments.count()},
            "commitments": newest,
            "papers": papers,
            "latest": known[: -SHOWN - 1 : -1],
            "years": by_year(known),
            "nothing": words_for_nothing(request.user),
            "waiting": OutcomeNote.objects.awaiting_review().count() if may_review(request.user) else 0,
        },
    )


def holdings(known: list[Held], user: Any) -> dict[str, Any]:
    """The numbers of the sentence that says what is held."""
    joint, abstract = Q(kind=OutcomeNote.JOINT_STATEMENT), Q(kind=OutcomeNote.ABSTRACT)
    counts = OutcomeNote.objects.leading_for(user).aggregate(
        papers=Count("pk"),
        notes=Count("pk", filter=~joint & ~abstract),
        statements=Count("pk", filter=joint),
        abstracts=Count("pk", filter=abstract),
        limite=Count("pk", filter=~Q(marking=Marking.PUBLIC)),
    )
    return counts | {
        "kinds": kinds_in_words(counts),
        "meetings": len(known),
        "first": known[0].meeting if known else None,
        "last": known[-1].meeting if known else None,
        "told": sum(bool(each.papers) for each in known),
    }


def kinds_in_words(counts: dict[str, int]) -> str:
    """``2 outcome notes and 16 abstracts of public statements``; kinds of which none is held are left out."""
    names = {
        "notes": ("outcome note", "outcome notes"),
        "statements": ("joint statement", "joint statements"),
        "abstracts": ("abstract of a public statement", "abstracts of public statements"),
    }
    held = [
        f"{counts[kind]} {one if counts[kind] == 1 else many}" for kind, (one, many) in names.items() if counts[kind]
    ]
    return get_text_list(held, "and")


def by_year(known: list[Held]) -> list[dict[str, Any]]:
    """For the coverage bar: each year from the first to the last, with the meetings of either host."""
    years = {year: list(each) for year, each in groupby(known, key=lambda held: held.meeting.year)}
    return [
        {
            "year": year,
            "eu": [held for held in years.get(year, []) if held.meeting.host != "US"],
            "us": [held for held in years.get(year, []) if held.meeting.host == "US"],
        }
        for year in (range(min(years), max(years) + 1) if years else ())
    ]
