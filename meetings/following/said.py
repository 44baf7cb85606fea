"""What was said on a subject: the sentences of a passage that name it, each with its side and its strength."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet

from meetings.council.sides import Side, Strength
from meetings.council.terms import places_of
from meetings.models import Commitment, Paragraph, Statement, ThemePassage


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence, or a whole paragraph where no sentence was told apart, on one subject."""

    paragraph: Paragraph
    words: str
    side: str
    commitment: Commitment | None = None

    @property
    def quoted(self) -> bool:
        """Whether these are words of a paper, not those of an abstract."""
        return not self.paragraph.note.is_abstract

    @property
    def rank(self) -> int:
        """0 where the subject is only named, then 1 (willing) to 4 (commits)."""
        return Strength(self.commitment.strength).rank + 1 if self.commitment else 0

    @property
    def strength(self) -> str:
        return self.commitment.strength if self.commitment else ""


def with_sentences(passages: QuerySet[ThemePassage], user: Any) -> QuerySet[ThemePassage]:
    """``passages`` with all rows that ``said_in`` reads, in three queries."""
    return (
        passages.select_related("paragraph__note")
        .defer("paragraph__vector", "paragraph__note__text", "paragraph__note__vector", "paragraph__note__summary")
        .prefetch_related(
            Prefetch("paragraph__statements", Statement.objects.order_by("start")),
            Prefetch("paragraph__commitments", Commitment.objects.visible_to(user)),
        )
    )


def said_in(passages: Iterable[ThemePassage]) -> list[Said]:
    """The sentences of ``passages`` (from ``with_sentences``) that name the subject, in their order."""
    return [said for passage in passages for said in _sentences(passage)]


def _sentences(passage: ThemePassage) -> list[Said]:
    paragraph = passage.paragraph
    places = places_of(paragraph.text, tuple(passage.terms))
    commitments = {(each.start, each.side): each for each in paragraph.commitments.all()}
    found: dict[tuple[int, str], Said] = {}
    for statement in paragraph.statements.all():
        if any(statement.start <= start < statement.end for start, _ in places):
            key = (statement.start, statement.side)
            words = paragraph.text[statement.start : statement.end]
            found.setdefault(key, Said(paragraph, words, statement.side, commitments.get(key)))
    return list(found.values()) or [Said(paragraph, paragraph.text, paragraph.side)]


def column(said: Said) -> str:
    """The column of a thread in which it stands: that of its side; without a side, the last one."""
    return said.side if said.side in {Side.EU, Side.US} else Side.BOTH
