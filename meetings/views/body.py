"""The body of one note, arranged as it is read: sections, paragraphs, and what stands in their margin."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from meetings.finding.held import current_dimensions
from meetings.models import (
    AgendaTopic,
    Commitment,
    FormerAddress,
    GlossaryTerm,
    NoteCode,
    OutcomeNote,
    Paragraph,
    Participation,
    Source,
    Statement,
)
from meetings.models.inside import rebuilt
from meetings.search.folding import placed_words
from meetings.search.marks import find_marks
from meetings.search.stems import lexemes_of
from meetings.search.terms import Query
from meetings.search.understanding import understand
from meetings.views.passages import Piece, pieces
from meetings.views.short_forms import ShortForms
from meetings.views.twins import lay_beside
from meetings.views.whole import put_together

PART_TITLES = {
    Paragraph.SUMMARY: _("Summary"),
    Paragraph.BODY: _("Text"),
    Paragraph.ANNEX: _("Annex"),
    Paragraph.FOOTNOTE: _("Footnotes"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph with the pieces of its text, what is said beside it, and the anchors of its former addresses."""

    paragraph: Paragraph
    pieces: list[Piece]
    commitments: list[Commitment]
    requests: list[Statement]
    former: list[FormerAddress]


@dataclass(slots=True)
class Section:
    """An agenda topic, or another part of the note, with its paragraphs and the codes it gives the reason for."""

    anchor: str
    title: str
    number: str = ""
    page: int | None = None
    printed: bool = False  # its title is the paper's, not one that the site gives
    lines: list[Line] = field(default_factory=list)
    codes: list[NoteCode] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Cited:
    """A paper that the note names: ``held`` is the paper itself when the person may read it."""

    number: str
    held: OutcomeNote | None


@dataclass(frozen=True, slots=True)
class Body:
    """One note with everything its page shows."""

    note: OutcomeNote
    sections: list[Section]
    sides: list[tuple[str, list[Participation]]]
    previous: list[Cited]
    pdf: Source | None
    short_forms: list[GlossaryTerm] = field(default_factory=list)

    @property
    def cites_absent(self) -> bool:
        """Whether a paper is named that the person cannot open here."""
        return any(each.held is None for each in self.previous)


def body_of(note: OutcomeNote, user: Any, *, query: str = "") -> Body:
    """Arrange ``note`` (from ``for_reading``); the words of ``query`` are marked in its text."""
    put_together(note)
    paragraphs = note.paragraphs.all()
    wanted = understood(query, paragraphs) if query.strip() else None
    sources = note.sources.all()
    lay_beside(paragraphs, note, user)
    sections = sections_of(note.topics.all(), paragraphs, wanted)
    short_forms = ShortForms(rebuilt(GlossaryTerm, note.told_terms))
    for section in sections:
        linked: set[str] = set()
        for line in section.lines:
            line.pieces[:] = short_forms.link(line.pieces, linked)
    return Body(
        note=note,
        sections=sections,
        sides=by_side(note.participations.all()),
        previous=cited(note.previous_documents, user),
        pdf=_paged(sources),
        short_forms=short_forms.used,
    )


def _paged(sources: Iterable[Source]) -> Source | None:
    """The PDF in which the pages of the paragraphs can be opened: the leading file, or the scan it was typed from."""
    leading = next((source for source in sources if source.leads), None)
    scan = leading and next((source for source in sources if source.pk == leading.typed_from_id), None)
    shown = scan or leading
    return shown if shown and shown.is_pdf else None


def sections_of(topics: Iterable[AgendaTopic], paragraphs: Iterable[Paragraph], wanted: Query | None) -> list[Section]:
    """The parts of the note in their order, a topic without paragraphs where its number puts it."""
    waiting = list(topics)
    sections: dict[str, Section] = {}
    for paragraph in paragraphs:
        topic = next((topic for topic in waiting if topic.pk == paragraph.topic_id), None)
        while topic and waiting[0] is not topic:
            _open_topic(sections, waiting.pop(0))
        if topic:
            _open_topic(sections, waiting.pop(0))
        section = _section_of(sections, paragraph)
        section.lines.append(line_of(paragraph, wanted))
        for evidence in paragraph.code_evidence.all():
            if evidence.note_code not in section.codes:
                section.codes.append(evidence.note_code)
    for topic in waiting:
        _open_topic(sections, topic)
    return list(sections.values())


def _open_topic(sections: dict[str, Section], topic: AgendaTopic) -> None:
    sections[f"topic {topic.pk}"] = Section(f"t{topic.label}", topic.title, topic.number, topic.page, printed=True)


def _section_of(sections: dict[str, Section], paragraph: Paragraph) -> Section:
    if paragraph.topic_id:
        return sections[f"topic {paragraph.topic_id}"]
    return sections.setdefault(paragraph.part, Section(paragraph.part, PART_TITLES[paragraph.part]))


def line_of(paragraph: Paragraph, wanted: Query | None) -> Line:
    """A paragraph with its commitments and requests underlined, and the words of ``wanted`` marked."""
    commitments = list(paragraph.commitments.all())
    marks = find_marks(paragraph.text, wanted) if wanted else []
    former = list(paragraph.former_addresses.all())
    cut = pieces(paragraph.text, commitments, paragraph.asked, marks)
    return Line(paragraph, cut, commitments, paragraph.asked, former)


def understood(query: str, paragraphs: Iterable[Paragraph]) -> Query:
    """The query to mark, with the other spellings that a search tries.

    The lexemes of all words of the note are learnt at once, not paragraph by paragraph.
    """
    lexemes_of(placed.word for paragraph in paragraphs for placed in placed_words(paragraph.text))
    return understand(query, current_dimensions().variants)


def by_side(participations: Iterable[Participation]) -> list[tuple[str, list[Participation]]]:
    """Participants under EU, US and "" (side not given); a side of which nobody is named is left out."""
    listed = list(participations)
    sides = [(side, [each for each in listed if each.side == side]) for side in ("EU", "US", "")]
    return [(side, named) for side, named in sides if named]


def cited(numbers: list[str], user: Any) -> list[Cited]:
    """The papers of these numbers, each with the row when the person may read it."""
    if not numbers:
        return []
    bases = [number.partition(" ")[0] for number in numbers]
    held = {note.name: note for note in OutcomeNote.objects.visible_to(user).filter(number__in=bases)}
    return [Cited(number, held.get(number)) for number in numbers]
