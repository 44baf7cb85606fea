"""The text of a note for the review page: parts, paragraphs with their commitments, and the forms to judge them."""

from dataclasses import dataclass, field
from itertools import groupby
from typing import Self

from django.db.models import Prefetch

from meetings.council.sides import Strength
from meetings.desk.words import Marks, Token, laid
from meetings.forms import CommitmentForm
from meetings.models import Commitment, OutcomeNote, Paragraph
from meetings.review import commitments_in_doubt

Forms = dict[int, CommitmentForm]


@dataclass(frozen=True, slots=True)
class Draft:
    """What stands in the form of a commitment. ``in_hand`` when it was sent and came back, with its ``faults``.

    A long note has hundreds of these forms, which Django's own rendering of fields would take seconds for.
    """

    words: str
    side: str
    strength: str
    revision: int | str = ""
    near: int | str = ""
    in_hand: bool = False
    faults: tuple[str, ...] = ()

    @classmethod
    def returned(cls, form: CommitmentForm) -> Self:
        """The form as the person had filled it in."""
        typed = {name: form[name].value() or "" for name in ("words", "side", "strength", "revision", "near")}
        return cls(**typed, in_hand=True, faults=tuple(fault for faults in form.errors.values() for fault in faults))


@dataclass(slots=True)
class CommitmentRow:
    """A commitment with the form to correct it."""

    commitment: Commitment
    in_doubt: bool
    draft: Draft

    @property
    def form_id(self) -> str:
        return f"correct-{self.commitment.pk}"


@dataclass(slots=True)
class ParagraphRow:
    """A paragraph with its sides and the form to add a commitment; its text as ``tokens`` that mark each value's words.

    A side comes with the key of what it is reported as saying, where a sentence says so.
    """

    paragraph: Paragraph
    sides: list[tuple[str, str]]
    commitments: list[CommitmentRow]
    draft: Draft
    tokens: list[Token] = field(default_factory=list)

    @property
    def form_id(self) -> str:
        return f"add-{self.paragraph.pk}"


@dataclass(slots=True)
class Section:
    """The summary, an agenda topic, an annex … with its paragraphs."""

    title: str
    number: str
    page: int | None
    paragraphs: list[ParagraphRow] = field(default_factory=list)


def sections(note: OutcomeNote, *, judging: Forms, adding: Forms) -> list[Section]:
    """The text of ``note`` in its order. ``judging`` and ``adding`` hold forms that came back with an error."""
    doubtful = commitments_in_doubt(note)
    commitments = Commitment.objects.select_related("reviewed_by").order_by("start", "side")
    paragraphs = note.paragraphs.select_related("topic").prefetch_related(Prefetch("commitments", commitments))
    made = []
    for (part, topic), rows in groupby(paragraphs.order_by("position"), key=lambda p: (p.get_part_display(), p.topic)):
        section = Section(topic.title, topic.number, topic.page) if topic else Section(part, "", None)
        section.paragraphs = [_paragraph_row(row, doubtful, judging, adding) for row in rows]
        made.append(section)
    return made


def _paragraph_row(paragraph: Paragraph, doubtful: set[int], judging: Forms, adding: Forms) -> ParagraphRow:
    held = list(paragraph.commitments.all())
    return ParagraphRow(
        paragraph=paragraph,
        sides=[(side, "") for side in paragraph.sides],
        commitments=[CommitmentRow(c, c.pk in doubtful, _correction(c, judging.get(c.pk))) for c in held],
        draft=_addition(paragraph, adding.get(paragraph.pk)),
    )


def _correction(commitment: Commitment, form: CommitmentForm | None) -> Draft:
    if form is not None:
        return Draft.returned(form)
    return Draft(commitment.quote, commitment.side, commitment.strength, revision=commitment.revision)


def _addition(paragraph: Paragraph, form: CommitmentForm | None) -> Draft:
    return Draft.returned(form) if form is not None else Draft("", paragraph.side, Strength.AGREES.value)


def mark_words(made: list[Section], marks: Marks) -> None:
    """Lay the words of every value out in the paragraphs of ``made``."""
    for row in (row for section in made for row in section.paragraphs):
        pk = row.paragraph.pk
        row.tokens = list(laid(row.paragraph.text, marks.paragraphs.get(pk, [])))
        keys = {side: f"side-{pk}-{side}" for side in row.paragraph.sides}
        row.sides = [(side, key if key in marks.keys else "") for side, key in keys.items()]
