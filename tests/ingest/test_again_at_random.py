"""Whatever a newer reader makes of a note: decisions stay word for word, addresses stay true, and once is enough."""

import dataclasses
import random
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from meetings import review
from meetings.ingest import receive_source
from meetings.ingest.again import deed, reread_note
from meetings.models import Commitment, FormerAddress, OutcomeNote, Paragraph
from meetings.reading.child import read_in_child
from meetings.reading.parsed import CommitmentFound, ParagraphFound, ParsedNote

NOTE = Path(__file__).resolve().parents[2] / "fixtures" / "notes" / "10483-17.txt"
pytestmark = pytest.mark.django_db


def shaken(parsed: ParsedNote, chance: random.Random) -> ParsedNote:
    """``parsed`` with paragraphs reworded, left out, joined, split, moved to another topic or another place."""
    paragraphs: list[ParagraphFound] = []
    for paragraph in parsed.paragraphs:
        words = paragraph.text.split()
        match chance.randrange(9):
            case 0:
                continue
            case 1:
                words[chance.randrange(len(words))] = "otherwise"
                paragraphs.append(dataclasses.replace(paragraph, text=" ".join(words)))
            case 2 if paragraphs:
                last = paragraphs.pop()
                paragraphs.append(dataclasses.replace(last, text=f"{last.text} {paragraph.text}"))
            case 3 if len(words) > 8:
                cut = chance.randrange(2, len(words) - 2)
                for part in (words[:cut], words[cut:]):
                    paragraphs.append(dataclasses.replace(paragraph, text=" ".join(part)))
            case 4 if paragraph.topic is not None:
                paragraphs.append(dataclasses.replace(paragraph, topic=chance.randrange(len(parsed.topics))))
            case _:
                paragraphs.append(paragraph)
    if chance.randrange(3) == 0 and len(paragraphs) > 2:
        one, other = chance.sample(range(len(paragraphs)), 2)
        paragraphs[one], paragraphs[other] = paragraphs[other], paragraphs[one]
    kept = [
        CommitmentFound(place, start, start + len(found.quote), found.quote, found.side, found.strength, found.rule)
        for found in parsed.commitments
        if chance.randrange(4)
        for place, paragraph in enumerate(paragraphs)
        if (start := paragraph.text.find(found.quote)) >= 0
    ]
    nothing = {"statements": (), "requests": (), "participants": (), "evidence": ()}
    return dataclasses.replace(parsed, paragraphs=tuple(paragraphs), commitments=tuple(kept), **nothing)


@pytest.mark.parametrize("seed", range(25))
def test_decisions_and_addresses_outlive_any_reading(
    seed: int, archivist: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(seed)  # to be the same each time
    note = receive_source(data=NOTE.read_bytes(), name="10483-17.txt", by=None).note
    reading = read_in_child(NOTE.read_bytes(), "10483-17.txt")
    for found in Commitment.objects.filter(paragraph__note=note):
        if judge := chance.choice([review.confirm_commitment, review.reject_commitment, None]):
            judge(commitment=found, by=archivist)
    judged = dict(Commitment.objects.exclude(state="proposed").values_list("pk", "quote"))
    meant: dict[str, str] = {}  # what every address has ever stood for
    for _ in range(4):
        parsed = shaken(reading, chance)
        monkeypatch.setattr(deed, "read_in_child", lambda data, name, parsed=parsed: parsed)
        reread_note(note=note, by=None)
        assert reread_note(note=note, by=None).changes == ()
        check(note, judged, meant)


def check(note: OutcomeNote, judged: dict[int, str], meant: dict[str, str]) -> None:
    now = {p.address: p for p in Paragraph.objects.filter(note=note)}
    held = {c.pk: c for c in Commitment.objects.filter(paragraph__note=note).select_related("paragraph")}
    for commitment in held.values():
        assert commitment.paragraph.text[commitment.start : commitment.end] == commitment.quote
    assert {pk: " ".join(held[pk].quote.split()) for pk in judged} == {
        pk: " ".join(quote.split()) for pk, quote in judged.items()
    }
    rejected = {(c.paragraph_id, c.start) for c in held.values() if c.state == Commitment.REJECTED}
    assert not any((c.paragraph_id, c.start) in rejected for c in held.values() if c.state == Commitment.PROPOSED)
    former = set(FormerAddress.objects.filter(note=note).values_list("address", flat=True))
    assert not former & set(now)
    assert set(meant) <= former | set(now)  # no address is forgotten
    assert sorted(p.position for p in now.values()) == list(range(1, len(now) + 1))
    meant |= {address: paragraph.text for address, paragraph in now.items()}
