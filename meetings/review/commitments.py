"""Judging commitments: confirm, correct, reject, add one that the reader missed.

A rejected commitment stays as a row, so that a new reading remembers it; a corrected one keeps what was found.
"""

import re
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from meetings.models import Commitment, OutcomeNote, Paragraph
from meetings.review.history import deed, last_person, locked, quoted, record_change
from meetings.review.refusals import ChangedMeanwhile, WordsNotFound

DOUBTS_ABOUT_COMMITMENTS = ("commitment-uncertain", "side-unclear")


@deed
def confirm_commitment(*, commitment: Commitment, by: Any, revision: int | None = None) -> Commitment:
    """Say that the reader, or a colleague, was right. Takes back a rejection too. Raises ChangedMeanwhile."""
    note, held = _locked(commitment, revision)
    return _judged(note, held, Commitment.CONFIRMED, by=by, sentence=f"Commitment confirmed, {_cited(held)}.")


@deed
def reject_commitment(*, commitment: Commitment, by: Any, reason: str = "", revision: int | None = None) -> Commitment:
    """Say that the passage is no commitment. Readers no longer see it. Raises ChangedMeanwhile."""
    note, held = _locked(commitment, revision)
    why = f" Reason: {quoted(reason)}." if reason.strip() else ""
    return _judged(note, held, Commitment.REJECTED, by=by, sentence=f"Commitment rejected, {_cited(held)}.{why}")


@deed
def correct_commitment(
    *, commitment: Commitment, by: Any, side: str, strength: str, words: str, revision: int | None = None
) -> Commitment:
    """Confirm a commitment with another side, strength or other words of the same paragraph.

    What the reader found is kept in ``as_found``. Raises ChangedMeanwhile, WordsNotFound, or ValidationError when
    that passage is a commitment of that side already.
    """
    note, held = _locked(commitment, revision)
    before = held.findings
    held.start, held.end = place_of(words, held.paragraph, near=held.start)
    held.quote = held.paragraph.text[held.start : held.end]
    held.side, held.strength = side, strength
    if held.origin == Commitment.FOUND and held.as_found is None and held.findings != before:
        held.as_found = before
    changes = [
        f"{name}: {quoted(before[name])} became {quoted(held.findings[name])}"
        for name in ("side", "strength", "quote")
        if held.findings[name] != before[name]
    ]
    sentence = f"Commitment corrected, {_cited(held)}. {'; '.join(changes) or 'Nothing differed'}."
    return _judged(note, held, Commitment.CONFIRMED, by=by, sentence=sentence)


@deed
def add_commitment(*, paragraph: Paragraph, by: Any, side: str, strength: str, words: str, near: int = 0) -> Commitment:
    """Enter a commitment that the reader missed: ``words`` as they stand in ``paragraph``, at or nearest to ``near``.

    Raises WordsNotFound, or ValidationError when that passage is a commitment of that side already.
    """
    note = locked(paragraph.note)
    start, end = place_of(words, paragraph, near=near)
    entered = Commitment(
        paragraph=paragraph,
        side=side,
        strength=strength,
        quote=paragraph.text[start:end],
        start=start,
        end=end,
        origin=Commitment.ENTERED,
    )
    return _judged(note, entered, Commitment.CONFIRMED, by=by, sentence=f"Commitment added, {_cited(entered)}.")


@deed
def confirm_undoubted(*, note: OutcomeNote, by: Any, revision: int | None = None) -> list[Commitment]:
    """Confirm every proposed commitment that no open doubt concerns. Raises ChangedMeanwhile."""
    held = locked(note, revision=revision)
    doubtful = commitments_in_doubt(held)
    proposed = Commitment.objects.select_for_update().filter(note=held, state=Commitment.PROPOSED)
    confirmed = [commitment for commitment in proposed if commitment.pk not in doubtful]
    now = timezone.now()
    for commitment in confirmed:
        commitment.state, commitment.reviewed_at, commitment.reviewed_by = Commitment.CONFIRMED, now, by
        commitment.revision += 1
    Commitment.objects.bulk_update(confirmed, ["state", "reviewed_at", "reviewed_by", "revision"])
    if confirmed:
        record_change(
            held, by=by, sentence=f"Commitments confirmed together, since none was in doubt: {len(confirmed)}."
        )
    return confirmed


def commitments_in_doubt(note: OutcomeNote) -> set[int]:
    """The primary keys of proposed commitments that must be looked at one by one.

    Those without a side, and those whose words an open doubt about commitments or sides shares.
    """
    doubts = note.doubts.filter(settled_at=None, kind__in=DOUBTS_ABOUT_COMMITMENTS).values_list("words", flat=True)
    doubted = [" ".join(words.split()) for words in doubts]
    found = set()
    for commitment in Commitment.objects.filter(note=note, state=Commitment.PROPOSED):
        quote = " ".join(commitment.quote.split())
        if not commitment.side or any(words in quote or quote in words for words in doubted):
            found.add(commitment.pk)
    return found


def place_of(words: str, paragraph: Paragraph, *, near: int = 0) -> tuple[int, int]:
    """Where ``words`` stand in the paragraph, the place nearest to ``near``; spaces and line ends count alike.

    Raises WordsNotFound.
    """
    pattern = r"\s+".join(re.escape(word) for word in words.split())
    places = [match.span() for match in re.finditer(pattern, paragraph.text)] if pattern else []
    if not places:
        raise WordsNotFound(words, paragraph.citation)
    return min(places, key=lambda place: abs(place[0] - near))


def _locked(commitment: Commitment, revision: int | None) -> tuple[OutcomeNote, Commitment]:
    """The note and the commitment as they stand now, locked in this order; ChangedMeanwhile if it was judged since."""
    note = locked(commitment.paragraph.note)
    found = Commitment.objects.select_for_update(of=("self",)).select_related("paragraph")
    held = found.filter(pk=commitment.pk).first()
    if held is None:  # a newer reading no longer finds it, and nobody had judged it
        raise ChangedMeanwhile(commitment, who=_("A newer reading"))
    held.paragraph.note = note
    if revision is not None and held.revision != revision:
        raise ChangedMeanwhile(held, who=last_person(note))
    return note, held


def _judged(note: OutcomeNote, commitment: Commitment, state: str, *, by: Any, sentence: str) -> Commitment:
    commitment.state, commitment.reviewed_at, commitment.reviewed_by = state, timezone.now(), by
    commitment.revision += 1
    commitment.full_clean()
    commitment.save()
    record_change(note, by=by, sentence=sentence)
    return commitment


def _cited(commitment: Commitment) -> str:
    return f"§{commitment.paragraph.address} {quoted(commitment.quote)}"
