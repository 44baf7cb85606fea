"""The text of a note for the review page: parts, paragraphs with their commitments, and the forms to judge them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from django.db.models import Prefetch

from meetings.forms import CommitmentForm
from meetings.models import Commitment, OutcomeNote, Paragraph
from meetings.review import commitments_in_doubt

Forms = dict[int, CommitmentForm]


@dataclass(slots=True)
class CommitmentRow:
    """A commitment with the form to correct it. ``in_hand`` when that form was sent and came back."""

    commitment: Commitment
    in_doubt: bool
    form: CommitmentForm
    in_hand: bool


@dataclass(slots=True)
class ParagraphRow:
    """A paragraph cut into pieces of (words, whether they are a commitment), and the form to add another."""

    paragraph: Paragraph
    pieces: list[tuple[str, bool]]
    commitments: list[CommitmentRow]
    form: CommitmentForm
    in_hand: bool


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
        pieces=list(pieces(paragraph.text, [c for c in held if c.state != Commitment.REJECTED])),
        commitments=[
            CommitmentRow(c, c.pk in doubtful, judging.get(c.pk) or correction_form(c), c.pk in judging) for c in held
        ],
        form=adding.get(paragraph.pk)
        or CommitmentForm(auto_id=f"add-{paragraph.pk}-%s", initial={"side": paragraph.side, "strength": "agrees"}),
        in_hand=paragraph.pk in adding,
    )


def correction_form(commitment: Commitment) -> CommitmentForm:
    """The form filled in with the commitment as it stands."""
    initial = {
        "words": commitment.quote,
        "side": commitment.side,
        "strength": commitment.strength,
        "revision": commitment.revision,
    }
    return CommitmentForm(auto_id=f"correct-{commitment.pk}-%s", initial=initial)


def pieces(text: str, commitments: list[Commitment]) -> Iterator[tuple[str, bool]]:
    """``text`` cut where commitments begin and end; overlapping ones become one piece."""
    done = 0
    for start, end in sorted((c.start, c.end) for c in commitments):
        if end <= done:
            continue
        start = max(start, done)
        if start > done:
            yield text[done:start], False
        yield text[start:end], True
        done = end
    if done < len(text):
        yield text[done:], False
