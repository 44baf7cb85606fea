"""The home page: the last meeting and the next, what is new, what is open, what went quiet, what is held."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dates import MONTHS_3
from django.utils.html import format_html
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meetings.access import may_review
from meetings.council.markings import Marking
from meetings.council.presidencies import NoPresidency, incoming_presidency_on, presidency_on
from meetings.following.quiet import silent_since
from meetings.following.statuses import Decided, only_open
from meetings.following.visits import visit_of
from meetings.models import Commitment, Meeting, OutcomeNote, StatusChange
from meetings.views.held import Held, all_held, in_full, words_for_nothing
from meetings.views.marking import strictest
from meetings.views.quiet import RAISED, SILENT

SHOWN = 5
MARK = (
    '<li><a class="{shape}" href="{url}" title="{title}">{month}<span class="visually-hidden"> {words}</span></a></li>'
)


def home(request: HttpRequest) -> HttpResponse:
    """All as far as the person reads; ``?open=longest`` lists the commitments of the earliest meetings first."""
    user, today = request.user, timezone.localdate()
    before = visit_of(user, now=timezone.now())
    known, rows = all_held(user)
    longest = request.GET.get("open") == "longest"
    decided = Decided(StatusChange.objects.visible_to(user))  # which are counted as well
    commitments, in_all = open_commitments(user, decided, longest=longest)
    last, coming = last_and_next(known, today)
    news = news_since(before, rows, decided)
    leading = [last.leading] if last and last.leading else []
    papers = in_full([*news.rows, *leading], user)
    nothing = words_for_nothing(user)
    context = {
        "marking": strictest([*papers.values(), *(each.paragraph.note for each in commitments)]),
        "held": holdings(known, rows) | {"commitments": in_all},
        "commitments": commitments,
        "longest": longest,
        "news": news,
        "new_papers": [papers[row.pk] for row in news.rows if row.pk in papers],
        "last": last,
        "last_paper": next((papers.get(row.pk) for row in leading), None),
        "under_way": last is not None and last.meeting.closed_on >= today,
        "coming": coming,
        "chair": in_the_chair(today),
        "quiet": went_quiet(known, user),
        "years": by_year(known, nothing),
        "nothing": nothing,
        "waiting": sum(row.state == OutcomeNote.IN_REVIEW for row in rows) if may_review(user) else 0,
    }
    return render(request, "meetings/home.html", context)


def open_commitments(user: Any, decided: Decided, *, longest: bool) -> tuple[list[Commitment], int]:
    """The first few of the open ones, and how many are open; two queries."""
    found = only_open(Commitment.objects.leading_for(user), decided)
    first, in_all = found.first_of(SHOWN, oldest=longest)
    rows = first.select_related("paragraph__note__meeting")
    return list(rows.defer("paragraph__vector", "paragraph__note__vector", "paragraph__note__text")), in_all


@dataclass(frozen=True, slots=True)
class News:
    """What was published and decided since the visit before; the latest papers where there is nothing, or no visit."""

    since: datetime | None
    rows: list[Any]
    published: int
    decided: int


def news_since(before: datetime | None, rows: Iterable[Any], decided: Decided) -> News:
    """Among the papers of ``rows`` those published after ``before``, and how much was ``decided`` since."""
    now = timezone.now()
    published = [row for row in rows if row.state == OutcomeNote.PUBLISHED and row.published_at <= now]
    published.sort(key=newest, reverse=True)
    new = [row for row in published if before and row.published_at > before]
    return News(before, (new or published)[:SHOWN], len(new), decided.since(before) if before else 0)


def newest(row: Any) -> tuple[date, date, int]:
    """Sorts by the day of publishing and, since many come on one day, by the meeting."""
    about = row.meeting__opened_on or row.dated_on or date.min
    day: date = row.published_at.date()  # of Greenwich: for the order of many papers that is near enough, and quick
    return day, about, row.pk


def last_and_next(known: list[Held], today: date) -> tuple[Held | None, Held | None]:
    """The latest meeting that has begun, and the nearest that has not."""
    begun = [held for held in known if held.meeting.opened_on <= today]
    ahead = known[len(begun) :]
    return begun[-1] if begun else None, ahead[0] if ahead else None


def in_the_chair(today: date) -> dict[str, Any]:
    """The Presidency on that day and the next one, as far as the table of Presidencies reaches."""
    try:
        return {"now": presidency_on(today), "next": incoming_presidency_on(today)}
    except NoPresidency:
        return {}


def went_quiet(known: list[Held], user: Any) -> dict[str, Any]:
    """The themes silent longest, by the usual numbers of the page of what went quiet; one query at most.

    ``themes`` is None when there are too few texts to tell; each row has ``missed``, the meetings with a text since.
    """
    texts = [held.meeting.opened_on for held in known if held.papers]
    said: dict[str, Any] = {"raised": RAISED, "silent": SILENT, "texts": len(texts), "themes": None}
    if len(texts) >= SILENT:
        rows = silent_since(user, raised=RAISED, since=texts[-SILENT])
        said |= {"count": len(rows), "themes": rows[:SHOWN]}
        for row in rows[:SHOWN]:
            row["missed"] = sum(day > row["last"] for day in texts)
    return said


def holdings(known: list[Held], rows: list[Any]) -> dict[str, Any]:
    """The numbers of the sentence that says what is held."""
    kinds = [row.kind for row in rows]
    statements, abstracts = kinds.count(OutcomeNote.JOINT_STATEMENT), kinds.count(OutcomeNote.ABSTRACT)
    counts = {
        "papers": len(rows),
        "notes": len(rows) - statements - abstracts,
        "statements": statements,
        "abstracts": abstracts,
        "limite": sum(row.marking != Marking.PUBLIC for row in rows),
    }
    return counts | {
        "kinds": kinds_in_words(counts),
        "meetings": len(known),
        "first": known[0].meeting if known else None,
        "last": known[-1].meeting if known else None,
        "told": sum(bool(each.papers) for each in known),
    }


def kinds_in_words(counts: dict[str, int]) -> str:
    """``2 outcome notes and 16 abstracts of public statements``; kinds of which none is held are left out."""
    notes, statements, abstracts = counts["notes"], counts["statements"], counts["abstracts"]
    held = []
    if notes:
        held.append(ngettext("%(n)s outcome note", "%(n)s outcome notes", notes) % {"n": notes})
    if statements:
        held.append(ngettext("%(n)s joint statement", "%(n)s joint statements", statements) % {"n": statements})
    if abstracts:
        held.append(
            ngettext("%(n)s abstract of a public statement", "%(n)s abstracts of public statements", abstracts)
            % {"n": abstracts}
        )
    return get_text_list(held, _("and"))


def by_year(known: list[Held], nothing: str) -> list[dict[str, Any]]:
    """For the coverage bar: each year from the first to the last, with the meetings that the EU side and the US side
    hosted. ``nothing`` says in words that no paper can be read."""
    years: dict[int, tuple[list[str], list[str]]] = defaultdict(lambda: ([], []))
    write = Marks(nothing)
    for held in known:
        years[held.meeting.year][held.meeting.host == "US"].append(write(held))
    every = range(min(years), max(years) + 1) if years else ()
    return [{"year": year, "marks": list(zip(("EU", "US"), years[year], strict=True))} for year in every]


class Marks:
    """Writes the marks of the coverage bar: here, since it has hundreds, and a template is slow.

    What all have in common is put into words once.
    """

    def __init__(self, nothing: str) -> None:
        self.months = [str(month).title() for month in ("", *MONTHS_3.values())]
        self.levels = {level: str(label).lower() for level, label in Meeting.LEVELS}
        self.known = _("known: %(numbers)s")
        self.told = {
            "note": _("outcome note"),
            "statement": _("joint statement"),
            "abstract": _("only an abstract of a joint statement"),
            "number": _("%(nothing)s; its number is known: %(numbers)s"),
            "nothing": nothing,
        }

    def __call__(self, held: Held) -> str:
        meeting, kind, numbers = held.meeting, held.kind, ", ".join(held.numbers)
        where = f"{meeting.dates}, {meeting.place}"
        limite = ", LIMITE" if held.limite else ""
        told = self.told[kind]
        if kind == "note":
            told += limite
        elif kind == "number":
            told = told % {"nothing": self.told["nothing"], "numbers": numbers}
        known = "; " + self.known % {"numbers": numbers} if numbers else ""
        return format_html(
            MARK,
            shape=f"held-{kind}{' senior' if meeting.level == 'senior-officials' else ''}",
            url=meeting.get_absolute_url(),
            title=f"{where}{limite}{known}",
            month=self.months[meeting.opened_on.month],
            words=f"{where}, {self.levels[meeting.level]}, {told}",
        )
