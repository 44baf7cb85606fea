"""The commitments of a newer reading beside those that are held.

What a person confirmed, corrected, rejected or entered stays as it is, and the same finding does not come again. What
nobody has judged is the reader's own: it is replaced, and goes when the newer reading no longer finds it.
"""

from django.db.models import F

from meetings.ingest.again.judged import overlap, places_in
from meetings.ingest.again.text import ASIDE, Laid
from meetings.ingest.again.wording import shortened
from meetings.models import Commitment, OutcomeNote
from meetings.reading.parsed import CommitmentFound, ParsedNote


def lay_commitments(note: OutcomeNote, parsed: ParsedNote, laid: Laid) -> list[str]:
    """Write the commitments of the locked ``note``; what changed, in sentences."""
    held = list(Commitment.objects.filter(note=note).select_related("paragraph"))
    lost = {commitment.pk for commitment in laid.lost}
    judged = [each for each in held if each.pk in laid.homes or each.pk in lost]
    staying = {laid.held[place].pk for place in laid.staying}
    free = [each for each in held if each not in judged and each.paragraph_id not in staying]
    changed = []
    for commitment in judged:
        if commitment.pk in laid.homes:
            n, start, end = laid.homes[commitment.pk]
            if _put(commitment, laid, n, start, end):
                changed.append(commitment)
    found_here = [
        found
        for found in parsed.commitments
        if laid.rows[found.paragraph] and not any(_judges(commitment, found, laid) for commitment in judged)
    ]
    said, new = [], []
    for found, same in _pairs(found_here, free, laid):
        if same is None:
            new.append(_commitment(found, laid))
            continue
        before = (same.strength, same.quote)
        moved = _put(same, laid, found.paragraph, found.start, found.end)
        same.strength, same.rule = found.strength.value, found.rule
        if before != (same.strength, same.quote):
            same.revision += 1
            old, now = (f"{strength} {shortened(words)}" for strength, words in (before, (same.strength, same.quote)))
            said.append(f"Commitment in §{same.paragraph.address}: {old} became {now}.")
        if moved or before != (same.strength, same.quote):
            changed.append(same)
    said += [f"Commitment no longer found: {shortened(each.quote)}." for each in free]
    said += [f"Commitment found in §{each.paragraph.address}, proposed: {shortened(each.quote)}." for each in new]
    Commitment.objects.filter(pk__in=[each.pk for each in free]).delete()
    keys = [each.pk for each in changed]
    Commitment.objects.filter(pk__in=keys).update(start=F("start") + ASIDE, end=F("end") + ASIDE)  # out of the way
    Commitment.objects.bulk_update(changed, ["paragraph", "start", "end", "quote", "strength", "rule", "revision"])
    Commitment.objects.bulk_create(new)
    return said


def _put(commitment: Commitment, laid: Laid, n: int, start: int, end: int) -> bool:
    """Put ``commitment`` at its place in the reading; whether that is another than before."""
    row = laid.rows[n]
    assert row is not None  # noqa: S101  # homes are never where the held text stays
    before = (commitment.paragraph_id, commitment.start, commitment.end, commitment.quote)
    commitment.paragraph, commitment.start, commitment.end = row, start, end
    commitment.quote = row.text[start:end]
    return before != (row.pk, start, end, commitment.quote)


def _judges(commitment: Commitment, found: CommitmentFound, laid: Laid) -> bool:
    """Whether a person's decision on ``commitment`` covers what the newer reading found.

    A rejected passage is no commitment of anybody; a confirmed one covers its side, and the one first found there.
    """
    row = laid.rows[found.paragraph]
    if row is None or commitment.paragraph_id != row.pk:
        return False
    spans = [(commitment.start, commitment.end)]
    first = commitment.as_found or {}
    if first:
        spans += list(places_in(row.text, first["quote"], near=first["start"]))[:1]
    if not any(overlap(span, (found.start, found.end)) for span in spans):
        return False
    return commitment.state == Commitment.REJECTED or (found.side or "") in {commitment.side, first.get("side")}


def _pairs(
    found: list[CommitmentFound], free: list[Commitment], laid: Laid
) -> list[tuple[CommitmentFound, Commitment | None]]:
    """Each finding with the proposed commitment that it is a newer reading of, which is taken out of ``free``.

    Those with the same words come first, then those that share a passage.
    """
    pairs: dict[int, Commitment] = {}
    for exactly in (True, False):
        for place, each in enumerate(found):
            if place not in pairs and (same := next((c for c in free if _is_of(c, each, laid, exactly)), None)):
                pairs[place] = same
                free.remove(same)
    return [(each, pairs.get(place)) for place, each in enumerate(found)]


def _is_of(commitment: Commitment, found: CommitmentFound, laid: Laid, exactly: bool) -> bool:
    row = laid.rows[found.paragraph]
    place = next(place for place, paragraph in enumerate(laid.held) if paragraph.pk == commitment.paragraph_id)
    if row is None or laid.row_after(place) is not row or commitment.side != (found.side or ""):
        return False
    span = next(places_in(row.text, commitment.quote, near=commitment.start), None)
    if span is None:
        return False
    wanted = (found.start, found.end)
    return span == wanted if exactly else overlap(span, wanted)


def _commitment(found: CommitmentFound, laid: Laid) -> Commitment:
    return Commitment(
        paragraph=laid.rows[found.paragraph],
        side=found.side or "",
        strength=found.strength,
        quote=found.quote,
        start=found.start,
        end=found.end,
        rule=found.rule,
    )
