"""A briefing pack as lines for a file: one order and one wording for Word and PDF, every line with its source."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from meetings.days import day
from meetings.following.briefing import Pack, Sheet
from meetings.models import Commitment, Paragraph
from meetings.models.agenda import SIDES


class Kind(StrEnum):
    """What a line is; each kind of file has a style for it."""

    TITLE = "title"
    SHEET = "sheet"  # begins a page, but for the first, which follows the title
    HEADING = "heading"
    MEETING = "meeting"  # a heading below the other
    LABEL = "label"  # who said, undertook or named what follows, and when
    QUOTE = "quote"
    OWN = "own"  # words of the archive: an abstract
    TEXT = "text"
    SOURCE = "source"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the pack, with the address that it leads to, if any."""

    kind: Kind
    text: str
    address: str = ""


def lines_of(pack: Pack, *, title: str, today: date, absolute: Callable[[str], str]) -> Iterator[Line]:
    """All of ``pack`` in order; ``absolute`` makes a whole address of a path."""
    yield Line(Kind.TITLE, _("Briefing pack: %(title)s") % {"title": title})
    yield Line(Kind.SOURCE, _("As of %(day)s.") % {"day": day(today)})
    if pack.wanted.public_only:
        told = ngettext(
            "Public sources only: %(n)d line was left out.",
            "Public sources only: %(n)d lines were left out.",
            pack.fell_away,
        )
        yield Line(Kind.TEXT, told % {"n": pack.fell_away})
    for sheet in pack.sheets:
        yield from _sheet(sheet, today, absolute)
    yield Line(Kind.SHEET, _("In office, as public sources last named them"))
    sides = dict(SIDES)
    for office in pack.people:
        said = _("%(office)s (%(side)s): %(holder)s, last named %(day)s")
        holder = {"office": office.name, "side": sides[office.side], "holder": office.holders[0]}
        address = absolute(reverse("office", args=[office.key]))
        yield Line(Kind.TEXT, said % (holder | {"day": day(office.named_on)}), address)
    if not pack.people:
        yield Line(Kind.TEXT, _("No office is known from two meetings."))


def _sheet(sheet: Sheet, today: date, absolute: Callable[[str], str]) -> Iterator[Line]:
    yield Line(Kind.SHEET, sheet.title)
    for each in sheet.kept:
        if each.paragraph is not None:
            yield from _passage(each.paragraph, each.paragraph.text, absolute)
            if each.row.remark:
                yield Line(Kind.TEXT, each.row.remark)
    if sheet.theme is not None:
        yield Line(Kind.HEADING, _("Last exchanges"))
    names = dict(SIDES)
    for exchange in sheet.exchanges:
        yield Line(Kind.MEETING, str(exchange.meeting), absolute(exchange.meeting.get_absolute_url()))
        for side, said in exchange.sides:
            yield Line(Kind.LABEL, str(names.get(side, side)))
            for sentence in said:
                yield from _passage(sentence.paragraph, sentence.words, absolute, sentence.strength)
    if sheet.theme is not None and not sheet.exchanges:
        yield Line(Kind.TEXT, _("No paper that may be used here reports an exchange on it."))
    yield Line(Kind.HEADING, _("Open commitments"))
    for commitment in sheet.commitments:
        yield from _commitment(commitment, absolute)
    if not sheet.commitments:
        yield Line(Kind.TEXT, _("None is known."))
    yield Line(Kind.HEADING, _("Days that were named"))
    for row in sheet.days:
        yield Line(Kind.LABEL, f"{row.words} ({_('ahead') if row.closes_on >= today else _('gone by')})")
        yield from _passage(row.paragraph, row.sentence, absolute)
    if not sheet.days:
        yield Line(Kind.TEXT, _("None is known."))


def _commitment(commitment: Commitment, absolute: Callable[[str], str]) -> Iterator[Line]:
    side = str(dict(SIDES).get(commitment.side, _("Side not given")))
    said = [side, commitment.strength, str(commitment.status)]
    said += [_("not yet checked")] if commitment.state == Commitment.PROPOSED else []
    yield Line(Kind.LABEL, ", ".join(said))
    yield from _passage(commitment.paragraph, commitment.quote, absolute)
    for decision in commitment.decisions:
        proof = decision.passage.citation if decision.passage else decision.address
        told = _("%(status)s since %(day)s: %(proof)s") % {
            "status": decision.get_status_display(),
            "day": day(decision.since),
            "proof": proof,
        }
        address = absolute(decision.passage.get_absolute_url()) if decision.passage else decision.address
        yield Line(Kind.SOURCE, told, address)


def _passage(paragraph: Paragraph, words: str, absolute: Callable[[str], str], strength: str = "") -> Iterator[Line]:
    """The words, and below them where they stand: number, §, page, meeting, marking."""
    note = paragraph.note
    yield Line(Kind.OWN if note.is_abstract else Kind.QUOTE, words)
    said = [paragraph.citation]
    if paragraph.page:
        said.append(pgettext("source", "page %(page)d") % {"page": paragraph.page})
    said += [str(note.meeting)] if note.meeting else []
    said += [strength] if strength else []
    said.append(note.marking or _("NOT READ, treated as LIMITE"))
    said += [_("abstract, not a quotation")] if note.is_abstract else []
    yield Line(Kind.SOURCE, " · ".join(said), absolute(paragraph.get_absolute_url()))
