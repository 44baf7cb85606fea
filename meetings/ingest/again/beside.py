"""Participants and doubts of a newer reading beside those that are held."""

from typing import Any

from meetings.ingest.again.judged import places_in
from meetings.ingest.again.text import Laid
from meetings.ingest.again.wording import shortened
from meetings.ingest.findings import participant_of
from meetings.models import Doubt, OutcomeNote, Participation
from meetings.reading.parsed import ParsedNote, ParticipantFound

READS_OTHERWISE = "reads-otherwise"  # about words that a person judged and the newer reading does not have
# Doubts that are no finding of a reader, or that a person answers elsewhere; a new reading does not take them away.
NOT_THE_READERS = {READS_OTHERWISE, "meeting-uncertain", "no-meeting"}
# What a doubt asks for: it is not raised again once a person has given it.
ANSWERED_BY = {"no-number": "number", "no-date": "dated_on", "unknown-marking": "marking", "no-meeting": "meeting_id"}


def lay_participants(note: OutcomeNote, parsed: ParsedNote, laid: Laid, before: dict[str, Any]) -> list[str]:
    """Add and remove who takes part, as the reader sees it now; what a person mended stays. What changed, in words."""
    last = {tuple(each) for each in before.get("participants", [])}
    rows = list(note.participations.select_related("participant"))
    said = []
    for found in parsed.participants:
        paragraph = laid.rows[found.paragraph]
        same = [row for row in rows if row.as_named == found.as_named]
        row = next((row for row in same if row.office == (found.office or "")), same[0] if same else None)
        participant = participant_of(found)
        if row is None:
            if not Participation.objects.filter(note=note, participant=participant, office=found.office or "").exists():
                Participation.objects.create(
                    note=note,
                    meeting=note.meeting,
                    participant=participant,
                    office=found.office or "",
                    side=found.side or "",
                    as_named=found.as_named,
                    paragraph=paragraph,
                )
                said.append(f"Participant found: {participant.name}.")
            continue
        rows.remove(row)
        was = (row.office, row.side)
        if (row.as_named, *was) in last and not _taken(note, row, found):
            row.office, row.side = found.office or "", found.side or ""
        row.paragraph, row.meeting = paragraph or row.paragraph, note.meeting
        row.save()
        if was != (row.office, row.side):
            said.append(
                f"{participant.name}: {shortened(' '.join(was))} became {shortened(f'{row.office} {row.side}')}."
            )
    for row in rows:
        if (row.as_named, row.office, row.side) in last:
            said.append(f"Participant no longer found: {row.participant.name}.")
            row.delete()
    return said


def _taken(note: OutcomeNote, row: Participation, found: ParticipantFound) -> bool:
    """Whether another row of the note says already what ``row`` would say."""
    same = note.participations.filter(participant=row.participant, office=found.office or "")
    return same.exclude(pk=row.pk).exists()


def lay_doubts(note: OutcomeNote, parsed: ParsedNote, laid: Laid) -> list[str]:
    """Raise what the reader doubts now and take back what it no longer does; settled doubts stay settled."""
    held = {(doubt.kind, doubt.words): doubt for doubt in note.doubts.all()}
    now = {(str(doubt.kind), doubt.words): doubt.page for doubt in parsed.doubts}
    said = []
    for (kind, words), page in now.items():
        answered = kind in ANSWERED_BY and getattr(note, ANSWERED_BY[kind])
        if (kind, words) not in held and not answered:
            Doubt.objects.create(note=note, kind=kind, words=words, page=page)
            said.append(f"Doubt, {kind}: {shortened(words)}.")
    for (kind, words), doubt in held.items():
        if doubt.settled_at is None and kind not in NOT_THE_READERS and (kind, words) not in now:
            said.append(f"No longer doubted, {kind}: {shortened(words)}.")
            doubt.delete()
    return said + _lay_stays(note, parsed, laid)


def _lay_stays(note: OutcomeNote, parsed: ParsedNote, laid: Laid) -> list[str]:
    """A doubt for every decision whose words the newer reading does not have."""
    said = []
    for commitment in laid.lost:
        if any(next(places_in(p.text, commitment.quote, near=0), None) for p in parsed.paragraphs):
            continue  # these words are there; they stay with others of their paragraph
        words = commitment.quote
        _, new = Doubt.objects.get_or_create(note=note, kind=READS_OTHERWISE, words=words)
        if new:
            said.append(
                f"A paragraph stays as it was; the newer reading does not have {shortened(words)}, judged by a person."
            )
    return said
