"""The labelled archive: the papers at hand as they were read once, so that a label outlives changes of the reader."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from meetings.models import AgendaTopic, Meeting, OutcomeNote, Participant, Participation
from tests import make

NOTES = Path(__file__).parent / "notes.json"


def build() -> dict[int, str]:
    """Write the archive; return the label of each paragraph by its key, such as ``10483-17:4.2``."""
    labels: dict[int, str] = {}
    for facts in json.loads(NOTES.read_text(encoding="utf-8")):
        note = _note(facts)
        topic = AgendaTopic.objects.create(note=note, position=1, number="1", label="1", title="All of it", page=1)
        for place, passage in enumerate(facts["passages"], 1):
            paragraph = make.paragraph(
                note,
                passage["text"],
                topic=topic,
                position=place,
                ordinal=place,
                address=passage["address"],
                sides=passage["sides"],
            )
            for strength in passage["strengths"]:
                side = ("both", "EU", "US", "")[paragraph.commitments.count()]
                make.commitment(paragraph, strength=strength, side=side)
            labels[paragraph.pk] = f"{facts['key']}:{passage['address']}"
        _participants(note, facts["participants"])
    return labels


def _note(facts: dict[str, Any]) -> OutcomeNote:
    held = facts["meeting"]
    days = {name: date.fromisoformat(held[name]) for name in ("opened_on", "closed_on")}
    meeting = Meeting.objects.filter(city=held["city"], **days).first() or make.meeting(**(held | days))
    numbered = "/" in facts["name"]
    return make.note(
        number=facts["name"] if numbered else "",
        slug=facts["key"],
        kind=facts["kind"],
        marking=facts["marking"],
        dated_on=date.fromisoformat(facts["dated_on"]) if facts["dated_on"] else None,
        subject=facts["subject"],
        text="\n\n".join(passage["text"] for passage in facts["passages"]),
        previous_documents=facts["previous_documents"],
        meeting=meeting,
        codes=", ".join(f"{code} {serial}" for code, serial in facts["codes"]),
    )


def _participants(note: OutcomeNote, names: list[str]) -> None:
    for name in names:
        person = Participant.objects.get_or_create(name=name, kind=Participant.PERSON)[0]
        Participation.objects.create(note=note, meeting=note.meeting, participant=person, as_named=name)
