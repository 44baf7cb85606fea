"""The lists of the site as they leave it: all rows of what a person looks at, not one page, and how they are marked.

Each takes what its page takes from the address, asks the same querysets and gives its rows one by one: nothing is
ever held whole but keys. What a person may not read is no more in them than on the page.
"""

from collections.abc import Callable, Iterator
from itertools import batched
from typing import Any

from django.http import QueryDict
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.council.markings import Marking
from meetings.council.sides import Level
from meetings.filters import CommitmentFilter, MeetingFilter
from meetings.finding.asked import Asked
from meetings.finding.hits import hits_of
from meetings.finding.order import in_order
from meetings.finding.passages import match, readable_notes
from meetings.following.codes import explaining
from meetings.following.diary import entries, with_sources
from meetings.following.people import counted
from meetings.following.said import said_in, with_sentences
from meetings.models import (
    ComingDate,
    Commitment,
    Meeting,
    OutcomeNote,
    Participation,
    Theme,
    ThemePassage,
    TopicCode,
)
from meetings.search.alphabet import by_alphabet
from meetings.sharing import columns
from meetings.sharing.listed import AT_ONCE, Listed, named, strictest_in
from meetings.sharing.registers import codes, folder, glossary, instrument, instruments, matrix, quiet, threads
from meetings.views.held import held_of


def commitments(asked: QueryDict, user: Any) -> Listed:
    """The commitments of the page of commitments."""
    found = CommitmentFilter(asked, Commitment.objects.leading_for(user), user=user).qs
    rows = (
        found.newest_first()
        .select_related("paragraph__note__meeting")
        .defer("paragraph__text", "paragraph__vector", "paragraph__note__text", "paragraph__note__vector")
    )
    marking = strictest_in(found, "note__marking")
    return Listed(_("Commitments"), reverse("commitments"), columns.COMMITMENTS, rows.iterator(AT_ONCE), marking)


def meetings(asked: QueryDict, user: Any) -> Listed:
    """The meetings of the page of meetings, in its order."""
    found = MeetingFilter(asked, Meeting.objects.visible_to(user), user=user).qs
    ordered = found.oldest_first() if asked.get("order") == "oldest" else found.newest_first()
    keys = list(ordered.values_list("pk", flat=True))
    papers = OutcomeNote.objects.leading_for(user).filter(meeting__in=keys)

    def rows() -> Iterator[Any]:
        for batch in batched(keys, AT_ONCE, strict=False):
            places = {pk: place for place, pk in enumerate(batch)}
            held = held_of(Meeting.objects.visible_to(user).filter(pk__in=batch), user, topics=True)
            yield from sorted(held, key=lambda each: places[each.meeting.pk])

    marking = strictest_in(papers, "marking")
    return Listed(_("Meetings"), reverse("meetings"), columns.MEETINGS, rows(), marking)


def search(asked: QueryDict, user: Any) -> Listed:
    """All passages that a search finds, in its order, each as a whole."""
    state = Asked.from_address(asked)
    found = match(state, readable_notes(state, user))
    units = in_order(found.query, found.units, state.sort, 0, len(found.units))

    def rows() -> Iterator[Any]:
        for batch in batched(units, AT_ONCE, strict=False):
            yield from hits_of(batch, found.query, user)

    marking = Marking.PUBLIC.value if found.only_public else Marking.LIMITE.value
    return Listed(_("Search"), reverse("search"), columns.HITS, rows(), marking)


def thread(asked: QueryDict, user: Any) -> Listed:
    """What was said on the theme ``?of=``, newest meeting first; ``?level=`` narrows to one level."""
    theme: Theme = named(asked, Theme.objects.all(), user)
    held = Meeting.objects.visible_to(user)
    level = asked.get("level", "")
    if level in set(Level):
        held = held.at_level(Level(level))
    passages = ThemePassage.objects.leading_for(user).filter(theme=theme, note__meeting__in=held)
    ordered = (
        with_sentences(passages, user)
        .select_related("paragraph__note__meeting")
        .order_by("-paragraph__note__meeting__opened_on", "paragraph__note", "paragraph__position")
    )
    rows = (said for passage in ordered.iterator(AT_ONCE) for said in said_in([passage]))
    marking = strictest_in(passages, "note__marking")
    return Listed(theme.label, theme.get_absolute_url(), columns.SENTENCES, rows, marking)


def diary(asked: QueryDict, user: Any) -> Listed:
    """All entries of the diary, in its order."""
    listed = entries(user, today=timezone.localdate())
    rows = (pair for batch in batched(listed, AT_ONCE, strict=False) for pair in with_sources(list(batch), user))
    marking = strictest_in(ComingDate.objects.leading_for(user), "note__marking")
    return Listed(_("Diary"), reverse("diary"), columns.DAYS, rows, marking)


def code(asked: QueryDict, user: Any) -> Listed:
    """The passages that explain the topic code ``?of=``."""
    found: TopicCode = named(asked, TopicCode.objects.visible_to(user), user)
    reasons = explaining(found, OutcomeNote.objects.leading_for(user))
    marking = strictest_in(reasons, "note__marking")
    return Listed(found.code, found.get_absolute_url(), columns.REASONS, reasons.iterator(AT_ONCE), marking)


def people(asked: QueryDict, user: Any) -> Listed:
    """Everybody named by a public source or a readable note. Names that LIMITE notes give make the list LIMITE."""
    marking = strictest_in(Participation.objects.leading_for(user), "note__marking")
    rows = counted(user).order_by(*by_alphabet("name"))
    return Listed(_("People"), reverse("people"), columns.PEOPLE, rows.iterator(AT_ONCE), marking)


LISTS: dict[str, Callable[[QueryDict, Any], Listed]] = {
    each.__name__: each
    for each in (
        *(commitments, meetings, search, thread, diary, code, people),
        *(codes, folder, glossary, instrument, instruments, matrix, quiet, threads),
    )
}
