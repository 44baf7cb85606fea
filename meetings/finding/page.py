"""Everything the search page shows for one state, so that its template only lays it out."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from meetings import days
from meetings.finding.asked import Asked, Sort
from meetings.finding.dimensions import LABELS
from meetings.finding.facets import Facet, Tag, having
from meetings.finding.hits import Group, grouped, hits_of
from meetings.finding.nothing import Help, help_with
from meetings.finding.numbered import is_number, notes_citing, notes_numbered
from meetings.finding.passages import PAGE, Found, find
from meetings.models import Meeting, OutcomeNote
from meetings.search.queries import FIELDS
from meetings.search.terms import Query
from meetings.search.variants import also_searched

SORTS = {
    Sort.RELEVANCE: gettext_lazy("best first"),
    Sort.MEETING: gettext_lazy("newest meeting first"),
    Sort.NOTE: gettext_lazy("newest note first"),
}


@dataclass(frozen=True, slots=True)
class Link:
    """Another state of the page."""

    label: str
    address: str
    current: bool = False


@dataclass(frozen=True, slots=True)
class SearchPage:
    """One state of the search page."""

    asked: Asked
    query: Query
    total: int
    groups: list[Group]
    facets: list[Facet]
    tags: list[Tag]
    sorts: list[Link]
    also: tuple[str, ...]
    mistakes: list[str]
    cited_by: list[OutcomeNote]
    held: list[OutcomeNote]
    within: str
    help: Help | None
    fields: dict[str, str]
    remove_all: str
    exact: str
    widened: str
    other_versions: str  # the same with all versions of each paper, or without them again
    previous: str
    following: str
    first: int
    last: int
    ranked: int | None  # only so many of the latest were ranked; None when all were

    @property
    def papers(self) -> list[OutcomeNote]:
        """The papers that are shown, for the marking of the page."""
        notes = [note for group in self.groups for note in group.notes]
        return [*notes, *self.cited_by, *self.held]

    @property
    def kept(self) -> dict[str, str]:
        """What the form of filters carries along."""
        asked = self.asked
        sort = "" if asked.sort is Sort.RELEVANCE else asked.sort.value
        exact = "1" if asked.exact else ""
        versions = "all" if asked.earlier else ""
        kept = {"q": asked.text, "exact": exact, "sort": sort, "note": asked.note, "meeting": asked.meeting}
        return kept | {"versions": versions}


def search_page(asked: Asked, user: Any) -> SearchPage:
    """The page that ``asked`` is for ``user``."""
    found = find(asked, user)
    hits = hits_of(found.units, found.query, user)
    number = is_number(asked.text)
    first = (asked.page - 1) * PAGE
    nothing = not found.total and not asked.asks_nothing and not found.query.asks_nothing
    return SearchPage(
        asked=asked,
        query=found.query,
        total=found.total,
        groups=grouped(hits),
        facets=found.facets if found.matched else [],
        tags=list(_tags(asked, found)),
        sorts=[Link(label, _at(asked.but(sort=sort)), sort is asked.sort) for sort, label in SORTS.items()],
        also=also_searched(found.query),
        mistakes=_mistakes(asked, found),
        cited_by=notes_citing(asked.text, user) if number else [],
        held=list(notes_numbered(asked.text, user)) if number else [],
        within=_within(asked, user),
        help=help_with(asked, found, user) if nothing else None,
        fields=FIELDS,
        remove_all=_at(asked.unfiltered()),
        exact=_at(asked.but(exact=True)),
        widened=_at(asked.but(exact=False)),
        other_versions=_at(asked.but(earlier=not asked.earlier)),
        previous=_at(asked.but(page=asked.page - 1)) if asked.page > 1 else "",
        following=_at(asked.but(page=asked.page + 1)) if first + PAGE < found.total else "",
        first=first + 1,
        last=first + len(hits),
        ranked=found.ranked,
    )


def _at(asked: Asked) -> str:
    return f"?{asked.address}"


def _mistakes(asked: Asked, found: Found) -> list[str]:
    """What was wrong with the query, each in a sentence."""
    said = [*asked.mistakes, *found.query.mistakes]
    for field in found.query.fields:
        if not having(found.dimensions.by_name[field.name].fitting(field.value)) & found.matched:
            said.append(
                gettext("No passage found has %(field)s “%(value)s”.") % {"field": field.name, "value": field.value}
            )
    if found.query.unsearched:
        words = ", ".join(f"“{word}”" for word in found.query.unsearched)
        said.append(gettext("Too common to search for, so left out: %(words)s.") % {"words": words})
    return said


def _tags(asked: Asked, found: Found) -> Any:
    """What narrows the list, each with the way to take it away."""
    for name, key in asked.chosen:
        value = found.dimensions.by_name[name].values.get(key)
        known = value is not None and value.bits & found.matched  # else its label may be a secret
        yield Tag(
            LABELS[name],
            found.dimensions.by_name[name].shown(value) if value and known else key,
            _at(asked.without(name, key)),
        )
    for field in found.query.fields:
        label = gettext("not %(value)s") % {"value": field.value} if field.excluded else field.value
        yield Tag(str(LABELS[field.name]), label, _at(asked.but(text=found.query.without(field))))
    for legend, attribute in ((gettext("Meeting held"), "meeting_dates"), (gettext("Note dated"), "note_dates")):
        dates = getattr(asked, attribute)
        if dates:
            label = gettext("%(first)s to %(last)s") % {
                "first": days.day(dates.first) or gettext("the beginning"),
                "last": days.day(dates.last) or gettext("today"),
            }
            yield Tag(legend, label, _at(asked.but(**{attribute: type(dates)()})))


def _within(asked: Asked, user: Any) -> str:
    """The name of the one note or meeting that is searched; a name that the reader may not read is not given."""
    if asked.note:
        note = OutcomeNote.objects.visible_to(user).filter(slug=asked.note).first()
        return note.name if note else gettext("this note")
    if asked.meeting:
        meeting = Meeting.objects.visible_to(user).filter(slug=asked.meeting).first()
        return str(meeting) if meeting else gettext("this meeting")
    return ""
