"""The versions of one paper: which leads, which stand beside it, and what changed from one to another."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Any

from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from meetings.council.alignment import aligned
from meetings.council.wording import Kind, Words, differences
from meetings.models import OutcomeNote, Paragraph


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a paper, or a part or translation of it, and how it stands to the others."""

    note: OutcomeNote
    replaced_by: OutcomeNote | None
    before: OutcomeNote | None  # the version of the same language that it follows

    @property
    def language(self) -> str:
        return language_name(self.note.language)

    @property
    def standing(self) -> str:
        """How it stands to the others, in words."""
        if self.replaced_by:
            return _("earlier version, replaced by %(name)s") % {"name": self.replaced_by.name}
        if not self.note.is_published:
            return _("%(standing)s, readers do not see it") % {"standing": self.note.standing.lower()}
        return _("stands beside the text") if self.note.stem else _("current version")


@dataclass(frozen=True, slots=True)
class Versions:
    """All versions of a paper that a person may read; the one that is shown among them."""

    shown: Version
    all: list[Version]

    @property
    def several(self) -> bool:
        return len(self.all) > 1

    @property
    def languages(self) -> list[Version]:
        """The same version in other languages."""
        mine = self.shown.note
        return [v for v in self.all if v.note.version == mine.version and v.note.language != mine.language]


def versions_of(note: OutcomeNote, user: Any) -> Versions:
    """The versions, parts and translations of ``note`` that ``user`` may read, the latest text first. One query."""
    papers = list(OutcomeNote.objects.visible_to(user).of_same_number(note).defer("text", "vector", "summary"))
    papers.sort(key=lambda paper: (paper.stem, paper.language != note.language, paper.language, -paper.edition))
    rows = [Version(paper, replaced_by(paper, papers), _before(paper, papers)) for paper in papers]
    shown = next((row for row in rows if row.note.pk == note.pk), Version(note, None, None))
    return Versions(shown, rows)


def replaced_by(note: OutcomeNote, papers: Iterable[OutcomeNote]) -> OutcomeNote | None:
    """The current version among ``papers`` when ``note`` is an earlier one: the rule of ``leading_for`` in memory."""
    newer = [
        paper
        for paper in papers
        if note.number
        and paper.is_published
        and (paper.number, paper.stem) == (note.number, note.stem)
        and paper.edition > note.edition
        and paper.language in {note.language, "en"}
    ]
    return max(newer, key=lambda paper: (paper.language == note.language, paper.edition), default=None)


def _before(note: OutcomeNote, papers: Iterable[OutcomeNote]) -> OutcomeNote | None:
    older = [
        paper
        for paper in papers
        if (paper.stem, paper.language) == (note.stem, note.language) and paper.edition < note.edition
    ]
    return max(older, key=lambda paper: paper.edition, default=None)


def language_name(code: str) -> str:
    """The name of a language in the language of the page; the code itself when it is not known."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


class Fate(StrEnum):
    """What became of a paragraph."""

    SAME = "unchanged"
    REWORDED = "reworded"
    MOVED = "moved"
    NEW = "new paragraph"
    LEFT_OUT = "left out"


FATES = {
    Fate.SAME: gettext_lazy("unchanged"),
    Fate.REWORDED: gettext_lazy("reworded"),
    Fate.MOVED: gettext_lazy("moved"),
    Fate.NEW: gettext_lazy("new paragraph"),
    Fate.LEFT_OUT: gettext_lazy("left out"),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One paragraph of either version, or both, with the difference of its words."""

    fate: Fate
    before: Paragraph | None
    after: Paragraph | None
    words: list[Words]

    @property
    def fate_name(self) -> str:
        return str(FATES[self.fate])


@dataclass(frozen=True, slots=True)
class Run:
    """Changes one after the other that are shown together: those unchanged are only named."""

    same: bool
    changes: list[Change]


def changes_between(earlier: OutcomeNote, later: OutcomeNote) -> list[Run]:
    """Every paragraph of both, in the order of ``later``. The caller has checked that both may be read."""
    before, after = (list(note.paragraphs.defer("vector").order_by("position")) for note in (earlier, later))
    rows = []
    for pair in aligned([p.text for p in before], [p.text for p in after]):
        old = None if pair.before is None else before[pair.before]
        new = None if pair.after is None else after[pair.after]
        rows.append(_change(old, new, moved=pair.moved))
    grouped = groupby(rows, key=lambda change: change.fate is Fate.SAME)
    return [Run(same, list(changes)) for same, changes in grouped]


def _change(old: Paragraph | None, new: Paragraph | None, *, moved: bool) -> Change:
    words = differences(old.text if old else "", new.text if new else "")
    if old is None or new is None:
        return Change(Fate.NEW if old is None else Fate.LEFT_OUT, old, new, words)
    if any(each.kind is not Kind.KEPT for each in words):
        return Change(Fate.REWORDED, old, new, words)
    return Change(Fate.MOVED if moved else Fate.SAME, old, new, words)
