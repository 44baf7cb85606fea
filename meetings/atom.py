"""Feeds in Atom (RFC 4287): what was published lately under a code, a theme, a search, or among the commitments.

Each entry is told once by its address, says its marking first, and dates from the publication in this archive.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import get_language

from meetings.council.markings import Marking
from meetings.finding.asked import Asked
from meetings.finding.newest import latest, newest_hits
from meetings.models import Commitment, NoteCode, OutcomeNote, Theme, ThemePassage, TopicCode

MOST = 50  # entries
AUTHOR = "EU–US Outcomes"
UNSENDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
WITHOUT_LONG_TEXTS = ("paragraph__vector", "paragraph__note__text", "paragraph__note__vector")


@dataclass(frozen=True, slots=True)
class Entry:
    """One paper, passage or commitment."""

    note: OutcomeNote
    name: str
    words: str
    path: str
    part: str = ""  # what of the passage, where one passage gives several entries

    @property
    def title(self) -> str:
        """``[LIMITE] 10483/17 §4.2: Valletta, 15–16 June 2017``; a paper without a marking counts as LIMITE."""
        marking = self.note.marking or Marking.LIMITE
        return f"[{marking}] {self.name}: {self.note.meeting}" if self.note.meeting else f"[{marking}] {self.name}"


def of_code(code: TopicCode, user: Any) -> list[Entry]:
    """The papers that carry ``code``, the latest published first."""
    carried = NoteCode.objects.filter(code=code, note__in=OutcomeNote.objects.leading_for(user).published())
    rows = carried.select_related("note__meeting").defer("note__text", "note__vector")
    return [
        Entry(row.note, row.note.name, row.note.subject, row.note.get_absolute_url())
        for row in rows.order_by("-note__published_at", "-note", "position")[:MOST]
    ]


def of_theme(theme: Theme, user: Any) -> list[Entry]:
    """The passages about ``theme``, those of the latest published paper first."""
    passages = newest_first(ThemePassage.objects.leading_for(user).filter(theme=theme))
    return [
        Entry(row.paragraph.note, row.paragraph.citation, row.paragraph.text, row.paragraph.get_absolute_url())
        for row in passages[:MOST]
    ]


def of_commitments(commitments: QuerySet[Commitment]) -> list[Entry]:
    """``commitments``, those of the latest published paper first."""
    rows = newest_first(commitments).defer("paragraph__text", *WITHOUT_LONG_TEXTS)
    return [
        Entry(row.paragraph.note, row.paragraph.citation, row.quote, row.get_absolute_url(), f"-{row.start}{row.side}")
        for row in rows.order_by(*BY_PUBLICATION, "start", "side")[:MOST]
    ]


BY_PUBLICATION = ("-paragraph__note__published_at", "-paragraph__note", "paragraph__position")


def newest_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Those of published papers, the latest published first, with their papers and meetings."""
    published = rows.filter(note__in=OutcomeNote.objects.published())
    whole = published.select_related("paragraph__note__meeting").defer(*WITHOUT_LONG_TEXTS)
    return whole.order_by(*BY_PUBLICATION)


def of_search(asked: Asked, user: Any) -> list[Entry]:
    """What ``asked`` finds in the latest published papers."""
    hits, _total = newest_hits(asked, latest(asked, user), user, most=MOST)
    return [Entry(hit.note, hit.citation, hit.excerpt.text, hit.path) for hit in hits]


class Feed(Atom1Feed):
    """Django's Atom, with a time that stays the same while nothing is published."""

    def latest_post_date(self) -> datetime:
        return super().latest_post_date() if self.items else NEVER


def atom_of(title: str, entries: Iterable[Entry], *, site: str, page: str, feed: str) -> str:
    """The feed as XML. ``site`` begins every address, ``page`` is the page it tells of, ``feed`` its own address."""
    address = f"{site}{page}"
    atom = Feed(title, address, None, language=get_language(), author_name=AUTHOR, feed_url=f"{site}{feed}")
    for entry in entries:
        atom.add_item(
            sendable(entry.title),
            f"{site}{entry.path}",
            description=escape(sendable(entry.words)),  # Django says that it is HTML
            unique_id=f"{site}{entry.path}{entry.part}",
            pubdate=entry.note.published_at,
            updateddate=entry.note.published_at,
            categories=(str(entry.note.marking or Marking.LIMITE),),
        )
    return str(atom.writeString("utf-8"))


def sendable(text: str) -> str:
    """``text`` without the control characters that XML cannot take."""
    return UNSENDABLE.sub(" ", text)
