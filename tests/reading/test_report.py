"""The report: what counts as right, missed and invented, and what is left open."""

# ruff: noqa: E501 - records stand as they are written

import json
from pathlib import Path

import pytest

from meetings.reading.as_json import refused_json
from meetings.reading.progress import as_lines, as_record, progress
from meetings.reading.refusals import ClassifiedSource
from meetings.reading.report import Tally, compare, exact_papers, overlap, total

COVER = {
    "number": "99001/17", "version": "INIT", "language": "en", "dated_on": "2017-06-29", "place": "Brussels",
    "marking": "LIMITE", "kind": "NOTE", "from": "Presidency", "to": "Delegations", "subject": "A meeting",
}  # fmt: skip
GOLD = {
    "expected": "ok", **COVER, "stamps": [], "codes": [["VISA", 1], ["CYBER", 2]],
    "previous_documents": ["99000/17 JAIEX 71 USA 81"],
    "meeting": {"level": "senior officials", "start": "2017-06-15", "end": "2017-06-16", "city": "Valletta", "videoconference": False},
    "summary": "They met.", "topics": [{"number": 1, "title": "Visa"}],
    "commitments": [
        {"quote": "The US side will do so.", "side": "US", "strength": "commits"},
        {"quote": "Both sides wish to.", "side": "both", "strength": "willing", "borderline": "a wish"},
    ],
    "requests": [], "near_misses": [{"quote": "The EU side noted it."}],
    "participants": [{"name": "Jan Kos", "office": "Minister", "side": "EU", "kind": "person"}],
    "code_evidence": {"VISA": [1], "CYBER": []}, "code_evidence_also": {"CYBER": [1]},
}  # fmt: skip
READING = {
    "refused": None,
    "cover": {**COVER, "stamps": [], "codes": [["VISA", 1], ["CYBER", 2]], "previous_documents": ["99000/17"]},
    "meeting": {
        "level": "senior-officials", "opened_on": "2017-06-15", "closed_on": "2017-06-16", "city": "Valletta",
        "videoconference": False,
    },
    "summary": "They met.", "topics": [{"number": 1, "title": "Visa", "page": 1}],
    "commitments": [{"quote": "The US side  will do so.", "side": "US", "strength": "commits"}],
    "requests": [],
    "participants": [{"name": "Jan Kos", "office": "Minister", "side": "EU", "kind": "person", "variants": []}],
    "code_evidence": {"VISA": [1], "CYBER": [1]},
}  # fmt: skip


def reading(**changes: object) -> dict[str, object]:
    return {**READING, **changes}


def test_a_reading_like_its_gold_record_is_exact_everywhere() -> None:
    tallies = compare(READING, GOLD)
    assert all(tally.is_exact for tally in tallies.values())
    assert tallies["commitments"].right == ["The US side will do so."]
    assert tallies["code evidence"].right == ["VISA in 1"], "what may be shown too is not counted"


def test_a_wrong_value_is_missed_and_invented() -> None:
    tally = compare(reading(cover={**READING["cover"], "number": "1/17"}), GOLD)["number"]  # type: ignore[dict-item]
    assert (tally.missed, tally.invented) == (["99001/17"], ["1/17"])
    assert (tally.precision, tally.recall, tally.f1) == (0.0, 0.0, 0.0)


def test_sentences_are_matched_by_their_words_and_sides_counted_apart() -> None:
    found = [
        {"quote": "The US side will do so.", "side": "EU", "strength": "commits"},
        {"quote": "Both sides wish to.", "side": "both", "strength": "willing"},
        {"quote": "The EU side noted it.", "side": "EU", "strength": "agrees"},
    ]
    tallies = compare(reading(commitments=found), GOLD)
    assert tallies["commitments"].invented == ["The EU side noted it."], "the borderline sentence is left out"
    assert tallies["commitments: side"].missed == ["US, not EU: The US side will do so."]
    assert tallies["near misses left alone"].invented == ["The EU side noted it."]


def test_one_record_for_each_side_of_a_sentence() -> None:
    sentence = "The US side will, and the EU side will."
    gold = {**GOLD, "commitments": [{"quote": sentence, "side": side, "strength": "commits"} for side in ("US", "EU")]}
    tally = compare(reading(commitments=[{"quote": sentence, "side": "EU", "strength": "commits"}]), gold)[
        "commitments"
    ]
    assert (tally.right, tally.missed) == ([sentence], [sentence])


def test_a_looser_match_is_shown_beside_the_exact_one() -> None:
    found = [{"quote": "So the US side will do so.", "side": "US", "strength": "commits"}]
    tallies = compare(reading(commitments=found), GOLD)
    assert tallies["commitments"].recall == 0.0
    assert tallies["commitments, loosely"].recall == 1.0
    assert overlap("one two", "three") == 0.0


def test_participants_match_by_any_printed_form_of_the_name() -> None:
    found = [{"name": "Kos", "variants": ["Jan Kos"], "office": "Judge", "side": "EU", "kind": "person"}]
    tallies = compare(reading(participants=found), GOLD)
    assert tallies["participants"].right == ["Jan Kos"]
    assert tallies["participants: office"].missed == ["Jan Kos: Minister, not Judge"]


def test_refusals_are_compared_by_their_reason_alone() -> None:
    refused = refused_json(ClassifiedSource("Refused."))
    assert compare(refused, {"expected": "refused", "reason": "classified"})["refused"].right == ["classified"]
    assert compare(refused, GOLD)["refused"].invented == ["classified"]
    assert compare(READING, {"expected": "refused", "reason": "classified"})["refused"].missed == ["classified"]


def test_papers_are_added_up_with_their_names() -> None:
    papers = {"a.txt": {"codes": Tally(right=["VISA 1"])}, "b.txt": {"codes": Tally(missed=["VISA 1"])}}
    assert total(papers)["codes"].right == ["a.txt: VISA 1"]
    assert exact_papers(papers, "codes") == (1, 2)
    assert total(papers)["codes"].recall == pytest.approx(0.5)


def test_progress_tells_gained_lost_and_newly_invented_finds() -> None:
    before = as_record({"a.txt": {"codes": Tally(right=["VISA 1"]), "topics": Tally(missed=["1 Visa"])}})
    now = as_record(
        {"a.txt": {"codes": Tally(missed=["VISA 1"], invented=["VISA 2"]), "topics": Tally(right=["1 Visa"])}}
    )
    change = progress(now, before)
    assert change.gained == ("a.txt: topics: 1 Visa",)
    assert change.lost == ("a.txt: codes: VISA 1",)
    assert change.newly_invented == ("a.txt: codes: VISA 2",)
    assert progress(as_record({}), before).lost == (), "papers that only one of them knows do not count"


def test_the_report_for_people_names_what_was_missed_and_invented() -> None:
    lines = as_lines({"a.txt": {"codes": Tally(right=["VISA 1"], missed=["CYBER 2"], invented=["USA 3"])}})
    assert "missed, codes: a.txt: CYBER 2" in lines
    assert "invented, codes: a.txt: USA 3" in lines
    assert any(line.startswith("codes") and "0.500" in line for line in lines)


def test_the_record_survives_being_written(tmp_path: Path) -> None:
    record = as_record({"a.txt": compare(READING, GOLD)})
    file = tmp_path / "report.json"
    file.write_text(json.dumps(record), encoding="utf-8")
    assert progress(record, json.loads(file.read_text(encoding="utf-8"))).lost == ()
