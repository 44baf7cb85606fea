"""A reading crosses from the child to the parent as checked data."""

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from meetings.council.sides import Level, Side, Strength
from meetings.reading.lines import Extract, Line
from meetings.reading.parsed import (
    CommitmentFound,
    Cover,
    Doubt,
    DoubtKind,
    MeetingFound,
    ParagraphFound,
    ParsedNote,
    Part,
    TopicFound,
)
from meetings.reading.wire import NotAReading, dump, load, rebuild

COVER = Cover(
    number="14860/18",
    version="REV 1",
    language="en",
    dated_on=date(2018, 11, 29),
    place="Brussels",
    marking="LIMITE",
    stamps=("PUBLIC",),
    codes=(("CYBER", 99), ("PR CO", None)),
    kind="OUTCOME OF PROCEEDINGS",
    sent_from="General Secretariat of the Council",
    sent_to="Delegations",
    previous_documents=("14000/18",),
    subject=None,
)
NOTE = ParsedNote(
    cover=COVER,
    meeting=MeetingFound(Level.MINISTERIAL, date(2018, 11, 8), date(2018, 11, 9), "Washington", False),
    summary=None,
    topics=(TopicFound(1, "Counter-terrorism", 1), TopicFound("2.a", "Data", None), TopicFound(None, "Other", 3)),
    paragraphs=(ParagraphFound(Part.TOPIC, 0, 1, 2, "Both sides agreed to meet.", Side.BOTH),),
    commitments=(CommitmentFound(0, 0, 26, "Both sides agreed to meet.", Side.BOTH, Strength.AGREES, "agreed to"),),
    doubts=(Doubt(DoubtKind.NO_CODES, "", None),),
    pages=3,
)


def test_a_note_comes_back_as_it_went() -> None:
    assert load(json.loads(json.dumps(dump(NOTE)))) == NOTE


def test_lines_come_back_as_they_went() -> None:
    found = Extract("text/plain", (Line("a", page=1, x=57.0, size=12.0), Line("b", bullet=True)), pages=1, odd=("odd",))
    assert rebuild(Extract, dump(found)) == found


def _with(path: str, value: Any) -> Any:
    data = dump(NOTE)
    *steps, last = path.split(".")
    place = data
    for step in steps:
        place = place[int(step) if step.isdigit() else step]
    place[last] = value
    return data


@pytest.mark.parametrize(
    "data",
    [
        None,
        [],
        "note",
        {},
        {"cover": 1},
        _with("pages", "3"),
        _with("pages", 3.0),
        _with("pages", True),
        _with("cover.dated_on", "yesterday"),
        _with("cover.codes", [["CYBER"]]),
        _with("cover.stamps", "PUBLIC"),
        _with("paragraphs.0.side", "Canada"),
        _with("paragraphs.0.part", None),
        _with("paragraphs.0.extra", 1),
        _with("topics.0.number", 1.5),
        _with("meeting.videoconference", 1),
        {key: value for key, value in dump(NOTE).items() if key != "cover"},
    ],
)
def test_anything_else_is_not_taken_for_a_reading(data: Any) -> None:
    with pytest.raises(NotAReading):
        load(data)


def test_what_is_no_data_does_not_go_out() -> None:
    with pytest.raises(TypeError):
        dump(replace(NOTE, summary=object()))  # type: ignore[arg-type]
