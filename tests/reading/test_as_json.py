"""The contract of read_note: its keys, in their order, for papers that are read and for papers that are refused."""

# ruff: noqa: E501 - papers stand as they are printed

import json

from meetings.reading.as_json import as_json, refused_json
from meetings.reading.parsed import READER_VERSION
from meetings.reading.refusals import Reason, UnreadableSource
from tests.reading.papers import read_body

KEYS = [
    "reader_version", "refused", "cover", "meeting", "summary", "topics", "paragraphs", "commitments", "requests",
    "participants", "code_evidence", "doubts",
]  # fmt: skip
COVER = [
    "number", "version", "language", "dated_on", "place", "marking", "stamps", "codes", "kind", "from", "to",
    "previous_documents", "subject",
]  # fmt: skip
BODY = (
    "Summary: The two sides met.\n\n1. Drugs\n\nThe US side committed to share its list of drugs. The US side called on the "
    "EU side to do the same.\n\nVisa reciprocity\n\nThe Commission informed about it.\n"
)


def test_keys_stand_in_the_order_of_the_contract() -> None:
    found = as_json(read_body(BODY))
    assert list(found)[: len(KEYS)] == KEYS
    assert list(found["cover"])[: len(COVER)] == COVER
    assert list(found["meeting"]) == ["level", "opened_on", "closed_on", "city", "videoconference"]
    assert list(found["topics"][0]) == ["number", "title", "page"]
    assert list(found["paragraphs"][0])[:5] == ["topic", "ordinal", "page", "side", "text"]


def test_values_are_plain_and_dates_iso() -> None:
    found = json.loads(json.dumps(as_json(read_body(BODY))))
    assert found["reader_version"] == READER_VERSION
    assert found["refused"] is None
    assert found["cover"]["dated_on"] == "2017-06-29"
    assert found["cover"]["codes"] == [["JAIEX", 45], ["CYBER", 99]]
    assert found["meeting"] == {
        "level": "ministerial", "opened_on": "2017-06-15", "closed_on": "2017-06-16", "city": "Valletta",
        "videoconference": False,
    }  # fmt: skip
    assert found["summary"] == "The two sides met."


def test_findings_name_their_topic_and_paragraph_and_hold_their_words() -> None:
    found = as_json(read_body(BODY))
    texts = {(p["topic"], p["ordinal"]): p["text"] for p in found["paragraphs"]}
    (commitment,) = found["commitments"]
    assert (commitment["topic"], commitment["paragraph"], commitment["side"]) == (1, 1, "US")
    for finding in (*found["commitments"], *found["requests"], *found["statements"]):
        text = texts[finding["topic"], finding["paragraph"]]
        assert text[finding["start"] : finding["end"]] == finding["quote"]
    for person in found["participants"]:
        assert person["as_named"] in texts[person["topic"], person["paragraph"]]


def test_a_topic_without_a_number_is_named_by_its_title() -> None:
    found = as_json(
        read_body("**Drugs**\n\nThe US side committed to share its list.\n\n**Visa**\n\nText of it.\n", name="note.md")
    )
    assert [topic["number"] for topic in found["topics"]] == [None, None]
    assert found["commitments"][0]["topic"] == "Drugs"


def test_every_code_of_the_cover_has_its_evidence_even_when_there_is_none() -> None:
    assert set(as_json(read_body(BODY))["code_evidence"]) == {"JAIEX", "CYBER"}


def test_a_refused_file_has_every_key_and_nothing_in_it() -> None:
    refused = refused_json(UnreadableSource(Reason.ENCRYPTED, "The file is locked with a password."))
    read = as_json(read_body(BODY))
    assert list(refused) == list(read)
    assert list(refused["cover"]) == list(read["cover"])
    assert refused["refused"] == {"reason": "encrypted", "detail": "The file is locked with a password."}
    assert not any(refused[key] for key in KEYS[3:])
    assert not any(refused["cover"].values())
